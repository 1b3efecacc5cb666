//! Short byte strings, compared and copied without a call, and bytes in words of eight.

use std::cmp::Ordering;

/// How many bytes a processor compares at once.
const BLOCK: usize = 16;

/// Copies between slices of the same length. Up to 32 bytes are copied as two pieces of a fixed size,
/// which may overlap.
#[inline]
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    // By way of `copy_ends` the encoders would take 1 to 2% more instructions.
    #[inline]
    fn both<const N: usize>(from: &[u8], to: &mut [u8]) {
        if let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>()) {
            if let Some(to) = to.first_chunk_mut() {
                *to = *first;
            }
            if let Some(to) = to.last_chunk_mut() {
                *to = *last;
            }
        }
    }
    match from.len() {
        33.. => to.copy_from_slice(from),
        16.. => both::<16>(from, to),
        8.. => both::<8>(from, to),
        4.. => both::<4>(from, to),
        2.. => both::<2>(from, to),
        // The compiler would turn a loop into a call.
        _ => both::<1>(from, to),
    }
}

/// The first and the last bytes, which may overlap; `None` if there are fewer than `N`.
#[inline]
pub(crate) fn ends<const N: usize>(bytes: &[u8]) -> Option<[[u8; N]; 2]> {
    Some([*bytes.first_chunk()?, *bytes.last_chunk()?])
}

/// Copies the first and the last bytes, which may overlap, and returns both.
#[inline]
pub(crate) fn copy_ends<const N: usize>(from: &[u8], to: &mut [u8]) -> Option<[[u8; N]; 2]> {
    let [first, last] = ends(from)?;
    *to.first_chunk_mut()? = first;
    *to.last_chunk_mut()? = last;
    Some([first, last])
}

/// Copies 16 or more bytes and returns the least of their distances; `None` for fewer bytes. The last
/// block overlaps the one before it, so that no bytes are left over.
#[allow(clippy::inline_always)] // The caller's distances are to be compiled into the loop.
#[inline(always)]
pub(crate) fn copy_blocks(
    from: &[u8],
    to: &mut [u8],
    distances: impl Fn(&[u8; BLOCK]) -> [u8; BLOCK],
) -> Option<u8> {
    let last = from.last_chunk::<BLOCK>()?;
    *to.last_chunk_mut()? = *last;
    let mut least_of = distances(last);
    let (blocks, _) = from.as_chunks::<BLOCK>();
    let (places, _) = to.as_chunks_mut::<BLOCK>();
    for (to, block) in places.iter_mut().zip(blocks) {
        *to = *block;
        for (least, distance) in least_of.iter_mut().zip(distances(block)) {
            *least = distance.min(*least);
        }
    }
    Some(least(least_of))
}

/// The least of the bytes of a block.
#[inline]
pub(crate) fn least(block: [u8; BLOCK]) -> u8 {
    block.iter().fold(u8::MAX, |least, byte| least.min(*byte))
}

/// Whether two byte strings of the same length are equal. Up to 32 bytes are compared as two pieces of
/// a fixed size, which may overlap.
#[inline]
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    fn pair<const N: usize>(bytes: &[u8]) -> Option<([u8; N], [u8; N])> {
        Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
    }
    match right.len() {
        33.. => left == right,
        16.. => pair::<16>(left) == pair::<16>(right),
        8.. => pair::<8>(left) == pair::<8>(right),
        4.. => pair::<4>(left) == pair::<4>(right),
        2.. => pair::<2>(left) == pair::<2>(right),
        _ => left == right,
    }
}

/// A word of eight equal bytes.
#[inline]
pub(crate) const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Marks, by their high bits, the ASCII bytes of a word that are less than `byte`, which is at most 0x80.
///
/// Only the first mark is reliable (Mycroft's test): after it, a borrow can mark other bytes.
#[inline]
pub(crate) const fn below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(all(byte)) & !word & all(0x80)
}

/// Marks the bytes of a word that are equal to `byte`, as [`below`] does.
#[inline]
pub(crate) const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ all(byte), 1)
}

/// The position of the first marked byte.
#[inline]
pub(crate) fn first_marked(marks: u64) -> Option<usize> {
    (marks != 0).then(|| marks.trailing_zeros() as usize / 8)
}

/// The position of the first marked byte in many words.
#[inline]
pub(crate) fn find_in_words(words: &[[u8; 8]], marks: impl Fn(u64) -> u64) -> Option<usize> {
    words.iter().enumerate().find_map(|(index, word)| {
        first_marked(marks(u64::from_le_bytes(*word))).map(|position| index * 8 + position)
    })
}

/// The order of names without regard to ASCII case, by their lower-case bytes: the order of
/// [`Entity::by_name`](crate::entity::Entity::by_name).
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

/// Whether two names are equal without regard to ASCII case, at compile time.
pub(crate) const fn same_name(left: &str, right: &str) -> bool {
    left.len() == right.len() && folded_order(left, right).is_eq()
}
