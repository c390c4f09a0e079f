//! What stands above a table: its title, whose it is, and the unit of its budgets.

use crate::names::{is_blank, normal_form, normalise, numbering};
use crate::targets::grid::{CellPlace, Row};

/// The title of the page, which a table without one has.
pub(super) const TITLE: &str = "部门职责-工作活动绩效目标";
/// The unit of the page's budgets where none is stated.
pub(super) const UNIT: &str = "万元";

/// Characters that a title or a bureau's name has at most.
const LONGEST_TITLE: usize = 40;
const LONGEST_NAME: usize = 30;
/// Bytes that a label has at most, with the blanks in it.
const LONGEST_LABEL: usize = 60;

/// What the labels before a bureau's code and name are about, longer ones first.
const SUBJECTS: [&str; 12] = [
    "预算部门",
    "预算单位",
    "填报部门",
    "填报单位",
    "编报部门",
    "编报单位",
    "编制部门",
    "编制单位",
    "主管部门",
    "公开部门",
    "部门",
    "单位",
];

/// What of them the labels are about.
const KINDS: [&str; 13] = [
    "名称",
    "编码",
    "代码",
    "编号",
    "编码及名称",
    "代码及名称",
    "名称及编码",
    "名称及代码",
    "(单位)",
    "（单位）",
    "(盖章)",
    "（盖章）",
    "",
];

/// What stands above a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Preamble {
    pub(super) title: Option<String>,
    pub(super) bureau: Option<Bureau>,
    /// A bureau that is named without a code, and where.
    pub(super) without_code: Option<(String, CellPlace)>,
    pub(super) unit: Option<String>,
    /// Whether anything else stands there that belongs to no continued table.
    pub(super) has_other: bool,
}

/// Whose a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bureau {
    pub(super) code: String,
    pub(super) name: String,
}

/// What a row above a table says.
#[derive(Default)]
struct Said {
    title: Option<String>,
    unit: Option<String>,
    bureau: Option<Bureau>,
    unnamed: Option<String>,
    /// Whether it says that the table above goes on.
    is_continued: bool,
}

impl Said {
    const fn is_known(&self) -> bool {
        self.is_continued
            || self.title.is_some()
            || self.unit.is_some()
            || self.bureau.is_some()
            || self.unnamed.is_some()
    }
}

/// Reads the rows above a table; of what several say, that nearest to the table counts.
pub(super) fn read<'r>(rows: impl DoubleEndedIterator<Item = &'r Row>) -> Preamble {
    let mut preamble = Preamble::default();
    for row in rows.rev().filter(|row| row.seen().next().is_some()) {
        let said = say(&text_of(row));
        preamble.has_other |= !said.is_known() && !continues(&text_of(row));
        let Said { title, unit, bureau, unnamed, .. } = said;
        preamble.title = preamble.title.or(title);
        preamble.unit = preamble.unit.or(unit);
        preamble.without_code = preamble.without_code.or_else(|| unnamed.map(|name| (name, row.place_of(0))));
        preamble.bureau = preamble.bureau.or(bureau);
    }
    preamble
}

/// Whether a row inside a sheet or text ends the table above it: a title, a bureau, a unit or a note.
pub(super) fn ends_table(row: &Row) -> bool {
    let seen = row.seen().count();
    if seen > 4 {
        return false;
    }
    let said = say(&text_of(row));
    let is_note = ["注：", "注:", "备注：", "说明："].iter().any(|note| text_of(row).starts_with(note));
    let is_between = seen == 1 && continues(&text_of(row));
    let is_known = if said.is_continued { seen == 1 } else { said.is_known() };
    is_between || is_known || is_note
}

/// All that is seen in a row, as one line. A label in a cell of its own needs no colon.
fn text_of(row: &Row) -> String {
    let mut line = String::new();
    for (_, cell) in row.seen() {
        let text = cell.trimmed();
        line += if line.is_empty() { "" } else { " " };
        line += text;
        line += if is_label(text) { "：" } else { "" };
    }
    line.replace(['\n', '\r', '\t'], " ")
}

