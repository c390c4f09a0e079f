//! The words that only a workbook has, in both languages.

use super::column::Column;
use crate::language::Language;
use crate::scoring::MissingPolicy;

/// Names of the sheets, headings and notes of a workbook.
#[derive(Debug)]
pub(super) struct Labels {
    pub font: &'static str,
    pub sheet_summary: &'static str,
    pub sheet_indicators: &'static str,
    pub sheet_losses: &'static str,
    pub sheet_problems: &'static str,
    pub sheet_notes: &'static str,
    pub sheet_league: &'static str,
    pub sheet_statistics: &'static str,
    /// Between the two ends of an interval.
    pub to: &'static str,
    /// Between the parts of a line.
    pub gap: &'static str,
    pub page: &'static str,
    pub total_row: &'static str,
    pub min: &'static str,
    pub max: &'static str,
    pub basis: &'static str,
    pub counts: &'static str,
    pub bad_cutoffs: &'static str,
    pub bad_actual: &'static str,
    /// What an auditor may write for an indicator that does not apply.
    pub not_applicable: &'static [&'static str],
    /// What an auditor may write for a missing value, apart from nothing at all.
    pub missing: &'static [&'static str],
    pub actual_title: &'static str,
    pub actual_hint: &'static str,
    pub number_hint: &'static str,
    pub policies: [&'static str; 3],
    pub chart_title: &'static str,
    pub interval_series: &'static str,
    pub summary_working: [&'static str; 5],
    pub chart_headings: [&'static str; 2],
    pub signatures: &'static str,
    pub number: &'static str,
    pub next_cutoff: &'static str,
    pub severity: &'static str,
    pub code: &'static str,
    pub file: &'static str,
    pub line: &'static str,
    pub cell: &'static str,
    pub problem: &'static str,
    pub help: &'static str,
    pub excerpt: &'static str,
    pub folded: &'static str,
    pub no_problems: &'static str,
    pub no_units: &'static str,
    pub parameters: &'static str,
    pub parameter_hint: &'static str,
    pub points: &'static str,
    pub band: &'static str,
    pub missing_min: &'static str,
    pub missing_max: &'static str,
    pub missing_counts: &'static str,
    pub table: &'static str,
    pub table_hash: &'static str,
    pub source: &'static str,
    pub source_hash: &'static str,
    pub sources: &'static str,
    pub tool: &'static str,
    pub findings: &'static str,
    pub budget_unit: &'static str,
    pub statistics: &'static str,
    /// Around the numbers of actuals and of cut-offs that nothing can be computed from.
    pub bad_cells: [&'static str; 3],
    /// Around the number of indicators whose loss is unknown.
    pub unknown_losses: [&'static str; 2],
    pub undecided_series: &'static str,
    pub sheet: &'static str,
}

static CHINESE: Labels = Labels {
    font: "宋体",
    sheet_summary: "汇总",
    sheet_indicators: "指标",
    sheet_losses: "失分",
    sheet_problems: "问题",
    sheet_notes: "说明",
    sheet_league: "排名",
    sheet_statistics: "统计",
    to: "～",
    gap: "　",
    page: "第 &P 页，共 &N 页",
    total_row: "合计",
    min: "得分下限",
    max: "得分上限",
    basis: "以下各列供计算用，不打印",
    counts: "指标等级",
    bad_cutoffs: "标准有误",
    bad_actual: "实际值有误",
    not_applicable: &["不适用", "N/A"],
    missing: &["未报", "-", "—", "/", "无"],
    actual_title: "实际完成值",
    actual_hint: "请填数字（百分数可直接填 92.5%），或填“未报”“不适用”。",
    number_hint: "请填不小于 0 的数字。",
    policies: ["区间", "按零分", "不计入"],
    chart_title: "各工作活动得分",
    interval_series: "区间（下限到上限）",
    summary_working: ["计入预算", "适用预算", "上报比例", "下限（未舍入）", "上限（未舍入）"],
    chart_headings: ["活动", "区间宽度"],
    signatures: "填报单位（公章）：　　　　　　　　　　负责人（签字）：　　　　　　　　财务负责人（签字）：　　　　　　　　日期：　　　　年　　月　　日",
    number: "序号",
    next_cutoff: "下一等级标准",
    severity: "级别",
    code: "代码",
    file: "文件",
    line: "行",
    cell: "单元格",
    problem: "问题",
    help: "办法",
    excerpt: "原文",
    folded: "此外还有，按代码计数：",
    no_problems: "没有问题。",
    no_units: "没有可以计分的单位，请看“问题”表。",
    parameters: "评分参数",
    parameter_hint: "浅黄底的单元格可以改：各表的实际完成值、评价标准、权数、预算数，以及这里的参数；改后全部得分随之重算。",
    points: "指标得分：",
    band: "等级下限：",
    missing_min: "未报下限分",
    missing_max: "未报上限分",
    missing_counts: "未报是否计入",
    table: "指标表",
    table_hash: "指标表 SHA-256",
    source: "数据文件",
    source_hash: "数据文件 SHA-256",
    sources: "数据文件共计",
    tool: "程序",
    findings: "出具报告时的情况",
    budget_unit: "预算数单位",
    statistics: "统计",
    bad_cells: ["注意：有 ", " 项实际值有误（按未报计），", " 项标准有误，见“标记”列；总分因此不可用，请先更正。"],
    unknown_losses: ["已知失分；未报的 ", " 项不在其中"],
    undecided_series: "未定（区间跨等级，到下限）",
    sheet: "工作表",
};

static ENGLISH: Labels = Labels {
    font: "Calibri",
    sheet_summary: "Summary",
    sheet_indicators: "Indicators",
    sheet_losses: "Losses",
    sheet_problems: "Problems",
    sheet_notes: "Notes",
    sheet_league: "League",
    sheet_statistics: "Statistics",
    to: "–",
    gap: "  ",
    page: "Page &P of &N",
    total_row: "Total",
    min: "Score min",
    max: "Score max",
    basis: "Working columns, not printed",
    counts: "Indicators",
    bad_cutoffs: "bad cut-offs",
    bad_actual: "bad actual",
    not_applicable: &["not applicable", "N/A"],
    missing: &["missing", "-", "—", "/"],
    actual_title: "Actual",
    actual_hint: "A number (a percentage as 92.5%), or “missing”, or “not applicable”.",
    number_hint: "A number that is not below 0.",
    policies: ["range", "zero", "skip"],
    chart_title: "Scores of the activities",
    interval_series: "range, lower to upper end",
    summary_working: ["Counted budget", "Applicable budget", "Reported share", "Exact min", "Exact max"],
    chart_headings: ["Activity", "Width of range"],
    signatures: "Unit (seal):                              Head (signature):                              Head of finance (signature):                              Date:                    ",
    number: "No.",
    next_cutoff: "Next cut-off",
    severity: "Severity",
    code: "Code",
    file: "File",
    line: "Line",
    cell: "Cell",
    problem: "Problem",
    help: "Help",
    excerpt: "Text",
    folded: "And more, counted by code: ",
    no_problems: "No problems.",
    no_units: "There is no unit to score; see the sheet Problems.",
    parameters: "Parameters",
    parameter_hint: "Cells on light yellow may be changed: actuals, cut-offs, weights and budgets on the sheets, and the parameters here; all scores follow.",
    points: "Points: ",
    band: "Lowest score: ",
    missing_min: "Missing, least points",
    missing_max: "Missing, most points",
    missing_counts: "Missing counts",
    table: "Table",
    table_hash: "Table SHA-256",
    source: "Data file",
    source_hash: "Data file SHA-256",
    sources: "Data files in all",
    tool: "Program",
    findings: "As of this report",
    budget_unit: "Unit of budgets",
    statistics: "Statistics",
    bad_cells: [
        "Careful: ",
        " bad actuals (counted as missing) and ",
        " bad cut-offs, see the column Mark; the total cannot be used until they are mended.",
    ],
    unknown_losses: ["Known loss; that of the ", " missing is unknown and not in it"],
    undecided_series: "undecided, up to the lower end",
    sheet: "Sheet",
};

/// The labels of a language.
pub(super) const fn labels(language: Language) -> &'static Labels {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

impl Labels {
    /// A policy as the cell names it that an auditor can change.
    pub(super) const fn policy(&self, policy: MissingPolicy) -> &'static str {
        self.policies[policy as usize]
    }
}

/// The heading of a column of the indicators.
pub(super) const fn heading(column: Column, language: Language) -> &'static str {
    match language {
        Language::Chinese => chinese(column),
        Language::English => english(column),
    }
}

const fn chinese(column: Column) -> &'static str {
    match column {
        Column::Duty => "职责",
        Column::Activity => "工作活动",
        Column::Indicator => "绩效指标",
        Column::Measure => "计量单位",
        Column::Excellent => "优",
        Column::Good => "良",
        Column::Fair => "中",
        Column::Poor => "差",
        Column::Target => "年初指标值",
        Column::Actual => "实际完成值",
        Column::State => "状态",
        Column::Grade => "等级",
        Column::Mark => "标记",
        Column::Weight => "分值",
        Column::Score => "得分",
        Column::Earned => "折合得分",
        Column::Loss => "失分",
        Column::Note => "偏差原因及改进措施",
        Column::Text => "填报原文",
        Column::Share => "活动内权数",
        Column::Direction => "方向",
        Column::Level => "达标档次",
        Column::Counted => "计入权数",
        Column::Least => "计分下限",
        Column::Most => "计分上限",
        Column::ExactWeight => "分值（未舍入）",
        Column::NextLevel => "下一档次",
        Column::NextCutoff => "下一等级标准",
        Column::Distance => "差距",
        Column::Gain => "可增分",
        Column::Rank => "失分序",
    }
}

const fn english(column: Column) -> &'static str {
    match column {
        Column::Duty => "Duty",
        Column::Activity => "Activity",
        Column::Indicator => "Indicator",
        Column::Measure => "Measure",
        Column::Excellent => "Excellent",
        Column::Good => "Good",
        Column::Fair => "Fair",
        Column::Poor => "Poor",
        Column::Target => "Target",
        Column::Actual => "Actual",
        Column::State => "State",
        Column::Grade => "Grade",
        Column::Mark => "Mark",
        Column::Weight => "Weight",
        Column::Score => "Score",
        Column::Earned => "Earned",
        Column::Loss => "Loss",
        Column::Note => "Note",
        Column::Text => "As reported",
        Column::Share => "Weight in activity",
        Column::Direction => "Direction",
        Column::Level => "Level",
        Column::Counted => "Counted weight",
        Column::Least => "Least points",
        Column::Most => "Most points",
        Column::ExactWeight => "Exact weight",
        Column::NextLevel => "Next level",
        Column::NextCutoff => "Next cut-off",
        Column::Distance => "Distance",
        Column::Gain => "Gain",
        Column::Rank => "Loss rank",
    }
}

