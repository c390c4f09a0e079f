//! The program in a window of its own, one that closes with it: since a double-click or a file that was dropped on it
//! started it, and no command line.

use std::path::Path;

/// Whether nobody but this program uses the console that it writes to.
pub fn is_own() -> bool {
    system::is_own()
}

/// Opens a file as a double-click on it does, where the desktop knows with what.
pub fn open(file: &Path) {
    system::open(file);
}

#[cfg(windows)]
mod system {
    use std::ffi::{OsStr, c_void};
    use std::iter::once;
    use std::os::windows::ffi::OsStrExt;
    use std::path::Path;
    use std::ptr::null;

    #[expect(unsafe_code, reason = "declares what kernel32 gives")]
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn GetConsoleProcessList(processes: *mut u32, room: u32) -> u32;
    }

    #[expect(unsafe_code, reason = "declares what shell32 gives")]
    #[link(name = "shell32")]
    unsafe extern "system" {
        fn ShellExecuteW(
            window: *const c_void,
            verb: *const u16,
            file: *const u16,
            arguments: *const u16,
            folder: *const u16,
            show: i32,
        ) -> *const c_void;
    }

    pub(super) fn is_own() -> bool {
        let mut processes = [0; 1];
        #[expect(unsafe_code, reason = "there is room for the one number that may be written; more are only counted")]
        let count = unsafe { GetConsoleProcessList(processes.as_mut_ptr(), 1) };
        count == 1
    }

    pub(super) fn open(file: &Path) {
        const SHOW_NORMAL: i32 = 1;
        let file: Vec<_> = file.as_os_str().encode_wide().chain(once(0)).collect();
        let verb: Vec<_> = OsStr::new("open").encode_wide().chain(once(0)).collect();
        #[expect(unsafe_code, reason = "both texts end with a 0 and live until it returns; the rest may be nothing")]
        unsafe {
            ShellExecuteW(null(), verb.as_ptr(), file.as_ptr(), null(), null(), SHOW_NORMAL);
        }
    }
}

/// Elsewhere a program that is started so has no window.
#[cfg(not(windows))]
mod system {
    use std::path::Path;

    pub(super) const fn is_own() -> bool {
        false
    }

    pub(super) const fn open(_file: &Path) {}
}
