//! Runs the program as its users do: in a folder of its own, and with everything it says kept. Its
//! modules make up tables and inputs, and score them in process.

pub(crate) mod browser;
pub(crate) mod county;
pub(crate) mod depth;
pub(crate) mod dice;
pub(crate) mod exact;
pub(crate) mod fixture;
pub(crate) mod forms;
pub(crate) mod in_process;
pub(crate) mod libre_office;
pub(crate) mod paper;
pub(crate) mod random;
pub(crate) mod raw_workbook;
pub(crate) mod tables;
pub(crate) mod two_bureaus;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            status: output.status.code().expect("the program ends by itself"),
        }
    }
}

/// A folder that is gone when the test is.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is made");
        std::fs::write(&path, content).expect("the file is written");
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).expect("the file is there")
    }

    /// Runs `score` in this folder.
    pub(crate) fn score(&self, arguments: &[&str]) -> Run {
        self.score_with(arguments, b"")
    }

    /// Runs `score` in this folder with something on standard input.
    pub(crate) fn score_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_score"))
            .args(arguments)
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env_remove("LANG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("standard input is piped");
        // A program that refuses its arguments may be gone before it reads.
        let _ = input.write_all(stdin);
        drop(input);
        Run::of(child.wait_with_output().expect("the program ends"))
    }
}

/// The worked example of the given name, `complete` or `partial`.
pub(crate) fn worked(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked").join(format!("{name}.csv"));
    std::fs::read_to_string(path).expect("the worked example is there")
}
