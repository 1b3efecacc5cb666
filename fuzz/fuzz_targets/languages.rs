#![no_main]
//! See `netserver_fuzz::languages`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::languages::run(input));
