//! Names of people's making as names of files.

/// Bytes of a file's name, well below the 255 that file systems allow.
const LONGEST: usize = 150;

/// Names that Windows keeps to itself, whatever their ending.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file's name, without its ending, that says a name: without what a file system or an address could take for more
/// than a name.
pub fn file_stem(name: &str) -> String {
    let is_plain = |c: char| !c.is_control() && !"<>:\"/\\|?*#%&;".contains(c);
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let short = shortened(plain.trim_matches(|c: char| c == '.' || c.is_whitespace()));
    let stem = short.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if short.is_empty() || RESERVED.contains(&stem.as_str()) { format!("_{short}") } else { short.to_owned() }
}

fn shortened(name: &str) -> &str {
    let ends = name.char_indices().map(|(start, c)| start + c.len_utf8());
    let end = ends.take_while(|&end| end <= LONGEST).last().unwrap_or(0);
    name[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (name, expected) in [
            ("城关工商所", "城关工商所"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a\\b:c*?\"<>|", "a_b_c______"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            (" . ", "_"),
            ("一所.", "一所"),
            ("a#b%2F", "a_b_2F"),
        ] {
            assert_eq!(file_stem(name), expected, "{name}");
        }
        assert_eq!(file_stem(&"长".repeat(10_000)).chars().count(), 50);
    }
}
