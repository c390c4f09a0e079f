//! Text broken into lines by display width: Chinese between any two characters, but never before
//! closing or after opening punctuation, and never inside a number or a word.
//!
//! Knows nothing of reports.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::names::printable;

/// Punctuation that must not begin a line.
const CLOSING: &str = "，。、；：？！）》」』】〉”’…～·％%,.;:?!)]}";
/// Punctuation that must not end a line.
const OPENING: &str = "（《「『【〈“‘([{";

/// Display columns of a text.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Display columns of a text on terminals that show characters of ambiguous width two wide.
fn most_columns(text: &str) -> usize {
    text.width_cjk()
}

/// A text from a file as one printable line.
pub(super) fn clean(text: &str) -> String {
    printable(text).trim().to_owned()
}

/// Lines of at most `width` columns, reckoned with ambiguous characters two wide. A word that is
/// wider than a line is broken; an empty text has no line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        if most_columns(last(&mut lines)) + most_columns(piece.trim_end()) <= width {
            last(&mut lines).push_str(piece);
        } else if most_columns(piece.trim_end()) <= width {
            lines.push(piece.to_owned());
        } else {
            break_piece(&mut lines, piece, width);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// As few lines as [`wrap`] makes; a name on two lines is broken in the middle, so that no single
/// character is left over, but never within a word for that.
pub(super) fn wrap_evenly(text: &str, width: usize) -> Vec<String> {
    let lines = wrap(text, width);
    if lines.len() != 2 {
        return lines;
    }
    let longest = pieces(text).into_iter().map(|piece| most_columns(piece.trim_end())).max().unwrap_or(0);
    let even = most_columns(text).div_ceil(lines.len().max(1)).max(longest);
    (even..width).map(|narrower| wrap(text, narrower)).find(|narrower| narrower.len() <= lines.len()).unwrap_or(lines)
}

/// A label and a text behind it, whose further lines begin under the first.
pub(super) fn hanging(label: &str, text: &str, width: usize) -> String {
    let indent = columns(label);
    let lines = wrap(text, width.saturating_sub(most_columns(label)).max(2));
    let mut paragraph = String::new();
    for (number, line) in lines.iter().enumerate() {
        let start = if number == 0 { label.to_owned() } else { " ".repeat(indent) };
        paragraph.push_str(format!("{start}{line}").trim_end());
        paragraph.push('\n');
    }
    paragraph
}

fn last(lines: &mut [String]) -> &mut String {
    lines.last_mut().expect("there is always a line")
}

fn break_piece(lines: &mut Vec<String>, piece: &str, width: usize) {
    for c in piece.chars() {
        let line = last(lines);
        if !line.is_empty() && most_columns(line) + c.width_cjk().unwrap_or(0) > width {
            lines.push(String::new());
        }
        last(lines).push(c);
    }
}

/// The parts of a text between which a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (position, next) in text.char_indices() {
        if previous.is_some_and(|previous| may_break(previous, next)) {
            pieces.push(&text[start..position]);
            start = position;
        }
        previous = Some(next);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(previous: char, next: char) -> bool {
    if next == ' ' || CLOSING.contains(next) || OPENING.contains(previous) {
        return false;
    }
    // A number stays with the word that it belongs to.
    previous == ' ' && !next.is_ascii_digit() || is_wide(previous) || is_wide(next)
}

fn is_wide(c: char) -> bool {
    c.width_cjk() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::{clean, hanging, wrap, wrap_evenly};

    #[test]
    fn lines_end_where_chinese_may_end() {
        assert_eq!(wrap("维护市场秩序，服务地方。", 12), ["维护市场秩", "序，服务地", "方。"]);
        assert_eq!(wrap("构建（和谐社会）", 6), ["构建", "（和谐", "社会）"]);
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        assert_eq!(wrap("总分 100.00 分", 11), ["总分 100.00", "分"]);
        assert_eq!(wrap("将12315建设成为", 6), ["将", "12315", "建设成", "为"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken() {
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn no_character_is_left_over() {
        assert_eq!(wrap_evenly("保护消费者权益宣传活动次数", 24), ["保护消费者权益", "宣传活动次数"]);
        assert_eq!(wrap_evenly("not applicable", 12), ["not", "applicable"]);
    }

    #[test]
    fn further_lines_begin_under_the_first() {
        assert_eq!(hanging("部门  ", "一二三四", 10), "部门  一二\n      三四\n");
    }

    #[test]
    fn cells_cannot_steer_a_terminal() {
        assert_eq!(clean("甲\u{1b}[31m\r\n乙\u{202E}"), "甲 [31m  乙");
    }
}
