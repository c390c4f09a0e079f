//! The page as text.

use std::collections::BTreeSet;

use score::language::Language::{self, Chinese, English};
use score::report::SHOWN_EACH;
use score::report::html::html;
use score::scoring::MissingPolicy::{self, Range, Skip, Zero};
use score::targets::Targets;

use crate::harness::fixture::{
    COMPLETE, HOSTILE, PARTIAL, Rows, chinese_of, hostile_rows, problems, report, rows, unscored,
};
use crate::harness::forms::UNIT_HEADER;
use crate::harness::{Folder, worked};

fn page(rows: &[Rows], targets: &Targets, missing: MissingPolicy, language: Language) -> String {
    html(&report(rows, targets, missing), language)
}

#[test]
fn the_total_and_every_cut_off_stand_on_the_page() {
    let targets = Targets::bundled();
    let page = page(&[rows("城关工商所", COMPLETE, &targets)], &targets, Range, Chinese);
    assert!(page.contains(">88.02</strong>"));
    for (activity, indicator) in targets.indicators() {
        assert!(page.contains(&format!("<bdi>{}</bdi>", activity.name)), "{}", activity.name);
        assert!(page.contains(&format!("<th scope=\"row\"><bdi>{}</bdi></th>", indicator.name)), "{}", indicator.name);
        for cutoff in indicator.cutoffs.written().into_iter().flatten() {
            assert!(page.contains(&format!(">{cutoff}%</td>")), "{} {cutoff}", indicator.name);
        }
    }
}

#[test]
fn an_interval_is_shown_as_one_and_its_missing_indicators_are_named() {
    let targets = Targets::bundled();
    let rows = [rows("城关工商所", PARTIAL, &targets)];
    let range = page(&rows, &targets, Range, Chinese);
    assert!(range.contains("77.68～89.01") && range.contains("未报 2 项") && range.contains("<bdi>网络监管率</bdi>"));
    assert!(page(&rows, &targets, Range, English).contains("77.68–89.01"));
    for policy in [Zero, Skip] {
        assert!(!page(&rows, &targets, policy, Chinese).contains("～"), "one score under {policy:?}");
    }
}

#[test]
fn nothing_is_asked_for_from_outside() {
    let targets = Targets::bundled();
    let units = [rows("城关工商所", COMPLETE, &targets), rows("东关工商所", PARTIAL, &targets)];
    let page = page(&units, &targets, Range, Chinese);
    for needle in ["http://", "https://", "<script", "<img", "<iframe", "@import", "src=", "onload="] {
        assert!(!page.contains(needle), "{needle}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(page.matches("url(").count() == page.matches("url(#hatch)").count());
}

#[test]
fn hostile_text_is_escaped() {
    let targets = Targets::bundled();
    for text in HOSTILE {
        let mut report = report(&[hostile_rows(text, &targets)], &targets, Range);
        report.period = Some(text.to_owned());
        report.not_reported = unscored([text.to_owned()]);
        let page = html(&report, Chinese);
        // Line ends become blanks: what stands on each line is looked for.
        for piece in text.split(char::is_control).filter(|piece| piece.contains(['<', '&', '"'])) {
            assert!(!page.contains(piece), "{piece}");
        }
        assert_eq!(page.matches("</style>").count(), 1);
        assert_eq!(page.matches("</title></style>").count(), 0);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("\"\">"));
    }
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let targets = Targets::bundled();
    let unit = |name| rows(name, PARTIAL, &targets);
    for units in [vec![unit("一所")], vec![unit("一所"), unit("二所"), unit("三所")]] {
        let page = page(&units, &targets, Range, Chinese);
        let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id twice: {ids:?}");
        for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.binary_search(&link).is_ok(), "#{link} leads nowhere");
        }
        for attribute in ["aria-labelledby=\"", "aria-describedby=\""] {
            for name in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.binary_search(&name).is_ok(), "{name} names nothing");
            }
        }
    }
}

