#![no_main]
//! See `netserver_fuzz::accept`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::accept::run(input));
