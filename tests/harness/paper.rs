//! What a page looks like on paper: a document as a PDF, measured by poppler.

use std::path::Path;
use std::process::Command;

/// How much larger than on paper a PDF is measured, so that thirds of a point are told apart.
const SCALE: usize = 3;
/// Type below 9 points cannot be read on paper.
const LEAST: usize = 9 * SCALE;

/// How many pages a PDF has.
pub(crate) fn pages(pdf: &Path) -> usize {
    let info = run("pdfinfo", &[], pdf);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.and_then(|pages| pages.trim().parse().ok()).expect("a PDF has pages")
}

/// All text of a page, numbered from 1.
pub(crate) fn text(pdf: &Path, page: usize) -> String {
    let page = page.to_string();
    run("pdftotext", &["-f", &page, "-l", &page], pdf)
}

/// Each page as it is laid out in lines.
pub(crate) fn texts(pdf: &Path) -> Vec<String> {
    let text = run("pdftotext", &["-layout"], pdf);
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// What is too small to read, with its page.
pub(crate) fn too_small(pdf: &Path) -> Vec<(usize, String)> {
    let scale = SCALE.to_string();
    let xml = run("pdftohtml", &["-xml", "-i", "-stdout", "-zoom", &scale], pdf);
    let mut small = Vec::new();
    let (mut page, mut sizes) = (0, Vec::<usize>::new());
    for line in xml.lines().map(str::trim_start) {
        let number = |name: &str| -> Option<usize> {
            line.split_once(&format!(" {name}=\""))?.1.split('"').next()?.parse().ok()
        };
        if line.starts_with("<page ") {
            page = number("number").expect("a page has a number");
        } else if line.starts_with("<fontspec ") {
            // Fonts are numbered in their order.
            sizes.push(number("size").expect("a font has a size"));
        } else if line.starts_with("<text ") {
            let text = line.split_once('>').map(|(_, text)| text.trim_end_matches("</text>")).unwrap_or_default();
            let size = sizes[number("font").expect("text has a font")];
            if size < LEAST && !text.trim().is_empty() {
                small.push((page, text.to_owned()));
            }
        }
    }
    assert!(!sizes.is_empty(), "there is text on {}", pdf.display());
    small
}

fn run(program: &str, options: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(program);
    command.args(options).arg(pdf);
    if program == "pdftotext" {
        command.arg("-");
    }
    String::from_utf8(command.output().expect("poppler is installed").stdout).expect("text")
}
