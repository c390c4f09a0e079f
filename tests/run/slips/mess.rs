//! Forms of mixed quality, as a county's units send them in: each with the values that were meant.

use crate::harness::dice::Dice;
use crate::harness::forms::names;
use crate::harness::raw_workbook::{RawWorkbook, number, text};

/// What is wrong with a form, or with one of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Shares of 1 throughout the column.
    Shares,
    Words,
    Misspelt,
    Activity,
    Date,
    Twice,
    Counted,
    Negative,
    FormulaError,
    Unsaid,
    NoIndicator,
    NothingPlanned,
    Garbled,
    Heading,
    LastYear,
    OtherBureau,
    NoHeader,
    Versions,
    OpenQuote,
}

pub(super) const FAULTS: [Fault; 19] = [
    Fault::Shares,
    Fault::Words,
    Fault::Misspelt,
    Fault::Activity,
    Fault::Date,
    Fault::Twice,
    Fault::Counted,
    Fault::Negative,
    Fault::FormulaError,
    Fault::Unsaid,
    Fault::NoIndicator,
    Fault::NothingPlanned,
    Fault::Garbled,
    Fault::Heading,
    Fault::LastYear,
    Fault::OtherBureau,
    Fault::NoHeader,
    Fault::Versions,
    Fault::OpenQuote,
];

/// Those of a row: a form may have several, each in a row of its own.
const OF_ROWS: std::ops::Range<usize> = 1..12;

/// How a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Utf8,
    Gbk,
    Workbook,
}

pub(super) const ACTUAL: usize = 2;
pub(super) const NOTE: usize = 3;

/// A unit's form: the cells as they stand, and as they were meant.
pub(super) struct Form {
    pub(super) unit: String,
    pub(super) faults: Vec<Fault>,
    kind: Kind,
    /// The cells, the header among them.
    pub(super) cells: Vec<Vec<String>>,
    /// The form as it was meant.
    pub(super) meant: Vec<Vec<String>>,
    /// For each row of the cells the one that was meant.
    pub(super) meant_row: Vec<usize>,
}

/// So many units' forms.
pub(super) fn forms(units: usize, seed: u64) -> Vec<Form> {
    let mut dice = Dice::new(seed);
    let first = dice.below(FAULTS.len());
    let form = |unit: usize| {
        let is_bad = !unit.is_multiple_of(5);
        let fault = FAULTS[(first + unit - unit / 5) % FAULTS.len()];
        Form::new(format!("县{unit:02}"), is_bad.then_some(fault), &mut dice)
    };
    (0..units).map(form).collect()
}

impl Form {
    fn new(unit: String, fault: Option<Fault>, dice: &mut Dice) -> Self {
        let header = ["工作活动", "绩效指标", "实际值", "偏差原因"].map(str::to_owned).to_vec();
        let mut meant = vec![header];
        for (activity, indicator) in names() {
            let value = format!("{}.{}%", 50 + dice.below(50), 1 + dice.below(9));
            meant.push(vec![activity, indicator, value, String::new()]);
        }
        let kind = [Kind::Utf8, Kind::Gbk, Kind::Workbook][dice.below(3)];
        let meant_row = (0..meant.len()).collect();
        let mut form = Self { unit, faults: Vec::new(), kind, cells: meant.clone(), meant, meant_row };
        if let Some(fault) = fault {
            form.spoil(fault, dice);
        }
        form
    }

    /// Whether it is in error.
    pub(super) fn is_bad(&self) -> bool {
        !self.faults.is_empty()
    }

    fn spoil(&mut self, fault: Fault, dice: &mut Dice) {
        let row_faults = &FAULTS[OF_ROWS];
        if row_faults.contains(&fault) {
            let first = row_faults.iter().position(|other| *other == fault).unwrap_or_default();
            for number in 0..=dice.below(4) {
                let fault = row_faults[(first + number) % row_faults.len()];
                // A row that is written twice moves those below it, so it comes last; each has rows of its own.
                self.spoil_row(fault, 2 + number * 5 + dice.below(3));
            }
            return;
        }
        self.faults.push(fault);
        match fault {
            Fault::Shares => self.cells.iter_mut().skip(1).for_each(|row| row[ACTUAL] = share(&row[ACTUAL])),
            Fault::Garbled | Fault::OpenQuote => self.kind = Kind::Utf8,
            Fault::Heading => "实际完成率".clone_into(&mut self.cells[0][ACTUAL]),
            Fault::NoHeader => drop(self.cells.remove(0)),
            Fault::OtherBureau => {
                for (number, row) in self.cells.iter_mut().enumerate().skip(1) {
                    row[0] = format!("学校管理{number}");
                    row[1] = format!("入学巩固情况{number}");
                }
            }
            Fault::LastYear => {
                for (number, row) in self.cells.iter_mut().enumerate() {
                    let cutoffs = if number == 0 { ["优", "良", "中", "差"] } else { ["41%", "31%", "21%", "11%"] };
                    row.extend(cutoffs.map(str::to_owned));
                }
            }
            _ => {}
        }
    }

