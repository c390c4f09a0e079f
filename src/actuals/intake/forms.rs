//! The unit that a form names, in its title or by its file's name, and the years that forms speak of.

use std::collections::BTreeMap;

use super::titled::{Titled, with_file_name};
use super::{FileIntake, Intake, whose};
use crate::actuals::form_name::{beyond_form, without_version};
use crate::actuals::layout::FileLayout;
use crate::actuals::options::Options;
use crate::actuals::tally::{Origin, UnitNumber};
use crate::diagnostic::{Diagnostic, Problem};
use crate::names::{normal_form, normalise};
use crate::targets::{TableNumber, Targets};

impl Intake<'_> {
    /// The unit that a form names.
    pub(super) fn form_unit(&mut self, layout: &FileLayout, table: TableNumber, origin: Origin) -> UnitNumber {
        if let Some(title) = self.title(layout, table) {
            return self.titled_unit(title, layout, table, origin);
        }
        let bureau = self.bureaus.targets(table);
        let name = layout.own_name.as_deref().unwrap_or_default();
        // Of several bureaus one that is named alone reports for itself.
        let is_bureau = self.bureaus.has_several() && beyond_form(name, bureau).is_empty();
        self.tally.unit(table, if is_bureau { &bureau.name } else { name }, origin)
    }

    /// The name that a form's title gives: one of the table's bureau alone is nobody's in particular.
    fn title(&self, layout: &FileLayout, table: TableNumber) -> Option<String> {
        let targets = self.bureaus.targets(table);
        layout.title.names.iter().find(|name| !is_bureau(name, targets)).map(|name| without_version(name).to_owned())
    }

    /// The unit of a title. Where the titles of several forms say the same and their files' names tell them apart, the
    /// files' names are added.
    fn titled_unit(&mut self, title: String, layout: &FileLayout, table: TableNumber, origin: Origin) -> UnitNumber {
        let file_name = layout.own_name.as_deref().unwrap_or_default().to_owned();
        let normal = normal_form(&title);
        let own = beyond_form(&normalise(&file_name).replace(&normal, ""), self.bureaus.targets(table));
        let namesakes = self.forms.titled.entry((table, normal)).or_default();
        let is_another = !namesakes.is_empty() && namesakes.iter().all(|form| form.own != own);
        let are_forms = namesakes.iter().all(|form| form.is_its_own(&self.tally));
        let name = if is_another && are_forms {
            if let [first] = &**namesakes {
                self.tally.rename(first.unit, &first.full_name());
            }
            with_file_name(&title, &file_name)
        } else {
            title.clone()
        };
        let unit = self.tally.unit(table, &name, origin);
        namesakes.push(Titled { file: origin.file, unit, title, file_name, own });
        unit
    }

    /// Notes the years of a form.
    pub(super) fn note_years(&mut self, intake: &FileIntake) {
        let years = &intake.layout.title.years;
        if !years.is_empty() {
            self.forms.years.push((whose(intake), years.clone()));
        }
    }

    /// Warns of forms of another year than the run's period; where it has none, than most forms.
    pub(super) fn check_years(&mut self, options: &Options) {
        let years = std::mem::take(&mut self.forms.years);
        let most = most_common(years.iter().filter_map(|(_, years)| years.first()).map(|(year, _)| *year));
        let is_period = !options.years.is_empty();
        let expected = if is_period { options.years.clone() } else { most.into_iter().collect() };
        for (whose, form) in if is_period || years.len() > 1 { years } else { Vec::new() } {
            if let Some((year, place)) = form.into_iter().find(|(year, _)| !expected.contains(year)) {
                let problem = Problem::OtherYear { year, expected: expected.clone(), is_period };
                self.problems.push(Diagnostic { problem, place, subject: whose.into() });
            }
        }
    }
}

/// Whether a name is the bureau's alone: its name, with or without its code.
pub(super) fn is_bureau(name: &str, targets: &Targets) -> bool {
    let name = normalise(name);
    let signs = |c: char| !c.is_alphanumeric();
    let (own, code) = (normalise(&targets.name), normalise(&targets.code));
    let rest = name.trim_matches(signs);
    let without_code = rest.strip_prefix(&*code).or_else(|| rest.strip_suffix(&*code)).unwrap_or(rest);
    without_code.trim_matches(signs) == own || rest == code
}

/// The year that most forms have; the earlier one of equals.
fn most_common(years: impl Iterator<Item = u16>) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}
