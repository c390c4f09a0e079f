//! What is said of files that are no earlier report to compare with (`--against`).

use crate::harness::Folder;

/// The code that is shown here.
pub(super) const CODE: &str = "against";

/// A name, what the earlier report is made with, and what is then replaced in it by what.
type Exhibit = (&'static str, &'static [&'static str], [&'static str; 2]);

const EXHIBITS: [Exhibit; 8] = [
    ("no-report", &["-f", "csv"], ["", ""]),
    ("lines", &["-f", "ndjson"], ["", ""]),
    ("check", &["check", "-f", "json"], ["", ""]),
    ("shallow", &["-f", "json", "--level", "activity"], ["", ""]),
    ("policy", &["-f", "json", "--missing", "skip"], ["", ""]),
    ("version", &["-f", "json"], ["\"schema_version\": 3", "\"schema_version\": 1"]),
    ("newer-version", &["-f", "json"], ["\"schema_version\": 3", "\"schema_version\": 12"]),
    ("contradiction", &["-f", "json"], ["\"min\": 33.46", "\"min\": 43.46"]),
];

#[test]
fn every_file_that_is_no_earlier_report_is_told_in_full() {
    let folder = Folder::new();
    folder.file("甲县.csv", "绩效指标,实际值\n综合业务完成率,100%\n网络监管率,45/50\n");
    for (name, arguments, [old, new]) in EXHIBITS {
        let made = folder.score(&[arguments, &["甲县.csv"]].concat());
        let report = made.stdout.replacen(old, new, 1);
        assert!(old == new || report != made.stdout, "{name}: {}", made.stdout);
        folder.file("earlier.json", report);
        let runs = ["zh", "en"]
            .map(|language| folder.score(&["甲县.csv", "--against", "earlier.json", "-f", "csv", "--lang", language]));
        assert!(runs.iter().all(|run| run.stderr.contains("[against]") && run.stdout.is_empty()), "{name}");
        let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
        insta::assert_snapshot!(format!("{CODE}-{name}"), text);
    }
}
