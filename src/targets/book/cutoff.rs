//! The four cells of 评价标准 of an indicator ([spec 1.5](crate::spec#15-cut-offs-as-they-are-written)): one measure,
//! one sign, and four numbers or three, or what keeps a cell from being read so.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::grading::{Direction, Sign};
use crate::names::{half_width, is_blank};
use crate::number::Decimal;
use crate::targets::PERCENT;
use crate::targets::signs::Signed;

/// What keeps a cell from being read as a cut-off. The texts are what stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CutoffFault {
    /// Nothing stands there.
    Blank,
    /// No number with a sign and a measure.
    NoNumber(String),
    /// A sign that excludes the number itself where that of the first cell includes it, or the reverse.
    Strictness {
        /// What stood there.
        text: String,
        /// What stands in the first cell.
        first: String,
    },
    /// A 差 cell that only says what is worse than 中, and leaves a gap below 中 or overlaps with it.
    NotBelowFair {
        /// What stood there.
        text: String,
        /// What stands in the cell of 中.
        fair: String,
    },
    /// A sign against the direction of the others.
    Sign(String),
    /// A measure that is not that of the first cell.
    Measure {
        /// What stood there.
        text: String,
        /// The measure of the first cell.
        first: String,
    },
    /// A bare number whose name does not say that it is a percentage.
    NoMeasure(String),
    /// A bare number up to 1, which may be a share of 1.
    Share(String),
    /// A percentage above 200.
    Above200(String),
    /// A range whose end is not that of the cell beside it.
    Gap(String),
}

/// Cut-offs that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) measure: String,
    /// Those of 优, 良 and 中.
    pub(super) best: [Decimal; 3],
    /// That of 差; none where its cell only says that it is worse than 中.
    pub(super) poor: Option<Decimal>,
    /// Whether they exclude their own numbers.
    pub(super) is_strict: bool,
}

/// A cell taken apart.
#[derive(Clone, Debug)]
struct Term {
    sign: Option<Sign>,
    /// Whether the sign is 以上 or 以下 alone. In law these include the number; beside 80%以上, 80%以下 does not.
    is_loose: bool,
    low: Decimal,
    /// The other end of a range.
    high: Option<Decimal>,
    /// Empty where none is written.
    measure: String,
}

/// Reads the four cells of an indicator. Each fault is with the cell's place among the four.
pub(super) fn read(name: &str, cells: [&str; 4]) -> Result<Written, Vec<(usize, CutoffFault)>> {
    let terms = cells.map(term);
    let faults: Vec<_> =
        terms.iter().enumerate().filter_map(|(at, term)| Some((at, term.as_ref().err()?.clone()))).collect();
    let [Ok(excellent), Ok(good), Ok(fair), Ok(poor)] = terms else { return Err(faults) };
    Cells { name, texts: cells, terms: [excellent, good, fair, poor] }.read()
}

/// Whether a text is a cut-off by itself, with its measure.
pub(super) fn is_one(text: &str) -> bool {
    term(text).is_ok_and(|term| !term.measure.is_empty())
}

struct Cells<'c> {
    name: &'c str,
    texts: [&'c str; 4],
    terms: [Term; 4],
}

