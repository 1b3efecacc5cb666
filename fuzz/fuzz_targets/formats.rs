#![no_main]
//! See `netserver_fuzz::formats`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::formats::run(input));
