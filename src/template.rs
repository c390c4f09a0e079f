//! stub
use crate::targets::Targets;
/// stub
pub fn csv(_: &Targets) -> anyhow::Result<Vec<u8>> {
    Ok(Vec::new())
}
/// stub
pub fn workbook(_: &Targets) -> anyhow::Result<Vec<u8>> {
    Ok(Vec::new())
}
