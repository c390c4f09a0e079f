//! The report as Markdown, for notes and reviews.
//!
//! What comes from the table or an input is plain text there: no character of it can end a cell,
//! begin a line, or turn into markup, a link or HTML.

use std::borrow::Cow;
use std::fmt::Write;

use super::document::{self, Block, Cell, Column, Document, Fact, Part, Reason, Role, Row, RowKind, Section, Table};
use super::notes::Note;
use super::shown::{self, Marks};
use super::words::capital;
use super::{Report, UnitReport};
use crate::language::Language;
use crate::names::printable;

/// The report as GitHub-flavoured Markdown; where it is of several units, `detail` gives each its
/// own part below the league table.
pub fn markdown(report: &Report<'_>, language: Language, detail: bool) -> String {
    let document = Document::new(report, language);
    let mut writer =
        Writer { report, language, marks: Marks::printed(language), text: String::new(), last: Last::Heading };
    writer.line(&format!(
        "# {} - {}\n",
        document.words.title,
        escaped(&document.whose(&document.tables(&report.units)))
    ));
    let facts = [document.period(), document.units_by_name(), document.policy(&report.units)];
    writer.block(&Block::Facts(facts.into_iter().flatten().collect()));
    document.opening().iter().for_each(|section| writer.section(2, section));
    let units: &[UnitReport<'_>] = if report.league.is_none() || detail { &report.units } else { &[] };
    for unit in units {
        writer.heading(2, &escaped(&shown::full_name(report, unit, language)));
        document.unit(unit).iter().for_each(|section| writer.section(3, section));
    }
    document.closing(&report.units).iter().for_each(|section| writer.section(2, section));
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

/// What was written last: an empty line stands between two blocks, but not between two lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Heading,
    List,
    Other,
}

struct Writer<'l> {
    report: &'l Report<'l>,
    language: Language,
    marks: Marks,
    text: String,
    last: Last,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, title: &str) {
        let _ = write!(self.text, "\n{} {title}\n\n", "#".repeat(level));
        self.last = Last::Heading;
    }

    fn section(&mut self, level: usize, section: &Section<'_>) {
        if section.blocks.iter().all(|block| matches!(block, Block::Drawing(_))) {
            return;
        }
        // The total stands right below the unit's name.
        if !matches!(section.part, Part::Total | Part::NothingScored) {
            self.heading(level, section.heading);
        }
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block<'_>) {
        if matches!(block, Block::Drawing(_)) {
            return;
        }
        let is_list = !matches!(block, Block::Paragraph(_) | Block::Table(_));
        if self.last == Last::Other || self.last == Last::List && !is_list {
            self.line("");
        }
        self.last = if is_list { Last::List } else { Last::Other };
        match block {
            Block::Facts(facts) => facts.iter().for_each(|fact| self.fact(fact)),
            Block::Paragraph(text) => self.line(text),
            Block::Tally(tallies) => {
                for tally in tallies {
                    self.item(&capital(tally.name), &tally.count.to_string());
                }
            }
            Block::Figures(figures) => {
                for (name, figure) in figures {
                    self.item(name, &self.marks.figure(*figure));
                }
            }
            Block::Units(units) => {
                for unit in units {
                    self.name(&shown::key(&unit.key, self.report, self.language));
                }
            }
            Block::Numbered(lines) => {
                (1..).zip(lines).for_each(|(number, line)| self.line(&format!("{number}. {line}")));
            }
            Block::Notes(notes) => notes.iter().for_each(|note| self.note(note)),
            Block::Reasons(reasons) => reasons.iter().for_each(|reason| self.reason(reason)),
            Block::Table(table) => self.table(table),
            Block::Drawing(_) => {}
        }
    }

    /// A list item that begins with what it is about.
    fn item(&mut self, name: &str, value: &str) {
        let line = format!("- **{name}**{}{value}", self.language.pick("：", ": "));
        self.line(&line);
    }

    fn fact(&mut self, fact: &Fact<'_>) {
        let parts: Vec<_> = fact.value.iter().map(|part| self.cell(part)).collect();
        self.item(fact.label, &parts.join(" "));
    }

    /// The quotation marks keep a name such as `1.` or `-` from beginning a list of its own.
    fn name(&mut self, name: &str) {
        let line = format!("- “{}”", escaped(name));
        self.line(&line);
    }

    fn note(&mut self, note: &Note) {
        let items: Vec<_> = note.items.iter().map(|item| escaped(item)).collect();
        let (semicolon, dash) = self.language.pick(("；", "——"), ("; ", " - "));
        self.item(&capital(note.label), &format!("{}{dash}{}", items.join(semicolon), note.remark));
    }

    fn reason(&mut self, reason: &Reason<'_>) {
        let (open, close) = self.language.pick(("（", "）："), (" (", "): "));
        let [indicator, activity] =
            [&reason.indicator.target.name, &reason.activity.target.name].map(|name| escaped(name));
        self.item(reason.label, &format!("{indicator}{open}{activity}{close}{}", escaped(reason.text)));
    }

    /// The heading row, the rule below it, and the rows.
    fn table(&mut self, table: &Table<'_>) {
        let shown: Vec<_> = table.columns.iter().map(is_shown).collect();
        let columns = || table.columns.iter().filter(|column| is_shown(column));
        self.row(columns().map(heading));
        columns().for_each(|column| self.text.push_str(if column.is_figures { "| ---: " } else { "| --- " }));
        self.line("|");
        for row in table.rows() {
            let cells = row.cells.iter().zip(&shown).filter(|(_, is_shown)| **is_shown);
            let cells: Vec<_> = cells.map(|(cell, _)| self.cell_of(&row, cell)).collect();
            self.row(cells);
        }
    }

    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) {
        for cell in cells {
            let _ = write!(self.text, "| {cell} ");
        }
        self.line("|");
    }

    /// A cell of a row, which may stand out.
    fn cell_of<'c>(&self, row: &Row<'_>, cell: &'c Cell<'_>) -> Cow<'c, str> {
        let text = self.cell(cell);
        if text.is_empty() || row.kind == RowKind::Body { text } else { format!("**{text}**").into() }
    }

    fn cell<'c>(&self, cell: &'c Cell<'_>) -> Cow<'c, str> {
        match cell {
            Cell::Own(text) => (*text).into(),
            Cell::Total(standing) => {
                format!("**{}** {}", self.marks.score(standing), shown::band(standing, self.language)).into()
            }
            Cell::Kind(code) => format!("{} `{}`", document::severity(*code, self.language), code.name()).into(),
            Cell::Digest(sha256) => format!("SHA-256 `{sha256}`").into(),
            other => escaped(&other.text(&self.marks, self.language)).into(),
        }
    }
}

/// Whether text can show the column.
const fn is_shown(column: &Column<'_>) -> bool {
    !matches!(column.role, Role::Drawn)
}

fn heading<'c>(column: &Column<'_>) -> Cow<'c, str> {
    match &column.unit {
        Some(unit) => format!("{} ({})", column.name, escaped(unit)).into(),
        None => column.name.into(),
    }
}
