//! What closes the first sheet of a unit on paper, so that it stands alone as a summary: below total and duties the
//! dearest indicators, and the lines to sign.

use maud::{Markup, html as markup};

use super::text::input;
use super::{Page, signatures};
use crate::report::UnitReport;

/// The indicators that are named.
const NAMED: usize = 5;

/// The end of the sheet.
pub(super) fn closing(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let losses = unit.losses();
    let colon = page.pick("：", ": ");
    markup! {
        div.first-sheet {
            @if !losses.is_empty() {
                p.dearest {
                    b { (page.words.losses) (colon) }
                    ul.inline { @for (_, indicator, loss) in losses.iter().take(NAMED) {
                        li { (input(&indicator.target.name, page)) " " (loss) }
                    } }
                }
            }
            (signatures::of_unit(unit, page))
        }
    }
}
