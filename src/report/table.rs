//! stub
use super::Report;
use crate::language::Language;
use crate::targets::Targets;
/// stub
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs)]
pub struct View {
    pub language: Language,
    pub width: usize,
    pub colour: bool,
    pub detail: bool,
}
/// stub
pub fn table(r: &Report<'_>, _: &View) -> String {
    format!("{:?}\n", r.units.first().map(|u| u.standing))
}
/// stub
pub fn targets(_: &Targets, _: &View) -> String {
    String::new()
}
