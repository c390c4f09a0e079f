//! Random books, laid out in the ways in which offices lay them out, by code that shares nothing with the reader: each
//! is read to the letter.

use super::document::{self, Paragraph};
use super::outline;
use crate::harness::depth;
use crate::harness::dice::Dice;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use score::targets::{Published, Targets, read_book};
use serde_json::Value;

/// A bureau's table as it is meant.
struct Bureau {
    code: String,
    name: String,
    duties: Vec<Duty>,
}

struct Duty {
    name: String,
    activities: Vec<Activity>,
}

struct Activity {
    name: String,
    /// In hundredths.
    budget: Option<u32>,
    indicators: Vec<Indicator>,
}

struct Indicator {
    name: String,
    /// As they are written.
    cells: [String; 4],
    /// As [`outline`] tells them.
    told: [String; 4],
}

impl Bureau {
    fn random(dice: &mut Dice, number: usize) -> Self {
        let name = ["教育局", "卫生局", "民政局", "水务局", "林业局"][number % 5];
        let duties = (0..=dice.below(4)).map(|at| Duty::random(dice, at)).collect();
        Self { code: (201 + number).to_string(), name: name.to_owned(), duties }
    }

    /// What [`outline`] must tell of it.
    fn outline(&self) -> String {
        let mut lines = vec![format!("{} {}", self.code, self.name)];
        for duty in &self.duties {
            lines.push(format!("{} {}", duty.name, hundredths(duty.budget())));
            for activity in &duty.activities {
                let budget = activity.budget.map_or("null".to_owned(), hundredths);
                lines.push(format!("  {} {budget}", activity.name));
                for indicator in &activity.indicators {
                    lines.push(format!("    {} {}", indicator.name, indicator.told.join(" ")));
                }
            }
        }
        lines.join("\n")
    }
}

impl Duty {
    fn random(dice: &mut Dice, at: usize) -> Self {
        let name = ["义务教育", "医疗卫生", "社会救助", "综合管理"][at].to_owned();
        let mut activities: Vec<_> = (0..=dice.below(4)).map(|at| Activity::random(dice, &name, at)).collect();
        activities[0].budget = Some(1 + u32::try_from(dice.below(10_000_000)).expect("it is small"));
        Self { name, activities }
    }

    fn budget(&self) -> u32 {
        self.activities.iter().filter_map(|activity| activity.budget).sum()
    }
}

impl Activity {
    /// Names of activities with the same indicators are unique in a table.
    fn random(dice: &mut Dice, duty: &str, at: usize) -> Self {
        let name = format!("{}（{duty}）", ["运行保障", "教师培训", "监督检查", "3.15宣传活动"][at]);
        let budget = (!dice.one_in(5)).then(|| u32::try_from(dice.below(10_000_000)).expect("it is small"));
        let indicators = (0..=dice.below(4)).map(|at| Indicator::random(dice, at)).collect();
        Self { name, budget, indicators }
    }
}

impl Indicator {
    fn random(dice: &mut Dice, at: usize) -> Self {
        let name = ["完成率", "合格率", "满意度", "覆盖率"][at].to_owned();
        let rises = dice.one_in(3);
        let mut numbers = [0; 4];
        let mut number = dice.below(20) + 1;
        for place in &mut numbers {
            *place = number;
            number += 1 + dice.below(20);
        }
        if !rises {
            numbers.reverse();
        }
        let measure = dice.pick(&["%", "%", "个工作日", "起", "微克/立方米"]);
        let is_strict = dice.one_in(6);
        // The 差 cell that only says "worse than 中".
        let has_no_poor = dice.one_in(5);
        let sign = Sign::random(dice, rises, is_strict);
        let cell = |number: usize| sign.written(number, measure);
        let mark = if is_strict { "＞" } else { "" };
        let mut cells = numbers.map(cell);
        if !is_strict && dice.one_in(4) {
            cells = ranges(numbers, measure, rises, dice);
        }
        let mut told = numbers.map(|number| format!("{mark}{number}{measure}"));
        if has_no_poor {
            let worse = match (rises, is_strict) {
                (false, false) => "＜",
                (false, true) => "≤",
                (true, false) => "＞",
                (true, true) => "≥",
            };
            cells[3] = format!("{worse}{}{measure}", numbers[2]);
            "＜中".clone_into(&mut told[3]);
        }
        Self { name, cells, told }
    }
}

