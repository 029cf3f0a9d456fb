//! The pages as a person knows them: what can be read and done on each, by the words that it shows.

mod check;
mod clipboard;
mod data;
mod export;
mod finder;
mod home;
mod meter;
mod open;
mod pack;
mod preview;
mod receiving;
mod versions;
mod writing;

pub use check::CheckPage;
pub use clipboard::paste_block;
pub use data::DataPage;
pub use export::ExportPage;
pub use finder::Finder;
pub use home::Home;
pub use meter::Meter;
pub use open::OpenPage;
pub use pack::{OWN_PLAN, offer, pack};
pub use preview::PreviewPage;
pub use receiving::Receiving;
pub use versions::VersionsPage;
pub use writing::{Writing, address, label, section_address};

/// What the page calls plan 000.
pub const PLAN: &str = "Kế hoạch tổng kết Đề án 500";

/// The heading of the first page.
pub const HOME: &str = "Viết đúng bài, biết đúng số trang";
