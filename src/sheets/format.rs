//! Number formats: what a code such as `0.0%;-0.0%;"—"` shows of a number or a text.
//!
//! A code has up to four sections. Which one shows a number depends on its sign, or on the conditions that
//! the sections name; the last one with `@`, or the fourth, shows texts.

mod built_in;
mod condition;
mod section;

use self::condition::Condition;
use self::section::{Around, Body, Layout, Section};
use crate::digits::Digits;

/// What a format shows of a number or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A number, with all digits that the cell holds and the words around it.
    Number {
        /// As if it had been typed, `92.5%`.
        text: String,
        /// Whether fewer digits are shown.
        is_rounded: bool,
    },
    /// Words, or nothing.
    Text(String),
    /// Nothing, though there is something.
    Hidden,
    /// A date or a time.
    Date,
    /// Something else than a plain number: a fraction, an exponent, Chinese digits, a number without its sign.
    Other,
}

/// A number format.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    code: String,
    /// Whether the file tells its code.
    is_known: bool,
    numbers: Vec<Section>,
    text: Option<Section>,
}

/// Bytes of a code at most; a spreadsheet allows 255 characters.
const LONGEST_CODE: usize = 1024;
/// Sections at most.
const MOST_SECTIONS: usize = 4;

impl Format {
    /// Reads a format's code.
    pub fn parse(code: &str) -> Self {
        if code.len() > LONGEST_CODE {
            let code = format!("{}…", code.chars().take(20).collect::<String>());
            return Self { code, is_known: true, numbers: vec![OTHER], text: Some(OTHER) };
        }
        // A code that is left empty asks for nothing.
        let code = if code.is_empty() { "General" } else { code };
        let mut sections: Vec<_> = split(code).into_iter().map(Section::parse).collect();
        if sections.len() > MOST_SECTIONS || sections.iter().any(|section| section.is_broken) {
            sections = vec![OTHER];
        }
        let is_for_text = sections.len() == MOST_SECTIONS
            || matches!(sections.last(), Some(Section { body: Body::TextBetween(_), .. }));
        let text = if is_for_text { sections.pop() } else { None };
        Self { code: code.to_owned(), is_known: true, numbers: sections, text }
    }

    /// The format of this number that needs no code in the file; none where the number means nothing by itself,
    /// or another thing in another edition of Excel.
    pub fn built_in(number: u32) -> Option<Self> {
        built_in::code(number).map(Self::parse)
    }

    /// A format of which only the number is known: what it shows cannot be told.
    pub(crate) fn unknown(number: u32) -> Self {
        Self { code: number.to_string(), is_known: false, numbers: vec![OTHER], text: None }
    }

    /// Whether only its number is known.
    pub(crate) fn is_unknown(&self) -> bool {
        !self.is_known
    }

    /// The format's code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it shows of a number.
    pub(crate) fn show_number(&self, number: f64) -> Shown {
        let Some(digits) = Digits::of(number) else { return Shown::Other };
        match self.section(number) {
            None => Shown::Other,
            Some((section, sign)) => show(&section.body, digits, sign),
        }
    }

    /// What it shows of a text.
    pub(crate) fn show_text(&self, text: &str) -> Shown {
        match &self.text {
            None | Some(Section { body: Body::General(_), .. }) => Shown::Text(text.to_owned()),
            Some(Section { body: Body::TextBetween(Around { before, behind }), .. }) => {
                Shown::Text(format!("{before}{text}{behind}"))
            }
            Some(Section { body: Body::Words(words), .. }) => words_instead(words),
            Some(_) => Shown::Other,
        }
    }

    /// Whether it shows every text as it is.
    pub(crate) fn leaves_texts(&self) -> bool {
        let leaves = |Section { body, .. }: &Section| *body == Body::TextBetween(Around::default());
        self.text.as_ref().is_none_or(leaves)
    }

    /// The section that shows a number, and who is to show its sign.
    fn section(&self, number: f64) -> Option<(&Section, Sign)> {
        let conditions: Vec<_> = self.numbers.iter().map(|section| section.condition).collect();
        let chosen = match (&self.numbers[..], &conditions[..]) {
            ([], _) => return Some((&AS_IT_IS, Sign::Shown)),
            ([only], [None]) => return Some((only, Sign::Shown)),
            ([first, second], [None, None]) => {
                if number < 0.0 {
                    second
                } else {
                    first
                }
            }
            ([first, second, third], [None, None, None]) => {
                if number > 0.0 {
                    first
                } else if number < 0.0 {
                    second
                } else {
                    third
                }
            }
            (sections, [conditional @ .., _]) if conditional.iter().all(Option::is_some) => {
                let place = sections
                    .iter()
                    .position(|section| section.condition.is_none_or(|condition| condition.holds_for(number)))?;
                if number < 0.0 && !is_for_negative(sections, place) {
                    return None;
                }
                &sections[place]
            }
            _ => return None,
        };
        Some((chosen, Sign::LeftToWords))
    }
}

