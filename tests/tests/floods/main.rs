//! Hostile input: bounded time and memory.

mod fuzz_findings;
mod shapes;
mod values;
