//! The units side by side: ranks, order, depth, and the picture of all scores.

use num_rational::BigRational;
use num_traits::Zero;

use crate::harness::exact::rational;
use crate::harness::forms::{UNIT_HEADER, column, csv, form, json, names, rows, table, unit_rows};
use crate::harness::{Folder, Run, two_bureaus, worked};

/// A file with units of which so many indicators are reached.
fn folder(units: &[(&str, usize)]) -> Folder {
    let folder = Folder::new();
    let text: String = units.iter().map(|(name, reached)| unit_rows(name, *reached)).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{text}"));
    folder
}

/// The cells of the league table in Markdown, row by row.
fn league(run: &Run) -> Vec<Vec<String>> {
    let lines = run.stdout.lines().skip_while(|line| !line.starts_with("| 名次")).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Columns of the league table in Markdown.
fn columns(run: &Run, first: usize, second: usize) -> Vec<(String, String)> {
    league(run).into_iter().map(|row| (row[first].clone(), row[second].clone())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn ties_share_a_rank_and_the_next_one_is_left_out() {
    let folder = folder(&[("丁", 0), ("乙", 12), ("甲", 24), ("丙", 12), ("戊", 4)]);
    let run = folder.score(&["汇总.csv", "-f", "md"]);
    assert_eq!(columns(&run, 0, 1), pairs(&[("1", "甲"), ("2", "丙"), ("2", "乙"), ("4", "戊"), ("5", "丁")]));
    let run = folder.score(&["汇总.csv", "-f", "md", "--sort", "input"]);
    assert_eq!(columns(&run, 0, 1), pairs(&[("5", "丁"), ("2", "乙"), ("1", "甲"), ("2", "丙"), ("4", "戊")]));
}

#[test]
fn an_interval_ranks_by_its_lower_end() {
    let folder = folder(&[("高", 24), ("低", 4), ("中", 12)]);
    folder.file("缺.csv", worked("partial"));
    let run = folder.score(&["汇总.csv", "缺.csv", "-f", "md"]);
    assert_eq!(columns(&run, 0, 1), pairs(&[("1", "高"), ("2", "缺"), ("3", "中"), ("4", "低")]));
    assert_eq!(league(&run)[1][2], "77.68～89.01");
    let zero = folder.score(&["汇总.csv", "缺.csv", "-f", "md", "--missing", "zero"]);
    assert_eq!(league(&zero)[1][2], "77.68");
}

#[test]
fn a_unit_without_anything_that_counts_comes_last_and_has_no_rank() {
    let folder = Folder::new();
    let none = rows(Some("无"), |_| "不适用".to_owned());
    folder.file("汇总.csv", format!("{UNIT_HEADER}{none}{}{}", unit_rows("甲", 0), unit_rows("乙", 24)));
    let run = csv(&folder, &["汇总.csv"]);
    assert_eq!(column(&run, "unit"), ["乙", "甲", "无"]);
    assert_eq!(column(&run, "score"), ["100.00", "0.00", ""]);
    assert_eq!(column(&run, "coverage"), ["100.00", "100.00", ""]);
    let md = folder.score(&["汇总.csv", "-f", "md"]);
    let last = &league(&md)[2];
    assert_eq!((last[0].as_str(), last[2].as_str()), ("—", "—"), "{}", md.stdout);
    assert!(md.stdout.contains("**平均**：50.00"), "a missing score is not 0");
}

/// Where nothing counts, nothing is said of losses.
#[test]
fn a_unit_without_anything_that_counts_has_lost_nothing() {
    let folder = Folder::new();
    folder.file("无.csv", format!("工作活动,绩效指标,实际值\n{}", rows(None, |_| "不适用".to_owned())));
    for format in ["table", "md", "html"] {
        let text = folder.score(&["无.csv", "-f", format]).stdout;
        assert!(text.contains("没有可计分的指标。") && !text.contains("没有失分"), "{text}");
    }
}

/// A unit is told with its bureau where the report is not of that alone, in tables and in lists.
#[test]
fn names_have_their_bureau_where_there_are_several() {
    let folder = two_bureaus::folder();
    let own = |unit: &str| format!("年/414-{unit}.csv");
    let of_one = [own("城关镇"), own("东关街道"), own("西关街道")];
    let arguments = of_one.iter().map(String::as_str).chain(["--targets", "表/", "-f", "md", "--detail"]);
    let one = folder.score(&arguments.clone().collect::<Vec<_>>()).stdout;
    assert!(one.contains("## 城关镇\n") && one.contains("“西关街道”"), "{one}");
    let two = folder.score(&arguments.chain(["年/417-城关镇.csv"]).collect::<Vec<_>>()).stdout;
    assert!(two.contains("## 城关镇（工商局）\n") && two.contains("“西关街道（工商局）”"), "{two}");
}

/// Where nothing was read of several bureaus, all are meant.
#[test]
fn nothing_that_was_read_is_of_all_bureaus() {
    let folder = two_bureaus::folder();
    folder.file("坏.csv", "甲,乙\n1,2\n");
    let run = folder.score(&["坏.csv", "--targets", "表/", "-f", "md"]);
    assert!(run.stdout.starts_with("# 绩效评分报告 - 2 个部门\n"), "{}", run.stdout);
}

#[test]
fn units_are_sorted_as_asked() {
    let folder = folder(&[("丙", 4), ("A", 24), ("甲", 12), ("乙", 24)]);
    let order = |arguments: &[&str]| column(&csv(&folder, &[&["汇总.csv"], arguments].concat()), "unit");
    assert_eq!(order(&[]), ["A", "乙", "甲", "丙"], "best first, equals as they came");
    assert_eq!(order(&["--sort", "score"]), order(&[]));
    assert_eq!(order(&["--sort", "input"]), ["丙", "A", "甲", "乙"]);
    assert_eq!(order(&["--sort", "name"]), ["A", "丙", "乙", "甲"], "in code point order");
    let report = json(&folder.score(&["汇总.csv", "-f", "json", "--sort", "name"]));
    assert_eq!(crate::harness::forms::units(&report), ["A", "丙", "乙", "甲"]);
}

/// The depth of the first unit of a report in JSON.
fn depth(report: &serde_json::Value) -> &'static str {
    let duties = &report["units"][0]["duties"];
    if duties.is_null() {
        return "unit";
    }
    if duties[0]["activities"][0]["indicators"].is_null() { "activity" } else { "indicator" }
}

#[test]
fn units_that_rows_name_are_shown_as_deep_as_is_asked() {
    let one = folder(&[("甲", 12)]);
    let two = folder(&[("甲", 12), ("乙", 24)]);
    for (folder, units, default) in [(&one, 1, "unit"), (&two, 2, "unit")] {
        for (level, expected) in
            [(None, default), (Some("unit"), "unit"), (Some("activity"), "activity"), (Some("indicator"), "indicator")]
        {
            let mut arguments = vec!["汇总.csv", "-o", "r.csv", "-f", "json"];
            arguments.extend(level.iter().flat_map(|level| ["--level", level]));
            let report = json(&folder.score(&arguments));
            assert_eq!(depth(&report), expected, "{level:?}");
            let lines = table(&String::from_utf8(folder.read("r.csv")).expect("UTF-8")).len();
            let each = match expected {
                "unit" => 1,
                "activity" => 8,
                _ => 24,
            };
            assert_eq!(lines, units * each, "{level:?}");
        }
    }
}

#[test]
fn a_deeper_level_keeps_what_stood_in_the_cells() {
    let folder = folder(&[("甲", 12), ("乙", 24)]);
    let report = json(&folder.score(&["汇总.csv", "-f", "json", "--level", "indicator", "--sort", "input"]));
    let indicator = &report["units"][0]["duties"][0]["activities"][0]["indicators"][0];
    assert_eq!((indicator["actual_text"].as_str(), indicator["actual"].to_string()), (Some("100%"), "100".to_owned()));
    let shallow = json(&folder.score(&["汇总.csv", "-f", "json", "--sort", "input"]));
    for (unit, deep) in [(0, 0), (1, 1)] {
        for key in ["unit", "score", "range", "grade", "coverage", "counts", "source"] {
            assert_eq!(shallow["units"][unit][key], report["units"][deep][key], "{key} is the same at every depth");
        }
    }
}

#[test]
fn detail_prints_each_unit_s_own_report_too() {
    let folder = folder(&[("甲县", 12), ("乙县", 24)]);
    for format in ["table", "md"] {
        let plain = folder.score(&["汇总.csv", "-f", format]);
        let detail = folder.score(&["汇总.csv", "-f", format, "--detail"]);
        assert!(detail.stdout.starts_with(plain.stdout.lines().next().expect("a heading")));
        assert!(detail.stdout.len() > 3 * plain.stdout.len(), "{format} has more to show");
        for (_, indicator) in names() {
            assert!(detail.stdout.matches(&indicator).count() >= 2, "{indicator} of each unit");
        }
    }
}

/// A statistic of the Markdown report.
fn statistic<'r>(run: &'r Run, name: &str) -> &'r str {
    let start = format!("- **{name}**：");
    run.stdout.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("no {name}\n{}", run.stdout))
}

