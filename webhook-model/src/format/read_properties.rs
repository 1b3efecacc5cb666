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
        if index < 64 {
            insert(&mut self.first, index)
        } else {
            self.insert_other(index)
        }
    }

    #[inline(never)]
    fn insert_other(&mut self, index: usize) -> bool {
        match self.others.get_mut(index / 64 - 1) {
            Some(word) => insert(word, index % 64),
            None => false,
        }
    }
}

#[inline]
fn insert(word: &mut u64, index: usize) -> bool {
    let bit = 1 << index;
    let fresh = *word & bit == 0;
    *word |= bit;
    fresh
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
