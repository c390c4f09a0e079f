//! One unit's report: what it comes to, then duties, activities and indicators.

use super::grid::{Cell, Column, Grid, Paint};
use super::page::{Page, cutoffs};
use super::wrap::clean;
use crate::grading::Grade;
use crate::language::Language;
use crate::number::Decimal;
use crate::report::{ActivityReport, DutyReport, IndicatorReport, Standing, State, UnitReport, document, shown, words};
use crate::targets::{Indicator, Targets};

/// How much room the tree of duties, activities and indicators takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Each cut-off in its own column.
    Wide,
    /// The cut-offs in one column.
    Medium,
    /// And the mark 低于差线 on a line of its own.
    Snug,
    /// Budgets in the column of cut-offs, which duties and activities have none of.
    Narrow,
}

/// The head of a unit: whose report it is, and what it comes to.
pub(super) fn head(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    let document = &page.document;
    let facts = [Some(document.bureau(std::slice::from_ref(unit))), Some(document.unit_name(unit)), document.period()];
    let mut lines: Vec<_> = facts.iter().flatten().map(|fact| page.fact(fact)).collect();
    let total = total(page, &unit.standing);
    for fact in document.results(unit) {
        if matches!(fact.value[..], [document::Cell::Total(_)]) {
            lines.push((fact.label, total.clone()));
            lines.extend(missing(page, unit).into_iter().map(|text| ("", text)));
        } else {
            lines.push(page.fact(&fact));
        }
    }
    let paint = unit.standing.grade().map_or(Paint::Strong, Paint::Grade);
    let lines = page.labelled(&lines).replacen(&total, &paint.on(&total, page.view.colour), 1);
    page.title() + &lines
}

fn total(page: &Page<'_>, standing: &Standing) -> String {
    let score = page.score(standing);
    let grade = shown::band(standing, page.view.language);
    match (standing.range(), page.view.language) {
        (None, Language::Chinese) => format!("{score}（没有可计分的指标）"),
        (None, Language::English) => format!("{score} (no indicator counts)"),
        (Some(_), Language::Chinese) => format!("{score} 分　等级：{grade}"),
        (Some(_), Language::English) => format!("{score} points, grade: {grade}"),
    }
}

/// How many and which indicators are missing, and how they counted: said beside the total.
fn missing(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let names: Vec<_> = unit
        .indicators()
        .filter(|(_, indicator)| indicator.state() == State::Missing)
        .map(|(activity, indicator)| page.indicator(activity.target, indicator.target))
        .collect();
    let policy = words::policy(page.report.missing, page.report.targets(unit).has_open_poor(), page.view.language);
    let (missing, all) = (names.len(), unit.indicators().count());
    let names = names.join(page.pick("、", ", "));
    match page.view.language {
        _ if missing == 0 => None,
        Language::Chinese if missing == all => Some(format!("全部 {all} 项未报。{policy}。")),
        Language::Chinese => Some(format!("未报 {missing} 项：{names}。{policy}。")),
        Language::English if missing == all => Some(format!("All {all} are missing. {policy}.")),
        Language::English => Some(format!("{missing} missing: {names}. {policy}.")),
    }
}

/// Duties, activities and indicators in the widest layout that fits.
pub(super) fn tree(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    let Some(duties) = unit.duties() else { return String::new() };
    let grid = |layout| Tree { page, targets: page.report.targets(unit), layout }.grid(unit, duties);
    let roomy = [Layout::Wide, Layout::Medium, Layout::Snug].map(grid);
    let fitting = roomy.into_iter().find(|grid| grid.fits(page.view.width));
    let grid = fitting.unwrap_or_else(|| grid(Layout::Narrow));
    grid.render(page.view.width, page.view.colour)
}

struct Tree<'l> {
    page: &'l Page<'l>,
    targets: &'l Targets,
    layout: Layout,
}

