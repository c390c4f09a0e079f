//! The problems of a run: counted exactly for each unit and code, and kept as far as there is room.

use std::collections::HashMap;

use super::{Code, Diagnostic, Severity, Whose};

/// Beyond that, the first ones of each unit and code are.
const OF_EACH: u64 = 20;

/// How many problems a run keeps ([spec 5.6](crate::spec#56-problems)).
#[derive(Clone, Copy, Debug)]
struct Room {
    /// All are kept in full up to so many.
    all: usize,
    /// No run keeps more, so that ten million bad rows do not flood the memory.
    most: usize,
}

impl Room {
    /// What files hold.
    const OF_FILES: Self = Self { all: 10_000, most: 50_000 };
    /// More than a terminal shows.
    const OF_TERMINAL: Self = Self { all: 1_000, most: 2_000 };
}

/// All problems of a run.
#[derive(Clone, Debug)]
pub struct Problems {
    room: Room,
    kept: Vec<Diagnostic>,
    /// Whether only the first ones of each unit and code are kept.
    is_beyond: bool,
    counts: HashMap<(Whose, Code), u64>,
    totals: [u64; Code::ALL.len()],
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
            counts: HashMap::new(),
            totals: [0; Code::ALL.len()],
        }
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
        let count = self.counts.entry((whose, code)).or_default();
        *count += 1;
        // Errors have the room of files: a terminal shows them first, whatever was warned about before them.
        let most = if code.severity() == Severity::Error { Room::OF_FILES.most } else { self.room.most };
        if self.is_beyond && (*count > OF_EACH || self.kept.len() >= most) {
            return;
        }
        let diagnostic = diagnostic();
        debug_assert_eq!((diagnostic.subject.whose, diagnostic.problem.code()), (whose, code), "counted as its own");
        self.kept.push(diagnostic);
        if !self.is_beyond && self.kept.len() > self.room.all {
            self.keep_first();
        }
    }

    /// Counts and keeps a problem that is at hand.
    pub fn push(&mut self, diagnostic: Diagnostic) {
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
        for (key, taken) in counts {
            self.totals[key.1 as usize] -= taken;
            if let Some(count) = self.counts.remove(key).map(|count| count - taken).filter(|count| *count > 0) {
                self.counts.insert(*key, count);
            }
        }
    }

    /// Takes back all problems of some units and codes.
    pub fn take_back_all(&mut self, is_one: impl Fn(Whose, Code) -> bool) {
        self.kept.retain(|diagnostic| !is_one(diagnostic.subject.whose, diagnostic.problem.code()));
        let totals = &mut self.totals;
        self.counts.retain(|(whose, code), count| {
            let is_one = is_one(*whose, *code);
            totals[*code as usize] -= if is_one { *count } else { 0 };
            !is_one
        });
    }

    /// Says anew whose the problems are.
    pub fn reassign(&mut self, whose: impl Fn(Whose) -> Whose) {
        for diagnostic in &mut self.kept {
            diagnostic.subject.whose = whose(diagnostic.subject.whose);
        }
        for ((old, code), count) in std::mem::take(&mut self.counts) {
            *self.counts.entry((whose(old), code)).or_default() += count;
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

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.totals.iter().all(|&count| count == 0)
    }

    /// How many problems of each code each unit has, in the order of the units.
    pub fn counts(&self) -> Vec<(Whose, Code, u64)> {
        let mut counts: Vec<_> = self.counts.iter().map(|((whose, code), count)| (*whose, *code, *count)).collect();
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
        if !self.is_beyond {
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