/// Cut-offs as ranges that meet; that of 优 may end anywhere.
fn ranges(numbers: [usize; 4], measure: &str, rises: bool, dice: &mut Dice) -> [String; 4] {
    let between = dice.pick(&["-", "~", "—", "至"]);
    let first = if rises { "" } else { measure };
    let range = |low: usize, high: usize| format!("{low}{first}{between}{high}{measure}");
    let [best, .., worst] = numbers;
    let cell = |at: usize| match at.checked_sub(1).map(|before| numbers[before]) {
        None if rises => format!("{best}{measure}"),
        None => range(best, best + 5),
        Some(better) if rises => range(better, numbers[at]),
        Some(better) => range(numbers[at], better),
    };
    assert!(worst > 0, "a range from 0 is no line");
    std::array::from_fn(cell)
}

/// What stands around a number.
struct Sign {
    before: &'static str,
    behind: &'static str,
    is_wide: bool,
}

impl Sign {
    fn random(dice: &mut Dice, rises: bool, is_strict: bool) -> Self {
        let signs: &[(&str, &str)] = match (rises, is_strict) {
            (false, false) => &[
                ("", ""),
                ("≥", ""),
                (">=", ""),
                ("≧", ""),
                ("不低于", ""),
                ("大于等于", ""),
                ("", "以上"),
                ("≥ ", ""),
            ],
            (true, false) => {
                &[("", ""), ("≤", ""), ("<=", ""), ("不超过", ""), ("不高于", ""), ("", "以内"), ("＜＝", "")]
            }
            (false, true) => &[("＞", ""), (">", ""), ("高于", "")],
            (true, true) => &[("＜", ""), ("<", ""), ("低于", "")],
        };
        let (before, behind) = signs[dice.below(signs.len())];
        Self { before, behind, is_wide: dice.one_in(4) }
    }

    fn written(&self, number: usize, measure: &str) -> String {
        let number = format!("{number}{}", if self.is_wide { measure.replace('%', "％") } else { measure.to_owned() });
        let wide =
            |c: char| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).expect("a digit") } else { c };
        let number = if self.is_wide { number.chars().map(wide).collect() } else { number };
        format!("{}{number}{}", self.before, self.behind)
    }
}

fn hundredths(number: u32) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// With commas between groups of three.
fn grouped(number: u32) -> String {
    let (whole, rest) = ((number / 100).to_string(), number % 100);
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{rest:02}")
}

/// How activities are told from duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Blanks(&'static str),
    Indent,
    Style,
    Typed,
    List,
    Indicators,
}

/// The ways in which a book is laid out.
#[derive(Clone, Copy, Debug)]
struct Manner {
    level: Level,
    bureau: usize,
    unit: usize,
    has_two_headings: bool,
    has_commas: bool,
    repeats_names: bool,
    /// After how many rows a table goes on below another header, if it does.
    split: Option<usize>,
}

impl Manner {
    fn random(dice: &mut Dice) -> Self {
        let blanks = dice.pick(&["　　", "  ", "\u{a0}\u{a0}", "\t", "　"]);
        let levels = [Level::Blanks(blanks), Level::Indent, Level::Style, Level::Typed, Level::List, Level::Indicators];
        let [has_two_headings, has_commas, repeats_names] = [2, 2, 4].map(|count| dice.one_in(count));
        Self {
            level: levels[dice.below(levels.len())],
            bureau: dice.below(8),
            unit: dice.below(3),
            has_two_headings,
            has_commas,
            repeats_names,
            split: dice.one_in(3).then(|| 2 + dice.below(12)),
        }
    }

    /// The lines above a table.
    fn above(&self, bureau: &Bureau) -> Vec<String> {
        const TITLE: &str = "部门职责-工作活动绩效目标";
        let (code, name) = (&bureau.code, &bureau.name);
        let mut lines = match self.bureau {
            0 => vec![TITLE.to_owned(), format!("{code}{name}")],
            1 => vec![TITLE.to_owned(), format!("{code}　{name}")],
            2 => vec![TITLE.to_owned(), format!("（{code}）{name}")],
            3 => vec![TITLE.to_owned(), format!("{name}({code})")],
            4 => vec![TITLE.to_owned(), format!("部门：{code}{name}")],
            5 => vec![TITLE.to_owned(), format!("部门名称：{code} {name}")],
            6 => vec![format!("{code}{name}{TITLE}")],
            _ => vec![format!("{TITLE}（{code}{name}）")],
        };
        match self.unit {
            0 => lines.push("单位：万元".to_owned()),
            1 => lines.push("（金额单位：元）".to_owned()),
            _ => {}
        }
        lines
    }

