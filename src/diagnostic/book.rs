//! Faults and oddities of a published table in words.

use super::Problem;
use super::wording::{Words, words};
use super::workbook::named;
use crate::language::{Both, Language, both};
use crate::targets::{BookFault, CellPlace, Fault, GridFault, Remark, RowPlace};

/// A problem of a published table.
pub(super) fn problem(problem: &Problem) -> Words {
    match problem {
        Problem::Book { bureau, fault } => of_table(bureau, words(fault)),
        Problem::OddTable { bureau, remark } => of_table(bureau, self::remark(remark)),
        Problem::NoBook(fault) => unreadable(fault),
        _ => words!(
            "里面没有指标表：没有一行是它的表头",
            "表头要有 职责活动、年度预算数、绩效指标 和 优、良、中、差",
            "there is no table in it: no row is the header of one",
            "the header has 职责活动, 年度预算数, 绩效指标, and 优 良 中 差",
        ),
    }
}

/// Words with the bureau in front, as far as it is known.
fn of_table(bureau: &str, Words { message, help }: Words) -> Words {
    if bureau.is_empty() {
        return Words { message, help };
    }
    let Both { chinese, english } = message;
    Words { message: both!("{bureau}：{chinese}", "{bureau}: {english}"), help }
}

/// A cell's place without its file: `Sheet1!C7`, `第 2 张表第 5 行`.
pub(super) fn place(place: &CellPlace, language: Language) -> String {
    let column = place.column + 1;
    let cell = |row: u64| format!("{}{row}", sheets::column_letters(place.column));
    match (&place.row, language) {
        (RowPlace::Page(line), Language::Chinese) => format!("第 {} 行", line + place.column as u64),
        (RowPlace::Page(line), Language::English) => format!("line {}", line + place.column as u64),
        (RowPlace::Text { row, .. }, _) => cell(*row),
        (RowPlace::Sheet { sheet, row }, _) => format!("{sheet}!{}", cell(u64::from(*row))),
        (RowPlace::Table { table, row }, Language::Chinese) => format!("第 {table} 张表第 {row} 行第 {column} 列"),
        (RowPlace::Table { table, row }, Language::English) => format!("table {table}, row {row}, column {column}"),
        (RowPlace::Paragraph { after: 0 }, _) => language.pick("第 1 张表之前", "before table 1").to_owned(),
        (RowPlace::Paragraph { after }, Language::Chinese) => format!("第 {after} 张表之后"),
        (RowPlace::Paragraph { after }, Language::English) => format!("after table {after}"),
    }
}

/// Why a file has no tables that can be read.
fn unreadable(fault: &GridFault) -> Words {
    match fault {
        GridFault::Foreign(kind) => {
            let (chinese, english) = named(*kind);
            words!(
                "这是{chinese}，指标表不能这样读",
                "用 Word/WPS 打开，另存为 .docx；也可以用 .xlsx、CSV 或公开页面的纯文本",
                "this is {english}, from which no table is read",
                "open it in Word or WPS and save it as .docx; .xlsx, CSV and the page's plain text are read too",
            )
        }
        GridFault::Package(fault) => super::WorkbookFault::from(fault.clone()).words(),
        GridFault::Encoding { .. } => words!(
            "这里的字节既不是 UTF-8 也不是 GB18030",
            "请另存为 UTF-8 再试",
            "these bytes are neither UTF-8 nor GB18030",
            "save the file in UTF-8, and try again",
        ),
        GridFault::OpenQuote { .. } => super::Unreadable::OpenQuote.words(),
        GridFault::TooManyCells(most) => words!(
            "表格超过 {most} 格，不像是指标表",
            "请只保留指标表",
            "more than {most} cells",
            "keep nothing but the tables in it",
        ),
        GridFault::TooLarge(mebibytes) => words!(
            "文字超过 {mebibytes} MiB，不像是指标表",
            "请只保留指标表",
            "more than {mebibytes} MiB of text",
            "keep nothing but the tables in it",
        ),
    }
}

/// A fault of a table and, where it speaks of another place, that.
fn rule(fault: &Fault, other: Option<&CellPlace>) -> Words {
    if let (Fault::SameName(_), Some(other)) = (fault, other) {
        let (chinese, english) = (place(other, Language::Chinese), place(other, Language::English));
        return words!(
            "这个工作活动里已有同名的指标（忽略空格和全半角），在{chinese}",
            "同一工作活动里的指标名不能重复，请改名，或删去多出的一行",
            "the activity already has an indicator of this name (spaces and width apart), at {english}",
            "names within one activity must differ: rename one, or delete the row that is too many",
        );
    }
    super::table_file::of_fault(fault)
}

