//! What the operating system says when it cannot read or write, in words of our own: its own are in
//! a language that nobody chose.

use std::io::{self, ErrorKind};

use crate::language::Language;

/// An error of the operating system, as far as words for it are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemFault {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// The system's number for it.
    number: Option<i32>,
    /// What a library says that has no number.
    text: String,
}

impl From<&io::Error> for SystemFault {
    fn from(error: &io::Error) -> Self {
        let number = error.raw_os_error();
        // Excel keeps an open workbook to itself, and there is no kind for that yet.
        let is_locked = cfg!(windows) && matches!(number, Some(32 | 33));
        let kind = if is_locked { ErrorKind::ResourceBusy } else { error.kind() };
        Self { kind, number, text: error.to_string() }
    }
}

impl SystemFault {
    /// Why it failed.
    pub fn reason(&self, language: Language) -> String {
        let (chinese, english) = match self.kind {
            ErrorKind::NotFound => ("没有这个文件或文件夹", "there is no such file or folder"),
            ErrorKind::PermissionDenied => ("没有权限", "no permission"),
            ErrorKind::IsADirectory => ("这是一个文件夹，不是文件", "this is a folder, not a file"),
            ErrorKind::NotADirectory => {
                ("路径里有一段是文件，不是文件夹", "a part of the path is a file, not a folder")
            }
            ErrorKind::AlreadyExists => ("已经有同名的文件", "there is already a file of this name"),
            ErrorKind::InvalidFilename => {
                ("名称太长，或有不能用的字符", "the name is too long, or has characters that names cannot have")
            }
            ErrorKind::ReadOnlyFilesystem => ("这里是只读的", "this place is read-only"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘空间不足", "the disk is full"),
            ErrorKind::FileTooLarge => ("文件大小超过了系统的限制", "the file is larger than the system allows"),
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
                ("正被别的程序占用", "another program is using it")
            }
            ErrorKind::Interrupted => ("中途被打断", "it was interrupted"),
            ErrorKind::TimedOut => ("等不到回应", "there was no answer in time"),
            ErrorKind::UnexpectedEof => ("没到该结束的地方就断了", "it ends before it should"),
            ErrorKind::OutOfMemory => ("内存不足", "there is not enough memory"),
            _ => return self.unknown(language),
        };
        language.pick(chinese, english).to_owned()
    }

    /// An error without words: its number can be looked up.
    fn unknown(&self, language: Language) -> String {
        match (self.number, language) {
            (Some(number), Language::Chinese) => format!("系统报告的错误，编号 {number}"),
            (None, Language::Chinese) => format!("系统报告的错误（{}）", self.text),
            (_, Language::English) => self.text.clone(),
        }
    }

    /// What can be done so that it can be read.
    pub fn way_to_read(&self, language: Language) -> &'static str {
        let (chinese, english) = match self.kind {
            ErrorKind::PermissionDenied => {
                ("请管理员给您读它的权限，或另要一份副本", "ask for permission to read it, or for a copy of your own")
            }
            ErrorKind::IsADirectory => ("请写明其中的一个文件", "name one of the files in it"),
            ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
                ("请检查名称和所在位置", "check its name and place")
            }
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
                ("请在那个程序里把它关闭，再试一次", "close it in that program, and try again")
            }
            ErrorKind::Interrupted | ErrorKind::TimedOut => {
                ("请再试一次；还不行就先复制到本机", "try again, or copy it to this machine first")
            }
            _ => (
                "请看能不能用别的程序打开它；不能的话另要一份副本",
                "see whether another program can open it; if none can, ask for another copy",
            ),
        };
        language.pick(chinese, english)
    }
}
