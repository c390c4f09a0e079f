//! Arguments that make no sense, and help that was asked for, in the language asked for.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Usage;
use super::{Status, colour, print, say};
use crate::cli::ColorArg;
use crate::language::Language;

/// The language that arguments ask for, whether or not they make sense.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let options: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let options = options.split(|option| option == "--").next().unwrap_or_default();
    let is_pair = options.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    let is_english = is_pair || options.iter().any(|option| option == "--lang=en");
    if is_english { Language::English } else { Language::Chinese }
}

/// Answers arguments that are no order to do something.
pub(super) fn answer(error: &clap::Error, arguments: &[OsString]) -> anyhow::Result<Status> {
    let text = |has_colour| if has_colour { error.render().ansi().to_string() } else { error.render().to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(text(colour(ColorArg::Auto, &io::stdout())).as_bytes())
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&text(colour(ColorArg::Auto, &io::stderr())));
            Ok(Status::Usage)
        }
        _ => {
            let language = language(arguments);
            let help = help(arguments);
            let told = told(error, language);
            Err(Usage(match language {
                Language::Chinese => format!("{told}；用法见 {help}"),
                Language::English => format!("{told}; see {help}"),
            })
            .into())
        }
    }
}

/// The help that tells of the command at hand.
fn help(arguments: &[OsString]) -> String {
    let command = arguments.get(1).and_then(|argument| argument.to_str());
    match command.filter(|command| ["check", "targets", "template", "schema"].contains(command)) {
        Some(command) => format!("score {command} --help"),
        None => "score --help".to_owned(),
    }
}

/// What is wrong, from the facts that clap gives.
fn told(error: &clap::Error, language: Language) -> String {
    let of = |kind| error.get(kind).map(listed).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown(&argument, &of(ContextKind::SuggestedArg), language),
        ErrorKind::InvalidValue => {
            invalid(&argument, &of(ContextKind::InvalidValue), &of(ContextKind::ValidValue), language)
        }
        // The only values that are looked at closer are those of the gates.
        ErrorKind::ValueValidation => {
            let value = of(ContextKind::InvalidValue);
            match language {
                Language::Chinese => format!("{argument} 的值不能是“{value}”，应为 0 到 100 的数"),
                Language::English => format!("{argument} cannot be “{value}”; it takes a number from 0 to 100"),
            }
        }
        ErrorKind::ArgumentConflict => match language {
            Language::Chinese => format!("{argument} 写了两次，只能写一次"),
            Language::English => format!("{argument} is given twice, and may be given once"),
        },
        ErrorKind::MissingRequiredArgument => match language {
            Language::Chinese => format!("缺少 {argument}"),
            Language::English => format!("{argument} is missing"),
        },
        ErrorKind::InvalidUtf8 => {
            language.pick("有一个参数不是 UTF-8 文字", "an argument is no text in UTF-8").to_owned()
        }
        _ => language.pick("参数不对", "these arguments make no sense").to_owned(),
    }
}

fn unknown(argument: &str, near: &str, language: Language) -> String {
    let is_file = argument.starts_with('-') && Path::new(argument).exists();
    let hint = match (is_file, near.is_empty(), language) {
        (true, _, Language::Chinese) => format!("，要读这个文件请写成 ./{argument}"),
        (true, _, Language::English) => format!(" (the file of this name is read as ./{argument})"),
        (_, false, Language::Chinese) => format!("，是不是 {near}？"),
        (_, false, Language::English) => format!(" (is it {near}?)"),
        (_, true, _) => String::new(),
    };
    match language {
        Language::Chinese => format!("没有 {argument} 这个参数{hint}"),
        Language::English => format!("there is no argument {argument}{hint}"),
    }
}

fn invalid(argument: &str, value: &str, valid: &str, language: Language) -> String {
    let what = match (value.is_empty(), language) {
        (true, Language::Chinese) => format!("{argument} 后面没有值"),
        (true, Language::English) => format!("{argument} has no value"),
        (false, Language::Chinese) => format!("{argument} 的值不能是“{value}”"),
        (false, Language::English) => format!("{argument} cannot be “{value}”"),
    };
    match (valid.is_empty(), language) {
        (true, _) => what,
        (false, Language::Chinese) => format!("{what}，可用 {valid}"),
        (false, Language::English) => format!("{what}; there are {valid}"),
    }
}

/// One fact or several, in words.
fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" "),
        _ => String::new(),
    }
}
