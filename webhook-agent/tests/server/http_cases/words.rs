//! The words and quantities in a description.

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) value: usize,
    /// Whether the unit is bytes, kilobytes and so on.
    pub(crate) is_size: bool,
    /// The word after the number and its unit; empty at the end.
    pub(crate) of: String,
}

/// A parsed description.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) lower: String,
    pub(crate) quantities: Vec<Quantity>,
}

impl Words {
    pub(crate) fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        Self {
            text: text.to_owned(),
            quantities: quantities(&lower),
            lower,
        }
    }

    pub(crate) fn has(&self, phrase: &str) -> bool {
        self.lower.contains(phrase)
    }

    /// Whether a word starts with this text.
    pub(crate) fn has_word(&self, start: &str) -> bool {
        self.lower
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word.starts_with(start))
    }

    /// The first size in bytes.
    pub(crate) fn size(&self) -> Option<usize> {
        let size = self.quantities.iter().find(|quantity| quantity.is_size)?;
        Some(size.value)
    }

    /// The first number that is not a size.
    pub(crate) fn count(&self) -> Option<usize> {
        let count = self.quantities.iter().find(|quantity| !quantity.is_size)?;
        Some(count.value)
    }

    /// The word after a phrase, in its original case.
    pub(crate) fn after(&self, phrase: &str) -> Option<&str> {
        let at = self.lower.find(phrase)? + phrase.len();
        let word = self.text.get(at..)?.split_whitespace().next()?;
        Some(word.trim_matches(['"', '\'', '`', ',', ';', '(', ')']))
    }
}

fn number(word: &str) -> Option<usize> {
    match word {
        "two" | "twice" => Some(2),
        "three" => Some(3),
        "four" => Some(4),
        "five" => Some(5),
        "ten" => Some(10),
        _ => word.replace([',', '_'], "").parse().ok(),
    }
}

fn unit(word: &str) -> Option<usize> {
    Some(match word {
        "byte" | "bytes" | "b" => 1,
        "kb" => 1_000,
        "kib" | "k" => 1 << 10,
        "mb" => 1_000_000,
        "mib" | "m" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" | "g" => 1 << 30,
        _ => return None,
    })
}

/// The numbers in a text; digits may be grouped by spaces.
fn quantities(lower: &str) -> Vec<Quantity> {
    let is_between = |letter: char| letter.is_whitespace() || "-<>()=\"'`/".contains(letter);
    let words: Vec<&str> = lower
        .split(is_between)
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let word = word.trim_end_matches([',', ';', '.', ':']);
        // `64kib` is a number with its unit.
        let digits = word.find(|letter: char| letter.is_ascii_alphabetic());
        let (head, tail) = word.split_at(digits.unwrap_or(word.len()));
        let (word, mut scale) = match unit(tail) {
            Some(scale) if !head.is_empty() => (head, Some(scale)),
            _ => (word, None),
        };
        let Some(mut value) = number(word) else {
            continue;
        };
        while let Some(group) = words.get(at)
            && group.len() == 3
            && scale.is_none()
            && let Ok(more) = group.parse::<usize>()
        {
            value = value.saturating_mul(1000).saturating_add(more);
            at += 1;
        }
        if scale.is_none() {
            let word = words.get(at).map(|word| word.trim_matches([',', ';', '.']));
            scale = word.and_then(unit);
            at += usize::from(scale.is_some());
        }
        // One-byte chunks are a size, and so is `2 MiB + 1`.
        if words.get(at) == Some(&"+")
            && let Some(more) = words.get(at + 1).and_then(|word| number(word))
        {
            value = value
                .saturating_mul(scale.unwrap_or(1))
                .saturating_add(more);
            scale = scale.map(|_| 1);
            at += 2;
        }
        found.push(Quantity {
            value: value.saturating_mul(scale.unwrap_or(1)),
            is_size: scale.is_some(),
            of: words.get(at).copied().unwrap_or_default().to_owned(),
        });
    }
    found
}

#[test]
fn numbers_are_read_with_their_units() {
    for (text, wanted) in [
        (
            "1-byte chunks x 3 000 000",
            &[(1, true), (3_000_000, false)][..],
        ),
        ("one 512 KiB header", &[(512 << 10, true)]),
        ("10 000 trailer fields", &[(10_000, false)]),
        ("<64 KiB>", &[(64 << 10, true)]),
        (
            "gzip, 1 MB -> 1 GB",
            &[(1_000_000, true), (1_000_000_000, true)],
        ),
        ("64kib and 1,000 fields", &[(64 << 10, true), (1000, false)]),
        ("a body of 2 MiB + 1", &[((2 << 20) + 1, true)]),
        ("two Host headers", &[(2, false)]),
        ("Create%44efault", &[]),
    ] {
        let found: Vec<_> = quantities(&text.to_lowercase())
            .into_iter()
            .map(|quantity| (quantity.value, quantity.is_size))
            .collect();
        assert_eq!(found, wanted, "{text}");
    }
}
