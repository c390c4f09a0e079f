//! What the page asks for: a line of JSON, and behind it the bytes of the files.

use score::language::Language;
use score::report::Format;
use score::scoring::MissingPolicy;
use score::template::FormFormat;
use serde::{Deserialize, Deserializer, de};

/// What is asked for, of which files and with which options.
#[derive(Deserialize)]
pub(crate) struct Request {
    pub(crate) ask: Ask,
    #[serde(default)]
    pub(crate) files: Vec<FileHead>,
    #[serde(deserialize_with = "language")]
    pub(crate) language: Language,
    #[serde(deserialize_with = "missing")]
    pub(crate) missing: MissingPolicy,
    #[serde(default)]
    pub(crate) period: Option<String>,
    #[serde(default)]
    pub(crate) bureau: Option<String>,
    #[serde(default)]
    pub(crate) sheet: Option<String>,
    #[serde(default)]
    pub(crate) encoding: Option<String>,
    #[serde(default)]
    pub(crate) fraction: bool,
}

/// A file whose bytes follow the request.
#[derive(Deserialize)]
pub(crate) struct FileHead {
    pub(crate) name: String,
    pub(crate) size: usize,
    pub(crate) role: Role,
    /// Whether it is one of a folder, which is not read whole.
    #[serde(default)]
    pub(crate) in_folder: bool,
    /// Whether reading it has ended an instance of the program.
    #[serde(default)]
    pub(crate) is_faulty: bool,
    /// What the browser says that could not read it.
    #[serde(default)]
    pub(crate) unread: Option<String>,
}

/// What a file is to the run.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// It is scored.
    Input,
    /// It has tables.
    Table,
    /// It lists the units that must report.
    Expected,
}

/// What is asked for.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Ask {
    /// The report in a format, by the ending of its file.
    Report(#[serde(deserialize_with = "format")] Format),
    /// The form to fill in, by the ending of its file.
    Form(#[serde(deserialize_with = "form")] FormFormat),
    /// The values of a unit of the report, by its place.
    Values(usize),
    /// The figures of values that are typed, beside those of the values as they were.
    Trial {
        /// The values as they were.
        before: Vec<Typed>,
        /// The values as they are.
        now: Vec<Typed>,
    },
    /// Values that are typed, as a form.
    Filled {
        /// The unit that reports.
        unit: String,
        /// The values.
        values: Vec<Typed>,
    },
}

/// What is typed for an indicator: the actual, and the reason for a deviation.
pub(crate) type Typed = (String, String);

fn named<'de, D: Deserializer<'de>, T>(deserializer: D, find: impl Fn(&str) -> Option<T>) -> Result<T, D::Error> {
    let name = String::deserialize(deserializer)?;
    find(&name).ok_or_else(|| de::Error::custom(format!("nothing is named {name}")))
}

fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
    named(deserializer, |name| Language::ALL.into_iter().find(|language| language.name() == name))
}

fn missing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MissingPolicy, D::Error> {
    named(deserializer, |name| MissingPolicy::ALL.into_iter().find(|policy| policy.name() == name))
}

fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Format, D::Error> {
    named(deserializer, Format::of_ending)
}

fn form<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FormFormat, D::Error> {
    named(deserializer, FormFormat::of_ending)
}
