//! The formats of a report: a row for each, from which everything else that depends on the format
//! follows, and how each is written.

use std::io::Write;

use super::csv::{self, Destination};
use super::table::View;
use super::{Level, Report, SHOWN_EACH, html, json, markdown, table, workbook};
use crate::actuals::KeepCells;
use crate::named::named;

named! {
    /// The format of a report.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Format {
        /// Text for a terminal.
        Table = "table",
        /// One JSON object.
        Json = "json",
        /// A JSON object on a line for each unit.
        Ndjson = "ndjson",
        /// Comma-separated values.
        Csv = "csv",
        /// A workbook with live formulas.
        Xlsx = "xlsx",
        /// A web page.
        Html = "html",
        /// Markdown.
        Md = "md",
    }
}

/// What a format is, and what it needs of a run.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct FormatRow {
    /// The endings of files that name it, in small letters.
    pub endings: &'static [&'static str],
    /// Whether it is no text, which a terminal cannot show.
    pub is_binary: bool,
    /// Whether it shows the SHA-256 of each input.
    pub shows_hashes: bool,
    /// Whether it shows what several units lose.
    pub shows_losses: bool,
    /// Whether it shows problems, which otherwise stand on a terminal alone.
    pub shows_problems: bool,
    /// How deep it goes.
    pub depth: Depth,
}

/// How deep a format goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// As deep as it is asked to.
    Asked,
    /// All of a single unit; of several only where that is asked for (`--detail`).
    Single,
    /// All of each of so many units; of more, none.
    Each(usize),
    /// All of each unit.
    All,
}

impl Depth {
    /// How many units must keep what stood in their cells.
    pub const fn keep(self, level: Option<Level>, detail: bool, tables: usize) -> KeepCells {
        match (self, level) {
            (Self::All, _) | (Self::Asked, Some(Level::Indicator)) => KeepCells::Everything,
            (Self::Asked, Some(Level::Unit | Level::Activity)) => KeepCells::Nothing,
            (Self::Single, _) if detail => KeepCells::Everything,
            // One form, which is of one unit, or of one of each bureau.
            (Self::Asked, None) => KeepCells::IfAtMost(tables),
            (Self::Single, _) => KeepCells::IfAtMost(1),
            (Self::Each(most), _) => KeepCells::IfAtMost(most),
        }
    }

    /// How deep the report of each of so many units goes, where `level` is asked for.
    pub const fn level(self, level: Level, detail: bool, units: usize) -> Level {
        let is_whole = match self {
            Self::Asked => return level,
            Self::Single => detail || units <= 1,
            Self::Each(most) => units <= most,
            Self::All => true,
        };
        if is_whole { Level::Indicator } else { Level::Unit }
    }
}

/// What several outputs need of a run together.
#[derive(Clone, Debug, Default)]
pub struct Needs(Vec<FormatRow>);

impl FromIterator<FormatRow> for Needs {
    fn from_iter<I: IntoIterator<Item = FormatRow>>(rows: I) -> Self {
        Self(rows.into_iter().collect())
    }
}

impl Needs {
    /// Whether each input's SHA-256 is shown.
    pub fn show_hashes(&self) -> bool {
        self.0.iter().any(|row| row.shows_hashes)
    }

    /// Whether losses are shown for several units.
    pub fn show_losses(&self) -> bool {
        self.0.iter().any(|row| row.shows_losses)
    }

    /// Whether problems are shown, be it with the report or beside it.
    pub fn show_problems(&self) -> bool {
        self.0.iter().any(|row| row.shows_problems)
    }

    /// How many units must keep what stood in their cells.
    pub fn keep(&self, level: Option<Level>, detail: bool, tables: usize) -> KeepCells {
        self.0.iter().map(|row| row.depth.keep(level, detail, tables)).max().unwrap_or(KeepCells::Nothing)
    }

    /// How deep the reports of so many units must go.
    pub fn level(&self, level: Level, detail: bool, units: usize) -> Level {
        self.0.iter().map(|row| row.depth.level(level, detail, units)).max().unwrap_or(level)
    }
}

