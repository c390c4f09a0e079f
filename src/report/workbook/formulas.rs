//! The formulas of an indicator's row. They name cells and the parameters of 说明, and only
//! functions that every spreadsheet has had since 2003.

use std::ops::Range;

use rust_xlsxwriter::{RowNum, utility};

use super::column::{Column, Rows, cell};
use super::page::{NONE, quoted};
use super::wording::Labels;
use crate::grading::{Attainment, Cutoffs, Sign};
use crate::language::Language;
use crate::number::MAX_DECIMALS;
use crate::report::shown::Marks;
use crate::report::{State, words};

/// Names of the points of each attainment.
pub(crate) const POINTS: [&str; 5] =
    ["points_excellent", "points_good", "points_fair", "points_poor", "points_below_poor"];
/// Names of the lowest scores of the bands.
pub(crate) const BANDS: [&str; 3] = ["band_excellent", "band_good", "band_fair"];
/// Name of the points with which a missing indicator counts at least.
pub(crate) const MISSING_MIN: &str = "missing_min";
/// The same of an indicator without a 差 line.
pub(crate) const MISSING_MIN_OPEN: &str = "missing_min_open";
/// Name of the points with which a missing indicator counts at most.
pub(crate) const MISSING_MAX: &str = "missing_max";
/// Name of what a missing indicator's weight is multiplied by.
pub(super) const MISSING_COUNTS: &str = "missing_counts";

/// Decimals to which shares of 1 are rounded before they are compared: more than a cut-off has, which are 8, and no more
/// than a double surely holds. Actuals are written with so many.
pub(crate) const SHARE_DECIMALS: u8 = 12;
/// The same for numbers in other measures, of which cut-offs have 6.
pub(super) const NUMBER_DECIMALS: u8 = 9;

/// A figure of two decimals. The inner rounding brings a double to the decimal that is meant, so
/// that half a hundredth is rounded up as the exact number would be.
pub(crate) fn figure(exact: &str) -> String {
    format!("ROUND(ROUND({exact},10),2)")
}

/// A score where both ends are the same, else the interval.
pub(crate) fn interval(min: &str, max: &str, language: Language) -> String {
    format!("IF({min}={max},{min},TEXT({min},\"0.00\")&{}&TEXT({max},\"0.00\"))", quoted(Marks::printed(language).to))
}

/// The band of a figure.
pub(crate) fn band(figure: &str, language: Language) -> String {
    use crate::grading::Grade::{Excellent, Fair, Good, Poor};
    let word = |grade| quoted(words::grade(grade, language));
    let [excellent, good, fair] = BANDS;
    format!(
        "IF({figure}>={excellent},{},IF({figure}>={good},{},IF({figure}>={fair},{},{})))",
        word(Excellent),
        word(Good),
        word(Fair),
        word(Poor)
    )
}

/// The band of a score between two figures; `undecided` where both ends lie in different ones.
pub(crate) fn band_between(min: &str, max: &str, language: Language) -> String {
    let (lower, upper) = (band(min, language), band(max, language));
    format!("IF({lower}={upper},{lower},{})", quoted(words::words(language).undecided))
}

/// A number rounded so that equal decimals are equal doubles.
pub(crate) fn rounded(number: &str, decimals: u8) -> String {
    format!("ROUND({number},{decimals})")
}

/// 1 for the best cut-off that is reached, one more for each worse one, and the last where none is; `direction` is −1
/// where lower is better, else 1. All of them are rounded.
pub(crate) fn level(sign: Sign, direction: &str, actual: &str, cutoffs: &[String]) -> String {
    let reaches = if sign.is_strict() { ">" } else { ">=" };
    let worst = (cutoffs.len() + 1).to_string();
    cutoffs.iter().enumerate().rev().fold(worst, |worse, (index, cutoff)| {
        format!("IF({direction}*{actual}{reaches}{direction}*{cutoff},{},{worse})", index + 1)
    })
}

/// The grade of a level from 1 to 5.
pub(crate) fn grade(level: &str, language: Language) -> String {
    let grades = Attainment::ALL.map(|attainment| quoted(words::grade(attainment.grade(), language)));
    format!("CHOOSE({level},{})", grades.join(","))
}

