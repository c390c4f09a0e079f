//! The files of a request as the inputs of a run.

use std::io::{self, Cursor, Read};
use std::path::Path;

use score::actuals::{Input, Open};
use score::diagnostic::Unreadable;
use score::folder;

use crate::request::{FileHead, Role};

/// Told how many bytes are read, each time.
pub(crate) type Progress = fn(usize);

/// A file with its bytes.
#[derive(Clone, Copy)]
pub(crate) struct File<'r> {
    pub(crate) head: &'r FileHead,
    pub(crate) bytes: &'r [u8],
}

/// The files of a request, whose bytes follow each other.
pub(crate) fn files<'r>(heads: &'r [FileHead], mut bytes: &'r [u8]) -> Vec<File<'r>> {
    let file = |head: &'r FileHead| {
        let (own, rest) = bytes.split_at(head.size);
        bytes = rest;
        File { head, bytes: own }
    };
    heads.iter().map(file).collect()
}

/// What is read of the inputs, and what lies in folders and is not.
pub(crate) struct Inputs<'r> {
    pub(crate) read: Vec<File<'r>>,
    pub(crate) unread: Vec<String>,
}

impl<'r> Inputs<'r> {
    /// Of files that are chosen one by one all are read; of folders those that are inputs, in the order of
    /// their names, but for those that have another part in the run.
    pub(crate) fn new(files: &[File<'r>]) -> Self {
        let (inputs, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.head.role == Role::Input);
        let (mut of_folders, mut read): (Vec<File<'r>>, Vec<File<'r>>) =
            inputs.into_iter().partition(|file: &File<'r>| file.head.in_folder);
        let has_other_part = |file: &File<'_>| others.iter().any(|other| other.bytes == file.bytes);
        // Two folders may have the same name, and files in them too.
        of_folders.sort_by_key(|file| file.head.name.as_str());
        let names = of_folders.iter().map(|file| (file.head.name.as_str(), file.bytes));
        let folder::Sorted { read: names, unread } = folder::sorted(names);
        let is_input = |file: &File<'_>| names.binary_search(&file.head.name.as_str()).is_ok();
        read.extend(of_folders.iter().filter(|file| is_input(file) && !has_other_part(file)));
        Self { read, unread }
    }
}

impl<'r> File<'r> {
    /// The file as an input; `progress` is told how many bytes are read at a time.
    pub(crate) fn input(self, progress: Progress) -> Input<'r> {
        let name = self.head.name.as_str();
        let own_name = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let open: Open<'r> = Box::new(move || {
            let watched = Watched { bytes: Cursor::new(self.bytes.to_vec()), progress };
            Ok(Box::new(watched) as Box<dyn Read + Send>)
        });
        let open = self.head.unreadable().map_or(Ok(open), Err);
        Input { name: Some(name.into()), own_name, is_found: self.head.in_folder, open }
    }
}

impl FileHead {
    /// Why there are no bytes.
    fn unreadable(&self) -> Option<Unreadable> {
        let of_browser = |name: &String| match &**name {
            "NotFoundError" => Unreadable::NotFound,
            _ => Unreadable::Io((&io::Error::other(name.clone())).into()),
        };
        if self.is_faulty { Some(Unreadable::ProgramFault) } else { self.unread.as_ref().map(of_browser) }
    }
}

/// Bytes whose reading is told of.
struct Watched {
    bytes: Cursor<Vec<u8>>,
    progress: Progress,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        (self.progress)(count);
        Ok(count)
    }
}
