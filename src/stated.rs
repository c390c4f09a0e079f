//! The three states in which a value, and all that comes of it, can be ([spec 3.6](crate::spec#36-states)).

/// What is stated of an indicator: a value, that there is none to report, or nothing. The three are
/// different things everywhere, and none of them is a number.
///
/// ```
/// use score::stated::Stated;
///
/// let done = Stated::Reported("92.5%");
/// assert_eq!(done.map(str::len), Stated::Reported(5));
/// assert_eq!((done.name(), done.reported()), ("reported", Some("92.5%")));
/// assert_eq!(Stated::<&str>::Missing.reported(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stated<T> {
    /// A value, or what was made of it.
    Reported(T),
    /// No row, an empty cell, or a mark such as `未报`.
    Missing,
    /// `不适用`, or nothing done of nothing planned: leaves the mean.
    NotApplicable,
}

impl<T> Stated<T> {
    /// The state with something else made of the value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Stated<U> {
        match self {
            Self::Reported(value) => Stated::Reported(make(value)),
            Self::Missing => Stated::Missing,
            Self::NotApplicable => Stated::NotApplicable,
        }
    }

    /// The value, where there is one.
    pub fn reported(self) -> Option<T> {
        match self {
            Self::Reported(value) => Some(value),
            Self::Missing | Self::NotApplicable => None,
        }
    }

    /// The state's name in the JSON report.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Reported(_) => "reported",
            Self::Missing => "missing",
            Self::NotApplicable => "not_applicable",
        }
    }
}
