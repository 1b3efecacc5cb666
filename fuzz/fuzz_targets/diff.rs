#![no_main]
//! See `netserver_fuzz::diff`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::diff::run(input));