impl Tree<'_> {
    fn grid(&self, unit: &UnitReport<'_>, duties: &[DutyReport<'_>]) -> Grid {
        let mut grid = Grid::new(self.columns());
        for (number, duty) in duties.iter().enumerate() {
            if number > 0 {
                grid.blank();
            }
            grid.strong(self.duty(duty));
            for activity in &duty.activities {
                grid.row(self.activity(activity));
                for indicator in activity.indicators.iter().flatten() {
                    grid.row(self.indicator(indicator));
                }
            }
        }
        grid.rule();
        grid.strong(self.total(unit));
        grid
    }

    fn columns(&self) -> Vec<Column> {
        let words = self.page.words;
        let end = if self.layout == Layout::Narrow { "\n" } else { " " };
        let names = format!("{} / {} /{end}{}", words.duty, words.activity, words.indicator);
        let mut columns = vec![Column::text(names).breaking(14)];
        if self.layout != Layout::Narrow {
            columns.push(Column::figures(format!("{}\n{}", words.budget, self.budget_unit())));
        }
        columns.push(Column::figures(words.actual));
        columns.extend(self.cutoff_columns());
        columns.push(Column::text(words.grade));
        columns.extend([words.score, words.weight, words.loss].map(Column::figures));
        columns
    }

    fn budget_unit(&self) -> String {
        let unit = clean(&self.targets.budget_unit);
        match self.page.view.language {
            Language::Chinese => format!("（{unit}）"),
            Language::English => format!("({unit})"),
        }
    }

    fn cutoff_columns(&self) -> Vec<Column> {
        let grades = Grade::ALL.map(|grade| words::grade(grade, self.page.view.language));
        // Where budgets stand in the same column, their unit is said there.
        let budget = match self.layout {
            Layout::Narrow => format!("\n{}{}", self.page.pick("预算", "budget "), self.budget_unit()),
            _ => String::new(),
        };
        match (self.layout, self.page.view.language) {
            (Layout::Wide, _) => grades.map(|grade| Column::figures(grade).close()).into(),
            (_, Language::Chinese) => vec![Column::figures(format!("{}{budget}", grades.join("/")))],
            (_, Language::English) => vec![Column::figures(format!("Cut-offs,\nbest first{budget}"))],
        }
    }

    /// A duty's or activity's figures; weights and scores are the budgets' and indicators' means.
    fn row(&self, name: Cell, budget: &str, standing: &Standing, rest: [String; 2]) -> Vec<Cell> {
        let page = self.page;
        let mut cells = vec![name];
        match self.layout {
            Layout::Wide => cells.extend([budget, "", "", "", "", ""].map(Cell::from)),
            Layout::Medium | Layout::Snug => cells.extend([budget, "", ""].map(Cell::from)),
            Layout::Narrow => cells.extend(["", budget].map(Cell::from)),
        }
        cells.extend([page.band(standing), Cell::from(page.score(standing))]);
        cells.extend(rest.map(Cell::from));
        cells
    }

    fn duty(&self, duty: &DutyReport<'_>) -> Vec<Cell> {
        let name = Cell::from(clean(&duty.target.name));
        let budget = self.budget(Some(duty.target.budget));
        self.row(name, &budget, &duty.standing, [duty.weight.to_string(), String::new()])
    }

    fn activity(&self, activity: &ActivityReport<'_>) -> Vec<Cell> {
        let name = Cell::from(clean(&activity.target.name)).indented(self.indent());
        let budget = self.budget(activity.target.budget);
        self.row(name, &budget, &activity.standing, [activity.weight.to_string(), String::new()])
    }

    fn indicator(&self, indicator: &IndicatorReport<'_>) -> Vec<Cell> {
        let mut cells = vec![Cell::from(clean(&indicator.target.name)).indented(self.indent() * 2)];
        cells.extend((self.layout != Layout::Narrow).then(|| Cell::from("")));
        cells.push(self.measured(self.page.actual(indicator), indicator.target).into());
        let written = indicator.target.cutoffs.written();
        match self.layout {
            Layout::Wide => {
                let cutoff = |cutoff| clean(&shown::cutoff(cutoff, indicator.target, &self.page.marks));
                cells.extend(written.map(|written| Cell::from(cutoff(written))));
            }
            Layout::Medium | Layout::Snug | Layout::Narrow => {
                cells.push(self.measured(cutoffs(indicator.target), indicator.target).into());
            }
        }
        cells.push(self.page.grade(indicator, self.mark_start(), self.between_words()));
        cells.extend(
            [shown::counted(indicator), Some(indicator.weight), indicator.loss]
                .map(|figure| Cell::from(self.page.marks.figure(figure))),
        );
        cells
    }

    /// A text that ends with a measure, which stands on a line of its own where there is little room.
    fn measured(&self, text: String, target: &Indicator) -> String {
        let measure = clean(&target.measure);
        match text.strip_suffix(&measure) {
            Some(number) if self.layout == Layout::Narrow && !target.is_percentage() => format!("{number}\n{measure}"),
            _ => text,
        }
    }

    fn total(&self, unit: &UnitReport<'_>) -> Vec<Cell> {
        let budget = self.budget(Some(self.targets.budget()));
        let rest = [shown::figure(unit.weight()), self.loss(unit)];
        self.row(Cell::from(self.page.words.total), &budget, &unit.standing, rest)
    }

    /// All losses, or that there may be more.
    fn loss(&self, unit: &UnitReport<'_>) -> String {
        if !shown::has_unknown_losses(unit, self.page.report.missing) {
            return shown::figure(unit.loss());
        }
        let between = if self.layout == Layout::Wide { " " } else { "\n" };
        format!("{}{between}{}", self.page.pick("已知", "known"), shown::figure(unit.loss()))
    }

    fn budget(&self, budget: Option<Decimal>) -> String {
        let label = if self.layout == Layout::Narrow { self.page.pick("预算 ", "budget ") } else { "" };
        budget.map_or_else(|| self.page.words.no_budget.to_owned(), |budget| format!("{label}{}", budget.fixed(2)))
    }

    const fn indent(&self) -> usize {
        if matches!(self.layout, Layout::Narrow) { 1 } else { 2 }
    }

    /// Between 差 and 低于差线.
    const fn mark_start(&self) -> &'static str {
        if self.breaks_marks() { "\n" } else { self.page.pick(" ", ", ") }
    }

    /// Between the words of a state.
    const fn between_words(&self) -> &'static str {
        if self.breaks_marks() { "\n" } else { " " }
    }

    const fn breaks_marks(&self) -> bool {
        matches!(self.layout, Layout::Snug | Layout::Narrow)
    }
}
