//! The header of a published table: which column is which.

use crate::grading::Grade;
use crate::names::normalise;
use crate::targets::grid::{CellPlace, Row};

/// The columns of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) name: usize,
    pub(super) budget: usize,
    pub(super) description: Option<usize>,
    pub(super) objective: Option<usize>,
    pub(super) indicator: usize,
    pub(super) cutoffs: [usize; 4],
    /// Columns of numbers and notes beside it.
    beside: Vec<usize>,
    /// That of notes.
    pub(super) notes: Option<usize>,
    /// How many columns the header has.
    pub(super) width: usize,
    /// The unit of the budgets that their heading states.
    pub(super) unit: Option<String>,
}

/// A header that was found, in one row or two.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) columns: Result<Columns, Vec<HeaderFault>>,
    pub(super) rows: usize,
}

/// What is wrong with a header, and where.
#[derive(Debug)]
pub(super) enum HeaderFault {
    Missing(Vec<&'static str>),
    Unknown(CellPlace, String),
    Twice(CellPlace, &'static str),
}

/// The headings of the page, and other ways in which they are written.
const HEADINGS: [(&str, &[&str]); 9] = [
    (
        "职责活动",
        &["职责-工作活动", "部门职责-工作活动", "职责/工作活动", "职责、工作活动", "职责工作活动", "职责和活动"],
    ),
    ("年度预算数", &["年度预算", "预算数", "预算金额", "年度预算金额"]),
    ("内容描述", &["工作内容", "内容"]),
    ("绩效目标", &["目标"]),
    ("绩效指标", &["指标", "指标名称", "绩效指标名称"]),
    ("优", &["优秀"]),
    ("良", &["良好"]),
    ("中", &["中等"]),
    ("差", &["较差"]),
];
/// Columns that offices add, and that say nothing of a table.
const NUMBERS: &str = "序号";
const NOTES: &str = "备注";
/// Columns of a table that has one for duties and one for activities, which is refused.
const APART: [&str; 6] = ["部门职责", "职责", "职责名称", "工作活动", "活动", "活动名称"];
/// Stands over the four cut-offs.
const CUTOFFS: &[&str] = &["评价标准", "绩效评价标准", "评价等级", "指标评价标准"];
/// Bytes that a heading has at most, with the blanks in it.
const LONGEST: usize = 120;
/// The place of 优 among the headings.
const FIRST_CUTOFF: usize = 5;
const NAME: usize = 0;
const BUDGET: usize = 1;
const INDICATOR: usize = 4;

/// The place of a heading among those of the page.
fn heading(text: &str) -> Option<usize> {
    let text = normalise(text);
    HEADINGS.iter().position(|(own, others)| *own == text || others.contains(&&*text))
}

/// Whether a text is the heading of indicators.
pub(in crate::targets) fn is_indicator(text: &str) -> bool {
    // Hardly any text is, and this is asked of each cell.
    text.len() < LONGEST && text.contains('标') && is_heading(text, INDICATOR)
}

fn is_heading(text: &str, wanted: usize) -> bool {
    heading(split_unit(text).0) == Some(wanted)
}

/// Whether a row begins a header: it has the headings of names and of indicators.
fn begins(row: &Row) -> bool {
    let has_names = || row.seen().any(|(_, cell)| is_heading(&cell.text, NAME));
    row.seen().any(|(_, cell)| is_indicator(&cell.text))
        && (has_names() || row.seen().filter(|(_, cell)| is_apart(&cell.text)).count() > 1)
}

fn is_apart(heading: &str) -> bool {
    APART.contains(&&*normalise(heading))
}

/// Whether a text is the heading of the best cut-off.
pub(super) fn is_best(text: &str) -> bool {
    heading(text) == Some(FIRST_CUTOFF)
}

/// The grade whose cut-offs stand below a heading: 优 below 优秀 and 优（%）.
pub fn grade_of(heading: &str) -> Option<Grade> {
    let place = self::heading(split_unit(heading).0)?.checked_sub(FIRST_CUTOFF)?;
    Grade::ALL.get(place).copied()
}

/// Finds the header that begins with the first of the rows.
pub(super) fn find(rows: &[Row]) -> Option<Header> {
    let (first, below) = rows.split_first()?;
    if !begins(first) {
        return None;
    }
    let is_marks = |row: &&Row| row.table == first.table && row.seen().any(|(_, cell)| is_cutoff(&cell.text));
    let second = below.first().filter(is_marks).filter(|_| !first.seen().any(|(_, cell)| is_cutoff(&cell.text)));
    let mut found = Found::default();
    for row in [Some(first), second].into_iter().flatten() {
        row.seen().for_each(|(column, cell)| found.add(row.place_of(column), &cell.text));
    }
    Some(Header { columns: found.columns(), rows: 1 + usize::from(second.is_some()) })
}

fn is_cutoff(text: &str) -> bool {
    heading(text).is_some_and(|place| place >= FIRST_CUTOFF)
}

/// A heading and the unit in brackets behind it: `年度预算数（万元）`.
fn split_unit(text: &str) -> (&str, Option<&str>) {
    let trimmed = text.trim_matches(crate::names::is_blank);
    let opened = trimmed.strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '(']));
    opened.map_or((trimmed, None), |(heading, unit)| (heading, Some(unit)))
}

