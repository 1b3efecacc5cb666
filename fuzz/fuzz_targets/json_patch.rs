#![no_main]
//! See `netserver_fuzz::json_patch`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::json_patch::run(input));
