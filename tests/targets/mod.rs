//! The official table, and the books that tables are published in.

mod books;
mod page;
