//! The report as Markdown, for notes and reviews.
//!
//! What comes from the table or an input is plain text there: no character of it can end a cell,
//! begin a line, or turn into markup, a link or HTML.

use std::fmt::Write;

use super::notes::{notes, reasons};
use super::words::{self, Words, words};
use super::{League, Report, UnitReport, shown};
use crate::diagnostic::{Severity, place, summary_line};
use crate::grading::Grade;
use crate::language::Language;

/// Indicators of the league form that are shown; the rest cost less.
const DEAREST: usize = 10;

/// The report as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(report: &Report<'_>, language: Language) -> String {
    let mut writer = Writer { report, language, words: words(language), text: String::new() };
    writer.document();
    writer.text
}

/// Text as it stands, on one line, with everything escaped that Markdown or HTML could take for
/// more than text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // `www.` and `name:` begin links, `@` an address or a mention.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' | '$' | '^'
            | ':' | '@' => escaped.extend(['\\', c]),
            '.' if escaped.len() >= 3 && ends_in_www(&escaped) => escaped.push_str("\\."),
            c if c.is_control() || c.is_whitespace() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

fn ends_in_www(text: &str) -> bool {
    text.as_bytes().last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

struct Writer<'r> {
    report: &'r Report<'r>,
    language: Language,
    words: &'static Words,
    text: String,
}

