#![no_main]
//! See `netserver_fuzz::time_zone`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::time_zone::run(input));
