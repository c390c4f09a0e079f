//! What the name of a form says besides the unit's: which version it is, of what year, of which bureau
//! ([spec 5.5](crate::spec#55-units)).

use crate::names::normalise;
use crate::targets::Targets;

/// Words for a version of a form, which are no part of a name. Longer ones come before those that they end with.
const VERSIONS: [&str; 20] = [
    "修改稿",
    "修改版",
    "修订稿",
    "修订版",
    "修改后",
    "已修改",
    "修改",
    "副本",
    "复件",
    "最终版",
    "最终稿",
    "最终",
    "终版",
    "终稿",
    "定稿",
    "正式稿",
    "正式版",
    "初稿",
    "copy",
    "final",
];

/// Words for a version that stand before the name.
const VERSIONS_BEFORE: [&str; 2] = ["复件", "副本"];

/// Words of a form's name that say nothing of whose it is.
const FORM_WORDS: [&str; 5] = ["绩效", "填报", "自评", "年度", "表"];

/// A file's name without what tells its version: `甲县 - 副本 (2)` is 甲县.
pub(super) fn without_version(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some(shorter) = version_before(rest).or_else(|| version_behind(rest)) {
        rest = shorter;
    }
    if rest.is_empty() { name } else { rest }
}

fn version_before(name: &str) -> Option<&str> {
    VERSIONS_BEFORE.iter().find_map(|word| name.strip_prefix(word)).map(trimmed)
}

/// What stands before a version at the end: a word, perhaps with a number, or a number in brackets.
fn version_behind(name: &str) -> Option<&str> {
    if let Some((before, inner)) = bracketed(name) {
        let is_number = (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
        let is_version = is_number || version_behind(inner).is_some_and(str::is_empty);
        return is_version.then(|| trimmed(before));
    }
    let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = if name.len() - unnumbered.len() <= 2 { unnumbered } else { name };
    VERSIONS.iter().find_map(|word| {
        let start = numbered.len().checked_sub(word.len())?;
        let is_it = numbered.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word));
        let before = if is_it { &numbered[..start] } else { return None };
        let is_within_word = word.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphanumeric());
        (!is_within_word).then(|| trimmed(before))
    })
}

/// What stands before and in the brackets with which a name ends.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let pairs = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];
    pairs.into_iter().find_map(|(open, close)| name.strip_suffix(close)?.rsplit_once(open))
}

/// A name without the signs that divided it from what was cut off.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || "-_—–－＿·.".contains(c))
}

/// What is left of a form's name, in normal form, without the bureau's name and code, years, words such as 绩效填报表,
/// versions and signs: empty where it says nothing of a unit.
#[must_use]
pub fn beyond_form(name: &str, targets: &Targets) -> String {
    let text = normalise(name);
    let bureau = [normalise(&targets.name), normalise(&targets.code)];
    let words: Vec<&str> = bureau.iter().map(|word| &**word).chain(FORM_WORDS).chain(VERSIONS).collect();
    let mut left = String::new();
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        let word =
            words.iter().find(|word| !word.is_empty() && starts_with(rest, word) && !cuts_number(&left, rest, word));
        let cut = word.map(|word| word.len()).or_else(|| year_at(rest).filter(|_| !ends_in_digit(&left)));
        rest = &rest[cut.unwrap_or(first.len_utf8())..];
        // Of signs those are kept that keep numbers apart.
        if cut.is_none() && (first.is_alphanumeric() || ends_in_digit(&left)) {
            left.push(first);
        }
    }
    left.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether a word of digits, such as a bureau's code, is only a part of a number.
fn cuts_number(before: &str, text: &str, word: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    (word.starts_with(is_digit) && ends_in_digit(before))
        || (word.ends_with(is_digit) && text[word.len()..].starts_with(is_digit))
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// How long the year is with which a text begins: `2016`, `2016年`, `2016年度`.
fn year_at(text: &str) -> Option<usize> {
    let (year, rest) = text.split_at_checked(4)?;
    let is_year = is_year(year) && !rest.starts_with(|c: char| c.is_ascii_digit());
    let word = ["年度", "年"].into_iter().find(|word| rest.starts_with(word)).map_or(0, str::len);
    is_year.then_some(4 + word)
}

fn is_year(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits.starts_with("19") || digits.starts_with("20"))
}

