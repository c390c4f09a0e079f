//! The report on a terminal, as a whole, at the widths people have.

use score::actuals::Options;
use score::diagnostic::{Diagnostic, Expected, Place, Problem};
use score::language::Language;
use score::report::table::{View, table, targets};
use score::scoring::MissingPolicy;
use score::targets::Targets;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::harness::fixture::{
    COMPLETE, HOSTILE, PARTIAL, Rows, chinese_of, hostile_rows, problems, report, rows, unscored,
};
use crate::harness::in_process::with_report;
use crate::harness::two_bureaus;

const WIDTHS: [usize; 3] = [80, 100, 140];

fn view(width: usize) -> View {
    View { language: Language::Chinese, width, colour: false, detail: false }
}

fn english(width: usize) -> View {
    View { language: Language::English, ..view(width) }
}

/// Compares with `tests/report/snapshots/table__NAME.snap`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("table__{name}"), text));
}

fn worked(name: &str, missing: MissingPolicy, view: &View) -> String {
    let targets = Targets::bundled();
    let text = if name == "partial" { PARTIAL } else { COMPLETE };
    table(&report(&[rows(name, text, &targets)], &targets, missing), view)
}

#[test]
fn one_unit() {
    for name in ["complete", "partial"] {
        for width in WIDTHS {
            snapshot(&format!("{name}_{width}"), &worked(name, MissingPolicy::Range, &view(width)));
        }
        snapshot(&format!("{name}_english"), &worked(name, MissingPolicy::Range, &english(100)));
        snapshot(&format!("{name}_english_80"), &worked(name, MissingPolicy::Range, &english(80)));
    }
}

#[test]
fn missing_values_otherwise() {
    snapshot("partial_zero", &worked("partial", MissingPolicy::Zero, &view(100)));
    snapshot("partial_skip", &worked("partial", MissingPolicy::Skip, &view(100)));
}

#[test]
fn the_official_table() {
    for width in WIDTHS {
        snapshot(&format!("targets_{width}"), &targets(&Targets::bundled(), &view(width)));
    }
    snapshot("targets_english", &targets(&Targets::bundled(), &english(100)));
}

/// Five units: good, missing values, one that ties, one with everything missing, and one with a
/// long name.
fn units(targets: &Targets) -> Vec<Rows> {
    let empty: String =
        COMPLETE.lines().map(|line| format!("{},\n", line.rsplit_once(',').map_or("", |x| x.0))).collect();
    let half = COMPLETE.replace("100%", "20%").replace("95%", "60%").replace("98.7%", "不适用");
    vec![
        rows("城关工商所", COMPLETE, targets),
        rows("东风工商所", PARTIAL, targets),
        rows("黄金海岸旅游度假区工商行政管理分局直属第一工商所", &half, targets),
        rows("向阳工商所", COMPLETE, targets),
        rows("北辛店工商所", &empty, targets),
    ]
}

#[test]
fn many_units() {
    let targets = Targets::bundled();
    let mut report = report(&units(&targets), &targets, MissingPolicy::Range);
    report.left_out = unscored(["南关工商所".to_owned()]);
    report.not_reported = unscored(["石桥工商所".to_owned(), "白河工商所".to_owned()]);
    for width in WIDTHS {
        snapshot(&format!("league_{width}"), &table(&report, &view(width)));
    }
    snapshot("league_english", &table(&report, &english(100)));
}

/// A long league table is made in parts: an interval and a long name far down have their room in the
/// columns of all.
#[test]
fn columns_are_the_same_in_all_parts_of_a_table() {
    let targets = Targets::bundled();
    let (complete, partial) = (rows("甲", COMPLETE, &targets), rows("乙", PARTIAL, &targets));
    let named = |number: usize| Rows { unit: Some(format!("第{number:04}工商所")), ..complete.clone() };
    let mut units: Vec<_> = (0..1050).map(named).collect();
    units.push(Rows {
        unit: Some("黄金海岸旅游度假区工商行政管理分局直属第一工商所".to_owned()), ..partial
    });
    let report = report(&units, &targets, MissingPolicy::Range);
    for view in [view(80), english(80), english(100)] {
        let text = table(&report, &view);
        assert!(text.lines().all(|line| line.width() <= view.width));
        let end = |line: &str| line.find("88.02").map(|at| line[..at].width());
        let ends: Vec<_> = text.lines().filter(|line| line.contains("工商所 ")).filter_map(end).collect();
        assert_eq!(ends.len(), 1050);
        assert!(ends.iter().all(|end| *end == ends[0]), "one column of scores");
        assert!(text.contains("77.68～89.01 ") || text.contains("77.68-89.01 ") || text.contains("77.68- "));
    }
}