/// Half away from zero to two decimals.
fn rounded(value: &BigRational) -> String {
    let hundredths = (value * BigRational::from_integer(100.into())).round().to_integer().to_string();
    let padded = format!("{hundredths:0>3}");
    let (whole, fraction) = padded.split_at(padded.len() - 2);
    format!("{whole}.{fraction}")
}

/// QUARTILE.INC as its documentation has it: rank k (n − 1) ÷ 4, between neighbours in proportion.
fn quartile(sorted: &[BigRational], k: i64) -> BigRational {
    let count = i64::try_from(sorted.len()).expect("a few scores");
    let rank = BigRational::new((k * (count - 1)).into(), 4.into());
    let below = rank.floor();
    let index = usize::try_from(below.to_integer()).expect("within the list");
    let next = sorted.get(index + 1).unwrap_or(&sorted[index]);
    &sorted[index] + (next - &sorted[index]) * (rank - below)
}

#[test]
fn the_picture_of_all_scores_is_what_a_spreadsheet_computes() {
    for count in [2, 3, 4, 5, 8, 23] {
        let units: Vec<_> = (0..count).map(|number| (format!("第{number}所"), number * 7 % 25)).collect();
        let units: Vec<_> = units.iter().map(|(name, reached)| (name.as_str(), *reached)).collect();
        let folder = folder(&units);
        let mut scores: Vec<_> =
            column(&csv(&folder, &["汇总.csv"]), "score").iter().map(|score| rational(score)).collect();
        scores.sort();
        let run = folder.score(&["汇总.csv", "-f", "md"]);
        let sum = scores.iter().fold(BigRational::zero(), |sum, score| sum + score);
        assert_eq!(statistic(&run, "平均"), rounded(&(sum / BigRational::from_integer(count.into()))), "of {count}");
        for (quarter, name) in ["最低", "下四分位数", "中位数", "上四分位数", "最高"].into_iter().enumerate()
        {
            let quarter = i64::try_from(quarter).expect("five");
            assert_eq!(statistic(&run, name), rounded(&quartile(&scores, quarter)), "{name} of {count}");
        }
        let at_least =
            |line: i64| scores.iter().filter(|score| **score >= BigRational::from_integer(line.into())).count();
        let bands =
            [at_least(90), at_least(80) - at_least(90), at_least(60) - at_least(80), scores.len() - at_least(60)];
        for (grade, expected) in ["优", "良", "中", "差"].into_iter().zip(bands) {
            assert_eq!(statistic(&run, grade), expected.to_string(), "{grade} of {count}");
        }
    }
}

