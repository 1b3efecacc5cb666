#![no_main]
//! See `netserver_fuzz::content_type`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::content_type::run(input));
