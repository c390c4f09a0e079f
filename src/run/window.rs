//! The program in a window of its own, as a double-click or a file that was dropped on it starts it: whoever does
//! so knows no command line. The report is written beside the file and opened, and the window waits.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::console::say;
use super::status::Status;

const GREETING: &str = "\
score：按官方指标表给部门绩效打分。
平时用旁边的 打分.html：双击就在浏览器里打开，不用安装，文件哪里也不发。
也可以把填好的表拖到 score.exe 上：报告写在表的旁边，名称是“表名-报告.xlsx”，随即打开。
在命令行里用的，看 score --help。
Grades a bureau's performance. 打分.html beside it is the program in a browser; a form that is dropped on score.exe
is scored, its report written beside it and opened. On the command line see score --help.
";
const WAITING: &str = "\n按回车键关闭窗口 / Press Enter to close the window\n";

/// Does what the arguments ask for, and leaves time to read what was said.
pub(super) fn serve(arguments: &[OsString], run: impl FnOnce(&[OsString]) -> Status) -> Status {
    let status = match dropped(arguments) {
        Some([]) => {
            say(GREETING);
            Status::Done
        }
        Some([first, ..]) => {
            let report = report_of(first.as_ref());
            let status = run(&[arguments, &["-o".into(), report.clone().into()]].concat());
            if status != Status::Failed && report.exists() {
                // The desktop knows with what workbooks are opened; where it does not, the report is there all the same.
                let _ = Command::new("explorer").arg(report).spawn();
            }
            status
        }
        None => run(arguments),
    };
    say(WAITING);
    let _ = io::stdin().lock().read_line(&mut String::new());
    status
}

/// The files that were dropped, if the arguments are nothing but files.
fn dropped(arguments: &[OsString]) -> Option<&[OsString]> {
    let files = arguments.get(1..)?;
    files.iter().all(|file| Path::new(file).is_absolute()).then_some(files)
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
        let arguments =
            |given: &[&str]| -> Vec<OsString> { [&["score"], given].concat().into_iter().map(Into::into).collect() };
        let form = folder.join("甲县 (1).csv");
        let form = form.to_str().expect("a path of text");
        assert_eq!(dropped(&arguments(&[form])), Some(&[OsString::from(form)][..]));
        assert_eq!(dropped(&arguments(&[])), Some(&[][..]));
        for command in [&["template"][..], &["--help"], &["a.csv"], &[form, "-o", "a.xlsx"]] {
            assert_eq!(dropped(&arguments(command)), None, "{command:?}");
        }
        assert_eq!(report_of(form.as_ref()), folder.join("甲县 (1)-报告.xlsx"));
        assert_eq!(report_of(&folder), folder.with_file_name("tmp-报告.xlsx"));
    }
}
