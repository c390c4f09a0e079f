//! What is kept of forms to compare them with each other: the names in their titles, and their years.

use std::collections::HashMap;

use crate::actuals::tally::{Origin, Tally, UnitNumber};
use crate::actuals::units::Namesakes;
use crate::diagnostic::{Place, Whose};
use crate::targets::TableNumber;

/// The forms of a run, as far as they must be compared with each other.
#[derive(Default)]
pub(super) struct Forms {
    /// By their tables and the normal form of the name that their titles give.
    pub(super) titled: HashMap<(TableNumber, String), Vec<Titled>>,
    /// The years of each form that names any, and whose form it is.
    pub(super) years: Vec<(Whose, Vec<(u16, Place)>)>,
}

/// A form whose title names its unit.
pub(super) struct Titled {
    pub(super) file: u32,
    pub(super) unit: UnitNumber,
    /// The name as its title gives it.
    pub(super) title: String,
    /// The file's name, without what tells its version.
    pub(super) file_name: String,
    /// What the file's name says besides the title and what every form's may.
    pub(super) own: String,
}

impl Forms {
    /// Units whose titles say the same and that have the names of their files.
    pub(super) fn namesakes(&self, tally: &Tally) -> Vec<Namesakes> {
        let mut all: Vec<_> =
            self.titled.iter().filter(|(_, forms)| forms.iter().any(|form| form.unit != forms[0].unit)).collect();
        all.sort_by_key(|(titled, forms)| (forms[0].file, *titled));
        let namesakes = |(_, forms): (&(TableNumber, String), &Vec<Titled>)| {
            let mut units: Vec<_> = forms.iter().map(|form| form.unit).collect();
            units.dedup();
            let units = units.into_iter().map(|unit| tally.key(unit)).collect();
            Namesakes { title: forms[0].title.clone(), units }
        };
        all.into_iter().map(namesakes).collect()
    }
}

impl Titled {
    /// Whether the unit has its name from this form, and not from rows or from another file's name.
    pub(super) fn is_its_own(&self, tally: &Tally) -> bool {
        tally.origin(self.unit) == Origin { file: self.file, by_form: true }
    }

    pub(super) fn full_name(&self) -> String {
        with_file_name(&self.title, &self.file_name)
    }
}

/// `甲县工商局（一所）`
pub(super) fn with_file_name(title: &str, file_name: &str) -> String {
    if file_name.is_empty() { title.to_owned() } else { format!("{title}（{file_name}）") }
}