/// The years that a text names, dates apart: `2016年度`, `二〇一六年`, and without 年 where `bare` ones count.
#[must_use]
pub fn years(text: &str, bare: bool) -> Vec<u16> {
    let text = normalise(text);
    // Nearly every name has fewer digits than a year.
    if text.chars().filter(|c| digit(*c).is_ascii_digit()).count() < 4 {
        return Vec::new();
    }
    let text = without_titles(&text.chars().map(digit).collect::<String>());
    let is_digit = |c: char| c.is_ascii_digit();
    let starts =
        text.char_indices().filter(|(at, c)| is_digit(*c) && !text[..*at].ends_with(is_digit)).map(|(at, _)| at);
    let year = |at: usize| {
        let (year, rest) = text[at..].split_at_checked(4).filter(|(year, _)| is_year(year))?;
        let is_number = rest.starts_with(is_digit);
        let is_date = |rest: &str| rest.starts_with(is_digit);
        let is_meant = match rest.strip_prefix('年') {
            Some(rest) => !is_date(rest),
            None => bare && !is_number && !rest.strip_prefix(['-', '.', '/', '_']).is_some_and(is_date),
        };
        (is_meant && !is_number).then(|| year.parse::<u16>().ok()).flatten()
    };
    starts.filter_map(year).collect()
}

/// A text without the titles of documents, 《…》, which are of years of their own.
fn without_titles(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

/// A Chinese digit as an Arabic one.
const fn digit(c: char) -> char {
    match c {
        '〇' | '○' | '零' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_no_part_of_a_name() {
        for (file, unit) in [
            ("甲县", "甲县"),
            ("甲县修改稿", "甲县"),
            ("甲县（修改稿）", "甲县"),
            ("甲县_最终", "甲县"),
            ("甲县最终版2", "甲县"),
            ("甲县(1)", "甲县"),
            ("甲县 （12）", "甲县"),
            ("甲县 - 副本", "甲县"),
            ("甲县 - 副本 (2)", "甲县"),
            ("复件 甲县", "甲县"),
            ("甲县-FINAL", "甲县"),
            ("甲县 - Copy (3)", "甲县"),
            ("甲县 【定稿】", "甲县"),
            // These are parts of names.
            ("甲县（城关）", "甲县（城关）"),
            ("甲县(2016)", "甲县(2016)"),
            ("甲县2", "甲县2"),
            ("photocopy", "photocopy"),
            ("修改稿", "修改稿"),
        ] {
            assert_eq!(without_version(file), unit, "{file}");
        }
    }

    #[test]
    fn what_says_nothing_of_a_unit_is_told_from_what_does() {
        let targets = Targets::bundled();
        for (name, left) in [
            ("工商局2016年绩效填报表", ""),
            ("（工商局）2016年度绩效自评表_修改稿(1)", ""),
            ("414工商局", ""),
            ("414-2016", ""),
            ("1414", "1414"),
            ("城关工商局", "城关"),
            ("局", "局"),
            ("20161", "20161"),
        ] {
            assert_eq!(beyond_form(without_version(name), &targets), left, "{name}");
        }
    }

    #[test]
    fn years_are_told_from_dates_and_other_numbers() {
        for (text, bare, expected) in [
            ("2016年绩效填报表", false, &[2016_u16][..]),
            ("２０１６ 年度", false, &[2016]),
            ("二〇一六年度", false, &[2016]),
            ("填报日期：2017年1月5日", false, &[]),
            ("2016", false, &[]),
            ("甲县2016", true, &[2016]),
            ("甲县2016-01-05", true, &[]),
            ("甲县20160105", true, &[]),
            ("2015-2016", true, &[2016]),
            ("按《2015年办法》填2016年数", false, &[2016]),
            ("财预〔2020〕10号", false, &[]),
            ("1234年", true, &[]),
        ] {
            assert_eq!(years(text, bare), expected, "{text}");
        }
    }
}
