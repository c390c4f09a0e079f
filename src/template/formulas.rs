//! The formulas of the form: what they take the cells of a row for, and the report's own for all that follows from
//! it. What the reader of inputs may read otherwise, or not at all, is never graded: it is to be checked.

use rust_xlsxwriter::RowNum;

use super::column::Column;
use super::paper;
use crate::grading::Direction;
use crate::language::Language;
use crate::number::{Decimal, MAX_DECIMALS, MAX_INTEGER_DIGITS};
use crate::report::State;
use crate::report::words;
use crate::report::workbook::formulas::{
    MISSING_MAX, MISSING_MIN, MISSING_MIN_OPEN, SHARE_DECIMALS, band_between, exact_weight, figure, grade, interval,
    level, one_of, points, rounded, score, worth,
};
use crate::report::workbook::page::{NONE, quoted};
use crate::report::workbook::wording::Labels;
use crate::targets::Indicator;

/// Levels of an indicator without a grade: 0 where its value is said to be missing, and these.
pub(super) const NOT_APPLICABLE: &str = "-1";
pub(super) const CHECK: &str = "-2";
pub(super) const EMPTY: &str = "-3";

/// What stands in the column of grades where a row is to be checked.
pub(super) const PLEASE_CHECK: &str = "请核对";

/// Decimals of a share that the cell of an actual shows.
const SHOWN_DECIMALS: u8 = 8;
/// Numbers from here on have more digits before the point than are read.
const TOO_LARGE: &str = "1000000000000";
/// Shares of 1 from here on may be days: a spreadsheet takes 12/12 for one, and counts them from 1900.
const TOO_LARGE_SHARE: &str = "1000";
/// Significant digits that a double surely holds.
const DOUBLE_DIGITS: u32 = 15;
/// Characters of a number in a text.
const LONGEST: usize = DOUBLE_DIGITS as usize;
/// What stands for a missing value, however many of them.
const DASHES: [&str; 5] = ["-", "－", "—", "–", "―"];
/// Half a unit of the last decimal of a percentage: that of 2 decimals, which its cell shows at least, of 3, and of 4.
const HALVES: [(u8, &str); 3] = [(2, "0.005"), (3, "0.0005"), (4, "0.00005")];

/// One indicator's row.
pub(super) struct Line<'t> {
    pub(super) row: RowNum,
    pub(super) indicator: &'t Indicator,
    /// The first and the last row of the activity.
    pub(super) activity: (RowNum, RowNum),
    /// The first and the last row of all.
    pub(super) all: (RowNum, RowNum),
}

/// Whether a double holds all digits of the cut-offs.
pub(super) fn is_exact(indicator: &Indicator) -> bool {
    let digits = |cutoff: Decimal| cutoff.mantissa().unsigned_abs() < 10_u128.pow(DOUBLE_DIGITS);
    indicator.cutoffs.written().into_iter().flatten().all(digits)
}

fn labels() -> &'static Labels {
    Labels::of(Language::Chinese)
}

fn state(state: State) -> String {
    quoted(words::state(state, Language::Chinese))
}

fn not_applicable() -> String {
    state(State::NotApplicable)
}

fn check() -> String {
    quoted(PLEASE_CHECK)
}

/// The text of a cell in narrow characters, without blanks around it.
fn narrow(cell: &str) -> String {
    format!("ASC(TRIM({cell}))")
}

/// Whether a cell says that there is no value: nothing, dashes alone, or a word.
fn is_missing(cell: &str) -> String {
    let text = format!("TRIM({cell})");
    let rest = DASHES.into_iter().fold(text, |text, dash| format!("SUBSTITUTE({text},\"{dash}\",\"\")"));
    format!("OR({rest}=\"\",{})", one_of(&format!("ASC({cell})"), labels().missing))
}

fn is_not_applicable(cell: &str) -> String {
    one_of(&format!("ASC({cell})"), labels().not_applicable)
}

