#![no_main]
//! See `netserver_fuzz::merge_patch`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::merge_patch::run(input));
