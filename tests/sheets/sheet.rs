//! Workbooks of random cells, and what each of them was made from.

use std::collections::HashMap;

use super::formats;
use crate::harness::dice::Dice;
use crate::harness::raw_workbook::{RawWorkbook, StylesPart, escaped};

pub(super) const ROWS: u32 = 40;
pub(super) const COLUMNS: u32 = 8;
/// Formats of a workbook.
const FORMATS: usize = 120;
/// Built-in formats that any program knows.
const BUILT_IN: [u32; 19] = [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15, 18, 20, 22, 45, 46, 47, 49];
const NUMBERS: [&str; 29] = [
    "0",
    "0",
    "0.925",
    "0.925",
    "1.125",
    "92.5",
    "-5.5",
    "1",
    "-1",
    "100",
    "0.5",
    "1e-7",
    "1E+2",
    "-0.001",
    "0.04",
    "0.005",
    "1234567",
    "1234567.891",
    "99.995",
    "0.9999",
    "12",
    "0.33333333333333331",
    "0.30000000000000004",
    "123456789012345",
    "1.5e15",
    "-0",
    "42465",
    "0.29",
    "1.005",
];
const TEXTS: [&str; 11] = ["92.5%", "甲县", "", " ", "—", "未报", "a;b, \"c\"", "007", "TRUE", "&<>", "两 行"];
const FORMULAS: [(&str, &str); 6] = [
    ("45/40", "1.125"),
    ("37/40", "0.925"),
    ("1/3", "0.33333333333333331"),
    ("2-2", "0"),
    ("-11/2", "-5.5"),
    ("185/2", "92.5"),
];

/// A workbook, and its cells by row and column.
pub(super) struct Case {
    pub(super) book: RawWorkbook,
    pub(super) cells: HashMap<(u32, u32), String>,
    /// Cells under merged areas, which show nothing of their own.
    pub(super) covered: Vec<(u32, u32)>,
}

