//! The pages of the receiving office.

mod door;
mod filters;
mod handover;
mod lines;
mod missing;
mod notices;
mod paper;
mod register;
mod remarks;
mod shown;
mod standing;

pub use door::*;
pub use handover::*;
pub use missing::*;
pub use notices::*;
pub use paper::*;
pub use register::*;
pub use remarks::*;
pub use shown::*;
pub use standing::*;
