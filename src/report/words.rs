//! The words of the reports, in both languages: a term that one language has, the other has too.

use super::{State, UnitReport};
use crate::grading::Grade;
use crate::language::Language;
use crate::own;
use crate::scoring::{MissingPolicy, Origin};
use crate::targets::Targets;

/// Terms in both languages: of each its name, the Chinese and the English. A term is text unless it says
/// `as` what else it is.
macro_rules! terms {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($(#[$note:meta])* $term:ident $(as $type:ty)?: $chinese:expr, $english:expr;)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug)]
        $visibility struct $name {
            $($(#[$note])* $visibility $term: terms!(@type $($type)?),)*
        }

        impl $name {
            /// The terms of a language.
            $visibility const fn of(language: Language) -> &'static Self {
                match language {
                    Language::Chinese => &Self { $($term: $chinese,)* },
                    Language::English => &Self { $($term: $english,)* },
                }
            }
        }
    };
    (@type) => { &'static str };
    (@type $type:ty) => { $type };
}
pub(super) use terms;

terms! {
    /// The terms that several formats use, one word for one thing.
    #[expect(missing_docs, reason = "each term says itself")]
    pub struct Words {
        title: own::TITLES[0], own::TITLES[1];
        bureau: own::BUREAU[0], own::BUREAU[1];
        unit: "填报单位", "Unit";
        units: "单位数", "Units";
        period: "期间", "Period";
        total: "总分", "Total";
        score: "得分", "Score";
        interval: "得分区间", "Score range";
        grade: "等级", "Grade";
        undecided: "未定", "undecided";
        coverage: "上报率", "Coverage";
        by_budget: "按预算加权", "by budget";
        policy: "未报处理", "Missing values";
        duty: "职责", "Duty";
        activity: "工作活动", "Activity";
        indicator: "绩效指标", "Indicator";
        budget: "年度预算数", "Annual budget";
        weight: "权重", "Weight";
        actual: "实际值", "Actual";
        cutoffs: "评价标准", "Cut-offs";
        loss: "失分", "Loss";
        losses: "失分情况（从大到小）", "Losses, largest first";
        known_loss: "已知失分", "known loss";
        next_grade: "下一等级", "Next grade";
        distance: "差距", "Distance";
        gain: "可增分", "Gain";
        note: "偏差原因", "Note";
        notes: "说明", "Remarks";
        state: "状态", "State";
        measure: "计量单位", "Measure";
        problems: "问题", "Problems";
        error: "错误", "error";
        warning: "提醒", "warning";
        below_poor: "低于差线", "below poor";
        no_budget: "无预算", "no budget";
        standard_input: "标准输入", "standard input";
        rank: "名次", "Rank";
        mean: "平均", "Mean";
        median: "中位数", "Median";
        lower_quartile: "下四分位数", "Lower quartile";
        upper_quartile: "上四分位数", "Upper quartile";
        minimum: "最低", "Minimum";
        maximum: "最高", "Maximum";
        largest_loss: "最大失分", "Largest loss";
        left_out: "未计分的单位（有错误）", "Units not scored (errors)";
        blank: "空表", "Empty forms";
        not_reported: "应报未报的单位", "Units that did not report";
        unexpected: "不在应报名单上的单位", "Units that are not on the list";
        unread: "没有读的文件和内容", "Files and parts that were not read";
        why: "原因", "Why";
        slip: "退回单", "Return slip";
        to_mend: "请改正", "To be corrected";
        to_check: "请核对", "To be checked";
        correction: "怎么改", "What to do";
        // Parts of the long reports.
        tree: "职责、工作活动和绩效指标", "Duties, activities and indicators";
        duties_and_activities: "职责与工作活动", "Duties and activities";
        indicators: "绩效指标", "Indicators";
        indicator_counts: "指标个数", "Indicators";
        league: "单位排名", "League table";
        distribution: "得分分布", "Distribution of scores";
        no_score: "无得分", "no score";
        by_bureau: "各部门内的排名", "League tables of the bureaus";
        dearest: "失分最多的指标", "Where the units lose most";
        mean_loss: "平均每个单位失分", "Mean loss per unit";
        losing: "失分单位数", "Units losing";
        known: "计入单位数", "Units counted";
        way_out: "办法", "Help";
        kind: "类别", "Kind";
        place: "位置", "Place";
        problem: "问题", "Problem";
        method: "计分方法", "How the figures arise";
        provenance: "出处", "Provenance";
        table: "指标表", "Table";
        input: "数据文件", "Input";
        inputs: "数据文件共计", "Inputs in all";
        program: "程序", "Program";
        severity: "级别", "Severity";
        code: "代码", "Code";
        file: "文件", "File";
        line: "行", "Line";
        cell: "单元格", "Cell";
        value: "所填内容", "Value";
        sheet: "工作表", "Sheet";
        budget_unit: "预算数单位", "Measure of budgets";
        /// Who signs for a unit; the last is the date.
        signatures as [&'static str; 4]:
            ["填报单位（公章）", "负责人（签字）", "财务负责人（签字）", "日期"],
            ["Unit (seal)", "Head (signature)", "Head of finance (signature)", "Date"];
        date_blank: "年　　月　　日", "";
        bureau_code: "部门代码", "Bureau code";
        number: "序号", "No.";
        chart: "对照", "Chart";
        arithmetic: "得分算式", "Arithmetic";
        // What changed since an earlier report.
        compared: "与上次对比", "Compared with the earlier report";
        checked: "自评与复核对照", "Claimed and verified";
        earlier_report: "对比的报告", "Compared with";
        known_as: "按名称认出（括号里是上次的）", "Known by name (as it was)";
        before: "上次", "Was";
        now: "这次", "Now";
        change: "变化", "Change";
        claimed: "自评", "Claimed";
        verified: "复核", "Verified";
        deviation: "偏离", "Off by";
        places: "升降", "Moved";
        by_values: "实际值", "Values";
        by_cutoffs: "标准", "Cut-offs";
        by_points: "指标得分", "Points";
        by_weights: "权重", "Weight";
        by_entries: "增减指标", "Entries";
        causes: "变化原因", "Causes";
        rise: "上升最多", "Largest rise";
        fall: "下降最多", "Largest fall";
        left: "上次有、这次没有的单位", "Units of the earlier report that are not in this one";
        new_units: "新增的单位", "New units";
        corrected: "补上的单位（上次没有计分）", "Units scored now and not before";
        nothing_lost: "没有失分。", "No points were lost.";
        nothing_counts: "没有可计分的指标。", "No indicator counts.";
    }
}

/// The terms of a language.
pub const fn words(language: Language) -> &'static Words {
    Words::of(language)
}

/// A sentence begins with a capital letter where the language has them.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// A grade in words.
pub const fn grade(grade: Grade, language: Language) -> &'static str {
    let english = match grade {
        Grade::Excellent => "excellent",
        Grade::Good => "good",
        Grade::Fair => "fair",
        Grade::Poor => "poor",
    };
    language.pick(grade.label(), english)
}

/// An indicator's state in words.
pub const fn state(state: State, language: Language) -> &'static str {
    match state {
        State::Reported(()) => language.pick("已报", "reported"),
        State::Missing => language.pick("未报", "missing"),
        State::NotApplicable => language.pick("不适用", "not applicable"),
    }
}

/// What becomes of the weight of an indicator that leaves the mean, behind the beginning of a sentence.
macro_rules! leaves_mean {
    (zh $start:literal) => {
        concat!($start, "其权重由同一活动的其他指标分担；没有其他指标的，整个活动连同预算不计入")
    };
    (en $start:literal) => {
        concat!($start, " weight goes to the activity's other indicators, and without any the activity does not count, nor does its budget")
    };
}
pub(super) use leaves_mean;

/// How missing indicators counted, in a sentence; whether some of them have no 差 line.
pub const fn policy(policy: MissingPolicy, has_open_poor: bool, language: Language) -> &'static str {
    match policy {
        MissingPolicy::Range if has_open_poor => language.pick(
            "未报给出区间：下限按全部低于差线（没有差线的按差），上限按全部为优",
            "Missing values give a range, from all below poor (poor where there is no poor cut-off) to all excellent",
        ),
        MissingPolicy::Range => language.pick(
            "未报给出区间：下限按全部低于差线，上限按全部为优",
            "Missing values give a range, from all below poor to all excellent",
        ),
        MissingPolicy::Zero => language.pick("未报按 0 分计入", "Missing values score 0"),
        MissingPolicy::Skip => {
            language.pick(leaves_mean!(zh "未报不计入，"), leaves_mean!(en "Missing values do not count; their"))
        }
    }
}

