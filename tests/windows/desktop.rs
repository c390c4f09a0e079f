//! The program in a console: its own, as a double-click and what is dropped on it start it, and that of a command line.

use super::wine::{of_windows, wine};
use crate::harness::{Folder, worked};

const WAITING: &str = "按回车键关闭窗口";

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_double_click_says_what_it_is_and_waits() {
    let window = wine().on_desktop(Folder::new().path(), "score", WAITING);
    for line in ["score：按官方指标表给部门绩效打分。", "平时用旁边的 打分.html：双击就在浏览器里打开"]
    {
        assert!(window.stdout.contains(line), "{}", window.stdout);
    }
    assert_eq!(window.status, 0);
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn what_is_dropped_is_scored_beside_it_and_opened() {
    let folder = Folder::new();
    let whole = |name: &str| of_windows(&folder.path().join(name));
    let dropped = |name: &str| format!("score \"{}\"", whole(name));
    folder.file("a & b/50%^ 甲县,1.csv", worked("complete"));
    let window = wine().on_desktop(folder.path(), &dropped("a & b/50%^ 甲县,1.csv"), WAITING);
    assert!(window.stdout.contains("已写入：") && window.status == 0, "{}", window.stdout);
    wine().score(folder.path(), &[&whole("a & b/50%^ 甲县,1.csv"), "-o", "expected.xlsx"]);
    let report = "a & b/50%^ 甲县,1-报告.xlsx";
    assert!(folder.read(report) == folder.read("expected.xlsx"), "it is that of the command line");
    let opened = folder.path().join(format!("{report}.opened"));
    assert!((0..100).any(|_| opened.exists() || pause()), "it is opened");

    folder.file("坏/坏.csv", "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n");
    let window = wine().on_desktop(folder.path(), &dropped("坏/坏.csv"), WAITING);
    assert!(window.stdout.contains("0.92 可能是 0.92%，也可能是 92%，不能猜"), "{}", window.stdout);
    assert_eq!(window.status, 3);
    let window = wine().on_desktop(folder.path(), &dropped("坏"), WAITING);
    assert!(window.stdout.contains("已写入：") && folder.path().join("坏-报告.xlsx").exists(), "{}", window.stdout);
}

/// Gives the desktop time to open what it was told to.
fn pause() -> bool {
    std::thread::sleep(std::time::Duration::from_millis(100));
    false
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_task_that_says_what_it_wants_waits_for_nobody() {
    let folder = Folder::new();
    folder.file("甲县.csv", worked("complete"));
    let line = format!("score \"{}\" -o 报告.csv", of_windows(&folder.path().join("甲县.csv")));
    let window = wine().run(folder.path(), "desktop", &["20", &line]);
    assert_eq!((window.stdout.trim_end(), window.status), ("it did not wait", 0));
    assert!(folder.path().join("报告.csv").exists());
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn chinese_stands_in_a_console_of_both_code_pages() {
    let folder = Folder::new();
    folder.file("坏.csv", "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n");
    let expected = folder.score(&["坏.csv"]).stderr;
    for page in ["936", "65001"] {
        let line = format!("cmd /c chcp {page} >nul & chcp & score 坏.csv --color never & pause");
        let window = wine().on_desktop(folder.path(), &line, "请按任意键继续");
        assert!(window.stdout.contains(&format!("当前代码页: {page}")), "{}", window.stdout);
        // A long line goes on in the next one of the window.
        let unbroken = |text: &str| text.replace(['\r', '\n'], "");
        assert!(unbroken(&window.stdout).contains(&unbroken(&expected)), "{}", window.stdout);
        assert_eq!(window.status, 3);
    }
}