/// The number that a text of digits is, with one point at most, or that it is to be checked. Worked out without the
/// spreadsheet's own reading of numbers, which goes by the country.
fn number(text: &str) -> String {
    // A text is filled up to its longest, since not every spreadsheet finds nothing in something.
    let characters = format!("MID({text}&\"{}\",ROW($1:${LONGEST}),1)", "0".repeat(LONGEST));
    let foreign = format!("SUMPRODUCT(ISERROR(FIND({characters},\"0123456789.\"))*1)");
    let point = format!("FIND(\".\",{text}&\".\")");
    let digits = format!("SUBSTITUTE({text},\".\",\"\")");
    let is_number = format!(
        "AND({text}<>\"\",LEN({text})<={LONGEST},{foreign}=0,LEN({digits})>=LEN({text})-1,{point}>1,RIGHT({text},1)<>\".\",{point}<={},LEN({text})-{point}<={MAX_DECIMALS})",
        MAX_INTEGER_DIGITS + 1
    );
    format!("IF({is_number},VALUE({digits})/10^MAX(0,LEN({text})-{point}),{})", check())
}

/// What a cell with a text says: nothing where it is missing, that it does not apply, or something else.
fn stated(cell: &str, otherwise: &str) -> String {
    format!("IF({},\"\",IF({},{},{otherwise}))", is_missing(cell), is_not_applicable(cell), not_applicable())
}

/// Where the `/` of a text is, or its end.
fn slash(text: &str) -> String {
    format!("FIND(\"/\",{text}&\"/\")")
}

/// Whether a cell's number is shown as a plain one: neither as a date nor as a percentage.
fn is_plain(cell: &str) -> String {
    format!("ISNUMBER(FIND(LEFT(CELL(\"format\",{cell}),1),\"GF,\"))")
}

