//! Names of definitions.

/// The last segment of a definition's full name, with generic arguments as in .NET's data
/// contracts: ``A.Pair`2[[A.Key, Lib],[B.Value, Lib]]`` becomes `PairOfKeyValue`.
pub(crate) fn short_name(full: &str) -> String {
    let (head, arguments) = match full.find(['`', '[', '<', '{', '(']) {
        Some(at) => full.split_at(at),
        None => (full, ""),
    };
    let mut name = head
        .rsplit(['.', '+', '/'])
        .next()
        .unwrap_or(head)
        .to_owned();
    // The generic arguments after the arity: `[[A, Lib],[B, Lib]]`, `[A,B]` or `<A,B>`.
    let (arity, list) = match arguments.find(['[', '<', '{', '(']) {
        Some(at) => arguments.split_at(at),
        None => (arguments, ""),
    };
    let mut inner = Vec::new();
    let (mut depth, mut start) = (0_usize, 0_usize);
    let list = list
        .get(1..list.len().saturating_sub(1))
        .unwrap_or_default();
    let parts = |text: &str| -> Option<String> {
        let text = text.trim().trim_start_matches('[').trim_end_matches(']');
        // The name of an assembly follows a comma outside inner arguments.
        let mut depth = 0_usize;
        let end = text.find(|letter: char| match letter {
            '[' | '<' | '{' | '(' => {
                depth += 1;
                false
            }
            ']' | '>' | '}' | ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            ',' => depth == 0,
            _ => false,
        });
        let name = short_name(text.get(..end.unwrap_or(text.len()))?.trim());
        (!name.is_empty()).then_some(name)
    };
    let parts = |text: &str| if text.is_empty() { None } else { parts(text) };
    for (at, letter) in list.char_indices() {
        match letter {
            '[' | '<' | '{' | '(' => depth += 1,
            ']' | '>' | '}' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                inner.extend(list.get(start..at).and_then(parts));
                start = at + 1;
            }
            _ => {}
        }
    }
    inner.extend(list.get(start..).and_then(parts));
    if inner.is_empty() {
        name.push_str(arity.trim_start_matches('`'));
    } else {
        name.push_str("Of");
        name.extend(inner.iter().map(|name| capitalized(name)));
    }
    if !arguments.is_empty() {
        // Punctuation of generic arguments, such as `[]`.
        name.retain(|letter| letter.is_alphanumeric() || letter == '_');
    }
    name
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_the_last_segment_with_generic_arguments() {
        for (full, short) in [
            ("Contact", "Contact"),
            ("SuperOffice.CRM.Services.Contact", "Contact"),
            ("A.Outer+Inner", "Inner"),
            ("A.Pair`2", "Pair2"),
            ("A.Page`1[B.Contact]", "PageOfContact"),
            ("A.Pair`2[B.Key,C.Value]", "PairOfKeyValue"),
            (
                "A.Pair`2[[B.Key, Lib, Version=1.0],[C.List`1[[D.Item, Lib]], Lib]]",
                "PairOfKeyListOfItem",
            ),
            ("A.Page<B.Contact>", "PageOfContact"),
            ("A.Pair<string, B.List<int>[]>[]", "PairOfStringListOfInt"),
            ("System.String[]", "String"),
            ("A.Odd`1[", "Odd1"),
            ("A.Odd<,>", "Odd"),
        ] {
            assert_eq!(short_name(full), short, "{full}");
        }
    }
}
