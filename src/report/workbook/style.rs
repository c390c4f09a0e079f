//! Fonts, number formats and colours.

use anyhow::Result;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook};

use crate::grading::Grade;

/// A figure: two decimals.
pub(crate) const FIGURE: &str = "0.00";
/// A percentage with as many decimals as it has, so that 89.999% never shows as a 90% that it does
/// not reach.
pub(super) const PERCENTAGE: &str = "0.00########%";
/// A coverage: two decimals.
pub(super) const COVERAGE: &str = "0.00%";
/// An amount of money.
pub(super) const MONEY: &str = "#,##0.00####";
/// A number as it is.
pub(crate) const GENERAL: &str = "General";

const GRID: Color = Color::RGB(0x00BF_BFBF);
const HEADER: Color = Color::RGB(0x001F_3864);
const BAND: Color = Color::RGB(0x00DD_E5F0);
const INPUT: Color = Color::RGB(0x00FF_F9DB);
const WORKING: Color = Color::RGB(0x00F2_F2F2);
const FAINT: Color = Color::RGB(0x0059_5959);

/// Height of a row and width of a column of which nothing is said, in pixels.
pub(super) const NORMAL_ROW: u32 = 18;
const NORMAL_COLUMN: u32 = 64;

/// A workbook in which nothing has another font than the one that is used: columns are as wide as so many of its digits.
///
/// # Errors
/// Only those of the writer of workbooks.
pub(crate) fn workbook(font: &str) -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let normal = Format::new().set_font_name(font).set_font_size(10);
    workbook.set_default_format(&normal, NORMAL_ROW, NORMAL_COLUMN)?;
    Ok(workbook)
}

/// The formats of one workbook.
#[derive(Clone, Debug)]
pub(crate) struct Styles {
    base: Format,
    /// Names and other text in a table.
    pub(crate) text: Format,
    /// A word in a table, in the middle, which runs over several lines where it must.
    pub(crate) word: Format,
    /// A number in a table, in the middle, which fits itself in.
    pub(crate) centre: Format,
    /// A figure in a table.
    pub(crate) figure: Format,
    /// A coverage in a table.
    pub(crate) coverage: Format,
    /// A score, which may be an interval and then fits itself in.
    pub(crate) score: Format,
}

impl Styles {
    pub(crate) fn new(font: &str) -> Self {
        let base = Format::new().set_font_name(font).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let framed = base.clone().set_border(FormatBorder::Thin).set_border_color(GRID);
        let number = |format| framed.clone().set_num_format(format).set_align(FormatAlign::Right);
        // Those of most cells are made once: a league table has a million rows.
        Self {
            text: framed.clone().set_text_wrap(),
            word: framed.clone().set_align(FormatAlign::Center).set_text_wrap(),
            centre: framed.clone().set_align(FormatAlign::Center).set_shrink(),
            figure: number(FIGURE),
            coverage: number(COVERAGE),
            score: number(FIGURE).set_shrink(),
            base,
        }
    }

    /// Text without a frame.
    pub(crate) fn plain(&self) -> Format {
        self.base.clone()
    }

    /// Text without a frame that may run over several lines.
    pub(crate) fn paragraph(&self) -> Format {
        self.base.clone().set_text_wrap()
    }

    pub(crate) fn title(&self) -> Format {
        self.base.clone().set_font_size(16).set_bold().set_align(FormatAlign::Center)
    }

    pub(crate) fn section(&self) -> Format {
        self.base.clone().set_font_size(12).set_bold().set_font_color(HEADER)
    }

    pub(crate) fn faint(&self) -> Format {
        self.base.clone().set_font_color(FAINT)
    }

    fn framed(&self) -> Format {
        self.base.clone().set_border(FormatBorder::Thin).set_border_color(GRID)
    }

    /// Text, words and numbers of a table whose rows are framed only while they are filled.
    pub(crate) fn open_text(&self) -> Format {
        self.base.clone().set_text_wrap()
    }

    pub(crate) fn open_centre(&self) -> Format {
        self.base.clone().set_align(FormatAlign::Center)
    }