fn words(fault: &BookFault) -> Words {
    match fault {
        BookFault::Rule { fault, other } => rule(fault, other.as_ref()),
        BookFault::Cutoff(fault) => super::cutoff::words(fault),
        BookFault::Unseen(unseen) => super::unseen::words(unseen),
        BookFault::NoBureau | BookFault::NoCode(_) | BookFault::BureauTwice { .. } => of_bureau(fault),
        BookFault::NoColumns(_) | BookFault::UnknownColumn(_) | BookFault::ColumnTwice(_) | BookFault::Units { .. } => {
            of_header(fault)
        }
        BookFault::Rounded(_)
        | BookFault::Hidden(_)
        | BookFault::Struck(_)
        | BookFault::Boxed(_)
        | BookFault::Merged => of_cell(fault),
        _ => of_rows(fault),
    }
}

fn of_bureau(fault: &BookFault) -> Words {
    match fault {
        BookFault::NoCode(name) => words!(
            "部门“{name}”没有代码",
            "请写成“414{name}”这样，代码用三位以上数字",
            "the bureau “{name}” has no code",
            "write it as “414{name}”, with a code of three digits or more",
        ),
        BookFault::BureauTwice { bureau, first } => {
            let (chinese, english) = (place(first, Language::Chinese), place(first, Language::English));
            words!(
                "部门 {bureau} 的代码或名称与另一张表相同，那一张在{chinese}",
                "请核对部门的代码和名称；同一张表只留一份",
                "code or name of the bureau {bureau} are those of another table, at {english}",
                "check codes and names; keep one copy of each table",
            )
        }
        _ => words!(
            "这张表上方没有部门的代码和名称，不知道是谁的表",
            "请在标题下写一行，如“414工商局”；页眉里的不算",
            "nothing above this table says whose it is",
            "write a line such as “414工商局” below its title; headers of pages do not count",
        ),
    }
}

fn of_header(fault: &BookFault) -> Words {
    match fault {
        BookFault::UnknownColumn(heading) => words!(
            "不认识的列“{heading}”",
            "请删去这一列；计量单位和“≥”“≤”写在优、良、中、差的格子里",
            "unknown column “{heading}”",
            "delete the column; measures and signs stand in the cells of 优, 良, 中 and 差",
        ),
        BookFault::Units { first, other } => words!(
            "预算的单位一处写“{first}”，一处写“{other}”",
            "请只写一种；数不会自动换算",
            "the measure of the budgets is “{first}” in one place and “{other}” in another",
            "write one of them; no number is converted",
        ),
        BookFault::ColumnTwice(heading) => {
            words!("“{heading}”列有两个", "请删去其中一列", "there are two columns “{heading}”", "delete one of them",)
        }
        BookFault::NoColumns(headings) => {
            let headings = headings.join("、");
            words!(
                "表头缺少这些列：{headings}",
                "表头应为 职责活动（职责和工作活动在同一列）、年度预算数、内容描述、绩效目标、绩效指标、评价标准（优、良、中、差）",
                "the header lacks {headings}",
                "the header is 职责活动 (duties and activities in one column) 年度预算数 内容描述 绩效目标 绩效指标 评价标准 (优 良 中 差)",
            )
        }
        _ => of_rows(fault),
    }
}

fn of_cell(fault: &BookFault) -> Words {
    match fault {
        BookFault::Rounded(text) => words!(
            "这一格存的是 {text}，显示的位数却少些",
            "请把这个数按要用的位数重新填写",
            "this cell stores {text} and shows fewer digits",
            "type the number with the digits that count",
        ),
        BookFault::Hidden(text) => words!(
            "“{text}”在隐藏的行或列里，看不见",
            "请取消隐藏，或删去这一行或列",
            "“{text}” is in a hidden row or column",
            "unhide the row or column, or delete it",
        ),
        BookFault::Boxed(text) => words!(
            "“{text}”有一部分在文本框里，看不出属于哪一格",
            "请把文本框里的字写进格子，删去文本框",
            "a part of “{text}” is in a text box, and may belong to another cell",
            "type the text into its cell, and delete the box",
        ),
        BookFault::Struck(text) => words!(
            "“{text}”加了删除线，不知道算不算数",
            "请删去这些文字，或去掉删除线",
            "“{text}” is struck out, so it is not clear whether it counts",
            "delete the text, or take the line off",
        ),
        _ => words!(
            "这一格和上面或左边的格子合并了，不知道各是多少",
            "请拆开合并的单元格，每格写明",
            "this cell is merged with the one above or beside it",
            "split the merged cell, and fill in each of them",
        ),
    }
}

