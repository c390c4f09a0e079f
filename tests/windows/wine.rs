//! The program for Windows under Wine, out of the archive that is handed on.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use super::archive;
use crate::harness::Run;

/// The program, what it needs of Wine, and a Windows of its own.
pub(super) struct Wine(PathBuf);

/// What that Windows knows: it draws nothing, and opens a workbook by leaving a file beside it.
const REGISTRY: [[&str; 4]; 3] = [
    [r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "null"],
    [r"HKCR\.xlsx", "/ve", "", "Workbook"],
    [r"HKCR\Workbook\shell\open\command", "/ve", "", r#"cmd /c copy nul "%1.opened""#],
];

/// One for all tests, and for all their runs: a new Windows takes a while.
pub(super) fn wine() -> &'static Wine {
    static WINE: OnceLock<(Wine, Held)> = OnceLock::new();
    let (wine, _) = WINE.get_or_init(|| {
        let wine = Wine(Path::new(env!("CARGO_TARGET_TMPDIR")).join("wine"));
        fs::create_dir_all(&wine.0).expect("the folder is made");
        fs::write(wine.0.join("score.exe"), archive::file("score.exe")).expect("the program is written");
        wine.compile("prng.c", &["-shared", "-o", "bcryptprimitives.dll"], &["-ladvapi32"]);
        wine.compile("hold.c", &["-municode", "-o", "hold.exe"], &[]);
        wine.compile("desktop.c", &["-municode", "-o", "desktop.exe"], &[]);
        wine.done(wine.command(&wine.0).args(["wineboot", "-i"]));
        for [key, kind, name, value] in REGISTRY {
            let names = [kind, name].into_iter().filter(|name| !name.is_empty());
            wine.done(wine.command(&wine.0).args(["reg", "add", key]).args(names).args(["/d", value, "/f"]));
        }
        // What has started without those ends, and starts anew.
        wine.done(Command::new("/usr/lib/wine/wineserver64").arg("-w").env("WINEPREFIX", wine.0.join("windows")));
        // Its own programs would speak into the first one that is run, so that is one that nobody listens to.
        fs::write(wine.0.join("first"), "").expect("the file is written");
        let first = wine.hold(&wine.0, "first");
        (wine, first)
    });
    wine
}

impl Wine {
    fn compile(&self, source: &str, before: &[&str], after: &[&str]) {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/windows").join(source);
        let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
        self.done(compiler.current_dir(&self.0).args(before).arg(source).args(after));
    }

    #[expect(clippy::unused_self, reason = "reads as what it is done for")]
    fn done(&self, command: &mut Command) {
        let output = command.output().expect("Wine and mingw are installed");
        assert!(output.status.success(), "{command:?}: {output:?}");
    }

    /// Wine in a folder, with code page 936, as in China, and `score` a command.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new("/usr/lib/wine/wine64");
        command
            .current_dir(folder)
            .envs([
                ("LC_ALL", "zh_CN.UTF-8"),
                ("WINEDEBUG", "-all"),
                ("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe="),
            ])
            .env("WINEPREFIX", self.0.join("windows"))
            .env("WINEPATH", of_windows(&self.0))
            .env_remove("DISPLAY")
            .stdin(Stdio::null());
        command
    }

    /// Runs a program in a folder.
    pub(super) fn run(&self, folder: &Path, program: &str, arguments: &[&str]) -> Run {
        Run::of(self.command(folder).arg(program).args(arguments).output().expect("Wine is installed"))
    }

    pub(super) fn score(&self, folder: &Path, arguments: &[&str]) -> Run {
        self.run(folder, "score", arguments)
    }

    /// Runs a command line in a console of its own, as the desktop does, until a text in it asks for a key: what stands
    /// there, and the status once the key was pressed.
    pub(super) fn on_desktop(&self, folder: &Path, line: &str, asking: &str) -> Run {
        let mut run = None;
        // Whoever looks at the console has a part in it, and so must not come before the program knows it for its own.
        for seconds in ["1", "2", "4", "8", "16"] {
            let tried = self.run(folder, "desktop", &[seconds, line]);
            if tried.stdout.contains(asking) {
                return tried;
            }
            run = Some(tried);
        }
        panic!("{line} does not ask: {run:?}")
    }

    /// A program that keeps a file open until it is dropped.
    pub(super) fn hold(&self, folder: &Path, file: &str) -> Held {
        let mut command = self.command(folder);
        let mut child = command
            .args(["hold", file])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Wine is installed");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("it says");
        assert_eq!(line.trim(), "held");
        Held(child)
    }
}

/// The path of this system as Wine has it.
pub(super) fn of_windows(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', r"\")
}

/// A program that keeps a file open.
pub(super) struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
