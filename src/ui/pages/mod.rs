//! What an address shows: one page a file.

mod check;
mod draft;
mod export;
mod home;
mod missing;
mod open;
mod plan;
mod receive;
mod section;

pub use check::CheckPage;
pub use draft::DraftPage;
pub use export::ExportPage;
pub use home::HomePage;
pub use missing::{MissingDraft, UnknownPage};
pub use open::OpenPage;
pub use plan::PlanPage;
pub use receive::ReceivePage;
pub use section::SectionPage;
