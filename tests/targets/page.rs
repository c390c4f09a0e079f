//! The official page: the bundled table is rebuilt from it, and with a column of actuals added it is
//! a legal input.

use std::collections::HashMap;
use std::fmt::Write;

use score::targets::Targets;

use crate::harness::{Folder, worked};

const PAGE: &str = include_str!("../data/page.txt");

/// The rows of nine cells: a cell begins with a tab, an empty line ends a row.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = PAGE.split("\n\n").map(|row| row.lines().filter_map(|line| line.strip_prefix('\t')).collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}

/// Everything that the page says of its duties, in one comparable text.
fn from_page() -> String {
    let mut text = String::new();
    for row in rows().into_iter().filter(|row| row.len() == 9 && row[0] != "职责活动" && row[5] != "优") {
        let [name, budget, description, objective, indicator, cutoffs @ ..] = row.as_slice() else { unreachable!() };
        if let Some(activity) = name.strip_prefix("　　") {
            let _ = writeln!(text, "activity {activity} {budget} {description} {objective}");
        } else if !name.is_empty() {
            let _ = writeln!(text, "duty {name} {budget} {description} {objective}");
        }
        if !indicator.is_empty() {
            let _ = writeln!(text, "indicator {indicator} {}", cutoffs.join(" "));
        }
    }
    text
}

fn from_table(targets: &Targets) -> String {
    let mut text = String::new();
    for duty in targets.duties() {
        let _ = writeln!(text, "duty {} {} {} {}", duty.name, duty.budget.fixed(2), duty.description, duty.objective);
        for activity in &duty.activities {
            let budget = activity.budget.map(|budget| budget.fixed(2)).unwrap_or_default();
            let _ =
                writeln!(text, "activity {} {budget} {} {}", activity.name, activity.description, activity.objective);
            for indicator in &activity.indicators {
                let cutoffs =
                    indicator.cutoffs.written().map(|cutoff| format!("{}%", cutoff.expect("the page has four")));
                let _ = writeln!(text, "indicator {} {}", indicator.name, cutoffs.join(" "));
            }
        }
    }
    text
}

#[test]
fn the_bundled_table_is_the_page_to_the_letter() {
    assert_eq!(from_table(&Targets::bundled()), from_page());
}

#[test]
fn the_bundled_table_has_the_size_of_the_page() {
    let targets = Targets::bundled();
    assert_eq!((targets.duties().len(), targets.activities().count(), targets.indicators().count()), (4, 8, 24));
    assert_eq!(targets.budget().fixed(2), "262.00");
    let heads: Vec<_> = rows().into_iter().flatten().take(2).collect();
    assert_eq!(heads, [format!("{}{}", targets.code, targets.name).as_str(), "职责活动"]);
    assert!(PAGE.contains(&targets.title));
    let aliases: Vec<_> = targets.indicators().flat_map(|(_, indicator)| &indicator.aliases).collect();
    assert_eq!(aliases, ["著名商标注册完成率"]);
}

/// The page as a spreadsheet would save it, with the worked actuals in a tenth column.
fn page_with_actuals() -> String {
    let mut actuals: HashMap<(String, String), String> = HashMap::new();
    for line in worked("complete").lines().skip(1) {
        let cells: Vec<_> = line.split(',').map(str::to_owned).collect();
        let [activity, indicator, actual] = cells.try_into().expect("three cells");
        actuals.insert((activity, indicator), actual);
    }
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut above = String::new();
    for mut row in rows() {
        row.resize(9, "");
        if !row[0].is_empty() {
            row[0].trim_start_matches('　').clone_into(&mut above);
        }
        let actual = match row[4] {
            "绩效指标" => "实际值".to_owned(),
            indicator => actuals.remove(&(above.clone(), indicator.to_owned())).unwrap_or_default(),
        };
        csv.write_record(row.into_iter().chain([actual.as_str()])).expect("a row is written");
    }
    assert!(actuals.is_empty(), "every actual found its row");
    String::from_utf8(csv.into_inner().expect("the text is complete")).expect("the text is UTF-8")
}

#[test]
fn the_page_with_a_column_of_actuals_is_a_legal_input() {
    let folder = Folder::new();
    folder.file("page.csv", page_with_actuals());
    folder.file("complete.csv", worked("complete"));
    let page = folder.score(&["page.csv", "--format", "csv"]);
    let plain = folder.score(&["complete.csv", "--format", "csv"]);
    assert_eq!((page.status, page.stderr.as_str()), (0, ""));
    assert_eq!(page.stdout.replace(",page,", ",complete,"), plain.stdout);
}
