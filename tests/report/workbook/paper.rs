//! The workbook on paper: type that can be read, and pages that are filled.

use score::language::Language;
use score::report::workbook::workbook;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use crate::harness::fixture::{COMPLETE, PARTIAL, report, rows};
use crate::harness::{Folder, libre_office, paper};

#[test]
#[ignore = "needs LibreOffice and poppler"]
fn sheets_can_be_read_on_paper() {
    let targets = Targets::bundled();
    let folder = Folder::new();
    let one = [rows("甲", PARTIAL, &targets)];
    let five = ["甲", "乙", "丙", "丁", "戊"].map(|unit| rows(unit, COMPLETE, &targets));
    for (name, units) in [("one", &one[..]), ("five", &five)] {
        let bytes = workbook(&report(units, &targets, MissingPolicy::Range), Language::Chinese);
        folder.file(&format!("{name}.xlsx"), bytes.expect("a workbook is written"));
    }
    libre_office::convert(&folder, "pdf", &["one.xlsx".to_owned(), "five.xlsx".to_owned()]);
    for name in ["one", "five"] {
        let pdf = folder.path().join(format!("out/{name}.pdf"));
        for page in 1..=paper::pages(&pdf) {
            let mut small = paper::too_small(&pdf, page);
            // The turned label of an axis is as wide as its line is high.
            small.retain(|(word, _)| word != "单位数");
            assert_eq!(small, Vec::new(), "{name}, page {page}");
        }
    }
}
