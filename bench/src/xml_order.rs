//! XML documents with the members of each element in another order.

/// The same document with the members of each element in an unusual order. It must not contain
/// comments or other markup besides elements.
///
/// # Panics
/// If the body is not such a document.
#[must_use]
pub fn shuffled_xml(body: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(body).unwrap();
    let (element, rest) = shuffled_element(text);
    assert_eq!(rest, "");
    element.into_bytes()
}

/// The first element of a text with its members shuffled, and the text after it.
fn shuffled_element(text: &str) -> (String, &str) {
    let (tag, mut rest) = text.split_at(text.find('>').unwrap() + 1);
    if tag.ends_with("/>") {
        return (tag.to_owned(), rest);
    }
    let mut members = Vec::new();
    while rest.starts_with('<') && !rest.starts_with("</") {
        let (member, after) = shuffled_element(rest);
        members.push(member);
        rest = after;
    }
    // Ordered by a hash of the name, which is the same in every run; items of one name keep their order.
    members.sort_by_key(|member| {
        let name = member.bytes().take_while(|byte| !b"> /".contains(byte));
        name.fold(7_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    });
    let end = rest.find('>').unwrap() + 1;
    let (tail, rest) = rest.split_at(end);
    (tag.to_owned() + &members.concat() + tail, rest)
}

#[cfg(test)]
mod tests {
    use super::shuffled_xml;

    #[test]
    fn members_move_and_text_stays() {
        let body = b"<A x=\"1\"><B>b</B><C/><D><E>e</E><F>f</F></D></A>";
        let shuffled = shuffled_xml(body);
        assert_ne!(shuffled, body);
        assert_eq!(shuffled.len(), body.len());
    }
}
