//! Many offices: the league table, how the scores lie, and which indicators cost most.

use super::{Writer, escaped};
use crate::grading::Grade;
use crate::report::words::{capital, grade, lower_end};
use crate::report::{Counts, IndicatorLoss, League, LeagueRow, Statistics, UnitReport, shown};

/// Indicators that are shown; the rest cost less.
const DEAREST: usize = 10;

impl Writer<'_> {
    pub(super) fn league(&mut self, league: &League<'_>) {
        let words = self.words;
        self.heading(2, self.words.league);
        let mut columns = vec![format!(">{}", words.rank), words.unit.to_owned(), format!(">{}", words.score)];
        columns.extend([words.grade.to_owned(), format!(">{}", words.coverage)]);
        columns.extend(shown::counts(&Counts::default(), self.language).map(|(name, _)| format!(">{name}")));
        columns.push(words.largest_loss.to_owned());
        self.head(&columns);
        for (unit, row) in self.report.units.iter().zip(&league.rows) {
            self.place(unit, *row);
        }
        if let Some(remark) = lower_end(&self.report.units, self.language) {
            self.line("");
            self.line(remark);
        }
        self.statistics(&league.statistics);
        self.dearest(&league.losses);
    }

    fn place(&mut self, unit: &UnitReport<'_>, row: LeagueRow) {
        let language = self.language;
        let mut cells = vec![
            row.rank.map_or_else(|| shown::NONE.to_owned(), |rank| rank.to_string()),
            escaped(shown::unit_name(unit, language)),
            shown::score(&unit.standing, language),
            shown::band(&unit.standing, language).to_owned(),
            shown::percent(unit.coverage),
        ];
        cells.extend(shown::counts(&unit.counts, language).map(|(_, count)| count.to_string()));
        let largest = unit.largest_loss().map(|(indicator, loss)| format!("{} {loss}", escaped(&indicator.name)));
        cells.push(largest.unwrap_or_else(|| shown::NONE.to_owned()));
        self.row(cells);
    }

    fn statistics(&mut self, statistics: &Statistics) {
        let words = self.words;
        self.heading(2, self.words.distribution);
        for of in Grade::ALL {
            self.item(&capital(grade(of, self.language)), &statistics.of(of).to_string());
        }
        self.item(&capital(words.undecided), &statistics.undecided.to_string());
        if statistics.without_score > 0 {
            self.item(&capital(self.words.no_score), &statistics.without_score.to_string());
        }
        self.item(words.mean, &shown::figure(statistics.mean));
        let names = [words.minimum, words.lower_quartile, words.median, words.upper_quartile, words.maximum];
        let quartiles = statistics.quartiles.map_or([None; 5], |figures| figures.map(Some));
        for (name, figure) in names.into_iter().zip(quartiles) {
            self.item(name, &shown::figure(figure));
        }
    }

    fn dearest(&mut self, losses: &[IndicatorLoss<'_>]) {
        if losses.is_empty() {
            return;
        }
        self.heading(2, self.words.dearest);
        let words = self.words;
        let [mean, losing, known] = [words.mean_loss, words.losing, words.known].map(|name| format!(">{name}"));
        self.head(&[words.indicator, words.activity, &mean, &losing, &known]);
        for loss in losses.iter().take(DEAREST) {
            let names = [escaped(&loss.indicator.name), escaped(&loss.activity.name)];
            let figures = [loss.mean.to_string(), loss.losing.to_string(), loss.known.to_string()];
            self.row(names.into_iter().chain(figures));
        }
    }
}