impl Case {
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mut dice = Dice::new(Dice::new(seed ^ (number << 32)).next());
        let mut book = RawWorkbook {
            default_format: (number % 4 == 1).then(|| dice.pick(&["0.0%", "0%", "000", "0.0\"%\""]).to_owned()),
            styles_part: match number % 6 {
                2 | 3 => StylesPart::Renamed,
                5 => StylesPart::Missing,
                _ => StylesPart::Usual,
            },
            says_unapplied: number % 5 == 3,
            is_to_be_computed: number % 7 == 6,
            built_in: BUILT_IN.to_vec(),
            ..RawWorkbook::default()
        };
        for _ in 0..FORMATS {
            book.format(&formats::code(&mut dice));
            let last = book.struck.len() - 1;
            book.struck[last] = dice.one_in(40);
        }
        let mut case = Self { book, cells: HashMap::new(), covered: Vec::new() };
        for row in 0..ROWS {
            case.add_row(&mut dice, row);
        }
        case.add_areas(&mut dice);
        case
    }

    fn add_row(&mut self, dice: &mut Dice, row: u32) {
        let mut cells = String::new();
        for column in 0..COLUMNS {
            let name = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap_or(0)), row + 1);
            let is_lost = self.book.styles_part == StylesPart::Missing && !dice.one_in(20);
            // LibreOffice takes the named style's format for a cell that names none, Excel that of style 0.
            let may_be_none = self.book.default_format.is_none() && dice.one_in(10);
            let style = if is_lost || may_be_none { None } else { Some(dice.below(1 + FORMATS + BUILT_IN.len())) };
            let (attributes, content) = self.content(dice);
            let named = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
            // Cells that follow each other need no names.
            let reference = if dice.one_in(6) { String::new() } else { format!(" r=\"{name}\"") };
            cells += &format!("<c{reference}{named}{attributes}>{content}</c>");
            self.cells.insert((row, column), format!("{name} under {}: {attributes}{content}", self.code(style)));
        }
        self.book.rows.push(cells);
    }

    fn code(&self, style: Option<usize>) -> String {
        match style.unwrap_or(0) {
            0 => format!("style 0, {}", self.book.default_format.as_deref().unwrap_or("General")),
            style if style <= FORMATS => self.book.formats[style - 1].clone(),
            style => format!("built-in {}", BUILT_IN[style - FORMATS - 1]),
        }
    }

    /// The attributes of a cell, and what stands in it.
    fn content(&mut self, dice: &mut Dice) -> (&'static str, String) {
        let value = |value: &str| format!("<v>{value}</v>");
        match dice.below(40) {
            0..26 => ("", value(dice.pick(&NUMBERS))),
            26..28 => (" t=\"n\"", format!("<v>\n {} </v>", dice.pick(&NUMBERS))),
            28..31 => {
                let (formula, result) = FORMULAS[dice.below(FORMULAS.len())];
                ("", format!("<f>{formula}</f><v>{result}</v>"))
            }
            31 => ("", format!("<f>{}</f>", FORMULAS[dice.below(FORMULAS.len())].0)),
            32 => (" t=\"str\"", "<f>\"\"</f><v></v>".to_owned()),
            33 => (" t=\"str\"", "<f>\"92\"&amp;\".5%\"</f><v>92.5%</v>".to_owned()),
            34 => (" t=\"b\"", value(dice.pick(&["0", "1"]))),
            35 => (" t=\"e\"", value(dice.pick(&["#N/A", "#DIV/0!", "#REF!"]))),
            36 => (" t=\"inlineStr\"", format!("<is>{}</is>", text(dice))),
            _ => {
                let text = text(dice);
                // Who reads of a failing cell is to see its text.
                let comment = format!("<!--{text}-->");
                self.book.shared.push(text);
                (" t=\"s\"", value(&(self.book.shared.len() - 1).to_string()) + &comment)
            }
        }
    }

    /// A merged area with leftovers, conditional formats that change numbers or colours, and a hidden column.
    fn add_areas(&mut self, dice: &mut Dice) {
        let top = u32::try_from(dice.below(30)).unwrap_or(0);
        let cells = (top..top + 3).flat_map(|row| (1..3).map(move |column| (row, column)));
        self.covered.extend(cells.skip(1));
        let rule = |difference: &str| {
            format!(
                "<cfRule type=\"cellIs\"{difference} priority=\"1\" operator=\"notEqual\"><formula>7.77</formula></cfRule>"
            )
        };
        self.book.differences.push("0.0000".to_owned());
        self.book.behind = format!(
            "<mergeCells><mergeCell ref=\"B{}:C{}\"/></mergeCells><conditionalFormatting sqref=\"G3:G9 H7\">{}\
             </conditionalFormatting><conditionalFormatting sqref=\"A1:F40\">{}</conditionalFormatting>",
            top + 1,
            top + 3,
            rule(" dxfId=\"0\""),
            rule("")
        );
        if self.book.styles_part == StylesPart::Missing {
            self.book.behind = self.book.behind.replace(" dxfId=\"0\"", "");
        }
        self.book.before = "<cols><col min=\"4\" max=\"4\" width=\"9\" hidden=\"1\"/></cols>".into();
    }
}

/// A text, plain or in runs.
fn text(dice: &mut Dice) -> String {
    let piece = |text: &str| format!("<t xml:space=\"preserve\">{}</t>", escaped(text));
    let run = |property: &str, text: &str| format!("<r><rPr>{property}<sz val=\"11\"/></rPr>{}</r>", piece(text));
    match dice.below(10) {
        0 => run("", "92.5") + &run("<vertAlign val=\"superscript\"/>", "1"),
        1 => run("<strike/>", "85") + &run("", "92"),
        2 => run("<b/>", "92") + &run("<color rgb=\"FFFF0000\"/>", ".5%"),
        3 => format!("<r>{}</r>", piece("H")) + &run("<vertAlign val=\"subscript\"/>", "2"),
        _ => piece(dice.pick(&TEXTS)),
    }
}