fn is_label(text: &str) -> bool {
    if text.len() > LONGEST_LABEL {
        return false;
    }
    let text = normalise(text);
    SUBJECTS.iter().any(|subject| text.strip_prefix(subject).is_some_and(|kind| KINDS.contains(&kind)))
}

/// What stands behind the title or the bureau of a table that goes on.
const CONTINUED: [&str; 6] = ["（续）", "(续)", "（续表）", "(续表)", "【续】", "续表"];

/// Whether a text may stand between two parts of a table: a page's number, or that the table goes on.
fn continues(text: &str) -> bool {
    let text = normalise(text);
    let is_number =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/'));
    is_number || matches!(&*text, "续" | "续上表" | "(续上表)")
}

fn say(text: &str) -> Said {
    let text = without_gaps(without_bookmarks(text));
    let (text, unit) = take_unit(&text);
    let text = text.trim_matches(is_blank);
    let own = CONTINUED.iter().find_map(|mark| text.strip_suffix(mark));
    let (text, is_continued) = (own.unwrap_or(text).trim_matches(is_blank), own.is_some());
    if let Some((title, bureau)) = title_and_bureau(text) {
        let title = (!is_continued).then_some(title);
        return Said { title, unit, bureau: Some(bureau), unnamed: None, is_continued };
    }
    let (rest, is_labelled) = take_labels(text);
    let bureau = bureau(&rest, is_labelled);
    let is_title = !is_labelled
        && !is_continued
        && normalise(text).contains("绩效目标")
        && !text.contains(['。', '：', ':', '，']);
    let title = (is_title && text.chars().count() <= LONGEST_TITLE).then(|| text.to_owned());
    let unnamed = (is_labelled && bureau.is_none() && is_name(&rest)).then_some(rest);
    Said { title, unit, bureau, unnamed, is_continued }
}

/// A title and a bureau in one line, whichever is first: `414工商局部门职责-工作活动绩效目标`.
fn title_and_bureau(text: &str) -> Option<(String, Bureau)> {
    const END: &str = "绩效目标";
    let start = text.find("部门职责")?;
    let mut end = start + text[start..].find(END)? + END.len();
    end += text[end..].find(|c| c != '表').unwrap_or(text.len() - end);
    let (rest, is_labelled) = take_labels(&format!("{} {}", &text[..start], &text[end..]));
    Some((text[start..end].to_owned(), bureau(&rest, is_labelled)?))
}

/// A text without the gaps that spread short labels: `部　门：`, `单 位：`.
fn without_gaps(text: &str) -> String {
    let mut text = text.to_owned();
    for [first, last] in [['部', '门'], ['单', '位']] {
        let mut pieces = text.split(first);
        let mut closed = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let behind = piece.trim_start_matches(is_blank);
            closed.push(first);
            closed.push_str(if behind.starts_with(last) { behind } else { piece });
        }
        text = closed;
    }
    text
}

/// A text without the names of bookmarks before it: `[bookmark: _Toc447179625]`.
fn without_bookmarks(mut text: &str) -> &str {
    while let Some(rest) = text.trim_start_matches(is_blank).strip_prefix("[bookmark:") {
        text = rest.split_once(']').map_or("", |(_, behind)| behind);
    }
    text
}

/// Takes `单位：万元` out of a line.
fn take_unit(text: &str) -> (String, Option<String>) {
    let marks = ["单位：", "单位:"].into_iter().flat_map(|mark| text.match_indices(mark));
    for (at, mark) in marks {
        let (before, behind) = (&text[..at], text[at + mark.len()..].trim_start_matches(is_blank));
        let end = behind.find(|c: char| is_blank(c) || matches!(c, ')' | '）' | ']' | '】')).unwrap_or(behind.len());
        let (own, rest) = behind.split_at(end);
        if own.ends_with('元') {
            let before = before
                .trim_end_matches(|c: char| is_blank(c))
                .trim_end_matches("金额")
                .trim_end_matches(['(', '（', '[', '【']);
            let rest = rest.trim_start_matches([')', '）', ']', '】']);
            return (format!("{before} {rest}"), Some(unit(own)));
        }
    }
    (text.to_owned(), None)
}

