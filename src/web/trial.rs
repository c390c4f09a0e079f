//! Values that are typed: they are a form like any other, which is scored, and saved, as it stands.

use std::io::Cursor;

use anyhow::Result;
use score::actuals::{Input, KeepCells, Options};
use score::diagnostic::TableNotes;
use score::job::Reading;
use score::report::html::{self, TypedRow};
use score::report::{Format, IndicatorReport, Report, shown};
use score::targets::Library;
use score::template::{self, FIRST_LINE, Filled};

use crate::answer::{Answer, Head, Job};
use crate::request::Typed;

/// What is typed for an indicator so that it counts as it did.
pub(crate) fn typed(indicator: &IndicatorReport<'_>) -> Typed {
    let exact = indicator.exact.map(score::grading::Actual::to_fraction);
    let decimal = indicator.actual.filter(|actual| Some(actual.to_fraction()) == exact);
    let actual = decimal.map(|actual| shown::measured(actual, indicator.target));
    let typed = [actual.or_else(|| indicator.text.clone()), indicator.note.clone()];
    // A field of the page has one line.
    let [actual, note] = typed.map(|text| text.unwrap_or_default().replace(['\r', '\n'], " "));
    (actual, note)
}

/// The table of values with their figures, beside those of the values as they were.
pub(crate) fn trial(job: &Job<'_>, before: &[Typed], now: &[Typed]) -> Result<Answer> {
    let language = job.request.language;
    let wish = job.wish(Format::Html);
    let table = job.table()?;
    let targets = table.targets.clone();
    let reading = Reading {
        library: Library::from(table),
        tables: TableNotes::default(),
        options: Options { fraction: job.request.fraction, ..Options::default() },
        expected: None,
        earlier: None,
    };
    let scored = |values: &[Typed], then: &mut dyn FnMut(&Report<'_>)| -> Result<()> {
        let form = template::filled(&targets, &Filled { values, ..Filled::default() })?;
        let (read, problems) = reading.read([input(form)], Vec::new(), KeepCells::Everything, 1, || ());
        then(&reading.report(&read, problems, &wish));
        Ok(())
    };
    let mut remarks = Vec::new();
    scored(now, &mut |report| remarks = html::remarks(&report.problems, FIRST_LINE, now.len(), language))?;
    let is_legible = |(typed, remark): (&Typed, &Option<(String, bool)>)| {
        if remark.as_ref().is_some_and(|(_, is_wrong)| *is_wrong) { Typed::default() } else { typed.clone() }
    };
    let legible: Vec<_> = now.iter().zip(&remarks).map(is_legible).collect();
    let rows: Vec<_> = now.iter().zip(before).zip(remarks).map(row).collect();
    let mut page = String::new();
    let mut shown = Ok(());
    scored(&legible, &mut |report| {
        shown = scored(before, &mut |before| page = html::trial(&targets, [report, before], &rows, language));
    })?;
    shown?;
    Ok((Head::default(), page.into_bytes()))
}

fn row<'t>(((now, before), remark): ((&'t Typed, &'t Typed), Option<(String, bool)>)) -> TypedRow<'t> {
    TypedRow { actual: &now.0, note: &now.1, before: &before.0, remark }
}

fn input(form: Vec<u8>) -> Input<'static> {
    Input {
        name: Some("form.csv".into()),
        own_name: None,
        is_found: false,
        open: Ok(Box::new(|| Ok(Box::new(Cursor::new(form))))),
    }
}
