//! What is said of tables that are read from what they are published in (`score targets`).

use crate::harness::Folder;

/// The codes that are shown here.
pub(super) const CODES: [&str; 2] = ["table", "odd-table"];

const HEADER: &str = "职责活动,年度预算数,内容描述,绩效目标,绩效指标,优,良,中,差\n";

/// Names, and what stands in the file: a table with what is wrong in it.
const EXHIBITS: [(&str, &str, &str); 14] = [
    ("pdf", "表.pdf", "%PDF-1.7"),
    ("web-page", "表.doc", "<html><head><title>表</title></head><body><table></table></body></html>"),
    ("rich-text", "表.doc", "{\\rtf1\\ansi 414}"),
    ("no-table", "表.csv", "部门,页码\n工商局,22\n"),
    ("open-quote", "表.csv", "职责活动,年度预算数,绩效指标,\"优\n"),
    (
        "header",
        "表.csv",
        "职责活动,绩效指标,绩效指标,计量单位,优,良,中,差\n部门：工商局\n职责活动,年度预算数,绩效指标,优,良,中,差\n职,1,,,,,\n　　甲,1,甲率,90%,80%,70%,60%\n",
    ),
    (
        "rows",
        "表.csv",
        "414工商局\n{H},,,,甲率,90%,80%,70%,60%\n职,甲,,,,,,,\n　　乙,,,,,90%,80%,70%,60%\n,,描述,,丙率,90%,80%,70%,60%,备注\n",
    ),
    (
        "cut-offs",
        "表.csv",
        "414工商局\n{H}职,1,,,,,,,\n　　甲,1,,,甲率,较好,,＞70%,60%\n,,,,乙率,≥90%,≥80%,≥70%,＜60%\n,,,,丙率,90%,≤80%,70天,60%\n,,,,丁数,90,80,70,60\n,,,,戊率,1,0.9,0.8,0.7\n,,,,己率,290%,80%,70%,60%\n,,,,庚率,95%-100%,90%-94%,80%-90%,70%-80%\n,,,,辛率,90,80%,70,60\n,,,,壬率,≥90%,≤80%,≥70%,≥60%\n,,,,癸率,≥90%,＞80%,≥70%,＜70%\n",
    ),
    (
        "levels",
        "表.csv",
        "414工商局\n{H}甲,1,,,甲率,90%,80%,70%,60%\n415税务局\n{H}职,2,,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,60%\n乙,1,,,乙率,90%,80%,70%,60%\n责,,,,,,,,\n　　丙,1,,,丙率,90%,80%,70%,60%\n末,,,,,,,,\n",
    ),
    (
        "sums",
        "表.csv",
        "414工商局\n{H}职,2,,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,60%\n,,,,甲 率,90%,80%,70%,60%\n415税务局\n{H}职,1,,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,60%\n合计,2,,,,,,,\n414国资委\n{H}职,1,,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,60%\n注：完\n,,,,乙率,90%,80%,70%,60%\n",
    ),
    (
        "subtotal",
        "表.csv",
        "414工商局,单位：万元\n{H}职,2,,,,,,,\n　　甲,2,,,甲率,90%,80%,70%,60%\n小计,3,,,,,,,\n415税务局,单位：元\n{H}职,1,,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,60%\n单位：万元\n{H}　　乙,1,,,甲率,90%,80%,70%,60%\n",
    ),
    ("apart", "表.csv", "414工商局\n部门职责,工作活动,年度预算数,绩效指标,优,良,中,差\n职,甲,1,甲率,90%,80%,70%,60%\n"),
    (
        "note",
        "表.csv",
        "414工商局,单位：万元\n序号,职责活动,年度预算数,绩效指标,优,良,中,差,备注\n一,职,1,,,,,,\n1,　　甲,1,甲率,90%,80%,70%,60%,省考核\n",
    ),
    ("odd", "表.csv", "414工商局\n{H}职,1,,,,,,,\n　　甲,1,,,甲次数,90%,80%,70%,70%\n　　乙,,,,,,,,\n"),
];

