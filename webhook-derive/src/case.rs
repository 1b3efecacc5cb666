//! Names in other cases, such as Pascal case for properties, as .NET has it.

use crate::keys::Case;

/// `webhook_id` becomes `WebhookId`. Underscores at either end are removed, and letters other than the first of
/// a word keep their case.
pub(crate) fn pascal(snake: &str) -> String {
    let mut name = String::with_capacity(snake.len());
    for word in snake.split('_') {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            name.extend(first.to_uppercase());
            name.push_str(letters.as_str());
        }
    }
    name
}

/// `ContactEntity` becomes `contactEntity`, for the query parameters of agents. As in .NET, several capitals at
/// the start all become small: `URLEntity` becomes `urlEntity`.
pub(crate) fn camel(pascal: &str) -> String {
    let letters: Vec<char> = pascal.chars().collect();
    let mut name = String::with_capacity(pascal.len());
    for (index, letter) in letters.iter().enumerate() {
        let next_is_lower = letters
            .get(index + 1)
            .is_some_and(|next| next.is_lowercase());
        let capitals_so_far = letters
            .iter()
            .take(index)
            .all(|letter| letter.is_uppercase());
        if capitals_so_far && (index == 0 || !next_is_lower) {
            name.extend(letter.to_lowercase());
        } else {
            name.push(*letter);
        }
    }
    name
}

/// The name of a field in snake case, or of a variant in Pascal case, in another case.
pub(crate) fn rename(name: &str, case: Case) -> String {
    let words = words(name);
    match case {
        Case::Pascal => capitalised(&words),
        Case::Camel => {
            let mut letters = capitalised(&words);
            if let Some(first) = letters.chars().next() {
                let rest = letters.split_off(first.len_utf8());
                letters = first.to_lowercase().chain(rest.chars()).collect();
            }
            letters
        }
        Case::Snake => words.join("_").to_lowercase(),
        Case::ScreamingSnake => words.join("_").to_uppercase(),
        Case::Kebab => words.join("-").to_lowercase(),
        Case::Lower => words.concat().to_lowercase(),
        Case::Upper => words.concat().to_uppercase(),
    }
}

fn capitalised(words: &[String]) -> String {
    words.iter().map(|word| pascal(word)).collect()
}

/// The words of a name. A word ends at an underscore, before a capital after a small letter or digit, and before
/// the last of several capitals: `URLPath` is `URL` and `Path`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let letters: Vec<char> = part.chars().collect();
        let mut word = String::new();
        for (index, letter) in letters.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| letters.get(before));
            let after = letters.get(index + 1);
            let ends_word = before.is_some_and(|before| !before.is_uppercase());
            let ends_capitals = before.is_some() && after.is_some_and(|after| after.is_lowercase());
            if letter.is_uppercase() && (ends_word || ends_capitals) {
                words.push(std::mem::take(&mut word));
            }
            word.push(*letter);
        }
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_begin_in_lower_case() {
        for (entity, parameter) in [
            ("Webhook", "webhook"),
            ("ContactEntity", "contactEntity"),
            ("URLEntity", "urlEntity"),
            ("MDO", "mdo"),
        ] {
            assert_eq!(camel(entity), parameter);
        }
    }

    #[test]
    fn every_case_of_fields_and_variants() {
        for (case, field, variant) in [
            (Case::Pascal, "WebhookId", "TooManyErrors"),
            (Case::Camel, "webhookId", "tooManyErrors"),
            (Case::Snake, "webhook_id", "too_many_errors"),
            (Case::ScreamingSnake, "WEBHOOK_ID", "TOO_MANY_ERRORS"),
            (Case::Kebab, "webhook-id", "too-many-errors"),
            (Case::Lower, "webhookid", "toomanyerrors"),
            (Case::Upper, "WEBHOOKID", "TOOMANYERRORS"),
        ] {
            assert_eq!(rename("webhook_id", case), field);
            assert_eq!(rename("TooManyErrors", case), variant);
            assert_eq!(rename("__", case), "");
        }
        assert_eq!(
            rename("\u{c9}tat_\u{540d}", Case::Camel),
            "\u{e9}tat\u{540d}"
        );
        assert_eq!(rename("URLPath", Case::Snake), "url_path");
        assert_eq!(rename("UIHint", Case::Pascal), "UIHint");
    }

    #[test]
    fn words_begin_with_a_capital() {
        for (snake, pascal_case) in [
            ("webhook_id", "WebhookId"),
            ("type", "Type"),
            ("wgs84_latitude", "Wgs84Latitude"),
            ("page1_line_no", "Page1LineNo"),
            ("_id", "Id"),
            ("id_", "Id"),
            ("__", ""),
            ("\u{e9}tat", "\u{c9}tat"),
            ("\u{540d}\u{524d}", "\u{540d}\u{524d}"),
            ("alreadyCamel", "AlreadyCamel"),
        ] {
            assert_eq!(pascal(snake), pascal_case);
        }
    }
}
