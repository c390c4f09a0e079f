//! A hash of every report: each format, in both languages, under each policy for missing values, of one
//! unit, of several, of units with errors, of several in detail, and against an earlier report; the terminal's at three
//! widths.
//!
//! The hashes stand in `hashes.txt`. Whoever changes a report on purpose accepts it by
//! `GOLDEN=accept cargo test --test main golden`, and says in the commit which lines changed and why.
//! With `GOLDEN_REPORTS=FOLDER` the reports themselves are written there: two such folders, from before
//! and after, show what changed.

mod cases;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use score::against::Earlier;
use score::language::Language;
use score::report::json::SCHEMA_VERSION;
use score::report::table::{View, table};
use score::report::{Format, Report};
use score::scoring::MissingPolicy;
use sha2::{Digest, Sha256};

use self::cases::{CASES, Case, EARLIER};
use crate::harness::Folder;
use crate::harness::fixture::unscored;
use crate::harness::in_process::{File, with_report_against};
use crate::report::workbook::package::Package;

const LANGUAGES: [(&str, Language); 2] = [("zh", Language::Chinese), ("en", Language::English)];
const WIDTHS: [usize; 3] = [80, 100, 140];

/// Reports by name: case, language, policy, and format or width.
type Reports = BTreeMap<String, Vec<u8>>;

#[test]
fn reports_are_the_accepted_ones() {
    let mut reports = Reports::new();
    std::thread::scope(|scope| {
        let workers: Vec<_> = CASES.iter().map(|case| scope.spawn(|| of_case(case))).collect();
        for worker in workers {
            reports.append(&mut worker.join().expect("a case is reported"));
        }
    });
    if let Some(folder) = std::env::var_os("GOLDEN_REPORTS") {
        keep(&reports, Path::new(&folder));
    }
    let hashes: String = reports.iter().map(|(name, report)| format!("{} {name}\n", hash(report))).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/golden/hashes.txt");
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "accept") {
        std::fs::write(path, hashes).expect("the hashes are written");
        return;
    }
    let accepted = std::fs::read_to_string(path).expect("the hashes are there");
    assert_eq!(differences(&accepted, &hashes), Vec::<&str>::new(), "see the head of tests/report/golden/mod.rs");
}

/// Lines that only one of the two tables has, the accepted ones first.
fn differences<'t>(accepted: &'t str, found: &'t str) -> Vec<&'t str> {
    let only_in = |one: &'t str, other: &'t str| {
        let others: std::collections::HashSet<_> = other.lines().collect();
        one.lines().filter(move |line| !others.contains(line))
    };
    only_in(accepted, found).chain(only_in(found, accepted)).collect()
}

fn of_case(case: &Case) -> Reports {
    let mut reports = Reports::new();
    let folder = Folder::new();
    for (name, content) in case.files() {
        folder.file(&name, content);
    }
    for (code, language) in LANGUAGES {
        for (policy, missing) in MissingPolicy::NAMED {
            let prefix = format!("{}/{code}-{policy}", case.name);
            let mut arguments = [case.arguments, &["--lang", code, "--missing", policy]].concat();
            if !case.earlier.is_empty() {
                let report = ["--missing", policy, "--level", "indicator", "-o", EARLIER];
                folder.score(&[case.earlier, &report].concat());
                arguments.extend(["--against", EARLIER, "--period", "2016年度"]);
            }
            let earlier = case.earlier.first().map(|_| folder.read(EARLIER));
            let earlier = earlier.map(|report| read(&report, missing));
            reports.extend(of_run(&folder, &arguments).map(|(name, report)| (format!("{prefix}/{name}"), report)));
            for width in WIDTHS {
                let view = View { language, width, colour: true, detail: case.is_detailed() };
                let report = case.in_process(missing, earlier.as_ref(), |report| table(&report, &view));
                reports.insert(format!("{prefix}/width-{width}"), report.into_bytes());
            }
        }
    }
    reports
}

/// What the program itself writes, each format and the folder of pages in a run of its own: what is kept of the input depends
/// on the formats asked for.
fn of_run<'f>(folder: &'f Folder, arguments: &'f [&'f str]) -> impl Iterator<Item = (String, Vec<u8>)> + 'f {
    let endings = Format::ALL.into_iter().map(|format| format.row().endings[0]);
    endings.chain(["/"]).flat_map(move |format| {
        let path = if format == "/" { "pages/".to_owned() } else { format!("report.{format}") };
        let run = folder.score(&[arguments, &["-o", &path]].concat());
        let bytes = match format {
            "xlsx" => unpacked(&folder.read(&path)),
            "/" => joined(&folder.path().join(&path)),
            _ => folder.read(&path),
        };
        let messages = (format == "txt").then(|| {
            let messages = format!("{}{}status {}\n", run.stdout, run.stderr, run.status);
            ("messages".to_owned(), messages.into_bytes())
        });
        let name = if format == "/" { "pages" } else { format };
        messages.into_iter().chain([(name.to_owned(), bytes)])
    })
}

/// All pages of a folder in the order of their names.
fn joined(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).expect("the folder of pages is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder is read").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| std::fs::read(path).expect("a page is read")).collect()
}

/// The parts of a workbook, which do not depend on how they are packed.
fn unpacked(workbook: &[u8]) -> Vec<u8> {
    let package = Package::open(workbook);
    let parts: String = package.texts().map(|(name, text)| format!("=== {name}\n{text}\n")).collect();
    parts.into_bytes()
}

/// An earlier report.
fn read(report: &[u8], missing: MissingPolicy) -> Earlier {
    let text = std::str::from_utf8(report).expect("JSON is UTF-8");
    Earlier::read(EARLIER, text, missing, SCHEMA_VERSION).expect("a report of this program")
}

fn hash(report: &[u8]) -> String {
    Sha256::digest(report).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn keep(reports: &Reports, folder: &Path) {
    for (name, report) in reports {
        let path: PathBuf = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a report is in a folder")).expect("the folder is made");
        std::fs::write(path, report).expect("the report is written");
    }
}

impl Case {
    fn in_process<R>(
        &self,
        missing: MissingPolicy,
        earlier: Option<&Earlier>,
        then: impl FnOnce(Report<'_>) -> R,
    ) -> R {
        let files: Vec<_> = self.inputs().map(|(name, content)| File::new(&name, content)).collect();
        let period = Some("2016年度".to_owned());
        with_report_against((earlier, period), &self.library(), missing, &files, |mut report| {
            report.not_reported = unscored(self.absent.iter().copied());
            then(report)
        })
    }
}
