//! What a number format makes of a number: a percentage or not.

/// Whether a cell's format shows its number a hundredfold with a percent sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Percent {
    No,
    Yes,
    /// Some numbers are shown so and others not, as by `[>=1]0%;0.00`.
    Unclear,
}

impl Percent {
    /// What a format's code says. Without conditions its first section is that of the numbers above 0;
    /// with conditions all sections that show a number must say the same. `0.0"%"` is no percentage.
    pub(super) fn of(code: &str) -> Self {
        let sections = sections(code);
        let shown: Vec<_> = sections.iter().filter(|section| section.shows_number).collect();
        let Some(first) = shown.first() else { return Self::No };
        let is_ordered = sections.iter().all(|section| !section.has_condition) && sections[0].shows_number;
        if is_ordered || shown.iter().all(|section| section.is_percent == first.is_percent) {
            return if first.is_percent { Self::Yes } else { Self::No };
        }
        Self::Unclear
    }
}

/// One of the parts of a format that semicolons divide.
#[derive(Default)]
struct Section {
    /// Whether it is for numbers above or below some other, `[>=1]`.
    has_condition: bool,
    /// Whether anything of the number is seen: `"—"` shows nothing of it.
    shows_number: bool,
    is_percent: bool,
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => drop(chars.find(|&end| end == '"')),
            '[' => {
                section.has_condition |= chars.as_str().starts_with(['<', '>', '=']);
                let _ = chars.find(|&end| end == ']');
            }
            '\\' | '_' | '*' => drop(chars.next()),
            '%' => (section.is_percent, section.shows_number) = (true, true),
            ';' => sections.push(std::mem::take(&mut section)),
            '0' | '#' | '?' | 'A'..='Z' | 'a'..='z' => section.shows_number = true,
            _ => {}
        }
    }
    sections.push(section);
    sections
}

#[cfg(test)]
mod tests {
    use super::Percent;

    fn all(codes: &[&str], percent: Percent) {
        for code in codes {
            assert_eq!(Percent::of(code), percent, "{code}");
        }
    }

    #[test]
    fn percentages() {
        all(&["0%", "0.00%", "%", "#,##0.0 %;-0.0%", "[Red]0%", "\"约\"0%", "0\\%%", "_-0%_-"], Percent::Yes);
        all(&["0%;-0.0;0", "0.0%;[Red](0.0%);\"—\";@", "[$-804]0%"], Percent::Yes);
    }

    #[test]
    fn other_formats() {
        all(&["", "General", "0.0\"%\"", "0\\%", "0_%", "*%0", "[$%]0", "0\"%", "[%", "0％", "\\"], Percent::No);
        all(&["0;-0%", "General;0%", "@", ";;;", "[h]:mm", "[>=1]0.0;0.00"], Percent::No);
    }

    #[test]
    fn conditions() {
        all(&["[=0]\"—\";0.0%", "[<0.5][Red]0%;[>=0.5]0.0%", "[<0.01]\"<1%\";0%"], Percent::Yes);
        all(&["[>=1]0%;0.00", "[Red][<1]0.00;0%", "[>2]0%;[>1]0%;0", "\"—\";0%;0"], Percent::Unclear);
    }
}
