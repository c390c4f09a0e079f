//! The reports of this program as files: what they begin with, by which one that comes back is told from a form.

/// The title of a report, in both languages.
pub const TITLES: [&str; 2] = ["绩效评分报告", "Performance score report"];
/// The label of the bureau below a title, in both languages.
pub const BUREAU: [&str; 2] = ["部门", "Bureau"];
/// What stands between the title of a workbook and what one of its sheets has.
pub const BETWEEN: &str = " · ";
/// What a page names as its generator, in front of the version.
pub const GENERATOR: &str = "score ";

/// The first columns of the CSV: of units, of activities and indicators, and of problems.
const COLUMNS: [&str; 3] = [
    "unit,score,score_min,score_max,grade,",
    "code,bureau,unit,period,duty,activity,budget,",
    "unit,bureau_code,bureau_name,activity,indicator,file,",
];
/// Bytes that are looked at for what a page or an object is.
const LOOKED_AT: usize = 4096;

/// Whether a file begins as a report does that is a text: a page, JSON, Markdown, CSV or the text of a terminal.
pub fn begins(first: &[u8]) -> bool {
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    match first.first() {
        Some(b'<') => head(first).contains(&format!("name=\"generator\" content=\"{GENERATOR}")),
        Some(b'{') => is_json(&head(first)),
        Some(b'#') => is_titled(first[1..].trim_ascii_start(), |_| true),
        Some(_) => is_csv(first) || is_titled(first, |rest| rest.trim_ascii_start().starts_with(b"====")),
        None => false,
    }
}

/// Whether two cells, the second below the first, are the first ones of a sheet of a report.
pub fn heads_sheet(cell: &str, below: &str) -> bool {
    let mut rests = TITLES.iter().filter_map(|title| Some(cell.split_once(title)?.1));
    rests.any(|rest| rest.starts_with(BETWEEN) || (rest.is_empty() && BUREAU.contains(&below)))
}

fn head(first: &[u8]) -> String {
    String::from_utf8_lossy(&first[..first.len().min(LOOKED_AT)]).into_owned()
}

/// The whole report, or the line of one unit.
fn is_json(head: &str) -> bool {
    let text: String = head.split_ascii_whitespace().collect();
    text.contains("\"tool\":{\"name\":\"score\"")
        || (text.contains("\"range\":{\"min\":") && text.contains("\"coverage\":"))
}

fn is_titled(first: &[u8], goes_on: impl Fn(&[u8]) -> bool) -> bool {
    TITLES.iter().filter_map(|title| first.strip_prefix(title.as_bytes())).any(goes_on)
}

/// The columns, with whatever a spreadsheet puts between them.
fn is_csv(first: &[u8]) -> bool {
    let is_between = |byte: u8| matches!(byte, b',' | b';' | b'\t');
    let is_same = |(found, own): (&u8, u8)| *found == own || (own == b',' && is_between(*found));
    COLUMNS.iter().any(|columns| first.len() >= columns.len() && first.iter().zip(columns.bytes()).all(is_same))
}
