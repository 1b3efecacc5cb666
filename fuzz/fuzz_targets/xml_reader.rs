#![no_main]
//! See `netserver_fuzz::xml_reader`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::xml_reader::run(input));
