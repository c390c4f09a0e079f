//! One word for one thing in all that people read: the texts of the sources, and the words that must not be in them.

use std::fs;
use std::path::Path;

/// Words, and the one that stands for the same thing.
const OTHERS: [(&str, &str); 19] = [
    ("average", "mean"),
    ("data file", "input"),
    ("interval", "range"),
    ("left out", "not counted, of an indicator, or not scored, of a unit"),
    ("mend", "correct"),
    ("mended", "corrected"),
    ("not reported", "missing, of an indicator"),
    ("notes", "remarks; a note is 偏差原因"),
    ("office", "unit"),
    ("rating", "grade"),
    ("reason", "note"),
    ("threshold", "cut-off"),
    ("unit of the budgets", "measure of the budgets"),
    ("way out", "help"),
    ("worksheet", "sheet"),
    ("年初指标值", "优的标准"),
    ("警告", "提醒"),
    ("阈值", "标准"),
    ("评级", "等级"),
];

/// Whether such a word is another one in a text: a name in code, a formula's, or what a system says.
fn is_allowed(text: &str) -> bool {
    let is_name = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_name || text.contains("AVERAGE(") || text.contains("{reason}")
}

/// The literal texts of a source, without comments, tests, and what only developers read.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let is_read = |line: &&str| {
        let line = line.trim_start();
        let is_ours = ["reason = ", ".expect(", "#[expect", "#![expect"].iter().any(|part| line.contains(part));
        !line.starts_with("//") && !is_ours
    };
    let code: Vec<_> = source.lines().filter(is_read).collect();
    let mut literals = Vec::new();
    for line in code {
        // A text stands within one line, and a quote within it behind a backslash.
        let line = line.replace("\\\"", "”").replace("'\"'", "");
        literals.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    literals
}

/// Whether a word stands in a text by itself.
fn has_word(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    text.match_indices(word).any(|(start, _)| {
        let (before, after) = (text[..start].chars().next_back(), text[start + word.len()..].chars().next());
        !word.is_ascii() || !is_letter(before) && !is_letter(after)
    })
}

fn each_source(folder: &Path, check: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            each_source(&path, check);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html" || ending == "js") {
            check(&path, &fs::read_to_string(&path).expect("UTF-8"));
        }
    }
}

#[test]
fn one_word_stands_for_one_thing() {
    let mut found = Vec::new();
    let mut check = |path: &Path, source: &str| {
        for text in literals(source) {
            for (word, own) in OTHERS.iter().filter(|(word, _)| has_word(&text, word) && !is_allowed(&text)) {
                found.push(format!("{}: “{word}” is {own}: {text}", path.display()));
            }
            if text.matches("百分点").count() > text.matches("个百分点").count() {
                found.push(format!("{}: 个百分点: {text}", path.display()));
            }
        }
    };
    for folder in ["src", "src/web"] {
        each_source(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut check);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
