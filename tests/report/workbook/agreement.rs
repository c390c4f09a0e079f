//! Compares a workbook that somebody else has computed with this program's report, cell by cell.

use score::grading::{Attainment, Sign};
use score::language::Language;
use score::number::{Decimal, Figure};
use score::report::{IndicatorReport, League, Report, Standing, UnitReport, shown, words};
use score::scoring::MissingPolicy;

use super::package::Sheet;

/// All differences between a workbook and a report on one unit, in Chinese.
pub(crate) fn differences(bytes: &[u8], report: &Report<'_>) -> Vec<String> {
    let mut check = Check { differences: Vec::new() };
    let unit = &report.units[0];
    check.indicators(&Sheet::read(bytes, "指标"), unit);
    check.summary(&Sheet::read(bytes, "汇总"), unit, report);
    let unknown = unknown_losses(unit, report.missing);
    check.indicator_total(&Sheet::read(bytes, "指标"), &unknown);
    check.losses(&Sheet::read(bytes, "失分"), unit, &unknown);
    check.differences
}

/// All differences between a workbook and a report on several units, in Chinese.
pub(crate) fn league_differences(bytes: &[u8], report: &Report<'_>) -> Vec<String> {
    let mut check = Check { differences: Vec::new() };
    let league = report.league.as_ref().expect("several units have a league");
    let sheet = Sheet::read(bytes, "排名");
    let (header, _) = sheet.find("名次");
    for ((row, unit), rank) in (header + 1..).zip(&report.units).zip(&league.rows) {
        let rank = rank.rank.map_or_else(|| shown::NONE.to_owned(), |rank| rank.to_string());
        check.ranked(&sheet, row, unit, rank);
    }
    check.statistics(&Sheet::read(bytes, "统计"), league);
    check.differences
}

struct Check {
    differences: Vec<String>,
}

const LANGUAGE: Language = Language::Chinese;

fn figure(figure: Option<Figure>) -> String {
    shown::figure(figure)
}

/// A number in the indicator's measure as its cell holds it.
fn stored(value: Option<Decimal>, indicator: &IndicatorReport<'_>) -> String {
    let Some(value) = value else { return shown::NONE.to_owned() };
    let extra = if indicator.target.is_percentage() { 2 } else { 0 };
    Decimal::new(value.mantissa(), value.decimals() + extra).fixed(8)
}

