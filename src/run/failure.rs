//! Why a run failed, in words: a call that makes no sense, input that ends the run, or reading and
//! writing that failed.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::console::{colour, say};
use super::status::Status;
use super::usage::Usage;
use crate::cli::DisplayArgs;
use crate::diagnostic::{Diagnostic, Problems, SystemFault, render};
use crate::language::{Both, Language, both};
use crate::names::printable;

/// Input without which there is nothing to do, as it is told.
#[derive(Debug)]
struct Refusal {
    told: String,
    status: Status,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told)
    }
}

impl std::error::Error for Refusal {}

/// A file that keeps its place.
#[derive(Debug)]
pub(super) enum Kept {
    /// It is there, and is not to be lost.
    Occupied(PathBuf),
    /// Another program has it open.
    InUse(PathBuf),
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words().english)
    }
}

impl std::error::Error for Kept {}

impl Kept {
    fn words(&self) -> Both {
        let (Self::Occupied(path) | Self::InUse(path)) = self;
        let path = path.display();
        match self {
            Self::Occupied(_) => both!(
                "{path} 已经有了，没有写；请换一个名字，确实要覆盖的加 --force",
                "{path} is there already, and nothing was written; choose another name, or add --force to replace it",
            ),
            Self::InUse(_) => both!(
                "请先在 Excel 里关闭 {path}，再试一次；原来的文件没有动",
                "close {path} in Excel and try again; the file is as it was",
            ),
        }
    }
}

/// Fails for problems that end the run.
pub(super) fn refusal(diagnostics: impl IntoIterator<Item = Diagnostic>, display: &DisplayArgs) -> anyhow::Error {
    let problems = diagnostics.into_iter().collect();
    anyhow::Error::new(Refusal { told: told_in_full(&problems, display), status: Status::of(&problems) })
}

/// Problems as they are told on standard error.
pub(super) fn told_in_full(problems: &Problems, display: &DisplayArgs) -> String {
    render(problems, &|_| None, display.lang, colour(display.color, &io::stderr()))
}

/// Says why a run failed. A closed pipe is nobody's error.
pub(super) fn explain(error: &anyhow::Error, language: Language) -> Status {
    if is_closed_pipe(error) {
        return Status::Done;
    }
    if let Some(Refusal { told, status }) = error.downcast_ref() {
        say(told);
        return *status;
    }
    let usage: Option<&Usage> = error.downcast_ref();
    let told = usage.map_or_else(|| told(error, language), |usage| usage.words().pick(language));
    say(&format!("{}{}\n", language.pick("错误：", "error: "), printable(&told)));
    if usage.is_some() { Status::Usage } else { Status::Failed }
}

/// The outcome of writing, for which a closed pipe is no failure.
pub(super) fn unless_closed(written: anyhow::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if !is_closed_pipe(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Whether the reader of the output has gone, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    io_errors(error).any(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn io_errors(error: &anyhow::Error) -> impl Iterator<Item = &io::Error> {
    error.chain().filter_map(|cause| cause.downcast_ref())
}

/// What was tried, and why it failed. Of errors of the operating system only the innermost is told:
/// those around it name temporary files, which differ from run to run.
fn told(error: &anyhow::Error, language: Language) -> String {
    if let Some(kept) = error.downcast_ref::<Kept>() {
        return kept.words().pick(language);
    }
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
