//! The number formats that a workbook has without saying so (ECMA-376 part 1, 18.8.30).

/// The code of a format that needs none in the file. Not told are the numbers that a workbook gives itself (from
/// 164), those that no edition uses, and those that differ between editions in more than the order of a date
/// (59 to 81: percentages and fractions in the Thai one).
pub(super) const fn code(number: u32) -> Option<&'static str> {
    Some(match number {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "\"¥\"#,##0;\"¥\"-#,##0",
        6 => "\"¥\"#,##0;[Red]\"¥\"-#,##0",
        7 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
        8 => "\"¥\"#,##0.00;[Red]\"¥\"-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        // Dates and times, in China and elsewhere.
        14..=17 | 27..=31 | 36 | 50..=54 | 57..=58 => "yyyy/m/d",
        18..=21 | 32..=35 | 45..=47 | 55..=56 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        37 => "#,##0_ ;-#,##0 ",
        38 => "#,##0_ ;[Red]-#,##0 ",
        39 => "#,##0.00_ ;-#,##0.00 ",
        40 => "#,##0.00_ ;[Red]-#,##0.00 ",
        41 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        42 => "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
        43 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        44 => "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ ",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}
