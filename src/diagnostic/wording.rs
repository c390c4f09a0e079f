//! What a problem's words are made of.

use crate::language::{Both, Language};
use crate::names::printable;

/// A message and a way out. What stands between ⦃ and ⦄ is for who runs the program alone, what stands between ⦅ and
/// ⦆ for the unit whose form it is.
pub(super) struct Words {
    pub(super) message: Both,
    pub(super) help: Both,
}

/// Makes [`Words`]: message and help in Chinese, then message and help in English. All four capture
/// variables as `format!` does.
macro_rules! words {
    ($chinese:literal, $chinese_help:literal, $english:literal, $english_help:literal $(,)?) => {
        $crate::diagnostic::wording::Words {
            message: $crate::language::both!($chinese, $english),
            help: $crate::language::both!($chinese_help, $english_help),
        }
    };
}

pub(super) use words;

/// To whom something is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Who runs the program.
    Desk,
    /// The unit whose form it is.
    Unit,
}

impl Words {
    /// Message and way out as they are told to a reader: each one printable line, whatever the input had in it.
    pub(super) fn told(self, reader: Reader, language: Language) -> (String, String) {
        let told = |both: Both| printable(&told_to(reader, &both.pick(language))).into_owned();
        (told(self.message), told(self.help))
    }
}

/// A text as it is told to a reader.
fn told_to(reader: Reader, text: &str) -> String {
    let (own, other) = match reader {
        Reader::Desk => (['⦃', '⦄'], ['⦅', '⦆']),
        Reader::Unit => (['⦅', '⦆'], ['⦃', '⦄']),
    };
    let mut told = String::with_capacity(text.len());
    let mut is_others = false;
    for c in text.chars() {
        is_others |= c == other[0];
        if !is_others && !own.contains(&c) {
            told.push(c);
        }
        is_others &= c != other[1];
    }
    told
}

/// Names in quotation marks, as a list.
pub(super) fn quoted(names: &[String]) -> Both {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    Both::each(|language| quoted.join(language.pick("、", ", ")))
}
