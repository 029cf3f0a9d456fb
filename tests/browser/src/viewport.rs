//! The screens that the page must fit.

/// A size of screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// From side to side.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// Touched, and laid out as a phone does.
    pub mobile: bool,
}

impl Viewport {
    /// An office's screen.
    pub const DESKTOP: Self = Self { width: 1360, height: 900, mobile: false };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844, mobile: true };
    /// The narrowest screen that the page promises to fit.
    pub const NARROW: Self = Self { width: 320, height: 640, mobile: true };
}
