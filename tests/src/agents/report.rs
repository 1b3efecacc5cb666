//! How many bodies passed, and what became of the others.

use std::collections::BTreeMap;

/// Counts the bodies of one test; fails at the end with all that failed.
#[derive(Debug)]
#[must_use = "a tally counts only when it is finished"]
pub struct Tally {
    what: &'static str,
    passed: usize,
    failed: Vec<String>,
    apart: BTreeMap<String, Vec<String>>,
}

impl Tally {
    /// A tally of nothing yet.
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            passed: 0,
            failed: Vec::new(),
            apart: BTreeMap::new(),
        }
    }

    /// One body.
    pub fn count(&mut self, body: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(found) => self.failed.push(format!("{body}: {found}")),
        }
    }

    /// One body that what is asked cannot be asked of, with the reason.
    pub fn apart(&mut self, body: &str, reason: &str) {
        let bodies = self.apart.entry(reason.to_owned()).or_default();
        bodies.push(body.to_owned());
    }

    /// Prints the figures.
    ///
    /// # Panics
    /// A body that failed, or other than the number of bodies that there are.
    pub fn finish(self, of: usize) {
        let Self {
            what,
            passed,
            failed,
            apart,
        } = self;
        let aside: usize = apart.values().map(Vec::len).sum();
        println!("{what}: {passed} of {of}, {aside} apart");
        for (reason, bodies) in &apart {
            println!("  {reason}: {}", bodies.join(", "));
        }
        assert!(
            failed.is_empty(),
            "{what}: {} of {of} failed\n{}",
            failed.len(),
            failed.join("\n")
        );
        let seen = passed + aside;
        assert_eq!(seen, of, "{what}: not all were looked at");
        assert!(passed > 0, "{what}: there was nothing");
    }
}