    fn headings(&self) -> Vec<Vec<&'static str>> {
        const FIRST: [&str; 5] = ["职责活动", "年度预算数", "内容描述", "绩效目标", "绩效指标"];
        if self.has_two_headings {
            let first = [&FIRST[..], &["评价标准", "", "", ""]].concat();
            vec![first, vec!["", "", "", "", "", "优", "良", "中", "差"]]
        } else {
            vec![[&FIRST[..], &["优", "良", "中", "差"]].concat()]
        }
    }

    fn budget(&self, budget: Option<u32>) -> String {
        let written = if self.has_commas { grouped } else { hundredths };
        budget.map(written).unwrap_or_default()
    }

    /// The rows of a table, each with what its first cell is.
    fn rows(&self, bureau: &Bureau) -> Vec<(Kind, Vec<String>)> {
        let mut rows = Vec::new();
        for (duty_at, duty) in bureau.duties.iter().enumerate() {
            let number =
                if self.level == Level::Typed { ["一、", "二、", "三、", "四、"][duty_at] } else { "" };
            let texts = [format!("{number}{}", duty.name), self.budget(Some(duty.budget())), "负责。".into()];
            rows.push((Kind::Duty, texts.into_iter().chain(vec![String::new(); 6]).collect()));
            for (at, activity) in duty.activities.iter().enumerate() {
                self.activity_rows(at, activity, &mut rows);
            }
        }
        rows
    }

    fn activity_rows(&self, at: usize, activity: &Activity, rows: &mut Vec<(Kind, Vec<String>)>) {
        let before = match self.level {
            Level::Blanks(blanks) => blanks.to_owned(),
            Level::Typed => format!("{}.", at + 1),
            _ => String::new(),
        };
        let name =
            [format!("{before}{}", activity.name), self.budget(activity.budget), "保障。".into(), "完成。".into()];
        for (at, indicator) in activity.indicators.iter().enumerate() {
            let is_named = at == 0 || self.repeats_names;
            let first = if is_named { name.clone() } else { Default::default() };
            let kind = if is_named { Kind::Activity } else { Kind::Nameless };
            let rest = std::iter::once(&indicator.name).chain(&indicator.cells).cloned();
            rows.push((kind, first.into_iter().chain(rest).collect()));
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Duty,
    Activity,
    Nameless,
}

fn document(bureaus: &[Bureau], manner: Manner, dice: &mut Dice) -> Vec<u8> {
    let mut body = document::Body::default();
    body.paragraph(&Paragraph::of("某县2016年部门预算"));
    for bureau in bureaus {
        for line in manner.above(bureau) {
            body.paragraph(&Paragraph::of(&line));
        }
        let rows = manner.rows(bureau);
        let (first, rest) = rows.split_at(manner.split.unwrap_or(rows.len()).min(rows.len()));
        for (at, part) in [first, rest].into_iter().enumerate().filter(|(at, part)| *at == 0 || !part.is_empty()) {
            // Rows go on below the header again, or in a table without one.
            let has_header = at == 0 || dice.one_in(2);
            let headings = if has_header { manner.headings() } else { Vec::new() };
            let plain = |cells: &Vec<&str>| cells.iter().map(|cell| Paragraph::of(cell)).collect::<Vec<_>>();
            let mut table: Vec<_> = headings.iter().map(plain).collect();
            table.extend(part.iter().map(|(kind, cells)| paragraphs(*kind, cells, manner.level)));
            body.table(&table, dice);
            body.paragraph(&Paragraph::of(if at == 0 { "" } else { "- 3 -" }));
        }
    }
    body.bytes()
}

fn paragraphs(kind: Kind, cells: &[String], level: Level) -> Vec<Paragraph> {
    let mut paragraphs: Vec<_> = cells.iter().map(|cell| Paragraph::of(cell)).collect();
    paragraphs[0].properties = match (level, kind) {
        (Level::Indent, Kind::Activity) => "<w:ind w:firstLineChars=\"200\"/>",
        (Level::Style, Kind::Activity) => "<w:pStyle w:val=\"Inner\"/>",
        (Level::List, Kind::Duty) => "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
        (Level::List, Kind::Activity) => "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>",
        _ => "",
    };
    paragraphs
}

fn workbook(bureaus: &[Bureau], manner: Manner, dice: &mut Dice) -> Vec<u8> {
    let mut book = Workbook::new();
    let has_one_sheet = dice.one_in(2);
    let mut row = 0;
    for (at, bureau) in bureaus.iter().enumerate() {
        if at == 0 || !has_one_sheet {
            row = 0;
            book.add_worksheet();
        }
        let sheet = book.worksheets_mut().last_mut().expect("a sheet was added");
        row = write_table(sheet, row, bureau, manner, dice) + 1;
    }
    book.save_to_buffer().expect("it is written")
}

/// Writes a table from a row on; the row below it.
fn write_table(sheet: &mut Worksheet, from: u32, bureau: &Bureau, manner: Manner, dice: &mut Dice) -> u32 {
    let plain = Format::new();
    let mut row = from;
    for line in manner.above(bureau) {
        if dice.one_in(2) {
            sheet.merge_range(row, 0, row, 8, &line, &plain).expect("it fits");
        } else {
            sheet.write(row, 0, line).expect("it fits");
        }
        row += 1;
    }
    for headings in manner.headings() {
        for (column, heading) in (0..).zip(headings).filter(|(_, heading)| !heading.is_empty()) {
            sheet.write(row, column, heading).expect("it fits");
        }
        row += 1;
    }
    for (kind, cells) in manner.rows(bureau) {
        let is_indented = matches!(manner.level, Level::Indent | Level::Style | Level::List) && kind == Kind::Activity;
        let inner = plain.clone().set_indent(1);
        for (column, cell) in (0..).zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            let format = if is_indented && column == 0 { &inner } else { &plain };
            sheet.write_with_format(row, column, cell, format).expect("it fits");
        }
        row += 1;
    }
    row
}

