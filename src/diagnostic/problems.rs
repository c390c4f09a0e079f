//! The problems of a run: the first ones in full, the rest counted.

use super::{Code, Diagnostic, Severity};

/// How many errors, and how many warnings, are kept in full; the rest is counted by code, so that
/// ten million bad rows flood neither a terminal nor memory.
pub const KEPT: usize = 100;

/// All problems of a run.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    counts: [u64; Code::ALL.len()],
}

impl Problems {
    /// Counts a problem, and keeps it if there is room. The facts are asked for only then: finding
    /// the nearest names for ten million rows would take hours.
    pub fn report(&mut self, code: Code, diagnostic: impl FnOnce() -> Diagnostic) {
        self.counts[code as usize] += 1;
        let kept = match code.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if kept.len() < KEPT {
            let diagnostic = diagnostic();
            debug_assert_eq!(diagnostic.problem.code(), code, "counted under its own code");
            kept.push(diagnostic);
        }
    }

    /// Counts and keeps a problem that is at hand.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.report(diagnostic.problem.code(), || diagnostic);
    }

    /// Takes back so many problems of a code, and those of them that were kept.
    pub fn take_back(&mut self, code: Code, count: u64, is_one: impl Fn(&Diagnostic) -> bool) {
        self.counts[code as usize] -= count;
        let kept = match code.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        kept.retain(|diagnostic| diagnostic.problem.code() != code || !is_one(diagnostic));
    }

    /// How many problems have the code.
    pub const fn count(&self, code: Code) -> u64 {
        self.counts[code as usize]
    }

    /// How many problems have the severity.
    pub fn count_of(&self, severity: Severity) -> u64 {
        Code::ALL.into_iter().filter(|code| code.severity() == severity).map(|code| self.count(code)).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|&count| count == 0)
    }

    /// The problems to show in full, in file order: at most [`KEPT`], errors before warnings where
    /// there are more.
    pub fn shown(&self) -> Vec<&Diagnostic> {
        let room = KEPT - self.errors.len().min(KEPT);
        let mut shown: Vec<_> = self.errors.iter().chain(in_order(&self.warnings).into_iter().take(room)).collect();
        shown.sort_by(|a, b| a.order(b));
        shown
    }

    /// What is not shown in full: how many of which code.
    pub fn folded(&self) -> Vec<(Code, u64)> {
        let mut counts = self.counts;
        for diagnostic in self.shown() {
            counts[diagnostic.problem.code() as usize] -= 1;
        }
        Code::ALL.into_iter().map(|code| (code, counts[code as usize])).filter(|(_, count)| *count > 0).collect()
    }
}

fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| a.order(b));
    sorted
}
