//! The table of problem codes.

use super::{Problem, Severity};

/// Makes [`Code`] from one row for each code: its severity, its printed name, and the variants of
/// [`Problem`] that have it, of which the first gives the code its name. A variant without a row does
/// not compile.
macro_rules! codes {
    ($($severity:ident $name:literal $code:ident $(| $problem:ident)*;)*) => {
        /// The fixed codes of problems ([spec 5.6](crate::spec#56-problems)), in the order in which they are counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "`")]
                $code,
            )*
        }

        impl Code {
            /// All codes.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$code),*];

            /// The code as it is printed: `unknown-activity`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// Whether it is of tables, and not of what is read against them.
            pub const fn is_of_tables(self) -> bool {
                matches!(self, Self::Table | Self::OddTable)
            }

            /// Whether it is an error or a warning.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$code => Severity::$severity,)*
                }
            }
        }

        impl Problem {
            /// The fixed code.
            pub const fn code(&self) -> Code {
                match self {
                    $(Self::$code { .. } $(| Self::$problem { .. })* => Code::$code,)*
                }
            }
        }
    };
}

codes! {
    Error   "unreadable"          Unreadable;
    Error   "encoding"            Encoding;
    Error   "workbook"            Workbook;
    Error   "header"              Header;
    Error   "column-twice"        ColumnTwice;
    Error   "bare-unit"           BareUnit;
    Error   "unknown-activity"    UnknownActivity;
    Error   "unknown-indicator"   UnknownIndicator;
    Error   "ambiguous-indicator" AmbiguousIndicator;
    Error   "duplicate"           Duplicate;
    Error   "no-indicator"        NoIndicator;
    Error   "value"               Value;
    Error   "ambiguous-value"     AmbiguousValue;
    Error   "date-value"          DateValue;
    Error   "plan"                Plan;
    Error   "unseen"              Unseen | RoundedName;
    Error   "bureau"              Bureau;
    Error   "unit-twice"          UnitTwice;
    Error   "other-cutoffs"       OtherCutoffs;
    Error   "other-bureau"        OtherBureau;
    Error   "table"               Table | Book | NoBook | NoTable;
    Error   "against"             Against;
    Warning "missing"             Missing;
    Warning "over-100"            Over100;
    Warning "implausible"         Implausible;
    Warning "unexplained"         Unexplained;
    Warning "no-note"             NoNote;
    Warning "cut-short"           CutShort;
    Warning "mixed-percent"       MixedPercent;
    Warning "cutoff-differs"      CutoffDiffers;
    Warning "other-year"          OtherYear;
    Warning "odd-table"           OddTable;
}
