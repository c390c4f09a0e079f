//! What a number format makes of a number: a percentage or not, and words beside it.

/// Whether a cell's format shows its number a hundredfold with a percent sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Percent {
    No,
    /// No, but with words of its own before and after the number: `0"件"`, and `0"%"` too.
    Worded(Box<str>, Box<str>),
    Yes,
    /// Some numbers are shown so and others not, as by `[>=1]0%;0.00`.
    Unclear,
}

impl Percent {
    /// What a format's code says. Without conditions its first section is that of the numbers above 0;
    /// with conditions all sections that show a number must say the same.
    pub(super) fn of(code: &str) -> Self {
        let sections = sections(code);
        let shown: Vec<_> = sections.iter().filter(|section| section.shows_number).collect();
        let Some(first) = shown.first() else { return Self::No };
        let is_ordered = sections.iter().all(|section| !section.has_condition) && sections[0].shows_number;
        if is_ordered || shown.iter().all(|section| section.is_percent == first.is_percent) {
            return if first.is_percent { Self::Yes } else { first.words() };
        }
        Self::Unclear
    }

    /// The same without regard to words.
    pub(super) fn without_words(&self) -> Self {
        if let Self::Worded(..) = self { Self::No } else { self.clone() }
    }
}

/// One of the parts of a format that semicolons divide.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found by itself")]
struct Section {
    /// Whether it is for numbers above or below some other, `[>=1]`.
    has_condition: bool,
    /// Whether anything of the number is seen: `"—"` shows nothing of it.
    shows_number: bool,
    is_percent: bool,
    /// Whether what it shows is a date or a time.
    is_date: bool,
    before: String,
    after: String,
}

impl Section {
    fn add(&mut self, text: impl IntoIterator<Item = char>) {
        if self.shows_number { &mut self.after } else { &mut self.before }.extend(text);
    }

    /// The words beside a number: brackets, blanks and signs of currencies are none.
    fn words(&self) -> Percent {
        let says = |text: &str| text.contains(|c: char| c.is_alphanumeric() || matches!(c, '%' | '％' | '‰' | '/'));
        if self.is_date || !(says(&self.before) || says(&self.after)) {
            return Percent::No;
        }
        Percent::Worded(self.before.trim().into(), self.after.trim().into())
    }
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => section.add(chars.by_ref().take_while(|&end| end != '"')),
            '[' => {
                section.has_condition |= chars.as_str().starts_with(['<', '>', '=']);
                let _ = chars.find(|&end| end == ']');
            }
            '\\' => section.add(chars.next()),
            '_' | '*' => drop(chars.next()),
            '%' => (section.is_percent, section.shows_number) = (true, true),
            ';' => sections.push(std::mem::take(&mut section)),
            '0' | '#' | '?' | 'A'..='Z' | 'a'..='z' => {
                section.shows_number = true;
                section.is_date |= matches!(char.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's');
            }
            _ if !char.is_ascii() => section.add([char]),
            _ => {}
        }
    }
    sections.push(section);
    sections
}

#[cfg(test)]
mod tests {
    use super::Percent;

    fn all(codes: &[&str], percent: &Percent) {
        for code in codes {
            assert_eq!(Percent::of(code), *percent, "{code}");
        }
    }

    #[test]
    fn percentages() {
        all(&["0%", "0.00%", "%", "#,##0.0 %;-0.0%", "[Red]0%", "\"约\"0%", "0\\%%", "_-0%_-"], &Percent::Yes);
        all(&["0%;-0.0;0", "0.0%;[Red](0.0%);\"—\";@", "[$-804]0%"], &Percent::Yes);
    }

    #[test]
    fn other_formats() {
        all(&["", "General", "0_%", "*%0", "[$%]0", "[%", "\\", "\"¥\"#,##0_);(\"¥\"#,##0)"], &Percent::No);
        all(
            &["0;-0%", "General;0%", "@", ";;;", "[h]:mm", "[>=1]0.0;0.00", "# ?/?", "yyyy\"年\"m\"月\""],
            &Percent::No,
        );
    }

    #[test]
    fn words_beside_a_number() {
        let worded = |before: &str, after: &str| Percent::Worded(before.into(), after.into());
        all(&["0.0\"%\"", "0\\%", "0\"%"], &worded("", "%"));
        all(&["0％", "0 \"％\";-0"], &worded("", "％"));
        all(&["0\"件\"", "General\\件", "#,##0 件", "0_ \" 件 \""], &worded("", "件"));
        all(&["\"约\"0\"/50\""], &worded("约", "/50"));
    }

    #[test]
    fn conditions() {
        all(&["[=0]\"—\";0.0%", "[<0.5][Red]0%;[>=0.5]0.0%", "[<0.01]\"<1%\";0%"], &Percent::Yes);
        all(&["[>=1]0%;0.00", "[Red][<1]0.00;0%", "[>2]0%;[>1]0%;0", "\"—\";0%;0"], &Percent::Unclear);
    }
}
