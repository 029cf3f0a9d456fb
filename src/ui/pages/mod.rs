//! What an address shows: one page a file.

mod awaited;
mod check;
mod compiling;
mod data;
mod deleted;
mod draft;
mod export;
mod home;
mod missing;
mod office;
mod open;
mod packs;
mod parallel;
mod plan;
mod preview;
mod section;
mod version;
mod versions;

pub use awaited::*;
pub use check::*;
pub use compiling::*;
pub use data::*;
pub use deleted::*;
pub use draft::*;
pub use export::*;
pub use home::*;
pub use missing::*;
pub use office::*;
pub use open::*;
pub use packs::*;
pub use parallel::*;
pub use plan::*;
pub use preview::*;
pub use section::*;
pub use version::*;
pub use versions::*;
