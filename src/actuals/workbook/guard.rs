//! Reading that may panic: the workbook library does so at some damaged files instead of refusing them.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected, and not to be reported.
    static IS_EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// What reading comes to; nothing where it panics, of which no message is printed.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_EXPECTED.get() {
                report(panic);
            }
        }));
    });
    let before = IS_EXPECTED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    IS_EXPECTED.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_also_within_another_guard() {
        assert_eq!(guarded(|| guarded(|| panic!("expected"))), Some(None::<()>));
        assert_eq!(guarded(|| (guarded(|| 1), 2)), Some((Some(1), 2)));
        assert!(!IS_EXPECTED.get());
    }
}
