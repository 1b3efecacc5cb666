//! The results of a suite: the number of passed cases, the failed cases, and the cases that do not
//! apply, with reasons.

use std::fmt::Debug;

/// Counts the cases of a suite, each once. At the end it fails with a list of the failed cases.
///
/// ```
/// use netserver_tests::report::Report;
///
/// let mut report = Report::new("arithmetic");
/// report.equal("sum", &(1 + 1), &2);
/// report.check("sign", 2 > 0, || "not positive".to_owned());
/// report.apart("division", "not implemented");
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
    /// Creates an empty report.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            passed: 0,
            failed: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// Counts one case; `found` describes the wrong result.
    pub fn check(&mut self, id: &str, right: bool, found: impl FnOnce() -> String) {
        self.outcome(id, if right { Ok(()) } else { Err(found()) });
    }

    /// Counts one case by comparing both values.
    pub fn equal<T: PartialEq + Debug + ?Sized>(&mut self, id: &str, found: &T, wanted: &T) {
        self.outcome(id, same(found, wanted));
    }

    /// Counts one case by its result.
    pub fn outcome(&mut self, id: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(found) => self.failed.push(format!("{id}: {found}")),
        }
    }

    /// Counts one case that does not apply here.
    pub fn apart(&mut self, id: &str, reason: &str) {
        self.apart.push(format!("{id}: {reason}"));
    }

    /// Prints the figures.
    ///
    /// # Panics
    /// If a case failed, or no case was run.
    pub fn finish(self) {
        finish_all([self]);
    }

    /// Prints the figures, and returns the failed cases.
    fn close(self) -> Option<String> {
        let Self {
            name,
            passed,
            failed,
            apart,
        } = self;
        let run = passed + failed.len();
        println!("{name}: {passed} of {run}, {} not applicable", apart.len());
        for case in apart {
            println!("  not applicable: {case}");
        }
        if run == 0 {
            return Some(format!("{name}: no case was run"));
        }
        (!failed.is_empty()).then(|| {
            let cases = failed.join("\n");
            format!("{name}: {} of {run} failed\n{cases}", failed.len())
        })
    }
}

/// Finishes several reports. A failed report does not prevent the others from being printed.
///
/// ```
/// use netserver_tests::report::{Report, finish_all};
///
/// let reports = ["one", "two"].map(|name| {
///     let mut report = Report::new(name);
///     report.equal("sum", &(1 + 1), &2);
///     report
/// });
/// finish_all(reports);
/// ```
///
/// # Panics
/// If a case of a report failed, or a report has no cases.
pub fn finish_all(reports: impl IntoIterator<Item = Report>) {
    let failures: Vec<_> = reports.into_iter().filter_map(Report::close).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Compares two values; the error shows both.
///
/// # Errors
/// If the values differ.
pub fn same<T: PartialEq + Debug + ?Sized>(found: &T, wanted: &T) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("found {found:?}, expected {wanted:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, finish_all};

    #[test]
    #[should_panic(expected = "suite: no case was run")]
    fn a_suite_without_cases_fails() {
        let mut report = Report::new("suite");
        report.apart("one", "reason");
        report.finish();
    }

    #[test]
    #[should_panic(expected = "suite: 1 of 2 failed\ntwo: found 2, expected 3")]
    fn failed_cases_are_named() {
        let mut report = Report::new("suite");
        report.equal("one", &1, &1);
        report.equal("two", &2, &3);
        report.finish();
    }

    #[test]
    #[should_panic(
        expected = "first: 1 of 1 failed\none: found 1, expected 2\nthird: no case was run"
    )]
    fn all_failing_reports_are_shown() {
        let [mut first, mut second, third] = ["first", "second", "third"].map(Report::new);
        first.equal("one", &1, &2);
        second.equal("one", &1, &1);
        finish_all([first, second, third]);
    }
}
