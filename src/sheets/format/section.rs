//! One section of a number format's code: what it puts before, between and behind the digits.

use super::condition::Condition;

/// A section of a format.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    /// Which numbers it is for, where it says so.
    pub(super) condition: Option<Condition>,
    pub(super) body: Body,
    /// Whether something stands in it that no spreadsheet understands, so that the whole code means nothing.
    pub(super) is_broken: bool,
}

/// What a section shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    /// Words alone or nothing.
    Words(String),
    /// A number as it is, between words.
    General(Around),
    /// A text as it is, between words.
    TextBetween(Around),
    /// A number in digits.
    Digits(Layout),
    /// A date or a time.
    Date,
    /// A number in another guise: a fraction, an exponent, Chinese digits, words among the digits, or
    /// something that is not known.
    Other,
}

/// Words before and behind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    pub(super) before: String,
    pub(super) behind: String,
}

/// How digits are laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) around: Around,
    /// Digits before the decimal point that are shown even where they are zeros.
    pub(super) least_integer_digits: usize,
    /// Digits behind the decimal point at most.
    pub(super) decimals: usize,
    /// Whether a digit behind the decimal point is shown even where it is a zero.
    pub(super) has_least_decimals: bool,
    pub(super) has_point: bool,
    /// The power of ten by which the number is multiplied: 2 for each `%`, -3 for each scaling comma.
    pub(super) power: i32,
}

/// How a spreadsheet calls the format that shows a number as it is, in the languages of its editions.
const GENERAL: [&str; 5] = ["General", "G/通用格式", "G/標準", "Standard", "常规"];

/// The colours that a section may name. They change no digit.
const COLOURS: [&str; 24] = [
    "black",
    "blue",
    "cyan",
    "green",
    "magenta",
    "red",
    "white",
    "yellow",
    "黑色",
    "黑",
    "蓝色",
    "蓝",
    "青色",
    "青",
    "绿色",
    "绿",
    "洋红色",
    "洋红",
    "红色",
    "红",
    "白色",
    "白",
    "黄色",
    "黄",
];

impl Section {
    pub(super) fn parse(code: &str) -> Self {
        let mut reader = Reader::default();
        let mut rest = code;
        while !rest.is_empty() {
            rest = reader.token(rest);
        }
        let (condition, is_broken) = (reader.condition, reader.is_broken);
        // A section of brackets alone shows numbers as they are in some programs, and nothing in others.
        let body = if code.ends_with(']') && reader.is_empty() { Body::Other } else { reader.body() };
        Self { condition, body, is_broken }
    }
}

/// How far a section's digits have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Before,
    Integer,
    Decimals,
    Behind,
}

/// What the tokens of a section come to so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Found {
    #[default]
    Words,
    Digits,
    General,
    Text,
    Date,
    Other,
}

impl Found {
    /// What a section comes to that has one more part.
    const fn and(self, part: Self) -> Self {
        match (self, part) {
            (Self::Date, _) | (_, Self::Date) => Self::Date,
            (Self::Words, part) => part,
            (Self::Digits, Self::Digits) => Self::Digits,
            _ => Self::Other,
        }
    }
}

/// Reads a section token by token.
#[derive(Default)]
struct Reader {
    condition: Option<Condition>,
    stage: Stage,
    layout: Layout,
    found: Found,
    is_broken: bool,
    /// Whether a `%` came that multiplies.
    is_percentage: bool,
    /// Whether it names a currency, `[$¥-804]`.
    is_currency: bool,
    /// Commas behind the last digit so far: they scale, unless another digit follows.
    commas: i32,
}

