#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| tcpgen_fuzz::holds("ask", text));
