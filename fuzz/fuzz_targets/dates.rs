#![no_main]
//! See `netserver_fuzz::dates`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::dates::run(input));