/// How units with a range are ranked; nothing where there is none.
pub fn lower_end(units: &[UnitReport<'_>], language: Language) -> Option<&'static str> {
    let is_open = |unit: &UnitReport<'_>| unit.standing.range().is_some() && unit.standing.score().is_none();
    units.iter().any(is_open).then(|| {
        language.pick(
            "得分为区间的单位，排名和平均、四分位数等按区间下限计算。",
            "A unit with a score range is ranked, and counts in mean and quartiles, by its lower end.",
        )
    })
}

fn roll_up(language: Language) -> String {
    language
        .pick(
            "活动得分是各指标得分的加权平均；职责和部门得分按年度预算数加权；没有预算的活动只列示，不计入。上报率是已报权重的占比，按预算加权。",
            "An activity's score is the weighted mean of its indicators; duties and the bureau are weighted by annual budget; an activity without a budget is shown but does not count. Coverage is the reported share of the weight, by budget.",
        )
        .to_owned()
}

/// How the figures arise, in the lines of [`method`], where these are not the same for all bureaus.
pub fn method_of_several(language: Language) -> [String; 3] {
    match language {
        Language::Chinese => [
            "指标得分：实际值达到优、良、中、差标准或低于差线，各得本部门指标表的分；按未舍入的实际值比较。".to_owned(),
            roll_up(language),
            "失分 = 权重 ×（100 − 得分）÷ 100；全程精确计算，只在显示时四舍五入到两位小数，实际值超过六位的小数截去；等级按显示的得分和本部门指标表的等级线划分。".to_owned(),
        ],
        Language::English => [
            "An indicator scores what its bureau's table gives for the cut-off that it reaches; the unrounded actual counts.".to_owned(),
            roll_up(language),
            "Loss = weight × (100 − score) ÷ 100. Figures are exact and rounded once, half away from zero, to two decimals, and actuals are cut at six; grades are read off the shown score, by the bands of the bureau's table.".to_owned(),
        ],
    }
}

/// How the figures arise, in three lines.
pub fn method(targets: &Targets, language: Language) -> [String; 3] {
    let [excellent, good, fair, poor, below] = targets.points().all().map(|points| points.to_string());
    let (cutoffs, points) = (cutoffs(targets, language), points_origin(targets, language));
    let bands = bands_origin(targets.bands_origin(), language);
    match language {
        Language::Chinese => [
            format!(
                "指标得分：实际值达到优、良、中、差标准，依次得 {excellent}、{good}、{fair}、{poor} 分，低于差线得 {below} 分；按未舍入的实际值比较{cutoffs}。{points}"
            ),
            roll_up(language),
            format!(
                "失分 = 权重 ×（100 − 得分）÷ 100；全程精确计算，只在显示时四舍五入到两位小数，实际值超过六位的小数截去；等级按显示的得分划分（{bands}）。"
            ),
        ],
        Language::English => [
            format!(
                "An indicator scores {excellent}, {good}, {fair} or {poor} points for reaching its excellent, good, fair or poor cut-off, and {below} below the last; the unrounded actual counts{cutoffs}. {points}"
            ),
            roll_up(language),
            format!(
                "Loss = weight × (100 − score) ÷ 100. Figures are exact and rounded once, half away from zero, to two decimals, and actuals are cut at six; grades are read off the shown score ({bands})."
            ),
        ],
    }
}

/// What is special about the cut-offs of a table, within a sentence.
fn cutoffs(targets: &Targets, language: Language) -> String {
    let strict =
        language.pick("；＞、＜ 的标准不含这个数本身", "; a cut-off with ＞ or ＜ is not reached by its own number");
    let open = language
        .pick("；没有差线的，达不到中的都是差", "; where there is no poor cut-off, whatever misses fair is poor");
    let parts = [(targets.has_strict_cutoffs(), strict), (targets.has_open_poor(), open)];
    parts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, part)| part).collect()
}

/// Who says what the points are, in a sentence.
pub fn points_origin(targets: &Targets, language: Language) -> String {
    let points = targets.points().all().map(|points| points.to_string()).join("/");
    match (targets.points_origin(), language) {
        (Origin::Convention, Language::Chinese) => format!("{points} 是本程序自己的约定。"),
        (Origin::Convention, Language::English) => format!("{points} are this program's own convention."),
        (Origin::Table, Language::Chinese) => format!("{points} 是指标表的文件规定的。"),
        (Origin::Table, Language::English) => format!("{points} are set by the table's file."),
        (Origin::Run, Language::Chinese) => format!("{points} 是这次用选项规定的。"),
        (Origin::Run, Language::English) => format!("{points} are set by an option of this run."),
    }
}

/// Who says what the bands of scores are.
pub const fn bands_origin(origin: Origin, language: Language) -> &'static str {
    match origin {
        Origin::Convention => language.pick("财预〔2020〕10号", "bands of Caiyu [2020] No. 10"),
        Origin::Table => language.pick("分数段是指标表的文件规定的", "bands set by the table's file"),
        Origin::Run => language.pick("分数段是这次用选项规定的", "bands set by an option of this run"),
    }
}
