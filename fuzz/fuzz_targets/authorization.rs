#![no_main]
//! See `netserver_fuzz::authorization`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::authorization::run(input));