#[test]
fn a_run_without_a_scored_unit_lists_its_problems() {
    let targets = Targets::bundled();
    let mut report = report(&[], &targets, Range);
    report.problems = problems();
    report.left_out = unscored(["马坊工商所".to_owned()]);
    let page = html(&report, Chinese);
    assert!(
        page.contains("没有可以计分的单位")
            && page.contains("马坊工商所")
            && page.contains("未报：市场监督管理／网络监管率")
    );
}

#[test]
fn many_units_have_a_league_table_and_sections_up_to_200() {
    let targets = Targets::bundled();
    let units: Vec<_> = (1..=201).map(|number| rows(&format!("{number}所"), COMPLETE, &targets)).collect();
    let few = page(&units[..200], &targets, Range, Chinese);
    assert_eq!(few.matches("<article").count(), 200);
    assert!(few.contains("href=\"#u200-name\"") && few.contains("得分分布"));
    let many = page(&units, &targets, Range, Chinese);
    assert_eq!(many.matches("<article").count(), 0);
    assert!(many.contains(">201所<") && !many.contains("href=\"#u1-name\""));
}

/// Ten points that the line of a grade parts have the colour of neither, nor that of what is undecided.
#[test]
fn a_column_of_the_distribution_has_the_colour_of_its_only_grade() {
    let folder = Folder::new();
    folder.file("甲.csv", worked("complete"));
    folder.file("乙.csv", worked("complete"));
    for (bands, class) in [("90,80,60", "good"), ("85,75,60", "across")] {
        folder.score(&["甲.csv", "乙.csv", "--bands", bands, "-o", "排名.html"]);
        let page = String::from_utf8(folder.read("排名.html")).expect("UTF-8");
        assert_eq!(page.matches(&format!("<rect class=\"bar {class}\" x=\"80%\"")).count(), 1, "{bands}");
        assert_eq!(page.contains("与文字同色的分数段跨等级"), class == "across");
    }
}

#[test]
fn each_language_is_complete_in_itself() {
    let targets = Targets::bundled();
    let units = [rows("Unit 1", COMPLETE, &targets), rows("Unit 2", PARTIAL, &targets)];
    for units in [&units[..1], &units[1..], &units[..], &[]] {
        let mut report = report(units, &targets, Range);
        report.period = None;
        report.left_out = unscored(["Unit 3".to_owned()]);
        report.not_reported = unscored(["Unit 4".to_owned()]);
        assert_eq!(chinese_of(&html(&report, English), &targets), "", "in English only the table is Chinese");
        let chinese = visible(&html(&report, Chinese));
        let foreign = english_of(&chinese);
        assert!(foreign.is_empty(), "in Chinese no English but names: {foreign:?}");
    }
}

/// The text of a page without its markup and style.
fn visible(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.replace("&lt;", "<") + " ").collect()
}

/// Words of Latin letters that neither the inputs nor the program's own name account for.
fn english_of(text: &str) -> Vec<&str> {
    let known = ["Unit", "csv", "SHA", "score"];
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| word.len() > 1 && !known.contains(word) && !word.chars().all(|c| c.is_ascii_hexdigit()))
        .collect()
}

