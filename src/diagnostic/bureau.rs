//! Forms and rows of which it is not known whose table they are for.

use super::wording::{Words, quoted, words};
use crate::language::{Both, Language, both};

/// Some bureaus, of many the first ones.
fn listed(bureaus: &[String]) -> Both {
    const MOST: usize = 5;
    let (shown, count) = (&bureaus[..bureaus.len().min(MOST)], bureaus.len());
    let (chinese, english) = (shown.join("、"), shown.join(", "));
    if count > MOST {
        both!("{chinese} 等 {count} 个部门", "{english}, … ({count} in all)")
    } else {
        both!("{chinese}", "{english}")
    }
}

/// A form whose names its bureau's table mostly does not have.
pub(super) fn other_bureau(bureau: &str, [unknown, known]: [u64; 2], candidates: &[String]) -> Words {
    let Both { chinese, english } = listed(candidates);
    if candidates.is_empty() {
        return words!(
            "像是别的部门的填报表：{unknown} 行的名称在 {bureau} 的指标表里没有，只有 {known} 行的有",
            "请核对是不是交错了表⦃；别的部门的，用 --targets 给出它的指标表⦄⦅，改用本部门的填报表⦆",
            "this seems to be another bureau's form: {unknown} of its rows have names that the table of {bureau} lacks, {known} have known ones",
            "check that it is not a wrong form⦃; for another bureau's give its table with --targets⦄",
        );
    }
    words!(
        "像是别的部门的填报表：{unknown} 行的名称在 {bureau} 的指标表里没有，只有 {known} 行的有；可能是 {chinese} 的",
        "请核对是不是交错了表，或改正写着部门的地方",
        "this seems to be another bureau's form: {unknown} of its rows have names that the table of {bureau} lacks, {known} have known ones; it may be {english}",
        "check that it is not a wrong form, or correct where it says the bureau",
    )
}

/// Why it is not known whose table a form or row is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BureauFault {
    /// A row that names a bureau which has no table, or none.
    Unknown {
        /// What stood there.
        name: String,
        /// The nearest bureaus.
        nearest: Vec<String>,
    },
    /// The bureau's table has errors.
    Refused {
        /// Code and name, as far as they are known.
        bureau: String,
    },
    /// Nothing tells.
    NotTold {
        /// The bureaus that it may be for.
        candidates: Vec<String>,
    },
    /// One thing says one bureau, another thing another.
    Contradiction {
        /// What says so, and the bureau.
        first: (ClaimedBy, String),
        /// What says otherwise, and that bureau.
        second: (ClaimedBy, String),
    },
}

/// What tells whose table a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimedBy {
    /// A title above its header.
    Title,
    /// The file's name.
    File,
    /// The names in its rows.
    Rows,
}

impl ClaimedBy {
    const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Title => language.pick("标题", "its title"),
            Self::File => language.pick("文件名", "its file's name"),
            Self::Rows => language.pick("表里的指标", "its indicators"),
        }
    }
}

impl BureauFault {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Unknown { name, .. } if name.is_empty() => words!(
                "这一行没有写部门，上面也没有可以沿用的",
                "请在“部门”列填上部门的代码或名称",
                "this row has no bureau, and there is none above to repeat",
                "fill in the bureau's code or name",
            ),
            Self::Unknown { name, nearest } => {
                let help = if nearest.is_empty() {
                    both!(
                        "⦃score targets 列出有指标表的部门⦄⦅请核对部门的代码和名称⦆",
                        "⦃score targets lists the bureaus that have a table⦄⦅check the bureau's code and name⦆"
                    )
                } else {
                    let Both { chinese, english } = quoted(nearest);
                    both!("是不是{chinese}？", "did you mean {english}?")
                };
                Words {
                    message: both!("没有部门“{name}”的指标表", "there is no table of the bureau “{name}”"), help
                }
            }
            Self::Refused { bureau } => words!(
                "部门 {bureau} 的指标表有错误，不能计分",
                "请先改正指标表，score targets 列出其中的错误",
                "the table of the bureau {bureau} has errors, so that nothing is scored against it",
                "correct the table first; score targets lists its errors",
            ),
            Self::NotTold { candidates } => {
                let Both { chinese, english } = listed(candidates);
                words!(
                    "看不出这是哪个部门的填报表；可能是 {chinese}",
                    "请在表头上面写“部门：代码和名称”，或写在文件名里⦃，或用 --bureau 指明⦄",
                    "nothing tells which bureau this form is of; it may be {english}",
                    "write “部门：” with code and name above the header, or into the file's name⦃, or give --bureau⦄",
                )
            }
            Self::Contradiction { first: (first, bureau), second: (second, other) } => {
                let [in_chinese, in_english] =
                    [Language::Chinese, Language::English].map(|language| [first, second].map(|by| by.name(language)));
                let ([by, by_other], [english_by, english_other]) = (in_chinese, in_english);
                words!(
                    "{by}说是 {bureau} 的填报表，{by_other}却是 {other} 的",
                    "请核对是不是交错了表，改正其中一处⦃；确实要按一个部门计的，用 --bureau 指明⦄",
                    "{english_by} says that the form is of {bureau}, {english_other} that it is of {other}",
                    "check that it is not another bureau's form, and correct one of them⦃; --bureau decides for all inputs⦄",
                )
            }
        }
    }
}
