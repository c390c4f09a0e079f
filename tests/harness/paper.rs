//! What a page looks like on paper: a document as a PDF, measured by poppler.

use std::path::Path;
use std::process::Command;

/// Type below 9 points, to a tenth, cannot be read on paper; in millionths.
const LEAST: usize = 8_950_000;

/// How many pages a PDF has.
pub(crate) fn pages(pdf: &Path) -> usize {
    let info = run("pdfinfo", &[], pdf);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.and_then(|pages| pages.trim().parse().ok()).expect("a PDF has pages")
}

/// The Chinese words of a page, numbered from 1, each with the height of its type in
/// millionths of a point.
pub(crate) fn words(pdf: &Path, page: usize) -> Vec<(String, usize)> {
    let page = page.to_string();
    let text = run("pdftotext", &["-bbox", "-f", &page, "-l", &page], pdf);
    text.lines().filter_map(word).collect()
}

/// All text of a page, numbered from 1.
pub(crate) fn text(pdf: &Path, page: usize) -> String {
    let page = page.to_string();
    run("pdftotext", &["-f", &page, "-l", &page], pdf)
}

/// A word of Chinese characters alone, which are as wide as the type is high.
fn word(line: &str) -> Option<(String, usize)> {
    let (place, text) = line.trim().strip_prefix("<word ")?.split_once('>')?;
    let text = text.strip_suffix("</word>")?;
    let is_chinese = text.chars().count() > 1 && text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    // Six decimals.
    let at = |name: &str| -> Option<usize> {
        place.split_once(&format!("{name}=\""))?.1.split('"').next()?.replace('.', "").parse().ok()
    };
    is_chinese.then_some((text.to_owned(), (at("xMax")? - at("xMin")?) / text.chars().count()))
}

/// The words of a page that are too small to read.
pub(crate) fn too_small(pdf: &Path, page: usize) -> Vec<(String, usize)> {
    words(pdf, page).into_iter().filter(|(_, size)| *size < LEAST).collect()
}

fn run(program: &str, options: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(program);
    command.args(options).arg(pdf);
    if program == "pdftotext" {
        command.arg("-");
    }
    String::from_utf8(command.output().expect("poppler is installed").stdout).expect("text")
}
