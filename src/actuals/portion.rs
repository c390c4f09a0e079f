//! A portion of an input on its way from the reader over a worker to the one who takes it in.

use std::sync::Arc;

use super::input::Beginning;
use super::interpret::BatchReadings;
use super::layout::FileLayout;
use crate::delimited::batch::Batch;
use crate::diagnostic::{Diagnostic, Place};

/// A portion of an input: a block of a long text, or all of a small text or a workbook.
#[derive(Default)]
pub(super) struct Portion {
    /// A whole input that the worker has still to open.
    pub(super) unopened: Option<Beginning>,
    /// How its rows are to be read; none where the input cannot be read at all.
    pub(super) layout: Option<Arc<FileLayout>>,
    /// Whether it begins an input.
    pub(super) is_first: bool,
    /// Its rows. A block of a text is one chunk.
    pub(super) chunks: Vec<Chunk>,
    /// Set with the last portion of an input.
    pub(super) end: Option<End>,
}

/// Rows, and what they say.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) batch: Batch,
    pub(super) readings: BatchReadings,
}

/// How an input ends.
pub(super) enum End {
    /// All of it was read, or it breaks off.
    Read {
        /// SHA-256 of all its bytes, in hex.
        sha256: Option<String>,
        /// Why it breaks off.
        broke_off: Option<Box<Diagnostic>>,
    },
    /// It is a report of this program that was found in a folder.
    PassedOver(Place),
    /// It cannot be read at all.
    Failed {
        /// The unit of its name.
        own_name: Option<Arc<str>>,
        /// Why.
        why: Box<Diagnostic>,
    },
}

impl Portion {
    /// Forgets everything, and keeps the room of one chunk.
    pub(super) fn clear(&mut self) {
        self.unopened = None;
        self.layout = None;
        self.end = None;
        self.chunks.truncate(1);
        for chunk in &mut self.chunks {
            chunk.batch.clear();
            chunk.readings.clear();
        }
    }

    /// Room for rows, where the first chunk is taken for the first.
    pub(super) fn first_chunk(&mut self) -> &mut Chunk {
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::default());
        }
        &mut self.chunks[0]
    }
}
