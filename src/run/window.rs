//! The program in a window of its own, as a double-click or a file that was dropped on it starts it: whoever does
//! so knows no command line. The report is written beside the file and opened, and the window waits.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::console::say;
use super::status::Status;

/// No line is wider than a window.
const GREETING: &str = "\
score：按官方指标表给部门绩效打分。

平时用旁边的 打分.html：双击就在浏览器里打开，不用安装，文件哪里也不发。
也可以把填好的表拖到 score.exe 上：报告写在表的旁边，随即打开，
名称是“表名-报告.xlsx”。在命令行里用的，看 score --help。

Grades a bureau's performance. 打分.html beside it is the program in a
browser; a form that is dropped on score.exe is scored, its report written
beside it and opened. On the command line see score --help.
";
const WAITING: &str = "\n按回车键关闭窗口 / Press Enter to close the window\n";

/// The files that were dropped on a window, none for a double-click; nothing where a command line, a batch or another
/// program has started this one: there nobody may be to close the window.
pub(super) fn dropped(arguments: &[OsString]) -> Option<&[OsString]> {
    let files = arguments.get(1..)?;
    let is_dropped = are_files(files) && ::window::is_own() && io::stdout().is_terminal();
    is_dropped.then_some(files)
}

/// Whether arguments are nothing but files, named as the desktop names them.
fn are_files(arguments: &[OsString]) -> bool {
    arguments.iter().all(|argument| Path::new(argument).is_absolute())
}

/// Scores the files, or says what the program is, and leaves time to read what was said.
pub(super) fn serve(arguments: &[OsString], files: &[OsString], run: impl FnOnce(&[OsString]) -> Status) -> Status {
    let status = match files {
        [] => {
            say(GREETING);
            Status::Done
        }
        [first, ..] => {
            let report = report_of(first.as_ref());
            let status = run(&[arguments, &["-o".into(), report.clone().into()]].concat());
            if status != Status::Failed && report.exists() {
                ::window::open(&report);
            }
            status
        }
    };
    say(WAITING);
    let _ = io::stdin().lock().read_line(&mut String::new());
    status
}

/// The report's place beside an input: 甲县-报告.xlsx for 甲县.csv and for the folder 甲县.
fn report_of(input: &Path) -> PathBuf {
    let stem = if input.is_dir() { input.file_name() } else { input.file_stem() };
    let mut name = stem.unwrap_or(OsStr::new("score")).to_owned();
    name.push("-报告.xlsx");
    input.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_alone_were_dropped_and_their_report_stands_beside_them() {
        let folder = std::env::temp_dir();
        let are_files = |given: &[&str]| are_files(&given.iter().map(OsString::from).collect::<Vec<_>>());
        let form = folder.join("甲县 (1).csv");
        let form = form.to_str().expect("a path of text");
        assert!(are_files(&[]) && are_files(&[form]) && are_files(&[form, form]));
        for command in [&["template"][..], &["--help"], &["a.csv"], &[form, "-o", "a.xlsx"]] {
            assert!(!are_files(command), "{command:?}");
        }
        assert_eq!(report_of(form.as_ref()), folder.join("甲县 (1)-报告.xlsx"));
        assert_eq!(report_of(&folder), folder.with_file_name("tmp-报告.xlsx"));
    }
}