impl Check {
    fn same(&mut self, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.differences.push(format!("{what}: {found} instead of {expected}"));
        }
    }

    fn indicators(&mut self, sheet: &Sheet, unit: &UnitReport<'_>) {
        let (header, _) = sheet.find("绩效指标");
        let mut row = header + 2;
        let ranked: Vec<_> = unit.losses().into_iter().map(|(_, indicator, _)| indicator).collect();
        for (activity, indicator) in unit.indicators() {
            let name = format!("{}/{}", activity.target.name, indicator.target.name);
            let place = ranked.iter().position(|other| std::ptr::eq(*other, indicator)).map_or(0, |index| index + 1);
            for (heading, decimals, expected) in indicator_cells(indicator, place) {
                let column = sheet.find(heading).1;
                self.same(&format!("{name} {heading}"), &expected, &sheet.shown((row, column), decimals));
            }
            row += 1;
        }
        for (heading, expected) in [("分值", unit.weight()), ("失分", unit.loss())] {
            let column = sheet.find(heading).1;
            self.same(heading, &figure(expected), &sheet.shown((row.max(header + 3), column), 2));
        }
    }

    fn indicator_total(&mut self, sheet: &Sheet, unknown: &str) {
        let (row, note) = (sheet.find("合计").0, sheet.find("偏差原因及改进措施").1);
        self.same("合计 说明", unknown, &sheet.shown((row, note), 0));
    }

    fn standing(&mut self, sheet: &Sheet, row: u32, name: &str, standing: &Standing) {
        let cells = [
            ("得分下限", figure(standing.range().map(|range| range.0))),
            ("得分上限", figure(standing.range().map(|range| range.1))),
            ("得分", shown::score(standing, LANGUAGE)),
        ];
        for (heading, expected) in cells {
            let column = sheet.find(heading).1;
            self.same(&format!("{name} {heading}"), &expected, &sheet.shown((row, column), 2));
        }
        self.same(&format!("{name} 等级"), shown::band(standing, LANGUAGE), &sheet.shown((row, 8), 0));
    }

    fn summary(&mut self, sheet: &Sheet, unit: &UnitReport<'_>, report: &Report<'_>) {
        let mut row = sheet.find("得分下限").0 + 1;
        let weight = sheet.find("权重（%）").1;
        for duty in unit.duties().into_iter().flatten() {
            self.same(&duty.target.name, &duty.weight.to_string(), &sheet.shown((row, weight), 2));
            self.same(&duty.target.name, &duty.target.budget.fixed(6), &sheet.shown((row, 2), 6));
            self.standing(sheet, row, &duty.target.name, &duty.standing);
            row += 1;
            for activity in &duty.activities {
                self.same(&activity.target.name, &activity.weight.to_string(), &sheet.shown((row, weight), 2));
                self.standing(sheet, row, &activity.target.name, &activity.standing);
                row += 1;
            }
        }
        self.same("总预算", &report.library.targets(0).budget().fixed(6), &sheet.shown((row, 2), 6));
        self.same("总权重", &figure(unit.weight()), &sheet.shown((row, weight), 2));
        self.standing(sheet, row, "总分", &unit.standing);
        let (row, column) = sheet.find("上报率");
        let coverage = unit.coverage.map(|coverage| Decimal::new(i128::from(coverage.hundredths()), 4).fixed(4));
        self.same("上报率", coverage.as_deref().unwrap_or(shown::NONE), &sheet.shown((row, column + 1), 4));
        self.counts(sheet, unit);
    }

    fn counts(&mut self, sheet: &Sheet, unit: &UnitReport<'_>) {
        let (row, column) = sheet.find("指标个数");
        let counts = &unit.counts;
        let some = |before, count, after| if count > 0 { format!("{before}{count}{after}") } else { String::new() };
        let expected = format!(
            "优 {}，良 {}，中 {}，差 {}{}{}{}",
            counts.excellent,
            counts.good,
            counts.fair,
            counts.poor,
            some("（其中低于差线 ", counts.below_poor, "）"),
            some("，未报 ", counts.missing, ""),
            some("，不适用 ", counts.not_applicable, "")
        );
        self.same("指标个数", &expected, &sheet.shown((row, column + 1), 0));
    }

    fn ranked(&mut self, sheet: &Sheet, row: u32, unit: &UnitReport<'_>, rank: String) {
        let counts = &unit.counts;
        let losses = unit.losses();
        let largest = losses.first();
        let coverage = unit.coverage.map(|coverage| Decimal::new(i128::from(coverage.hundredths()), 4).fixed(4));
        let cells = [
            (0, rank),
            (2, shown::score(&unit.standing, LANGUAGE)),
            (0, shown::band(&unit.standing, LANGUAGE).to_owned()),
            (4, coverage.unwrap_or_else(|| shown::NONE.to_owned())),
            (0, counts.excellent.to_string()),
            (0, counts.good.to_string()),
            (0, counts.fair.to_string()),
            (0, counts.poor.to_string()),
            (0, counts.below_poor.to_string()),
            (0, counts.missing.to_string()),
            (0, counts.not_applicable.to_string()),
            (0, largest.map_or(shown::NONE, |(_, largest, _)| &largest.target.name).to_owned()),
            (2, figure(largest.map(|(_, _, loss)| *loss))),
            (2, figure(unit.standing.range().map(|range| range.0))),
            (2, figure(unit.standing.range().map(|range| range.1))),
        ];
        let columns = std::iter::once(0).chain(2..);
        for (column, (decimals, expected)) in columns.zip(cells) {
            let what = format!("{:?} column {column}", unit.unit);
            self.same(&what, &expected, &sheet.shown((row, column), decimals));
        }
    }

    fn statistics(&mut self, sheet: &Sheet, league: &League<'_>) {
        let statistics = &league.statistics;
        let quartiles = statistics.quartiles.expect("some unit has a score");
        let names = ["最低", "下四分位数", "中位数", "上四分位数", "最高"];
        for (name, expected) in names.into_iter().zip(quartiles).chain([("平均", statistics.mean.unwrap_or_default())])
        {
            let (row, column) = sheet.find(name);
            self.same(name, &expected.to_string(), &sheet.shown((row, column + 1), 2));
        }
        let counts = ["优", "良", "中", "差"].into_iter().zip(statistics.per_grade);
        for (name, expected) in counts.chain([("未定", statistics.undecided), ("无得分", statistics.without_score)])
        {
            let (row, column) = sheet.find(name);
            self.same(name, &expected.to_string(), &sheet.shown((row, column + 1), 0));
        }
        let (first, column) = sheet.find("0～10");
        for (row, expected) in (first..).zip(statistics.histogram) {
            self.same("得分分布", &expected.to_string(), &sheet.shown((row, column + 1), 0));
        }
    }

    fn losses(&mut self, sheet: &Sheet, unit: &UnitReport<'_>, unknown: &str) {
        let (header, _) = sheet.find("序号");
        let mut row = header + 1;
        for (activity, indicator, loss) in unit.losses() {
            let target = indicator.target;
            let measured = |value: Option<Decimal>, sign: &str| {
                value.map_or_else(|| shown::NONE.to_owned(), |value| format!("{sign}{value}{}", target.measure))
            };
            let next = indicator.next;
            let (sign, more) = match target.cutoffs.sign() {
                Sign::AtLeast => ("", ""),
                Sign::AtMost => ("≤", ""),
                Sign::Above => ("＞", "＞"),
                Sign::Below => ("＜", "＞"),
            };
            let cells = [
                activity.target.name.clone(),
                indicator.target.name.clone(),
                measured(indicator.actual, ""),
                grade(indicator),
                mark(indicator),
                indicator.weight.to_string(),
                points(indicator),
                loss.to_string(),
                next.map_or(shown::NONE, |next| words::grade(next.grade, LANGUAGE)).to_owned(),
                measured(next.map(|next| next.cutoff), sign),
                measured(next.map(|next| next.distance), more).replace('%', "个百分点"),
                figure(next.map(|next| next.gain)),
            ];
            for (column, expected) in (1..).zip(cells) {
                let what = format!("失分 {} column {column}", indicator.target.name);
                self.same(&what, &expected, &sheet.shown((row, column), 2));
            }
            row += 1;
        }
        self.same("失分 合计", "合计", &sheet.shown((row, 0), 0));
        self.same("失分 合计", &figure(unit.loss()), &sheet.shown((row, 8), 2));
        self.same("失分 合计", unknown, &sheet.shown((row, 1), 0));
        for row in row + 1..=sheet.last_row() {
            self.same("after the losses", "", &sheet.shown((row, 1), 2));
        }
    }
}