impl Line<'_> {
    fn name(&self, column: Column) -> String {
        column.cell(self.row)
    }

    /// 计划数 or 完成数: its number, nothing where it is missing, that it does not apply, or that it is to be checked.
    pub(super) fn part(&self, column: Column) -> String {
        let (cell, check) = (self.name(column), check());
        let is_legal =
            format!("AND({},{cell}>=0,{cell}<{TOO_LARGE},{cell}={})", is_plain(&cell), rounded(&cell, MAX_DECIMALS));
        let text = stated(&cell, &number(&narrow(&cell)));
        format!("IF(ISERROR({cell}),{check},IF(ISNUMBER({cell}),IF({is_legal},{cell},{check}),{text}))")
    }

    /// 完成数 ÷ 计划数, or what else the two say together.
    pub(super) fn pair(&self) -> String {
        let [done, plan] = [Column::DoneRead, Column::PlanRead].map(|column| self.name(column));
        let (check, not_applicable) = (check(), not_applicable());
        let open = format!("IF({plan}={not_applicable},{not_applicable},\"\")");
        let ratio = ratio(&done, &plan);
        let numbers = format!("IF(ISNUMBER({plan}),{ratio},{check})");
        format!(
            "IF(OR({done}={check},{plan}={check}),{check},IF({done}={not_applicable},{not_applicable},IF({done}=\"\",{open},{numbers})))"
        )
    }

    /// The text in the cell of the actual.
    pub(super) fn text(&self) -> String {
        let cell = self.name(Column::Actual);
        format!("IF(ISERROR({cell}),\"\",IF(ISNUMBER({cell}),\"\",{}))", narrow(&cell))
    }

    /// That text before its `/`, or without the measure behind it.
    pub(super) fn before(&self) -> String {
        let text = self.name(Column::Text);
        let number = format!("LEFT({text},LEN({text})-{})", self.measure_length());
        let rest = if self.indicator.is_percentage() { format!("LEFT({text},{}-1)", slash(&text)) } else { text };
        format!("IF({},{number},{rest})", self.is_measured())
    }

    /// That text behind its `/`; nothing where it has none, or the measure.
    pub(super) fn after(&self) -> String {
        let text = self.name(Column::Text);
        format!("IF({},\"\",MID({text},{}+1,{}))", self.is_measured(), slash(&text), LONGEST + 1)
    }

    /// The number before the `/` or the measure.
    pub(super) fn before_read(&self) -> String {
        number(&self.name(Column::Before))
    }

    /// Whether the text has the measure behind it.
    fn is_measured(&self) -> String {
        let text = self.name(Column::Text);
        format!("EXACT(RIGHT({text},{}),{})", self.measure_length(), quoted(&self.indicator.measure))
    }

    fn measure_length(&self) -> usize {
        self.indicator.measure.encode_utf16().count()
    }

    /// What the text says: a number with its measure, a pair such as `45/50`, or that it is to be checked.
    pub(super) fn text_read(&self) -> String {
        let before = self.name(Column::BeforeRead);
        if !self.indicator.is_percentage() {
            return before;
        }
        let (after, check) = (self.name(Column::AfterRead), check());
        let pair = format!("IF(ISNUMBER({after}),{},{check})", ratio(&before, &after));
        format!("IF(ISNUMBER({before}),IF({},{before}/100,{pair}),{check})", self.is_measured())
    }

    pub(super) fn after_read(&self) -> String {
        number(&self.name(Column::After))
    }

    /// The actual: a share of 1 or a number, nothing where it is missing, that it does not apply, or that it is to be
    /// checked.
    pub(super) fn actual(&self) -> String {
        let (cell, check) = (self.name(Column::Actual), check());
        let text = stated(&cell, &self.name(Column::TextRead));
        let is_legal = self.is_legal(&cell);
        format!("IF(ISERROR({cell}),{check},IF(ISNUMBER({cell}),IF({is_legal},{cell},{check}),{text}))")
    }

    /// Whether the number in the cell of the actual is read as the one that it is. That of a percentage is where its
    /// format is one still: spreadsheets name formats by a letter, P where they know it for a percentage, and the one
    /// that the cell of a cut-off has in any case.
    fn is_legal(&self, cell: &str) -> String {
        let format = |cell: &str| format!("LEFT(CELL(\"format\",{cell}),1)");
        if self.indicator.is_percentage() {
            let (own, known) = (format(cell), format(&self.name(Column::Excellent)));
            format!("AND(OR({own}=\"P\",{own}={known}),{cell}>=0,{cell}<{TOO_LARGE_SHARE})")
        } else {
            let is_whole = rounded(cell, MAX_DECIMALS);
            format!("AND({},{cell}>=0,{cell}<{TOO_LARGE},{cell}={is_whole})", is_plain(cell))
        }
    }

    pub(super) fn actual_level(&self) -> String {
        self.surely(Column::ActualRead, if self.indicator.is_percentage() { SHOWN_DECIMALS } else { MAX_DECIMALS })
    }

    pub(super) fn pair_level(&self) -> String {
        self.surely(Column::PairRead, SHARE_DECIMALS)
    }

    /// The level of a number, 0 where there is none. One that is a cut-off when it is rounded and another number when
    /// it is not is to be checked: it shows a cut-off that it may not reach.
    fn surely(&self, column: Column, shown: u8) -> String {
        let number = self.name(column);
        if !is_exact(self.indicator) {
            return format!("IF(ISNUMBER({number}),{CHECK},0)");
        }
        let decimals = if self.indicator.is_percentage() { SHARE_DECIMALS } else { MAX_DECIMALS };
        let cutoffs = &self.indicator.cutoffs;
        let lines = Column::CUTOFFS.into_iter().zip(cutoffs.written());
        let lines = lines.filter_map(|(column, cutoff)| Some(self.cutoff(column, cutoff?)));
        let lines: Vec<_> = lines.map(|cutoff| rounded(&cutoff, decimals)).collect();
        let seen = rounded(&number, shown);
        let direction = if cutoffs.direction() == Direction::LowerIsBetter { "-1" } else { "1" };
        let level = level(cutoffs.sign(), direction, &rounded(&number, decimals), &lines);
        let at_a_line: Vec<_> = lines.iter().map(|line| format!("{seen}={line}")).collect();
        let is_near = format!("AND({number}<>{seen},OR({}))", at_a_line.join(","));
        format!("IF(ISNUMBER({number}),IF({is_near},{CHECK},{level}),0)")
    }

    /// A cut-off: its cell, or the number itself where the cell has a text.
    fn cutoff(&self, column: Column, cutoff: Decimal) -> String {
        if paper::is_broken(self.indicator) { cutoff.to_string() } else { self.name(column) }
    }

    /// Whether the actual is the pair, rounded to the decimals that it has, and attains the same.
    pub(super) fn agree(&self) -> String {
        let [actual, pair, level, other] =
            [Column::ActualRead, Column::PairRead, Column::ActualLevel, Column::PairLevel]
                .map(|column| self.name(column));
        let percent = format!("ROUND(100*{actual},10)");
        let half = HALVES.into_iter().rev().fold("0".to_owned(), |rest, (decimals, half)| {
            format!("IF({percent}={},{half},{rest})", rounded(&percent, decimals))
        });
        let is_near = format!("ROUND(ABS(100*{actual}-100*{pair}),10)<={half}*ISNUMBER({})", self.name(Column::Actual));
        format!("IF(AND(ISNUMBER({actual}),ISNUMBER({pair})),AND({level}>0,{level}={other},{is_near}),FALSE)")
    }

    /// 1 to 5 for what is attained, 0 where the value is said to be missing, and the levels below 0.
    pub(super) fn level(&self) -> String {
        let (actual, level) = (self.name(Column::ActualRead), self.name(Column::ActualLevel));
        let (check, not_applicable) = (check(), not_applicable());
        let has_states = |cell: &str, level: &str, nothing: &str| {
            format!("IF({cell}=\"\",{nothing},IF({cell}={not_applicable},{NOT_APPLICABLE},{level}))")
        };
        if !self.indicator.is_percentage() {
            let empty = format!("IF(TRIM({})=\"\",{EMPTY},0)", self.name(Column::Actual));
            return format!("IF({actual}={check},{CHECK},{})", has_states(&actual, &level, &empty));
        }
        let (pair, pair_level) = (self.name(Column::PairRead), self.name(Column::PairLevel));
        let empty = format!("IF(TRIM({})&TRIM({})=\"\",{EMPTY},0)", self.name(Column::Done), self.name(Column::Actual));
        let alone = has_states(&actual, &level, &empty);
        let both = format!(
            "IF(AND({actual}={not_applicable},{pair}={not_applicable}),{NOT_APPLICABLE},IF({},{pair_level},{CHECK}))",
            self.name(Column::Agree)
        );
        let of_pair = format!("IF({pair}={not_applicable},{NOT_APPLICABLE},{pair_level})");
        format!(
            "IF(OR({actual}={check},{pair}={check}),{CHECK},IF({pair}=\"\",{alone},IF({actual}=\"\",{of_pair},{both})))"
        )
    }

    pub(super) fn grade(&self) -> String {
        let level = self.name(Column::Level);
        format!(
            "IF({level}>0,{},IF({level}=0,{},IF({level}={NOT_APPLICABLE},{},IF({level}={CHECK},{},\"\"))))",
            grade(&level, Language::Chinese),
            state(State::Missing),
            not_applicable(),
            check()
        )
    }

    pub(super) fn counted(&self) -> String {
        format!("IF({}={NOT_APPLICABLE},0,{})", self.name(Column::Level), self.indicator.weight)
    }

    pub(super) fn least(&self) -> String {
        let has_poor = self.indicator.cutoffs.poor().is_some();
        points(&self.name(Column::Level), if has_poor { MISSING_MIN } else { MISSING_MIN_OPEN })
    }

    pub(super) fn most(&self) -> String {
        points(&self.name(Column::Level), MISSING_MAX)
    }

    /// The budget of the activity as it counts, for the first of its rows.
    pub(super) fn budget(&self, budget: &str) -> String {
        format!("IF(SUM({})>0,{budget},0)", Column::Counted.range(self.activity))
    }

    pub(super) fn exact_weight(&self) -> String {
        let budget = Column::Budget.cell(self.activity.0);
        let (budgets, siblings) = (Column::Budget.range(self.all), Column::Counted.range(self.activity));
        exact_weight(&self.name(Column::Counted), [&budget, &budgets, &siblings])
    }

    /// Nothing where the row is empty or to be checked.
    fn answered(&self, formula: &str) -> String {
        format!("IF({}<{NOT_APPLICABLE},\"\",{formula})", self.name(Column::Level))
    }

    pub(super) fn score(&self) -> String {
        let columns = [Column::Counted, Column::Least, Column::Most].map(|column| self.name(column));
        self.answered(&score(columns.each_ref().map(String::as_str), Language::Chinese))
    }

    pub(super) fn loss(&self) -> String {
        let columns =
            [Column::Counted, Column::Least, Column::Most, Column::ExactWeight].map(|column| self.name(column));
        let columns = columns.each_ref().map(String::as_str);
        self.answered(&worth(columns, &format!("(100-{})", columns[1])))
    }
}