/// The points of a level, and something else where there is none.
pub(crate) fn points(level: &str, otherwise: &str) -> String {
    format!("IF({level}>0,CHOOSE({level},{}),{otherwise})", POINTS.join(","))
}

/// The share in percent that an indicator has in the bureau's total, from its weight as it counts, the budget of
/// its activity, all such budgets, and the weights of the activity.
pub(crate) fn exact_weight(counted: &str, [budget, budgets, siblings]: [&str; 3]) -> String {
    format!("IF({counted}*{budget}=0,0,100*{budget}/SUM({budgets})*{counted}/SUM({siblings}))")
}

/// The score of an indicator from its weight as it counts and the two ends of its points.
pub(crate) fn score([counted, least, most]: [&str; 3], language: Language) -> String {
    let score = interval(&figure(least), &figure(most), language);
    format!("IF({counted}=0,{},{score})", quoted(NONE))
}

/// Weight × points ÷ 100 of an indicator whose points are known; `points` is worked out from the lower end.
pub(crate) fn worth([counted, least, most, exact_weight]: [&str; 4], points: &str) -> String {
    let worth = figure(&format!("{exact_weight}*{points}/100"));
    format!("IF(OR({counted}=0,{least}<>{most}),{},{worth})", quoted(NONE))
}

/// Whether a cell holds one of some texts, spaces around it aside.
pub(crate) fn one_of(cell: &str, texts: &[&str]) -> String {
    let equal: Vec<_> = texts.iter().map(|text| format!("TRIM({cell})={}", quoted(text))).collect();
    format!("OR({})", equal.join(","))
}

/// What the cell of an actual may hold: a number that is not negative, or a word for a state.
pub(super) fn legal_actual(cell: &str, labels: &Labels) -> String {
    let known = one_of(cell, &[labels.missing, labels.not_applicable].concat());
    format!("IF(ISNUMBER({cell}),{cell}>=0,{known})")
}

/// A number with its measure as text, cut to 6 decimals: `92.5%`, `12件`.
fn number_text(number: &str, percentage: bool, measure: &str) -> String {
    if percentage {
        let percent = rounded(&format!("100*{number}"), SHARE_DECIMALS - 2);
        format!("ROUNDDOWN({percent},{MAX_DECIMALS})&\"%\"")
    } else {
        format!("ROUNDDOWN({},{MAX_DECIMALS})&{measure}", rounded(number, NUMBER_DECIMALS))
    }
}

/// A state as a literal.
fn state_word(state: State, language: Language) -> String {
    quoted(words::state(state, language))
}

/// One indicator's row, and what its formulas need from elsewhere.
pub(super) struct Line<'l> {
    pub(super) row: RowNum,
    pub(super) cutoffs: &'l Cutoffs,
    pub(super) percentage: bool,
    pub(super) language: Language,
    pub(super) labels: &'static Labels,
    pub(super) rows: &'l Rows,
    /// The rows of the activity, from the table's first.
    pub(super) siblings: Range<RowNum>,
    /// The cell of the activity's budget as it counts, and the cells of all such budgets.
    pub(super) budget: (String, String),
}

