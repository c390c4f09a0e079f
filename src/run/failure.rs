//! Why a run failed, in words: a call that makes no sense, input that ends the run, or reading and
//! writing that failed.

use std::io::{self, ErrorKind};

use super::{Status, say};
use crate::diagnostic::{Problems, SystemFault, render};
use crate::language::Language;
use crate::names::printable;

/// A way of calling the program that makes no sense.
#[derive(Debug)]
pub(super) struct Usage(pub(super) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Fails for the way the program was called, in the language asked for.
pub(super) fn usage<T>(language: Language, chinese: &str, english: &str) -> anyhow::Result<T> {
    Err(anyhow::Error::new(Usage(language.pick(chinese, english).to_owned())))
}

/// Input without which there is nothing to do, as it is told.
#[derive(Debug)]
struct Refusal(String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Fails for problems that end the run.
pub(super) fn refusal(problems: &Problems, language: Language, colour: bool) -> anyhow::Error {
    anyhow::Error::new(Refusal(render(problems, language, colour)))
}

/// Says why a run failed. A closed pipe is nobody's error.
pub(super) fn explain(error: &anyhow::Error, language: Language) -> Status {
    if is_closed_pipe(error) {
        return Status::Done;
    }
    if let Some(Refusal(told)) = error.downcast_ref() {
        say(told);
        return Status::Invalid;
    }
    say(&format!("{}{}\n", language.pick("错误：", "error: "), printable(&told(error, language))));
    if error.is::<Usage>() { Status::Usage } else { Status::Failed }
}

/// Whether the reader of the output has gone, as `head` does.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    io_errors(error).any(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn io_errors(error: &anyhow::Error) -> impl Iterator<Item = &io::Error> {
    error.chain().filter_map(|cause| cause.downcast_ref())
}

/// What was tried, and why it failed. Of errors of the operating system only the innermost is told:
/// those around it name temporary files, which differ from run to run.
fn told(error: &anyhow::Error, language: Language) -> String {
    let Some(innermost) = io_errors(error).last() else { return format!("{error:#}") };
    let tried = error.chain().take_while(|cause| !cause.is::<io::Error>());
    tried.map(|cause| format!("{cause}: ")).collect::<String>() + &reason(innermost, language)
}

/// Why writing failed.
fn reason(error: &io::Error, language: Language) -> String {
    let (chinese, english) = match error.kind() {
        ErrorKind::NotFound => {
            ("没有这个文件夹，请先建好，或换一个位置", "there is no such folder; make it, or write elsewhere")
        }
        ErrorKind::PermissionDenied => ("没有权限写在这里", "no permission to write here"),
        _ => return SystemFault::from(error).reason(language),
    };
    language.pick(chinese, english).to_owned()
}
