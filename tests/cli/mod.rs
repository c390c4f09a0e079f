//! Arguments that make no sense are refused in the language asked for, with a way out.

use score::actuals::ENCODING_NAMES;
use score::report::Format;

use crate::harness::{Folder, Run, worked};

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

fn run(arguments: &[&str]) -> Run {
    let folder = Folder::new();
    folder.file("a.csv", worked("complete"));
    folder.file("-1", worked("complete"));
    folder.score(arguments)
}

/// Arguments, and what is said of them in Chinese and in English.
type Case<'c> = (&'c [&'c str], &'c str, &'c str);

fn are_refused(cases: &[Case<'_>]) {
    for (arguments, chinese, english) in cases {
        for (lang, expected) in [
            (&[][..], format!("错误：{chinese}\n")),
            (&["--lang", "en"], format!("error: {english}\n")),
            (&["--lang=en"], format!("error: {english}\n")),
        ] {
            let run = run(&[*arguments, lang].concat());
            let expected = Run { stdout: String::new(), stderr: expected, status: 2 };
            assert_eq!(run, expected, "{arguments:?} {lang:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    are_refused(&[
        (&["-2"], "没有 -2 这个参数；用法见 score --help", "there is no argument -2; see score --help"),
        (
            &["-1"],
            "没有 -1 这个参数，要读这个文件请写成 ./-1；用法见 score --help",
            "there is no argument -1 (the file of this name is read as ./-1); see score --help",
        ),
        (
            &["a.csv", "--mising", "zero"],
            "没有 --mising 这个参数（是不是 --missing？）；用法见 score --help",
            "there is no argument --mising (is it --missing?); see score --help",
        ),
        (
            &["a.csv", "--missing", "none"],
            "--missing <POLICY> 的值不能是“none”，可用 range zero skip；用法见 score --help",
            "--missing <POLICY> cannot be “none”; there are range zero skip; see score --help",
        ),
        (
            &["a.csv", "--min-grade", "甲"],
            "--min-grade <GRADE> 的值不能是“甲”，可用 优 良 中 差 excellent good fair poor；用法见 score --help",
            "--min-grade <GRADE> cannot be “甲”; there are 优 良 中 差 excellent good fair poor; see score --help",
        ),
        (
            &["a.csv", "--min-score", "-5"],
            "--min-score <SCORE> 的值不能是“-5”，应为 0 到 100 的数；用法见 score --help",
            "--min-score <SCORE> cannot be “-5”; it takes a number from 0 to 100; see score --help",
        ),
        (
            &["a.csv", "--min-coverage", "101"],
            "--min-coverage <PERCENT> 的值不能是“101”，应为 0 到 100 的数；用法见 score --help",
            "--min-coverage <PERCENT> cannot be “101”; it takes a number from 0 to 100; see score --help",
        ),
        (
            &["a.csv", "--points", "100,80,60,40"],
            "--points <POINTS> 的值不能是“100,80,60,40”，应为从优到低于差线逐级下降、不超过 100 的五个数，如 100,80,60,40,0；用法见 score --help",
            "--points <POINTS> cannot be “100,80,60,40”; it takes five numbers that fall from excellent to below poor within 100, such as 100,80,60,40,0; see score --help",
        ),
        (
            &["targets", "--bands", "90，90，60"],
            "--bands <BANDS> 的值不能是“90，90，60”，应为从优到中逐级下降、在 0 到 100 之间的三个数，如 90,80,60；用法见 score targets --help",
            "--bands <BANDS> cannot be “90，90，60”; it takes three numbers that fall from excellent to fair within 0 to 100, such as 90,80,60; see score targets --help",
        ),
        (
            &["check", "a.csv", "--points", "100,95,60,40,0"],
            "“良”的 95 分不在它自己的等级里（等级下限 90,80,60）；--points 和 --bands 要相配，表里规定的也一样",
            "the 95 points of 良 lie outside the band of their own grade (bands 90,80,60); --points and --bands must fit, also with what the table sets",
        ),
        (
            &["a.csv", "--targets", ""],
            "--targets <FILE> 后面没有值；用法见 score --help",
            "--targets <FILE> has no value; see score --help",
        ),
        (
            &["a.csv", "--strict", "--strict"],
            "--strict 写了两次，只能写一次；用法见 score --help",
            "--strict is given twice, and may be given once; see score --help",
        ),
        (
            &["a.csv", "a.csv", "--unit", "甲"],
            "--unit 只能用于一个输入；多个输入请在各表标题写“填报单位：…”，或加“填报单位”列",
            "--unit names the unit of one input; with several, name each in its title, or in a column of units",
        ),
        (&["check"], "缺少 <INPUT>...；用法见 score check --help", "<INPUT>... is missing; see score check --help"),
        (
            &["template", "a.csv"],
            "没有 a.csv 这个参数；用法见 score template --help",
            "there is no argument a.csv; see score template --help",
        ),
        (
            &["a.csv", "--bureau", "201"],
            "没有“201”的指标表；有的是 414 工商局",
            "there is no table of “201”; there is one of 414 工商局",
        ),
        (
            &["-", "-"],
            "- 写了两次，标准输入却只能读一次；请只留一个",
            "- stands twice, but standard input can be read only once; leave only one",
        ),
    ]);
}

#[test]
fn what_there_is_instead_is_said_in_both_languages() {
    are_refused(&[
        (
            &["a.csv", "--encoding", "big5"],
            "没有这种编码；可用 utf-8、gb18030、gbk、utf-16le、utf-16be",
            "no such encoding; there are utf-8, gb18030, gbk, utf-16le, utf-16be",
        ),
        (
            &["a.csv", "-o", "报告.pdf"],
            "从 -o 报告.pdf 的后缀看不出格式；可用 txt json ndjson csv xlsx html md，文件夹以 / 结尾",
            "the ending of -o 报告.pdf names no format; there are txt json ndjson csv xlsx html md, and FOLDER/",
        ),
        (
            &["check", "a.csv", "-o", "问题.md"],
            "score check 不写 md；可用 csv json xlsx",
            "score check does not write md; there are csv json xlsx",
        ),
    ]);
}

#[test]
fn a_language_that_there_is_not() {
    let run = run(&["a.csv", "--lang", "fr"]);
    assert_eq!(run.stderr, "错误：--lang <LANG> 的值不能是“fr”，可用 zh en；用法见 score --help\n");
    assert_eq!(run.status, 2);
}

#[test]
fn grades_are_taken_in_both_languages() {
    for grade in ["优", "excellent"] {
        assert_eq!(run(&["a.csv", "--min-grade", grade]).status, 1, "{grade}");
    }
    for grade in ["良", "good", "中", "fair", "差", "poor"] {
        assert_eq!(run(&["a.csv", "--min-grade", grade]).status, 0, "{grade}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["-h"], &["--version"], &["check", "--help"], &["targets", "-h"]] {
        let run = run(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(!run.stdout.is_empty());
    }
    let nothing = run(&[]);
    assert_eq!((nothing.status, nothing.stdout.as_str()), (2, ""));
    assert!(nothing.stderr.contains("score [选项] <INPUT>..."), "{}", nothing.stderr);
    let english = run(&["--help", "--lang", "en"]);
    assert!(english.stdout.contains("Usage: score [OPTIONS] <INPUT>..."), "{}", english.stdout);
}

/// Help is written by hand where it lists what may be given.
#[test]
fn help_lists_every_encoding_and_ending() {
    let line = |arguments: &[&str], option: &str| {
        let help = run(arguments).stdout;
        let (_, behind) = help.split_once(option).expect("the option has help");
        behind.split("\n  -").next().unwrap_or_default().to_owned()
    };
    let encodings = line(&["--help"], "--encoding <NAME>");
    let outputs = line(&["--help"], "--output <FILE>");
    let checks = line(&["check", "--help"], "--output <FILE>");
    for (text, known) in [
        (encodings, ENCODING_NAMES.to_vec()),
        (outputs, Format::endings().collect()),
        (checks, Format::OF_PROBLEMS.map(Format::name).to_vec()),
    ] {
        for name in known {
            assert!(text.split([' ', '：', '；', '\n']).any(|word| word == name), "{name}: {text}");
        }
    }
}

/// What the operating system says is put in words of the language asked for.
#[cfg(unix)]
#[test]
fn the_system_speaks_the_language_too() {
    for arguments in [
        &["a.csv", "--targets", "a.csv/b.json"][..],
        &["a.csv", "--expect", "."],
        &["a.csv/b.csv"],
        &["a.csv", "-o", "a.csv/b.csv"],
        &["a.csv", "-o", "no/b.csv"],
        &[&"long".repeat(100)],
    ] {
        let chinese = run(arguments);
        assert!(!chinese.stderr.contains("os error") && !chinese.stderr.contains("irectory"), "{}", chinese.stderr);
        let english = run(&[arguments, &["--lang", "en"]].concat());
        assert!(!english.stderr.contains("os error") && !english.stderr.contains(is_chinese), "{}", english.stderr);
        assert_eq!(chinese.status, english.status);
        assert!([3, 4].contains(&chinese.status), "{arguments:?}");
    }
}

#[test]
fn shells_complete_every_command_and_option() {
    for shell in ["bash", "zsh", "powershell"] {
        let script = run(&["completions", shell]).stdout;
        for word in ["template", "targets", "check", "--expect", "--missing", "range", "--lang"] {
            assert!(script.contains(word), "{shell} {word}");
        }
        // A text is not broken for a screen that the shell knows better.
        assert!(shell == "bash" || script.contains("默认按表，表没有规定的为 100,80,60,40,0"), "{shell}");
    }
}
