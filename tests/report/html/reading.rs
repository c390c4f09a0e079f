//! What a reader must not miss: who is not in the figures, what is not known, and how figures arose.

use score::language::Language::{self, Chinese, English};
use score::number::Fraction;
use score::report::html::html;
use score::report::{Report, UnitReport};
use score::scoring::MissingPolicy::{self, Range, Skip, Zero};
use score::targets::Targets;

use crate::harness::fixture::{COMPLETE, PARTIAL, problems, report, rows, unscored};

const POLICIES: [MissingPolicy; 3] = [Range, Zero, Skip];

fn one(text: &str, targets: &Targets, missing: MissingPolicy, language: Language) -> String {
    html(&report(&[rows("城关工商所", text, targets)], targets, missing), language)
}

fn two(targets: &Targets) -> Report<'_> {
    report(&[rows("一所", COMPLETE, targets), rows("二所", PARTIAL, targets)], targets, Range)
}

/// An input that reports nothing.
pub(crate) fn nothing(targets: &Targets) -> String {
    let rows = targets.indicators().map(|(activity, indicator)| format!("{},{},\n", activity.name, indicator.name));
    std::iter::once("工作活动,绩效指标,实际值\n".to_owned()).chain(rows).collect()
}

/// What stands between the first of two texts and the next of the other.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("{from} is on the page")).1;
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[test]
fn the_head_names_the_units_that_the_figures_are_without() {
    let targets = Targets::bundled();
    let mut report = two(&targets);
    report.left_out = unscored(["三<所>".to_owned(), "四所".to_owned()]);
    report.not_reported = unscored(["五所".to_owned()]);
    let page = html(&report, Chinese);
    let head = between(&page, "<header", "</header>");
    assert!(head.contains("已计分 2 个；有错误未计分 2 个：三&lt;所&gt;、四所；应报未报 1 个：五所"), "{head}");
    let links = between(&page, "<nav", "</nav>");
    assert!(links.contains("href=\"#left-out\"") && links.contains("href=\"#not-reported\""), "{links}");
    let (league, units) = page.split_once("<article").expect("units have sections");
    assert!(league.contains("id=\"left-out\"") && !units.contains("id=\"left-out\""), "beside the league table");
    assert!(between(&html(&report, English), "<header", "</header>").contains("1 did not report: 五所"));
    let complete = html(&two(&targets), Chinese);
    assert!(!between(&complete, "<header", "</header>").contains("未计分"), "nothing is said of none");
}

#[test]
fn every_bar_has_its_label_and_what_has_no_bar_is_named() {
    let targets = Targets::bundled();
    for language in [Chinese, English] {
        let page = one(PARTIAL, &targets, Range, language);
        let chart = between(&page, "<svg class=\"bars\"", "<figcaption");
        for number in 1..=7 {
            assert!(chart.contains(&format!("text-anchor=\"middle\">{number}</text>")), "{number}");
        }
        for end in ["93.33", "88.00", "53.33", "60.00", "80.00", "95.00", "100.00"] {
            assert!(chart.contains(&format!("text-anchor=\"middle\">{end}</text>")), "{end}");
        }
        let caption = between(&page, "<figcaption>", "</figcaption>");
        assert!(caption.contains("综合事务管理"), "{caption}");
    }
}

#[test]
fn many_bars_have_labels_too() {
    let table: serde_json::Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("the table is JSON");
    for count in [9, 30] {
        let mut table = table.clone();
        let duty = &mut table["duties"][0];
        let activity = duty["activities"][0].clone();
        duty["budget"] = count.into();
        duty["activities"] = (0..count)
            .map(|number| {
                let mut activity = activity.clone();
                activity["name"] = format!("活动{number}").into();
                activity["budget"] = 1.into();
                activity
            })
            .collect();
        table["duties"] = [duty.clone()].into_iter().collect();
        let targets = Targets::parse(&table.to_string()).expect("a legal table");
        let page = html(&report(&[rows("一所", &nothing(&targets), &targets)], &targets, Zero), Chinese);
        let chart = between(&page, "<svg class=\"bars\"", "<figcaption");
        assert_eq!(chart.matches("rotate(-90)").count(), usize::try_from(count).expect("small"));
        assert_eq!(page.contains("min-width: 450px"), count == 30, "where a phone is too narrow it scrolls");
    }
}

