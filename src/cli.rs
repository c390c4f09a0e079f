//! The command line: what may be asked for, and nothing of how it is done.
//!
//! The doc comments are the help, Chinese before ` / ` and English behind it; see [`help`].

pub mod help;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::grading::Grade;
use crate::language::Language;
use crate::named::named;
use crate::number::{Decimal, MAX_DECIMALS};
use crate::report::{Format, Level, Order};
use crate::scoring::{Bands, MissingPolicy, Points};
use crate::template::FormFormat;

/// What options are for: the headings under which the help lists them.
const FILES: &str = "文件";
const INPUT: &str = "怎么读";
const TABLE: &str = "指标表";
const SCORING: &str = "计分";
const REPORT: &str = "报告";
const GATES: &str = "门槛";
const OTHER: &str = "其他";

/// The version, with the commit in what is made to be handed on.
const VERSION: &str = match option_env!("SCORE_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// 按官方指标表给部门绩效打分 / Grades a bureau's performance indicators against its official table
#[derive(Debug, Parser)]
#[command(
    name = "score",
    version = VERSION,
    arg_required_else_help = true,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// 其他命令 / Other commands
    #[command(subcommand)]
    pub command: Option<Command>,
    /// 给文件打分 / Score files
    #[command(flatten)]
    pub score: ScoreArgs,
    /// 打印帮助 / Print help
    #[arg(help_heading = OTHER, short, long, global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
    /// 打印版本 / Print version
    #[arg(help_heading = OTHER, short = 'V', long, action = ArgAction::Version)]
    pub version: Option<bool>,
}

/// The names of the commands.
pub const COMMANDS: [&str; 5] = ["check", "targets", "template", "schema", "completions"];

/// Other things than scoring.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 只检查填报文件，不计分 / Check files without scoring them
    Check(CheckArgs),
    /// 显示指标表 / Show the table of indicators
    Targets(TargetsArgs),
    /// 打印待填的表 / Print the form to fill in
    Template(TemplateArgs),
    /// 打印 JSON 报告或指标表的 JSON Schema / Print the JSON Schema of the JSON report, or of a table
    Schema(SchemaArgs),
    /// 打印命令行的补全脚本 / Print the script that completes commands in a shell
    Completions(CompletionsArgs),
}

/// Which table to use.
#[derive(Args, Clone, Debug)]
pub struct TableArgs {
    /// 另用的指标表，可多次：docx xlsx xls csv json、公开页面的文字，或文件夹（默认：自带的 414 工商局） / Other tables, repeatable: docx xlsx xls csv json, the page's text, or folders (default: the bundled 414)
    #[arg(help_heading = TABLE, long, value_name = "FILE")]
    pub targets: Vec<PathBuf>,
    /// 部门的代码或名称 / The bureau, by code or name
    #[arg(help_heading = TABLE, long, value_name = "CODE|NAME")]
    pub bureau: Option<String>,
    /// 优、良、中、差、低于差线的分值（默认按表，表没有规定的为 100,80,60,40,0） / Points of the grades and below poor (default: the table's, else 100,80,60,40,0)
    #[arg(help_heading = TABLE, long, value_name = "POINTS", value_parser = points, allow_hyphen_values = true)]
    pub points: Option<Points>,
    /// 得分等级优、良、中的下限（默认按表，表没有规定的为 90,80,60） / Lowest scores of excellent, good and fair (default: the table's, else 90,80,60)
    #[arg(help_heading = TABLE, long, value_name = "BANDS", value_parser = bands, allow_hyphen_values = true)]
    pub bands: Option<Bands>,
}

/// How text on terminals is shown.
#[derive(Args, Clone, Debug)]
pub struct DisplayArgs {
    /// 语言 / Language
    #[arg(help_heading = REPORT, long, value_name = "LANG", default_value = "zh", value_parser = one_of(Language::NAMED))]
    pub lang: Language,
    /// 颜色 / Colour
    #[arg(help_heading = REPORT, long, value_name = "WHEN", default_value = "auto", value_parser = one_of(Colour::NAMED))]
    pub color: Colour,
}

/// `score targets`
#[derive(Args, Debug)]
pub struct TargetsArgs {
    /// 指标表，同 --targets / Tables, as --targets takes them
    #[arg(help_heading = FILES, value_name = "TABLE")]
    pub tables: Vec<PathBuf>,
    /// The table.
    #[command(flatten)]
    pub table: TableArgs,
    /// The display.
    #[command(flatten)]
    pub display: DisplayArgs,
    /// 格式 / Format
    #[arg(help_heading = REPORT, short, long, value_name = "FORMAT", default_value = "table", value_parser = one_of(TargetsFormat::NAMED))]
    pub format: TargetsFormat,
    /// 写入文件夹，每个部门一个 JSON / Write to a folder, one JSON for each bureau
    #[arg(help_heading = REPORT, short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Files that are there.
    #[command(flatten)]
    pub overwrite: OverwriteArgs,
}

