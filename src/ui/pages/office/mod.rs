//! The pages of the receiving office.

mod door;
mod missing;
mod paper;
mod register;

pub use door::*;
pub use missing::*;
pub use paper::*;
pub use register::*;