#[test]
fn every_band_of_the_scale_has_its_word_whatever_the_score() {
    let targets = Targets::bundled();
    for (language, words) in [(Chinese, ["优", "良", "中", "差"]), (English, ["excellent", "good", "fair", "poor"])]
    {
        for (text, missing) in [(COMPLETE, Range), (PARTIAL, Range), (&nothing(&targets), Skip)] {
            let page = one(text, &targets, missing, language);
            let scale = between(&page, "class=\"total-scale\"", "class=\"key\"");
            for word in words {
                let names = scale.split("class=\"band-name").skip(1);
                let stands = names.filter(|name| name.contains(&format!(">{word}</text>"))).count();
                assert_eq!(stands, 1, "{word} in {scale}");
            }
        }
    }
}

#[test]
fn the_sum_of_the_losses_says_what_it_does_not_know() {
    let targets = Targets::bundled();
    let range = one(PARTIAL, &targets, Range, Chinese);
    assert!(range.contains("已知失分合计 10.99 分；未报的 2 项失分未知，不在其中。"));
    assert!(between(&range, "class=\"n sum\"", "</td>").contains("已知失分"), "in the row of totals too");
    assert!(one(PARTIAL, &targets, Range, English).contains("Known losses add up to 10.99 points"));
    for page in [one(PARTIAL, &targets, Zero, Chinese), one(PARTIAL, &targets, Skip, Chinese)] {
        assert!(!page.contains("已知失分") && page.contains("失分合计"), "nothing is unknown");
    }
    let page = one(&nothing(&targets), &targets, Range, Chinese);
    assert!(page.contains("已知失分合计 0.00 分；未报的 24 项") && !page.contains("没有失分"));
}

#[test]
fn a_missing_value_that_counts_as_0_shows_the_0() {
    let targets = Targets::bundled();
    let row = |missing| {
        let page = one(PARTIAL, &targets, missing, Chinese);
        let row = between(&page, "<th scope=\"row\"><bdi>网络监管率</bdi></th>", "</tr>").to_owned();
        (
            row.contains(">未报</bdi>"),
            row.contains(">0.00</td>"),
            row.contains(">9.41</td></tr>") || row.ends_with(">9.41</td>"),
        )
    };
    assert_eq!(row(Zero), (true, true, true), "not reported, a score of 0.00, a loss of 9.41");
    assert_eq!(row(Range), (true, false, false));
}

#[test]
fn what_is_complete_is_not_explained_as_missing() {
    let targets = Targets::bundled();
    let page = one(COMPLETE, &targets, Range, Chinese);
    assert!(!between(&page, "<header", "</header>").contains("未报"));
    assert!(!between(&page, "<figcaption>", "</figcaption>").contains("未报"));
    let partial = one(PARTIAL, &targets, Range, Chinese);
    assert!(between(&partial, "<header", "</header>").contains("未报给出区间"));
    assert!(between(&partial, "<figcaption>", "</figcaption>").contains("未报"));
}

#[test]
fn each_score_is_worked_out() {
    let targets = Targets::bundled();
    let page = one(PARTIAL, &targets, Range, Chinese);
    assert!(between(&page, "<nav", "</nav>").contains("href=\"#arithmetic\""));
    let sums = between(&page, "class=\"arithmetic\"", "</table>");
    for line in [
        "(100 + 0 + 80) ÷ 3 = 60.00",
        "(100 + 100 + 80) ÷ 3 = 93.33",
        "(100 + 60) ÷ 2 = 80.00",
        "(74 × 60 + 35 × 88 + 10 × 53.333333… + 10 × 60 + 50 × 80 + 20 × 70 + 63 × 100) ÷ 262 = 77.68",
        "+ 20 × 95 + 63 × 100) ÷ 262 = 89.01",
    ] {
        assert!(sums.contains(line), "{line}");
    }
    assert!(sums.contains("<bdi>反垄断案件查处率不适用，不计入</bdi>"));
}

