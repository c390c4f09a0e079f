//! How each score arose, as a table.

use maud::{Markup, html as markup};

use super::Page;
use super::text::{input, scrolling};
use crate::report::UnitReport;
use crate::report::arithmetic::{Sum, about_dots, rule, rule_of_total, sums};

pub(super) fn content(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        (scrolling(page.words.arithmetic, &table(unit, page)))
        @if let Some(about) = about_dots(unit, page.language) { p.legend { (about) } }
    }
}

fn table(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let (totals, activities): (Vec<_>, Vec<_>) =
        sums(unit, page.language).into_iter().partition(|sum| sum.activity.is_none());
    markup! {
        table.arithmetic {
            caption.unseen { (page.words.arithmetic) }
            thead { tr {
                th scope="col" { (page.words.activity) }
                th scope="col" { (rule(unit, page.language)) }
            } }
            tbody { @for sum in &activities { (row(sum, page)) } }
            tfoot { @for sum in &totals { (row(sum, page)) } }
        }
    }
}

fn row(sum: &Sum<'_>, page: &Page<'_>) -> Markup {
    markup! {
        tr {
            th scope="row" {
                @match sum.activity {
                    Some(activity) => (input(activity, page)),
                    None => { (page.words.total) br; span.of { (rule_of_total(page.language)) } }
                }
            }
            td {
                @for (label, line) in &sum.lines {
                    p.sum { @if let Some(label) = label { span.of { (label) } " " } (line) }
                }
                @for remark in &sum.remarks { p.of { (input(remark, page)) } }
            }
        }
    }
}
