//! What the tests of several crates share: where the shared data is, and how to compare.
