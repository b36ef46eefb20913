//! QR codes as pictures in a page.

use qrcodegen::{QrCode as Code, QrCodeEcc};
use std::fmt::Write;

/// Modules of the quiet zone around a QR code, as the standard demands.
const QUIET: i32 = 4;

/// A QR code as an SVG path in a square of `size`.
pub struct QrCode {
    /// Width and height, in modules.
    pub size: i32,
    /// The dark modules.
    pub path: String,
}

impl QrCode {
    /// `None` for a text that is too long: it is typed then.
    pub fn of(text: &str) -> Option<Self> {
        let code = Code::encode_text(text, QrCodeEcc::Medium).ok()?;
        let (size, mut path) = (code.size(), String::new());
        for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y)) {
            // Writing into a string cannot fail.
            let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        }
        Some(Self { size: size + 2 * QUIET, path })
    }
}