/// Done ÷ planned: not applicable for 0 of 0, and to be checked for something of 0.
fn ratio(done: &str, plan: &str) -> String {
    format!("IF({plan}>0,{done}/{plan},IF({done}=0,{},{}))", not_applicable(), check())
}

/// The running total over the rows of the form.
pub(super) struct Total {
    /// The first and the last row.
    pub(super) rows: (RowNum, RowNum),
    /// The row that the two ends of the total stand in.
    pub(super) row: RowNum,
}

impl Total {
    fn count(&self, level: &str) -> String {
        format!("COUNTIF({},{level})", Column::Level.range(self.rows))
    }

    /// The name of the first indicator at a level.
    fn first(&self, level: &str) -> String {
        format!("INDEX({},MATCH({level},{},0))", Column::Indicator.range(self.rows), Column::Level.range(self.rows))
    }

    /// The lower or the upper end, from the points of either.
    pub(super) fn end(&self, points: Column) -> String {
        let (weights, points) = (Column::ExactWeight.range(self.rows), points.range(self.rows));
        let sum = figure(&format!("SUMPRODUCT({weights},{points})/100"));
        format!("IF(SUM({})>0,{sum},{})", Column::Budget.range(self.rows), quoted(NONE))
    }

    fn ends(&self) -> [String; 2] {
        [Column::Least, Column::Most].map(|column| column.cell(self.row))
    }

