//! Days and times that are stored as numbers, for those who are to recognise them in a message.

use crate::digits::Digits;

/// Days from 1970-01-01 back to the day before the first one that is counted: 1899-12-31 and 1904-01-01.
const EPOCH_1900: i64 = -25_568;
const EPOCH_1904: i64 = -24_107;
/// The day that 1900 has in spreadsheets and not in calendars.
const FALSE_DAY: i64 = 60;

/// A day, or a time of day, as a Chinese spreadsheet shows it: `2016年4月5日`, `4:05`.
pub(crate) fn text(number: f64, is_1904: bool) -> Option<String> {
    let plain = Digits::of(number).filter(|digits| !digits.is_negative)?.plain(1);
    let (days, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let days: i64 = days.parse().ok().filter(|days| *days < 3_000_000)?;
    let minutes = minutes(fraction);
    // A day without a time is a number that was typed into a cell for dates.
    if days < FALSE_DAY && minutes > 0 {
        return Some(format!("{}:{:02}", minutes / 60, minutes % 60));
    }
    if is_1904 {
        return Some(day(EPOCH_1904 + days));
    }
    match days {
        FALSE_DAY => Some("1900年2月29日".to_owned()),
        0..FALSE_DAY => Some(day(EPOCH_1900 + days)),
        _ => Some(day(EPOCH_1900 + days - 1)),
    }
}

/// The minutes of a day's fraction, given by its decimals.
fn minutes(fraction: &str) -> u64 {
    let digits: String = fraction.chars().chain("000000000000".chars()).take(12).collect();
    let parts: u64 = digits.parse().unwrap_or(0);
    (parts * 1440 + 500_000_000_000) / 1_000_000_000_000
}

/// A day by its number from 1970-01-01, in the Gregorian calendar: years are counted from March, in eras of 400.
fn day(days: i64) -> String {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year}年{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for (number, is_1904, expected) in [
            (42465.0, false, "2016年4月5日"),
            (42465.5, false, "2016年4月5日"),
            (1.0, false, "1900年1月1日"),
            (59.0, false, "1900年2月28日"),
            (60.0, false, "1900年2月29日"),
            (61.0, false, "1900年3月1日"),
            (0.5, false, "12:00"),
            (0.170_138_888_888_889, false, "4:05"),
            (41003.0, true, "2016年4月5日"),
            (2_958_465.0, false, "9999年12月31日"),
        ] {
            assert_eq!(text(number, is_1904).as_deref(), Some(expected));
        }
        assert_eq!(text(-1.0, false), None);
        assert_eq!(text(1e9, false), None);
    }
}
