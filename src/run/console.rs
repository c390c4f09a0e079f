//! The streams of the process: what is written to them, and what they can show.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use crate::cli::{Colour, DisplayArgs};
use crate::language::Language;
use crate::names::printable;
use crate::report::summary::Summary;
use crate::report::table::{FILE_WIDTH, View};

/// Writes to standard error; there is nowhere to complain where that fails.
pub(super) fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// The names of files in a sentence.
pub(super) fn listed(files: impl Iterator<Item = PathBuf>, language: Language) -> String {
    let names: Vec<_> = files.map(|file| printable(&file.to_string_lossy()).into_owned()).collect();
    names.join(language.pick("、", ", "))
}

/// Says which files were written, where somebody watches: `已写入：报告.xlsx、报告/index.html`
pub(super) fn tell_written(files: impl Iterator<Item = PathBuf>, language: Language) {
    let names = listed(files, language);
    if !names.is_empty() && io::stderr().is_terminal() {
        say(&match language {
            Language::Chinese => format!("已写入：{names}\n"),
            Language::English => format!("written: {names}\n"),
        });
    }
}

/// Says what a run has to say of its inputs and units.
pub(super) fn tell(summary: &Summary<'_>, display: &DisplayArgs) {
    say(&summary.text(display.lang, colour(display.color, &io::stderr())));
}

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Whether a stream gets colour.
pub(super) fn colour(choice: Colour, stream: &impl IsTerminal) -> bool {
    match choice {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            // A Windows console shows colours once it is asked to; elsewhere there is nothing to ask.
            stream.is_terminal() && !is_refused && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
        }
    }
}

/// How a report on standard output looks.
pub(super) fn view(choice: Colour, language: Language, detail: bool) -> View {
    let width = terminal_size::terminal_size_of(io::stdout()).map_or(FILE_WIDTH, |(width, _)| usize::from(width.0));
    View { language, width, colour: colour(choice, &io::stdout()), detail }
}
