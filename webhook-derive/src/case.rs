//! `snake_case` to Pascal case, as .NET names properties.

/// `webhook_id` becomes `WebhookId`; underscores at either end vanish, letters keep their case
/// but for the first of each word.
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
