//! Properties that are written alike, read once: a document says the same of nearly all its cells and runs.

use crate::Fault;
use crate::xlsx::xml::Xml;

/// Ways of writing them that are kept.
const MOST: usize = 16;

/// What properties say, by how they are written; what was met last comes first.
#[derive(Debug)]
pub(super) struct Alike<'x, T>(Vec<(&'x str, T)>);

impl<T> Default for Alike<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'x, T: Copy> Alike<'x, T> {
    /// What the element says that was opened last: as `read` finds it, or as it was found where it is written alike.
    pub(super) fn of(
        &mut self,
        xml: &mut Xml<'x>,
        read: impl FnOnce(&mut Xml<'x>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if let Some(at) = self.0.iter().position(|(written, _)| xml.take(written)) {
            self.0[..=at].rotate_right(1);
            return Ok(self.0[0].1);
        }
        let (written, own) = xml.taken_by(read)?;
        self.0.truncate(MOST - 1);
        self.0.insert(0, (written, own));
        Ok(own)
    }
}
