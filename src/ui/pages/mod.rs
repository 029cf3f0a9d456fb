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

pub use check::*;
pub use draft::*;
pub use export::*;
pub use home::*;
pub use missing::*;
pub use open::*;
pub use plan::*;
pub use receive::*;
pub use section::*;
