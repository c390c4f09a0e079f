//! What headings mean ([spec 5.2](crate::spec#52-header)).

use super::super::value;
use crate::names::normalise;
use crate::targets::PERCENT;

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::actuals) enum Meaning {
    Bureau,
    Unit,
    Activity,
    Indicator,
    Actual,
    Done,
    Plan,
    Measure,
    Note,
}

impl Meaning {
    const ALL: [Self; 9] = [
        Self::Bureau,
        Self::Unit,
        Self::Activity,
        Self::Indicator,
        Self::Actual,
        Self::Done,
        Self::Plan,
        Self::Measure,
        Self::Note,
    ];

    /// The columns in which values stand.
    pub(super) const VALUES: [Self; 3] = [Self::Actual, Self::Done, Self::Plan];

    /// The headings of a column, in their normal form; the first is its name in messages.
    pub(super) const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Bureau => &["部门", "填报部门", "部门名称", "bureau"],
            Self::Unit => &["填报单位", "单位名称", "unit"],
            Self::Activity => &["工作活动", "职责活动", "activity"],
            Self::Indicator => &["绩效指标", "指标", "indicator"],
            Self::Actual => &["实际值", "实际完成值", "完成值", "actual"],
            Self::Done => &["完成数"],
            Self::Plan => &["计划数"],
            Self::Measure => &["计量单位", "measure"],
            Self::Note => &["偏差原因", "偏差原因及改进措施", "备注", "note"],
        }
    }

    /// Headings that mean the column where no other column has one of [`Meaning::headings`].
    pub(super) const fn other_headings(self) -> &'static [&'static str] {
        match self {
            Self::Activity => &["工作活动名称", "活动名称"],
            Self::Indicator => &["指标名称", "绩效指标名称"],
            Self::Note => &[
                "偏差原因分析及改进措施",
                "偏差原因分析",
                "偏差说明",
                "未完成原因",
                "未完成原因及改进措施",
                "未完成原因分析",
                "不适用原因",
                "原因说明",
                "原因",
                "备注说明",
                "说明",
            ],
            _ => &[],
        }
    }

    /// What a heading in its normal form means.
    pub(super) fn of(heading: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.headings().contains(&heading))
    }

    /// What a heading means where no other column has that meaning.
    pub(super) fn of_other(heading: &str) -> Option<Self> {
        let other = Self::ALL.into_iter().find(|meaning| meaning.other_headings().contains(&heading));
        other.or_else(|| (Self::of(without_period(heading)?) == Some(Self::Actual)).then_some(Self::Actual))
    }

    /// What a heading may mean.
    pub(super) fn of_any(heading: &str) -> Option<Self> {
        Self::of(heading).or_else(|| Self::of_other(heading))
    }

    /// Whether a cell is headed so that the column has this meaning.
    pub(super) fn heads(self, cell: &str) -> bool {
        let (heading, _) = heading(cell);
        Self::of_any(&heading) == Some(self)
    }
}

/// The columns that are found, each with its headings, for the reference.
#[must_use]
pub fn known_headings() -> Vec<Vec<&'static str>> {
    let known = |meaning: Meaning| {
        let own = if meaning == Meaning::Actual { &[LAST_RESORT, RATE_OF_PAIR][..] } else { &[] };
        [meaning.headings(), meaning.other_headings(), own].concat()
    };
    Meaning::ALL.into_iter().map(known).collect()
}

/// A heading of actuals beside 完成数 and 计划数, whose quotient it can only be. Alone it may be the part of the year's
/// goal that was reached.
pub(super) const RATE_OF_PAIR: &str = "完成率";

/// A heading of actuals where nothing else has values: elsewhere it heads remarks.
pub(super) const LAST_RESORT: &str = "完成情况";

/// A heading without the year in front of it: 实际值 of 2016年实际值 and 全年实际值.
pub(super) fn without_period(heading: &str) -> Option<&str> {
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let dated = heading.split_once('年').filter(|(year, _)| is_year(year)).map(|(_, rest)| rest);
    let rest = dated.or_else(|| ["全年", "本年", "年"].into_iter().find_map(|word| heading.strip_prefix(word)))?;
    Some(rest.strip_prefix('度').unwrap_or(rest))
}

/// Whether a heading is near one of a meaning: one letter is another, or one is a part of the other.
pub(super) fn is_near(heading: &str, meaning: Meaning) -> bool {
    let is_alike = |known: &&str| strsim::normalized_damerau_levenshtein(heading, known) >= 0.7;
    let length = heading.chars().count();
    if !(2..=12).contains(&length) {
        return false;
    }
    let known = meaning.headings().iter().filter(|known| known.chars().count() > 2 && !known.is_ascii());
    known.clone().any(is_alike)
        || known.clone().any(|known| heading.contains(known))
        || (meaning == Meaning::Indicator && heading.ends_with("指标"))
        || (meaning == Meaning::Actual
            && ["实际", "完成率", "完成值", "完成情况"].iter().any(|word| heading.contains(word)))
}

/// A heading in its normal form without its brackets, and the measure in them.
pub(super) fn heading(cell: &str) -> (String, Option<String>) {
    let heading = normalise(cell);
    let split = heading.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let (name, measure) = split.map_or((&*heading, None), |(name, brackets)| (name, measure(brackets)));
    (name.to_ascii_lowercase(), measure)
}

/// The measure that stands in a heading's brackets, if one does: `单位：%` is one, a year and 必填 are none.
pub(super) fn measure(brackets: &str) -> Option<String> {
    let text = ["计量单位:", "单位:"].iter().find_map(|label| brackets.strip_prefix(label)).unwrap_or(brackets);
    let is_none = matches!(text, "" | "必填" | "选填") || without_period(text).is_some_and(str::is_empty);
    let measure = if value::is_percent(text) { PERCENT } else { text };
    (!is_none).then(|| measure.to_owned())
}