impl Format {
    /// Those that can tell of problems alone, as data.
    pub const OF_PROBLEMS: [Self; 3] = [Self::Csv, Self::Json, Self::Xlsx];

    /// The format's row.
    pub const fn row(self) -> FormatRow {
        /// A format for people, whom the hash of an input and losses tell something.
        const READ: FormatRow = FormatRow {
            endings: &[],
            is_binary: false,
            shows_hashes: true,
            shows_losses: true,
            shows_problems: true,
            depth: Depth::Single,
        };
        /// A format for programs.
        const DATA: FormatRow = FormatRow { shows_losses: false, depth: Depth::Asked, ..READ };
        match self {
            Self::Table => FormatRow { endings: &["txt"], shows_hashes: false, shows_problems: false, ..READ },
            Self::Json => FormatRow { endings: &["json"], ..DATA },
            Self::Ndjson => FormatRow { endings: &["ndjson", "jsonl"], ..DATA },
            Self::Csv => FormatRow { endings: &["csv"], shows_hashes: false, shows_problems: false, ..DATA },
            Self::Xlsx => FormatRow { endings: &["xlsx"], is_binary: true, depth: Depth::Each(SHOWN_EACH), ..READ },
            Self::Html => FormatRow { endings: &["html", "htm"], depth: Depth::Each(SHOWN_EACH), ..READ },
            Self::Md => FormatRow { endings: &["md"], ..READ },
        }
    }

    /// The ending that files of each format have.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().filter_map(|format| format.row().endings.first().copied())
    }

    /// The format that an ending of a file names.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.row().endings.contains(&ending.as_str()))
    }

    /// Writes a report in the format.
    ///
    /// # Errors
    /// Those of the writer, and of the writer of workbooks.
    pub fn write(
        self,
        report: &Report<'_>,
        view: &View,
        destination: Destination,
        out: &mut (dyn Write + Send),
    ) -> anyhow::Result<()> {
        let language = view.language;
        match self {
            Self::Table => out.write_all(table::table(report, view).as_bytes())?,
            Self::Json => json::json(report, language, out)?,
            Self::Ndjson => json::json_lines(report, language, out)?,
            Self::Csv if report.is_scored => csv::csv(report, language, destination, out)?,
            Self::Csv => csv::problems(report, language, destination, out)?,
            Self::Xlsx => out.write_all(&workbook::workbook(report, language)?)?,
            Self::Html => out.write_all(html::html(report, language).as_bytes())?,
            Self::Md => out.write_all(markdown::markdown(report, language, view.detail).as_bytes())?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_names_one_format() {
        let endings: Vec<_> = Format::ALL.iter().flat_map(|format| format.row().endings).collect();
        for (index, ending) in endings.iter().enumerate() {
            assert!(!endings[..index].contains(ending), "{ending} twice");
            assert!(Format::of_ending(&ending.to_ascii_uppercase()).is_some());
        }
        assert!(Format::ALL.iter().all(|format| !format.row().endings.is_empty()));
        assert_eq!(Format::of_ending("pdf"), None);
    }

    #[test]
    fn what_is_shown_has_been_kept() {
        for format in Format::ALL {
            let depth = format.row().depth;
            for (level, detail) in [(None, false), (Some(Level::Unit), false), (Some(Level::Indicator), true)] {
                for units in [1, 2, SHOWN_EACH, SHOWN_EACH + 1] {
                    let is_kept = match depth.keep(level, detail, 1) {
                        KeepCells::Nothing => false,
                        KeepCells::IfAtMost(most) => units <= most,
                        KeepCells::Everything => true,
                    };
                    let default = if units > 1 { Level::Unit } else { Level::Indicator };
                    let shown = depth.level(level.unwrap_or(default), detail, units);
                    assert!(is_kept || shown < Level::Indicator, "{format:?} {level:?} {detail} {units}");
                }
            }
        }
    }
}
