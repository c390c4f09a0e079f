//! What the archives hold that are handed on.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::harness::Folder;

const WINDOWS: &str = "score-windows-x86_64.zip";
const LINUX: &str = "score-linux-x86_64.tar.gz";
/// What both archives have.
const EACH: [&str; 7] = [
    "LICENCES.txt",
    "completions/_score",
    "completions/score.bash",
    "completions/score.ps1",
    "使用说明.html",
    "填报表.xlsx",
    "打分.html",
];

fn handed_on(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release-files").join(name)
}

/// A file of the archive for Windows.
pub(super) fn file(name: &str) -> Vec<u8> {
    let archive = File::open(handed_on(WINDOWS)).expect(".ci/release has made the archive");
    let mut bytes = Vec::new();
    let mut archive = ZipArchive::new(archive).expect("an archive");
    archive.by_name(name).expect("the file is there").read_to_end(&mut bytes).expect("it is whole");
    bytes
}

fn zip() -> BTreeMap<String, Vec<u8>> {
    let archive = ZipArchive::new(File::open(handed_on(WINDOWS)).expect("it is made")).expect("an archive");
    let names = archive.file_names().map(|name| name.expect("a name of text").into_owned());
    names.filter(|name| !name.ends_with('/')).map(|name| (name.clone(), file(&name))).collect()
}

fn tar() -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::new();
    let done = Command::new("tar").arg("xzf").arg(handed_on(LINUX)).current_dir(folder.path()).status();
    assert!(done.expect("tar is there").success());
    let own = folder.path().join("score");
    let files = ["", "completions"].map(|of| fs::read_dir(own.join(of)).expect("a folder of the archive"));
    let files = files.into_iter().flatten().map(|file| file.expect("it can be read").path());
    let name = |path: &Path| path.strip_prefix(&own).expect("it lies there").display().to_string();
    files.filter(|path| path.is_file()).map(|path| (name(&path), fs::read(&path).expect("it can be read"))).collect()
}

#[test]
#[ignore = "needs the archives"]
fn each_has_the_program_and_all_that_goes_with_it() {
    let archives = [(zip(), "score.exe"), (tar(), "score")];
    for (files, program) in &archives {
        let mut expected: Vec<_> = EACH.into_iter().chain([*program]).collect();
        expected.sort_unstable();
        assert_eq!(files.keys().collect::<Vec<_>>(), expected);
        assert!(files["completions/score.ps1"].starts_with("\u{feff}".as_bytes()), "as PowerShell 5.1 needs it");
        let manual = String::from_utf8_lossy(&files["使用说明.html"]);
        assert!(manual.contains(r#"src="data:image/png"#) && manual.contains("下载即用"));
        for foreign in [r#"src="http"#, r#"href="http"#, "url(http", "@import"] {
            assert!(!manual.contains(foreign), "it needs no network: {foreign}");
        }
        let licences = String::from_utf8_lossy(&files["LICENCES.txt"]);
        for (number, of_crate) in licences.split("\n======== ").enumerate() {
            assert!(number == 0 || of_crate.contains("\n-------- "), "no licence: {of_crate}");
        }
        assert!(licences.matches("\n======== ").count() > 40, "all crates are there");
    }
    for name in EACH.into_iter().filter(|name| *name != "LICENCES.txt") {
        assert!(archives[0].0[name] == archives[1].0[name], "{name}");
    }
    assert_eq!(archives[0].0["打分.html"], fs::read(handed_on("打分.html")).expect("it is made"));
}

#[test]
#[ignore = "needs the archives"]
fn the_checksums_are_theirs() {
    for archive in [WINDOWS, LINUX] {
        let sum = Sha256::digest(fs::read(handed_on(archive)).expect("it is made"));
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let beside = fs::read_to_string(handed_on(&format!("{archive}.sha256"))).expect("it is made");
        assert_eq!(beside, format!("{sum}  {archive}\n"));
    }
}

#[test]
#[ignore = "needs the archives"]
fn chinese_names_are_marked_as_utf_8() {
    const HEADER: &[u8] = b"PK\x01\x02";
    let archive = fs::read(handed_on(WINDOWS)).expect("it is made");
    let mut marked = 0;
    for at in (0..archive.len() - 46).filter(|at| archive[*at..].starts_with(HEADER)) {
        let number = |offset| usize::from(u16::from_le_bytes([archive[at + offset], archive[at + offset + 1]]));
        let name = &archive[at + 46..at + 46 + number(28)];
        assert!(name.is_ascii() || number(8) & 1 << 11 != 0, "{}", String::from_utf8_lossy(name));
        marked += usize::from(!name.is_ascii());
    }
    assert_eq!(marked, 3);
}

#[test]
#[ignore = "needs the archives"]
fn the_programs_bring_all_that_they_need() {
    /// What every Windows 10 has.
    const OF_SYSTEM: [&str; 6] = [
        "api-ms-win-core-synch-l1-2-0.dll",
        "bcryptprimitives.dll",
        "kernel32.dll",
        "msvcrt.dll",
        "ntdll.dll",
        "shell32.dll",
    ];
    let libraries = told(("score.exe", &file("score.exe")), "x86_64-w64-mingw32-objdump", "-p").to_lowercase();
    let libraries: Vec<_> = libraries.lines().filter_map(|line| line.trim().strip_prefix("dll name: ")).collect();
    assert!(
        libraries.contains(&"kernel32.dll") && libraries.iter().all(|name| OF_SYSTEM.contains(name)),
        "{libraries:?}"
    );
    let parts = told(("score", &tar()["score"]), "readelf", "-lW");
    assert!(parts.contains("LOAD") && !parts.contains("INTERP"), "{parts}");
}

/// What a tool tells of a program.
fn told((name, bytes): (&str, &[u8]), tool: &str, flag: &str) -> String {
    let folder = Folder::new();
    let output = Command::new(tool).arg(flag).arg(folder.file(name, bytes)).output().expect("the tool is installed");
    String::from_utf8(output.stdout).expect("it is text")
}
