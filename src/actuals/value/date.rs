//! Texts that are dates, since spreadsheets make dates of 4/5 and 5-4.

/// Whether a lower-case text is a date: `4月5日`, `5-apr`, `apr-16`, `2016/4/5`, `2016.4.5`, `2016-04-05`,
/// `2016年4月`, each with a time of day behind it or not.
pub(super) fn is_date(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let is_time = |time: &str| time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
    let text = match text.rsplit_once([' ', 't']) {
        Some((date, time)) if is_time(time) => date,
        _ => text,
    };
    if text.contains('月') {
        let parts: Vec<_> = text.split(['年', '月', '日', '号']).filter(|part| !part.is_empty()).collect();
        return parts.len() <= 3 && parts.into_iter().all(is_digits);
    }
    names_month(text) || ['-', '/', '.'].into_iter().any(|separator| is_numeric_date(text, separator))
}

/// Whether a text is a whole date, year, month and day: `2016年12月31日`, `2016-12-31`. Spreadsheets make no such
/// text of 4/5.
pub(in crate::actuals) fn is_full_date(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<_> = compact.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    matches!(parts[..], [year, _, _] if year.len() == 4) && is_date(&compact)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5-apr`, `apr-16`.
fn names_month(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<_> = text.split(['-', ' ', '/']).collect();
    let names_month = parts.iter().any(|part| MONTHS.contains(&part.get(..3).unwrap_or_default()));
    let numbers = parts.iter().filter(|part| is_digits(part)).count();
    names_month && parts.len() <= 3 && numbers + 1 == parts.len()
}

/// Whether numbers between separators can be a day, a month and a year: `45/50/60` cannot.
fn is_numeric_date(text: &str, separator: char) -> bool {
    let parts: Vec<_> = text.split(separator).collect();
    let within = |part: &str, most: u8| part.parse().is_ok_and(|number: u8| (1..=most).contains(&number));
    let (is_month, is_day) = (|part: &str| within(part, 12), |part: &str| within(part, 31));
    let is_year = |part: &str| matches!(part.len(), 2 | 4);
    let is_month_and_day = |a: &str, b: &str| (is_month(a) && is_day(b)) || (is_day(a) && is_month(b));
    let is_month_and_year = |a: &str, b: &str| (is_month(a) && is_year(b)) || (is_year(a) && is_month(b));
    parts.iter().all(|part| is_digits(part))
        && match parts[..] {
            [a, b] => separator == '-' && (is_month_and_day(a, b) || is_month_and_year(a, b)),
            [a, b, c] => (is_year(a) && is_month(b) && is_day(c)) || (is_month_and_day(a, b) && is_year(c)),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_date_has_a_year_in_front() {
        for text in ["2016年12月31日", "2016 年 1 月 5 日", "2016-12-31", "2016/4/5", "2016.12.31"] {
            assert!(is_full_date(text), "{text}");
        }
        for text in ["4月5日", "2016年12月", "5-apr", "45/50", "2016", "4/5/2016"] {
            assert!(!is_full_date(text), "{text}");
        }
    }

    #[test]
    fn dates_are_told_from_other_texts() {
        let dates = [
            "2024-04-05 00:00:00",
            "2024-04-05t00:00:00",
            "2024.4.5",
            "2024/4/5",
            "4-5",
            "2024-04",
            "4月5号",
            "4月5日",
            "2024年4月",
            "5-apr",
            "oct-16",
            "05-oct-2016 8:00",
            "apr-16",
        ];
        for date in dates {
            assert!(is_date(date), "{date}");
        }
        for text in ["45/50/60", "45-50", "1.2.3", "4.5.6.7", "4月里", "2024-13-05", "", "-5", "92.5", "月"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
