//! What an address shows: one page a file.

mod awaited;
mod check;
mod data;
mod draft;
mod export;
mod home;
mod missing;
mod open;
mod packs;
mod plan;
mod receive;
mod section;

pub use awaited::*;
pub use check::*;
pub use data::*;
pub use draft::*;
pub use export::*;
pub use home::*;
pub use missing::*;
pub use open::*;
pub use packs::*;
pub use plan::*;
pub use receive::*;
pub use section::*;
