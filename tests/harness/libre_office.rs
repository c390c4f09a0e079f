//! A real `LibreOffice`, each run with a profile of its own.

use std::path::Path;
use std::process::Command;

use crate::harness::Folder;

/// Makes `LibreOffice` compute every formula anew when it opens a workbook.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Converts files of a folder into another format; the results go into `out` of the same folder.
pub(crate) fn convert(folder: &Folder, format: &str, files: &[String]) {
    folder.file("profile/user/registrymodifications.xcu", ALWAYS_RECALCULATE);
    let profile = address(&folder.path().join("profile"));
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation={profile}"))
        .args(["--headless", "--infilter=CSV:44,34,76,1", "--convert-to", format, "--outdir", "out"])
        .args(files)
        .current_dir(folder.path())
        .output()
        .expect("LibreOffice is installed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "LibreOffice fails: {said}");
}

/// `file:///a/b`
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    if path.starts_with('/') { format!("file://{path}") } else { format!("file:///{path}") }
}
