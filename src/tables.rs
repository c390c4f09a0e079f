//! The tables that files hold, whatever they are published in, what is wrong with them, and the one that
//! is chosen among them.

use crate::diagnostic::{Diagnostic, Place, Problem, TableNotes};
use crate::grading::Attainment;
use crate::language::{Both, both};
use crate::names::normalise;
use crate::scoring::{Bands, Points};
use crate::targets::{
    self, BookError, BureauName, CellPlace, Fault, FileDigest, GridFault, Published, RowPlace, Table, TableError,
    Targets,
};

/// All tables of a run, and what is wrong or odd.
#[derive(Default)]
pub struct Tables {
    /// The legal ones, in their order.
    pub legal: Vec<Table>,
    /// What is wrong or odd with the others, and with what they were read from.
    pub problems: Vec<Diagnostic>,
    /// The bureaus whose tables are refused, as far as they are known.
    refused: Vec<BureauName>,
}

/// The tables to score against, and what is to be said of the others.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The tables.
    pub tables: Vec<Table>,
    /// The bureaus whose tables are refused.
    pub refused: Vec<BureauName>,
    /// What is to be said.
    pub notes: TableNotes,
}

/// Why there is no table to score against.
#[derive(Debug)]
pub enum NoTable {
    /// Those given are refused.
    Refused(Vec<Diagnostic>),
    /// It is not known which one is meant.
    Bureau(UnknownBureau),
}

/// A bureau of which there is no table, or none where there are several tables.
#[derive(Debug)]
pub struct UnknownBureau {
    /// What was asked for.
    pub asked: Option<String>,
    /// The bureaus that have a table.
    pub known: Vec<String>,
}

impl UnknownBureau {
    /// What is wrong, and a way out.
    pub fn words(&self) -> Both {
        let (chinese, english) = (self.known.join("、"), self.known.join(", "));
        match &self.asked {
            Some(asked) => both!(
                "没有“{asked}”的指标表；有的是 {chinese}",
                "there is no table of “{asked}”; there is one of {english}"
            ),
            None => both!(
                "有几张指标表，请用 --bureau 指明部门；有的是 {chinese}",
                "there are several tables; name the bureau with --bureau: {english}"
            ),
        }
    }
}

/// Points and bands of a run that do not fit each other, or those of a table.
#[derive(Debug)]
pub struct PointsOutside {
    /// The attainment whose points lie outside the band of its grade.
    pub attainment: Attainment,
    /// Its points.
    pub points: String,
    /// The lowest scores of 优, 良 and 中.
    pub bands: String,
}

impl PointsOutside {
    /// What is wrong, and a way out.
    pub fn words(&self) -> Both {
        let Self { attainment, points, bands } = self;
        let label = if *attainment == Attainment::BelowPoor { "低于差线" } else { attainment.grade().label() };
        both!(
            "“{label}”的 {points} 分不在它自己的等级里（等级下限 {bands}）；--points 和 --bands 要相配，表里规定的也一样",
            "the {points} points of {label} lie outside the band of their own grade (bands {bands}); --points and --bands must fit, also with what the table sets",
        )
    }
}

/// A table that comes with the program.
fn bundled(text: &'static str) -> Table {
    let targets = Targets::parse(text).expect("a test holds bundled tables to be legal");
    Table { targets, file: None, sha256: FileDigest::bundled(text), text: Some(text.to_owned()) }
}

/// The table under points and bands of the run, as far as it has any.
///
/// # Errors
/// Points that lie outside the band of their own grade.
pub fn rescaled(table: Table, points: Option<Points>, bands: Option<Bands>) -> Result<Table, PointsOutside> {
    if points.is_none() && bands.is_none() {
        return Ok(table);
    }
    let of_run = points.unwrap_or(*table.targets.points());
    let lowest = bands.unwrap_or(*table.targets.bands());
    let outside = |attainment| PointsOutside {
        attainment,
        points: of_run.of(attainment).to_string(),
        bands: lowest.all().map(|lowest| lowest.to_string()).join(","),
    };
    let targets = table.targets.rescaled(points, bands).map_err(outside)?;
    Ok(Table { targets, text: None, ..table })
}

impl Tables {
    /// The tables that come with the program.
    pub fn bundled() -> Self {
        Self { legal: targets::BUNDLED.iter().map(|text| bundled(text)).collect(), ..Self::default() }
    }

