//! The report on a terminal, as a whole, at the widths people have.

use score::language::Language;
use score::report::table::{View, table, targets};
use score::scoring::MissingPolicy;
use score::targets::Targets;

use crate::fixture::{COMPLETE, PARTIAL, report, rows};

const WIDTHS: [usize; 3] = [80, 100, 140];

fn view(width: usize) -> View {
    View { language: Language::Chinese, width, colour: false, detail: false }
}

fn english(width: usize) -> View {
    View { language: Language::English, ..view(width) }
}

/// Compares with `tests/snapshots/table__NAME.snap`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("table__{name}"), text));
}

fn worked(name: &str, missing: MissingPolicy, view: &View) -> String {
    let targets = Targets::bundled();
    let text = if name == "partial" { PARTIAL } else { COMPLETE };
    table(&report(&[rows(name, text, &targets)], &targets, missing), view)
}

#[test]
fn one_office() {
    for name in ["complete", "partial"] {
        for width in WIDTHS {
            snapshot(&format!("{name}_{width}"), &worked(name, MissingPolicy::Range, &view(width)));
        }
        snapshot(&format!("{name}_english"), &worked(name, MissingPolicy::Range, &english(100)));
        snapshot(&format!("{name}_english_80"), &worked(name, MissingPolicy::Range, &english(80)));
    }
}

#[test]
fn missing_values_otherwise() {
    snapshot("partial_zero", &worked("partial", MissingPolicy::Zero, &view(100)));
    snapshot("partial_skip", &worked("partial", MissingPolicy::Skip, &view(100)));
}

#[test]
fn the_official_table() {
    for width in WIDTHS {
        snapshot(&format!("targets_{width}"), &targets(&Targets::bundled(), &view(width)));
    }
    snapshot("targets_english", &targets(&Targets::bundled(), &english(100)));
}
