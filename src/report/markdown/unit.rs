//! One office: its total, activities, indicators, losses and notes.

use super::{Writer, escaped};
use crate::grading::Grade;
use crate::number::Figure;
use crate::report::notes::{notes, reasons};
use crate::report::words::{capital, grade};
use crate::report::{ActivityReport, DutyReport, IndicatorReport, NextReport, Standing, UnitReport, shown};

impl Writer<'_> {
    pub(super) fn unit(&mut self, unit: &UnitReport<'_>) {
        self.heading(2, &escaped(shown::unit_name(unit, self.language)));
        self.standing(unit);
        self.activities(unit);
        self.indicators(unit);
        self.losses(unit);
        self.notes(unit);
    }

    fn standing(&mut self, unit: &UnitReport<'_>) {
        let (standing, language) = (&unit.standing, self.language);
        let total = format!("**{}** {}", shown::score(standing, language), shown::band(standing, language));
        self.item(self.words.total, &total);
        self.item(self.words.coverage, &shown::percent(unit.coverage));
        self.item(self.words.indicator_counts, &shown::counts_line(&unit.counts, language));
    }

    fn activities(&mut self, unit: &UnitReport<'_>) {
        let Some(duties) = unit.duties() else { return };
        let words = self.words;
        self.heading(3, self.words.duties_and_activities);
        let budget = format!(">{} ({})", words.budget, escaped(&self.report.targets.budget_unit));
        let [weight, score] = [format!(">{} (%)", words.weight), format!(">{}", words.score)];
        self.head(&[words.duty, words.activity, &budget, &weight, &score, words.grade]);
        for duty in duties {
            self.duty(duty);
            for activity in &duty.activities {
                self.activity(activity);
            }
        }
        let mut cells = vec![self.words.total.to_owned(), String::new(), self.report.targets.budget().fixed(2)];
        cells.extend(self.figures(unit.weight(), &unit.standing));
        self.strong_row(cells);
    }

    fn duty(&mut self, duty: &DutyReport<'_>) {
        let mut cells = vec![escaped(&duty.target.name), String::new(), duty.target.budget.fixed(2)];
        cells.extend(self.figures(Some(duty.weight), &duty.standing));
        self.strong_row(cells);
    }

    fn strong_row(&mut self, cells: Vec<String>) {
        self.row(cells.into_iter().map(|cell| if cell.is_empty() { cell } else { format!("**{cell}**") }));
    }

    fn activity(&mut self, activity: &ActivityReport<'_>) {
        let target = activity.target;
        let mut cells = vec![String::new(), escaped(&target.name), shown::budget(target.budget, self.language)];
        cells.extend(self.figures(Some(activity.weight), &activity.standing));
        self.row(cells);
    }

    fn figures(&self, weight: Option<Figure>, standing: &Standing) -> [String; 3] {
        let band = shown::band(standing, self.language).to_owned();
        [shown::figure(weight), shown::score(standing, self.language), band]
    }

    fn indicators(&mut self, unit: &UnitReport<'_>) {
        if unit.indicators().next().is_none() {
            return;
        }
        let words = self.words;
        self.heading(3, self.words.indicators);
        let mut columns = vec![words.activity.to_owned(), words.indicator.to_owned(), format!(">{}", words.actual)];
        columns.extend(Grade::ALL.map(|of| format!(">{}", grade(of, self.language))));
        columns.push(words.grade.to_owned());
        columns.extend([words.score, words.weight, words.loss].map(|name| format!(">{name}")));
        self.head(&columns);
        for (activity, indicator) in unit.indicators() {
            self.indicator(activity, indicator);
        }
        let mut total = vec![String::new(); columns.len()];
        total[0].push_str(words.total);
        let figures = [shown::score(&unit.standing, self.language), shown::figure(unit.weight())];
        let loss = shown::total_loss(unit, self.report.missing, self.language);
        let start = total.len() - 3;
        total.splice(start.., figures.into_iter().chain([loss]));
        self.strong_row(total);
    }

    fn indicator(&mut self, activity: &ActivityReport<'_>, indicator: &IndicatorReport<'_>) {
        let target = indicator.target;
        let actual = shown::actual(indicator, self.language);
        let mut cells = vec![escaped(&activity.target.name), escaped(&target.name), escaped(&actual)];
        cells.extend(target.cutoffs.written().iter().map(|&cutoff| escaped(&shown::measured(cutoff, target))));
        cells.push(shown::attained(indicator, self.language));
        cells.extend([
            shown::figure(shown::counted(indicator)),
            indicator.weight.to_string(),
            shown::figure(indicator.loss),
        ]);
        self.row(cells);
    }

    fn losses(&mut self, unit: &UnitReport<'_>) {
        let losses = unit.losses();
        if losses.is_empty() {
            return;
        }
        let words = self.words;
        self.heading(3, words.losses);
        let [loss, distance, gain] = [words.loss, words.distance, words.gain].map(|name| format!(">{name}"));
        self.head(&[words.indicator, words.activity, words.grade, &loss, words.next_grade, &distance, &gain]);
        for (activity, indicator, loss) in losses {
            let attained = shown::attained(indicator, self.language);
            let names = [escaped(&indicator.target.name), escaped(&activity.target.name)];
            let next = indicator.next.map(|next| self.next(next, indicator));
            let next = next.unwrap_or_else(|| [(); 3].map(|()| shown::NONE.to_owned()));
            self.row(names.into_iter().chain([attained, loss.to_string()]).chain(next));
        }
        let loss = shown::total_loss(unit, self.report.missing, self.language);
        let mut total = vec![self.words.all_losses.to_owned(), String::new(), String::new(), loss];
        total.extend([(); 3].map(|()| String::new()));
        self.strong_row(total);
    }

    fn next(&self, next: NextReport, indicator: &IndicatorReport<'_>) -> [String; 3] {
        let [cutoff, distance] =
            [next.cutoff, next.distance].map(|value| escaped(&shown::measured(value, indicator.target)));
        [format!("{} {cutoff}", grade(next.grade, self.language)), distance, format!("+{}", next.gain)]
    }

    fn notes(&mut self, unit: &UnitReport<'_>) {
        let notes = notes(unit, self.report.missing, self.language);
        let reasons = reasons(unit);
        if notes.is_empty() && reasons.is_empty() {
            return;
        }
        self.heading(3, self.words.notes);
        for note in notes {
            let items: Vec<_> = note.items.iter().map(|item| escaped(item)).collect();
            let (semicolon, dash) = self.pick(("；", "——"), ("; ", " - "));
            self.item(&capital(note.label), &format!("{}{dash}{}", items.join(semicolon), note.remark));
        }
        for ((activity, indicator), reason) in reasons {
            let (open, close) = self.pick(("（", "）："), (" (", "): "));
            let name = format!("{}{open}{}{close}", escaped(&indicator.target.name), escaped(&activity.target.name));
            self.item(self.words.note, &format!("{name}{}", escaped(reason)));
        }
    }
}
