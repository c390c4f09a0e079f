//! Colours that words of the page stand on, beside those that it has of the report.

use crate::report::contrast::{LEAST, contrast};

/// The colour behind a property, of the first place that sets it.
fn colour<'s>(style: &'s str, property: &str) -> &'s str {
    let (_, value) = style.split_once(&format!("{property}: #")).expect("it is set");
    value.split_once(';').expect("it ends").0
}

#[test]
fn what_is_marked_stands_out_in_the_light_and_in_the_dark() {
    let (_, mark) = include_str!("../../src/web/page.css").split_once("\nmark {").expect("there are marks");
    let theme = include_str!("../../src/report/html/page.css").split_once("prefers-color-scheme: dark");
    let (light, dark) = theme.expect("both are there");
    for (theme, style) in [("light", light), ("dark", dark)] {
        let contrast = contrast(colour(mark, " color"), colour(style, "--fair"));
        assert!(contrast >= LEAST, "{theme}: {contrast:.2}");
    }
}