#[test]
fn lower_is_better_and_other_measures_are_drawn() {
    let table =
        score::targets::BUNDLED[0].replace(r#""name": "督导检查次数","#, r#""name": "督导检查次数", "measure": "件","#);
    let table = table.replacen(
        r#""excellent": 90, "good": 70, "fair": 60, "poor": 50"#,
        r#""excellent": 0, "good": 1, "fair": 2, "poor": 3"#,
        1,
    );
    let targets = Targets::parse(&table).expect("a legal table");
    let text = COMPLETE.replacen("92.5%", "2.5%", 1).replace("112.5%", "999999999999%");
    let page = page(&[rows("城关工商所", &text, &targets)], &targets, Range, Chinese);
    assert!(page.contains("999999999999件") && page.contains("class=\"beyond\""));
    assert!(page.contains("实际值 2.5%，等级 差，评价标准 优 ≤0%、良 ≤1%、中 ≤2%、差 ≤3%"));
}

#[test]
fn a_folder_has_a_page_per_unit_and_the_league_table_that_leads_to_them() {
    let targets = Targets::bundled();
    let units = ["一所", "index", "A/B"].map(|name| rows(name, PARTIAL, &targets));
    let mut report = report(&units, &targets, Range);
    report.problems = problems();
    let mut pages = Vec::new();
    let write = |name: &str, page: String| {
        pages.push((name.to_owned(), page));
        Ok(())
    };
    score::report::html::pages(&report, Chinese, write).expect("pages are kept");
    let names: Vec<_> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["index.html", "A_B.html", "index-2.html", "一所.html"]);
    let (index, unit) = (&pages[0].1, &pages[3].1);
    assert!(names[1..].iter().all(|name| index.contains(&format!("href=\"./{name}\""))));
    assert!(index.contains("得分分布") && index.contains("id=\"problems\"") && !index.contains("class=\"bullet\""));
    assert!(unit.contains("77.68～89.01") && unit.contains("href=\"index.html\"") && !unit.contains("得分分布"));
}

/// The classes that the selectors of a page's style name.
fn styled(page: &str) -> BTreeSet<String> {
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).expect("a style").0;
    let selectors = style.split('{').filter_map(|before| before.rsplit(['}', ';']).next());
    let classes = selectors.flat_map(|selector| selector.split('.').skip(1));
    let name = |text: &str| text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    classes.map(name).filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

/// The classes that the elements of a page have.
fn worn(page: &str) -> BTreeSet<String> {
    let lists = page.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    lists.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

#[test]
fn every_class_of_the_style_stands_on_some_page() {
    let folder = Folder::new();
    let explained: String = worked("partial").lines().map(|row| format!("{row},偏差原因\n")).collect();
    let empty: String =
        worked("complete").lines().map(|row| format!("{},\n", row.rsplit_once(',').expect("a value").0)).collect();
    folder.file("年/城关工商所.csv", worked("complete"));
    folder.file("年/东关工商所.csv", explained.replacen("92.5%", "300%", 1));
    folder.file("年/西关工商所.csv", worked("complete").replacen("92.5%", "约九成", 1));
    folder.file("年/空表.csv", empty.replacen(",\n", ",实际值\n", 1));
    let many: String = (0..=SHOWN_EACH).map(|unit| format!("县{unit},市场监督管理,案件办结率,90%\n")).collect();
    folder.file("全县.csv", format!("{UNIT_HEADER}{many}"));
    folder.score(&["全县.csv", "-o", "全县.html"]);
    folder.score(&["年", "--level", "indicator", "-o", "上次.json"]);
    folder.score(&["年", "--against", "上次.json", "--detail", "-o", "页/", "-o", "全部.html"]);
    folder.score(&["年/城关工商所.csv", "--against", "上次.json", "-o", "一个.html"]);
    folder.score(&["年/东关工商所.csv", "-o", "区间.html"]);
    folder.score(&["年", "--bands", "85,75,60", "-o", "等级线.html"]);
    let of_units = std::fs::read_dir(folder.path().join("页")).expect("pages");
    let of_units = of_units.map(|page| page.expect("a page").path());
    let whole =
        ["全部.html", "全县.html", "一个.html", "区间.html", "等级线.html"].map(|name| folder.path().join(name));
    let pages: Vec<_> = of_units.chain(whole).map(|page| std::fs::read_to_string(page).expect("text")).collect();
    let [styled, worn] = [styled, worn].map(|of| pages.iter().flat_map(|page| of(page)).collect::<BTreeSet<_>>());
    assert!(styled.len() > 50 && worn.len() > 50);
    assert_eq!(styled.difference(&worn).collect::<Vec<_>>(), [""; 0]);
}
