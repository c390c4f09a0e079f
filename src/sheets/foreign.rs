//! Files that go by a workbook's name and are something else.

/// Kinds of files that are no .xlsx or .xls workbook, whatever their name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// .xlsb.
    BinaryWorkbook,
    /// .ods.
    OpenDocument,
    /// .doc, a document of Word 97 to 2003, and .wps.
    OldDocument,
    /// .docx that has other documents in it, which Word takes in when it saves the file.
    CompositeDocument,
    /// .docx and other packages without a workbook.
    OtherPackage,
    /// A bare stream of BIFF records, without the compound file around it.
    BareRecords,
    /// A workbook of Excel 95 or before.
    OldWorkbook,
    /// A page of HTML, which systems save as `.xls`.
    WebPage,
    /// A page with its pictures in one file, .mht.
    WebArchive,
    /// A workbook as the XML of Excel 2003.
    XmlWorkbook,
    /// Other XML.
    Xml,
    /// .pdf.
    Pdf,
    /// .rtf.
    RichText,
}

/// Bytes that are looked at for what a text is about.
const LOOKED_AT: usize = 4096;

impl Foreign {
    /// What a file is by its first bytes, if it is neither a workbook nor plain text.
    pub fn of(first: &[u8]) -> Option<Self> {
        if is_bare_records(first) {
            return Some(Self::BareRecords);
        }
        if !may_be_foreign(first) {
            return None;
        }
        let text = ascii(&first[..first.len().min(LOOKED_AT)]);
        let text = text.trim_start();
        let has = |word: &str| text.contains(word);
        if text.starts_with("%pdf-") {
            Some(Self::Pdf)
        } else if text.starts_with("{\\rtf") {
            Some(Self::RichText)
        } else if text.starts_with("mime-version:")
            || (has("\nmime-version:") && has("content-type: multipart/related"))
        {
            Some(Self::WebArchive)
        } else if has("urn:schemas-microsoft-com:office:spreadsheet") && text.starts_with("<?xml") && !has("<html") {
            Some(Self::XmlWorkbook)
        } else if text.starts_with("<?xml") && !has("<html") && !has("<table") {
            Some(Self::Xml)
        } else {
            let mut chars = text.chars();
            let is_tag =
                chars.next() == Some('<') && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || "!?/".contains(c));
            is_tag.then_some(Self::WebPage)
        }
    }
}

/// Whether a file begins with what one of these kinds begins with: hardly any text does, and this is asked of each.
fn may_be_foreign(first: &[u8]) -> bool {
    let mark = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().find_map(|mark| first.strip_prefix(*mark));
    let mut letters =
        mark.unwrap_or(first).iter().filter(|byte| **byte != 0).skip_while(|byte| byte.is_ascii_whitespace());
    let Some(letter) = letters.next() else { return false };
    // The headers of a web archive are words before colons.
    let mut is_header = || letters.find(|byte| !byte.is_ascii_alphabetic() && **byte != b'-') == Some(&b':');
    matches!(letter, b'<' | b'%' | b'{') || (letter.is_ascii_alphabetic() && is_header())
}

/// Whether a file begins with a BOF record of some edition of Excel.
fn is_bare_records(first: &[u8]) -> bool {
    matches!(first, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..])
}

/// The ASCII letters of a text in small ones, whether it is in UTF-16 or not.
fn ascii(first: &[u8]) -> String {
    let text = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().find_map(|mark| first.strip_prefix(*mark));
    text.unwrap_or(first).iter().filter(|byte| **byte != 0).map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_workbooks() {
        let utf_16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        for (first, expected) in [
            (b"<html><body>".to_vec(), Some(Foreign::WebPage)),
            (b"\xEF\xBB\xBF \r\n<!-- saved --><TABLE>".to_vec(), Some(Foreign::WebPage)),
            (b"<div class=x>".to_vec(), Some(Foreign::WebPage)),
            (b"<?xml version='1.0'?><!DOCTYPE html><html>".to_vec(), Some(Foreign::WebPage)),
            ([b"\xFF\xFE".to_vec(), utf_16("<meta charset=utf-16><table>")].concat(), Some(Foreign::WebPage)),
            (utf_16("<html>"), Some(Foreign::WebPage)),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related".to_vec(), Some(Foreign::WebArchive)),
            (b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; b".to_vec(), Some(Foreign::WebArchive)),
            (
                b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(),
                Some(Foreign::XmlWorkbook),
            ),
            (b"<?xml version=\"1.0\"?><a/>".to_vec(), Some(Foreign::Xml)),
            (b"%PDF-1.7".to_vec(), Some(Foreign::Pdf)),
            (b"{\\rtf1".to_vec(), Some(Foreign::RichText)),
            (vec![0x09, 0x08, 0x10, 0x00, 0x00, 0x06], Some(Foreign::BareRecords)),
            (vec![0x09, 0x00, 0x04, 0x00, 0x02, 0x00], Some(Foreign::BareRecords)),
            ("工作活动,绩效指标,实际值".as_bytes().to_vec(), None),
            (b"\tactivity\tindicator".to_vec(), None),
            ("<甲县>,1".as_bytes().to_vec(), None),
            (b"".to_vec(), None),
            (b"<".to_vec(), None),
        ] {
            assert_eq!(Foreign::of(&first), expected, "{}", String::from_utf8_lossy(&first));
        }
    }
}
