//! Every wrong item gives the errors that stand beside it, and no others.
//!
//! One mistake a file, except in `many`. After a change that is meant, bless the new text by
//! `TRYBUILD=overwrite cargo test -p netserver-ui-tests`.

#[test]
fn errors_teach() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
