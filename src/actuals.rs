//! From bytes to actuals: decoding, rows, header, names and values ([spec 4](crate::spec#4-values) and
//! [5](crate::spec#5-input-files)).
//!
//! Each stage has its module, and none looks back. `input` is something to read from, `delimited` (which tables
//! are read with too) turns its bytes into text and that into cells, `text` and `workbook` give rows, `header`
//! finds the columns, `interpret` finds out what a row says, for which `lookup` resolves its names and `value`
//! reads its cell, and `intake` folds what rows say into the `tally`. `feed` takes all inputs through these, in
//! portions.
//! Nothing here knows output formats, colours or the command line.

mod bureau_names;
mod bureaus;
mod cutoffs;
mod expected;
mod feed;
mod footer;
mod form_name;
mod header;
mod hidden;
mod input;
mod intake;
mod interpret;
mod layout;
mod listed;
mod lookup;
mod oddity;
mod open_input;
mod opening;
mod options;
mod place;
mod portion;
mod tally;
mod text;
mod title;
mod unit_key;
mod unit_list;
mod units;
mod value;
mod workbook;

pub use self::expected::ExpectedUnits;
pub use self::form_name::{beyond_form, years};
pub use self::header::known_headings;
pub use self::input::{Input, Open, io_fault};
pub use self::intake::Intake;
pub use self::listed::{Recognised, Unlisted};
pub use self::options::Options;
pub use self::tally::{Detail, KeepCells, Origin, Tally, UnitNumber};
pub use self::unit_key::UnitKey;
pub use self::unit_list::unit_list;
pub use self::units::{Actuals, Failed, Lines, ListedUnit, Namesakes, Source, UnitActuals, Unread};
pub use crate::delimited::{ENCODING_NAMES, Encoding, encoding_named};
use crate::diagnostic::Problems;

/// Reads all inputs on so many threads; the outcome is the same on any number. `taken` is called each
/// time that something was taken in.
pub fn read<'a>(
    inputs: impl IntoIterator<Item = Input<'a>, IntoIter: Send>,
    options: &Options,
    threads: usize,
    mut intake: Intake<'_>,
    mut taken: impl FnMut() + Send,
) -> (Actuals, Problems) {
    if options.few_problems {
        intake.keep_few_problems();
    }
    let interpreter = intake.interpreter(options.notes_below);
    let bureaus = intake.bureaus();
    feed::feed(inputs, options, threads, (&*bureaus, &interpreter), |portion| {
        intake.take(portion);
        taken();
    });
    intake.finish(options)
}