#[test]
fn weights_are_in_the_arithmetic_where_they_differ() {
    let table =
        score::targets::BUNDLED[0].replacen(r#""name": "案件办结率","#, r#""name": "案件办结率", "weight": 2.5,"#, 1);
    let targets = Targets::parse(&table).expect("a legal table");
    let page = one(COMPLETE, &targets, Range, English);
    assert!(page.contains("(2.5 × 100 + 1 × 80 + 1 × 80) ÷ 4.5 = 91.11"), "the first activity's");
}

/// Arithmetic that is laid out and figures that are printed come from the same numbers.
#[test]
fn the_arithmetic_gives_the_scores() {
    let targets = Targets::bundled();
    for missing in POLICIES {
        for text in [COMPLETE, PARTIAL] {
            let report = report(&[rows("一所", text, &targets)], &targets, missing);
            let unit = &report.units[0];
            assert_means(unit);
            let mut sum = Fraction::ZERO;
            for activity in unit.counted_activities() {
                let budget = activity.target.budget.expect("what counts has a budget").to_fraction();
                sum += &(&budget * &activity.exact.as_ref().expect("and a score").min);
            }
            let mean = sum.checked_div(&unit.counted_budget().to_fraction()).expect("something counts");
            assert_eq!(Some(mean.round()), unit.standing.min(), "{missing:?}");
        }
    }
}

fn assert_means(unit: &UnitReport<'_>) {
    for activity in unit.activities() {
        let mut sum = Fraction::ZERO;
        for indicator in activity.indicators.iter().flatten() {
            if let Some((min, _)) = indicator.range {
                sum += &(&indicator.target.weight.to_fraction() * &min.to_decimal().to_fraction());
            }
        }
        let mean = sum.checked_div(&activity.counted_weight.to_fraction());
        assert_eq!(mean, activity.exact.as_ref().map(|exact| exact.min.clone()), "{}", activity.target.name);
    }
}

#[test]
fn every_sheet_says_whose_it_is_and_every_unit_signs_its_own() {
    let targets = Targets::bundled();
    let mut report = two(&targets);
    report.period = Some("2016年".to_owned());
    let page = html(&report, Chinese);
    for (sheet, name) in [("u1-sheet", "一所"), ("u2-sheet", "二所")] {
        assert!(page.contains(&format!("@page {sheet} {{ @top-left {{ content: \"{name}  2016年\"; }} }}")));
        assert!(page.contains(&format!("style=\"page:{sheet}\"")));
    }
    let (league, units) = page.split_once("<article").expect("units have sections");
    assert!(league.contains("汇总单位（公章）") && !league.contains("填报单位（公章）"));
    for unit in units.split("<article") {
        let signed = between(unit, "class=\"signatures\"", "</section>");
        assert!(signed.contains("填报单位（公章）") && signed.contains("期间：<bdi>2016年</bdi>"), "{signed}");
    }
    let alone = one(COMPLETE, &targets, Range, Chinese);
    assert!(between(&alone, "class=\"signed\"", "</p>").contains("<bdi>城关工商所</bdi>"));
    assert!(alone.contains("@page { @top-left { content: \"城关工商所") && !alone.contains("汇总单位"));
}

#[test]
fn a_place_breaks_between_file_line_and_cell_alone() {
    let targets = Targets::bundled();
    let mut report = two(&targets);
    report.problems = problems();
    let page = html(&report, Chinese);
    let place = between(&page, "<td class=\"place\">", "</td>");
    assert!(place.contains("<wbr><span class=\"whole\">:"), "{place}");
    assert!(place.contains("</span> <span class=\"whole\"><bdi>C"), "{place}");
}

#[test]
fn units_beyond_those_with_sections_are_accounted_for() {
    let targets = Targets::bundled();
    let units: Vec<_> = (1..=201).map(|number| rows(&format!("{number}所"), COMPLETE, &targets)).collect();
    let page = html(&report(&units, &targets, Range), Chinese);
    assert!(page.contains("单位有 201 个，超过 200 个，本页不逐个列出；用 -o 文件夹/"));
    let few = html(&report(&units[..2], &targets, Range), Chinese);
    assert!(!few.contains("不逐个列出"));
    assert_eq!(few.matches("class=\"coverage\">上报率 100.00%").count(), 2, "each unit says what it reported");
}
