//! The two languages in which people are spoken to. JSON keys and codes are English always.

use crate::named::named;

named! {
    /// A language of reports and messages.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub enum Language {
        /// 中文, the default.
        #[default]
        Chinese = "zh",
        /// English.
        English = "en",
    }
}

impl Language {
    /// The one of two texts that is in this language.
    pub const fn pick<T: Copy>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// 中文
    pub chinese: String,
    /// English.
    pub english: String,
}

impl Both {
    /// The texts that `text` makes for each language.
    pub fn each(text: impl Fn(Language) -> String) -> Self {
        Self { chinese: text(Language::Chinese), english: text(Language::English) }
    }

    /// The text in one language.
    pub fn pick(self, language: Language) -> String {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

/// Makes a [`Both`]: the Chinese text, then the English one. Both capture variables as `format!` does.
macro_rules! both {
    ($chinese:literal, $english:literal $(,)?) => {
        $crate::language::Both { chinese: format!($chinese), english: format!($english) }
    };
}

pub(crate) use both;

/// A number and what it counts, in English: Chinese has no plural.
pub fn counted<N: Copy + PartialEq + From<u8> + std::fmt::Display>(count: N, one: &str, many: &str) -> String {
    let name = if count == N::from(1) { one } else { many };
    format!("{count} {name}")
}
