//! Where the figures come from, and the lines to sign on paper.

use std::collections::BTreeMap;

use maud::{Markup, html as markup};

use super::text::input;
use super::{Page, SECTIONS, signatures};
use crate::report::words;

pub(super) fn footer(page: &Page<'_>) -> Markup {
    let targets = page.report.targets;
    markup! {
        footer {
            section aria-labelledby="provenance" {
                h2 #provenance { (page.words.provenance) }
                dl.provenance {
                    div {
                        dt { (page.words.table) }
                        dd {
                            (input(&format!("{} {} {}", targets.code, targets.name, targets.title), page)) " "
                            (digest(&page.report.targets_sha256))
                        }
                    }
                    (inputs(page))
                    div { dt { (page.words.policy) } dd { (words::policy(page.report.missing, page.language)) } }
                    div { dt { (page.words.program) } dd { "score " (env!("CARGO_PKG_VERSION")) } }
                }
            }
            @if let Some(unit) = page.only_unit() { (signatures::of_unit(unit, page)) }
        }
    }
}

/// Every file once, in name order, as far as a reader would read.
fn inputs(page: &Page<'_>) -> Markup {
    let sources = page.units().iter().map(|unit| unit.source);
    let files: BTreeMap<_, _> = sources.map(|source| (&source.file, &source.sha256)).collect();
    markup! {
        @if !files.is_empty() {
            div {
                dt { (page.words.input) }
                dd {
                    ul { @for (file, sha256) in files.iter().take(SECTIONS) {
                        li {
                            (input(file.as_deref().unwrap_or(page.words.standard_input), page))
                            @if let Some(sha256) = sha256 { " " (digest(sha256)) }
                        }
                    } }
                    @if files.len() > SECTIONS {
                        p { (page.pick("输入文件共计：", "Input files in all: ")) (files.len()) }
                    }
                }
            }
        }
    }
}

fn digest(sha256: &str) -> Markup {
    markup! { span.digest { "SHA-256 " code { (sha256) } } }
}
