//! Numbers before names: `一、`, `（一）`, `1.`, `（1）`, `①`.

/// How a number is written before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. or 1、
    Digits,
    /// （1） or 1）
    DigitsInBrackets,
    /// ①
    Circled,
    /// 1.1, so many levels deep.
    Levels(usize),
}

/// A name taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbered<'n> {
    pub(crate) style: Style,
    pub(crate) number: usize,
    pub(crate) name: &'n str,
}

/// Takes the number off a name, if it has one. What only looks like one, as in 3.15宣传活动, is for the caller to tell.
pub(crate) fn take(text: &str) -> Option<Numbered<'_>> {
    let text = text.trim_start_matches(super::is_blank);
    let numbered = circled(text).or_else(|| in_brackets(text)).or_else(|| plain(text))?;
    let name = numbered.name.trim_matches(super::is_blank);
    (!name.is_empty()).then_some(Numbered { name, ..numbered })
}

fn circled(text: &str) -> Option<Numbered<'_>> {
    let first = text.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    let number = (u32::from(first) - u32::from('①') + 1) as usize;
    Some(Numbered { style: Style::Circled, number, name: &text[first.len_utf8()..] })
}

fn in_brackets(text: &str) -> Option<Numbered<'_>> {
    let (inner, name) = text.strip_prefix(['(', '（'])?.split_once([')', '）'])?;
    let (style, number) = match chinese(inner) {
        Some(number) => (Style::ChineseInBrackets, number),
        None => (Style::DigitsInBrackets, digits(inner)?),
    };
    Some(Numbered { style, number, name })
}

fn plain(text: &str) -> Option<Numbered<'_>> {
    let end = text.find(|c: char| !is_digit(c) && !"一二三四五六七八九十".contains(c))?;
    let (number, rest) = text.split_at(end);
    if let Some(number) = chinese(number) {
        return Some(Numbered { style: Style::Chinese, number, name: rest.strip_prefix(['、', '.', '．'])? });
    }
    if let Some(name) = rest.strip_prefix([')', '）']) {
        return Some(Numbered { style: Style::DigitsInBrackets, number: digits(number)?, name });
    }
    let name = rest.strip_prefix(['、', '.', '．'])?;
    let of_one_level = || Some(Numbered { style: Style::Digits, number: digits(number)?, name });
    let has_levels = name.starts_with(is_digit);
    has_levels.then(|| levels(text)).flatten().or_else(of_one_level)
}

/// `1.2 名称`: the last number counts.
fn levels(text: &str) -> Option<Numbered<'_>> {
    let end = text.find(|c: char| !is_digit(c) && !matches!(c, '.' | '．'))?;
    let (number, rest) = text.split_at(end);
    let parts: Vec<_> = number.trim_end_matches(['.', '．']).split(['.', '．']).collect();
    let name = rest.trim_start_matches('、');
    Some(Numbered { style: Style::Levels(parts.len()), number: digits(parts.last()?)?, name })
}

/// A name in normal form without the numbers and marks around it: `1.1`, `01`, `1-1`, `指标1：`, `*`, quotes, `：`, `（%）`,
/// `（续）`, `（注1）`. What they belong to is for the caller to tell.
pub(crate) fn without_marks(text: &str) -> String {
    const BEHIND: [&str; 4] = ["(续)", "(%)", "%", ":"];
    let text = super::normalise(text);
    let is_mark = |c: char| "*★☆※▲#\"'“”‘’《》【】[]".contains(c);
    let text = text.trim_matches(is_mark);
    let text = text.strip_prefix("指标").filter(|rest| rest.starts_with(is_digit)).unwrap_or(text);
    let text = text.strip_prefix('(').filter(|rest| rest.starts_with(is_numeral)).unwrap_or(text);
    let text = text.trim_start_matches(is_numeral);
    let text = text.trim_start_matches(|c: char| is_digit(c) || ".-、,:)".contains(c));
    let note = text.strip_suffix(')').and_then(|open| open.rsplit_once("(注"));
    let text = note.filter(|(_, number)| number.chars().all(is_digit)).map_or(text, |(name, _)| name);
    BEHIND.iter().fold(text, |text, mark| text.strip_suffix(mark).unwrap_or(text)).trim_matches(is_mark).to_owned()
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || "一二三四五六七八九十".contains(c)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// At most two digits: what is longer is part of a name, such as `110`.
fn digits(text: &str) -> Option<usize> {
    (text.len() <= 2 && !text.starts_with('0')).then(|| text.parse().ok()).flatten()
}

/// A number up to 99 in Chinese.
fn chinese(text: &str) -> Option<usize> {
    let digit = |text: &str| "一二三四五六七八九".chars().position(|c| text.chars().eq([c])).map(|at| at + 1);
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? })
        }
    }
}

