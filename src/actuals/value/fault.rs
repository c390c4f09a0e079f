//! What is wrong with a text that is no number.

use crate::diagnostic::ValueFault;
use crate::names::quoted;

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
    } else {
        ValueFault::Text
    }
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
