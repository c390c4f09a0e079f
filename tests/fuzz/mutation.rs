//! Small damage to a file, of the kinds that happen and of the kinds that should not.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::harness::dice::Dice;

/// Pieces that mean something to the reader of a file.
pub(super) const TEXT_PIECES: [&str; 65] = [
    ",",
    ",",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\t",
    ";",
    "，",
    "%",
    "％",
    "/",
    "-",
    "—",
    "无",
    "未报",
    "不适用",
    "N/A",
    "0/0",
    "4/5",
    "1/0",
    "1/3",
    "45/50",
    "4月5日",
    "5-Apr",
    "2016-04-05",
    "1e5",
    "9.2E+01",
    "NaN",
    "inf",
    "∞",
    "-5",
    "0.92",
    "1",
    "100%",
    "112.5%",
    "９２．５％",
    "1,234.5%",
    "12,34",
    "999999999999.999999",
    "9999999999999",
    "0.0000001",
    "0.11111111111111111111111111111111111111111111e5",
    "#DIV/0!",
    "#REF!",
    "合计",
    "小计",
    "单位",
    "填报单位",
    "工作活动",
    "绩效指标",
    "实际值",
    "实际值(%)",
    "完成数",
    "计划数",
    "偏差原因",
    "市场监督管理",
    "案件办结率",
    "\u{FEFF}",
    "\u{200B}",
    "\u{0}",
    "🙂",
    "甲县",
    "文件0",
];

/// Pieces of tables in JSON.
pub(super) const JSON_PIECES: [&str; 42] = [
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[[[[[[[[[",
    "\"",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "0",
    "1e3",
    "1E400",
    "0.0000001",
    "100",
    "99.995",
    "999999999999.999999",
    "1000000000000",
    "\"name\"",
    "\"budget\"",
    "\"weight\":0",
    "\"weight\":0.000001",
    "\"measure\":\"件\"",
    "\"measure\":\"\"",
    "\"measure\":\"％\"",
    "\"measure\":\"5\"",
    "\"aliases\":[\"案件办结率\"]",
    "\"cutoffs\"",
    "\"indicators\":[]",
    "\"activities\":[]",
    "\"duties\":[]",
    "\"excellent\":90",
    "\"good\"",
    "\"fair\"",
    "\"poor\"",
    "\"below_poor\"",
    "\\u0000",
    "\\ud800",
    "\u{FEFF}",
    "　",
    "\"$serde_json::private::Number\"",
];

/// Damages a file in up to eight places; `other` is where foreign parts come from.
pub(super) fn mutate(dice: &mut Dice, file: &mut Vec<u8>, pieces: &[&str], other: &[u8]) {
    let most = dice.below(8);
    for _ in 0..=dice.below(most + 1) {
        once(dice, file, pieces, other);
    }
}

fn once(dice: &mut Dice, file: &mut Vec<u8>, pieces: &[&str], other: &[u8]) {
    let at = dice.below(file.len() + 1);
    match dice.below(16) {
        0 => file.truncate(at),
        1 => {
            let part = dice.range(file.len());
            file.drain(part.start..part.end.min(part.start + 40));
        }
        2 => {
            let part = dice.range(file.len());
            let copy = file[part.start..part.end.min(part.start + 200)].to_vec();
            file.splice(at..at, copy);
        }
        3 => {
            let part = dice.range(other.len());
            file.splice(at..at, other[part.start..part.end.min(part.start + 200)].iter().copied());
        }
        4 => swap(dice, file),
        5 => file.splice(at..at, [dice.byte()]).for_each(drop),
        6 if at < file.len() => file[at] = dice.byte(),
        7 if at < file.len() => file[at] ^= 1 << dice.below(8),
        8..11 => replace_cell(dice, file, pieces, at),
        11..14 => replace_value(dice, file, pieces, at),
        _ => file.splice(at..at, dice.pick(pieces).bytes()).for_each(drop),
    }
}

/// Exchanges two lines.
fn swap(dice: &mut Dice, file: &mut Vec<u8>) {
    let mut lines: Vec<_> = file.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    lines.swap(one, other);
    *file = lines.join(&b'\n');
}

/// Puts a piece in the place of what stands between two delimiters, in every third case in the header.
fn replace_cell(dice: &mut Dice, file: &mut Vec<u8>, pieces: &[&str], at: usize) {
    let header = file.iter().position(|byte| *byte == b'\n').unwrap_or(file.len());
    let at = if dice.one_in(3) { dice.below(header + 1) } else { at };
    put(dice, file, pieces, at);
}

/// Puts a piece in the place of the next percentage.
fn replace_value(dice: &mut Dice, file: &mut Vec<u8>, pieces: &[&str], at: usize) {
    let next = file[at..].iter().position(|byte| *byte == b'%').map_or(at, |sign| at + sign);
    put(dice, file, pieces, next);
}

fn put(dice: &mut Dice, file: &mut Vec<u8>, pieces: &[&str], at: usize) {
    let is_delimiter = |byte: &u8| matches!(byte, b',' | b'\t' | b';' | b'\n' | b'\r' | b':' | b'}');
    let start = file[..at].iter().rposition(is_delimiter).map_or(0, |delimiter| delimiter + 1);
    let end = file[at..].iter().position(is_delimiter).map_or(file.len(), |delimiter| at + delimiter);
    file.splice(start..end, dice.pick(pieces).bytes());
}

/// A file made of pieces alone.
pub(super) fn soup(dice: &mut Dice, pieces: &[&str]) -> Vec<u8> {
    let header: &[&str] =
        &["工作活动,绩效指标,实际值\n", "绩效指标\t完成数\t计划数\n", "填报单位,工作活动,绩效指标,actual,note\n", ""];
    let mut text = dice.pick(header).to_owned();
    for _ in 0..dice.below(120) {
        text += dice.pick(pieces);
        if dice.one_in(2) {
            text.push(if dice.one_in(5) { '\n' } else { ',' });
        }
    }
    text.into_bytes()
}

/// Damages one part of a workbook, and packs it again so that the damage is met behind the archive.
pub(super) fn mutate_inside(dice: &mut Dice, archive: &[u8], pieces: &[&str]) -> Vec<u8> {
    let mut read = ZipArchive::new(Cursor::new(archive)).expect("the workbook is an archive");
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let damaged = dice.below(read.len());
    for index in 0..read.len() {
        let mut entry = read.by_index(index).expect("the archive is whole");
        let name = entry.name().expect("the archive is whole").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("the archive is whole");
        let is_sheet = name.contains("sheet1.xml") && dice.one_in(2);
        if index == damaged || is_sheet {
            mutate(dice, &mut content, pieces, archive);
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        written.start_file(name, stored).expect("memory can be written to");
        written.write_all(&content).expect("memory can be written to");
    }
    written.finish().expect("memory can be written to").into_inner()
}

/// Pieces of the parts of a workbook.
pub(super) const SHEET_PIECES: [&str; 24] = [
    "<c r=\"A1\">",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"ZZZZZZ99999999999\">",
    "<row r=\"4294967295\">",
    "</row>",
    "<v>0.925</v>",
    "<v>1e308</v>",
    "<v>-1e-308</v>",
    "<v>NaN</v>",
    "<v>99999999</v>",
    "<f>1/0</f>",
    "t=\"s\"",
    "t=\"e\"",
    "t=\"d\"",
    "t=\"str\"",
    "t=\"inlineStr\"",
    "s=\"1\"",
    "s=\"99999\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"A5:A2\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "&#0;",
    "&lol;",
    "<numFmt numFmtId=\"164\" formatCode=\"0.0%\"/>",
];
