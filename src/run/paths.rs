//! What paths say of files, be these there or still to be made.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The last name of a path.
pub(super) fn last_name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether a file, be it still to be made, lies in one of some folders itself.
pub(super) fn is_in_any(file: &Path, folders: &[PathBuf]) -> bool {
    let folder = fs::canonicalize(folder_of(file)).ok();
    folder.is_some() && folders.iter().any(|other| fs::canonicalize(other).ok() == folder)
}

/// The one name of a file that may have several; also of one that is still to be made.
pub(super) fn identity(path: &Path) -> PathBuf {
    let ignores_case = cfg!(any(windows, target_os = "macos"));
    let to_be = |name: &OsStr| if ignores_case { name.to_ascii_lowercase() } else { name.to_owned() };
    fs::canonicalize(path).unwrap_or_else(|_| {
        let path = behind_links(path);
        let in_folder = |name| Some(fs::canonicalize(folder_of(&path)).ok()?.join(name));
        path.file_name().map(to_be).and_then(in_folder).unwrap_or(path)
    })
}

/// The file that is written for a path: behind a link, what it leads to, be it there or not.
pub(super) fn behind_links(path: &Path) -> PathBuf {
    /// As many links in a row as systems follow.
    const MOST_LINKS: usize = 40;
    let mut file = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&file) else { break };
        file = folder_of(&file).join(target);
    }
    file
}
