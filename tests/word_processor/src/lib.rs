//! Opens papers in a real word processor without a window, and reads what it prints.
//!
//! `cargo xtask test` installs what these tests need and runs them: LibreOffice Writer, and the programs of Poppler and
//! qpdf that read a PDF. They fail where these are not there; none is left out.

mod office;
mod pdf;
mod placed;

pub use office::Office;
pub use pdf::{Page, Word, fonts, pages, pages_of_chromium, sizes};
pub use placed::{Differences, differences};
