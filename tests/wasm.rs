//! The module as JavaScript calls it: run by wasm-bindgen's test runner in Node and in Chromium (`make test-wasm`).
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "wasm/calls.rs"]
mod calls;
#[path = "wasm/hostile.rs"]
mod hostile;
#[path = "wasm/js.rs"]
mod js;
#[path = "wasm/places.rs"]
mod places;
