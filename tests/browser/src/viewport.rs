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
    /// Pixels of the screen for each CSS pixel: more than one where somebody has zoomed in.
    pub scale: u32,
}

impl Viewport {
    /// An office's screen.
    pub const DESKTOP: Self = Self { width: 1360, height: 900, mobile: false, scale: 1 };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844, mobile: true, scale: 1 };
    /// The narrowest screen that the page promises to fit.
    pub const NARROW: Self = Self { width: 320, height: 640, mobile: true, scale: 1 };
    /// A small office screen at 200 %.
    pub const ZOOMED: Self = Self { width: 640, height: 450, mobile: false, scale: 2 };
}
