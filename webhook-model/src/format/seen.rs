//! Which properties have been read.

/// One bit for each property, without an allocation up to 128.
pub(crate) struct Seen {
    few: u128,
    many: Vec<u64>,
}

impl Seen {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            few: 0,
            many: vec![0; if count > 128 { count.div_ceil(64) } else { 0 }],
        }
    }

    /// False if the property was there already.
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        if self.many.is_empty() {
            let bit = 1_u128 << (index % 128);
            let fresh = self.few & bit == 0;
            self.few |= bit;
            return fresh;
        }
        let bit = 1_u64 << (index % 64);
        self.many.get_mut(index / 64).is_some_and(|word| {
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