    /// Takes in the tables of a file.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let place = Place { file: Some(name.into()), ..Place::default() };
        if is_json(name, &bytes) { self.add_json(bytes, &place) } else { self.add_book(bytes, &place) }
    }

    /// Whether something is wrong with a table.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// The one table of a bureau, named by its code or name, or the only one. Faults of other tables do not
    /// matter where a bureau is named.
    ///
    /// # Errors
    /// Why there is none.
    pub fn choose(mut self, bureau: Option<&str>) -> Result<Table, NoTable> {
        let is_meant = |table: &Table| bureau.is_some_and(|bureau| table.targets.is_of(bureau));
        let found = self.legal.iter().position(|table| is_meant(table) && !self.has_twin(table));
        if let Some(found) = found {
            return Ok(self.legal.swap_remove(found));
        }
        let has_twin = self.legal.iter().any(|table| is_meant(table) && self.has_twin(table));
        let is_refused = bureau.is_none_or(|bureau| has_twin || self.refuses(bureau) || self.legal.is_empty());
        if self.has_errors() && is_refused {
            return Err(NoTable::Refused(self.errors()));
        }
        if bureau.is_none() && self.legal.len() == 1 {
            return Ok(self.legal.swap_remove(0));
        }
        let known = self.legal.iter().map(|table| table.targets.bureau());
        Err(NoTable::Bureau(UnknownBureau { asked: bureau.map(str::to_owned), known: known.collect() }))
    }

    /// The tables to score against: all that are legal, or that of a bureau, named by its code or name.
    ///
    /// # Errors
    /// Why there is none.
    pub fn library(mut self, bureau: Option<&str>) -> Result<Chosen, NoTable> {
        if bureau.is_some() || self.legal.iter().all(|table| self.has_twin(table)) {
            let (problems, refused) = (self.problems.clone(), self.refused.clone());
            let table = self.choose(bureau)?;
            let odd = problems.iter().filter(|problem| is_odd(problem, &table)).count();
            let notes = TableNotes { odd, refused, ..TableNotes::default() };
            return Ok(Chosen { tables: vec![table], notes, ..Chosen::default() });
        }
        let legal = std::mem::take(&mut self.legal);
        let tables: Vec<_> = legal.into_iter().filter(|table| !self.has_twin(table)).collect();
        let odd = self.problems.iter().filter(|problem| tables.iter().any(|table| is_odd(problem, table))).count();
        let refused = std::mem::take(&mut self.refused);
        Ok(Chosen { tables, refused, notes: TableNotes { errors: self.errors(), odd, ..TableNotes::default() } })
    }

    /// Whether another table of its bureau is refused, so that it is not known which one counts.
    fn has_twin(&self, table: &Table) -> bool {
        self.refuses(&table.targets.code) || self.refuses(&table.targets.name)
    }

    /// What is wrong, without what is only odd.
    fn errors(self) -> Vec<Diagnostic> {
        self.problems.into_iter().filter(Diagnostic::is_error).collect()
    }

    /// Whether the table of a bureau, named by its code or name, is refused.
    fn refuses(&self, bureau: &str) -> bool {
        let bureau = normalise(bureau);
        self.refused.iter().flat_map(BureauName::parts).any(|own| normalise(own) == bureau)
    }

    fn add_json(&mut self, bytes: Vec<u8>, place: &Place) {
        let sha256 = FileDigest::of(&bytes);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let undecodable = error.utf8_error().valid_up_to();
                let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..undecodable]).count();
                let error = TableError { path: String::new(), fault: Fault::NotUtf8 };
                return self.refuse(error, place, Some(line));
            }
        };
        let tables = targets::parse_all(&text);
        if tables.is_empty() {
            self.problems.push(Diagnostic::new(Problem::NoTable, place.clone()));
        }
        let is_one = !text.trim_start_matches('\u{FEFF}').trim_start().starts_with('[');
        for table in tables {
            match table {
                Ok(targets) => {
                    self.remark(&targets, place);
                    self.admit(targets, is_one.then(|| text.clone()), place, &sha256);
                }
                Err(errors) => {
                    self.refused.push(BureauName::default());
                    for error in errors {
                        let line = if let Fault::Shape { line, .. } = &error.fault { Some(*line) } else { None };
                        self.refuse(error, place, line);
                    }
                }
            }
        }
    }

    fn add_book(&mut self, bytes: Vec<u8>, place: &Place) {
        let sha256 = FileDigest::of(&bytes);
        let book = match targets::read_book(bytes) {
            Ok(book) => book,
            Err(fault) => {
                let line = match fault {
                    GridFault::Encoding { line } | GridFault::OpenQuote { line } => Some(line),
                    _ => None,
                };
                let place = Place { line, ..place.clone() };
                self.refused.push(BureauName::default());
                return self.problems.push(Diagnostic::new(Problem::NoBook(fault), place));
            }
        };
        if book.tables.is_empty() {
            self.problems.push(Diagnostic::new(Problem::NoTable, place.clone()));
        }
        for published in book.tables {
            self.add_published(published, place, &sha256);
        }
        for BookError { place: at, fault } in book.errors {
            let problem = Problem::Book { bureau: String::new(), fault };
            self.problems.push(Diagnostic::new(problem, in_file(place, at)));
        }
    }

    fn add_published(&mut self, published: Published, place: &Place, sha256: &FileDigest) {
        let Published { code, name, table, remarks, .. } = published;
        let bureau = [code.as_deref(), name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        match table {
            Ok(targets) => self.admit(targets, None, place, sha256),
            Err(errors) => {
                self.refused.push(BureauName { code, name });
                for BookError { place: at, fault } in errors {
                    let problem = Problem::Book { bureau: bureau.clone(), fault };
                    self.problems.push(Diagnostic::new(problem, in_file(place, at)));
                }
            }
        }
        for remark in remarks {
            let problem = Problem::OddTable { bureau: bureau.clone(), remark: remark.remark };
            self.problems.push(Diagnostic::new(problem, in_file(place, remark.place)));
        }
    }

    /// Remarks on what is odd in the table of a JSON file, which names no lines.
    fn remark(&mut self, targets: &Targets, place: &Place) {
        let problem = |remark| Problem::OddTable { bureau: targets.bureau(), remark };
        let remarks = targets.remarks().into_iter().map(|(_, remark)| Diagnostic::new(problem(remark), place.clone()));
        self.problems.extend(remarks);
    }

    fn refuse(&mut self, error: TableError, place: &Place, line: Option<usize>) {
        let line = line.and_then(|line| u64::try_from(line).ok()).filter(|line| *line > 0);
        self.problems.push(Diagnostic::new(Problem::Table(error), Place { line, ..place.clone() }));
    }

    /// Takes a table in, unless another one is of its bureau.
    fn admit(&mut self, targets: Targets, text: Option<String>, place: &Place, sha256: &FileDigest) {
        let other =
            self.legal.iter().find(|other| other.targets.is_of(&targets.code) || other.targets.is_of(&targets.name));
        if let Some(other) = other {
            let bureau = targets.bureau();
            self.refused.push(BureauName { code: Some(targets.code), name: Some(targets.name) });
            let other = other.file.as_deref().unwrap_or_default().to_owned();
            let error = TableError { path: String::new(), fault: Fault::BureauTwice { bureau, other } };
            return self.refuse(error, place, None);
        }
        self.legal.push(Table { targets, file: place.file.clone(), sha256: sha256.clone(), text });
    }
}

