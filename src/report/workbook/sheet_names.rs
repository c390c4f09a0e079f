//! Names of sheets: at most 31 characters, without those that spreadsheets forbid, and no two alike.

use std::collections::HashSet;

use crate::names::normalise_heading;

/// UTF-16 units that a sheet's name may have.
const MAX: usize = 31;

/// Gives out names of sheets, none of them twice.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// Keeps names for sheets of the workbook's own.
    pub(super) fn reserve(&mut self, names: &[&str]) {
        // Excel keeps this one for itself.
        self.taken.extend(names.iter().chain(&["History"]).map(|name| key(name)));
    }

    /// The name of a unit's sheet: as near to the unit's as can be.
    pub(super) fn name(&mut self, unit: &str) -> String {
        let safe = safe(unit);
        let mut name = cut(&safe, MAX);
        let mut number = 2;
        while !self.taken.insert(key(&name)) {
            let ending = format!("_{number}");
            name = cut(&safe, MAX - ending.len()) + &ending;
            number += 1;
        }
        name
    }
}

/// What spreadsheets compare: neither case nor width counts.
fn key(name: &str) -> String {
    normalise_heading(name).to_lowercase()
}

/// The name with forbidden characters replaced by their full-width brothers. Brackets are as well,
/// since the writer of formulas would take a name such as `SORT(` for a function.
fn safe(unit: &str) -> String {
    let replace = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '(' | ')' | '"' => {
            char::from_u32(u32::from(c) + 0xFEE0).unwrap_or('_')
        }
        '\'' => '’',
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => ' ',
        c => c,
    };
    let name: String = unit.chars().map(replace).collect();
    let name = name.trim();
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

fn cut(name: &str, units: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= units
    };
    name.chars().take_while(fits).collect()
}

/// A sheet as formulas name it: `'指标'`.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A sheet as formulas on other sheets name it: `'指标'!`.
pub(super) fn prefix(sheet: &str) -> String {
    format!("{}!", quoted(sheet))
}

#[cfg(test)]
mod tests {
    use super::SheetNames;

    #[test]
    fn names_are_short_safe_and_unique() {
        let mut names = SheetNames::default();
        names.reserve(&["排名"]);
        assert_eq!(names.name("排名"), "排名_2");
        assert_eq!(names.name("甲/乙[1]:*?\\'"), "甲／乙［1］：＊？＼’");
        assert_eq!(names.name("ABC"), "ABC");
        assert_eq!(names.name("abc"), "abc_2");
        assert_eq!(names.name("ＡＢＣ"), "ＡＢＣ_3");
        assert_eq!(names.name("History"), "History_2");
        assert_eq!(names.name(" \t"), "_");
        let long = "县".repeat(40);
        assert_eq!(names.name(&long), "县".repeat(31));
        assert_eq!(names.name(&long), "县".repeat(29) + "_2");
        assert_eq!(names.name(&"😀".repeat(20)), "😀".repeat(15));
    }
}