#[test]
fn each_unit_in_detail() {
    let targets = Targets::bundled();
    let report = report(&units(&targets), &targets, MissingPolicy::Range);
    let detailed = table(&report, &View { detail: true, ..view(100) });
    let league = table(&report, &view(100));
    let own = |unit: usize| {
        let mut alone = crate::harness::fixture::report(&units(&targets)[unit..=unit], &targets, MissingPolicy::Range);
        alone.units.truncate(1);
        table(&alone, &view(100))
    };
    // What holds for every unit is said once, below the league table.
    let general = "指标得分：实际值达到";
    let without_general = |report: String| {
        let end = report.find(general).expect("a report says how figures arise");
        let end = report[..end].rfind('\n').expect("in a line of its own");
        let kept = &report[..=end];
        kept.strip_suffix("\n三、说明\n").map_or_else(|| kept.to_owned(), str::to_owned)
    };
    // By score, an interval by its lower end, and equals by name.
    let expected = [3, 0, 2, 1, 4].map(|unit| format!("\n{}", without_general(own(unit)))).concat();
    assert_eq!(detailed.matches(general).count(), 1);
    assert_eq!(detailed, league + &expected, "the league table, then each report as if it were alone");
}

#[test]
fn no_unit() {
    let targets = Targets::bundled();
    let mut report = report(&[], &targets, MissingPolicy::Range);
    report.problems = problems();
    let problem = Problem::DateValue { text: "4月5日".to_owned(), expected: Expected::Percentage };
    report.problems.push(Diagnostic::new(problem, Place::default()));
    report.left_out = unscored(["南关工商所".to_owned()]);
    snapshot("no_unit", &table(&report, &view(80)));
    snapshot("no_unit_english", &table(&report, &english(80)));
}

#[test]
fn notes_of_the_unit() {
    let targets = Targets::bundled();
    let mut unit = rows("城关工商所", PARTIAL, &targets);
    let notes = [(1, "系统故障，第四季度数据待核"), (10, "抽检设备\r\n送修"), (17, "本年度无此类案件")];
    for (number, note) in notes {
        unit.details[number].as_mut().expect("a row for each indicator").note = Some(note.to_owned());
    }
    let text = table(&report(&[unit], &targets, MissingPolicy::Range), &view(100));
    let text: String = text.lines().map(str::trim_start).collect();
    let expected = "偏差原因：网络监管率（市场监督管理）：系统故障，第四季度数据待核；\
                    检测合格率（流通领域商品质量监督管理）：抽检设备  送修；\
                    反垄断案件查处率（执法办案）：本年度无此类案件。";
    assert!(text.contains(expected), "{text}");
}

