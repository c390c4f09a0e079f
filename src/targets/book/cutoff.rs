//! The four cells of 评价标准 of an indicator ([spec 1.5](crate::spec#15-cut-offs-as-they-are-written)): one measure,
//! one direction, and four numbers, or what keeps a cell from being read so.

use crate::names::is_blank;
use crate::number::Decimal;
use crate::targets::PERCENT;

/// What keeps a cell from being read as a cut-off. The texts are what stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CutoffFault {
    /// Nothing stands there.
    Blank,
    /// No number with a sign and a measure.
    NoNumber(String),
    /// A sign that excludes the number itself, such as `＞90%`.
    Strict(String),
    /// A 差 cell that only says what is worse than 中, so that there is no 差 line.
    NoPoorLine(String),
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
    pub(super) numbers: [Decimal; 4],
}

/// Which side of its number a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// A cell taken apart.
#[derive(Clone, Debug)]
struct Term {
    side: Option<Side>,
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
        let rises = self.rises();
        self.check_sides(rises)?;
        self.check_ranges(rises)?;
        let numbers = std::array::from_fn(|at| {
            let term = &self.terms[at];
            if rises { term.high.unwrap_or(term.low) } else { term.low }
        });
        Ok(Written { measure, numbers })
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

    /// Whether lower is better: the numbers rise, or the first cell says so.
    fn rises(&self) -> bool {
        let [excellent, .., poor] = &self.terms;
        let by_side = matches!(excellent.side, Some(Side::AtMost | Side::Below));
        excellent.low < poor.low || (excellent.low == poor.low && by_side)
    }

    /// The signs agree with the order of the numbers, and with each other.
    fn check_sides(&self, rises: bool) -> Result<(), Vec<(usize, CutoffFault)>> {
        let (wanted, strict) = if rises { (Side::AtMost, Side::Below) } else { (Side::AtLeast, Side::Above) };
        self.each(|at, term| match term.side {
            None => None,
            Some(side) if side == wanted => None,
            Some(side) if side == strict => Some(CutoffFault::Strict(self.text(at))),
            Some(_) if at == 3 => Some(CutoffFault::NoPoorLine(self.text(at))),
            Some(_) => Some(CutoffFault::Sign(self.text(at))),
        })?;
        // Four equal numbers mean that higher is better.
        let is_equal = self.terms.iter().all(|term| term.low == self.terms[0].low);
        if rises && is_equal { Err(vec![(0, CutoffFault::Sign(self.text(0)))]) } else { Ok(()) }
    }

    /// The better end of a range is the number of the cell before it; that of 优 has none.
    fn check_ranges(&self, rises: bool) -> Result<(), Vec<(usize, CutoffFault)>> {
        let ends = |term: &Term| match (term.high, rises) {
            (None, _) => (term.low, None),
            (Some(high), false) => (term.low, Some(high)),
            (Some(high), true) => (high, Some(term.low)),
        };
        self.each(|at, term| {
            let (_, better) = ends(term);
            let is_met = match (better, at.checked_sub(1)) {
                (None, _) | (Some(_), None) => true,
                (Some(better), Some(before)) => ends(&self.terms[before]).0 == better,
            };
            (!is_met).then(|| CutoffFault::Gap(self.text(at)))
        })
    }
}

/// Names of which a bare number is a percentage.
fn is_percentage_by_name(name: &str) -> bool {
    ["率", "度", "比例", "比重"].iter().any(|end| crate::names::normalise(name).ends_with(end))
}