impl Cells<'_> {
    fn read(&self) -> Result<Written, Vec<(usize, CutoffFault)>> {
        let measure = self.measure()?;
        let direction = self.direction();
        let is_open = self.is_open(direction);
        self.check_signs(direction, is_open)?;
        self.check_ranges(direction)?;
        let [excellent, good, fair, poor] = std::array::from_fn(|at| self.terms[at].ends(direction).0);
        let is_strict = self.terms[0].sign(direction).is_strict();
        Ok(Written { measure, best: [excellent, good, fair], poor: (!is_open).then_some(poor), is_strict })
    }

    fn text(&self, at: usize) -> String {
        crate::names::quoted(self.texts[at])
    }

    /// The faults that `find` finds, if any.
    fn each(&self, find: impl Fn(usize, &Term) -> Option<CutoffFault>) -> Result<(), Vec<(usize, CutoffFault)>> {
        let faults: Vec<_> =
            self.terms.iter().enumerate().filter_map(|(at, term)| Some((at, find(at, term)?))).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The one measure of all four. Bare numbers are percentages where the name says so.
    fn measure(&self) -> Result<String, Vec<(usize, CutoffFault)>> {
        let first = &self.terms[0].measure;
        let other = |at: usize, term: &Term| {
            (term.measure != *first).then(|| CutoffFault::Measure { text: self.text(at), first: first.clone() })
        };
        self.each(other)?;
        if first == PERCENT {
            let most = Decimal::new(200, 0);
            let is_above = |term: &Term| term.high.unwrap_or(term.low).max(term.low) > most;
            self.each(|at, term| is_above(term).then(|| CutoffFault::Above200(self.text(at))))?;
        }
        if !first.is_empty() {
            return Ok(first.clone());
        }
        if !is_percentage_by_name(self.name) {
            self.each(|at, _| Some(CutoffFault::NoMeasure(self.text(at))))?;
        }
        let is_share = |term: &Term| !term.low.is_zero() && term.low <= Decimal::new(1, 0);
        self.each(|at, term| is_share(term).then(|| CutoffFault::Share(self.text(at))))?;
        self.each(|at, term| (term.low > Decimal::new(200, 0)).then(|| CutoffFault::Above200(self.text(at))))?;
        Ok(PERCENT.to_owned())
    }

    /// Lower is better where the numbers rise, or, being equal, the first cell says so.
    fn direction(&self) -> Direction {
        let [excellent, .., poor] = &self.terms;
        let own = excellent.sign.map_or(Direction::HigherIsBetter, Sign::direction);
        match excellent.low.cmp(&poor.low) {
            Ordering::Less => Direction::LowerIsBetter,
            Ordering::Equal => own,
            Ordering::Greater => Direction::HigherIsBetter,
        }
    }

    /// Whether the cell of 差 says what is worse than a number, so that there is no 差 line.
    fn is_open(&self, direction: Direction) -> bool {
        let [best @ .., poor] = &self.terms;
        poor.is_the_rest(direction)
            || (poor.is_against(direction) && !best.iter().any(|term| term.is_against(direction)))
    }

    /// The signs agree with the order of the numbers, and with each other.
    fn check_signs(&self, direction: Direction, is_open: bool) -> Result<(), Vec<(usize, CutoffFault)>> {
        let is_line = |at: usize| at < 3 || !is_open;
        self.each(|at, term| (is_line(at) && term.is_against(direction)).then(|| CutoffFault::Sign(self.text(at))))?;
        let sign = self.terms[0].sign(direction);
        self.each(|at, term| {
            let is_other = is_line(at) && term.sign(direction) != sign;
            is_other.then(|| CutoffFault::Strictness { text: self.text(at), first: self.text(0) })
        })?;
        if is_open && !self.is_below_fair(direction) {
            return Err(vec![(3, CutoffFault::NotBelowFair { text: self.text(3), fair: self.text(2) })]);
        }
        // Four equal numbers mean that higher is better.
        let is_equal = self.terms.iter().all(|term| term.low == self.terms[0].low);
        let is_refused = is_equal && direction == Direction::LowerIsBetter;
        if is_refused { Err(vec![(0, CutoffFault::Sign(self.text(0)))]) } else { Ok(()) }
    }

    /// Whether the cell of 差 begins where 中 ends: at the same number, which belongs to one of the two. Ranges are
    /// held to that on their own.
    fn is_below_fair(&self, direction: Direction) -> bool {
        let [.., fair, poor] = &self.terms;
        let is_strict = poor.sign.is_some_and(Sign::is_strict);
        let meets = poor.is_loose || is_strict != fair.sign(direction).is_strict();
        poor.high.is_some() || (fair.ends(direction).0 == poor.low && meets)
    }

    /// The better end of a range is the number of the cell before it; that of 优 has none.
    fn check_ranges(&self, direction: Direction) -> Result<(), Vec<(usize, CutoffFault)>> {
        self.each(|at, term| {
            let (_, better) = term.ends(direction);
            let is_met = match (better, at.checked_sub(1)) {
                (None, _) | (Some(_), None) => true,
                (Some(better), Some(before)) => self.terms[before].ends(direction).0 == better,
            };
            (!is_met).then(|| CutoffFault::Gap(self.text(at)))
        })
    }
}

impl Term {
    /// Its sign; without one, a number reaches itself.
    fn sign(&self, direction: Direction) -> Sign {
        self.sign.unwrap_or(match direction {
            Direction::HigherIsBetter => Sign::AtLeast,
            Direction::LowerIsBetter => Sign::AtMost,
        })
    }