/// A unit of budgets as it is kept.
pub(super) fn unit(text: &str) -> String {
    let text = text.trim_matches(is_blank);
    text.strip_prefix("单位：").or_else(|| text.strip_prefix("单位:")).unwrap_or(text).trim_matches(is_blank).to_owned()
}

/// A line without `部门：`, `部门编码：` and the like, in narrow characters; whether it had one.
fn take_labels(text: &str) -> (String, bool) {
    let (mut text, mut is_labelled) = (text.replace('：', ":"), false);
    // Most cells have none.
    if !text.contains(':') {
        return (text.trim_matches(is_blank).to_owned(), false);
    }
    for subject in SUBJECTS {
        for kind in KINDS {
            let label = format!("{subject}{kind}:");
            is_labelled |= text.contains(&label);
            text = text.replace(&label, " ");
        }
    }
    (text.trim_matches(is_blank).to_owned(), is_labelled)
}

const OPEN: [char; 6] = ['(', '（', '[', '【', '〔', '［'];
const CLOSE: [char; 6] = [')', '）', ']', '】', '〕', '］'];

/// A bureau, perhaps in brackets, or behind the number that it has in its book: `十二、414工商局`.
fn bureau(text: &str, is_labelled: bool) -> Option<Bureau> {
    plain_bureau(text, is_labelled)
        .or_else(|| plain_bureau(numbering::take(text)?.name, is_labelled))
        .or_else(|| plain_bureau(text.strip_prefix(OPEN)?.strip_suffix(CLOSE)?, is_labelled))
}

/// `414工商局`, `414 工商局`, `（414）工商局`, `工商局（414）`.
fn plain_bureau(text: &str, is_labelled: bool) -> Option<Bureau> {
    let is_between = |c: char| is_blank(c) || matches!(c, '-' | '—' | '–' | '_' | '·' | ':' | '　');
    let inner = text.trim_start_matches(OPEN);
    let digits = inner.find(|c: char| !is_digit(c)).unwrap_or(inner.len());
    let (code, rest) = inner.split_at(digits);
    if !code.is_empty() {
        let rest = if inner.len() < text.len() { rest.strip_prefix(CLOSE)? } else { rest };
        return Bureau::of(code, rest.trim_matches(is_between));
    }
    let closed = text.strip_suffix(CLOSE);
    let inner = closed.unwrap_or(text);
    let name = inner.trim_end_matches(is_digit);
    let code = &inner[name.len()..];
    let name = match closed {
        Some(_) => name.strip_suffix(OPEN)?,
        None if is_labelled => name,
        None => return None,
    };
    Bureau::of(code, name.trim_matches(is_between))
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

impl Bureau {
    fn of(code: &str, name: &str) -> Option<Self> {
        let code = normal_form(code);
        ((3..=12).contains(&code.len()) && is_name(name)).then(|| Self { code, name: name.to_owned() })
    }
}

/// Whether a text may be a bureau's name: no sentence, no year, no title.
fn is_name(text: &str) -> bool {
    let is_of_name = |c: char| c.is_alphabetic() || matches!(c, '(' | ')' | '（' | '）' | '、' | '·');
    let is_other = ["绩效", "预算", "目录", "职责"].iter().any(|word| text.contains(word));
    let length = text.chars().count();
    (2..=LONGEST_NAME).contains(&length)
        && text.chars().all(is_of_name)
        && !text.starts_with(['年', '月', '号', '页', '、', '个', '元', '万'])
        && !is_other
}
