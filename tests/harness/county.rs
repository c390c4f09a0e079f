//! Random counties: bureaus with tables of their own, and forms of them that say in every way whose they are.

use proptest::prelude::*;
use score::targets::{Library, Table, Targets};

use super::in_process::File;
use super::random;
use super::tables::{Case, Entry, HEADINGS, Meaning, comma_separated};

/// Codes and names, among them a name and a code that are parts of others.
const BUREAUS: [(&str, &str); 5] =
    [("201", "教育局"), ("312", "公安局"), ("313", "公安局交警大队"), ("16", "水务局"), ("2011", "民政局")];
const UNITS: [&str; 3] = ["甲县", "乙县", "丙县20号"];

/// A bureau with its table.
#[derive(Clone, Debug)]
pub(crate) struct Bureau {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) table: Case,
    /// Whether the names in its table are no other bureau's.
    has_own_names: bool,
}

/// What tells whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Its title, by the code, the name, or both.
    Title,
    /// Its file's name, by code or name.
    File,
    /// The name of its unit.
    Unit,
    /// A column of a file with those of others.
    Column,
    /// Its rows alone.
    Rows,
}

impl Told {
    const ALL: [Self; 5] = [Self::Title, Self::File, Self::Unit, Self::Column, Self::Rows];
}

/// What a unit reports for a bureau.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// The bureau's place in the county.
    pub(crate) bureau: usize,
    unit: &'static str,
    pub(crate) told: Told,
    /// Which of several spellings, and whether its title names the unit.
    style: (usize, bool),
    pub(crate) case: Case,
}

/// Bureaus, and forms of theirs.
#[derive(Clone, Debug)]
pub(crate) struct County {
    pub(crate) bureaus: Vec<Bureau>,
    pub(crate) forms: Vec<Form>,
}

impl Bureau {
    pub(crate) fn shown(&self) -> String {
        format!("{} {}", self.code, self.name)
    }

    /// As a form names it.
    pub(crate) fn called(&self, style: usize) -> String {
        match style % 3 {
            0 => self.code.to_owned(),
            1 => self.name.to_owned(),
            _ => format!("{}（{}）", self.name, self.code),
        }
    }
}

impl Form {
    fn file_name(&self, county: &County) -> String {
        let own = county.bureaus[self.bureau].called(self.style.0);
        match self.told {
            Told::File => format!("{}-{own}2016年绩效表", self.unit),
            // These would be the same for several bureaus.
            _ => format!("{}—{}", self.unit, "一二三四五".chars().nth(self.bureau).unwrap_or('零')),
        }
    }

    /// The unit's name in the report.
    pub(crate) fn unit(&self, county: &County) -> String {
        match self.told {
            Told::Column => self.unit.to_owned(),
            Told::Unit => format!("{}{}", self.unit, county.bureaus[self.bureau].name),
            _ if self.style.1 => self.unit.to_owned(),
            _ => self.file_name(county),
        }
    }

    /// The form as a file of its own.
    pub(crate) fn file(&self, county: &County) -> File {
        let mut text = String::new();
        if self.told == Told::Title {
            text += &format!("部门：{},,,\n", county.bureaus[self.bureau].called(self.style.0));
        }
        if self.style.1 || self.told == Told::Unit {
            text += &format!("填报单位：{},,,\n", self.unit(county));
        }
        let rows = comma_separated(&HEADINGS, &self.case.rows());
        File::new(&format!("{}.csv", self.file_name(county)), [text.into_bytes(), rows].concat())
    }
}

impl County {
    pub(crate) fn library(&self) -> Library {
        self.library_of(|_| true).expect("there are bureaus")
    }

    /// The tables of some bureaus, by their places.
    pub(crate) fn library_of(&self, is_wanted: impl Fn(usize) -> bool) -> Option<Library> {
        let wanted = self.bureaus.iter().enumerate().filter(|(place, _)| is_wanted(*place));
        let table = |(_, bureau): (_, &Bureau)| {
            let text = bureau.table.table();
            let text = text.replacen("\"900\"", &format!("\"{}\"", bureau.code), 1);
            let text = text.replacen("\"某局\"", &format!("\"{}\"", bureau.name), 1);
            Table::from(Targets::parse(&text).expect("a table is legal"))
        };
        Library::new(wanted.map(table).collect())
    }