fn of_rows(fault: &BookFault) -> Words {
    match fault {
        BookFault::Stray(text) => words!(
            "“{text}”所在的列没有表头",
            "请删去，或移到有表头的列",
            "“{text}” is in a column without a heading",
            "delete it, or move it to a column with one",
        ),
        BookFault::StrayRow(text) => words!(
            "“{text}”这一行像是指标，却不在任何一张表里",
            "请在它上方写明部门和表头，或删去把表隔断的文字",
            "the row of “{text}” looks like one of a table, and is in none",
            "put its bureau and header above it, or delete the text that cuts the table in two",
        ),
        BookFault::Nameless(text) => words!(
            "这一行有“{text}”，却没有职责或工作活动的名称",
            "请在首列填上名称；若只是又一个指标，请删去这一格",
            "this row has “{text}” and no name of a duty or activity",
            "fill in the name in the first column; if it is but another indicator, empty this cell",
        ),
        BookFault::NoActivity(indicator) => words!(
            "指标“{indicator}”上面没有工作活动",
            "请在首列填上它所属的工作活动",
            "there is no activity above the indicator “{indicator}”",
            "fill in its activity in the first column",
        ),
        BookFault::NoIndicator => words!(
            "有评价标准，却没有绩效指标",
            "请填上指标名称，或删去这一行的标准",
            "there are cut-offs and no indicator",
            "fill in the indicator's name, or delete the cut-offs of this row",
        ),
        BookFault::DutyWithIndicator(name) => words!(
            "职责“{name}”自己有指标；若它是工作活动，缩进丢了",
            "请在工作活动的名称前空两格，或把指标移到它的工作活动下",
            "the duty “{name}” has indicators itself; if it is an activity, its indent is lost",
            "put two spaces before an activity's name, or move the indicators to an activity",
        ),
        BookFault::EmptyDuty(name) => words!(
            "职责“{name}”下没有工作活动；若它是工作活动，缩进丢了；若是注释，不该在表里",
            "请补上工作活动，或在名称前空两格；注释请以“注：”开头",
            "the duty “{name}” has no activities; it may be an activity without its indent, or a remark",
            "add its activities, or put two spaces before its name; a remark begins with “注：”",
        ),
        BookFault::Budget(text) => words!(
            "预算“{text}”不是数",
            "请写成 74.00 这样的数，没有就留空；单位写在表的上方",
            "the budget “{text}” is no number",
            "write a number such as 74.00, or leave it blank; the measure stands above the table",
        ),
        BookFault::NoDutyBudget => words!(
            "职责没有预算，它的工作活动却有",
            "请填上职责的预算，即各活动之和",
            "the duty has no budget, and its activities have",
            "fill in the duty's budget, the sum of its activities",
        ),
        BookFault::Subtotal { stated, sum } => words!(
            "小计 {stated} 不等于上面各工作活动之和 {sum}",
            "请更正小计或活动的预算",
            "the subtotal {stated} is not the sum {sum} of the activities above",
            "correct the subtotal or the activities' budgets",
        ),
        BookFault::Total { stated, sum } => words!(
            "合计 {stated} 不等于各职责之和 {sum}",
            "请更正合计或职责的预算",
            "the total {stated} is not the sum {sum} of the duties",
            "correct the total or the duties' budgets",
        ),
        _ => words!(
            "分不清哪些是职责，哪些是工作活动",
            "请在工作活动的名称前空两格，或用“一、”和“1.”编号",
            "nothing tells duties from activities",
            "put two spaces before the names of activities, or number them: “一、” and “1.”",
        ),
    }
}

/// What is legal in a table and odd.
fn remark(remark: &Remark) -> Words {
    match remark {
        Remark::NoUnit => words!(
            "没有写明预算的单位，按万元",
            "请在表的上方写“单位：万元”",
            "no measure of the budgets is stated: 万元 is taken",
            "write “单位：万元” above the table",
        ),
        Remark::TiedCutoffs(name) => words!(
            "“{name}”有两档标准相同",
            "确实如此就不用改",
            "two cut-offs of “{name}” are equal",
            "leave it if it is meant so",
        ),
        Remark::NoBudget(name) => words!(
            "工作活动“{name}”没有预算，列出但不影响得分",
            "确实没有就不用改",
            "the activity “{name}” has no budget: it is shown and weighs nothing",
            "leave it if it is meant so",
        ),
        Remark::CountInPercent(name) => words!(
            "“{name}”是个数，标准却是百分数，按完成计划的百分数",
            "确实如此就不用改",
            "“{name}” is a count, with percentages: they are taken as those of a plan",
            "leave it if it is meant so",
        ),
        Remark::Note(text) => words!(
            "备注“{text}”没有读入，指标表没有这一列",
            "只是说明就不用改；是标准的一部分的，请写在优、良、中、差的格子里",
            "the remark “{text}” is not read: tables have no such column",
            "leave it if it only explains; what is part of a cut-off stands in the cells of 优, 良, 中 and 差",
        ),
        Remark::NoIndicators(name) => words!(
            "工作活动“{name}”没有指标，列出但不影响得分",
            "确实没有就不用改",
            "the activity “{name}” has no indicators: it is shown and weighs nothing",
            "leave it if it is meant so",
        ),
    }
}
