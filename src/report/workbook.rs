//! stub
use super::Report;
use crate::language::Language;
/// stub
pub fn workbook(_: &Report<'_>, _: Language) -> anyhow::Result<Vec<u8>> {
    Ok(Vec::new())
}