/// Whether a section with a condition, or behind some, shows none but numbers below zero. Of others programs differ
/// in whether they show the sign.
fn is_for_negative(sections: &[Section], place: usize) -> bool {
    match sections[place].condition {
        Some(condition) => condition.is_for_negative(),
        None => sections[..place].iter().any(|section| section.condition.is_some_and(Condition::is_for_positive)),
    }
}

/// A section that shows what cannot be told.
const OTHER: Section = Section { condition: None, body: Body::Other, is_broken: false };

/// The section of a format that has none for numbers.
static AS_IT_IS: Section = Section {
    condition: None,
    body: Body::General(Around { before: String::new(), behind: String::new() }),
    is_broken: false,
};

/// Whether a number below zero has its sign, or only the words that the section puts around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Shown,
    LeftToWords,
}

fn show(body: &Body, digits: Digits, sign: Sign) -> Shown {
    match body {
        Body::Date => Shown::Date,
        Body::Other | Body::TextBetween(_) => Shown::Other,
        Body::Words(words) if digits.is_zero() => Shown::Text(words.clone()),
        Body::Words(words) => words_instead(words),
        Body::General(around) => number(around, &digits, sign, &digits.plain(0), false),
        Body::Digits(layout) => {
            let digits = digits.times_ten_to(layout.power);
            if shows_no_digit(layout, &digits) {
                return without_digits(layout, &digits);
            }
            let plain = digits.plain(layout.least_integer_digits);
            number(&layout.around, &digits, sign, &plain, digits.decimals() > layout.decimals)
        }
    }
}

fn number(around: &Around, digits: &Digits, sign: Sign, plain: &str, is_rounded: bool) -> Shown {
    let Around { before, behind } = around;
    let is_signed = before.contains(['-', '−', '(', '（']);
    if digits.is_negative && sign == Sign::LeftToWords && !is_signed {
        return Shown::Other;
    }
    let minus = if digits.is_negative && sign == Sign::Shown { "-" } else { "" };
    let text = format!("{minus}{before}{plain}{behind}");
    Shown::Number { text: text.trim().to_owned(), is_rounded }
}

/// Whether all places of a layout stay empty: `#` and `?` show no zeros.
fn shows_no_digit(layout: &Layout, digits: &Digits) -> bool {
    layout.least_integer_digits == 0 && !layout.has_least_decimals && digits.rounds_to_zero(layout.decimals)
}

/// What is left of a zero without digits: the words around it.
fn without_digits(layout: &Layout, digits: &Digits) -> Shown {
    if !digits.is_zero() {
        return Shown::Hidden;
    }
    let Around { before, behind } = &layout.around;
    let point = if layout.has_point { "." } else { "" };
    Shown::Text(format!("{before}{point}{behind}"))
}

/// Words that stand in a cell instead of what it holds: a dash or nothing hides it.
fn words_instead(words: &str) -> Shown {
    if words.chars().any(char::is_alphanumeric) { Shown::Text(words.to_owned()) } else { Shown::Hidden }
}