/// Whether a problem is a remark on a table.
fn is_odd(problem: &Diagnostic, table: &Table) -> bool {
    matches!(&problem.problem, Problem::OddTable { bureau, .. } if *bureau == table.targets.bureau())
}

/// Whether a file is JSON, by its name or because it begins as a table or several do.
fn is_json(name: &str, bytes: &[u8]) -> bool {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut visible = content.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let begins =
        matches!((visible.next(), visible.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']')));
    begins || name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// A cell of a file.
fn in_file(file: &Place, place: CellPlace) -> Place {
    let line = match &place.row {
        RowPlace::Page(line) => Some(line + place.column as u64),
        RowPlace::Text { line, .. } => Some(*line),
        _ => None,
    };
    let published = (!matches!(place.row, RowPlace::Page(_))).then_some(place);
    Place { line, published, ..file.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_tables() -> Tables {
        let bundled = targets::BUNDLED[0];
        let other = bundled.replacen("\"414\"", "\"201\"", 1).replacen("工商局", "教育局", 1);
        let mut tables = Tables::default();
        tables.add("一.json", bundled.into());
        tables.add("二.json", other.into());
        tables
    }

    #[test]
    fn a_bureau_is_found_by_code_or_name_and_must_be_named_among_several() {
        for (bureau, code) in [("工商局", "414"), ("201", "201"), ("教育 局", "201")] {
            let table = two_tables().choose(Some(bureau)).expect("it is among them");
            assert_eq!(table.targets.code, code, "{bureau}");
        }
        for bureau in [None, Some("教育")] {
            let chosen = two_tables().choose(bureau).map(|table| table.targets.code);
            let Err(NoTable::Bureau(unknown)) = chosen else {
                panic!("a part of a name is none, and neither is the first")
            };
            assert_eq!(
                (unknown.asked.as_deref(), &*unknown.known),
                (bureau, &["414 工商局", "201 教育局"].map(str::to_owned)[..])
            );
        }
    }
}
