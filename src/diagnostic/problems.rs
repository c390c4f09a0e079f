//! The problems of a run: counted exactly for each unit and code, and kept as far as there is room.

use std::collections::HashMap;

use super::counts::{Counts, Group};
use super::{Code, Diagnostic, Severity, Whose};

/// Beyond that, the first ones of each unit and code are.
const OF_EACH: u64 = 20;

/// How many folded problems a terminal shows in full; the rest is counted by code.
pub(super) const SHOWN: usize = 100;

/// How many problems a run keeps ([spec 5.6](crate::spec#56-problems)).
#[derive(Clone, Copy, Debug)]
struct Room {
    /// All are kept in full up to so many.
    all: usize,
    /// No run keeps more, so that ten million bad rows do not flood the memory.
    most: usize,
    /// Of each severity, those of so many units and codes are kept, the first that are met.
    groups: usize,
}

impl Room {
    /// What files hold.
    const OF_FILES: Self = Self { all: 10_000, most: 50_000, groups: usize::MAX };
    /// What a terminal shows.
    const OF_TERMINAL: Self = Self { groups: SHOWN, ..Self::OF_FILES };
}

/// All problems of a run.
#[derive(Clone, Debug)]
pub struct Problems {
    room: Room,
    kept: Vec<Diagnostic>,
    /// Whether only the first ones of each unit and code are kept.
    is_beyond: bool,
    counts: Counts,
    /// How many groups are kept, by severity.
    kept_groups: [usize; Severity::ALL.len()],
    totals: [u64; Code::ALL.len()],
    /// Whether reading itself failed.
    has_io: bool,
}

/// Problems of one unit and code that are counted and not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Whose they are.
    pub whose: Whose,
    /// Their code.
    pub code: Code,
    /// How many there are.
    pub count: u64,
}

impl Default for Problems {
    fn default() -> Self {
        Self {
            room: Room::OF_FILES,
            kept: Vec::new(),
            is_beyond: false,
            counts: Counts::default(),
            kept_groups: [0; Severity::ALL.len()],
            totals: [0; Code::ALL.len()],
            has_io: false,
        }
    }
}

impl FromIterator<Diagnostic> for Problems {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        let mut problems = Self::default();
        diagnostics.into_iter().for_each(|diagnostic| problems.push(diagnostic));
        problems
    }
}

impl Problems {
    /// None yet, of a run whose problems only a terminal shows.
    pub fn of_terminal() -> Self {
        Self { room: Room::OF_TERMINAL, ..Self::default() }
    }

    /// Counts a problem, and keeps it if there is room. The facts are asked for only then: finding
    /// the nearest names for ten million rows would take hours.
    pub fn report(&mut self, whose: Whose, code: Code, diagnostic: impl FnOnce() -> Diagnostic) {
        self.totals[code as usize] += 1;
        let mut group = self.counts.get(whose, code);
        let kept_groups = &mut self.kept_groups[code.severity() as usize];
        if group.count == 0 && *kept_groups < self.room.groups {
            group.is_kept = true;
            *kept_groups += 1;
        }
        group.count += 1;
        self.counts.set(whose, code, group);
        if !group.is_kept || self.is_beyond && (group.count > OF_EACH || self.kept.len() >= self.room.most) {
            return;
        }
        let diagnostic = diagnostic();
        debug_assert_eq!((diagnostic.subject.whose, diagnostic.problem.code()), (whose, code), "counted as its own");
        self.kept.push(diagnostic);
        if !self.is_beyond && self.kept.len() > self.room.all {
            self.keep_first();
        }
    }

