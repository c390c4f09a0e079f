//! What the form says around its indicators, as a text and as a workbook.

use std::borrow::Cow;

use crate::names::printable;
use crate::number::Decimal;
use crate::report::shown::NONE;
use crate::targets::{Indicator, Targets};

/// Labels of the lines above the indicators.
pub(super) const BUREAU: &str = "部门：";
pub(super) const UNIT: &str = "填报单位：";
pub(super) const PERIOD: &str = "期间：";
/// Who signs the form.
pub(super) const SIGNATURES: [&str; 4] = ["填报人：", "审核人：", "单位负责人：", "日期："];
/// What stands in 计划数 and 完成数 of an indicator that is no percentage; it is read as nothing.
pub(super) const CLOSED: &str = "/";

/// The form's title.
pub(super) fn title(targets: &Targets) -> String {
    format!("{}绩效指标填报表", printable(&targets.name))
}

/// Code and name of the bureau.
pub(super) fn bureau(targets: &Targets) -> String {
    printable(&targets.bureau()).into_owned()
}

/// The measure on one line.
pub(super) fn measure(indicator: &Indicator) -> Cow<'_, str> {
    printable(&indicator.measure)
}

/// As much of it as a number format and a hint take in.
pub(super) fn short_measure(indicator: &Indicator) -> String {
    measure(indicator).chars().take(40).collect()
}

/// A cut-off with sign, number and measure: `≥90%`, `≤12件`; a dash where there is no 差 line.
pub(super) fn cutoff(cutoff: Option<Decimal>, indicator: &Indicator) -> String {
    let written = |cutoff| format!("{}{cutoff}{}", indicator.cutoffs.sign().mark(), measure(indicator));
    cutoff.map_or_else(|| NONE.to_owned(), written)
}
