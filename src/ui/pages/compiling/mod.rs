//! What the office compiled: the list of tables, each table, and opinions sorted by hand.

mod begun;
mod book;
mod deeds;
mod files;
mod opinion_cards;
mod opinions;
mod pairs;
mod pictures;
mod table;
mod tables;
mod tray;

pub(super) use files::Handing;
pub use opinions::*;
pub use pictures::*;
pub use table::*;
pub use tables::*;
