//! stub
use super::Report;
use crate::language::Language;
/// stub
pub fn html(_: &Report<'_>, _: Language) -> String {
    String::new()
}
/// stub
pub fn pages(_: &Report<'_>, _: Language) -> Vec<(String, String)> {
    Vec::new()
}
