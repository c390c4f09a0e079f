//! The shell of the page: the library as a module of WebAssembly, from bytes to bytes.
//!
//! A plain C interface of five functions and one that the page gives. Generated bindings would bring a tool
//! of their own, and script that nobody wrote, for what is one copy of bytes in each direction. It needs no
//! `unsafe` code, only the attributes that give a function its name.
//!
//! One exchange: the page asks for room (`room`), writes a request there, and lets it be answered
//! (`answer`); the answer stands at the place that this returns, so many bytes (`answered`). A fault of the
//! program ends the instance; what it said can still be read (`fault`, `faulted`), and a new one is started.

mod answer;
mod files;
mod request;
mod trial;

pub use self::answer::answer_to;

use std::cell::RefCell;
use std::panic;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static FAULT: RefCell<String> = const { RefCell::new(String::new()) };
}

#[cfg(target_arch = "wasm32")]
mod page {
    #[expect(unsafe_code, reason = "the page gives it; it takes numbers and returns nothing")]
    #[link(wasm_import_module = "page")]
    unsafe extern "C" {
        /// So many more bytes of the inputs are read.
        #[link_name = "progress"]
        safe fn tell(bytes: usize);
    }

    pub(crate) fn progress(bytes: usize) {
        tell(bytes);
    }
}

/// Nobody watches a native build.
#[cfg(not(target_arch = "wasm32"))]
mod page {
    pub(crate) const fn progress(_bytes: usize) {}
}

/// Room for a request of so many bytes.
#[expect(unsafe_code, reason = "the page finds it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    panic::set_hook(Box::new(|info| FAULT.with_borrow_mut(|fault| *fault = info.to_string())));
    REQUEST.with_borrow_mut(|request| {
        *request = vec![0; bytes];
        request.as_mut_ptr()
    })
}

/// Answers the request; where the answer stands.
#[expect(unsafe_code, reason = "the page finds it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    let request = REQUEST.take();
    let answer = answer_to(&request, page::progress);
    ANSWER.with_borrow_mut(|place| {
        *place = answer;
        place.as_ptr()
    })
}

/// How many bytes the answer has.
#[expect(unsafe_code, reason = "the page finds it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn answered() -> usize {
    ANSWER.with_borrow(Vec::len)
}

/// What a fault of the program said: where it stands.
#[expect(unsafe_code, reason = "the page finds it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn fault() -> *const u8 {
    FAULT.with_borrow(|fault| fault.as_ptr())
}

/// How many bytes it has.
#[expect(unsafe_code, reason = "the page finds it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn faulted() -> usize {
    FAULT.with_borrow(String::len)
}
