//! A clerk who knows what was meant, and does to a form what its slip says, place by place.

use super::mess::{ACTUAL, Form, NOTE};

/// A line of a slip.
#[derive(Debug)]
pub(super) struct Line {
    /// The cell, with its sheet in a workbook; words where it is not one cell.
    place: String,
    /// What to do.
    advice: String,
}

/// The text of a page.
pub(super) fn text(page: &str) -> String {
    let body = page.split("<main").nth(1).unwrap_or(page);
    let mut text = String::new();
    let mut is_tag = true;
    for c in body.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            c => text.push(c),
        }
    }
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The lines of what must be mended.
pub(super) fn rows(page: &str) -> Vec<Line> {
    let section = page.split("<section class=\"to-mend\"").nth(1).expect("something is to be mended");
    let section = section.split("</section>").next().unwrap_or_default();
    let body = section.split("<tbody>").nth(1).unwrap_or_default();
    let line = |row: &str| {
        let cells: Vec<_> = row.split("</td>").flat_map(|part| part.split("</th>")).map(text).collect();
        Line { place: cells[0].trim().to_owned(), advice: cells[4].trim().to_owned() }
    };
    body.split("</tr>").filter(|row| row.contains("<td")).map(line).collect()
}

/// Does what a slip says.
pub(super) fn follow(form: &mut Form, slip: &str) {
    // From below, so that a row that is deleted moves no other.
    let mut lines = rows(slip);
    lines.reverse();
    for line in lines {
        follow_line(form, &line);
    }
}

fn follow_line(form: &mut Form, line: &Line) {
    let advice = line.advice.as_str();
    let says = |part: &str| advice.contains(part);
    if says("另存为")
        || says("照下发的填报表")
        || says("今年下发的填报表")
        || says("改用本部门的填报表")
        || says("补上收尾的引号")
    {
        return form.rewrite();
    }
    if says("不同的文件请留一个") {
        return form.keep_one();
    }
    let (row, column) = cell(&line.place).unwrap_or((0, ACTUAL));
    if let Some(name) = between(advice, "表头改成“", "”") {
        name.clone_into(&mut form.cells[0][ACTUAL]);
    } else if let Some(name) = between(advice, "是不是“", "”") {
        name.clone_into(&mut form.cells[row][column]);
    } else if let Some(value) = between(advice, "请写成 ", " 或 ") {
        value.clone_into(&mut form.cells[row][column]);
    } else if says("请删去其中一行") {
        form.cells.remove(row);
        form.meant_row.remove(row);
    } else if says("请填上指标名称") {
        form.cells[row][1] = form.meant[form.meant_row[row]][1].clone();
    } else if ["百分数", "直接填数", "计划数", "没有数的"].into_iter().any(says) || says("未报") {
        form.cells[row][column] = form.meant[form.meant_row[row]][ACTUAL].clone();
        form.cells[row][NOTE].clear();
    } else {
        panic!("{}: nobody knows what to do: {line:?}", form.unit);
    }
}

/// Row and column of a cell: `C7`, `Sheet1!C7`.
fn cell(place: &str) -> Option<(usize, usize)> {
    let name = place.rsplit('!').next().unwrap_or_default();
    let column = name.bytes().next().filter(u8::is_ascii_uppercase)? - b'A';
    Some((name[1..].parse::<usize>().ok()? - 1, usize::from(column)))
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(between, _)| between)
}