#[test]
fn every_fault_of_a_published_table_is_said_in_full() {
    for (name, file, content) in EXHIBITS {
        let folder = Folder::new();
        folder.file(file, content.replace("{H}", HEADER));
        let runs = ["zh", "en"].map(|language| folder.score(&["targets", file, "--lang", language]));
        assert!(
            runs.iter()
                .all(|run| CODES.iter().any(|code| run.stderr.contains(&format!("[{code}]"))) || name == "open-quote")
        );
        let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
        insta::assert_snapshot!(format!("table-published-{name}"), text);
    }
}

/// A table that is refused is told of where others are scored, and so is a form of its bureau.
#[test]
fn a_table_that_is_refused_is_told_beside_those_that_are_scored() {
    let folder = Folder::new();
    let table = |bureau: &str, sum: u32| {
        format!("{bureau},单位：万元\n{HEADER}职,{sum},,,,,,,\n　　甲,1,,,甲率,90%,80%,70%,70%\n")
    };
    folder.file("书.csv", table("414工商局", 1) + &table("415税务局", 2));
    for (file, bureau) in [("工商.csv", "414工商局"), ("税务.csv", "415税务局")] {
        folder.file(file, format!("部门：{bureau}\n工作活动,绩效指标,实际值\n甲,甲率,95%\n"));
    }
    for (name, arguments) in [("one", &["工商.csv", "--bureau", "414"][..]), ("both", &["工商.csv", "税务.csv"])]
    {
        let run =
            |language| folder.score(&[arguments, &["--targets", "书.csv", "-f", "csv", "--lang", language]].concat());
        let text = ["zh", "en"].map(run).map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
        insta::assert_snapshot!(format!("table-refused-beside-{name}"), text);
    }
}

/// A table that goes on without end is told as such.
#[test]
fn a_table_of_too_many_cells_is_told() {
    let folder = Folder::new();
    folder.file("表.csv", ",".repeat(1_500_000));
    let runs = ["zh", "en"].map(|language| folder.score(&["targets", "表.csv", "--lang", language]));
    let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
    insta::assert_snapshot!("table-too-many-cells", text);
}

/// What the workbook knows of its cells is told as well as what stands in them.
#[test]
fn cells_that_are_not_what_they_show_are_told() {
    use crate::harness::raw_workbook::{RawWorkbook, number, text};
    let mut book = RawWorkbook::default();
    let struck = book.format("@");
    book.struck[struck - 1] = true;
    let rounded = book.format("0%");
    let row = |row: usize, cells: [String; 9]| -> String {
        let _ = row;
        cells.concat()
    };
    let texts = |at: usize, cells: [&str; 9]| {
        let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
        std::array::from_fn::<String, 9, _>(|column| text(&format!("{}{at}", letters[column]), 0, cells[column]))
    };
    let headings: Vec<_> = HEADER.trim().split(',').collect();
    let mut first = texts(4, ["　　甲", "1", "", "", "甲率", "", "80%", "70%", "60%"]);
    first[5] = number("F4", rounded, "0.925");
    first[6] = text("G4", struck, "80%");
    book.rows = vec![
        text("A1", 0, "414工商局"),
        row(2, texts(2, headings.try_into().expect("nine headings"))),
        row(3, texts(3, ["职", "1", "", "", "", "", "", "", ""])),
        row(4, first),
        row(5, texts(5, ["", "", "", "", "乙率", "90%", "80%", "70%", "60%"])),
    ];
    book.behind = "<mergeCells><mergeCell ref=\"H4:H5\"/></mergeCells>".to_owned();
    let folder = Folder::new();
    folder.file("表.xlsx", book.bytes());
    let runs = ["zh", "en"].map(|language| folder.score(&["targets", "表.xlsx", "--lang", language]));
    let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
    insta::assert_snapshot!("table-published-cells", text);
}

#[test]
fn missing_and_unknown_keys_are_told_all_at_once() {
    let bundled = score::targets::BUNDLED[0];
    let broken = bundled.replacen("\"title\"", "\"titel\"", 1).replacen("\"fair\": 60", "\"fiar\": 60", 1).replacen(
        "\"objective\"",
        "\"goal\"",
        1,
    );
    let folder = Folder::new();
    folder.file("表.json", broken);
    let runs = ["zh", "en"].map(|language| folder.score(&["targets", "表.json", "--lang", language]));
    let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
    insta::assert_snapshot!("table-all-keys", text);
}
