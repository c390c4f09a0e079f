//! The report as Markdown, for notes and reviews.
//!
//! What comes from the table or an input is plain text there: no character of it can end a cell,
//! begin a line, or turn into markup, a link or HTML.

mod league;
mod unit;

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::{self, Words, words};
use super::{Report, shown};
use crate::diagnostic::{Diagnostic, Severity, place, summary_line};
use crate::language::Language;
use crate::names::printable;

/// The report as GitHub-flavoured Markdown; where it is of several offices, `detail` gives each its
/// own part below the league table.
#[must_use]
pub fn markdown(report: &Report<'_>, language: Language, detail: bool) -> String {
    let mut writer = Writer { report, language, detail, words: words(language), text: String::new() };
    writer.document();
    writer.text
}

/// Text as it stands, on one line, with everything escaped that Markdown or HTML could take for
/// more than text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // `www.` and `name:` begin links, `@` an address or a mention.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '#' | '~' | '!' | '$' | '^' | ':' | '@' => {
                escaped.extend(['\\', c]);
            }
            '.' if escaped.len() >= 3 && ends_in_www(&escaped) => escaped.push_str("\\."),
            c if c.is_whitespace() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

fn ends_in_www(text: &str) -> bool {
    text.as_bytes().last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

struct Writer<'r> {
    report: &'r Report<'r>,
    language: Language,
    detail: bool,
    words: &'static Words,
    text: String,
}

impl Writer<'_> {
    fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.language.pick(chinese, english)
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, title: &str) {
        let _ = write!(self.text, "\n{} {title}\n\n", "#".repeat(level));
    }

    /// A list item that begins with what it is about.
    fn item(&mut self, name: &str, value: &str) {
        let line = format!("- **{name}**{}{value}", self.pick("：", ": "));
        self.line(&line);
    }

    fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        for cell in cells {
            let _ = write!(self.text, "| {} ", cell.as_ref());
        }
        self.line("|");
    }

    /// The heading row and the rule below it; a column whose heading begins with `>` is of figures.
    fn head<C: AsRef<str>>(&mut self, columns: &[C]) {
        self.row(columns.iter().map(|column| column.as_ref().trim_start_matches('>')));
        for column in columns {
            self.text.push_str(if column.as_ref().starts_with('>') { "| ---: " } else { "| --- " });
        }
        self.line("|");
    }

    fn document(&mut self) {
        let report = self.report;
        let title = format!("# {} - {}", self.words.title, escaped(&shown::bureau(report)));
        self.line(&title);
        self.line("");
        if let Some(period) = &report.period {
            self.item(self.words.period, &escaped(period));
        }
        if report.league.is_some() || shown::has_absent(report) {
            self.item(self.words.units, &escaped(&shown::offices_by_name(report, self.language)));
        }
        self.item(self.words.policy, words::policy(report.missing, self.language));
        if let Some(league) = report.league.as_ref().filter(|_| !report.units.is_empty()) {
            self.league(league);
        }
        if report.units.is_empty() {
            self.line("");
            self.line(self.words.nothing_scored);
        }
        for unit in &report.units {
            if report.league.is_none() || self.detail {
                self.unit(unit);
            }
        }
        self.absent();
        self.method();
        self.problems();
        self.provenance();
    }

    fn absent(&mut self) {
        let report = self.report;
        for (title, units) in [(self.words.left_out, &report.left_out), (self.words.not_reported, &report.not_reported)]
        {
            if units.is_empty() {
                continue;
            }
            self.heading(2, title);
            for unit in units {
                // The quotation marks keep a name such as `1.` or `-` from beginning a list of its own.
                let line = format!("- “{}”", escaped(shown::office(unit, self.language)));
                self.line(&line);
            }
        }
    }

    fn method(&mut self) {
        self.heading(2, self.words.method);
        for (index, line) in words::method(self.report.targets.points(), self.language).iter().enumerate() {
            let line = format!("{}. {line}", index + 1);
            self.line(&line);
        }
    }

    fn problems(&mut self) {
        let Some(summary) = summary_line(&self.report.problems, self.language) else { return };
        self.heading(2, self.words.problems);
        let summary = format!("{summary}{}\n", self.pick("。", "."));
        self.line(&summary);
        let words = self.words;
        self.head(&[words.kind, words.place, words.problem, words.way_out]);
        for diagnostic in self.report.problems.shown() {
            self.problem(diagnostic);
        }
        for (code, count) in self.report.problems.folded() {
            self.row([format!("`{}`", code.name()), String::new(), format!("+{count}"), String::new()]);
        }
    }

    fn problem(&mut self, diagnostic: &Diagnostic) {
        let problem = &diagnostic.problem;
        let kind = match problem.code().severity() {
            Severity::Error => self.words.error,
            Severity::Warning => self.words.warning,
        };
        self.row([
            format!("{kind} `{}`", problem.code().name()),
            escaped(&place(&diagnostic.place, self.language)),
            escaped(&diagnostic.message_with_quote(self.language)),
            escaped(&problem.help(self.language)),
        ]);
    }

    fn provenance(&mut self) {
        let targets = self.report.targets;
        self.heading(2, self.words.provenance);
        let table = format!("{} {} {}", targets.code, targets.name, targets.title);
        let table = format!("{} SHA-256 `{}`", escaped(&table), self.report.targets_sha256);
        self.item(self.words.table, &table);
        let sources = self.report.units.iter().map(|unit| unit.source);
        let files: BTreeMap<_, _> =
            sources.filter_map(|source| Some((&source.file, source.sha256.as_ref()?))).collect();
        for (file, sha256) in files {
            let file = escaped(file.as_deref().unwrap_or(self.words.standard_input));
            self.item(self.words.input, &format!("{file} SHA-256 `{sha256}`"));
        }
        self.item(self.words.program, &format!("score {}", env!("CARGO_PKG_VERSION")));
    }
}
