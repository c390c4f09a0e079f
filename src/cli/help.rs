//! The help, in one language: every text of the command line stands in both, Chinese first.

use clap::{Arg, Command, CommandFactory};

use super::Cli;
use crate::language::{Both, Language, both};
use crate::report::table::wrap;

/// What stands between the two languages of a text.
const BETWEEN: &str = " / ";

/// Columns of the text beside an option: with the longest option before it, it fits a terminal of 80.
const WIDTH: usize = 46;

/// The headings under which options stand, by what they are for, in both languages.
const HEADINGS: [(&str, &str); 7] = [
    (super::FILES, "Files"),
    (super::INPUT, "Reading"),
    (super::TABLE, "Table of indicators"),
    (super::SCORING, "Scoring"),
    (super::REPORT, "Report"),
    (super::GATES, "Gates"),
    (super::OTHER, "Other"),
];

/// The command line, with its help in a language.
pub fn command(language: Language) -> Command {
    let command = in_language(Cli::command(), "score", language, WIDTH).after_help(closing().pick(language));
    let check = |check: Command| check.after_help(closing_of_check().pick(language));
    command.mut_subcommand("check", check)
}

/// The command line for shells, which break its texts themselves.
pub fn unbroken(language: Language) -> Command {
    in_language(Cli::command(), "score", language, usize::MAX)
}

/// Examples, and what the status tells.
fn closing() -> Both {
    both!(
        "例子：
  score 实际值.csv                       打分，报告显示在终端上
  score 2016年/ -o 排名.xlsx -o 报告/    整个文件夹：排名，每个单位一页
  score template -o 填报表.xlsx          生成待填的表

退出码：
  0  完成
  1  未达到要求的门槛
  2  用法错误
  3  输入或指标表有错
  4  读写或内部错误",
        "Examples:
  score actuals.csv                      scores, and shows the report
  score 2016/ -o league.xlsx -o pages/   a whole folder: league, a page per unit
  score template -o form.xlsx            makes the form to fill in

Exit status:
  0  done
  1  a gate is not met
  2  usage
  3  input or table invalid
  4  I/O or internal"
    )
}

fn closing_of_check() -> Both {
    both!(
        "问题写到标准错误；没有 -f 时，结论一行写到标准输出。",
        "Problems go to standard error; without -f, a line with the outcome
goes to standard output."
    )
}

/// A command that is called by a name.
fn in_language(command: Command, name: &str, language: Language, width: usize) -> Command {
    let about = command.get_about().map(|about| picked(&about.to_string(), language)).unwrap_or_default();
    let heading = language.pick("用法：", "Usage:");
    let usage = usage(&command, name, language);
    let command = command
        .about(about)
        .override_usage(usage)
        .help_template(format!("{{about}}\n\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(language.pick("其他命令", "Other commands"))
        .mut_args(|arg| argument(arg, language, width));
    command.mut_subcommands(|command| {
        let name = format!("{name} {}", command.get_name());
        in_language(command, &name, language, width)
    })
}

/// How a command is called.
fn usage(command: &Command, name: &str, language: Language) -> String {
    let has_options = command.get_arguments().any(|arg| !arg.is_positional() && arg.get_id() != "help");
    let options = if has_options { language.pick(" [选项]", " [OPTIONS]") } else { "" };
    let inputs: String = command.get_positionals().map(|input| format!(" {input}")).collect();
    let usage = format!("{name}{options}{inputs}");
    if command.has_subcommands() {
        format!("{usage}\n       {name} {}", language.pick("<命令>", "<COMMAND>"))
    } else {
        usage
    }
}

/// An argument with its help in one language, with the values that it takes and what holds without it.
fn argument(arg: Arg, language: Language, width: usize) -> Arg {
    let help = arg.get_help().map(|help| picked(&help.to_string(), language)).unwrap_or_default();
    let heading = arg.get_help_heading().map(|heading| self::heading(heading, language));
    let takes_value = arg.get_action().takes_values();
    let (values, default) = if takes_value { (values(&arg), default(&arg)) } else { (Vec::new(), Vec::new()) };
    let values = noted(language.pick("可用", "one of"), &values);
    let default = noted(language.pick("默认", "default"), &default);
    let texts = [Some(help), values, default].into_iter().flatten();
    let lines: Vec<_> = texts.flat_map(|text| wrap::wrap(&text, width)).collect();
    let arg = arg.help(lines.join("\n"));
    let arg = if takes_value { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
    heading.into_iter().fold(arg, Arg::help_heading)
}

fn noted(label: &str, values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| format!("[{label}: {}]", values.join(" ")))
}

fn values(arg: &Arg) -> Vec<String> {
    arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

fn default(arg: &Arg) -> Vec<String> {
    arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect()
}

fn heading(chinese: &str, language: Language) -> &'static str {
    let (chinese, english) = HEADINGS.into_iter().find(|(own, _)| *own == chinese).unwrap_or(HEADINGS[0]);
    language.pick(chinese, english)
}

/// The side of a text that is in a language.
fn picked(text: &str, language: Language) -> String {
    let (chinese, english) = text.split_once(BETWEEN).unwrap_or((text, text));
    language.pick(chinese, english).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts of a command and those below it.
    fn texts(command: &Command) -> Vec<String> {
        let about = command.get_about().into_iter().map(ToString::to_string);
        let own = command.get_arguments().filter_map(|arg| arg.get_help()).map(ToString::to_string);
        about.chain(own).chain(command.get_subcommands().flat_map(texts)).collect()
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        for text in texts(&Cli::command()) {
            let (chinese, english) = text.split_once(BETWEEN).unwrap_or_else(|| panic!("one language: {text}"));
            assert!(!english.contains(BETWEEN), "{text}");
            assert!(chinese.chars().any(|c| c >= '\u{4E00}') || chinese == english, "{text}");
        }
    }

    #[test]
    fn help_is_in_one_language_and_fits_80_columns() {
        for language in Language::ALL {
            let mut command = command(language);
            let names: Vec<_> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
            let mut helps = vec![command.render_help().to_string()];
            for name in names {
                let command = command.find_subcommand_mut(&name).expect("it is one");
                helps.push(command.render_help().to_string());
            }
            for help in helps {
                let long = help.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > 80);
                assert_eq!(long, None, "{help}");
                assert!(!help.contains(BETWEEN), "{help}");
                let foreign =
                    ["Usage", "Options", "OPTIONS", "Commands", "COMMAND", "Arguments", "default", "possible"];
                let is_foreign = |word: &&str| language == Language::Chinese && help.contains(*word);
                assert_eq!(foreign.into_iter().find(is_foreign), None, "{help}");
            }
        }
    }
}
