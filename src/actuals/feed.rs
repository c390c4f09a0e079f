//! Takes all inputs from their first byte to what their rows say, portion by portion, on several
//! threads.
//!
//! Three hands: the reader brings portions in order, workers open whole inputs and interpret rows side
//! by side, and the taker completes the rows that leave cells to the portion before and hands all on.

use std::iter::{Enumerate, Fuse};
use std::sync::Arc;

use super::bureaus::Bureaus;
use super::header::Wanted;
use super::input::{Beginning, Input};
use super::interpret::{Carried, Interpreter};
use super::layout::FileLayout;
use super::open_input::OpenInput;
use super::options::Options;
use super::portion::{Chunk, End, Portion};
use crate::crew;
use crate::diagnostic::{Diagnostic, Problem, Unreadable};

/// Reads all inputs on so many threads, each with an interpreter of its own, and has every portion
/// taken in the order of the inputs.
pub(super) fn feed<'a, 't>(
    inputs: impl IntoIterator<Item = Input<'a>, IntoIter: Send>,
    options: &Options,
    threads: usize,
    (bureaus, interpreter): (&Bureaus<'t>, &(impl Fn() -> Interpreter<'t> + Sync)),
    mut take: impl FnMut(&mut Portion) + Send,
) {
    let mut reader = Reader { inputs: inputs.into_iter().fuse().enumerate(), options, bureaus, current: None };
    let mut taker = Completer { interpreter: interpreter(), above: Carried::default() };
    crew::in_order(
        threads,
        |portion: &mut Portion| reader.next(portion),
        || {
            let mut interpreter = interpreter();
            move |portion: &mut Portion| work(portion, options, bureaus, &mut interpreter)
        },
        |portion| {
            taker.complete(portion);
            take(portion);
        },
    );
}

/// Reads inputs one after the other. A long text it decodes and splits as well; of other inputs it
/// reads the first block alone, which nearly always is all.
struct Reader<'o, 't, I: Iterator> {
    inputs: Enumerate<Fuse<I>>,
    options: &'o Options,
    bureaus: &'o Bureaus<'t>,
    /// The long text that is not at its end.
    current: Option<OpenInput>,
}

impl<'a, I: Iterator<Item = Input<'a>>> Reader<'_, '_, I> {
    /// Brings the next portion; there is none left where it says so.
    fn next(&mut self, portion: &mut Portion) -> bool {
        portion.clear();
        match self.current.take() {
            Some(input) => self.go_on(input, portion),
            None => return self.begin(portion),
        }
        true
    }

    fn begin(&mut self, portion: &mut Portion) -> bool {
        let Some((number, input)) = self.inputs.next() else { return false };
        portion.is_first = true;
        let own_name = input.unit(self.options);
        match input.begin(number, self.options) {
            Err(why) => portion.end = Some(End::Failed { own_name, why }),
            Ok(beginning) if beginning.is_long_text() => {
                self.current = open(beginning, self.options, self.bureaus, portion);
            }
            Ok(beginning) => portion.unopened = Some(beginning),
        }
        true
    }

    /// Brings the next block of a long text.
    fn go_on(&mut self, mut input: OpenInput, portion: &mut Portion) {
        portion.is_first = false;
        portion.layout = Some(Arc::clone(&input.layout));
        portion.end = read_on(&mut input, portion.first_chunk());
        if portion.end.is_none() {
            self.current = Some(input);
        }
    }
}

/// Opens an input; the rows of its first block are the portion's first chunk. Nothing comes after them
/// where the portion has its end.
fn open(beginning: Beginning, options: &Options, bureaus: &Bureaus<'_>, portion: &mut Portion) -> Option<OpenInput> {
    let (own_name, is_found) = (beginning.own_name.clone(), beginning.is_found);
    let batch = &mut portion.first_chunk().batch;
    let opened = OpenInput::open(beginning, options, Wanted::Actuals, batch);
    match opened.and_then(|mut input| input.find_bureau(bureaus, options, batch).map(|()| input)) {
        Err(why) => {
            let is_report = why.problem == Problem::Unreadable(Unreadable::OwnReport);
            let is_passed_over = is_found && is_report;
            portion.end = Some(if is_passed_over { End::PassedOver(why.place) } else { End::Failed { own_name, why } });
            None
        }
        Ok(input) => {
            portion.layout = Some(Arc::clone(&input.layout));
            portion.end = input.is_done().then(|| end(&input, None));
            portion.end.is_none().then_some(input)
        }
    }
}

/// Reads the next rows of an input, and tells whether it ends with them.
fn read_on(input: &mut OpenInput, chunk: &mut Chunk) -> Option<End> {
    match input.next(&mut chunk.batch) {
        Ok(true) if !input.is_done() => None,
        Ok(_) => Some(end(input, None)),
        Err(why) => Some(end(input, Some(why))),
    }
}

fn end(input: &OpenInput, broke_off: Option<Box<Diagnostic>>) -> End {
    End::Read { sha256: input.sha256(), broke_off }
}

/// A worker's part: opens the input if it is not open, and reads all rows that can be read without those
/// of the portion before.
fn work(portion: &mut Portion, options: &Options, bureaus: &Bureaus<'_>, interpreter: &mut Interpreter<'_>) {
    let mut input = portion.unopened.take().and_then(|beginning| open(beginning, options, bureaus, portion));
    let Some(layout) = portion.layout.clone() else { return };
    interpret(portion, &layout, interpreter);
    while let Some(input) = input.as_mut().filter(|_| portion.end.is_none()) {
        let mut chunk = Chunk::default();
        portion.end = read_on(input, &mut chunk);
        portion.chunks.push(chunk);
        interpret(portion, &layout, interpreter);
    }
}

/// Reads the rows of the portion's last chunk.
fn interpret(portion: &mut Portion, layout: &FileLayout, interpreter: &mut Interpreter<'_>) {
    let Some((Chunk { batch, readings }, before)) = portion.chunks.split_last_mut() else { return };
    let above = before.last().map(|chunk| chunk.readings.above_next.clone());
    match above.or_else(|| portion.is_first.then(Carried::default)) {
        Some(above) => interpreter.read_below(layout, batch, &above, readings),
        None => interpreter.read_alone(layout, batch, readings),
    }
}

/// The taker's first step: the rows that leave cells to the portion before.
struct Completer<'t> {
    interpreter: Interpreter<'t>,
    /// What stands above the next portion of the same input.
    above: Carried,
}

impl Completer<'_> {
    fn complete(&mut self, portion: &mut Portion) {
        let Some(layout) = &portion.layout else { return };
        if portion.is_first {
            self.above = Carried::default();
        }
        for Chunk { batch, readings } in &mut portion.chunks {
            self.interpreter.read_rest(layout, batch, &self.above, readings);
            self.above.clone_from(&readings.above_next);
        }
    }
}
