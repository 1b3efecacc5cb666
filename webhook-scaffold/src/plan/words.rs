//! Splits names into words and converts them to Rust's naming conventions.

/// Splits a name into words. A word ends at a character that is neither a letter nor a digit,
/// before a capital after a lower-case letter or digit, and before the last of several capitals:
/// `URLPath` is `URL` and `Path`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|letter: char| !letter.is_alphanumeric()) {
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
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// `TZLocationId` becomes `tz_location_id`.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_").to_lowercase()
}

/// `MDOListItem` becomes `MdoListItem`; a leading digit is prefixed with a letter.
pub(crate) fn upper_camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    for word in words(name) {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            camel.extend(first.to_uppercase());
            camel.push_str(&letters.as_str().to_lowercase());
        }
    }
    if camel.starts_with(|first: char| first.is_numeric()) {
        camel.insert(0, 'N');
    }
    camel
}

/// The wire name that the derive gives a field.
pub(crate) fn wire(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    for word in field.split('_') {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            name.extend(first.to_uppercase());
            name.push_str(letters.as_str());
        }
    }
    name
}

/// `ContactEntity` becomes `contactEntity`, as in .NET and in the derive.
pub(crate) fn lower_camel(pascal: &str) -> String {
    let letters: Vec<char> = pascal.chars().collect();
    let mut name = String::with_capacity(pascal.len());
    let mut in_front = true;
    for (index, letter) in letters.iter().enumerate() {
        let next_is_lower = letters
            .get(index + 1)
            .is_some_and(|next| next.is_lowercase());
        if in_front && letter.is_uppercase() && (index == 0 || !next_is_lower) {
            name.extend(letter.to_lowercase());
        } else {
            in_front = false;
            name.push(*letter);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_every_case() {
        for (name, field, ty) in [
            ("WebhookId", "webhook_id", "WebhookId"),
            ("URL", "url", "Url"),
            ("HTMLBody", "html_body", "HtmlBody"),
            ("EMail", "e_mail", "EMail"),
            ("TZLocationId", "tz_location_id", "TzLocationId"),
            ("ERPQuoteKey", "erp_quote_key", "ErpQuoteKey"),
            ("Wgs84Latitude", "wgs84_latitude", "Wgs84Latitude"),
            ("MDOListItem", "mdo_list_item", "MdoListItem"),
            ("360Degrees", "360_degrees", "N360Degrees"),
            ("snake_case", "snake_case", "SnakeCase"),
            ("kebab-case.dot", "kebab_case_dot", "KebabCaseDot"),
            ("", "", ""),
        ] {
            assert_eq!(
                (snake(name).as_str(), upper_camel(name).as_str()),
                (field, ty)
            );
        }
    }

    #[test]
    fn parameter_and_wire_names_equal_those_of_the_derive() {
        for (entity, parameter) in [
            ("ContactEntity", "contactEntity"),
            ("URLEntity", "urlEntity"),
            ("MDO", "mdo"),
        ] {
            assert_eq!(lower_camel(entity), parameter);
        }
        assert_eq!(wire("tz_location_id"), "TzLocationId");
        assert_eq!(wire("carrier_"), "Carrier");
    }
}
