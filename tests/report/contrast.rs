//! Colours that words stand on, and those of words: all can be read by people who see little contrast (WCAG 2, AA).
#![expect(clippy::float_arithmetic, reason = "the reckoning of contrast is one of fractions")]

use score::language::Language;
use score::report::html::html;
use score::report::workbook::workbook;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use crate::harness::fixture::{PARTIAL, report, rows};
use crate::report::workbook::package::Package;

/// What words on a ground need.
pub(crate) const LEAST: f64 = 4.5;

/// The part of a colour's light that people see, from 0 to 1; of `rrggbb` or `rgb`.
fn luminance(colour: &str) -> f64 {
    let digits: Vec<_> = colour.chars().collect();
    let wide = digits.len() / 3;
    let part = |index: usize| {
        let hex: String = digits[index * wide..(index + 1) * wide].iter().cycle().take(2).collect();
        let share = f64::from(u8::from_str_radix(&hex, 16).expect("a colour")) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

/// How much of the light of two colours people tell apart.
pub(crate) fn contrast(one: &str, other: &str) -> f64 {
    let [darker, lighter] = {
        let mut both = [luminance(one), luminance(other)];
        both.sort_by(f64::total_cmp);
        both
    };
    (lighter + 0.05) / (darker + 0.05)
}

#[test]
fn words_of_the_page_stand_out_in_the_light_and_in_the_dark() {
    let targets = Targets::bundled();
    let page = html(&report(&[rows("甲", PARTIAL, &targets)], &targets, MissingPolicy::Range), Language::Chinese);
    let (light, dark) = page.split_once("prefers-color-scheme: dark").expect("both are there");
    for (theme, style) in [("light", light), ("dark", dark)] {
        let colour = |name: &str| {
            let value = style.split_once(&format!("--{name}: #")).expect("it is set").1;
            value.split(';').next().expect("it ends").to_owned()
        };
        for (word, ground) in [
            ("ink", "paper"),
            ("ink", "sheet"),
            ("mute", "paper"),
            ("mute", "sheet"),
            ("accent", "paper"),
            ("poor", "paper"),
        ] {
            let contrast = contrast(&colour(word), &colour(ground));
            assert!(contrast >= LEAST, "{theme}: {word} on {ground}: {contrast:.2}");
        }
        // Better grades stand out more from the ground of the dark, and go deeper in the light.
        let [excellent, good] = ["excellent", "good"].map(|grade| contrast(&colour(grade), &colour("paper")));
        assert!(excellent > good, "{theme}: 优 {excellent:.2}, 良 {good:.2}");
    }
}

/// The formats of a workbook.
fn styles() -> String {
    let targets = Targets::bundled();
    let report = report(&[rows("甲", PARTIAL, &targets)], &targets, MissingPolicy::Range);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    let package = Package::open(&bytes);
    package.texts().find(|(name, _)| *name == "xl/styles.xml").expect("it has formats").1
}

#[test]
fn words_on_the_colours_of_the_workbook_stand_out() {
    let (xml, mut grounds) = (styles(), 0);
    for style in xml.split("<dxf>").skip(1) {
        let colour =
            |within: &str| rgb(style.split_once(&format!("<{within}>"))?.1.split_once(&format!("</{within}>"))?.0);
        if let (Some(word), Some(ground)) = (colour("font"), colour("fill")) {
            let contrast = contrast(&word, &ground);
            assert!(contrast >= LEAST, "{word} on {ground}: {contrast:.2}");
            grounds += 1;
        }
    }
    assert!(grounds >= 5, "four grades and what is undecided");
}

/// Headings, labels, cells to change and working cells: a font of some colour on a ground.
#[test]
fn words_of_the_cells_of_the_workbook_stand_out() {
    let (xml, mut grounds) = (styles(), 0);
    let within =
        |list: &str| xml.split_once(&format!("<{list} ")).and_then(|(_, rest)| rest.split_once(&format!("</{list}>")));
    let parts = |list: &str, item: &str| -> Vec<_> {
        let (list, _) = within(list).expect("the list is there");
        list.split(&format!("<{item}>")).skip(1).map(rgb).collect()
    };
    let (fonts, fills) = (parts("fonts", "font"), parts("fills", "fill"));
    let (cells, _) = within("cellXfs").expect("formats of cells");
    for cell in cells.split("<xf ").skip(1) {
        let number =
            |name: &str| -> Option<usize> { cell.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok() };
        let (font, fill) = (number("fontId").expect("a font"), number("fillId").expect("a fill"));
        let word = fonts[font].clone().unwrap_or_else(|| "000000".to_owned());
        let ground = fills[fill].clone().unwrap_or_else(|| "FFFFFF".to_owned());
        let contrast = contrast(&word, &ground);
        assert!(contrast >= LEAST, "{word} on {ground}: {contrast:.2}");
        grounds += usize::from(fills[fill].is_some());
    }
    assert!(grounds > 10, "{grounds} formats have a ground");
}

/// The colour of a font or a fill, which may have none.
fn rgb(part: &str) -> Option<String> {
    part.split_once("rgb=\"FF").map(|(_, colour)| colour[..6].to_owned())
}
