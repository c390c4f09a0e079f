//! What clerks type into a form, as a spreadsheet keeps it.

use score::number::{Decimal, Fraction};

use crate::harness::dice::Dice;
use crate::report::workbook::case::Entry;

/// The columns 计划数, 完成数 and 实际值.
const PLAN: char = 'H';
const DONE: char = 'I';
const ACTUAL: char = 'J';

/// Cells of one row that are filled in, each with the letter of its column.
pub(super) type Typed = Vec<(char, String)>;

/// What is typed for an entry as the form asks for it.
pub(super) fn plain(entry: &Entry, percentage: bool, dice: &mut Dice) -> Typed {
    match entry {
        Entry::Missing => match dice.pick(&["", "", "未报", "-", "无", "/", "——", "―", " 未报 "]) {
            "" => Vec::new(),
            mark => actual(mark),
        },
        Entry::NotApplicable if percentage && dice.below(3) == 0 => pair("0", "0"),
        Entry::NotApplicable => actual(dice.pick(&["不适用", "N/A", "n/a"])),
        Entry::Number(number) if percentage => match dice.below(3) {
            0 => actual(&format!("{number}%")),
            1 => actual(&wide(&format!("{number}%"))),
            _ => actual(&share(number)),
        },
        Entry::Number(number) => match dice.below(3) {
            0 => actual(&format!("{number}件")),
            _ => actual(number),
        },
        Entry::Pair(done, plan) => match dice.below(4) {
            0 => actual(&format!("{done}/{plan}")),
            1 => actual(&wide(&format!("{done}/{plan}"))),
            2 => pair(&done.to_string(), &plan.to_string()),
            _ => [pair(&done.to_string(), &plan.to_string()), actual(&ratio(*done, *plan))].concat(),
        },
    }
}

/// What is typed otherwise: some of it is read, some refused, and some may be read in one kind of file only.
pub(super) fn odd(percentage: bool, dice: &mut Dice) -> Typed {
    let texts = [
        "92.5",
        "９２．５%",
        "45 / 50",
        "约90%",
        "12次",
        "4月5日",
        "-5%",
        "-5",
        "1e3",
        "0.92",
        "1,234",
        "12,34",
        "12.5.1",
        "92%%",
        "%",
        "12件",
        "１２件",
        "件",
        "4/5/6",
        "1/0",
        "0/0",
        "/5",
        "无数据",
        "暂无",
        "NA",
        "0.1234567",
        "0.1234567%",
        "1234567890123",
        "12345678901234%",
        "９２",
        "未报。",
        "1/3",
        "0.5/0.7",
        "#DIV/0!",
        "#N/A",
        "TRUE",
        "92.5 %",
    ];
    let numbers = [
        "-0.1",
        "0.8999999999",
        "0.89999999",
        "100000000000",
        "10000000000",
        "12",
        "0.12345678901",
        "1234567890123",
        "0",
        "0.0000001",
        "123456789012.5",
        "0.3333333333333333",
    ];
    let halves = [
        "",
        "0",
        "3",
        "45",
        "50",
        "12.5",
        "-3",
        "未报",
        "不适用",
        "四十五",
        "0.0000001",
        "1234567890123",
        "45次",
        "50%",
    ];
    match dice.below(if percentage { 4 } else { 2 }) {
        0 => actual(dice.pick(&texts)),
        1 => actual(dice.pick(&numbers)),
        2 => pair(dice.pick(&halves), dice.pick(&halves)),
        _ => [
            pair(dice.pick(&halves), dice.pick(&halves)),
            actual(dice.pick(&[
                "0.9",
                "0.24",
                "0.25",
                "未报",
                "不适用",
                "45/50",
                "3/45",
                "90%",
                "0.06667",
                "0.0666666667",
            ])),
        ]
        .concat(),
    }
}

fn actual(content: &str) -> Typed {
    vec![(ACTUAL, content.to_owned())]
}

fn pair(done: &str, plan: &str) -> Typed {
    let cells = [(PLAN, plan), (DONE, done)].into_iter().filter(|(_, content)| !content.is_empty());
    cells.map(|(column, content)| (column, content.to_owned())).collect()
}

/// Full-width characters, as Chinese input makes them.
fn wide(text: &str) -> String {
    text.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect()
}

/// A percentage as its cell holds it.
fn share(percent: &str) -> String {
    let percent = Decimal::parse(percent, 6).expect("a number");
    Decimal::new(percent.mantissa(), percent.decimals() + 2).to_string()
}

/// `=done/plan` with the digits that a cell is sure to keep.
fn ratio(done: u32, plan: u32) -> String {
    Fraction::new(i128::from(done), i128::from(plan)).cut(15).to_string()
}
