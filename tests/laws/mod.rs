//! Laws that hold for every table and input.