/// A table that is written as JSON is read as the same, also with what no book has: aliases, weights, other points.
fn assert_comes_back(table: &Targets, what: &str) {
    let again = Targets::parse(&table.to_json()).unwrap_or_else(|errors| panic!("{errors:?} of {what}"));
    assert_eq!((again.to_json(), outline(&again)), (table.to_json(), outline(table)), "{what}");
    let mut json: Value = serde_json::from_str(&table.to_json()).expect("it is JSON");
    json["points"]["poor"] = 30.into();
    for indicator in json["duties"][0]["activities"][0]["indicators"].as_array_mut().expect("indicators") {
        let name = indicator["name"].as_str().expect("a name").to_owned();
        indicator["aliases"] = vec![format!("{name}（旧称）")].into();
        indicator["weight"] = 2.into();
    }
    let richer = Targets::parse(&json.to_string()).unwrap_or_else(|errors| panic!("{errors:?} of {what}"));
    assert_eq!(serde_json::from_str::<Value>(&richer.to_json()).expect("it is JSON"), json, "{what}");
}

/// All bureaus are read, and as they are meant.
fn assert_as_meant(bytes: Vec<u8>, bureaus: &[Bureau], what: &str) {
    let book = read_book(bytes).unwrap_or_else(|fault| panic!("{fault:?} of {what}"));
    assert!(book.errors.is_empty(), "{:?} of {what}", book.errors);
    let table = |published: Published| published.table.unwrap_or_else(|errors| panic!("{errors:?} of {what}"));
    let tables: Vec<_> = book.tables.into_iter().map(table).collect();
    for table in &tables {
        assert_comes_back(table, what);
    }
    let told: Vec<_> = tables.iter().map(outline).collect();
    let meant: Vec<_> = bureaus.iter().map(Bureau::outline).collect();
    assert_eq!(told, meant, "{what}");
}

#[test]
fn random_books_are_read_to_the_letter() {
    for seed in 0..depth::of(120, 3000) {
        let mut dice = Dice::new(depth::seed() + seed);
        let manner = Manner::random(&mut dice);
        let bureaus: Vec<_> = (0..=dice.below(4)).map(|number| Bureau::random(&mut dice, number)).collect();
        let what = format!("book {seed}, {manner:?}");
        assert_as_meant(document(&bureaus, manner, &mut dice), &bureaus, &what);
        assert_as_meant(workbook(&bureaus, manner, &mut dice), &bureaus, &what);
    }
}
