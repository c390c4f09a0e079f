//! The rules of section 4 of the specification, a table for each.

use super::*;
use crate::diagnostic::Code;

fn text(text: &str) -> CellText<'_> {
    CellText { text, kind: CellKind::Text, unseen: None }
}

fn column(measure: &str) -> Convention {
    Convention { column_measure: Some(measure.to_owned()), fraction: false }
}

fn fraction() -> Convention {
    Convention { column_measure: None, fraction: true }
}

/// What a cell comes to, as a word: the value as it is shown, the state, or the fault's code.
fn read_as(cell: &str, measure: &str, convention: &Convention) -> String {
    shown(read(text(cell), measure, convention))
}

fn shown(reading: Result<Reading, Box<Problem>>) -> String {
    match reading {
        Ok(Stated::Reported(written)) => written.actual.to_fraction().cut(6).to_string(),
        Ok(stated) => stated.name().to_owned(),
        Err(problem) => match *problem {
            Problem::Value { fault, .. } => {
                format!("{fault:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
            }
            problem => problem.code().name().to_owned(),
        },
    }
}

#[track_caller]
fn check(measure: &str, convention: &Convention, cases: &[(&str, &str)]) {
    for (cell, expected) in cases {
        assert_eq!(read_as(cell, measure, convention), *expected, "{cell:?} in {measure}");
    }
}

#[test]
fn a_percentage_is_read_in_every_way_it_is_written() {
    check(
        "%",
        &Convention::default(),
        &[
            ("92.5%", "92.5"),
            ("92.5", "92.5"),
            ("９２．５％", "92.5"),
            ("92.5﹪", "92.5"),
            ("\u{3000} 92.5 % ", "92.5"),
            ("1,234.5%", "1234.5"),
            ("1,234,567", "1234567"),
            ("112.5%", "112.5"),
            ("0", "0"),
            ("0%", "0"),
            ("0.92%", "0.92"),
            ("1%", "1"),
            ("1.01", "1.01"),
            ("45/50", "90"),
            (" 45 / 50 ", "90"),
            ("1/3", "33.333333"),
            ("1,000/2,000", "50"),
            ("999999999999.999999%", "999999999999.999999"),
        ],
    );
}

#[test]
fn marks_say_that_there_is_no_value() {
    for measure in ["%", "件"] {
        check(
            measure,
            &Convention::default(),
            &[
                ("", "missing"),
                (" \u{3000}\u{200B}", "missing"),
                ("-", "missing"),
                ("—", "missing"),
                ("——", "missing"),
                ("–", "missing"),
                ("/", "missing"),
                ("无", "missing"),
                (" 未报 ", "missing"),
                ("不适用", "not_applicable"),
                ("N/A", "not_applicable"),
                ("ｎ／ａ", "not_applicable"),
            ],
        );
    }
    check("%", &Convention::default(), &[("0/0", "not_applicable"), ("未报告", "Text"), ("无。", "Text")]);
}

#[test]
fn what_may_mean_two_things_is_refused() {
    check(
        "%",
        &Convention::default(),
        &[
            ("0.92", "ambiguous-value"),
            ("1", "ambiguous-value"),
            ("0.000001", "ambiguous-value"),
            ("4月5日", "date-value"),
            ("5-Apr", "date-value"),
            ("2016/4/5", "date-value"),
            ("4-5%", "date-value"),
            ("1,23", "Commas"),
            ("12,34.5", "Commas"),
            ("0,925", "DecimalComma"),
        ],
    );
}

#[test]
fn what_is_no_value_is_refused_by_its_kind() {
    check(
        "%",
        &Convention::default(),
        &[
            ("约九成", "Text"),
            ("92.5%左右", "Text"),
            ("9²", "Text"),
            ("45/50/60", "Text"),
            ("+5", "Text"),
            ("-5%", "Negative"),
            ("−0.5", "Negative"),
            ("NaN", "NotFinite"),
            ("-inf%", "NotFinite"),
            ("∞", "NotFinite"),
            ("9.2E+01", "Exponent"),
            ("1e3%", "Exponent"),
            ("1234567890123", "TooLarge"),
            ("0.1234567%", "TooPrecise"),
            ("#DIV/0!", "FormulaError"),
            ("=A1/B1", "NotComputed"),
            ("3/0", "plan"),
            ("1,234,56", "Commas"),
        ],
    );
}

#[test]
fn a_heading_in_percent_makes_bare_numbers_percentages() {
    check("%", &column("%"), &[("0.92", "0.92"), ("1", "1"), ("92.5", "92.5"), ("92.5%", "92.5"), ("45/50", "90")]);
    check("%", &column("件"), &[("92.5", "ColumnMeasure"), ("92.5%", "92.5"), ("45/50", "90")]);
}

#[test]
fn a_bare_number_is_a_share_of_one_where_that_is_said() {
    check(
        "%",
        &fraction(),
        &[("0.925", "92.5"), ("1", "100"), ("2", "200"), ("2.01", "ShareAbove2"), ("0.9%", "0.9"), ("45/50", "90")],
    );
    check("件", &fraction(), &[("12", "ShareOfMeasure"), ("12件", "12"), ("未报", "missing")]);
}

#[test]
fn another_measure_takes_plain_numbers() {
    check(
        "件",
        &Convention::default(),
        &[
            ("12", "12"),
            ("12件", "12"),
            ("１２ 件", "12"),
            ("0.5", "0.5"),
            ("1,234件", "1234"),
            ("12%", "NotPercentage"),
            ("4/5", "NotPercentage"),
            ("12个", "Text"),
            ("-1", "Negative"),
            ("4-5", "date-value"),
        ],
    );
    check("件", &column("件"), &[("12", "12")]);
    check("件", &column("万元"), &[("12", "ColumnMeasure"), ("12件", "12")]);
    check("m2", &Convention::default(), &[("12m2", "12"), ("12", "12")]);
}

#[test]
fn how_a_value_is_written_is_kept() {
    let style = |cell: &str, convention: &Convention| {
        let reading = read(text(cell), "%", convention).expect("a value");
        reading.reported().expect("a value").style
    };
    let none = Convention::default();
    assert_eq!(style("92.50%", &none), Style::Percent(2));
    assert_eq!(style("92.5", &none), Style::Bare(1));
    assert_eq!(style("45/50", &none), Style::Pair);
    assert_eq!(style("92.5", &column("%")), Style::Declared(1));
    assert_eq!(style("0.925", &fraction()), Style::Declared(1), "decimals of the percentage");
}

#[test]
fn halves_of_a_pair_are_plain_numbers() {
    let part = |cell| match read_part(text(cell)) {
        Ok(Stated::Reported(number)) => number.to_string(),
        Ok(stated) => stated.name().to_owned(),
        Err(problem) => problem.code().name().to_owned(),
    };
    for (cell, expected) in [
        ("45", "45"),
        ("1,234.5", "1234.5"),
        ("0.5", "0.5"),
        ("", "missing"),
        ("无", "missing"),
        ("不适用", "not_applicable"),
        ("45%", "value"),
        ("4月5日", "date-value"),
    ] {
        assert_eq!(part(cell), expected, "{cell:?}");
    }
}

#[test]
fn a_pair_needs_a_plan() {
    let number = |whole| Decimal::new(whole, 0);
    assert_eq!(shown(Ok(pair(number(45), number(50)).expect("a value"))), "90");
    assert_eq!(pair(number(0), number(0)), Ok(Stated::NotApplicable));
    assert_eq!(pair(number(3), number(0)), Err(PlanFault::Zero));
}

#[test]
fn an_actual_agrees_with_the_pair_that_it_is_rounded_from() {
    let actual =
        |cell: &str| read(text(cell), "%", &Convention::default()).ok().and_then(Stated::reported).map(|w| w.actual);
    for (percent, decimals, share, agrees_with) in [
        ("33.33%", 2, "1/3", true),
        ("33%", 0, "1/3", true),
        ("33.34%", 2, "1/3", false),
        ("90%", 0, "45/50", true),
        ("90.1%", 1, "45/50", false),
        ("12.5%", 1, "1/8", true),
        ("13%", 0, "1/8", true),
        ("12%", 0, "1/8", true),
        ("52.969502%", 6, "330/623", true),
        ("52.969503%", 6, "330/623", false),
    ] {
        let (written, exact) = (actual(percent).expect("a value"), actual(share).expect("a value"));
        assert_eq!(agrees(written, decimals, exact), agrees_with, "{percent} and {share}");
    }
}

/// What a spreadsheet divides out has 15 digits, the last of which need not be right.
#[test]
fn a_quotient_agrees_though_its_last_digits_do_not() {
    let exact = read(text("330/623"), "%", &Convention::default()).ok().and_then(Stated::reported);
    let exact = exact.expect("a value").actual;
    for (percent, agrees_with) in [
        ("52.9695024077047%", true),
        ("52.9695024077046%", true),
        ("52.96950240774%", true),
        ("52.96950240776%", false),
        ("52.9695024076%", false),
    ] {
        let cell = CellText { text: percent, kind: CellKind::Number, unseen: None };
        let written = read(cell, "%", &Convention::default()).ok().and_then(Stated::reported).expect("a value");
        let Style::Percent(decimals) = written.style else { panic!("{percent} has its sign") };
        assert_eq!(agrees(written.actual, decimals, exact), agrees_with, "{percent}");
    }
}

#[test]
fn a_number_cell_has_as_many_decimals_as_a_workbook_keeps() {
    let number = |text, kind| shown(read(CellText { text, kind, unseen: None }, "%", &Convention::default()));
    assert_eq!(number("92.123456789012345678%", CellKind::Number), "92.123456");
    assert_eq!(number("92.123456789012345678%", CellKind::Rounded), "92.123456");
    assert_eq!(read_as("92.123456789%", "%", &Convention::default()), "TooPrecise");
}

#[test]
fn a_cell_that_shows_no_plain_value_is_refused() {
    let code = |why| {
        let unseen = Unseen { why, stored: "92%".to_owned(), format: None };
        let cell = CellText { text: "92%", kind: CellKind::Unseen, unseen: Some(&unseen) };
        shown(read(cell, "%", &Convention::default()))
    };
    assert_eq!(code(Why::Date), Code::DateValue.name());
    assert_eq!(code(Why::Hidden), Code::Unseen.name());
    assert_eq!(code(Why::MarkedText), Code::Unseen.name());
    assert_eq!(code(Why::NotComputed), "NotComputed");
}

#[test]
fn characters_that_nobody_sees_are_not_there() {
    for text in ["9\u{200B}2.5%", "\u{202D}92.5%\u{202C}", "92.5\u{AD}%", "\u{FEFF}92.5%", "92\u{2063}.5\u{200F}%"] {
        assert_eq!(read_as(text, "%", &Convention::default()), "92.5", "{text:?}");
    }
}