/// What is said beside a sum of losses that leaves some out.
fn unknown_losses(unit: &UnitReport<'_>, missing: MissingPolicy) -> String {
    match (unit.counts.missing, missing) {
        (1.., MissingPolicy::Range) => format!("已知失分；未报的 {} 项不在其中", unit.counts.missing),
        _ => String::new(),
    }
}

fn grade(indicator: &IndicatorReport<'_>) -> String {
    let grade = indicator.attainment().map(|attainment| words::grade(attainment.grade(), LANGUAGE));
    grade.unwrap_or(shown::NONE).to_owned()
}

fn points(indicator: &IndicatorReport<'_>) -> String {
    let points = indicator.range.map(|(min, max)| if min == max { min.to_string() } else { format!("{min}～{max}") });
    points.unwrap_or_else(|| shown::NONE.to_owned())
}

fn mark(indicator: &IndicatorReport<'_>) -> String {
    let below = indicator.attainment() == Some(Attainment::BelowPoor);
    if below { "低于差线".to_owned() } else { String::new() }
}

/// Heading, decimals and expected text of the figures of an indicator.
fn indicator_cells(indicator: &IndicatorReport<'_>, place: usize) -> Vec<(&'static str, usize, String)> {
    let target = indicator.target;
    let next = indicator.next;
    let level = indicator.attainment().map_or(0, |attainment| 1 + attainment as usize);
    vec![
        ("优的标准", 0, format!("{}{}{}", target.cutoffs.sign().mark(), target.cutoffs.best()[0], target.measure)),
        ("状态", 0, words::state(indicator.state(), LANGUAGE).to_owned()),
        ("等级", 0, grade(indicator)),
        ("标记", 0, mark(indicator)),
        ("分值", 2, indicator.weight.to_string()),
        ("得分", 2, points(indicator)),
        ("折合得分", 2, figure(indicator.earned)),
        ("失分", 2, figure(indicator.loss)),
        ("达标档次", 0, level.to_string()),
        ("下一档次", 0, next.map_or(0, |next| 1 + next.grade as usize).to_string()),
        ("下一等级标准", 8, stored(next.map(|next| next.cutoff), indicator)),
        ("差距", 8, stored(next.map(|next| next.distance), indicator)),
        ("可增分", 2, figure(next.map(|next| next.gain))),
        ("失分序", 0, place.to_string()),
    ]
}
