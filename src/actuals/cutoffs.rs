//! A form's own cut-offs, 优 良 中 差, compared with the table's ([spec 5.5](crate::spec#55-units)).

use crate::delimited::batch::{CellKind, Row};
use crate::grading::{Direction, Grade};
use crate::names::{normalise, normalise_heading, quoted};
use crate::number::{Decimal, MAX_DECIMALS};
use crate::targets::Indicator;

/// The columns of 优, 良, 中 and 差.
pub(super) type CutoffColumns = [usize; 4];

/// The columns of cut-offs in a row of headings, each there once.
pub(super) fn columns_in(header: Row<'_>) -> Option<CutoffColumns> {
    let headings: Vec<_> = header.cells().map(normalise_heading).collect();
    let only = |grade: Grade| {
        let mut found = (0..headings.len()).filter(|column| headings[*column] == grade.label());
        found.next().filter(|_| found.next().is_none())
    };
    let [excellent, good, fair, poor] = Grade::ALL.map(only);
    Some([excellent?, good?, fair?, poor?])
}

/// The cut-offs of a row and those of the table, as they are written, where they differ. Cells that do not all read
/// as cut-offs, such as ticks, words and scores, are left alone.
pub(super) fn difference(row: Row<'_>, columns: CutoffColumns, indicator: &Indicator) -> Option<(String, String)> {
    let form = read(row, columns, indicator)?;
    let table = indicator.cutoffs.written();
    let bound = match indicator.cutoffs.direction() {
        Direction::HigherIsBetter => Bound::AtLeast,
        Direction::LowerIsBetter => Bound::AtMost,
    };
    let is_same = form.values == *table && form.bound.is_none_or(|own| own == bound);
    let written = columns.map(|column| quoted(row.cell(column)));
    let own = table.map(|cutoff| format!("{cutoff}{}", indicator.measure));
    (!is_same).then(|| (written.join(" "), own.join(" ")))
}

/// The cut-offs of a row.
struct RowCutoffs {
    values: [Decimal; 4],
    /// What their signs say, if they have any.
    bound: Option<Bound>,
}

/// On which side of a cut-off a value attains it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
}

/// A number with what stands around it.
struct Cutoff {
    value: Decimal,
    bound: Option<Bound>,
    /// Whether `%`, or the indicator's measure, stands behind it.
    has_measure: bool,
    has_point: bool,
}

fn read(row: Row<'_>, columns: CutoffColumns, indicator: &Indicator) -> Option<RowCutoffs> {
    let measure = normalise(&indicator.measure);
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let is_seen = matches!(row.kind(column), CellKind::Text | CellKind::Number);
        cells.push(Cutoff::read(row.cell(column), &measure).filter(|_| is_seen)?);
    }
    let bound = cells.iter().find_map(|cell| cell.bound);
    let has_one_bound = cells.iter().all(|cell| cell.bound.is_none() || cell.bound == bound);
    let scale = if has_one_bound { scale(&cells, indicator.is_percentage())? } else { return None };
    let value = |index: usize| match scale {
        Scale::Own => cells[index].value,
        Scale::Share => cells[index].value.times_hundred(),
    };
    Some(RowCutoffs { values: [value(0), value(1), value(2), value(3)], bound })
}

/// What the numbers of a row are.
#[derive(Clone, Copy)]
enum Scale {
    /// In the indicator's measure.
    Own,
    /// Shares of 1.
    Share,
}

/// What the numbers of a row are; nothing where they may be scores or ticks.
fn scale(cells: &[Cutoff], is_percentage: bool) -> Option<Scale> {
    let all = |is: &dyn Fn(&Cutoff) -> bool| cells.iter().all(is);
    if all(&|cell| cell.has_measure) {
        return Some(Scale::Own);
    }
    let is_bare = all(&|cell| !cell.has_measure);
    let has_bounds = all(&|cell| cell.bound.is_some());
    let are_shares = is_percentage && all(&|cell| cell.value <= Decimal::new(1, 0));
    if is_bare && are_shares && (has_bounds || cells.iter().any(|cell| cell.has_point)) {
        return Some(Scale::Share);
    }
    (is_bare && has_bounds && !are_shares).then_some(Scale::Own)
}