impl Writer<'_> {
    fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.language.pick(chinese, english)
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, title: &str) {
        let _ = write!(self.text, "\n{} {title}\n\n", "#".repeat(level));
    }

    /// A list item that begins with what it is about.
    fn item(&mut self, name: &str, value: &str) {
        let line = format!("- **{name}**{}{value}", self.pick("：", ": "));
        self.line(&line);
    }

    fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        for cell in cells {
            let _ = write!(self.text, "| {} ", cell.as_ref());
        }
        self.line("|");
    }

    /// The heading row and the rule below it; a column whose heading begins with `>` is of figures.
    fn head(&mut self, columns: &[&str]) {
        self.row(columns.iter().map(|column| column.trim_start_matches('>')));
        for column in columns {
            self.text.push_str(if column.starts_with('>') { "| ---: " } else { "| --- " });
        }
        self.line("|");
    }

    fn document(&mut self) {
        let report = self.report;
        let title = format!("# {} - {}", self.words.title, escaped(&shown::bureau(report)));
        self.line(&title);
        self.line("");
        if let Some(period) = &report.period {
            self.item(self.words.period, &escaped(period));
        }
        self.item(self.words.policy, words::policy(report.missing, self.language));
        if let Some(league) = &report.league {
            self.league(league);
        }
        for unit in &report.units {
            if report.league.is_none() || unit.duties.is_some() {
                self.unit(unit);
            }
        }
        self.absent();
        self.method();
        self.problems();
        self.provenance();
    }

    fn unit(&mut self, unit: &UnitReport<'_>) {
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
        self.item(self.pick("指标个数", "Indicators"), &shown::counts_line(&unit.counts, language));
    }

    fn activities(&mut self, unit: &UnitReport<'_>) {
        let Some(duties) = &unit.duties else { return };
        let (words, language) = (self.words, self.language);
        self.heading(3, self.pick("职责与工作活动", "Duties and activities"));
        let budget = format!(">{} ({})", words.budget, escaped(&self.report.targets.budget_unit));
        let weight = format!(">{} (%)", words.weight);
        let score = format!(">{}", words.score);
        self.head(&[words.duty, words.activity, &budget, &weight, &score, words.grade]);
        for duty in duties {
            let bold = |text: String| format!("**{text}**");
            self.row([
                bold(escaped(&duty.target.name)),
                String::new(),
                bold(duty.target.budget.fixed(2)),
                bold(duty.weight.to_string()),
                bold(shown::score(&duty.standing, language)),
                bold(shown::band(&duty.standing, language).to_owned()),
            ]);
            for activity in &duty.activities {
                self.row([
                    String::new(),
                    escaped(&activity.target.name),
                    shown::budget(activity.target.budget),
                    activity.weight.to_string(),
                    shown::score(&activity.standing, language),
                    shown::band(&activity.standing, language).to_owned(),
                ]);
            }
        }
    }

    fn indicators(&mut self, unit: &UnitReport<'_>) {
        if unit.indicators().next().is_none() {
            return;
        }
        let (words, language) = (self.words, self.language);
        self.heading(3, self.pick("绩效指标", "Indicators"));
        let figures = [words.actual].into_iter().chain(Grade::ALL.map(|grade| words::grade(grade, language)));
        let figures: Vec<_> = figures.map(|name| format!(">{name}")).collect();
        let mut columns = vec![words.activity, words.indicator];
        columns.extend(figures.iter().map(String::as_str));
        let last = [words.score, words.weight, words.loss].map(|name| format!(">{name}"));
        columns.push(words.grade);
        columns.extend(last.iter().map(String::as_str));
        self.head(&columns);
        for (activity, indicator) in unit.indicators() {
            let target = indicator.target;
            let mut cells = vec![
                escaped(&activity.target.name),
                escaped(&target.name),
                escaped(&shown::actual(indicator, language)),
            ];
            cells.extend(target.cutoffs.written().iter().map(|&cutoff| escaped(&shown::measured(cutoff, target))));
            cells.push(shown::attained(indicator, language));
            cells.extend([shown::figure(indicator.score), indicator.weight.to_string(), shown::figure(indicator.loss)]);
            self.row(cells);
        }
    }

    fn losses(&mut self, unit: &UnitReport<'_>) {
        let losses = unit.losses();
        if losses.is_empty() {
            return;
        }
        let (words, language) = (self.words, self.language);
        self.heading(3, words.losses);
        let [loss, distance, gain] = [words.loss, words.distance, words.gain].map(|name| format!(">{name}"));
        self.head(&[words.indicator, words.activity, words.grade, &loss, words.next_grade, &distance, &gain]);
        for (activity, indicator, loss) in losses {
            let next = indicator.next.map(|next| {
                let grade = words::grade(next.grade, language);
                let cutoff = escaped(&shown::measured(next.cutoff, indicator.target));
                let distance = escaped(&shown::measured(next.distance, indicator.target));
                [format!("{grade} {cutoff}"), distance, next.gain.to_string()]
            });
            let mut cells = vec![
                escaped(&indicator.target.name),
                escaped(&activity.target.name),
                shown::attained(indicator, language),
                loss.to_string(),
            ];
            cells.extend(next.unwrap_or_else(|| [(); 3].map(|()| shown::NONE.to_owned())));
            self.row(cells);
        }
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
            let dash = self.pick("——", " - ");
            self.item(note.label, &format!("{}{dash}{}", items.join(self.pick("；", "; ")), note.remark));
        }
        for ((activity, indicator), reason) in reasons {
            let (open, close) = self.pick(("（", "）"), (" (", ")"));
            let name = format!("{}{open}{}{close}", escaped(&indicator.target.name), escaped(&activity.target.name));
            let colon = self.pick("：", ": ");
            self.item(self.words.note, &format!("{name}{colon}{}", escaped(reason)));
        }
    }

    fn league(&mut self, league: &League<'_>) {
        let (words, language) = (self.words, self.language);
        self.heading(2, self.pick("单位排名", "League table"));
        let names = shown::counts(&super::Counts::default(), language).map(|(name, _)| format!(">{name}"));
        let [rank, score, coverage] = [words.rank, words.score, words.coverage].map(|name| format!(">{name}"));
        let mut columns = vec![rank.as_str(), words.unit, &score, words.grade, &coverage];
        columns.extend(names.iter().map(String::as_str));
        columns.push(words.largest_loss);
        self.head(&columns);
        for (unit, row) in self.report.units.iter().zip(&league.rows) {
            let mut cells = vec![
                row.rank.map_or_else(|| shown::NONE.to_owned(), |rank| rank.to_string()),
                escaped(shown::unit_name(unit, language)),
                shown::score(&unit.standing, language),
                shown::band(&unit.standing, language).to_owned(),
                shown::percent(unit.coverage),
            ];
            cells.extend(shown::counts(&unit.counts, language).map(|(_, count)| count.to_string()));
            cells.push(unit.largest_loss.map_or_else(
                || shown::NONE.to_owned(),
                |(indicator, loss)| format!("{} {loss}", escaped(&indicator.name)),
            ));
            self.row(cells);
        }
        self.statistics(league);
        self.dearest(league);
    }

    fn statistics(&mut self, league: &League<'_>) {
        let (words, statistics) = (self.words, &league.statistics);
        self.heading(2, self.pick("得分分布", "Distribution of scores"));
        for grade in Grade::ALL {
            self.item(words::grade(grade, self.language), &statistics.of(grade).to_string());
        }
        self.item(words.undecided, &statistics.undecided.to_string());
        if statistics.without_score > 0 {
            self.item(self.pick("无得分", "no score"), &statistics.without_score.to_string());
        }
        self.item(words.mean, &shown::figure(statistics.mean));
        let names = [words.minimum, words.lower_quartile, words.median, words.upper_quartile, words.maximum];
        let quartiles = statistics.quartiles.map_or([None; 5], |figures| figures.map(Some));
        for (name, figure) in names.into_iter().zip(quartiles) {
            self.item(name, &shown::figure(figure));
        }
    }

    fn dearest(&mut self, league: &League<'_>) {
        if league.losses.is_empty() {
            return;
        }
        self.heading(2, self.pick("失分最多的指标", "Where the units lose most"));
        let columns = self.pick(
            ["绩效指标", "工作活动", ">平均每个单位失分", ">失分单位数", ">计入单位数"],
            ["Indicator", "Activity", ">Mean loss per unit", ">Units losing", ">Units counted"],
        );
        self.head(&columns);
        for loss in league.losses.iter().take(DEAREST) {
            self.row([
                escaped(&loss.indicator.name),
                escaped(&loss.activity.name),
                loss.mean.to_string(),
                loss.losing.to_string(),
                loss.known.to_string(),
            ]);
        }
    }

    fn absent(&mut self) {
        let report = self.report;
        for (title, units) in
            [(self.words.left_out, &report.left_out), (self.words.not_reported, &report.not_reported)]
        {
            if units.is_empty() {
                continue;
            }
            self.heading(2, title);
            for unit in units {
                // The quotation marks keep a name such as `1.` or `-` from beginning a list of its own.
                let line = format!("- “{}”", escaped(unit));
                self.line(&line);
            }
        }
    }

    fn method(&mut self) {
        self.heading(2, self.pick("计分方法", "How the figures arise"));
        for (index, line) in words::method(self.report.targets.points(), self.language).iter().enumerate() {
            let line = format!("{}. {line}", index + 1);
            self.line(&line);
        }
    }

    fn problems(&mut self) {
        let Some(summary) = summary_line(&self.report.problems, self.language) else { return };
        self.heading(2, self.words.problems);
        let summary = format!("{summary}{}\n", self.pick("。", "."));
        self.line(&summary);
        let columns = self.pick(["类别", "位置", "问题", "办法"], ["Kind", "Place", "Problem", "Way out"]);
        self.head(&columns);
        for diagnostic in self.report.problems.shown() {
            let problem = &diagnostic.problem;
            let kind = match problem.code().severity() {
                Severity::Error => self.words.error,
                Severity::Warning => self.words.warning,
            };
            self.row([
                format!("{kind} `{}`", problem.code().name()),
                escaped(&place(&diagnostic.place, self.language)),
                escaped(&problem.message(self.language)),
                escaped(&problem.help(self.language)),
            ]);
        }
        for (code, count) in self.report.problems.folded() {
            self.row([format!("`{}`", code.name()), String::new(), format!("+{count}"), String::new()]);
        }
    }

    fn provenance(&mut self) {
        let targets = self.report.targets;
        self.heading(2, self.pick("出处", "Provenance"));
        let table = format!("{} {} {}", targets.code, targets.name, targets.title);
        let table = format!("{} SHA-256 `{}`", escaped(&table), self.report.targets_sha256);
        self.item(self.pick("指标表", "Table"), &table);
        let sources = self.report.units.iter().map(|unit| &unit.source);
        let files: std::collections::BTreeMap<_, _> =
            sources.filter_map(|source| Some((&source.file, source.sha256.as_ref()?))).collect();
        for (file, sha256) in files {
            let file = escaped(file.as_deref().unwrap_or(self.words.standard_input));
            self.item(self.pick("输入", "Input"), &format!("{file} SHA-256 `{sha256}`"));
        }
        self.item(self.pick("程序", "Program"), &format!("score {}", env!("CARGO_PKG_VERSION")));
    }
}
