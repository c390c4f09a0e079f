//! Which named rows are duties, and which are activities.

use crate::names::numbering::{self, Style};

/// What a named row shows of its level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'n> {
    /// Its name with the blanks before it.
    pub(super) name: &'n str,
    /// How far the name's paragraph or cell is indented.
    pub(super) indent: u32,
    /// The kind of number that its paragraph is given by itself.
    pub(super) list: Option<u32>,
    /// Whether indicators stand in it or below it.
    pub(super) has_indicators: bool,
}

/// Whether each row is an activity; nothing where nothing tells. The first row is a duty always.
pub(super) fn activities(rows: &[Shown<'_>]) -> Option<Vec<bool>> {
    by_indent(rows).or_else(|| by_numbering(rows)).or_else(|| by_indicators(rows))
}

/// White space before a name, or its indent: activities stand further to the right than the first duty.
fn by_indent(rows: &[Shown<'_>]) -> Option<Vec<bool>> {
    let first = rows.first()?;
    let is_deeper = |row: &Shown<'_>| blanks(row.name) > blanks(first.name) || row.indent > first.indent;
    let activities: Vec<_> = rows.iter().map(is_deeper).collect();
    activities.contains(&true).then_some(activities)
}

fn blanks(name: &str) -> usize {
    let before = name.chars().take_while(|c| crate::names::is_blank(*c));
    before.map(|c| if c == '\u{3000}' || c == '\t' { 2 } else { 1 }).sum()
}

/// How a name is numbered, if it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// By itself, as a paragraph of a list.
    List(u32),
    Typed(Style),
    None,
}

impl Numbers {
    fn of(row: &Shown<'_>) -> Self {
        let typed = || numbering::take(row.name).map(|own| Self::Typed(own.style));
        row.list.map(Self::List).or_else(typed).unwrap_or(Self::None)
    }
}

/// Two styles of numbers, or one and none: that of the first row is the duties'.
fn by_numbering(rows: &[Shown<'_>]) -> Option<Vec<bool>> {
    let numbers: Vec<_> = rows.iter().map(Numbers::of).collect();
    let duty = *numbers.first()?;
    let mut others = numbers.iter().filter(|own| **own != duty);
    let activity = others.next()?;
    let is_all = others.all(|own| own == activity);
    // A name without a number tells less than one: it must not make a duty of a row with indicators.
    let is_told = |row: &Shown<'_>| Numbers::of(row) != duty || !row.has_indicators;
    let is_clear = ![duty, *activity].contains(&Numbers::None) || rows.iter().all(is_told);
    (is_all && is_clear).then(|| numbers.iter().map(|own| *own != duty).collect())
}

/// A row without an indicator is a duty, where the first one is.
fn by_indicators(rows: &[Shown<'_>]) -> Option<Vec<bool>> {
    let is_duty_first = rows.first().is_some_and(|row| !row.has_indicators);
    is_duty_first.then(|| rows.iter().map(|row| row.has_indicators).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(rows: &[(&str, u32, bool)]) -> Option<Vec<bool>> {
        let shown = |(name, indent, has_indicators): &(&'static str, u32, bool)| Shown {
            name,
            indent: *indent,
            list: None,
            has_indicators: *has_indicators,
        };
        activities(
            &rows
                .iter()
                .map(|(a, b, c)| (*a, *b, *c))
                .map(|row| shown(&(Box::leak(row.0.to_owned().into_boxed_str()), row.1, row.2)))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn blanks_indents_numbers_and_indicators_tell() {
        let expected = Some(vec![false, true, true, false, true]);
        for rows in [
            [("职", 0, false), ("　　甲", 0, true), ("　乙", 0, true), ("责", 0, false), ("　　丙", 0, true)],
            [("职", 0, false), ("甲", 420, true), ("乙", 420, true), ("责", 0, false), ("丙", 210, true)],
            [("一、职", 0, false), ("1.甲", 0, true), ("2.乙", 0, false), ("二、责", 0, false), ("1.丙", 0, true)],
            [("职", 0, false), ("甲", 0, true), ("乙", 0, true), ("责", 0, false), ("丙", 0, true)],
        ] {
            assert_eq!(levels(&rows), expected, "{rows:?}");
        }
        assert_eq!(levels(&[("甲", 0, true), ("乙", 0, true)]), None);
    }
}
