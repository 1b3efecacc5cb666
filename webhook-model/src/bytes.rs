//! Short pieces of bytes, compared and copied without a call, and eight bytes at a time.

use std::cmp::Ordering;

/// Copies between slices of one length. Up to 32 bytes by two pieces of a fixed size, which may
/// overlap.
#[inline]
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    match from.len() {
        33.. => to.copy_from_slice(from),
        16.. => ends::<16>(from, to),
        8.. => ends::<8>(from, to),
        4.. => ends::<4>(from, to),
        2.. => ends::<2>(from, to),
        // As a loop the compiler would make this a call.
        _ => ends::<1>(from, to),
    }
}

#[inline]
fn ends<const N: usize>(from: &[u8], to: &mut [u8]) {
    if let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>()) {
        if let Some(to) = to.first_chunk_mut() {
            *to = *first;
        }
        if let Some(to) = to.last_chunk_mut() {
            *to = *last;
        }
    }
}

/// Whether names of one length are the same: most by two comparisons, which may overlap.
#[inline]
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(bytes: &[u8]) -> Option<([u8; N], [u8; N])> {
        Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
    }
    match right.len() {
        33.. => left == right,
        16.. => ends::<16>(left) == ends::<16>(right),
        8.. => ends::<8>(left) == ends::<8>(right),
        4.. => ends::<4>(left) == ends::<4>(right),
        2.. => ends::<2>(left) == ends::<2>(right),
        _ => left == right,
    }
}

/// A word of eight times the same byte.
#[inline]
pub(crate) const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Marks, by their high bits, the bytes of a word that are below another, of at most 0x80, and not above 0x7F.
///
/// A borrow can mark a byte too much only after a true one: the first mark counts (Mycroft's test).
#[inline]
pub(crate) const fn below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(all(byte)) & !word & all(0x80)
}

/// Marks the bytes of a word that are another one of ASCII, as [`below`] does.
#[inline]
pub(crate) const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ all(byte), 1)
}

/// The position of the first marked byte, if one is.
#[inline]
pub(crate) fn first_marked(marks: u64) -> Option<usize> {
    (marks != 0).then(|| marks.trailing_zeros() as usize / 8)
}

/// The position of the first byte that is marked, in whole words.
#[inline]
pub(crate) fn find_in_words(words: &[[u8; 8]], marks: impl Fn(u64) -> u64) -> Option<usize> {
    words.iter().enumerate().find_map(|(index, word)| {
        first_marked(marks(u64::from_le_bytes(*word))).map(|position| index * 8 + position)
    })
}

/// The order of names without regard to ASCII case, by their lowered bytes: the order of
/// [`Entity::by_name`](crate::entity::Entity::by_name), at compile time and at run time.
pub(crate) const fn folded_order(left: &str, right: &str) -> Ordering {
    folded_order_within(
        (left.as_bytes(), 0, left.len()),
        (right.as_bytes(), 0, right.len()),
    )
}

/// The same of names that begin and end at positions of longer texts. At compile time, a slice of a text
/// takes longer than the comparison.
pub(crate) const fn folded_order_within(
    (left, mut from, left_end): (&[u8], usize, usize),
    (right, mut other, right_end): (&[u8], usize, usize),
) -> Ordering {
    while from < left_end && other < right_end {
        if left[from] != right[other] {
            let (left, right) = (
                left[from].to_ascii_lowercase(),
                right[other].to_ascii_lowercase(),
            );
            if left < right {
                return Ordering::Less;
            } else if left > right {
                return Ordering::Greater;
            }
        }
        from += 1;
        other += 1;
    }
    if other < right_end {
        Ordering::Less
    } else if from < left_end {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Whether two names are the same without regard to ASCII case, at compile time.
pub(crate) const fn same_name(left: &str, right: &str) -> bool {
    left.len() == right.len() && folded_order(left, right).is_eq()
}
