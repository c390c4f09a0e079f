//! The words of the reports, in both languages: a term that one language has, the other has too.

use super::{State, UnitReport};
use crate::grading::{Attainment, Grade};
use crate::language::Language;
use crate::scoring::{MissingPolicy, Points};

/// The terms that several formats use, one word for one thing.
#[expect(missing_docs, reason = "each term says itself")]
#[derive(Debug)]
pub struct Words {
    pub title: &'static str,
    pub bureau: &'static str,
    pub unit: &'static str,
    pub units: &'static str,
    pub period: &'static str,
    pub total: &'static str,
    pub score: &'static str,
    pub interval: &'static str,
    pub grade: &'static str,
    pub undecided: &'static str,
    pub coverage: &'static str,
    pub policy: &'static str,
    pub duty: &'static str,
    pub activity: &'static str,
    pub indicator: &'static str,
    pub budget: &'static str,
    pub weight: &'static str,
    pub actual: &'static str,
    pub cutoffs: &'static str,
    pub loss: &'static str,
    pub losses: &'static str,
    pub known_loss: &'static str,
    pub next_grade: &'static str,
    pub distance: &'static str,
    pub gain: &'static str,
    pub note: &'static str,
    pub notes: &'static str,
    pub state: &'static str,
    pub measure: &'static str,
    pub problems: &'static str,
    pub error: &'static str,
    pub warning: &'static str,
    pub below_poor: &'static str,
    pub no_budget: &'static str,
    pub standard_input: &'static str,
    pub rank: &'static str,
    pub mean: &'static str,
    pub median: &'static str,
    pub lower_quartile: &'static str,
    pub upper_quartile: &'static str,
    pub minimum: &'static str,
    pub maximum: &'static str,
    pub largest_loss: &'static str,
    pub its_loss: &'static str,
    pub left_out: &'static str,
    pub not_reported: &'static str,
    // Parts of the long reports.
    pub duties_and_activities: &'static str,
    pub indicators: &'static str,
    pub indicator_counts: &'static str,
    pub all_losses: &'static str,
    pub league: &'static str,
    pub distribution: &'static str,
    pub no_score: &'static str,
    pub dearest: &'static str,
    pub mean_loss: &'static str,
    pub losing: &'static str,
    pub known: &'static str,
    pub way_out: &'static str,
    pub kind: &'static str,
    pub place: &'static str,
    pub problem: &'static str,
    pub method: &'static str,
    pub provenance: &'static str,
    pub table: &'static str,
    pub input: &'static str,
    pub program: &'static str,
    pub nothing_scored: &'static str,
}

static CHINESE: Words = Words {
    title: "绩效评分报告",
    bureau: "部门",
    unit: "填报单位",
    units: "单位数",
    period: "期间",
    total: "总分",
    score: "得分",
    interval: "得分区间",
    grade: "等级",
    undecided: "未定",
    coverage: "上报率",
    policy: "未报处理",
    duty: "职责",
    activity: "工作活动",
    indicator: "绩效指标",
    budget: "年度预算数",
    weight: "权重",
    actual: "实际值",
    cutoffs: "评价标准",
    loss: "失分",
    losses: "失分情况",
    known_loss: "已知失分",
    next_grade: "下一等级",
    distance: "差距",
    gain: "可增分",
    note: "偏差原因",
    notes: "说明",
    state: "状态",
    measure: "计量单位",
    problems: "问题",
    error: "错误",
    warning: "提醒",
    below_poor: "低于差线",
    no_budget: "无预算",
    standard_input: "标准输入",
    rank: "名次",
    mean: "平均",
    median: "中位数",
    lower_quartile: "下四分位数",
    upper_quartile: "上四分位数",
    minimum: "最低",
    maximum: "最高",
    largest_loss: "最大失分",
    its_loss: "该项失分",
    left_out: "未计分的单位（有错误）",
    not_reported: "应报未报的单位",
    duties_and_activities: "职责与工作活动",
    indicators: "绩效指标",
    indicator_counts: "指标个数",
    all_losses: "失分合计",
    league: "单位排名",
    distribution: "得分分布",
    no_score: "无得分",
    dearest: "失分最多的指标",
    mean_loss: "平均每个单位失分",
    losing: "失分单位数",
    known: "计入单位数",
    way_out: "办法",
    kind: "类别",
    place: "位置",
    problem: "问题",
    method: "计分方法",
    provenance: "出处",
    table: "指标表",
    input: "输入",
    program: "程序",
    nothing_scored: "没有可计分的单位：请按下面列出的问题更正后重新计分。",
};

