//! The public suites in the shared data, one module for each kind.

mod dates;
mod entities;
mod http;
mod jshttp;
mod json;
mod json_patch;
mod json_pointer;
mod merge_patch;
mod targets_and_signatures;
mod xml;
