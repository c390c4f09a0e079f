//! The words that only a workbook has, in both languages.

use crate::language::{Language, counted};
use crate::report::words::terms;
use crate::scoring::MissingPolicy;

terms! {
    /// Names of the sheets, headings and notes of a workbook.
    pub(crate) struct Labels {
        font: "宋体", "Calibri";
        sheet_summary: "汇总", "Summary";
        sheet_indicators: "指标", "Indicators";
        sheet_losses: "失分", "Losses";
        sheet_problems: "问题", "Problems";
        sheet_notes: "说明", "Remarks";
        sheet_league: "排名", "League";
        sheet_comparison: "对比", "Comparison";
        sheet_movers: "对比明细", "Changes";
        sheet_statistics: "统计", "Statistics";
        /// Between the parts of a line.
        gap: "　", "  ";
        page: "第 &P 页，共 &N 页", "Page &P of &N";
        total_row: "合计", "Total";
        min: "得分下限", "Score min";
        max: "得分上限", "Score max";
        basis: "以下各列供计算用，不打印", "Working columns, not printed";
        bad_cutoffs: "标准有误", "bad cut-offs";
        bad_actual: "实际值有误", "bad actual";
        /// What an auditor may write for an indicator that does not apply.
        not_applicable as &'static [&'static str]: &["不适用", "N/A"], &["not applicable", "N/A"];
        /// What an auditor may write for a missing value, apart from nothing at all.
        missing as &'static [&'static str]: &["未报", "-", "—", "/", "无"], &["missing", "-", "—", "/"];
        actual_hint:
            "请填数字（百分数可直接填 92.5%），或填“未报”“不适用”。",
            "A number (a percentage as 92.5%), or “missing”, or “not applicable”.";
        number_hint: "请填不小于 0 的数字。", "A number that is not below 0.";
        chart_title: "各工作活动得分", "Scores of the activities";
        interval_series: "区间（下限到上限）", "range, lower to upper end";
        summary_working as [&'static str; 5]:
            ["计入预算", "适用预算", "上报比例", "下限（未舍入）", "上限（未舍入）"],
            ["Counted budget", "Applicable budget", "Reported share", "Exact min", "Exact max"];
        chart_headings as [&'static str; 2]: ["活动", "区间宽度"], ["Activity", "Width of range"];
        no_problems: "没有问题。", "No problems.";
        parameters: "评分参数", "Parameters";
        parameter_hint:
            "浅黄底的单元格可以改：各表的实际完成值、评价标准、权数、预算数，以及这里的参数；改后全部得分随之重算。",
            "Cells on light yellow may be changed: actuals, cut-offs, weights and budgets on the sheets, and the parameters here; all scores follow.";
        points: "指标得分：", "Points: ";
        band: "等级下限：", "Lowest score: ";
        missing_min: "未报下限分", "Missing, least points";
        missing_min_open: "未报下限分（没有差线的）", "Missing, least points (no poor cut-off)";
        missing_max: "未报上限分", "Missing, most points";
        missing_counts: "未报是否计入", "Missing counts";
        findings: "出具报告时的情况", "As of this report";
        /// Around the numbers of actuals and of cut-offs that nothing can be computed from.
        bad_cells as [&'static str; 3]:
            ["注意：有 ", " 项实际值有误（按未报计），", " 项标准有误，见“标记”列；总分因此不可用，请先更正。"],
            [ "Careful: ", " bad actuals (counted as missing) and ", " bad cut-offs, see the column Mark; the total cannot be used until they are corrected.", ];
        /// Around the number of indicators whose loss is unknown.
        unknown_losses as [&'static str; 2]:
            ["已知失分；未报的 ", " 项不在其中"],
            ["Known loss; that of the ", " missing is unknown and not in it"];
        undecided_series: "未定（区间跨等级，到下限）", "undecided, up to the lower end";
    }
}

/// A policy as the cell names it that an auditor can change.
pub(super) const fn policy(policy: MissingPolicy, language: Language) -> &'static str {
    match policy {
        MissingPolicy::Range => language.pick("区间", "range"),
        MissingPolicy::Zero => language.pick("按零分", "zero"),
        MissingPolicy::Skip => language.pick("不计入", "skip"),
    }
}

/// What is to be known about the figures of a workbook, a paragraph each.
pub(super) fn notes(language: Language) -> [&'static str; 5] {
    [
        (
            "表中的等级、得分、权重、失分、上报率和合计都是公式，由实际完成值、评价标准、权数、预算数和参数算出；文件里存的结果就是程序算出的数。",
            "Grades, scores, weights, losses, coverage and totals are formulas over the actuals, cut-offs, weights, budgets and parameters; the stored results are the program's own figures.",
        ),
        (
            "得分一律为百分制。填财政部门的绩效自评表时，“分值”取“分值”列（全部门合计 100），“得分”取“折合得分”列（分值 × 得分 ÷ 100），两者之差就是失分。",
            "Scores are out of 100. A self-assessment form takes its points from the column Weight (100 for the whole bureau) and its score from the column Earned (weight × score ÷ 100); what is between the two is the loss.",
        ),
        (
            "电子表格的数字是二进制浮点数，只有约 15 位有效数字。为使 0.7 与 70% 这样的数比较时不出偏差，比较前两边都先舍入：百分数到小数点后 12 位，其他数到 9 位；位数更多的实际值（如 1/3）在不越过标准的一侧截到这么多位（百分数的小数点后 10 位），等级与精确计算一致。显示的得分先舍入到 10 位再四舍五入到 2 位，正好在半分上的数也进位。有效数字超过 15 位的数，电子表格容纳不下，以程序的报告为准。",
            "A spreadsheet's numbers are binary and hold about 15 digits. So that 0.7 and 70% compare as equal, both sides are rounded before they are compared: percentages to 12 decimals, other numbers to 9. An actual with more of them (1/3) is cut to as many (10 of a percent) on the side that reaches no further cut-off, so that its grade is the exact one. Shown scores are rounded to 10 decimals and then, half away from zero, to 2. Numbers of more than 15 digits do not fit a spreadsheet: there the program's report counts.",
        ),
        (
            "等级按显示的得分（两位小数）划分。得分是区间而两端不在同一等级时，等级为“未定”；排名、平均和四分位数按区间下限计算。",
            "Grades are read off the shown score with its two decimals. Where the two ends of a range are not in the same band, the grade is “undecided”; ranks, mean and quartiles go by the lower end.",
        ),
        (
            "实际完成值改为“未报”或清空，就按未报处理；改为“不适用”，该指标不计，权重由同一活动的其他指标分担；没有其他指标的，整个活动连同预算不计入。未报处理方式在上面的参数里改。",
            "An actual that is emptied or set to “missing” counts as missing; one set to “not applicable” does not count, and its weight goes to the others of the activity. How missing values count is set in the parameters above.",
        ),
    ]
    .map(|(chinese, english)| language.pick(chinese, english))
}

/// A note on the units that have no sheet of their own.
pub(super) fn without_sheet(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("有 {count} 个单位没有单列工作表，只列在“排名”表里，其得分是存入的数，不是公式。")
        }
        Language::English => format!(
            "{} without a sheet of their own: listed on the sheet League, with stored figures instead of formulas.",
            counted(count, "unit", "units")
        ),
    }
}

/// A note on units that a worksheet has no rows for.
pub(super) fn beyond_rows(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("一张工作表放不下全部单位，还有 {count} 个单位没有列出；请用 CSV 或 JSON 格式取得全部结果。")
        }
        Language::English => {
            format!(
                "A sheet does not hold all units: {} not listed. The CSV and JSON formats have them all.",
                counted(count, "unit", "units")
            )
        }
    }
}