    /// All files: one for each form, and one for those that a column tells.
    pub(crate) fn files(&self) -> Vec<File> {
        self.files_of(|_| true)
    }

    /// The files with the forms of some bureaus alone, by their places.
    pub(crate) fn files_of(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<File> {
        let wanted = self.forms.iter().filter(|form| is_wanted(form.bureau));
        let (together, alone): (Vec<_>, Vec<_>) = wanted.partition(|form| form.told == Told::Column);
        let mut files: Vec<_> = alone.into_iter().map(|form| form.file(self)).collect();
        if !together.is_empty() {
            files.push(self.together(&together));
        }
        files
    }

    /// Forms in one file; bureau and unit stand in the first row of each, or in all.
    fn together(&self, forms: &[&Form]) -> File {
        let headings = ["部门", "填报单位", HEADINGS[0], HEADINGS[1], HEADINGS[2], HEADINGS[3]];
        let rows = forms.iter().flat_map(|form| {
            let bureau = self.bureaus[form.bureau].called(form.style.0);
            form.case.rows().into_iter().enumerate().map(move |(index, [activity, indicator, actual, note])| {
                let [bureau, unit] = if index == 0 || form.style.1 { [&*bureau, form.unit] } else { ["", ""] };
                [bureau.to_owned(), unit.to_owned(), activity, indicator, actual, note]
            })
        });
        File::new("全县.csv", comma_separated(&headings, &rows.collect::<Vec<_>>()))
    }
}

/// A table whose names are its own, or may be others' too.
fn table() -> impl Strategy<Value = (Case, bool)> {
    (random::case(), any::<bool>())
}

/// What some unit reports of a table: something.
fn filled(table: &Case) -> impl Strategy<Value = Case> + use<> {
    let entries: Vec<_> =
        table.indicators().map(|own| random::entry(own.cutoffs.numbers.clone(), own.measure)).collect();
    let table = table.clone();
    entries.prop_map(move |entries: Vec<Entry>| {
        let mut case = table.clone();
        case.indicators_mut().zip(entries).for_each(|(own, entry)| own.entry = entry);
        case
    })
}

impl Case {
    /// Whether a form of it is empty.
    fn is_blank(&self) -> bool {
        self.indicators().all(|own| own.entry.meaning == Meaning::Missing)
    }
}

/// Two bureaus or more, each with forms of some units.
pub(crate) fn county() -> impl Strategy<Value = County> {
    let tables = proptest::collection::vec(table(), 2..=BUREAUS.len());
    let bureaus = tables.prop_filter_map("each has indicators", |tables| {
        let bureau = |((place, (mut table, has_own_names)), (code, name)): ((usize, (Case, bool)), _)| {
            if has_own_names {
                let mark = "东西南北中".chars().nth(place).unwrap_or('外');
                table.activities_mut().for_each(|activity| activity.name.insert(0, mark));
            }
            let is_filled = table.indicators().next().is_some();
            is_filled.then_some(Bureau { code, name, table, has_own_names })
        };
        tables.into_iter().enumerate().zip(BUREAUS).map(bureau).collect::<Option<Vec<_>>>()
    });
    bureaus.prop_flat_map(|bureaus| {
        let form = |(bureau, unit): (usize, &'static str)| {
            let has_own_names = bureaus[bureau].has_own_names;
            let told = proptest::sample::select(Told::ALL.to_vec());
            (filled(&bureaus[bureau].table), told, (0..3_usize, any::<bool>())).prop_map(move |(case, told, style)| {
                let told = if told == Told::Rows && !has_own_names { Told::Title } else { told };
                Form { bureau, unit, told, style, case }
            })
        };
        let all = (0..bureaus.len()).flat_map(|bureau| UNITS.map(|unit| (bureau, unit)));
        let forms: Vec<_> = all.map(form).collect();
        (Just(bureaus), forms).prop_map(|(bureaus, mut forms)| {
            forms.retain(|form| !form.case.is_blank());
            County { bureaus, forms }
        })
    })
}
