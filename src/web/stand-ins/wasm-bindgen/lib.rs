//! In the place of the crate of this name: the module speaks to the page in bytes, and needs no bindings.
//!
//! What writes workbooks can turn an error into a value of JavaScript, and what packs them could ask a browser
//! for random bytes. Neither is ever wanted, but the crate itself would import what a generated script gives.

/// In the place of a value of JavaScript.
#[derive(Debug)]
pub struct JsValue;

impl JsValue {
    /// The only one there is.
    #[expect(clippy::should_implement_trait, reason = "it is called so")]
    pub const fn from_str(_text: &str) -> Self {
        Self
    }
}

/// What is imported by all who use the crate.
pub mod prelude {
    pub use wasm_bindgen_macro::wasm_bindgen;
}
