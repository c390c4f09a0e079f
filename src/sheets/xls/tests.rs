use super::*;
use crate::Kind;
use crate::area::cell_name;
use crate::stored::{Content, StoredCell};

mod conditions;
mod damage;
mod faults;
mod formulas;
mod read_only;
mod real;
mod records;
mod texts;

/// What a sheet stores: of each cell its name, content and format.
fn lines(book: &Book, sheet: &StoredSheet) -> Vec<String> {
    sheet.cells.iter().map(|cell| line(book, sheet, cell)).collect()
}

fn line(book: &Book, sheet: &StoredSheet, cell: &StoredCell) -> String {
    let style = book.styles[cell.style as usize];
    let code = match book.formats[style.format as usize].code() {
        "General" => String::new(),
        code => format!(" as {code}"),
    };
    let struck = if style.is_struck { " struck out" } else { "" };
    let name = cell_name(cell.row, cell.column);
    format!("{name} {}{code}{struck}", content(book, sheet, cell.content))
}

fn content(book: &Book, sheet: &StoredSheet, content: Content) -> String {
    let own = |span| sheet.texts.get(span);
    match content {
        Content::Number(number) => number.to_string(),
        Content::Bool(value) => value.to_string(),
        Content::Shared(at) => {
            let shared = book.shared[at as usize];
            format!("{}{:?}", if shared.is_marked { "marked " } else { "" }, book.texts.get(shared.text))
        }
        Content::Text(text) => format!("{:?}", own(text)),
        Content::Marked(text) => format!("marked {:?}", own(text)),
        Content::Error(text) => own(text).to_owned(),
        Content::Date(text) => format!("date {}", own(text)),
        Content::NotComputed(_) => "not computed".to_owned(),
        Content::Junk(text) => format!("junk {}", own(text)),
    }
}

/// Each sheet of cells by its name, with what it stores.
fn read_all(bytes: &[u8]) -> Result<Vec<(String, Vec<String>)>, Fault> {
    let (book, stream) = open(&Compound::open(bytes)?)?;
    let cells = book.entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Cells);
    cells.map(|(at, entry)| Ok((entry.name.clone(), lines(&book, &stream.sheet(&book, at)?)))).collect()
}
