#![no_main]
//! See `netserver_fuzz::xml_entity`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| netserver_fuzz::xml_entity::run(input));