#[test]
fn the_scores_are_the_budgets_weighted_means() {
    let targets = score::targets::Targets::bundled();
    for reached in 0..=24 {
        let folder = folder(&[("甲", reached), ("乙", 24)]);
        let run = csv(&folder, &["汇总.csv", "--sort", "input"]);
        let (mut sum, mut budgets, mut number) = (BigRational::zero(), BigRational::zero(), 0);
        for activity in targets.duties().iter().flat_map(|duty| &duty.activities) {
            let budget = activity.budget.map_or_else(BigRational::zero, |budget| rational(&budget.to_string()));
            let indicators = activity.indicators.len();
            let full = (number..number + indicators).filter(|number| *number < reached).count();
            sum += &budget * BigRational::new((100 * full).into(), indicators.into());
            budgets += budget;
            number += indicators;
        }
        assert_eq!(column(&run, "score")[0], rounded(&(sum / budgets)), "{reached} reached");
    }
}

#[test]
fn the_units_lose_most_where_the_sums_say() {
    let folder = folder(&[("甲", 12), ("乙", 20), ("丙", 24)]);
    let report = json(&folder.score(&["汇总.csv", "-f", "json", "--level", "indicator"]));
    let mut losses = vec![(BigRational::zero(), 0); 24];
    for unit in report["units"].as_array().expect("units") {
        let duties = unit["duties"].as_array().into_iter().flatten();
        let activities = duties.flat_map(|duty| duty["activities"].as_array().expect("activities"));
        let indicators = activities.flat_map(|activity| activity["indicators"].as_array().expect("indicators"));
        for (sum, indicator) in losses.iter_mut().zip(indicators) {
            let loss = crate::harness::exact::figure(&indicator["loss"]);
            sum.1 += usize::from(!loss.is_zero());
            sum.0 += loss / BigRational::from_integer(3.into());
        }
    }
    let run = folder.score(&["汇总.csv", "-f", "md"]);
    let lines =
        run.stdout.lines().skip_while(|line| !line.starts_with("## 失分")).filter(|line| line.starts_with("| "));
    let rows: Vec<Vec<_>> =
        lines.skip(2).map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(!rows.is_empty());
    let mut above = BigRational::from_integer(100.into());
    for row in rows {
        let number = names().iter().position(|(activity, indicator)| row[0] == indicator && row[1] == activity);
        let (sum, losing) = &losses[number.expect("an indicator of the table")];
        let mean = rational(row[2]);
        let apart = if *sum > mean { sum - &mean } else { &mean - sum };
        assert!(apart <= rational("0.01"), "{row:?} against {sum}");
        assert_eq!((row[3], row[4]), (losing.to_string().as_str(), "3"));
        assert!(mean <= above, "largest first");
        above = mean;
    }
}

#[test]
fn one_unit_has_its_own_report_and_no_league() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(12));
    let run = folder.score(&["年", "-f", "md"]);
    assert!(!run.stdout.contains("名次") && run.stdout.contains("督导检查次数"), "{}", run.stdout);
}
