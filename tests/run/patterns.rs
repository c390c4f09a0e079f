//! Patterns that the shell has left to the program, as those of Windows do.

use crate::harness::{Folder, Run, forms, worked};

/// The units of a run, by their files.
fn units(run: &Run) -> Vec<String> {
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut units = forms::column(run, "unit");
    units.sort();
    units
}

fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["东区所.csv", "东[区]所.csv", "乙县.csv", "年度/丙县.csv"] {
        folder.file(name, worked("complete"));
    }
    for name in ["~$乙县.csv", ".旧.csv"] {
        folder.file(name, "no form");
    }
    folder
}

#[test]
fn a_pattern_is_what_it_matches_without_locks_and_hidden_files() {
    let folder = folder();
    for (pattern, expected) in [
        ("*.csv", &["东[区]所", "东区所", "乙县"][..]),
        ("东?所.csv", &["东区所"]),
        ("东[*.csv", &["东[区]所"]),
        ("*/?县.csv", &["丙县"]),
        ("./*", &["丙县", "东[区]所", "东区所", "乙县"]),
    ] {
        assert_eq!(units(&forms::csv(&folder, &[pattern])), expected, "{pattern}");
    }
    assert_eq!(folder.score(&["丁*.csv"]).status, 4);
}

#[test]
fn locks_that_a_shell_has_matched_are_passed_over() {
    let folder = folder();
    assert_eq!(units(&forms::csv(&folder, &["~$乙县.csv", "乙县.csv"])), ["乙县"]);
    assert_eq!(folder.score(&["~$乙县.csv"]).status, 3, "there is nothing else");
}

#[test]
fn brackets_are_those_of_a_name() {
    assert_eq!(units(&forms::csv(&folder(), &["东[区]所.csv"])), ["东[区]所"]);
}

#[test]
fn tables_are_named_by_a_pattern_too() {
    let folder = folder();
    let table = folder.score(&["targets", "-f", "json"]).stdout;
    folder.file("表/414.json", table);
    let run = forms::csv(&folder, &["乙县.csv", "--targets", "表/*.json"]);
    assert_eq!(units(&run), ["乙县"]);
    assert_eq!(folder.score(&["targets", "表/4?4.json"]).status, 0);
}