impl Reader {
    /// Reads the first token; what is left of the code behind it.
    fn token<'c>(&mut self, code: &'c str) -> &'c str {
        if let Some(rest) = GENERAL.iter().find_map(|name| strip_prefix_ignoring_case(code, name)) {
            self.add(Found::General);
            self.stage = Stage::Behind;
            return rest;
        }
        let mut chars = code.chars();
        let Some(first) = chars.next() else { return "" };
        let rest = chars.as_str();
        match first {
            '"' => {
                let (words, rest) = rest.split_once('"').unwrap_or((rest, ""));
                self.words(words);
                return rest;
            }
            '[' => {
                let Some((inside, rest)) = rest.split_once(']') else {
                    self.is_broken = true;
                    return "";
                };
                self.bracket(inside);
                return rest;
            }
            '\\' | '!' => {
                if let Some(literal) = chars.next() {
                    self.words(literal.encode_utf8(&mut [0; 4]));
                }
                return chars.as_str();
            }
            // Room as wide as the next character.
            '_' => {
                chars.next();
                self.words(" ");
                return chars.as_str();
            }
            // The cell is filled with the next character.
            '*' => {
                if chars.next().is_some_and(|fill| fill.is_alphanumeric() || ".,%％，．+-−()（）".contains(fill))
                {
                    self.add(Found::Other);
                }
                self.words(" ");
                return chars.as_str();
            }
            _ => self.plain(first),
        }
        rest
    }

    /// Reads a character that stands for itself or for a part of the number.
    fn plain(&mut self, char: char) {
        match char {
            '0' | '#' | '?' => self.digit(char),
            '.' => self.point(),
            // Programs differ in what a comma does right behind a point.
            ',' if self.stage == Stage::Decimals && self.layout.decimals == 0 => self.add(Found::Other),
            ',' if matches!(self.stage, Stage::Integer | Stage::Decimals) => self.commas += 1,
            '%' => {
                // Programs differ in what a second one does.
                if self.is_percentage {
                    self.add(Found::Other);
                }
                self.is_percentage = true;
                self.layout.power += 2;
                self.words("%");
            }
            '@' => {
                self.add(Found::Text);
                self.stage = Stage::Behind;
            }
            '/' | ':' if self.found == Found::Date => {}
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'g' | 'G' | 'b' | 'B' | 'a'
            | 'A' | 'p' | 'P' | 'r' | 'R' | 'n' | 'N' | 'w' | 'W' | 'q' | 'Q' => self.letter(char),
            '/' | ',' | '1'..='9' => self.add(Found::Other),
            char if char.is_ascii_alphabetic() => self.add(Found::Other),
            char => self.words(char.encode_utf8(&mut [0; 4])),
        }
    }

    /// A letter outside quotes is a part of a date, or, behind digits, of an exponent.
    fn letter(&mut self, letter: char) {
        let is_exponent = self.found == Found::Digits && letter.eq_ignore_ascii_case(&'e');
        self.add(if is_exponent { Found::Other } else { Found::Date });
    }

    fn digit(&mut self, placeholder: char) {
        self.add(Found::Digits);
        match self.stage {
            Stage::Before | Stage::Integer => {
                self.stage = Stage::Integer;
                // Commas between digits separate thousands.
                self.commas = 0;
                if placeholder == '0' || self.layout.least_integer_digits > 0 {
                    self.layout.least_integer_digits += 1;
                }
            }
            Stage::Decimals => {
                if self.commas > 0 {
                    self.add(Found::Other);
                }
                self.layout.decimals += 1;
                self.layout.has_least_decimals |= placeholder == '0';
            }
            Stage::Behind => self.add(Found::Other),
        }
    }

    fn point(&mut self) {
        match self.stage {
            Stage::Before | Stage::Integer => {
                self.layout.power -= 3 * self.commas;
                self.commas = 0;
                self.layout.has_point = true;
                self.stage = Stage::Decimals;
            }
            Stage::Decimals | Stage::Behind => self.add(Found::Other),
        }
    }

    fn words(&mut self, words: &str) {
        if self.stage == Stage::Before {
            self.layout.around.before.push_str(words);
        } else {
            self.stage = Stage::Behind;
            self.layout.around.behind.push_str(words);
        }
    }

    /// Reads what stands between brackets.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.trim().to_lowercase();
        let is_first = self.stage == Stage::Before && self.layout.around.before.is_empty();
        if let Some(currency) = inside.strip_prefix('$') {
            self.currency(currency, is_first);
        } else if let Some(condition) = Condition::parse(inside) {
            self.is_broken |= self.condition.replace(condition).is_some() || !is_first;
        } else if !lower.is_empty()
            && ["h", "m", "s", "时", "分", "秒"].iter().any(|unit| lower.replace(unit, "").is_empty())
        {
            self.add(Found::Date);
        } else if lower.starts_with("dbnum") || lower.starts_with("natnum") {
            self.add(Found::Other);
        } else {
            self.is_broken |= !is_colour(&lower) || !is_first;
        }
    }

    /// `[$¥-804]` is a sign for a currency and a place; some places are dates or other digits.
    fn currency(&mut self, currency: &str, is_first: bool) {
        let (sign, place) = currency.split_once('-').unwrap_or((currency, ""));
        self.words(sign);
        self.is_currency |= !sign.is_empty();
        self.is_broken |= sign.is_empty() && !is_first;
        match (u32::from_str_radix(place, 16), place) {
            (Ok(0xF800 | 0xF400), _) | (_, "x-sysdate" | "x-systime") => self.add(Found::Date),
            (Ok(0..=0xFFFF), _) | (_, "") => {}
            // A language by its name, `en-US`.
            (Err(_), name) if name.chars().all(|c| c.is_ascii_alphabetic() || c == '-') && !name.starts_with("x-") => {}
            _ => self.add(Found::Other),
        }
    }

    fn add(&mut self, part: Found) {
        self.found = self.found.and(part);
    }

    /// Whether nothing but brackets has come.
    fn is_empty(&self) -> bool {
        self.found == Found::Words && self.layout.around == Around::default()
    }

    fn body(mut self) -> Body {
        self.layout.power -= 3 * self.commas;
        // Programs differ in whether a percentage of a currency is multiplied.
        if self.is_currency && self.is_percentage {
            self.add(Found::Other);
        }
        let is_plain = self.layout.power == 0 && !self.layout.has_point;
        let around = self.layout.around.clone();
        match self.found {
            Found::Date => Body::Date,
            Found::Digits => Body::Digits(self.layout),
            Found::General if is_plain => Body::General(around),
            Found::Text if is_plain => Body::TextBetween(around),
            Found::Words if !self.layout.has_point => Body::Words(around.before + &around.behind),
            Found::General | Found::Text | Found::Words | Found::Other => Body::Other,
        }
    }
}

fn is_colour(lower: &str) -> bool {
    let numbered = ["color", "颜色"].iter().find_map(|name| lower.strip_prefix(name));
    COLOURS.contains(&lower) || numbered.is_some_and(|number| number.trim().parse::<u8>().is_ok())
}

fn strip_prefix_ignoring_case<'c>(code: &'c str, prefix: &str) -> Option<&'c str> {
    let (begin, rest) = code.split_at_checked(prefix.len())?;
    begin.eq_ignore_ascii_case(prefix).then_some(rest)
}