/// Colours are added to the same characters, only where asked for, and by grade.
#[test]
fn colour_changes_nothing_else() {
    let targets = Targets::bundled();
    let reports = [&units(&targets)[1..2], &units(&targets)].map(|rows| report(rows, &targets, MissingPolicy::Range));
    for report in &reports {
        for width in WIDTHS {
            let plain = table(report, &view(width));
            let coloured = table(report, &View { colour: true, ..view(width) });
            assert!(!plain.contains('\u{1b}'));
            assert_eq!(without_colour(&coloured), plain);
        }
    }
    let coloured = table(&reports[0], &View { colour: true, ..view(100) });
    for painted in
        ["\u{1b}[32m优\u{1b}[0m", "\u{1b}[36m良\u{1b}[0m", "\u{1b}[33m中\u{1b}[0m", "\u{1b}[31m差 低于差线\u{1b}[0m"]
    {
        assert!(coloured.contains(painted), "{painted:?}");
    }
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

/// Every line keeps to the width, the lines of a table to its columns.
#[test]
fn lines_fit_and_line_up() {
    let targets = Targets::bundled();
    let reports = [&units(&targets)[..1], &units(&targets)[1..2], &units(&targets)]
        .map(|rows| report(rows, &targets, MissingPolicy::Range));
    for width in (80..=160).step_by(4) {
        for report in &reports {
            check_lines(&table(report, &view(width)), width);
            check_lines(&table(report, &english(width)), width);
        }
        check_lines(&self::targets(&targets, &view(width)), width);
    }
}

/// A range in each column of figures, long names, and a bureau beside each.
#[test]
fn units_of_several_bureaus_fit() {
    let (library, files) = (two_bureaus::library(), two_bureaus::files());
    for width in (80..=160).step_by(4) {
        for language in [Language::Chinese, Language::English] {
            let view = View { language, detail: true, ..view(width) };
            let missing = MissingPolicy::Range;
            let text = with_report(1, &library, missing, &Options::default(), &files, |report| table(&report, &view));
            for line in text.lines() {
                assert!(line.width() <= width, "{} columns at {width}: {line}", line.width());
            }
        }
    }
}

fn check_lines(text: &str, width: usize) {
    let mut in_table = None;
    for (line, next) in text.lines().zip(text.lines().skip(1).chain([""])) {
        assert!(line.width() <= width, "{} columns at {width}: {line}", line.width());
        if is_rule(line) {
            in_table = Some(line.width());
        }
        if let Some(edge) = in_table {
            assert!(line.width() <= edge, "a table of {edge} columns: {line}");
            assert!(!line.chars().any(ambiguous), "of ambiguous width: {line}");
        }
        if in_table.is_some() && !is_rule(line) && !is_rule(next) && ends_table(next) {
            in_table = None;
        }
    }
}

fn is_rule(line: &str) -> bool {
    line.trim_start().starts_with("---")
}

/// Whether a line is outside all tables: a heading, a sentence, or nothing.
fn ends_table(line: &str) -> bool {
    line.ends_with(['。', '.', '）', '：']) || line.is_empty() || !line.contains("  ")
}

fn ambiguous(c: char) -> bool {
    c.width() != c.width_cjk()
}

#[test]
fn columns_begin_where_their_headings_do() {
    for width in WIDTHS {
        let text = worked("partial", MissingPolicy::Range, &view(width));
        let end = |line: &str, part: &str| line.find(part).map(|at| line[..at + part.len()].width());
        let heading = text.lines().find(|line| line.starts_with("职责 /")).expect("the table has headings");
        for line in ["市场主体登记与监管 ", "商品抽检批次 ", "综合业务完成率 "] {
            let line = text.lines().find(|of| of.trim_start().starts_with(line)).expect("the table has the line");
            let score = ["88.00", "60.00", "100.00"].into_iter().find(|score| line.contains(score));
            assert_eq!(end(line, score.expect("a score")), end(heading, "得分"), "{line}");
            let grade = ["优", "良", "中"].into_iter().find_map(|grade| line.find(&format!(" {grade} ")));
            let grade = line[..grade.expect("a grade")].width() + 1;
            assert_eq!(Some(grade), heading.find("等级").map(|at| heading[..at].width()), "{line}");
        }
    }
}

/// Nothing in an input can move the cursor, change colours or push a table apart.
#[test]
fn hostile_texts_stay_in_their_place() {
    let targets = Targets::bundled();
    let long = "长".repeat(10_000);
    for text in HOSTILE.into_iter().chain(["\u{1b}[2J\u{7}\u{9b}31m\t\u{202E}", &long]) {
        let hostile = hostile_rows(text, &targets);
        for rows in [vec![hostile.clone()], vec![hostile.clone(), hostile.clone()]] {
            let mut report = report(&rows, &targets, MissingPolicy::Range);
            report.period = Some(text.to_owned());
            report.left_out = unscored([text.to_owned()]);
            let shown = table(&report, &View { detail: true, ..view(80) });
            assert!(shown.lines().all(|line| line.width() <= 80));
            assert!(!shown.chars().any(|c| c != '\n' && c.is_control() || c == '\u{202E}'));
        }
    }
}

#[test]
fn english_has_no_chinese_of_its_own() {
    let targets = Targets::bundled();
    let mut report = report(&units(&targets)[1..2], &targets, MissingPolicy::Range);
    report.units[0].unit = Some("unit");
    report.period = None;
    let shown = table(&report, &english(200)) + &self::targets(&targets, &english(2000));
    let descriptions = targets.duties().iter().map(|duty| (&duty.description, &duty.objective));
    let activities = targets.activities().map(|activity| (&activity.description, &activity.objective));
    let texts = descriptions.chain(activities).flat_map(|(description, objective)| [description, objective]);
    let aliases = targets.indicators().flat_map(|(_, indicator)| &indicator.aliases);
    let rest = texts.chain(aliases).fold(shown, |shown, text| shown.replace(text.as_str(), ""));
    assert_eq!(chinese_of(&rest, &targets), "");
}
