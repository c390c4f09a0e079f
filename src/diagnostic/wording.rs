//! What a problem's words are made of.

use crate::language::Both;

/// A message and a way out.
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

/// Names in quotation marks, as a list.
pub(super) fn quoted(names: &[String]) -> Both {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    Both::each(|language| quoted.join(language.pick("、", ", ")))
}
