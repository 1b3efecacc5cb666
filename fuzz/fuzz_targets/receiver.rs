#![no_main]
//! See `netserver_fuzz::receiver`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::receiver::run(input));
