//! The program's own reader of delimited text finds the cells that the csv crate finds, and names their
//! places as they are in the file.

use proptest::prelude::*;
use score::scoring::MissingPolicy;
use score::targets::Targets;
use serde_json::Value;

use super::indicators;
use crate::harness::depth;
use crate::harness::in_process::{File, Graded, grade};

/// Bytes that the program reads at a time.
const BLOCK: usize = 256 * 1024;

/// A cell, and whether it is quoted without need.
type Cell = (String, bool);

/// Two cells that are left alone around a note, for each indicator.
type Row = [Cell; 3];

/// A text and how it is written.
#[derive(Clone, Debug)]
struct Text {
    rows: Vec<Row>,
    delimiter: char,
    line_end: &'static str,
    ends_with_line_end: bool,
    /// Where the second row begins, counted back from the end of the first block.
    before_block_end: Option<usize>,
}

fn cell() -> impl Strategy<Value = Cell> {
    let piece = prop::sample::select(vec![
        "a", "甲", "，", "0", ",", "\"", "\"\"", "\n", "\r", "\r\n", "\t", ";", " ", "🙂", "",
    ]);
    (prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), any::<bool>())
}

fn text(rows: usize) -> impl Strategy<Value = Text> {
    (
        prop::collection::vec([cell(), cell(), cell()], rows),
        prop::sample::select(vec![',', '\t', ';']),
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        any::<bool>(),
        prop_oneof![3 => Just(None), 1 => (0..200_usize).prop_map(Some)],
    )
        .prop_map(|(rows, delimiter, line_end, ends_with_line_end, before_block_end)| Text {
            rows,
            delimiter,
            line_end,
            ends_with_line_end,
            before_block_end,
        })
}

impl Text {
    /// A cell as it stands in the file: quoted where it has to be, or by whim.
    fn written(&self, (content, quoted): &Cell) -> String {
        let needs_quotes = content.starts_with('"') || content.contains(['\n', '\r', self.delimiter]);
        if *quoted || needs_quotes { format!("\"{}\"", content.replace('"', "\"\"")) } else { content.clone() }
    }

    /// The file, with the given actual in its last row.
    fn content(&self, targets: &Targets, last_actual: &str) -> String {
        let delimiter = self.delimiter.to_string();
        let mut lines = vec![["工作活动", "绩效指标", "其他", "偏差原因", "又", "实际值"].join(&delimiter)];
        if let Some(before) = self.before_block_end {
            // A row without names or values is nothing, however long it is.
            let used = lines[0].len() + 2 * self.line_end.len() + 5;
            lines.push(["", "", &"x".repeat(BLOCK - used - before), "", "", ""].join(&delimiter));
        }
        for (index, ((activity, indicator), row)) in targets.indicators().zip(&self.rows).enumerate() {
            let [other, note, more] = [0, 1, 2].map(|cell| self.written(&row[cell]));
            let actual = if index + 1 == self.rows.len() { last_actual } else { "95%" };
            lines.push([&activity.name, &indicator.name, &*other, &*note, &*more, actual].join(&delimiter));
        }
        lines.join(self.line_end) + if self.ends_with_line_end { self.line_end } else { "" }
    }

    /// The notes as the csv crate reads them.
    fn notes(&self, content: &str) -> Vec<String> {
        let delimiter = u8::try_from(self.delimiter).expect("an ASCII delimiter");
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(content.as_bytes());
        let records = reader.records().map(|record| record.expect("the text is well formed"));
        records.filter(|record| !record[0].is_empty()).map(|record| trimmed(&record[3])).collect()
    }

    /// The rows of the file that a spreadsheet shows.
    fn row_count(&self) -> usize {
        1 + usize::from(self.before_block_end.is_some()) + self.rows.len()
    }
}

/// A note is shown without the white space around it.
fn trimmed(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned()
}

/// Lines of a text, whatever ends them.
fn lines(text: &str) -> usize {
    text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').matches('\n').count() + 1
}

fn graded(targets: &Targets, content: String) -> Graded {
    grade(targets, MissingPolicy::Range, &[File::new("某单位.csv", content)])
}

proptest! {
    #![proptest_config(depth::cases(30, 200))]

    #[test]
    fn cells_are_those_of_the_csv_crate(text in text(24)) {
        let targets = Targets::bundled();
        let content = text.content(&targets, "95%");
        let expected = text.notes(&content);
        let unit = graded(&targets, content).unit();
        let note = |indicator: &&Value| indicator["note"].as_str().unwrap_or_default().to_owned();
        let found: Vec<_> = indicators(&unit).iter().map(note).collect();
        prop_assert_eq!(expected, found);
    }

    #[test]
    fn a_cell_is_named_by_its_line_and_as_a_spreadsheet_names_it(text in text(24)) {
        let targets = Targets::bundled();
        let content = text.content(&targets, "约九成");
        let last_line = lines(&content);
        let report = graded(&targets, content).value();
        let problem = report["problems"].as_array().into_iter().flatten().find(|problem| problem["code"] == "value");
        let problem = problem.expect("the last row is wrong");
        prop_assert_eq!(&problem["line"], last_line);
        prop_assert_eq!(&problem["cell"], &format!("F{}", text.row_count()));
    }
}