#[derive(Default)]
struct Found {
    columns: [Option<usize>; HEADINGS.len()],
    beside: Vec<usize>,
    notes: Option<usize>,
    width: usize,
    unit: Option<String>,
    faults: Vec<HeaderFault>,
}

impl Found {
    fn add(&mut self, place: CellPlace, text: &str) {
        let column = place.column;
        self.width = self.width.max(column + 1);
        let (own, unit) = split_unit(text);
        let has_sign = unit.is_some_and(|unit| unit.contains(['<', '>', '＜', '＞', '≤', '≥']));
        match heading(own).filter(|_| !has_sign) {
            Some(at) if self.columns[at].is_some_and(|other| other != column) => {
                self.faults.push(HeaderFault::Twice(place, HEADINGS[at].0));
            }
            Some(at) => {
                self.columns[at] = Some(column);
                let unit = unit.map(super::preamble::unit).filter(|unit| at == BUDGET && unit.ends_with('元'));
                self.unit = self.unit.take().or(unit);
            }
            None if CUTOFFS.contains(&&*normalise(text)) => {}
            None if normalise(text) == NUMBERS => self.beside.push(column),
            None if normalise(text) == NOTES && self.notes.is_none() => {
                self.beside.push(column);
                self.notes = Some(column);
            }
            None => self.faults.push(HeaderFault::Unknown(place, text.trim().to_owned())),
        }
    }

    fn columns(mut self) -> Result<Columns, Vec<HeaderFault>> {
        let is_missing =
            |place: &usize| self.columns[*place].is_none() && !matches!(HEADINGS[*place].0, "内容描述" | "绩效目标");
        let missing: Vec<_> = (0..HEADINGS.len()).filter(is_missing).map(|place| HEADINGS[place].0).collect();
        if missing.contains(&HEADINGS[NAME].0) {
            // What they say belongs into the column that is missing.
            self.faults.retain(|fault| !matches!(fault, HeaderFault::Unknown(_, heading) if is_apart(heading)));
        }
        if !missing.is_empty() {
            self.faults.push(HeaderFault::Missing(missing));
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let at = |place: usize| self.columns[place].unwrap_or_default();
        Ok(Columns {
            name: at(NAME),
            budget: at(BUDGET),
            description: self.columns[2],
            objective: self.columns[3],
            indicator: at(INDICATOR),
            cutoffs: std::array::from_fn(|cutoff| at(FIRST_CUTOFF + cutoff)),
            beside: self.beside,
            notes: self.notes,
            width: self.width,
            unit: self.unit,
        })
    }
}

impl Columns {
    /// Whether a column has a heading.
    pub(super) fn has(&self, column: usize) -> bool {
        let own = [self.name, self.budget, self.indicator];
        let texts = [self.description, self.objective];
        let is_own = own.contains(&column) || texts.contains(&Some(column)) || self.cutoffs.contains(&column);
        is_own || self.beside.contains(&column)
    }
}
