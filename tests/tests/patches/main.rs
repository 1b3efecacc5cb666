//! JSON Patch and merge patch.

mod append;
mod json_patch;
mod json_patch_bounds;
mod merge_patch;