impl Line<'_> {
    /// The cell of a column in this row.
    fn name(&self, column: Column) -> String {
        utility::row_col_to_cell(self.row, column.number())
    }

    /// The same, rounded so that equal decimals are equal doubles.
    fn rounded(&self, column: Column) -> String {
        rounded(&self.name(column), self.decimals())
    }

    /// Decimals to which its numbers are rounded before they are compared.
    pub(super) const fn decimals(&self) -> u8 {
        if self.percentage { SHARE_DECIMALS } else { NUMBER_DECIMALS }
    }

    fn word(&self, state: State) -> String {
        state_word(state, self.language)
    }

    /// What is known of it; a number below 0 is no actual.
    pub(super) fn state(&self) -> String {
        let actual = self.name(Column::Actual);
        format!(
            "IF(IF(ISNUMBER({actual}),{actual}>=0,FALSE),{},IF({},{},{}))",
            self.word(State::Reported(())),
            one_of(&actual, self.labels.not_applicable),
            self.word(State::NotApplicable),
            self.word(State::Missing)
        )
    }

    /// The columns of its cut-offs.
    fn lines(&self) -> &'static [Column] {
        let [best @ .., _] = &Column::CUTOFFS;
        if self.cutoffs.poor().is_some() { &Column::CUTOFFS } else { best }
    }

    /// −1 where lower is better, else 1.
    pub(super) fn direction(&self) -> String {
        let last = if self.cutoffs.poor().is_some() { Column::Poor } else { Column::Fair };
        format!("IF({}<{},-1,1)", self.rounded(Column::Excellent), self.rounded(last))
    }

    /// The sign of its cut-offs.
    pub(super) fn sign(&self) -> String {
        let [lower, higher] = if self.is_strict() { [Sign::Below, Sign::Above] } else { [Sign::AtMost, Sign::AtLeast] };
        format!("IF({}<0,{},{})", self.name(Column::Direction), quoted(lower.mark()), quoted(higher.mark()))
    }

    const fn is_strict(&self) -> bool {
        self.cutoffs.sign().is_strict()
    }

    /// 1 to 4 for the best cut-off that is reached, one more where none is, 0 without an actual.
    pub(super) fn level(&self) -> String {
        let lines: Vec<_> = self.lines().iter().map(|column| self.rounded(*column)).collect();
        let levels = level(self.cutoffs.sign(), &self.name(Column::Direction), &self.rounded(Column::Actual), &lines);
        format!("IF({}={},{levels},0)", self.name(Column::State), self.word(State::Reported(())))
    }

    pub(super) fn grade(&self) -> String {
        let level = self.name(Column::Level);
        format!("IF({level}=0,{},{})", quoted(NONE), grade(&level, self.language))
    }

    /// Below the 差 line, or what is wrong with a cell that an auditor changed.
    pub(super) fn mark(&self) -> String {
        let (actual, direction) = (self.name(Column::Actual), self.name(Column::Direction));
        let falls =
            |pair: &[Column]| format!("{direction}*{}>={direction}*{}", self.rounded(pair[0]), self.rounded(pair[1]));
        let falling: Vec<_> = self.lines().windows(2).map(falls).collect();
        let known = one_of(&actual, &[&[""], self.labels.missing, self.labels.not_applicable].concat());
        format!(
            "IF(NOT(AND({})),{},IF(IF(ISNUMBER({actual}),{actual}<0,NOT({known})),{},IF({}=5,{},\"\")))",
            falling.join(","),
            quoted(self.labels.bad_cutoffs),
            quoted(self.labels.bad_actual),
            self.name(Column::Level),
            quoted(words::words(self.language).below_poor)
        )
    }

    /// 优的标准: the 优 cut-off with its sign.
    pub(super) fn target(&self) -> String {
        let number = number_text(&self.name(Column::Excellent), self.percentage, &self.name(Column::Measure));
        format!("{}&{number}", self.name(Column::Sign))
    }

    pub(super) fn counted(&self) -> String {
        let (state, share) = (self.name(Column::State), self.name(Column::Share));
        format!(
            "IF({state}={},{share},IF({state}={},{share}*{MISSING_COUNTS},0))",
            self.word(State::Reported(())),
            self.word(State::Missing)
        )
    }

    /// The points with which it counts at the lower end of the interval.
    pub(super) fn least(&self) -> String {
        self.points(if self.cutoffs.poor().is_some() { MISSING_MIN } else { MISSING_MIN_OPEN })
    }

    /// The points with which it counts at the upper end of the interval.
    pub(super) fn most(&self) -> String {
        self.points(MISSING_MAX)
    }

    fn points(&self, missing: &str) -> String {
        let (level, state) = (self.name(Column::Level), self.name(Column::State));
        points(&level, &format!("IF({state}={},{missing},0)", self.word(State::Missing)))
    }

    pub(super) fn exact_weight(&self) -> String {
        let counted = self.name(Column::Counted);
        let (budget, budgets) = &self.budget;
        let siblings = self.rows.part(&self.siblings, Column::Counted);
        exact_weight(&counted, [budget, budgets, &siblings])
    }

    pub(super) fn weight(&self) -> String {
        figure(&self.name(Column::ExactWeight))
    }

    pub(super) fn score(&self) -> String {
        let [counted, least, most] = [Column::Counted, Column::Least, Column::Most].map(|column| self.name(column));
        score([&counted, &least, &most], self.language)
    }

    pub(super) fn earned(&self) -> String {
        self.worth(&self.name(Column::Least))
    }

    pub(super) fn loss(&self) -> String {
        self.worth(&format!("(100-{})", self.name(Column::Least)))
    }

    /// Weight × points ÷ 100, where the points are known.
    fn worth(&self, points: &str) -> String {
        let columns =
            [Column::Counted, Column::Least, Column::Most, Column::ExactWeight].map(|column| self.name(column));
        worth(columns.each_ref().map(String::as_str), points)
    }

    /// Something of the next grade; nothing at 优 and without an actual.
    fn below_best(&self, formula: &str) -> String {
        format!("IF({}<2,{},{formula})", self.name(Column::Level), quoted(NONE))
    }

    pub(super) fn next_cutoff(&self) -> String {
        let cutoffs = format!("{}:{}", self.name(Column::Excellent), self.name(Column::Poor));
        self.below_best(&format!("INDEX({cutoffs},1,{}-1)", self.name(Column::Level)))
    }

    /// The best level that the next cut-off earns, 0 where there is none.
    pub(super) fn next_level(&self) -> String {
        let next = self.rounded(Column::NextCutoff);
        let equals = |column| format!("{next}={}", self.rounded(column));
        let [excellent, good, fair, _] = Column::CUTOFFS.map(equals);
        format!("IF({}<2,0,IF({excellent},1,IF({good},2,IF({fair},3,4))))", self.name(Column::Level))
    }

    /// Rounded away from the actual, so that adding it is enough.
    pub(super) fn distance(&self) -> String {
        let shown = if self.percentage { MAX_DECIMALS + 2 } else { MAX_DECIMALS };
        let [next, actual] = [Column::NextCutoff, Column::Actual].map(|column| self.name(column));
        self.below_best(&format!("ROUNDUP(ROUND(ABS({next}-{actual}),{}),{shown})", self.decimals()))
    }

    pub(super) fn gain(&self) -> String {
        let [level, weight, least] =
            [Column::NextLevel, Column::ExactWeight, Column::Least].map(|column| self.name(column));
        let points = POINTS[..4].join(",");
        self.below_best(&figure(&format!("{weight}*(CHOOSE({level},{points})-{least})/100")))
    }

    /// The place among the losses, equals in the page's order; 0 for none.
    pub(super) fn rank(&self) -> String {
        let loss = self.name(Column::Loss);
        let all = self.rows.all(Column::Loss);
        let above = format!("{}:{loss}", cell("", self.rows.first, Column::Loss.number()));
        format!("IF(ISNUMBER({loss}),IF({loss}>0,RANK({loss},{all})+COUNTIF({above},{loss})-1,0),0)")
    }
}