/// A name without a number of one level in front of it; nothing where there is none.
pub(crate) fn without_number(text: &str) -> Option<&str> {
    take(text).filter(|own| !matches!(own.style, Style::Levels(_))).map(|own| own.name)
}

/// The names of siblings without their numbers, where those run on from `first` in one style; else nothing.
pub(crate) fn without_numbers<'n>(names: &[&'n str], first: usize) -> Option<Vec<&'n str>> {
    let numbered: Vec<_> = names.iter().copied().map(take).collect::<Option<_>>()?;
    let style = numbered.first()?.style;
    let runs_on = numbered.iter().zip(first..).all(|(own, number)| own.style == style && own.number == number);
    if runs_on {
        return Some(numbered.into_iter().map(|own| own.name).collect());
    }
    // `2.` before 3.15宣传活动 is told by its siblings.
    let is_plain = numbered.iter().any(|own| own.style == Style::Digits);
    let plain = |(name, number): (&&'n str, usize)| {
        let name = name.strip_prefix(number.to_string().as_str())?.strip_prefix(['、', '.', '．'])?;
        Some(name.trim_matches(crate::names::is_blank)).filter(|name| !name.is_empty())
    };
    if is_plain { names.iter().zip(first..).map(plain).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        for (text, style, number, name) in [
            ("一、污染防治", Style::Chinese, 1, "污染防治"),
            ("十二、污染防治", Style::Chinese, 12, "污染防治"),
            ("（二）水", Style::ChineseInBrackets, 2, "水"),
            ("3.水", Style::Digits, 3, "水"),
            ("3、水", Style::Digits, 3, "水"),
            ("(4) 水", Style::DigitsInBrackets, 4, "水"),
            ("4）水", Style::DigitsInBrackets, 4, "水"),
            ("⑤水", Style::Circled, 5, "水"),
            ("1.2 水", Style::Levels(2), 2, "水"),
            ("3.15宣传", Style::Levels(2), 15, "宣传"),
            ("1.12315电话", Style::Digits, 1, "12315电话"),
            (" 1.水", Style::Digits, 1, "水"),
        ] {
            assert_eq!(take(text), Some(Numbered { style, number, name }), "{text}");
        }
        for text in ["12315电话", "110.联动", "一般事务", "（含）水", "水", "2016.水", "3."] {
            assert_eq!(take(text), None, "{text}");
        }
    }

    #[test]
    fn only_numbers_that_run_on_are_taken_off() {
        assert_eq!(without_numbers(&["1.甲", "2.乙"], 1), Some(vec!["甲", "乙"]));
        assert_eq!(without_numbers(&["1.甲", "3.乙"], 1), None);
        assert_eq!(without_numbers(&["1.甲", "乙"], 1), None);
        assert_eq!(without_numbers(&["3.甲", "4.乙"], 3), Some(vec!["甲", "乙"]));
        assert_eq!(without_numbers(&["1.甲", "2.3.15活动"], 1), Some(vec!["甲", "3.15活动"]));
        assert_eq!(without_numbers(&["1.5米线达标", "2.6米线达标"], 1), None);
    }
}
