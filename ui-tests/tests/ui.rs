//! Compiles wrong items, and compares the compiler's messages with the expected ones.
//!
//! Each file has one mistake, except `many`. After an intended change, update the expected messages
//! with `TRYBUILD=overwrite cargo test -p netserver-ui-tests`.

#[test]
fn errors_equal_the_expected_ones() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