/// How many indicators have a loss that is unknown, in words; nothing where there are none.
pub(super) fn unknown_losses(rows: &Rows, labels: &Labels) -> String {
    let [counted, least, most] = [Column::Counted, Column::Least, Column::Most].map(|column| rows.all(column));
    let count = format!("SUMPRODUCT(({counted}>0)*({least}<>{most}))");
    let [before, after] = labels.unknown_losses.map(quoted);
    format!("IF({count}=0,\"\",{before}&{count}&{after})")
}

/// A number of the indicators' table as text, with its measure behind it; for the losses.
pub(super) fn looked_up(number: &str, measure: &str) -> String {
    let [percentage, other] = [true, false].map(|is_percentage| number_text(number, is_percentage, measure));
    format!("IF(ISNUMBER({number}),IF({measure}=\"%\",{percentage},{other}),{})", quoted(NONE))
}

/// The same with the sign of the cut-offs before it, but for ≥.
pub(super) fn looked_up_cutoff(number: &str, measure: &str, sign: &str) -> String {
    let mark = format!("IF({sign}={},\"\",{sign})", quoted(Sign::AtLeast.mark()));
    format!("IF(ISNUMBER({number}),{mark},\"\")&{}", looked_up(number, measure))
}

/// The same of a distance, which is not yet enough where cut-offs are strict.
pub(super) fn looked_up_distance(number: &str, measure: &str, sign: &str) -> String {
    let [above, below] = [Sign::Above, Sign::Below].map(|strict| format!("{sign}={}", quoted(strict.mark())));
    let mark = format!("IF(OR({above},{below}),{},\"\")", quoted(Sign::Above.mark()));
    format!("IF(ISNUMBER({number}),{mark},\"\")&{}", looked_up(number, measure))
}
