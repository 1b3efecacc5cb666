//! Which properties have been read.

/// One bit for each property, without an allocation up to 64.
pub(crate) struct ReadProperties {
    first: u64,
    others: Vec<u64>,
}

impl ReadProperties {
    #[inline]
    pub(crate) fn new(count: usize) -> Self {
        Self {
            first: 0,
            others: if count > 64 {
                vec![0; (count - 1) / 64]
            } else {
                Vec::new()
            },
        }
    }

    /// False if the property was read before.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let bit = 1_u64 << (index % 64);
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(other) => match self.others.get_mut(other) {
                Some(word) => word,
                None => return false,
            },
        };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::ReadProperties;

    #[test]
    fn each_property_is_fresh_once() {
        for count in [1, 63, 64, 65, 128, 129, 1000] {
            let mut done = ReadProperties::new(count);
            assert!((0..count).all(|index| done.insert(index)), "{count}");
            assert!((0..count).all(|index| !done.insert(index)), "{count}");
        }
    }
}