/// Signs and words that stand before a cut-off, and behind one.
const BEFORE: [(&str, Bound); 10] = [
    ("≥", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不超过", Bound::AtMost),
];
const BEHIND: [(&str, Bound); 4] =
    [("及以上", Bound::AtLeast), ("以上", Bound::AtLeast), ("及以下", Bound::AtMost), ("以下", Bound::AtMost)];

impl Cutoff {
    fn read(text: &str, measure: &str) -> Option<Self> {
        let text = normalise(text).replace("(含)", "");
        let before = BEFORE.iter().find_map(|(word, bound)| Some((text.strip_prefix(word)?, *bound)));
        let (rest, first) = before.map_or((&*text, None), |(rest, bound)| (rest, Some(bound)));
        let behind = BEHIND.iter().find_map(|(word, bound)| Some((rest.strip_suffix(word)?, *bound)));
        let (rest, second) = behind.map_or((rest, None), |(rest, bound)| (rest, Some(bound)));
        let digits = rest.strip_suffix(measure);
        let value = Decimal::parse(digits.unwrap_or(rest), MAX_DECIMALS).ok()?;
        Some(Self { value, bound: first.or(second), has_measure: digits.is_some(), has_point: rest.contains('.') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delimited::batch::Batch;
    use crate::targets::Targets;

    /// What comes of cells beside 90% 70% 60% 50%: the table's, others, or nothing that can be compared.
    fn compared(cells: [&str; 4]) -> &'static str {
        let targets = Targets::bundled();
        let (_, indicator) = targets.indicators().next().expect("it has indicators");
        let mut batch = Batch::default();
        for cell in cells {
            batch.push_text(cell, CellKind::Text);
        }
        batch.push_row(0..batch.end(), 2, 2);
        let (row, columns) = (batch.row(0), [0, 1, 2, 3]);
        match (read(row, columns, indicator), difference(row, columns, indicator)) {
            (None, _) => "nothing",
            (Some(_), None) => "same",
            (Some(_), Some(_)) => "other",
        }
    }

    #[test]
    fn cut_offs_are_told_from_ticks_words_and_scores() {
        for (cells, expected) in [
            (["90%", "70%", "60%", "50%"], "same"),
            (["９０％", "70.0%", " 60 % ", "50%"], "same"),
            (["0.9", "0.7", "0.6", "0.5"], "same"),
            (["≥90%", "≥70%", "≥60%", "≥50%"], "same"),
            (["90%以上", "70%及以上", "60%（含）以上", "不低于50%"], "same"),
            (["≥90", "≥70", "≥60", "≥50"], "same"),
            (["≥0.9", "≥0.7", "≥0.6", "≥0.5"], "same"),
            (["95%", "80%", "70%", "60%"], "other"),
            (["0.95", "0.8", "0.7", "0.6"], "other"),
            (["1", "0.9", "0.8", "0.7"], "other"),
            (["≥90%", "≥70%", "≥60%", "≥55%"], "other"),
            (["≤90%", "≤70%", "≤60%", "≤50%"], "other"),
            (["≤10%", "≤20%", "≤30%", "≤40%"], "other"),
            // Not all four are cut-offs.
            (["√", "", "", ""], "nothing"),
            (["95%", "80%", "70%", ""], "nothing"),
            (["1", "0", "0", "0"], "nothing"),
            (["100", "80", "60", "40"], "nothing"),
            (["优", "良", "中", "差"], "nothing"),
            (["≥95%", "≥80%", "≥70%", "<70%"], "nothing"),
            (["≥95%", "≥80%", "≥70%", "70%以下"], "nothing"),
            (["95%", "0.8", "0.7", "0.6"], "nothing"),
            (["90%-100%", "80%-90%", "70%-80%", "60%-70%"], "nothing"),
        ] {
            assert_eq!(compared(cells), expected, "{cells:?}");
        }
    }
}
