//! Whether the program has a window of its own: one that closes with it, since a double-click or a file that was
//! dropped on it started it, and no command line.

/// Whether nobody but this program uses the console that it writes to.
#[cfg(windows)]
pub fn is_own() -> bool {
    #[expect(unsafe_code, reason = "declares what kernel32 gives")]
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn GetConsoleProcessList(processes: *mut u32, room: u32) -> u32;
    }
    let mut processes = [0; 1];
    #[expect(unsafe_code, reason = "there is room for the one number that may be written; more are only counted")]
    let count = unsafe { GetConsoleProcessList(processes.as_mut_ptr(), 1) };
    count == 1
}

/// Elsewhere a program that is started so has no window.
#[cfg(not(windows))]
pub const fn is_own() -> bool {
    false
}