static ENGLISH: Words = Words {
    title: "Performance score report",
    bureau: "Bureau",
    unit: "Unit",
    units: "Units",
    period: "Period",
    total: "Total",
    score: "Score",
    interval: "Score range",
    grade: "Grade",
    undecided: "undecided",
    coverage: "Coverage",
    policy: "Missing values",
    duty: "Duty",
    activity: "Activity",
    indicator: "Indicator",
    budget: "Annual budget",
    weight: "Weight",
    actual: "Actual",
    cutoffs: "Cut-offs",
    loss: "Loss",
    losses: "Losses",
    known_loss: "known loss",
    next_grade: "Next grade",
    distance: "Distance",
    gain: "Gain",
    note: "Note",
    notes: "Notes",
    state: "State",
    measure: "Measure",
    problems: "Problems",
    error: "error",
    warning: "warning",
    below_poor: "below poor",
    no_budget: "no budget",
    standard_input: "standard input",
    rank: "Rank",
    mean: "Mean",
    median: "Median",
    lower_quartile: "Lower quartile",
    upper_quartile: "Upper quartile",
    minimum: "Minimum",
    maximum: "Maximum",
    largest_loss: "Largest loss",
    its_loss: "Its loss",
    left_out: "Units not scored (errors)",
    not_reported: "Units that did not report",
    duties_and_activities: "Duties and activities",
    indicators: "Indicators",
    indicator_counts: "Indicators",
    all_losses: "All losses",
    league: "League table",
    distribution: "Distribution of scores",
    no_score: "no score",
    dearest: "Where the units lose most",
    mean_loss: "Mean loss per unit",
    losing: "Units losing",
    known: "Units counted",
    way_out: "Way out",
    kind: "Kind",
    place: "Place",
    problem: "Problem",
    method: "How the figures arise",
    provenance: "Provenance",
    table: "Table",
    input: "Input",
    program: "Program",
    nothing_scored: "No unit could be scored: correct the problems listed below and score again.",
};

/// The terms of a language.
#[must_use]
pub const fn words(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

/// A sentence begins with a capital letter where the language has them.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// A grade in words.
#[must_use]
pub const fn grade(grade: Grade, language: Language) -> &'static str {
    match (grade, language) {
        (_, Language::Chinese) => grade.label(),
        (Grade::Excellent, Language::English) => "excellent",
        (Grade::Good, Language::English) => "good",
        (Grade::Fair, Language::English) => "fair",
        (Grade::Poor, Language::English) => "poor",
    }
}

/// An indicator's state in words.
#[must_use]
pub const fn state(state: State, language: Language) -> &'static str {
    match (state, language) {
        (State::Reported, Language::Chinese) => "已报",
        (State::Reported, Language::English) => "reported",
        (State::Missing, Language::Chinese) => "未报",
        (State::Missing, Language::English) => "missing",
        (State::NotApplicable, Language::Chinese) => "不适用",
        (State::NotApplicable, Language::English) => "not applicable",
    }
}

/// How missing indicators counted, in a sentence.
#[must_use]
pub const fn policy(policy: MissingPolicy, language: Language) -> &'static str {
    match (policy, language) {
        (MissingPolicy::Range, Language::Chinese) => "未报给出区间：下限按全部低于差线，上限按全部为优",
        (MissingPolicy::Range, Language::English) => {
            "Missing values give a range, from all below poor to all excellent"
        }
        (MissingPolicy::Zero, Language::Chinese) => "未报按 0 分计入",
        (MissingPolicy::Zero, Language::English) => "Missing values score 0",
        (MissingPolicy::Skip, Language::Chinese) => {
            "未报不计入，其权重由同一活动的其他指标分担；没有其他指标的，整个活动连同预算不计入"
        }
        (MissingPolicy::Skip, Language::English) => {
            "Missing values are left out; their weight goes to the activity's other indicators, and without any the activity is left out with its budget"
        }
    }
}

/// How offices with a range are ranked; nothing where there is none.
#[must_use]
pub fn lower_end(units: &[UnitReport<'_>], language: Language) -> Option<&'static str> {
    let is_open = |unit: &UnitReport<'_>| unit.standing.range.is_some() && unit.standing.score().is_none();
    units.iter().any(is_open).then(|| {
        language.pick(
            "得分为区间的单位，排名和平均、四分位数等按区间下限计算。",
            "A unit with a score range is ranked, and counts in mean and quartiles, by its lower end.",
        )
    })
}

/// How the figures arise, in three lines.
#[must_use]
pub fn method(points: &Points, language: Language) -> [String; 3] {
    let [excellent, good, fair, poor, below] = Attainment::ALL.map(|attainment| points.of(attainment).to_string());
    match language {
        Language::Chinese => [
            format!(
                "指标得分：实际值达到优、良、中、差标准，依次得 {excellent}、{good}、{fair}、{poor} 分，低于差线得 {below} 分；按未舍入的实际值比较。"
            ),
            "活动得分是各指标得分的加权平均；职责和部门得分按年度预算数加权；没有预算的活动只列示，不计入。".to_owned(),
            "失分 = 权重 ×（100 − 得分）÷ 100；全程精确计算，只在显示时四舍五入到两位小数；等级按显示的得分划分（财预〔2020〕10号）。".to_owned(),
        ],
        Language::English => [
            format!(
                "An indicator scores {excellent}, {good}, {fair} or {poor} points for reaching its excellent, good, fair or poor cut-off, and {below} below the last; the unrounded actual counts."
            ),
            "An activity's score is the weighted mean of its indicators; duties and the bureau are weighted by annual budget; an activity without a budget is shown but does not count.".to_owned(),
            "Loss = weight × (100 − score) ÷ 100. Figures are exact and rounded once, half away from zero, to two decimals; grades are read off the shown score.".to_owned(),
        ],
    }
}