    pub(crate) fn open_number(&self, format: &str) -> Format {
        self.base.clone().set_num_format(format).set_align(FormatAlign::Right)
    }

    /// Text that leads to another sheet.
    pub(crate) fn link(&self) -> Format {
        self.framed().set_font_color(HEADER).set_underline(FormatUnderline::Single)
    }

    /// Numbers in a table; what does not exist stands to the right as well.
    pub(crate) fn number(&self, format: &str) -> Format {
        self.framed().set_num_format(format).set_align(FormatAlign::Right)
    }

    pub(crate) fn header(&self) -> Format {
        self.framed()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEADER)
            .set_align(FormatAlign::Center)
            .set_text_wrap()
    }

    /// The heading of a working column.
    pub(crate) fn working_header(&self) -> Format {
        self.framed().set_font_color(FAINT).set_background_color(WORKING).set_align(FormatAlign::Center).set_text_wrap()
    }

    /// A cell of a working column.
    pub(crate) fn working(&self, format: &str) -> Format {
        self.number(format).set_font_color(FAINT).set_background_color(WORKING)
    }

    /// What a label names, beside it.
    pub(crate) fn value(&self) -> Format {
        self.framed().set_align(FormatAlign::Left).set_text_wrap()
    }

    /// A label in front of a value.
    pub(crate) fn label(&self) -> Format {
        self.framed().set_bold().set_background_color(BAND).set_text_wrap()
    }

    /// The figure that the whole report is about.
    pub(crate) fn total(&self) -> Format {
        self.framed().set_font_size(14).set_bold().set_num_format(FIGURE).set_align(FormatAlign::Left)
    }
}

/// The frame of a filled row.
pub(super) fn frame() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_border_color(GRID)
}

/// A row of totals among rows that may be empty.
pub(super) fn sum() -> Format {
    frame().set_bold().set_background_color(BAND)
}

/// The same for a row of totals.
pub(crate) fn strong(format: &Format) -> Format {
    format.clone().set_bold().set_background_color(BAND)
}

/// The same for a cell that an auditor may change.
pub(crate) fn input(format: &Format) -> Format {
    format.clone().set_background_color(INPUT)
}

/// The same for a cell of a locked sheet that may be filled in.
pub(crate) fn fillable(format: &Format) -> Format {
    input(format).set_unlocked()
}

/// The colours of a grade; the word stands there as well.
pub(super) fn grade(grade: Grade) -> Format {
    let (ground, ink) = match grade {
        Grade::Excellent => (0x00A9_C9E4, 0x000B_3458),
        Grade::Good => (0x00DD_EDF7, 0x0012_4E73),
        Grade::Fair => (0x00FD_E9B0, 0x005F_4300),
        Grade::Poor => (0x00F6_C9BF, 0x007A_1B0C),
    };
    frame().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink))
}

/// The colours of a score whose interval lies in several bands.
pub(super) fn undecided() -> Format {
    frame().set_background_color(Color::RGB(0x00E4_E1DA)).set_font_color(Color::RGB(0x0045_4139))
}

/// What must be put right before the figures can be used.
pub(crate) fn alarm() -> Format {
    Format::new().set_background_color(Color::RGB(0x00F6_C9BF)).set_font_color(Color::RGB(0x007A_1B0C)).set_bold()
}

/// The colour of a grade in a chart: the page's, which people who see few colours can tell apart.
pub(super) const fn bar(grade: Grade) -> Color {
    match grade {
        Grade::Excellent => Color::RGB(0x0017_568A),
        Grade::Good => Color::RGB(0x004F_9BC6),
        Grade::Fair => Color::RGB(0x00DC_A331),
        Grade::Poor => Color::RGB(0x00A8_410F),
    }
}

/// The colour of an undecided score in a chart: no grade's.
pub(super) const UNDECIDED: Color = Color::RGB(0x008D_877C);
/// The colour of a bar that counts something and has no grade.
pub(super) const COUNT: Color = Color::RGB(0x006B_7788);
/// The colour of what an interval leaves open.
pub(super) const OPEN: Color = Color::RGB(0x00D9_D9D9);
