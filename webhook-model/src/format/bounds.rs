//! What input may be at most, so that no input is worse than its length.

/// Levels of nesting in JSON and XML, in and out. serde_json's own limit is the same.
pub const MAX_DEPTH: usize = 128;

/// Operations in one JSON Patch document.
pub const MAX_PATCH_OPERATIONS: usize = 10_000;

/// Values that the `copy` operations of one patch may make together.
pub const MAX_COPIED: usize = 100_000;
