//! Ways of calling the program that make no sense, with a way out.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use crate::actuals::ENCODING_NAMES;
use crate::language::{Both, Language, both};
use crate::report::Format;
use crate::tables::{PointsOutside, UnknownBureau};

/// A way of calling the program that makes no sense.
#[derive(Debug)]
pub(super) enum Usage {
    /// Arguments that the command line does not have, in words.
    Arguments(Both),
    /// An argument that has swallowed a quote, with what stands behind that.
    Quote(String),
    /// `-` twice.
    StandardInputTwice,
    /// `--unit` with several inputs.
    UnitOfSeveral,
    /// An `--encoding` that there is not.
    UnknownEncoding,
    /// A `--bureau` of which there is no table, or none where there are several tables.
    Bureau(UnknownBureau),
    /// Points or bands of the run that do not fit each other, or those of a table.
    Points(PointsOutside),
    /// More tables than a run can have.
    TooManyTables {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A workbook for a terminal.
    WorkbookOnTerminal,
    /// One form where there are several tables.
    FormOfSeveral(UnknownBureau),
    /// A form that is neither CSV nor a workbook.
    FormEnding,
    /// An output whose ending names no format.
    OutputEnding(PathBuf),
    /// A lone word that is no file and nearly a command.
    NearCommand {
        /// The word.
        word: String,
        /// The command.
        command: &'static str,
    },
    /// A file whose format cannot tell of problems alone.
    NoCheck(Format),
    /// An output in the place of an input or of another output.
    Overwrites(PathBuf),
    /// An output in a folder of which inputs are read.
    BecomesInput(PathBuf),
    /// An output in a folder of which tables are read.
    BecomesTable(PathBuf),
}

impl Usage {
    /// What is wrong, and a way out.
    pub(super) fn words(&self) -> Both {
        match self {
            Self::Arguments(words) => words.clone(),
            Self::Bureau(unknown) => unknown.words(),
            Self::Quote(argument) => both!(
                "参数“{argument}”里有引号：引号前面的 \\ 让它不再是引号了；文件夹请写成 \"文件夹\" 或 \"文件夹/\"",
                "the argument {argument} has a quote in it: the \\ in front of that makes it a letter like others; write a folder as \"FOLDER\" or \"FOLDER/\"",
            ),
            Self::StandardInputTwice => both!(
                "- 写了两次，标准输入却只能读一次；请只留一个",
                "- stands twice, but standard input can be read only once; leave only one",
            ),
            Self::UnitOfSeveral => both!(
                "--unit 只能用于一个输入；多个输入请在各表标题写“填报单位：…”，或加“填报单位”列",
                "--unit names the unit of one input; with several, name each in its title, or in a column of units",
            ),
            Self::UnknownEncoding => {
                let (chinese, english) = (ENCODING_NAMES.join("、"), ENCODING_NAMES.join(", "));
                both!("没有这种编码；可用 {chinese}", "no such encoding; there are {english}")
            }
            Self::Points(outside) => outside.words(),
            Self::TooManyTables { count, most } => both!(
                "指标表有 {count} 张，一次最多 {most} 张",
                "there are {count} tables, and a run has at most {most}",
            ),
            Self::WorkbookOnTerminal => both!(
                "工作簿不能显示在终端上；请用 -o 报告.xlsx",
                "a workbook cannot be shown on a terminal; use -o report.xlsx",
            ),
            Self::FormOfSeveral(unknown) => {
                let Both { chinese, english } = unknown.words();
                both!(
                    "{chinese}；或用 -o 文件夹/ 给每个部门写一张",
                    "{english}; or write the form of each with -o FOLDER/",
                )
            }
            Self::FormEnding => both!(
                "填报表只能写成 .csv 或 .xlsx，要与 -f 一致；每个部门一张的用 -o 文件夹/",
                "a form is written as .csv or .xlsx, as -f says, and one for each bureau into FOLDER/",
            ),
            Self::OutputEnding(path) => output_ending(path),
            Self::NearCommand { word, command } => both!(
                "没有 {word} 这个命令，也没有这个文件；是不是 score {command}？",
                "there is no command {word}, and no file of this name; did you mean score {command}?",
            ),
            Self::NoCheck(format) => {
                let (name, others) = (format.name(), Format::OF_PROBLEMS.map(Format::name).join(" "));
                both!("score check 不写 {name}；可用 {others}", "score check does not write {name}; there are {others}",)
            }
            Self::Overwrites(path) => {
                let path = path.display();
                both!("-o {path} 会覆盖另一个文件", "-o {path} would overwrite another file")
            }
            Self::BecomesInput(path) => {
                let path = path.display();
                both!(
                    "-o {path} 在要读的文件夹里，下次会被当作填报文件；请写到别处",
                    "-o {path} is in a folder that is read: it would be an input of the next run; write it elsewhere",
                )
            }
            Self::BecomesTable(path) => {
                let path = path.display();
                both!(
                    "-o {path} 在指标表的文件夹里，下次会被当作指标表；请写到别处",
                    "-o {path} is in a folder of tables: it would be a table of the next run; write it elsewhere",
                )
            }
        }
    }
}

fn output_ending(path: &Path) -> Both {
    let (path, endings) = (path.to_string_lossy(), Format::endings().collect::<Vec<_>>().join(" "));
    both!(
        "从 -o {path} 的后缀看不出格式；可用 {endings}，文件夹以 / 结尾",
        "the ending of -o {path} names no format; there are {endings}, and FOLDER/",
    )
}

impl Display for Usage {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().pick(Language::English))
    }
}

impl std::error::Error for Usage {}
