#![no_main]
//! See `netserver_fuzz::macro_tokens`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::macro_tokens::run(input));
