//! A form's own cut-offs, 优 良 中 差, compared with the table's ([spec 5.5](crate::spec#55-units)).

use super::value;
use crate::delimited::batch::{CellKind, Row};
use crate::grading::{Direction, Grade, Sign};
use crate::names::{normalise, quoted};
use crate::number::{Decimal, MAX_DECIMALS};
use crate::stated::Stated;
use crate::targets::{Indicator, Signed, grade_of};

/// The columns of 优, 良, 中 and 差.
pub(super) type CutoffColumns = [usize; 4];

/// The columns of cut-offs in a row of headings, each there once.
pub(super) fn columns_in(header: Row<'_>) -> Option<CutoffColumns> {
    let headings: Vec<_> = header.cells().map(grade_of).collect();
    let only = |grade: Grade| {
        let mut found = (0..headings.len()).filter(|column| headings[*column] == Some(grade));
        found.next().filter(|_| found.next().is_none())
    };
    let [excellent, good, fair, poor] = Grade::ALL.map(only);
    Some([excellent?, good?, fair?, poor?])
}

/// The cut-offs of a row and those of the table, as they are written, where they differ. Cells that do not all read
/// as cut-offs, such as ticks, words and scores, are left alone.
pub(super) fn difference(row: Row<'_>, columns: CutoffColumns, indicator: &Indicator) -> Option<(String, String)> {
    let form = read(row, columns, indicator)?;
    let table = &indicator.cutoffs;
    let is_same = form.values == table.written() && form.direction.is_none_or(|own| own == table.direction());
    let written = columns.map(|column| quoted(row.cell(column)));
    let own = table.written().map(|cutoff| cutoff.map_or_else(|| "—".to_owned(), |cutoff| indicator.cutoff(cutoff)));
    (!is_same).then(|| (written.join(" "), own.join(" ")))
}

/// The cut-offs of a row.
struct RowCutoffs {
    /// None where the form has no 差 line either.
    values: [Option<Decimal>; 4],
    /// What their signs say, if they have any. Whether the number itself reaches a cut-off is not compared: forms
    /// write ＞ for ≥.
    direction: Option<Direction>,
}

/// A number with what stands around it.
struct Cutoff {
    value: Decimal,
    direction: Option<Direction>,
    /// Whether `%`, or the indicator's measure, stands behind it.
    has_measure: bool,
    has_point: bool,
}

fn read(row: Row<'_>, columns: CutoffColumns, indicator: &Indicator) -> Option<RowCutoffs> {
    let measure = normalise(&indicator.measure);
    let cutoff = |column: usize| {
        let is_seen = matches!(row.kind(column), CellKind::Text | CellKind::Number);
        Cutoff::read(row.cell(column), &measure).filter(|_| is_seen)
    };
    let ([best @ .., poor], better) = (columns, indicator.cutoffs.direction());
    let mut cells = best.into_iter().map(cutoff).collect::<Option<Vec<_>>>()?;
    let says_no_line =
        |fair: &Cutoff| says_nothing(row.cell(poor)) || cutoff(poor).is_some_and(|poor| poor.is_below(fair, better));
    if indicator.cutoffs.poor().is_some() || !cells.last().is_some_and(says_no_line) {
        cells.push(cutoff(poor)?);
    }
    let direction = cells.iter().find_map(|cell| cell.direction);
    let has_one_direction = cells.iter().all(|cell| cell.direction.is_none() || cell.direction == direction);
    let scale = if has_one_direction { scale(&cells, indicator.is_percentage())? } else { return None };
    let value = |index: usize| match scale {
        Scale::Own => cells.get(index).map(|cell| cell.value),
        Scale::Share => cells.get(index).map(|cell| cell.value.times_hundred()),
    };
    Some(RowCutoffs { values: [value(0), value(1), value(2), value(3)], direction })
}

/// Whether a cell says that nothing belongs there.
fn says_nothing(text: &str) -> bool {
    value::mark::<()>(&normalise(text)) == Some(Stated::Missing)
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
    let has_signs = all(&|cell| cell.direction.is_some());
    let are_shares = is_percentage && all(&|cell| cell.value <= Decimal::new(1, 0));
    if is_bare && are_shares && (has_signs || cells.iter().any(|cell| cell.has_point)) {
        return Some(Scale::Share);
    }
    (is_bare && has_signs && !are_shares).then_some(Scale::Own)
}

impl Cutoff {
    /// Whether it says nothing but worse than the cut-off of 中.
    fn is_below(&self, fair: &Self, better: Direction) -> bool {
        self.value == fair.value && self.direction.is_some_and(|own| own != better)
    }

    fn read(text: &str, measure: &str) -> Option<Self> {
        let text = normalise(text);
        let Signed { before, number: rest, behind } = Signed::of(&text);
        let direction = before.or(behind.map(|(sign, _)| sign)).map(Sign::direction);
        let digits = rest.strip_suffix(measure);
        let value = Decimal::parse(digits.unwrap_or(rest), MAX_DECIMALS).ok()?;
        Some(Self { value, direction, has_measure: digits.is_some(), has_point: rest.contains('.') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delimited::batch::Batch;
    use crate::targets::{BUNDLED, Targets};

    /// What comes of cells beside 90% 70% 60% 50%: the table's, others, or nothing that can be compared.
    fn compared(cells: [&str; 4]) -> &'static str {
        compared_with(&Targets::bundled(), cells)
    }

    /// The same beside the first cut-offs of a table.
    fn compared_with(targets: &Targets, cells: [&str; 4]) -> &'static str {
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
            (["90%以上（含）", "70%以上(含)", "60%及以上", "50%以上"], "same"),
            (["达到90%", "≧70%", "大于等于60%", "不小于50%"], "same"),
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

    #[test]
    fn a_form_has_no_poor_line_where_the_table_has_none() {
        let first = r#""excellent": 90, "good": 70, "fair": 60, "poor": 50"#;
        let table = |cutoffs: &str| Targets::parse(&BUNDLED[0].replacen(first, cutoffs, 1)).expect("a legal table");
        let higher = table(r#""excellent": 90, "good": 70, "fair": 60, "poor": null"#);
        let lower = table(r#""excellent": 10, "good": 20, "fair": 30, "poor": null"#);
        for (targets, cells, expected) in [
            (&higher, ["90%", "70%", "60%", ""], "same"),
            (&higher, ["90%", "70%", "60%", "—"], "same"),
            (&higher, ["90%", "70%", "60%", "——"], "same"),
            (&higher, ["≥90%", "≥70%", "≥60%", "＜60%"], "same"),
            (&higher, ["＞90%", "＞70%", "＞60%", "≤60%"], "same"),
            (&higher, ["90%以上", "70%以上", "60%以上", "60%以下"], "same"),
            (&higher, ["90%", "70%", "60%", "50%"], "other"),
            (&higher, ["90%", "80%", "60%", ""], "other"),
            (&higher, ["≥90%", "≥70%", "≥60%", "＜50%"], "nothing"),
            (&lower, ["10%", "20%", "30%", "＞30%"], "same"),
            (&lower, ["≤10%", "≤20%", "≤30%", "30%以上"], "same"),
            (&lower, ["≤10%", "≤20%", "≤30%", "≤40%"], "other"),
        ] {
            assert_eq!(compared_with(targets, cells), expected, "{cells:?}");
        }
    }
}