/// What is to be known about the figures of a workbook, a paragraph each.
pub(super) const fn notes(language: Language) -> &'static [&'static str] {
    match language {
        Language::Chinese => &[
            "表中的等级、得分、权重、失分、上报率和合计都是公式，由实际完成值、评价标准、权数、预算数和参数算出；文件里存的结果就是程序算出的数。",
            "得分一律为百分制。填财政部门的绩效自评表时，“分值”取“分值”列（全部门合计 100），“得分”取“折合得分”列（分值 × 得分 ÷ 100），两者之差就是失分。",
            "电子表格的数字是二进制浮点数，只有约 15 位有效数字。为使 0.7 与 70% 这样的数比较时不出偏差，比较前两边都先舍入：百分数到小数点后 12 位，其他数到 6 位；除不尽的实际值（如 1/3）在不越过标准的一侧截到百分数的小数点后 10 位，等级与精确计算一致。显示的得分先舍入到 10 位再四舍五入到 2 位，正好在半分上的数也进位。有效数字超过 15 位的数，电子表格容纳不下，以程序的报告为准。",
            "等级按显示的得分（两位小数）划分。得分是区间而两端不在同一等级时，等级为“未定”；排名、平均和四分位数按区间下限计算。",
            "实际完成值改为“未报”或清空，就按未报处理；改为“不适用”，该指标不计，权重由同一活动的其他指标分担；没有其他指标的，整个活动连同预算不计入。未报处理方式在上面的参数里改。",
        ],
        Language::English => &[
            "Grades, scores, weights, losses, coverage and totals are formulas over the actuals, cut-offs, weights, budgets and parameters; the stored results are the program's own figures.",
            "Scores are out of 100. A self-assessment form takes its points from the column Weight (100 for the whole bureau) and its score from the column Earned (weight × score ÷ 100); what is between the two is the loss.",
            "A spreadsheet's numbers are binary and hold about 15 digits. So that 0.7 and 70% compare as equal, both sides are rounded before they are compared: percentages to 12 decimals, other numbers to 6. An actual without a finite decimal (1/3) is cut to 10 decimals of a percent on the side that reaches no further cut-off, so that its grade is the exact one. Shown scores are rounded to 10 decimals and then, half away from zero, to 2. Numbers of more than 15 digits do not fit a spreadsheet: there the program's report counts.",
            "Grades are read off the shown score with its two decimals. Where both ends of an interval are not in the same band, the grade is “undecided”; ranks, mean and quartiles go by the lower end.",
            "An actual that is emptied or set to “missing” counts as missing; one set to “not applicable” does not count, and its weight goes to the others of the activity. How missing values count is set in the parameters above.",
        ],
    }
}

/// A note on the offices that have no sheet of their own.
pub(super) fn without_sheet(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("有 {count} 个单位没有单列工作表，只列在“排名”表里，其得分是存入的数，不是公式。")
        }
        Language::English => format!(
            "{count} units have no sheet of their own; they are listed on the sheet League, with stored figures instead of formulas."
        ),
    }
}

/// A note on offices that a worksheet has no rows for.
pub(super) fn beyond_rows(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("一张工作表放不下全部单位，还有 {count} 个单位没有列出；请用 CSV 或 JSON 格式取得全部结果。")
        }
        Language::English => format!(
            "A worksheet does not hold all units; {count} are not listed. The CSV and JSON formats have them all."
        ),
    }
}