    /// Something of the total, where it can be worked out.
    fn answered(&self, formula: &str) -> String {
        let [min, _] = self.ends();
        format!("IF({}>0,{},IF({min}={},{},{formula}))", self.count(CHECK), check(), quoted(NONE), quoted(NONE))
    }

    pub(super) fn score(&self) -> String {
        let [min, max] = self.ends();
        self.answered(&interval(&min, &max, Language::Chinese))
    }

    pub(super) fn band(&self) -> String {
        let [min, max] = self.ends();
        self.answered(&band_between(&min, &max, Language::Chinese))
    }

    /// What is to be checked, what is still empty, and what is said to be missing.
    pub(super) fn progress(&self) -> String {
        let [check, empty, missing] = [CHECK, EMPTY, "0"].map(|level| self.count(level));
        let named = |[before, between]: [&str; 2], count: &str, level: &str| {
            format!("\"{before}\"&{count}&\"{between}\"&{}&\"”\"", self.first(level))
        };
        let done = format!("IF({missing}>0,\"已填完，其中未报 \"&{missing}&\" 项\",\"已填完\")");
        format!(
            "IF({check}>0,{},IF({empty}>0,{},{done}))",
            named(["请核对 ", " 项：“"], &check, CHECK),
            named(["还差 ", " 项，下一项：“"], &empty, EMPTY)
        )
    }
}