/// `score schema`
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// 报告还是指标表 / Of the report, or of a table
    #[arg(help_heading = FILES, value_name = "OF", default_value = "report", value_parser = one_of(SchemaOf::NAMED))]
    pub of: SchemaOf,
}

/// `score completions`
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// 哪种命令行 / Which shell
    #[arg(help_heading = OTHER, value_name = "SHELL")]
    pub shell: Shell,
}

/// `score template`
#[derive(Args, Debug)]
pub struct TemplateArgs {
    /// The table.
    #[command(flatten)]
    pub table: TableArgs,
    /// 标准输出（默认 csv）或文件夹里（默认 xlsx）填报表的格式 / Format of the form on standard output (default: csv) or in a folder (default: xlsx)
    #[arg(help_heading = REPORT, short, long, value_name = "FORMAT", value_parser = one_of(FormFormat::NAMED))]
    pub format: Option<FormFormat>,
    /// 写入文件，.csv 或 .xlsx；文件夹/ 每个部门一张（默认：标准输出） / Write to a file, .csv or .xlsx; FOLDER/ for the form of each bureau (default: standard output)
    #[arg(help_heading = REPORT, short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Files that are there.
    #[command(flatten)]
    pub overwrite: OverwriteArgs,
    /// 语言 / Language
    #[arg(help_heading = REPORT, long, value_name = "LANG", default_value = "zh", value_parser = one_of(Language::NAMED))]
    pub lang: Language,
}

/// What happens to a file that is there: someone may have worked on it.
#[derive(Args, Clone, Copy, Debug)]
pub struct OverwriteArgs {
    /// 已有同名文件也照写 / Write over a file that is there
    #[arg(help_heading = REPORT, long)]
    pub force: bool,
}

/// What is read, and how; scoring and checking share it.
#[derive(Args, Debug)]
pub struct InputArgs {
    /// 填报文件、文件夹或通配符，- 为标准输入 / Files, folders or patterns, - for standard input
    #[arg(help_heading = FILES, value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// The table.
    #[command(flatten)]
    pub table: TableArgs,
    /// 文本的编码：utf-8 gb18030 gbk utf-16le utf-16be / The encoding of text
    #[arg(help_heading = INPUT, long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// 工作簿中的工作表（默认：第一张有表头的） / The sheet of a workbook (default: the first with a header)
    #[arg(help_heading = INPUT, long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// 不带 % 的数都是 1 的几分之几（0.925 即 92.5%） / Bare numbers are shares of 1 (0.925 is 92.5%)
    #[arg(help_heading = INPUT, long)]
    pub fraction: bool,
    /// 应报单位名单；没有上报的会列出 / A list of units that must report; those that did not are listed
    #[arg(help_heading = INPUT, long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
    /// 低于优（或所写等级）的和超过 130% 的指标，要有偏差原因 / Every indicator below excellent (or the grade) or above 130% needs a note
    #[arg(
        help_heading = GATES,
        long,
        value_name = "GRADE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = Grade::Excellent.label(),
        value_parser = one_of(grades())
    )]
    pub require_notes: Option<Grade>,
    /// 填报单位的名称，只能有一个输入 / The name of the unit that reports, for one input
    #[arg(help_heading = INPUT, long, value_name = "NAME")]
    pub unit: Option<String>,
    /// 名单上（或指标表里）的单位都已上报，没有空表 / Everybody on the list, or every bureau, has reported, and no form is empty
    #[arg(help_heading = GATES, long)]
    pub all_reported: bool,
    /// 不得有提醒（未报也算） / No warnings (missing values among them)
    #[arg(help_heading = GATES, long)]
    pub strict: bool,
    /// The display.
    #[command(flatten)]
    pub display: DisplayArgs,
}

/// `score check`
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// What is checked.
    #[command(flatten)]
    pub input: InputArgs,
    /// 把问题写到标准输出的格式 / The format in which problems go to standard output
    #[arg(help_heading = REPORT, short, long, value_name = "FORMAT", value_parser = one_of(checks()))]
    pub format: Option<Format>,
    /// 把问题写入文件，可多次；格式看后缀 csv json xlsx；文件夹/ 每单位一张退回单 / Write the problems to a file, repeatable; the ending tells the format; FOLDER/ for a return slip per unit
    #[arg(help_heading = REPORT, short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
}

