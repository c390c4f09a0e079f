//! One job: inputs are read, and the report on them is made, whoever asks for it.
//!
//! The command line and the page are shells around it. They bring bytes and say what is wanted; here is
//! settled how that is done, in which order and with which of the options.

use crate::actuals::{self, Actuals, ExpectedUnits, Input, Intake, KeepCells, Options, Recognised, Unlisted, years};
use crate::against::Earlier;
use crate::diagnostic::{Problems, TableNotes};
use crate::report::summary::Summary;
use crate::report::{self, Level, Needs, Order, Report, Wanted};
use crate::scoring::MissingPolicy;
use crate::targets::Library;

/// What inputs are read against, and how.
pub struct Reading {
    /// The tables.
    pub library: Library,
    /// What is to be said of them.
    pub tables: TableNotes,
    /// How inputs are read.
    pub options: Options,
    /// Who must report, where there is a list.
    pub expected: Option<ExpectedUnits>,
    /// The earlier report to compare with, where there is one.
    pub earlier: Option<Earlier>,
}

/// What has been read.
pub struct Read {
    /// All that the rows say.
    pub actuals: Actuals,
    /// Units that are called otherwise on the list of those that must report.
    pub recognised: Vec<Recognised>,
    /// Units that are not on it.
    pub unlisted: Vec<Unlisted>,
    /// What lies in the folders that were given and is not read, as the shell found it.
    pub unread_files: Vec<String>,
    /// What is to be said of the tables.
    pub tables: TableNotes,
}

/// What is wanted of a report, and in which formats.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whether units are scored, and not their forms checked alone.
    pub is_scored: bool,
    /// How missing indicators count.
    pub missing: MissingPolicy,
    /// The order of the units.
    pub order: Order,
    /// How deep formats go that can show more or less; where it is not said, to the indicators of one form, and to the
    /// units of a file whose rows name them.
    pub level: Option<Level>,
    /// Whether several units are shown one by one, too.
    pub detail: bool,
    /// The period, as the user names it.
    pub period: Option<String>,
    /// What the formats need together.
    pub needs: Needs,
}

impl Reading {
    /// Reads all inputs on so many threads; `taken` is called each time that something was taken in.
    pub fn read<'i>(
        &self,
        inputs: impl IntoIterator<Item = Input<'i>, IntoIter: Send>,
        unread_files: Vec<String>,
        keep: KeepCells,
        threads: usize,
        taken: impl FnMut() + Send,
    ) -> (Read, Problems) {
        // What became of an indicator is told by its value.
        let keep = if self.earlier.is_some() { KeepCells::Everything } else { keep };
        let intake = Intake::new(&self.library, keep);
        let (mut actuals, mut problems) = actuals::read(inputs, &self.options, threads, intake, taken);
        let expected = self.expected.as_ref();
        let recognised = expected.map(|expected| actuals.recognise(expected, &self.library)).unwrap_or_default();
        let unlisted = expected.map(|expected| actuals.unlisted(expected)).unwrap_or_default();
        self.tables.errors.iter().for_each(|error| problems.push(error.clone()));
        (Read { actuals, recognised, unlisted, unread_files, tables: self.tables.clone() }, problems)
    }

    /// The report on what was read.
    pub fn report<'r>(&'r self, read: &'r Read, problems: Problems, wish: &Wish) -> Report<'r> {
        let wanted = Wanted {
            is_scored: wish.is_scored,
            missing: wish.missing,
            order: wish.order,
            level: wish.level,
            depth: Box::new(|level, tally| wish.needs.level(level, wish.detail, tally.len())),
            with_losses: wish.needs.show_losses(),
            earlier: self.earlier.as_ref(),
            expected: self.expected.as_ref(),
            unlisted: &read.unlisted,
            unread_files: &read.unread_files,
            period: wish.period.clone(),
        };
        report::assemble(&self.library, &read.actuals, problems, wanted)
    }
}

impl Wish {
    /// The options of reading that follow from what is wanted.
    pub fn options(&self, options: Options) -> Options {
        let years = self.period.as_deref().map(|period| years(period, true)).unwrap_or_default();
        Options { hashed: self.needs.show_hashes(), few_problems: !self.needs.show_problems(), years, ..options }
    }

    /// How many units must keep what stood in their cells.
    pub fn keep(&self, library: &Library) -> KeepCells {
        self.needs.keep(self.level, self.detail, library.tables().count())
    }
}

impl Read {
    /// What there is to say of the units of a report.
    pub fn summary<'s>(&'s self, report: &'s Report<'_>) -> Summary<'s> {
        Summary { report, tables: &self.tables, recognised: &self.recognised }
    }
}
