#![no_main]
//! See `netserver_fuzz::projection`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::projection::run(input));