    /// A fault of one row.
    fn spoil_row(&mut self, fault: Fault, row: usize) {
        self.faults.push(fault);
        let cells = &mut self.cells[row];
        let value = match fault {
            Fault::Words => "约九成",
            Fault::Date => "4月5日",
            Fault::Counted => "12次",
            Fault::Negative => "-5%",
            Fault::FormulaError => "#DIV/0!",
            Fault::Unsaid => "暂无",
            Fault::NothingPlanned => "3/0",
            _ => "",
        };
        if !value.is_empty() {
            value.clone_into(&mut cells[ACTUAL]);
        }
        match fault {
            Fault::Misspelt => cells[1] = misspelt(&cells[1]),
            Fault::Activity => cells[0] = misspelt(&cells[0]),
            Fault::NoIndicator => cells[1].clear(),
            Fault::Twice => {
                let again = cells.clone();
                self.cells.push(again);
                self.meant_row.push(row);
            }
            _ => {}
        }
    }

    /// The files that the unit sends in.
    pub(super) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let ending = if self.kind == Kind::Workbook { "xlsx" } else { "csv" };
        let name = format!("{}.{ending}", self.unit);
        let has = |fault| self.faults.contains(&fault);
        let bytes = match self.kind {
            Kind::Workbook => workbook(&self.cells),
            Kind::Gbk => encoding_rs::GBK.encode(&lines(&self.cells)).0.into_owned(),
            Kind::Utf8 if has(Fault::Garbled) => [lines(&self.cells).as_bytes(), b"\xE6\xFF\xFF,x\n"].concat(),
            Kind::Utf8 if has(Fault::OpenQuote) => (lines(&self.cells) + "\"注,,,\n").into_bytes(),
            Kind::Utf8 => lines(&self.cells).into_bytes(),
        };
        if has(Fault::Versions) {
            let other = format!("{}(修改稿).{ending}", self.unit);
            return vec![(name, bytes.clone()), (other, bytes)];
        }
        vec![(name, bytes)]
    }

    /// The form as it was meant.
    pub(super) fn truth(&self) -> String {
        lines(&self.meant)
    }

    /// Sends in the form as it was meant, in a file that any program reads.
    pub(super) fn rewrite(&mut self) {
        self.cells.clone_from(&self.meant);
        self.meant_row = (0..self.meant.len()).collect();
        self.faults.clear();
        self.kind = Kind::Utf8;
    }

    /// Keeps one of the files.
    pub(super) fn keep_one(&mut self) {
        self.faults.retain(|fault| *fault != Fault::Versions);
    }
}

/// `92.5%` as `0.925`.
fn share(percent: &str) -> String {
    let digits: String = percent.chars().filter(char::is_ascii_digit).collect();
    format!("0.{digits}")
}

/// A name with a slip in it.
fn misspelt(name: &str) -> String {
    let mut characters: Vec<_> = name.chars().collect();
    let middle = characters.len() / 2;
    characters[middle] = '絡';
    characters.into_iter().collect()
}

fn lines(cells: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in cells {
        writer.write_record(row).expect("memory can be written to");
    }
    String::from_utf8(writer.into_inner().expect("memory can be written to")).expect("UTF-8")
}

/// Numbers as numbers, everything else as text.
fn workbook(cells: &[Vec<String>]) -> Vec<u8> {
    let cell = |(column, content): (char, &String), row: usize| {
        let name = format!("{column}{row}");
        let is_number = content.starts_with("0.");
        if is_number { number(&name, 0, content) } else { text(&name, 0, content) }
    };
    let row = |(row, cells): (usize, &Vec<String>)| -> String {
        let filled = ('A'..).zip(cells).filter(|(_, content)| !content.is_empty());
        filled.map(|of| cell(of, row)).collect()
    };
    RawWorkbook { rows: (1..).zip(cells).map(row).collect(), ..RawWorkbook::default() }.bytes()
}
