//! Arguments that make no sense, and help that was asked for, in the language asked for.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console::{colour, print, say};
use super::status::Status;
use super::usage::Usage;
use crate::cli::{self, COMMANDS, Colour};
use crate::language::{Both, Language, both};

/// The language of messages: that which arguments ask for, whether or not they make sense.
pub(super) fn language(arguments: &[OsString]) -> Language {
    asked_language(arguments).unwrap_or_default()
}

/// Refuses an argument with a quote where no name can have one: Windows takes the one in `".\2016 年\"`, as PowerShell
/// completes it, for a letter.
pub(super) fn refuse_quote(arguments: &[OsString]) -> Result<(), Usage> {
    let mut texts = arguments.iter().map(|argument| argument.to_string_lossy());
    let quoted = texts.find(|text| cfg!(windows) && text.contains('"'));
    quoted.map_or(Ok(()), |argument| Err(Usage::Quote(argument.into_owned())))
}

/// The language that arguments ask for by name.
fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let options: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let options = options.split(|option| option == "--").next().unwrap_or_default();
    let pairs = options.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| &*pair[1]);
    let joined = options.iter().filter_map(|option| option.strip_prefix("--lang="));
    let name = pairs.chain(joined).next()?;
    Language::NAMED.into_iter().find(|(own, _)| *own == name).map(|(_, language)| language)
}

/// The language of a locale such as `en_GB.UTF-8`: none, and those of no language, are Chinese.
fn language_of_locale(locale: &str) -> Language {
    let name = locale.split(['_', '.', '@']).next().unwrap_or_default();
    if matches!(name, "" | "C" | "POSIX" | "zh") { Language::Chinese } else { Language::English }
}

/// The help that was asked for, in the language of that, else of the locale: laid out only where it is shown.
fn help_in_language(arguments: &[OsString]) -> Option<clap::Error> {
    let locale = || language_of_locale(&std::env::var("LANG").unwrap_or_default());
    let language = asked_language(arguments).unwrap_or_else(locale);
    cli::help::command(language).try_get_matches_from(arguments).err()
}

/// Prints help or the version, or turns what clap says into a usage error.
pub(super) fn report_clap_error(error: clap::Error, arguments: &[OsString]) -> anyhow::Result<Status> {
    let error = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            help_in_language(arguments).unwrap_or(error)
        }
        _ => error,
    };
    let text = |has_colour| if has_colour { error.render().ansi().to_string() } else { error.render().to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(text(colour(Colour::Auto, &io::stdout())).as_bytes())?;
            Ok(Status::Done)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&text(colour(Colour::Auto, &io::stderr())));
            Ok(Status::Usage)
        }
        _ => {
            let help = help(arguments);
            let Both { chinese, english } = words(&error);
            Err(Usage::Arguments(both!("{chinese}；用法见 {help}", "{english}; see {help}")).into())
        }
    }
}

/// The help that tells of the command at hand.
fn help(arguments: &[OsString]) -> String {
    let command = arguments.get(1).and_then(|argument| argument.to_str());
    match command.filter(|command| COMMANDS.contains(command)) {
        Some(command) => format!("score {command} --help"),
        None => "score --help".to_owned(),
    }
}

/// What is wrong, from the facts that clap gives.
fn words(error: &clap::Error) -> Both {
    let of = |kind| error.get(kind).map(listed).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown(&argument, &of(ContextKind::SuggestedArg)),
        ErrorKind::InvalidValue => invalid(&argument, &of(ContextKind::InvalidValue), &of(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => unfit(&argument, &of(ContextKind::InvalidValue)),
        ErrorKind::ArgumentConflict => {
            both!("{argument} 写了两次，只能写一次", "{argument} is given twice, and may be given once")
        }
        ErrorKind::MissingRequiredArgument => both!("缺少 {argument}", "{argument} is missing"),
        ErrorKind::InvalidUtf8 => both!("有一个参数不是 UTF-8 文字", "an argument is no text in UTF-8"),
        _ => both!("参数不对", "these arguments make no sense"),
    }
}

fn unknown(argument: &str, near: &str) -> Both {
    if argument.starts_with('-') && Path::new(argument).exists() {
        return both!(
            "没有 {argument} 这个参数，要读这个文件请写成 ./{argument}",
            "there is no argument {argument} (the file of this name is read as ./{argument})",
        );
    }
    if near.is_empty() {
        return both!("没有 {argument} 这个参数", "there is no argument {argument}");
    }
    both!("没有 {argument} 这个参数（是不是 {near}？）", "there is no argument {argument} (is it {near}?)")
}

fn invalid(argument: &str, value: &str, valid: &str) -> Both {
    let what = match value {
        "" => both!("{argument} 后面没有值", "{argument} has no value"),
        _ => both!("{argument} 的值不能是“{value}”", "{argument} cannot be “{value}”"),
    };
    if valid.is_empty() {
        return what;
    }
    let Both { chinese, english } = what;
    both!("{chinese}，可用 {valid}", "{english}; there are {valid}")
}

/// A value that is looked at closer: those of points, bands and gates.
fn unfit(argument: &str, value: &str) -> Both {
    let Both { chinese, english } = match argument.split(' ').next() {
        Some("--points") => both!(
            "应为从优到低于差线逐级下降、不超过 100 的五个数，如 100,80,60,40,0",
            "it takes five numbers that fall from excellent to below poor within 100, such as 100,80,60,40,0",
        ),
        Some("--bands") => both!(
            "应为从优到中逐级下降、在 0 到 100 之间的三个数，如 90,80,60",
            "it takes three numbers that fall from excellent to fair within 0 to 100, such as 90,80,60",
        ),
        _ => both!("应为 0 到 100 的数", "it takes a number from 0 to 100"),
    };
    both!("{argument} 的值不能是“{value}”，{chinese}", "{argument} cannot be “{value}”; {english}")
}

/// One fact or several, in words.
fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_follows_the_locale() {
        use Language::{Chinese, English};
        for (locale, language) in [
            ("", Chinese),
            ("C", Chinese),
            ("C.UTF-8", Chinese),
            ("POSIX", Chinese),
            ("zh_CN.GB18030", Chinese),
            ("zh", Chinese),
            ("en_GB.UTF-8", English),
            ("de_DE@euro", English),
        ] {
            assert_eq!(language_of_locale(locale), language, "{locale}");
        }
    }
}
