//! Whether what is read of a cell is what a spreadsheet program shows.

use std::ops::Range;

use sheets::{Seen, Why};

/// What a comparison came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Same,
    Refused(Why),
    Wrong,
}

/// Compares what is shown with what is read.
pub(super) fn compare(shown: &str, seen: Option<&Seen<'_>>) -> Verdict {
    let shown = squeezed(shown);
    let is_same = match seen {
        Some(Seen::Unseen(unseen)) => return Verdict::Refused(unseen.why),
        None => shown.is_empty(),
        // The point of a zero without digits, `.##`, is shown by some programs and not by others.
        // LibreOffice calls errors of .xls by another name.
        Some(Seen::Text(text)) if text.starts_with('#') => shown.starts_with('#'),
        Some(Seen::Text(text)) => squeezed(text) == shown || squeezed(text).replace('.', "") == shown,
        Some(Seen::Number { text, is_rounded }) => is_number(&shown, &squeezed(text), *is_rounded),
    };
    if is_same { Verdict::Same } else { Verdict::Wrong }
}

/// Whether a text is nothing but a number, as it may stand in a form.
pub(super) fn is_plain(shown: &str) -> bool {
    let shown = squeezed(shown);
    let bare = shown.strip_suffix('%').unwrap_or(&shown);
    let bare = bare.strip_prefix('-').unwrap_or(bare);
    matches!(&numbers(bare)[..], [(range, _)] if range.len() == bare.len() && !bare.contains('E'))
}

/// A text without white space: how wide room is differs between programs.
fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

/// Whether a number, read with all its digits, is shown as another text: words and signs equal, and the digits
/// rounded as they are shown.
fn is_number(shown: &str, read: &str, is_rounded: bool) -> bool {
    let places = numbers(read);
    numbers(shown).iter().any(|(at, shown_number)| {
        places.iter().any(|(place, number)| {
            let (before, behind) = (&shown[..at.start], &shown[at.end..]);
            // A number that is rounded to zero may lose its sign.
            let own_before = &read[..place.start];
            let is_before = before == own_before
                || (shown_number.mantissa == 0 && before.replace('-', "") == own_before.replace('-', ""));
            let is_exact = number.may_be_shown_as(shown_number);
            let is_whole = is_rounded || number.is(shown_number);
            is_before && behind == &read[place.end..] && is_exact && is_whole && number.is_padded_like(shown_number)
        })
    })
}

/// A number in a text: `mantissa / 10^scale`.
#[derive(Debug)]
struct Number {
    mantissa: i128,
    scale: i32,
    /// The digits before the point.
    whole: String,
}

impl Number {
    fn parse(text: &str) -> Option<Self> {
        let text = text.replace(',', "");
        let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: i32 = exponent.parse().ok()?;
        let scale = i32::try_from(decimals.len()).ok()? - exponent;
        Some(Self { mantissa: format!("0{whole}{decimals}").parse().ok()?, scale, whole: whole.to_owned() })
    }

    /// The mantissa at another scale, half away from zero.
    fn rounded(&self, scale: i32) -> Option<i128> {
        let power = |by: i32| 10_i128.checked_pow(u32::try_from(by).ok()?);
        if scale >= self.scale {
            return self.mantissa.checked_mul(power(scale - self.scale)?);
        }
        match power(self.scale - scale) {
            Some(power) => Some((self.mantissa + power / 2) / power),
            None => Some(0),
        }
    }

    /// Whether rounding gives what is shown. A half may go either way: in the digits of a computer it is none.
    fn may_be_shown_as(&self, shown: &Self) -> bool {
        let Some(rounded) = self.rounded(shown.scale) else { return false };
        let Some(tenths) = self.rounded(shown.scale + 1) else { return rounded == shown.mantissa };
        let is_half = self.scale > shown.scale
            && tenths % 10 == 5
            && Self { mantissa: tenths, scale: shown.scale + 1, whole: String::new() }.is(self);
        rounded == shown.mantissa || (is_half && rounded == shown.mantissa + 1)
    }

    fn is(&self, other: &Self) -> bool {
        let scale = self.scale.max(other.scale);
        self.rounded(scale).is_some() && self.rounded(scale) == other.rounded(scale)
    }

    /// Whether zeros before it are the same. One that is zero, or has no digit before its point, has none to tell.
    fn is_padded_like(&self, shown: &Self) -> bool {
        let is_padded = |whole: &str| whole.len() > 1 && whole.starts_with('0');
        let matters = is_padded(&self.whole) || is_padded(&shown.whole);
        !matters || shown.mantissa == 0 || self.whole.len() == shown.whole.len()
    }
}

/// The numbers in a text, each as long as it can be.
fn numbers(text: &str) -> Vec<(Range<usize>, Number)> {
    let is_part = |char: char| char.is_ascii_digit() || char == '.' || char == ',';
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(at) = text[start..].find(is_part) {
        let begin = start + at;
        let mut end = begin + text[begin..].find(|char| !is_part(char)).unwrap_or(text.len() - begin);
        let exponent = text[end..].strip_prefix("E+").or_else(|| text[end..].strip_prefix("E-"));
        if let Some(exponent) = exponent {
            end += 2 + exponent.find(|char: char| !char.is_ascii_digit()).unwrap_or(exponent.len());
        }
        if let Some(number) =
            Number::parse(&text[begin..end]).filter(|_| text[begin..end].contains(|c: char| c.is_ascii_digit()))
        {
            found.push((begin..end, number));
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agrees() {
        let number = |text: &str, is_rounded| Seen::Number { text: text.to_owned(), is_rounded };
        for (shown, seen, expected) in [
            ("93%", number("92.5%", true), Verdict::Same),
            ("92.5%", number("92.5%", false), Verdict::Same),
            ("91%", number("92.5%", true), Verdict::Wrong),
            ("93%", number("92.5%", false), Verdict::Wrong),
            ("92.5", number("92.5%", false), Verdict::Wrong),
            ("1,234,567.9 ", number("1234567.891", true), Verdict::Same),
            ("001", number("1", false), Verdict::Wrong),
            ("001", number("001.4", true), Verdict::Same),
            ("1E-07", number("0.0000001", false), Verdict::Same),
            ("0.0", number("-0.001", true), Verdict::Same),
            ("5.5", number("-5.5", false), Verdict::Wrong),
            ("—", Seen::Text("0".into()), Verdict::Wrong),
            ("", Seen::Text(" ".into()), Verdict::Same),
        ] {
            assert_eq!(compare(shown, Some(&seen)), expected, "{shown} {seen:?}");
        }
        assert!(is_plain("-1,234.5 %") && !is_plain("92.5次") && !is_plain(""));
    }
}