/// Signs and words before a number, longer ones first.
const BEFORE: [(&str, Side); 25] = [
    ("大于或等于", Side::AtLeast),
    ("大于等于", Side::AtLeast),
    ("不低于", Side::AtLeast),
    ("不少于", Side::AtLeast),
    ("不小于", Side::AtLeast),
    (">=", Side::AtLeast),
    ("≥", Side::AtLeast),
    ("≧", Side::AtLeast),
    ("⩾", Side::AtLeast),
    ("小于或等于", Side::AtMost),
    ("小于等于", Side::AtMost),
    ("不超过", Side::AtMost),
    ("不高于", Side::AtMost),
    ("不大于", Side::AtMost),
    ("不多于", Side::AtMost),
    ("<=", Side::AtMost),
    ("≤", Side::AtMost),
    ("≦", Side::AtMost),
    ("⩽", Side::AtMost),
    ("大于", Side::Above),
    ("高于", Side::Above),
    (">", Side::Above),
    ("小于", Side::Below),
    ("低于", Side::Below),
    ("<", Side::Below),
];
/// Words behind a number, longer ones first. In law 以上 and 以下 include the number.
const BEHIND: [(&str, Side); 8] = [
    ("(含)以上", Side::AtLeast),
    ("及以上", Side::AtLeast),
    ("以上", Side::AtLeast),
    ("(含)以下", Side::AtMost),
    ("及以下", Side::AtMost),
    ("以下", Side::AtMost),
    ("以内", Side::AtMost),
    ("之内", Side::AtMost),
];
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
    let before = BEFORE.iter().find_map(|(sign, side)| Some((text.strip_prefix(sign)?, *side)));
    let (rest, before) = before.map_or((text, None), |(rest, side)| (rest, Some(side)));
    let behind = BEHIND.iter().find_map(|(sign, side)| Some((rest.strip_suffix(sign)?, *side)));
    let (rest, behind) = behind.map_or((rest, None), |(rest, side)| (rest, Some(side)));
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
    let side = match (before, behind) {
        (Some(_), Some(_)) => return None,
        (before, behind) => before.or(behind),
    };
    let is_range = high.is_some_and(|high| high > low);
    let is_legal = is_measure(&measure) && (high.is_none() || (is_range && side.is_none()));
    is_legal.then_some(Term { side, low, high, measure })
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
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let narrowed: Vec<char> = text.chars().map(narrow).collect();
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let is_between_digits = |at: usize| {
        let before = narrowed[..at].iter().rfind(|c| !is_blank(**c));
        digit(before) && digit(narrowed[at..].iter().find(|c| !is_blank(**c)))
    };
    let kept = narrowed.iter().enumerate().filter(|(at, c)| !is_blank(**c) || is_between_digits(*at));
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(name: &str, cells: [&str; 4]) -> Result<String, Vec<(usize, CutoffFault)>> {
        read(name, cells).map(|written| {
            format!("{} {}", written.numbers.map(super::super::cell_text::written).join(" "), written.measure)
        })
    }

    #[test]
    fn cutoffs_as_offices_write_them() {
        for (name, cells, expected) in [
            ("办结率", ["90%", "70%", "60%", "50%"], "90 70 60 50 %"),
            ("办结率", ["９５％", "９０％", "８５％", "８０％"], "95 90 85 80 %"),
            ("办结率", ["≥95%", ">=90%", "≧85.5%", "大于等于80%"], "95 90 85.5 80 %"),
            ("办结率", ["99%以上", "98%及以上", "97%（含）以上", "不低于96%"], "99 98 97 96 %"),
            ("时限", ["≤3个工作日", "5个工作日以内", "不超过7个工作日", "≤10 个工作日"], "3 5 7 10 个工作日"),
            ("事故", ["0起", "1起", "2起", "3起"], "0 1 2 3 起"),
            (
                "浓度",
                ["不超过55微克/立方米", "60微克/立方米", "65微克/立方米", "70微克/立方米"],
                "55 60 65 70 微克/立方米",
            ),
            ("登记率", ["95%-100%", "90%-95%", "80%～90%", "70-80%"], "95 90 80 70 %"),
            ("时限", ["0-3天", "3-5天", "5天至7天", "7—10天"], "3 5 7 10 天"),
            ("满意度", ["90", "80", "70", "60.5"], "90 80 70 60.5 %"),
            ("人数", ["1,200人", "1,100人", "1,000人", "900人"], "1200 1100 1000 900 人"),
        ] {
            assert_eq!(read_as(name, cells), Ok(expected.to_owned()), "{cells:?}");
        }
    }

    #[test]
    fn what_could_mean_something_else_is_refused_by_cell() {
        let no_number = |text: &str| CutoffFault::NoNumber(text.to_owned());
        let one = |at, fault| Err(vec![(at, fault)]);
        for (name, cells, expected) in [
            ("率", ["较好", "90%", "80%", "70%"], one(0, no_number("较好"))),
            ("率", ["95%", "", "80%", "70%"], one(1, CutoffFault::Blank)),
            (
                "率",
                ["9‰", "8‰", "7‰", "=100%"],
                Err((0..4).map(|at| (at, no_number(["9‰", "8‰", "7‰", "=100%"][at]))).collect()),
            ),
            ("率", ["9 5%", "90%", "80%", "70%"], one(0, no_number("9 5%"))),
            ("率", ["95%左右", "90%", "80%", "70%"], one(0, no_number("95%左右"))),
            ("率", ["12月31日", "90%", "80%", "70%"], one(0, no_number("12月31日"))),
            ("率", ["95%", "90%-80%", "70%", "60%"], one(1, no_number("90%-80%"))),
            ("率", ["95%", "-90%", "70%", "60%"], one(1, no_number("-90%"))),
            (
                "率",
                ["95%", "90", "80%", "70%"],
                one(1, CutoffFault::Measure { text: "90".to_owned(), first: "%".to_owned() }),
            ),
            ("率", ["≥95%", "≥90%", "≥80%", "＜80%"], one(3, CutoffFault::NoPoorLine("＜80%".to_owned()))),
            ("率", ["≥95%", "≤90%", "≥80%", "≥70%"], one(1, CutoffFault::Sign("≤90%".to_owned()))),
            ("率", ["≥95%", "＞90%", "≥80%", "≥70%"], one(1, CutoffFault::Strict("＞90%".to_owned()))),
            ("率", ["≤90%", "≤90%", "≤90%", "≤90%"], one(0, CutoffFault::Sign("≤90%".to_owned()))),
            ("率", ["290%", "90%", "80%", "70%"], one(0, CutoffFault::Above200("290%".to_owned()))),
            ("率", ["95%-100%", "90%-94%", "80%-90%", "70%-80%"], one(1, CutoffFault::Gap("90%-94%".to_owned()))),
            (
                "率",
                ["1", "0.9", "80", "70"],
                Err(vec![(0, CutoffFault::Share("1".to_owned())), (1, CutoffFault::Share("0.9".to_owned()))]),
            ),
            (
                "天数",
                ["90", "80", "70", "60"],
                Err((0..4).map(|at| (at, CutoffFault::NoMeasure(["90", "80", "70", "60"][at].to_owned()))).collect()),
            ),
            (
                "率",
                ["≥3天", "≥5天", "≥7天", "≥9天"],
                Err(vec![
                    (0, CutoffFault::Sign("≥3天".to_owned())),
                    (1, CutoffFault::Sign("≥5天".to_owned())),
                    (2, CutoffFault::Sign("≥7天".to_owned())),
                    (3, CutoffFault::NoPoorLine("≥9天".to_owned())),
                ]),
            ),
        ] {
            assert_eq!(read_as(name, cells), expected, "{cells:?}");
        }
    }
}
