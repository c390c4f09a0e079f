//! The program for Windows under Wine, out of the archive that is handed on.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use crate::harness::{Folder, Run};

/// The archive that `.ci/release` makes.
pub(super) const ARCHIVE: &str = "target/release-files/score-windows-x86_64.zip";

/// The program, what it needs of Wine, and a Windows of its own.
pub(super) struct Wine(Folder);

/// One for all tests: a new Windows takes a while.
pub(super) fn wine() -> &'static Wine {
    static WINE: OnceLock<Wine> = OnceLock::new();
    WINE.get_or_init(|| {
        let wine = Wine(Folder::new());
        let archive = std::fs::File::open(own(ARCHIVE)).expect(".ci/release has made the archive");
        let mut archive = zip::ZipArchive::new(archive).expect("an archive");
        let mut program = Vec::new();
        archive.by_name("score.exe").expect("the program").read_to_end(&mut program).expect("it is whole");
        wine.0.file("score.exe", program);
        compile(&["-shared", "-o", &wine.path("bcryptprimitives.dll"), &own("tests/windows/prng.c"), "-ladvapi32"]);
        compile(&["-municode", "-o", &wine.path("hold.exe"), &own("tests/windows/hold.c")]);
        let made = wine.command(&wine.0).args(["wineboot", "-i"]).output().expect("Wine is installed");
        assert!(made.status.success(), "{made:?}");
        wine
    })
}

fn own(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}

fn compile(arguments: &[&str]) {
    let done = Command::new("x86_64-w64-mingw32-gcc").args(arguments).status();
    assert!(done.expect("mingw is installed").success());
}

impl Wine {
    pub(super) fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// Wine in a folder, with code page 936, as in China.
    fn command(&self, folder: &Folder) -> Command {
        let mut command = Command::new("/usr/lib/wine/wine64");
        command
            .current_dir(folder.path())
            .envs([
                ("LC_ALL", "zh_CN.UTF-8"),
                ("WINEDEBUG", "-all"),
                ("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe="),
            ])
            .env("WINEPREFIX", self.path("windows"))
            .env_remove("DISPLAY")
            .stdin(Stdio::null());
        command
    }

    /// Runs a program in a folder.
    pub(super) fn run(&self, folder: &Folder, program: &str, arguments: &[&str]) -> Run {
        let output = self.command(folder).arg(program).args(arguments).output().expect("Wine is installed");
        Run {
            stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            status: output.status.code().expect("it ends by itself"),
        }
    }

    pub(super) fn score(&self, folder: &Folder, arguments: &[&str]) -> Run {
        self.run(folder, &self.path("score.exe"), arguments)
    }

    /// A program that keeps a file open until it is dropped.
    pub(super) fn hold(&self, folder: &Folder, file: &str) -> Held {
        let mut command = self.command(folder);
        let mut child = command
            .args([&self.path("hold.exe"), file])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Wine is installed");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("it says");
        assert_eq!(line.trim(), "held");
        Held(child)
    }
}

/// A program that keeps a file open.
pub(super) struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
