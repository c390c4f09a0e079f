//! The signs of cut-offs as people write them, before a number or behind it: `≥90%`, `不超过3天`, `90%以上`.

use super::PERCENT;
use crate::grading::Sign;

/// Signs and words before a number, longer ones first.
const BEFORE: [(&str, Sign); 34] = [
    ("达到", Sign::AtLeast),
    ("大于或等于", Sign::AtLeast),
    ("大于等于", Sign::AtLeast),
    ("不低于", Sign::AtLeast),
    ("不少于", Sign::AtLeast),
    ("不小于", Sign::AtLeast),
    (">=", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    ("≧", Sign::AtLeast),
    ("⩾", Sign::AtLeast),
    ("小于或等于", Sign::AtMost),
    ("小于等于", Sign::AtMost),
    ("不超过", Sign::AtMost),
    ("不高于", Sign::AtMost),
    ("不大于", Sign::AtMost),
    ("不多于", Sign::AtMost),
    ("<=", Sign::AtMost),
    ("≤", Sign::AtMost),
    ("≦", Sign::AtMost),
    ("⩽", Sign::AtMost),
    ("大于", Sign::Above),
    ("高于", Sign::Above),
    ("多于", Sign::Above),
    ("超过", Sign::Above),
    (">", Sign::Above),
    ("小于", Sign::Below),
    ("低于", Sign::Below),
    ("少于", Sign::Below),
    ("不足", Sign::Below),
    ("不到", Sign::Below),
    ("不满", Sign::Below),
    ("未达到", Sign::Below),
    ("未达", Sign::Below),
    ("<", Sign::Below),
];
/// Words behind a number, longer ones first.
const BEHIND: [(&str, Sign); 10] = [
    ("(含)以上", Sign::AtLeast),
    ("以上(含)", Sign::AtLeast),
    ("及以上", Sign::AtLeast),
    ("以上", Sign::AtLeast),
    ("(含)以下", Sign::AtMost),
    ("以下(含)", Sign::AtMost),
    ("及以下", Sign::AtMost),
    ("以下", Sign::AtMost),
    ("以内", Sign::AtMost),
    ("之内", Sign::AtMost),
];
/// Those of them that leave it to the neighbour whether the number is included.
const LOOSE: [&str; 2] = ["以上", "以下"];

/// A text without the sign that stands before or behind its number.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'t> {
    /// The sign before it.
    pub before: Option<Sign>,
    /// The number and its measure.
    pub number: &'t str,
    /// The sign behind it, and whether that leaves it to the neighbour whether the number is included.
    pub behind: Option<(Sign, bool)>,
}

impl<'t> Signed<'t> {
    /// Takes the signs off a text in narrow characters without blanks.
    pub fn of(text: &'t str) -> Self {
        // Most begin with the number and end with the measure.
        let has_before = !text.starts_with(|c: char| c.is_ascii_digit());
        let mut before = BEFORE.iter().filter(|_| has_before);
        let before = before.find_map(|(word, sign)| Some((text.strip_prefix(word)?, *sign)));
        let (rest, before) = before.map_or((text, None), |(rest, sign)| (rest, Some(sign)));
        let has_behind = !rest.ends_with(PERCENT);
        let mut behind = BEHIND.iter().filter(|_| has_behind);
        let behind = behind.find_map(|(word, sign)| Some((rest.strip_suffix(word)?, (*sign, LOOSE.contains(word)))));
        let (number, behind) = behind.map_or((rest, None), |(rest, behind)| (rest, Some(behind)));
        Self { before, number, behind }
    }
}
