//! A progress bar on standard error, for work that takes over a second and a terminal to show it on.

use std::io::{self, IsTerminal, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before it shows.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts the bytes that are read, where anyone can see it.
#[derive(Clone)]
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
    is_shown: bool,
}

impl Progress {
    /// A bar for so many bytes; 0 where that is not known.
    pub(super) fn new(bytes: u64) -> Self {
        if !io::stderr().is_terminal() {
            return Self::hidden();
        }
        let bar = ProgressBar::with_draw_target((bytes > 0).then_some(bytes), ProgressDrawTarget::hidden());
        let style = if bytes > 0 { "{bar:40} {bytes}/{total_bytes} {eta}" } else { "{spinner} {bytes}" };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        Self { bar: Some(bar), ..Self::hidden() }
    }

    /// No bar.
    pub(super) fn hidden() -> Self {
        Self { bar: None, start: Instant::now(), is_shown: false }
    }

    /// Shows the bar once the work has taken long enough.
    pub(super) fn show_if_slow(&mut self) {
        if let Some(bar) = &self.bar
            && !self.is_shown
            && self.start.elapsed() > PATIENCE
        {
            self.is_shown = true;
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Counts what is read.
    pub(super) fn watch<R: Read>(&self, inner: R) -> Watched<R> {
        Watched { inner, bar: self.bar.clone() }
    }
}

/// A reader whose bytes are counted.
pub(super) struct Watched<R> {
    inner: R,
    bar: Option<ProgressBar>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(bar) = &self.bar {
            bar.inc(count as u64);
        }
        Ok(count)
    }
}