/// The sections of a code.
fn split(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut is_quoted, mut is_bracketed) = (0, false, false);
    let mut chars = code.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' if !is_bracketed => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            '\\' | '!' | '_' | '*' if !is_bracketed => drop(chars.next()),
            ';' if !is_bracketed => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a format shows: a number in brackets if it is rounded, a text in quotes, or the word for it.
    fn shown(code: &str, value: f64) -> String {
        told(Format::parse(code).show_number(value))
    }

    fn told(shown: Shown) -> String {
        match shown {
            Shown::Number { text, is_rounded: false } => text,
            Shown::Number { text, is_rounded: true } => format!("({text})"),
            Shown::Text(text) => format!("“{text}”"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_of_one_section() {
        for (code, value, expected) in [
            ("General", 92.5, "92.5"),
            ("G/通用格式", 92.5, "92.5"),
            ("General\"次\"", 12.0, "12次"),
            ("@", 92.5, "92.5"),
            ("0", 92.5, "(92.5)"),
            ("0%", 0.925, "(92.5%)"),
            ("0.0%", 0.925, "92.5%"),
            ("0.00%", 1.125, "112.5%"),
            ("0.0\"%\"", 92.5, "92.5%"),
            ("0.0\\%", 92.5, "92.5%"),
            ("0.0!%", 92.5, "92.5%"),
            ("0.0_%", 92.5, "92.5"),
            ("0.0* %", 0.925, "92.5 %"),
            ("0.0*0", 92.5, "Other"),
            ("*-0.0", 92.5, "Other"),
            ("0.,", 9250.0, "Other"),
            ("-[Red]0.0", 92.5, "Other"),
            ("[$¥-804]0%", 0.925, "Other"),
            ("", 92.5, "92.5"),
            ("#,##0.0", 1234.5, "1234.5"),
            ("0.0,", 92500.0, "92.5"),
            ("0.0,,", 92_500_000.0, "92.5"),
            ("#,##0.0,", 92500.0, "92.5"),
            ("0!.0,", 9234.0, "Other"),
            ("000", 1.0, "001"),
            ("000", 1.4, "(001.4)"),
            ("0.00E+00", 92.5, "Other"),
            ("# ?/?", 1.125, "Other"),
            ("0/100", 0.5, "Other"),
            ("[DBNum1]0", 92.0, "Other"),
            ("[DBNum1][$-804]General", 92.0, "Other"),
            ("[$-804]0.0", 92.5, "92.5"),
            ("[$¥-804]#,##0.0", 92.5, "¥92.5"),
            ("[$-30804]0", 92.0, "Other"),
            ("[红色]0.0%", 0.925, "92.5%"),
            ("[Color 10]0.0%", 0.925, "92.5%"),
            ("[Nonsense]0.0%", 0.925, "Other"),
            ("yyyy-mm-dd", 42465.0, "Date"),
            ("m\"月\"d\"日\"", 42465.0, "Date"),
            ("[h]:mm", 1.5, "Date"),
            ("[$-F800]dddd", 1.5, "Date"),
            ("0.0%", -0.925, "-92.5%"),
            ("000-0000", 1_234_567.0, "Other"),
            ("# ##0", 92.0, "Other"),
            ("\"约\"0.0%", 0.925, "约92.5%"),
            ("0.0%\"左右\"", 0.925, "92.5%左右"),
            ("0%%", 0.925, "Other"),
            ("0k", 92.5, "Other"),
            ("0.###", 5.0, "5"),
            ("0.???", 5.5, "5.5"),
        ] {
            assert_eq!(shown(code, value), expected, "{value} under {code}");
        }
    }

    #[test]
    fn the_section_is_chosen_by_the_value() {
        let dash = "0.0%;-0.0%;\"—\"";
        let account = "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";
        for (code, value, expected) in [
            (dash, 0.925, "92.5%"),
            (dash, -0.925, "-92.5%"),
            (dash, 0.0, "“—”"),
            (account, 92.5, "92.5"),
            (account, 0.0, "“  - ”"),
            (account, -5.0, "-5"),
            ("0.0;0.0", -5.0, "Other"),
            ("0.0;(0.0)", -5.0, "(5)"),
            ("0;;", 0.0, "“”"),
            (";;;", 0.0, "“”"),
            (";;;", 92.5, "Hidden"),
            ("0;-0;;@", 0.0, "“”"),
            ("\"—\"", 92.5, "Hidden"),
            ("[=1]\"甲县\";[=2]\"乙县\";0", 1.0, "“甲县”"),
            ("[=1]\"甲县\";[=2]\"乙县\";0", 2.0, "“乙县”"),
            ("[=1]\"甲县\";[=2]\"乙县\";0", 3.0, "3"),
            ("[>1]0\"%\";0.00", 92.0, "92%"),
            ("[>1]0\"%\";0.00", 0.92, "0.92"),
            ("[>1]0\"%\"", 0.92, "Other"),
            ("[<0.5](0.0", -5.5, "Other"),
            ("[<0]-0.0;0.0", -5.5, "-5.5"),
            ("[>=0]0.0;-0.0", -5.5, "-5.5"),
            ("[>=1]0.0;-0.0", -5.5, "Other"),
            ("0.0;-[Red]0.0", 5.5, "Other"),
            ("[=0][Red]", 0.0, "Other"),
            ("[>1]0;[>0.5]0.0", 0.2, "Other"),
            ("0;[>0.5]0.0;0.00", 0.2, "Other"),
            ("#", 0.0, "“”"),
            ("#", 0.4, "Hidden"),
            ("#%", 0.0, "“%”"),
            ("#.##", 0.0, "“.”"),
            ("0.0;0;0;0;0", 1.0, "Other"),
        ] {
            assert_eq!(shown(code, value), expected, "{value} under {code}");
        }
    }

    #[test]
    fn texts_have_a_section_of_their_own() {
        for (code, expected) in [
            ("0.0%", "“甲县”"),
            ("@", "“甲县”"),
            ("@\"局\"", "“甲县局”"),
            ("0;0;0;\"名\"@", "“名甲县”"),
            ("0;0;0;\"保密\"", "“保密”"),
            (";;;", "Hidden"),
            (";;;@", "“甲县”"),
        ] {
            assert_eq!(told(Format::parse(code).show_text("甲县")), expected, "{code}");
        }
    }

    #[test]
    fn built_in_formats() {
        let shown = |number: u32, value: f64| Format::built_in(number).map(|format| told(format.show_number(value)));
        assert_eq!(shown(0, 0.925).as_deref(), Some("0.925"));
        assert_eq!(shown(9, 0.925).as_deref(), Some("(92.5%)"));
        assert_eq!(shown(10, 0.925).as_deref(), Some("92.5%"));
        assert_eq!(shown(12, 0.925).as_deref(), Some("Other"));
        assert_eq!(shown(14, 42465.0).as_deref(), Some("Date"));
        assert_eq!(shown(41, 0.0).as_deref(), Some("“  - ”"));
        assert_eq!(shown(58, 42465.0).as_deref(), Some("Date"));
        assert_eq!(shown(67, 0.5), None);
        assert_eq!(shown(164, 0.5), None);
    }
}
