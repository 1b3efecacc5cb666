//! Which properties have been read.

/// One bit for each property, without an allocation up to 128.
pub(crate) struct Seen {
    few: [u64; 2],
    many: Vec<u64>,
}

impl Seen {
    #[inline]
    pub(crate) fn new(count: usize) -> Self {
        Self {
            few: [0; 2],
            many: if count > 128 {
                vec![0; count.div_ceil(64)]
            } else {
                Vec::new()
            },
        }
    }

    /// False if the property was there already.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let words = if self.many.is_empty() {
            &mut self.few[..]
        } else {
            &mut self.many
        };
        let bit = 1_u64 << (index % 64);
        words.get_mut(index / 64).is_some_and(|word| {
            let fresh = *word & bit == 0;
            *word |= bit;
            fresh
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn each_property_is_fresh_once() {
        for count in [1, 128, 129, 1000] {
            let mut seen = Seen::new(count);
            assert!((0..count).all(|index| seen.insert(index)), "{count}");
            assert!((0..count).all(|index| !seen.insert(index)), "{count}");
        }
    }
}