    fn is_against(&self, direction: Direction) -> bool {
        self.sign.is_some_and(|sign| sign.direction() != direction)
    }

    /// Whether it is a range from 0, below which nothing is, where more is better.
    fn is_the_rest(&self, direction: Direction) -> bool {
        self.high.is_some() && self.low.is_zero() && direction == Direction::HigherIsBetter
    }

    /// The number of the cut-off, and the better end where it is a range.
    fn ends(&self, direction: Direction) -> (Decimal, Option<Decimal>) {
        match (self.high, direction) {
            (None, _) => (self.low, None),
            (Some(high), Direction::HigherIsBetter) => (self.low, Some(high)),
            (Some(high), Direction::LowerIsBetter) => (high, Some(self.low)),
        }
    }
}

/// Names of which a bare number is a percentage.
fn is_percentage_by_name(name: &str) -> bool {
    ["率", "度", "比例", "比重"].iter().any(|end| crate::names::normalise(name).ends_with(end))
}

/// What stands between the ends of a range.
const BETWEEN: [&str; 7] = ["-", "~", "—", "–", "～", "至", "到"];
/// Characters and words that no measure has: what has them says more than a number and a measure.
const NOT_IN_A_MEASURE: [&str; 26] = [
    "‰", "%", "<", ">", "≥", "≤", "=", "以", "左右", "约", "不", "超", "低于", "高于", "至少", "或", "且", "±", "-",
    "~", "*", "×", "(", ")", ";", ":",
];

fn term(text: &str) -> Result<Term, CutoffFault> {
    let plain = plain(text);
    if plain.is_empty() {
        return Err(CutoffFault::Blank);
    }
    parse(&plain).ok_or_else(|| CutoffFault::NoNumber(crate::names::quoted(text)))
}

fn parse(text: &str) -> Option<Term> {
    let Signed { before, number: rest, behind } = Signed::of(text);
    let (low, rest) = number(rest)?;
    let between = |rest: &str| {
        BETWEEN.iter().find_map(|sign| number(rest.strip_prefix(sign)?).map(|(high, rest)| (high, rest.to_owned())))
    };
    // The measure may stand behind both ends or the second alone.
    let measure_end = rest.find(|c| BETWEEN.iter().any(|sign| sign.starts_with(c))).unwrap_or(rest.len());
    let (own, behind_own) = rest.split_at(measure_end);
    let (high, measure) = match between(behind_own) {
        Some((high, measure)) if own.is_empty() || own == measure => (Some(high), measure),
        Some(_) => return None,
        None => (None, rest.to_owned()),
    };
    let (sign, is_loose) = match (before, behind) {
        (Some(_), Some(_)) => return None,
        (before, None) => (before, false),
        (None, Some((sign, is_loose))) => (Some(sign), is_loose),
    };
    let is_range = high.is_some_and(|high| high > low);
    let is_legal = is_measure(&measure) && (high.is_none() || (is_range && sign.is_none()));
    is_legal.then_some(Term { sign, is_loose, low, high, measure })
}

/// Takes the number with which a text begins; commas only between groups of three.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((super::cell_text::decimal(digits)?, rest))
}

/// Whether a text may be a measure: `%`, or words. `/` may stand within them.
fn is_measure(text: &str) -> bool {
    text == PERCENT
        || (!NOT_IN_A_MEASURE.iter().any(|word| text.contains(word))
            && !text.contains(|c: char| c.is_numeric() || matches!(c, '.' | ',' | '，' | '。' | '、'))
            && !text.starts_with('/')
            && !text.ends_with('/'))
}

/// A text in narrow characters without blanks, but for those between digits, which make it no number.
fn plain(text: &str) -> String {
    let narrowed: Vec<char> = text.chars().map(half_width).collect();
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let is_between_digits = |at: usize| {
        let before = narrowed[..at].iter().rfind(|c| !is_blank(**c));
        digit(before) && digit(narrowed[at..].iter().find(|c| !is_blank(**c)))
    };
    let kept = narrowed.iter().enumerate().filter(|(at, c)| !is_blank(**c) || is_between_digits(*at));
    kept.map(|(_, c)| *c).collect()
}