    /// Counts and keeps a problem that is at hand, as those of whole files are.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.has_io |= diagnostic.problem.is_io();
        self.report(diagnostic.subject.whose, diagnostic.problem.code(), || diagnostic);
    }

    /// From now on only the first problems of each unit and code are kept.
    fn keep_first(&mut self) {
        self.is_beyond = true;
        let mut met: HashMap<_, u64> = HashMap::new();
        self.kept.retain(|diagnostic| {
            let count = met.entry((diagnostic.subject.whose, diagnostic.problem.code())).or_default();
            *count += 1;
            *count <= OF_EACH
        });
    }

    /// Takes back so many problems of some units and codes, those of the last file that was read.
    pub fn take_back(&mut self, file: usize, counts: &HashMap<(Whose, Code), u64>) {
        let before = self.kept.iter().rposition(|diagnostic| diagnostic.place.file_number != file);
        let of_file = self.kept.split_off(before.map_or(0, |before| before + 1));
        self.kept.extend(of_file.into_iter().filter(|of| !counts.contains_key(&(of.subject.whose, of.problem.code()))));
        for (&(whose, code), &taken) in counts {
            self.uncount(whose, code, taken);
        }
    }

    /// Takes back all problems of some units and codes.
    pub fn take_back_all(&mut self, is_one: impl Fn(Whose, Code) -> bool) {
        self.kept.retain(|diagnostic| !is_one(diagnostic.subject.whose, diagnostic.problem.code()));
        for (whose, code, count) in self.counts_of(is_one) {
            self.uncount(whose, code, count);
        }
    }

    /// Counts so many problems fewer. Where none are left, there is room for other ones.
    fn uncount(&mut self, whose: Whose, code: Code, fewer: u64) {
        self.totals[code as usize] -= fewer;
        let before = self.counts.get(whose, code);
        let count = before.count - fewer;
        let is_kept = before.is_kept && count > 0;
        self.counts.set(whose, code, Group { count, is_kept });
        self.kept_groups[code.severity() as usize] -= usize::from(before.is_kept && !is_kept);
    }

    /// Says anew whose the problems are.
    pub fn reassign(&mut self, whose: impl Fn(Whose) -> Whose) {
        for diagnostic in &mut self.kept {
            diagnostic.subject.whose = whose(diagnostic.subject.whose);
        }
        self.kept_groups = Default::default();
        for (old, code, before) in std::mem::take(&mut self.counts).iter() {
            let group = self.counts.get(whose(old), code);
            self.kept_groups[code.severity() as usize] += usize::from(before.is_kept && !group.is_kept);
            let (count, is_kept) = (group.count + before.count, group.is_kept || before.is_kept);
            self.counts.set(whose(old), code, Group { count, is_kept });
        }
    }

    /// How many problems have the code.
    pub const fn count(&self, code: Code) -> u64 {
        self.totals[code as usize]
    }

    /// How many problems have the severity.
    pub fn count_of(&self, severity: Severity) -> u64 {
        Code::ALL.into_iter().filter(|code| code.severity() == severity).map(|code| self.count(code)).sum()
    }

    /// Whether reading failed: a file that is not there, or that the system does not give.
    pub const fn has_io(&self) -> bool {
        self.has_io
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.totals.iter().all(|&count| count == 0)
    }

    /// How many problems of each code each unit has, in the order of the units.
    pub fn counts(&self) -> Vec<(Whose, Code, u64)> {
        self.counts_of(|_, _| true)
    }

    /// Those of some units and codes alone.
    pub fn counts_of(&self, is_one: impl Fn(Whose, Code) -> bool) -> Vec<(Whose, Code, u64)> {
        let of_ones = self.counts.iter().filter(|(whose, code, _)| is_one(*whose, *code));
        let mut counts: Vec<_> = of_ones.map(|(whose, code, group)| (whose, code, group.count)).collect();
        counts.sort_unstable_by_key(|(whose, code, _)| (*whose, *code as usize));
        counts
    }

    /// The problems that are kept, in file order.
    pub fn kept(&self) -> Vec<&Diagnostic> {
        let mut kept: Vec<_> = self.kept.iter().collect();
        kept.sort_by(|a, b| a.order(b));
        kept
    }

    /// What is counted and not kept, in the order of the units.
    pub fn beyond(&self) -> Vec<Beyond> {
        if !self.is_beyond && self.counts.iter().all(|(.., group)| group.is_kept) {
            return Vec::new();
        }
        let mut kept: HashMap<_, u64> = HashMap::new();
        for diagnostic in &self.kept {
            *kept.entry((diagnostic.subject.whose, diagnostic.problem.code())).or_default() += 1;
        }
        let beyond = self.counts().into_iter().map(|(whose, code, count)| {
            let kept = kept.get(&(whose, code)).copied().unwrap_or_default();
            Beyond { whose, code, count: count - kept }
        });
        beyond.filter(|beyond| beyond.count > 0).collect()
    }
}
