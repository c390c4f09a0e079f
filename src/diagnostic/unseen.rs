//! Cells of a workbook that show something else than they store ([spec 4.7](crate::spec#47-cells-of-a-workbook)).

use sheets::{Unseen, Why, cell_name};

use super::wording::{Words, words};
use crate::names::quoted;

/// What stands in such a cell, and a way out.
pub(super) fn words(unseen: &Unseen) -> Words {
    let stored = quoted(&unseen.stored);
    let format = quoted(unseen.format.as_deref().unwrap_or_default());
    match unseen.why {
        Why::Guise => words!(
            "这一格存的是 {stored}，数字格式“{format}”显示出来的不是普通的数，不能猜",
            "请在 Excel 里把该单元格设为“百分比”或“常规”，再核对显示的值",
            "this cell stores {stored}, and its number format “{format}” shows it as no plain number",
            "set the cell's format to percentage or general in a spreadsheet program, and check the value that it shows",
        ),
        Why::Date => words!(
            "这一格是日期 {stored}（数字格式“{format}”），不能用在这里",
            "请把该单元格设为“文本”，再按看到的样子重写",
            "this cell is the date {stored} (number format “{format}”), which has no place here",
            "set the cell's format to text, and type again what is to be read",
        ),
        Why::Hidden => words!(
            "这一格存着 {stored}，数字格式“{format}”却不让它显示，不能猜算不算数",
            "要算数的，请在 Excel 里把该单元格设为“百分比”或“常规”；不算数的，请清除内容",
            "this cell stores {stored}, but its number format “{format}” does not show it",
            "if it counts, set the cell's format to percentage or general; if not, clear the cell",
        ),
        Why::ConditionalFormat => words!(
            "这一格存着 {stored}（数字格式“{format}”），条件格式改变了它显示的样子，不能猜",
            "请清除该单元格的条件格式，再核对显示的值",
            "this cell stores {stored} (number format “{format}”), and a conditional format changes what it shows",
            "clear the cell's conditional format, and check the value that it shows",
        ),
        Why::UnknownFormat => words!(
            "这一格存着 {stored}，它的数字格式在文件里读不出来，看不出是不是百分数",
            "请用 Excel 或 WPS 打开，把该单元格设为“百分比”或“常规”，另存一份再试",
            "this cell stores {stored}, and its number format cannot be read from the file, so it may be a percentage",
            "open the file in a spreadsheet program, set the cell's format to percentage or general, and save a copy",
        ),
        Why::MarkedText => words!(
            "“{stored}”里有上标、下标或划掉的字，不能猜哪些算数",
            "请只留下算数的字；注解请写到“偏差原因”列",
            "a part of “{stored}” is raised, lowered or struck out, so it is not clear what counts",
            "leave only what counts, and put the rest into the column 偏差原因 (note)",
        ),
        Why::StruckOut => words!(
            "“{stored}”整格被划掉了，不能猜算不算数",
            "算数的，请去掉删除线；不算数的，请清除内容",
            "“{stored}” is struck out, so it is not clear whether it counts",
            "if it counts, take the strike-through away; if not, clear the cell",
        ),
        Why::NotComputed => words!(
            "公式“{stored}”还没有算出值",
            "请先用 Excel 或 WPS 打开、保存一次",
            "the formula “{stored}” has not been computed yet",
            "open and save the file in a spreadsheet program first",
        ),
        Why::Covered(row, column) => {
            let first = cell_name(row, column);
            words!(
                "这一格被合并在 {first} 里，下面却还存着“{stored}”，看不见，不能猜用哪个",
                "请取消合并，把各格写清楚；多余的请清除后再合并",
                "this cell is merged into {first}, but “{stored}” is still stored under it, where nobody sees it",
                "unmerge the cells and write into each what it means, or clear what is left over",
            )
        }
        Why::Junk => words!(
            "这一格在文件里存的是“{stored}”，不是电子表格写的值，无法识别",
            "请用 Excel 或 WPS 打开，重填这一格并保存",
            "what the file stores in this cell, “{stored}”, is no value that a spreadsheet program writes",
            "open the file in a spreadsheet program, type the cell again, and save",
        ),
    }
}
