//! The process is killed while it writes: the old file or the new one is there, whole.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::forms::{UNIT_HEADER, unit_rows};
use crate::harness::{Folder, depth};

fn folder() -> Folder {
    let folder = Folder::new();
    let units: String =
        (0..depth::of(300, 800)).map(|number| unit_rows(&format!("第{number}所"), number % 25)).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{units}"));
    folder
}

fn start(folder: &Folder, name: &str) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_score"))
        .args(["汇总.csv", "--level", "indicator", "-o", name])
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Kills the program at `rounds` moments spread over the time it takes.
fn killed(rounds: u32, name: &str) {
    let folder = folder();
    let clock = Instant::now();
    assert!(start(&folder, name).wait().expect("it ends").success());
    let time = clock.elapsed();
    let (new, old) = (folder.read(name), "旧".as_bytes());
    let mut survivors = [0, 0];
    for round in 0..rounds {
        folder.file(name, old);
        let mut child = start(&folder, name);
        // Most moments fall into the last part, where the file is written and takes its place.
        let part = if round % 4 == 0 { round * 100 / rounds } else { 50 + round * 60 / rounds };
        std::thread::sleep(time * part / 100);
        child.kill().expect("it is killed, or gone");
        child.wait().expect("it ends");
        let found = folder.read(name);
        assert!(found == old || found == new, "neither the old file nor the new one: {} bytes", found.len());
        survivors[usize::from(found == new)] += 1;
        for entry in std::fs::read_dir(folder.path()).expect("a folder") {
            let name_found = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let is_known = name_found == name || name_found == "汇总.csv" || name_found.starts_with(".score-");
            assert!(is_known, "{name_found}");
        }
    }
    assert!(survivors[0] > 0, "some were killed before they were done: {survivors:?}");
    // What a killed run left behind is in nobody's way.
    folder.file(name, old);
    assert!(start(&folder, name).wait().expect("it ends").success());
    assert!(folder.read(name) == new);
    std::thread::sleep(Duration::from_millis(1));
}

#[test]
fn a_few_times() {
    killed(8, "报告.csv");
}

#[test]
#[ignore = "takes a minute"]
fn many_times() {
    for name in ["报告.csv", "报告.json", "报告.html"] {
        killed(60, name);
    }
}
