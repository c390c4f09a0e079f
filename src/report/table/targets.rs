//! The official table as its page shows it (`score targets`).

use super::View;
use super::grid::{Cell, Column, Grid, Paint};
use super::wrap::{clean, columns, hanging};
use crate::grading::{Attainment, Grade};
use crate::language::Language;
use crate::number::Decimal;
use crate::report::shown::{self, Marks};
use crate::report::words::{self, Words};
use crate::scoring::Points;
use crate::targets::{Activity, Indicator, Targets};

/// Columns from which on the nine columns of the official page stand side by side.
const PAGE_WIDTH: usize = 120;

/// The table as text.
pub fn targets(targets: &Targets, view: &View) -> String {
    let sheet = Sheet { targets, view, words: words::words(view.language) };
    let body = if view.width >= PAGE_WIDTH { sheet.page() } else { sheet.blocks() };
    sheet.head() + &body + &sheet.foot()
}

struct Sheet<'s> {
    targets: &'s Targets,
    view: &'s View,
    words: &'static Words,
}

/// What duties and activities have in common.
struct Entry<'t> {
    name: &'t str,
    budget: Option<Decimal>,
    description: &'t str,
    objective: &'t str,
    indent: usize,
}

impl Sheet<'_> {
    const fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.view.language.pick(chinese, english)
    }

    fn head(&self) -> String {
        let title = Paint::Strong.on(&clean(&self.targets.title), self.view.colour);
        let bureau = format!("{} {}", clean(&self.targets.code), clean(&self.targets.name));
        let (unit, total) = (clean(&self.targets.budget_unit), self.targets.budget().fixed(2));
        let budget = match self.view.language {
            Language::Chinese => format!("年度预算合计 {total} {unit}"),
            Language::English => format!("total annual budget {total} {unit}"),
        };
        format!("{title}\n{bureau}{}{budget}\n\n", self.pick("　", ", "))
    }

    /// One table of nine columns.
    fn page(&self) -> String {
        let mut columns = vec![
            Column::text(format!("{} /\n{}", self.words.duty, self.words.activity)).breaking(14),
            Column::figures(self.words.budget),
            Column::text(self.description()).breaking(20),
            Column::text(self.objective()).breaking(16),
            Column::text(self.words.indicator),
        ];
        columns.extend(Grade::ALL.map(|grade| Column::figures(words::grade(grade, self.view.language))));
        let mut grid = Grid::new(columns);
        for (number, entry) in self.entries().enumerate() {
            if number > 0 {
                grid.blank();
            }
            match entry {
                (entry, None) => grid.strong(self.row(&entry, &[])),
                (entry, Some(activity)) => grid.row(self.row(&entry, &activity.indicators)),
            }
        }
        grid.render(self.view.width, self.view.colour) + "\n"
    }

    fn row(&self, entry: &Entry<'_>, indicators: &[Indicator]) -> Vec<Cell> {
        let lines = |text: &dyn Fn(&Indicator) -> String| indicators.iter().map(text).collect::<Vec<_>>().join("\n");
        let mut cells = vec![
            Cell::from(clean(entry.name)).indented(entry.indent),
            Cell::from(self.budget(entry.budget)),
            Cell::from(clean(entry.description)),
            Cell::from(clean(entry.objective)),
            Cell::from(lines(&|indicator| clean(&indicator.name))),
        ];
        cells.extend(Grade::ALL.map(|grade| Cell::from(lines(&|indicator| cutoff(indicator, grade)))));
        cells
    }

    /// One block of lines for each duty and activity, where nine columns have no room.
    fn blocks(&self) -> String {
        let mut text = String::new();
        for (entry, activity) in self.entries() {
            text.push_str(&self.block(&entry));
            if let Some(activity) = activity {
                text.push_str(&self.indicators(activity));
            }
            text.push('\n');
        }
        text
    }

    fn block(&self, entry: &Entry<'_>) -> String {
        let indent = " ".repeat(entry.indent);
        let name = Paint::Strong.on(&clean(entry.name), self.view.colour);
        let mut text = format!("{indent}{name}\n");
        let unit = clean(&self.targets.budget_unit);
        let unit = if entry.budget.is_some() { format!(" {unit}") } else { String::new() };
        let parts = [
            (self.words.budget, self.budget(entry.budget) + &unit),
            (self.description(), clean(entry.description)),
            (self.objective(), clean(entry.objective)),
        ];
        let widest = parts.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
        for (label, part) in parts {
            let gap = " ".repeat(widest + 2 - columns(label));
            text.push_str(&hanging(&format!("{indent}  {label}{gap}"), &part, self.view.width));
        }
        text
    }

    fn indicators(&self, activity: &Activity) -> String {
        let mut columns = vec![Column::text(self.words.indicator).breaking(14)];
        columns.extend(Grade::ALL.map(|grade| Column::figures(words::grade(grade, self.view.language))));
        let mut grid = Grid::new(columns);
        for indicator in &activity.indicators {
            let mut cells = vec![Cell::from(clean(&indicator.name))];
            cells.extend(Grade::ALL.map(|grade| Cell::from(cutoff(indicator, grade))));
            grid.row(cells);
        }
        let indent = " ".repeat(4);
        let lines = grid.render(self.view.width.saturating_sub(indent.len()), self.view.colour);
        lines.split_inclusive('\n').flat_map(|line| [indent.as_str(), line]).collect()
    }

    /// Points and bands, other names, and weights where they differ.
    fn foot(&self) -> String {
        let origin = words::points_origin(self.targets, self.view.language);
        let points = format!("{}{}{origin}", self.points(self.targets.points()), self.pick("", " "));
        let mut lines = vec![points, self.bands()];
        lines.extend(self.targets.indicators().filter_map(|(_, indicator)| self.aliases(indicator)));
        lines.extend(self.targets.indicators().filter_map(|(activity, indicator)| self.weight(activity, indicator)));
        lines.iter().map(|line| hanging("", line, self.view.width)).collect()
    }

    const fn description(&self) -> &'static str {
        self.pick("内容描述", "Description")
    }

    const fn objective(&self) -> &'static str {
        self.pick("绩效目标", "Objective")
    }

    fn budget(&self, budget: Option<Decimal>) -> String {
        budget.map_or_else(|| self.words.no_budget.to_owned(), |budget| budget.fixed(2))
    }

    /// Duties, each followed by its activities, in the page's order.
    fn entries(&self) -> impl Iterator<Item = (Entry<'_>, Option<&Activity>)> {
        self.targets.duties().iter().flat_map(|duty| {
            let heading = Entry {
                name: &duty.name,
                budget: Some(duty.budget),
                description: &duty.description,
                objective: &duty.objective,
                indent: 0,
            };
            std::iter::once((heading, None))
                .chain(duty.activities.iter().map(|activity| (entry(activity), Some(activity))))
        })
    }

    fn points(&self, points: &Points) -> String {
        let [excellent, good, fair, poor, below] = Attainment::ALL.map(|attainment| points.of(attainment));
        match self.view.language {
            Language::Chinese => {
                format!("指标得分：优 {excellent} 分，良 {good} 分，中 {fair} 分，差 {poor} 分，低于差线 {below} 分。")
            }
            Language::English => format!(
                "Points of an indicator: excellent {excellent}, good {good}, fair {fair}, poor {poor}, below poor {below}."
            ),
        }
    }

    fn bands(&self) -> String {
        let lowest = |grade| self.targets.bands().lowest(grade).unwrap_or(Decimal::new(0, 0));
        let [excellent, good, fair] = [Grade::Excellent, Grade::Good, Grade::Fair].map(lowest);
        let origin = words::bands_origin(self.targets.bands_origin(), self.view.language);
        match self.view.language {
            Language::Chinese => {
                format!(
                    "得分等级：{excellent} 分及以上为优，{good} 分及以上为良，{fair} 分及以上为中，低于 {fair} 分为差（{origin}）。"
                )
            }
            Language::English => {
                format!(
                    "Bands of a score: excellent from {excellent}, good from {good}, fair from {fair}, poor below {fair} ({origin})."
                )
            }
        }
    }

    fn aliases(&self, indicator: &Indicator) -> Option<String> {
        let aliases: Vec<_> = indicator.aliases.iter().map(|alias| clean(alias)).collect();
        let name = clean(&indicator.name);
        (!aliases.is_empty()).then(|| match self.view.language {
            Language::Chinese => format!("{name}也可报为：{}。", aliases.join("、")),
            Language::English => format!("{name} may also be reported as {}.", aliases.join(", ")),
        })
    }

    fn weight(&self, activity: &Activity, indicator: &Indicator) -> Option<String> {
        let (activity, name, weight) = (clean(&activity.name), clean(&indicator.name), indicator.weight);
        (weight != Decimal::new(1, 0)).then(|| match self.view.language {
            Language::Chinese => format!("{name}（{activity}）在本活动中的权重为 {weight}，其余为 1。"),
            Language::English => format!("{name} ({activity}) weighs {weight} in its activity instead of 1."),
        })
    }
}

fn entry(activity: &Activity) -> Entry<'_> {
    Entry {
        name: &activity.name,
        budget: activity.budget,
        description: &activity.description,
        objective: &activity.objective,
        indent: 2,
    }
}

fn cutoff(indicator: &Indicator, grade: Grade) -> String {
    // The mark of none is the same in both languages.
    let marks = Marks::typed(Language::Chinese);
    clean(&shown::cutoff(indicator.cutoffs.written()[grade as usize], indicator, &marks))
}