/// Scoring.
#[derive(Args, Debug)]
pub struct ScoreArgs {
    /// What is scored.
    #[command(flatten)]
    pub input: InputArgs,
    /// 未报如何计分：range 给区间，zero 记 0 分，skip 不计 / How missing values count: as a range, as 0, not at all
    #[arg(help_heading = SCORING, long, value_name = "POLICY", default_value = "range", value_parser = one_of(MissingPolicy::NAMED))]
    pub missing: MissingPolicy,
    /// 标准输出的格式（默认 table） / Format on standard output (default: table)
    #[arg(help_heading = REPORT, short, long, value_name = "FORMAT", value_parser = one_of(Format::NAMED))]
    pub format: Option<Format>,
    /// 写入文件，可多次；格式看后缀 csv json ndjson md html xlsx txt；文件夹/ 每单位一页，有错的一张退回单 / Write to a file, repeatable; the ending tells the format; FOLDER/ for a page per unit, and a return slip for what is to be corrected
    #[arg(help_heading = REPORT, short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// 报告期间，原样显示 / The report's period, shown as given
    #[arg(help_heading = REPORT, long, value_name = "TEXT")]
    pub period: Option<String>,
    /// 与上次的 JSON 报告对比：变了多少、变化原因（上次的用 --level indicator -o 上次.json 打） / Compare with an earlier JSON report: what changed, and why (made with --level indicator -o earlier.json)
    #[arg(help_heading = REPORT, long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// 多个单位时也逐个列出 / With several units, show each one's report too
    #[arg(help_heading = REPORT, long)]
    pub detail: bool,
    /// 多个单位的次序（默认 score） / The order of several units (default: score)
    #[arg(help_heading = REPORT, long, value_name = "ORDER", value_parser = one_of(ORDERS))]
    pub sort: Option<Order>,
    /// csv 和 JSON 的细度（默认：一个没有“填报单位”列的文件，或 -，到指标；其余到单位） / Depth of csv and JSON (default: indicator for one file without a column 填报单位, or -; else unit)
    #[arg(help_heading = REPORT, long, value_name = "LEVEL", value_parser = one_of(LEVELS))]
    pub level: Option<Level>,
    /// 得分不低于 / Lowest score
    #[arg(help_heading = GATES, long, value_name = "SCORE", value_parser = percentage, allow_negative_numbers = true)]
    pub min_score: Option<Decimal>,
    /// 等级不低于 / Lowest grade
    #[arg(help_heading = GATES, long, value_name = "GRADE", value_parser = one_of(grades()))]
    pub min_grade: Option<Grade>,
    /// 上报率不低于（%） / Lowest coverage (%)
    #[arg(help_heading = GATES, long, value_name = "PERCENT", value_parser = percentage, allow_negative_numbers = true)]
    pub min_coverage: Option<Decimal>,
}

/// An argument that is one of the named values.
fn one_of<T: Copy + Send + Sync + 'static>(
    values: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<_> = values.into_iter().collect();
    let names: Vec<_> = values.iter().map(|(name, _)| *name).collect();
    PossibleValuesParser::new(names).try_map(move |name| {
        let found = values.iter().find(|(own, _)| *own == name);
        found.map(|(_, value)| *value).ok_or("no such value")
    })
}

const ORDERS: [(&str, Order); 3] = [("score", Order::Score), ("name", Order::Name), ("input", Order::Input)];

const LEVELS: [(&str, Level); 3] =
    [("unit", Level::Unit), ("activity", Level::Activity), ("indicator", Level::Indicator)];

/// The formats that can tell of problems alone.
fn checks() -> impl Iterator<Item = (&'static str, Format)> {
    Format::OF_PROBLEMS.into_iter().map(|format| (format.name(), format))
}

/// Grades by their Chinese labels or their codes.
fn grades() -> impl Iterator<Item = (&'static str, Grade)> {
    let labels = Grade::ALL.into_iter().map(|grade| (grade.label(), grade));
    labels.chain(Grade::ALL.into_iter().map(|grade| (grade.code(), grade)))
}

/// Five numbers that may be points; the message that says so is made where the language is known.
fn points(text: &str) -> Result<Points, &'static str> {
    list(text).and_then(Points::new).ok_or("no points")
}

/// Three numbers that may be bands, likewise.
fn bands(text: &str) -> Result<Bands, &'static str> {
    list(text).and_then(Bands::new).ok_or("no bands")
}

/// So many numbers with commas of any width between them.
fn list<const N: usize>(text: &str) -> Option<[Decimal; N]> {
    let numbers = text.split([',', '，']).map(|number| Decimal::parse(number.trim(), MAX_DECIMALS).ok());
    numbers.collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// A number from 0 to 100; the message that says so is made where the language is known.
fn percentage(text: &str) -> Result<Decimal, &'static str> {
    Decimal::parse(text, MAX_DECIMALS).ok().filter(|value| *value <= Decimal::new(100, 0)).ok_or("no percentage")
}

named! {
    /// The format of the table of indicators.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TargetsFormat {
        /// Text for a terminal.
        Table = "table",
        /// The table's file.
        Json = "json",
    }
}

named! {
    /// What a JSON Schema describes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum SchemaOf {
        /// The JSON report.
        Report = "report",
        /// The table of indicators.
        Targets = "targets",
    }
}

named! {
    /// When text is coloured.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Colour {
        /// On a terminal, unless `NO_COLOR` is set.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}
