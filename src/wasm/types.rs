use wasm_bindgen::prelude::wasm_bindgen;

/// What the functions take and give, for TypeScript. A test holds it against what they really give.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");
