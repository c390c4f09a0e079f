//! The web page: as text, and in a real browser.

mod end_to_end;
mod page;
mod reading;
