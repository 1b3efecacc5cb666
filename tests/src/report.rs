//! What became of a suite's cases: how many passed, which failed, which cannot apply and why.

use std::fmt::Debug;

/// Counts the cases of one suite, and fails at the end with every case that failed.
///
/// ```
/// use netserver_tests::report::Report;
///
/// let mut report = Report::new("arithmetic");
/// report.equal("sum", &(1 + 1), &2);
/// report.check("sign", 2 > 0, || "not positive".to_owned());
/// report.apart("division", "there is none");
/// report.finish();
/// ```
#[derive(Debug)]
#[must_use = "a report counts only when it is finished"]
pub struct Report {
    name: String,
    passed: usize,
    failed: Vec<String>,
    apart: Vec<String>,
}

impl Report {
    /// A report without a case.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            passed: 0,
            failed: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// One case; `found` says what came instead.
    pub fn check(&mut self, id: &str, right: bool, found: impl FnOnce() -> String) {
        self.outcome(id, if right { Ok(()) } else { Err(found()) });
    }

    /// One case by its two sides.
    pub fn equal<T: PartialEq + Debug + ?Sized>(&mut self, id: &str, found: &T, wanted: &T) {
        self.check(id, found == wanted, || {
            format!("found {found:?}, wanted {wanted:?}")
        });
    }

    /// One case by its result.
    pub fn outcome(&mut self, id: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(found) => self.failed.push(format!("{id}: {found}")),
        }
    }

    /// One case that asks for something that is not there to be asked.
    pub fn apart(&mut self, id: &str, reason: &str) {
        self.apart.push(format!("{id}: {reason}"));
    }

    /// Prints the figures.
    ///
    /// # Panics
    /// A case that failed; a suite of which no case was run.
    pub fn finish(self) {
        let Self {
            name,
            passed,
            failed,
            apart,
        } = self;
        let run = passed + failed.len();
        println!("{name}: {passed} of {run}, {} can't apply", apart.len());
        for case in apart {
            println!("  can't apply: {case}");
        }
        assert!(
            failed.is_empty(),
            "{name}: {} of {run} failed\n{}",
            failed.len(),
            failed.join("\n")
        );
        assert!(run > 0, "{name}: no case was run");
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    #[should_panic(expected = "suite: no case was run")]
    fn a_suite_without_cases_fails() {
        let mut report = Report::new("suite");
        report.apart("one", "reason");
        report.finish();
    }

    #[test]
    #[should_panic(expected = "suite: 1 of 2 failed\ntwo: found 2, wanted 3")]
    fn a_failed_case_is_named() {
        let mut report = Report::new("suite");
        report.equal("one", &1, &1);
        report.equal("two", &2, &3);
        report.finish();
    }
}
