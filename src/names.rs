//! How names compare: after Unicode NFKC and without spaces ([spec 5.4](crate::spec#54-names)), and which known name is
//! nearest to one that is not known.

mod file;
pub(crate) mod numbering;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

pub use self::file::file_stem;

/// The form in which names are compared: NFKC, without white space and invisible characters.
pub fn normalise(name: &str) -> Cow<'_, str> {
    if is_normal(name) { Cow::Borrowed(name) } else { Cow::Owned(normalised(name)) }
}

/// The same as a text of its own, for keys.
pub fn normal_form(name: &str) -> String {
    normalise(name).into_owned()
}

#[cold]
fn normalised(name: &str) -> String {
    name.nfkc().filter(|c| !is_blank(*c)).collect()
}

/// A unit's name with its bureau, `甲县（工商局）`; a name that says the bureau needs no more.
pub fn with_bureau<'n>(name: &'n str, bureau: &str) -> Cow<'n, str> {
    if normalise(name).contains(&*normalise(bureau)) { name.into() } else { format!("{name}（{bureau}）").into() }
}

/// The form in which headings are compared: as names, and without regard to ASCII case.
pub fn normalise_heading(name: &str) -> String {
    normalise(name).to_ascii_lowercase()
}

/// The ASCII character of which another is the full-width form, or the small one of a sign that numbers have; any other
/// as it is. Not NFKC: that would turn `9²` into `92`.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '﹪' => '%',
        '﹤' => '<',
        '﹥' => '>',
        _ => c,
    }
}

/// White space, control characters, and characters that nobody sees.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

/// Characters that nobody sees, which copying brings along: soft hyphens, joiners, marks of direction. Names and
/// values are read as if they were not there.
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Whether a cell's text shows as nothing: blanks, or quotes around blanks.
#[inline]
pub fn is_blank_text(text: &str) -> bool {
    // Nearly every cell begins with a visible character.
    match text.as_bytes().first() {
        None => true,
        Some(b'!' | b'#'..=b'~' | 0xE4..=0xE9) => false,
        Some(_) => has_only_blanks(text),
    }
}

#[cold]
fn has_only_blanks(text: &str) -> bool {
    text.trim_matches(|c| is_blank(c) || c == '"').is_empty()
}

/// Whether a text surely is its own normal form: visible ASCII, and U+4000 to U+9FFF, which are
/// ideographs that NFKC leaves alone.
fn is_normal(name: &str) -> bool {
    name.bytes().all(|byte| matches!(byte, 0x21..=0x7E | 0x80..=0xBF | 0xE4..=0xE9))
}

/// A text from outside as one printable line: line ends and other control characters are spaces, so
/// that no cell and no name can move the cursor, change a terminal's colours or title, or begin a line.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if steers(c) { ' ' } else { c }).collect())
}

/// Whether a spreadsheet that reads a text from CSV may take it for a formula.
pub fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Control characters, line ends, and marks that make what follows them run from right to left.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text as messages quote it: of one that no name or number is as long as, the beginning.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 100;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The candidates nearest to a name, nearest first: at most three, and none that is wholly different.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const SHOWN: usize = 3;
    const ALIKE: f64 = 0.45;
    let name = normalise(name);
    let length = name.chars().count();
    let likeness = |candidate: &str| {
        let candidate = normalise(candidate);
        let other = candidate.chars().count();
        // More than half of the longer one is not in the shorter one. Comparing takes time and memory
        // with the product of the lengths, and a cell may have millions of characters.
        if length.min(other) * 5 < length.max(other) * 2 {
            return 0.0;
        }
        strsim::normalized_damerau_levenshtein(&name, &candidate)
    };
    let mut ranked: Vec<_> = candidates.into_iter().map(|candidate| (likeness(candidate), candidate)).collect();
    ranked.retain(|(likeness, _)| *likeness >= ALIKE);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.dedup_by(|a, b| a.1 == b.1);
    ranked.into_iter().take(SHOWN).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_are_ascii_in_half_the_width() {
        let half: String = "０９ＡｚＺ！～％／．，（）＜＞　﹪﹤﹥²①一".chars().map(half_width).collect();
        assert_eq!(half, "09AzZ!~%/.,()<> %<>²①一");
    }
}
