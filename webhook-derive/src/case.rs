//! `snake_case` to Pascal case, as .NET names properties.

/// `webhook_id` becomes `WebhookId`; underscores at either end vanish, letters keep their case,
/// except the first of each word.
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

/// `ContactEntity` becomes `contactEntity`, as agents name the parameters of a query; leading
/// capitals stay together: `URLEntity` becomes `urlEntity`, as .NET's camel case does.
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

/// A name in one of the cases of `rename_all`; of a field's name in snake case, or a variant's in
/// Pascal case.
pub(crate) fn rename(name: &str, case: &str) -> String {
    let words = words(name);
    match case {
        "camelCase" => {
            let mut letters = capitalised(&words);
            if let Some(first) = letters.chars().next() {
                let rest = letters.split_off(first.len_utf8());
                letters = first.to_lowercase().chain(rest.chars()).collect();
            }
            letters
        }
        "snake_case" => words.join("_").to_lowercase(),
        "SCREAMING_SNAKE_CASE" => words.join("_").to_uppercase(),
        "kebab-case" => words.join("-").to_lowercase(),
        "lowercase" => words.concat().to_lowercase(),
        "UPPERCASE" => words.concat().to_uppercase(),
        _ => capitalised(&words),
    }
}

fn capitalised(words: &[String]) -> String {
    words.iter().map(|word| pascal(word)).collect()
}

/// The words of a name: parted by underscores, by a capital after a small letter or digit,
/// and by the last of several capitals: `URLPath` is `URL` and `Path`.
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
            ("PascalCase", "WebhookId", "TooManyErrors"),
            ("camelCase", "webhookId", "tooManyErrors"),
            ("snake_case", "webhook_id", "too_many_errors"),
            ("SCREAMING_SNAKE_CASE", "WEBHOOK_ID", "TOO_MANY_ERRORS"),
            ("kebab-case", "webhook-id", "too-many-errors"),
            ("lowercase", "webhookid", "toomanyerrors"),
            ("UPPERCASE", "WEBHOOKID", "TOOMANYERRORS"),
        ] {
            assert_eq!(rename("webhook_id", case), field);
            assert_eq!(rename("TooManyErrors", case), variant);
            assert_eq!(rename("__", case), "");
        }
        assert_eq!(
            rename("\u{c9}tat_\u{540d}", "camelCase"),
            "\u{e9}tat\u{540d}"
        );
        assert_eq!(rename("URLPath", "snake_case"), "url_path");
        assert_eq!(rename("UIHint", "PascalCase"), "UIHint");
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
