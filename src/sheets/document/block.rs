//! What a document has in it, block by block.

/// A paragraph outside of tables, or a row of a table.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A row.
    Row(TableRow),
}

/// A paragraph, or what stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text; several paragraphs in a cell are several lines.
    pub text: String,
    /// How far its first line is indented, in twentieths of a point, by itself, its style or its list.
    pub indent: u32,
    /// The kind of number that it is given by itself, alike for all that are numbered in the same way. The number is
    /// no part of the text.
    pub list: Option<u32>,
    /// Whether a part of it is struck out.
    pub is_struck: bool,
    /// Whether a part of it is raised or lowered.
    pub is_raised: bool,
    /// Whether a part of it stands in a text box that is anchored in the cell.
    pub is_boxed: bool,
}

/// A row of a table.
#[derive(Debug)]
pub struct TableRow {
    /// The number of its table in the document, from 1.
    pub table: usize,
    /// Its number in the table, from 1.
    pub row: usize,
    /// Its cells from the left to the right.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct TableCell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes, at least 1.
    pub span: usize,
    /// Whether it only continues the merged cell above it.
    pub continues: bool,
    /// Whether it only continues the merged cell to its left.
    pub is_beside: bool,
    /// What stands in it.
    pub content: Paragraph,
}
