//! In the place of the crate of this name: a function that would be imported refuses.

use proc_macro::TokenStream;

/// The one declaration that the module has: random bytes, of which there are none.
#[proc_macro_attribute]
pub fn wasm_bindgen(_: TokenStream, _: TokenStream) -> TokenStream {
    let refusal = "fn get_random_values(_: &mut [MaybeUninit<u8>]) -> Result<(), JsValue> { Err(JsValue) }";
    refusal.parse().unwrap_or_default()
}
