//! stub
use super::Report;
use crate::language::Language;
/// stub
pub fn markdown(_: &Report<'_>, _: Language) -> String {
    String::new()
}
