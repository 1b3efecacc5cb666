//! A property's name together with the JSON around it.

/// A name as the JSON member of a null property, `,"Name":null`.
///
/// One text contains the name, the key and the null member: for the compiler, which builds all
/// properties of a crate, a second text would cost as much as the rest of a property. The writers copy
/// the name together with the text around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'n>(&'n str);

/// Before the name: the comma and the quote.
const BEFORE: usize = ",\"".len();
/// After the name: the quote, the colon and the null.
const AFTER: usize = "\":null".len();

impl<'n> Member<'n> {
    /// How much longer the member is than its name.
    pub(crate) const AROUND: usize = BEFORE + AFTER;

    /// `,"Name":null`, or an empty text for a property without a name.
    pub(crate) const fn new(null: &'n str) -> Self {
        Self(null)
    }

    /// The whole member.
    #[inline]
    pub(crate) const fn null(self) -> &'n [u8] {
        self.0.as_bytes()
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(self) -> &'n str {
        if self.0.is_empty() {
            return self.0;
        }
        let (_, name) = self.0.split_at(BEFORE);
        let (name, _) = name.split_at(name.len() - AFTER);
        name
    }

    /// Where the name begins and ends in the member: for [`folded_order_within`](crate::bytes::folded_order_within).
    pub(crate) const fn bounds(self) -> (&'n [u8], usize, usize) {
        (self.0.as_bytes(), BEFORE, self.0.len() - AFTER)
    }

    /// The name as bytes, without a search for the boundaries of characters.
    #[inline]
    pub(crate) fn letters(self) -> &'n [u8] {
        let null = self.null();
        null.get(BEFORE..null.len().saturating_sub(AFTER))
            .unwrap_or_default()
    }

    /// The key, `,"Name":`.
    #[inline]
    pub(crate) fn key(self) -> &'n [u8] {
        let key = self.null().split_last_chunk::<4>();
        key.map_or_else(Default::default, |(key, _)| key)
    }

    /// The name with the text after it, `Name":null`, and the length of the name.
    #[inline]
    pub(crate) fn name_and_rest(self) -> Option<(&'n [u8], usize)> {
        let (_, rest) = self.null().split_at_checked(BEFORE)?;
        Some((rest, rest.len().checked_sub(AFTER)?))
    }

    /// The text from `count` bytes before the name on, and the length up to the end of the name.
    #[inline]
    pub(crate) fn name_after(self, count: usize) -> Option<(&'n [u8], usize)> {
        let text = self.null().get(BEFORE.checked_sub(count)?..)?;
        Some((text, text.len().checked_sub(AFTER)?))
    }
}

#[cfg(test)]
mod tests {
    use super::Member;

    #[test]
    fn each_part_of_a_member() {
        let member = Member::new(",\"Rank\":null");
        assert_eq!(member.name(), "Rank");
        assert_eq!(member.letters(), b"Rank");
        assert_eq!(member.key(), b",\"Rank\":");
        assert_eq!(member.null().len(), "Rank".len() + Member::AROUND);
        assert_eq!(member.name_and_rest(), Some((b"Rank\":null".as_slice(), 4)));
        assert_eq!(member.name_after(1), Some((b"\"Rank\":null".as_slice(), 5)));
        assert_eq!(Member::new("").name(), "");
        assert_eq!(Member::new("").name_and_rest(), None);
    }
}
