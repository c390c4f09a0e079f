//! What is wrong with a text that is no number.

use crate::diagnostic::ValueFault;
use crate::names::quoted;

/// Words that stand for a value as marks do, and are refused: 不适用 or 未报 may be meant.
pub(in crate::actuals) const UNSAID: [&str; 4] = ["不涉及", "暂无", "没有", "未填"];

/// What is wrong with a text that is no number and no date, and stands in a cell alone or before `%`,
/// `/` or a measure.
pub(super) fn of(text: &str, cell: &str) -> ValueFault {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['-', '+', '−', ' ']);
    if text.starts_with('#') {
        ValueFault::FormulaError
    } else if text.starts_with('=') {
        ValueFault::NotComputed
    } else if matches!(unsigned.trim_end_matches('%'), "nan" | "inf" | "infinity" | "∞") {
        ValueFault::NotFinite
    } else if lower.starts_with(['-', '−']) && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        ValueFault::Negative
    } else if has_exponent(unsigned) {
        ValueFault::Exponent
    } else if has_decimal_comma(text) {
        ValueFault::DecimalComma { text: quoted(cell) }
    } else if has_stray_commas(text, unsigned) {
        ValueFault::Commas
    } else if UNSAID.contains(&cell) || cell.eq_ignore_ascii_case("NA") {
        ValueFault::Unsaid { text: quoted(cell) }
    } else {
        ValueFault::Text
    }
}

/// The number of something counted, such as `12次` and `3 批次`; nothing where no word of counting follows.
pub(super) fn counted(text: &str) -> Option<&str> {
    const COUNTS: [&str; 17] =
        ["次", "批次", "批", "个", "件", "起", "家", "户", "人", "项", "份", "场", "条", "处", "人次", "户次", "场次"];
    let (number, word) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    (!number.is_empty() && COUNTS.contains(&word.trim())).then_some(number)
}

/// `9.2e+01`
fn has_exponent(unsigned: &str) -> bool {
    unsigned.split_once('e').is_some_and(|(mantissa, exponent)| {
        is_plain(mantissa) && is_plain(exponent.trim_start_matches(['-', '+']).trim_end_matches('%'))
    })
}

/// `0,925`
fn has_decimal_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(zero, decimals)| zero == "0" && is_plain(decimals) && !decimals.contains('.'))
}

/// `12,34`
fn has_stray_commas(text: &str, unsigned: &str) -> bool {
    let is_numeric = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    text.contains(',') && has_digits(text) && unsigned.bytes().all(is_numeric)
}

/// Digits, and points anywhere among them.
fn is_plain(text: &str) -> bool {
    has_digits(text) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}
