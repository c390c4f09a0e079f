//! What is read of cells against what a real `LibreOffice` shows in them.
//!
//! Random workbooks, .xlsx by a writer that is not the reader and .xls by `LibreOffice`, are converted into texts
//! that have each cell as it is shown. What is read must be the same: words and signs equal, and the digits,
//! rounded as they are shown, equal too. Or the cell is refused; nothing else.
//!
//! # What is refused, though it shows something
//!
//! - `Date`, and of `Guise` fractions, exponents and Chinese digits: no plain number is seen, or one only by chance
//!   (12 under `# ?/?`).
//! - `Guise`: a number below zero whose sign a section leaves out (`0.0;0.0`), words or spaces among the digits, a
//!   number for which no section's condition holds (Excel shows `####`), and codes that programs read differently:
//!   a second `%`, `General%`, `%` beside a currency, a comma right behind the point, a colour behind words.
//! - `Hidden`: a number other than zero of which nothing, or a dash, is seen.
//! - `MarkedText`, `StruckOut`: which part counts, or whether it does, is the writer's secret.
//! - `NotComputed`: the figure that is seen is computed when the file is opened, and is not in it.
//! - `ConditionalFormat`: whether its rule holds would have to be computed.
//! - `UnknownFormat`: the style or format that a cell names is not in the file.
//! - `Covered`: nothing is seen of it at all.
//!
//! # What is left out, since `LibreOffice` shows otherwise than Excel
//!
//! - A sheet that shows no zeros shows them.
//! - TRUE and FALSE under a format for numbers are shown as 1 and 0 in it; Excel shows the words.
//! - A cell that names no style has the named default style's format instead of style 0's.
//! - A text with runs gets no words of the format's section for texts.
//! - Formats that differ between editions: 5 to 8, 23 to 44, 50 to 81; `G/通用格式`, which only the Chinese one knows.
//! - A zero under `#.#` is shown without its point, and a number that is rounded to zero without its minus.
//! - A half is rounded in the digits of a computer, 1.005 under `0%` down, where Excel rounds decimal digits.
//! - Errors in .xls are all called `#N/A`.

mod agreement;
mod damage;
mod files;
mod formats;
mod forms;
mod sheet;

use std::collections::BTreeMap;

use csv::ReaderBuilder;
use sheets::{Seen, Workbook};

use self::agreement::{Verdict, compare, is_plain};
use self::sheet::Case;
use crate::harness::libre_office;
use crate::harness::{Folder, depth};

/// How a spreadsheet program writes what it shows.
const AS_SHOWN: &str = "csv:Text - txt - csv (StarCalc):44,34,76";
/// Workbooks.
const CASES: u64 = 24;

/// What the comparisons came to.
#[derive(Default)]
struct Tally {
    same: usize,
    /// Refused cells by the reason, and how many of them show a plain number.
    refused: BTreeMap<String, (usize, usize)>,
    wrong: Vec<String>,
}

impl Tally {
    fn say(&self, kind: &str) {
        let (same, refused, wrong) = (self.same, self.refused(), self.wrong.len());
        let share = 100 * refused / (same + refused + wrong).max(1);
        say(&format!("{kind}: {same} cells read as shown, {wrong} wrong, {refused} refused ({share} %)"));
        for (why, (count, plain)) in &self.refused {
            say(&format!("  {why}: {count}, of which {plain} show a plain number"));
        }
    }

    fn refused(&self) -> usize {
        self.refused.values().map(|(count, _)| count).sum()
    }

    /// Compares the cells of a workbook with a text of what is shown.
    fn add(&mut self, case: &Case, file: &str, workbook: Vec<u8>, shown: &[u8]) {
        let sheet = Workbook::open(workbook).and_then(|book| book.read(0)).expect("a sheet is read");
        let shown = grid(shown);
        for (&(row, column), made_from) in &case.cells {
            let shown = shown.get(row as usize).and_then(|row| row.get(column as usize)).map_or("", String::as_str);
            let seen = sheet.find(row, column).and_then(|cell| sheet.seen_in(cell));
            let told = || format!("{file} {made_from}: shown {shown:?}, read {seen:?}");
            if case.covered.contains(&(row, column)) {
                if !matches!(seen, None | Some(Seen::Unseen(_))) {
                    self.wrong.push(told());
                }
                continue;
            }
            if is_left_out(made_from, seen.as_ref(), shown) {
                continue;
            }
            match compare(shown, seen.as_ref()) {
                Verdict::Same => self.same += 1,
                Verdict::Wrong => self.wrong.push(told()),
                Verdict::Refused(why) => {
                    let counts = self.refused.entry(format!("{why:?}")).or_default();
                    counts.0 += 1;
                    counts.1 += usize::from(is_plain(shown));
                }
            }
        }
    }
}

/// Whether a cell is one of those that programs show differently.
fn is_left_out(made_from: &str, seen: Option<&Seen<'_>>, shown: &str) -> bool {
    let Some(Seen::Text(text)) = seen else { return false };
    let is_truth = made_from.contains("t=\"b\"") && matches!(&**text, "TRUE" | "FALSE");
    is_truth || (made_from.contains("<r>") && text.contains(shown))
}

/// The cells of a text.
fn grid(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|record| row(record.expect("a text is read"))).collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn random_cells_are_read_as_they_are_shown() {
    let cases: Vec<_> = (0..CASES).map(|number| Case::new(depth::seed(), number)).collect();
    let folder = Folder::new();
    let names = |ending: &str| -> Vec<String> { (0..CASES).map(|number| format!("{number}{ending}")).collect() };
    for (name, case) in names(".xlsx").iter().zip(&cases) {
        folder.file(name, case.book.bytes());
    }
    libre_office::convert(&folder, AS_SHOWN, &names(".xlsx"));
    libre_office::convert(&folder, "xls:MS Excel 97", &names(".xlsx"));
    for number in 0..CASES {
        folder.file(&format!("{number}-old.xls"), folder.read(&format!("out/{number}.xls")));
    }
    libre_office::convert(&folder, AS_SHOWN, &names("-old.xls"));
    let mut all = [Tally::default(), Tally::default()];
    for (number, case) in cases.iter().enumerate() {
        for (tally, ending, text) in [(0, ".xlsx", ""), (1, "-old.xls", "-old")] {
            let file = format!("{number}{ending}");
            let shown = folder.read(&format!("out/{number}{text}.csv"));
            all[tally].add(case, &file, folder.read(&file), &shown);
        }
    }
    for (tally, kind) in all.iter().zip([".xlsx", ".xls"]) {
        tally.say(kind);
        assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
        assert!(tally.same > 4000, "only {} cells are read", tally.same);
        assert!(4 * tally.refused() < tally.same * 2, "{} cells are refused", tally.refused());
    }
}

#[expect(clippy::print_stderr, reason = "what a run has shown")]
fn say(text: &str) {
    eprintln!("{text}");
}
