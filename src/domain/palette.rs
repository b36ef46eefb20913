//! Derives colour pairs that meet WCAG AA from the shop's accent and a page background, for pages and mails. The
//! widget has the same derivation; both are tested with `tests/colors.json`.

/// Red, green, blue, each 0 to 1.
pub type Rgb = [f64; 3];

/// Background of light pages.
pub const WHITE: Rgb = [1.0, 1.0, 1.0];
/// Accent of a shop that has set none; the widget's too.
pub const DEFAULT: Rgb = [11.0 / 255.0, 100.0 / 255.0, 120.0 / 255.0];
/// Background of dark pages.
pub const DARK_GROUND: Rgb = [28.0 / 255.0, 33.0 / 255.0, 35.0 / 255.0];
const INK: Rgb = [0.07, 0.07, 0.08];
/// Contrast of text: WCAG's 4.5 with a reserve, since browsers round channel values.
pub const TEXT: f64 = 4.6;
/// Contrast of a control's border (WCAG 1.4.11 requires 3) with the same reserve.
pub const EDGE: f64 = 3.1;

/// Reads `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|value| f64::from(value) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colour of a place in a list, far from its neighbours': turns by the golden angle.
pub fn derived(place: usize) -> Rgb {
    let hue = (200.0 + place as f64 * 137.5) % 360.0 / 60.0;
    let (chroma, base) = (0.55, 0.2);
    let second = chroma * (1.0 - (hue % 2.0 - 1.0).abs());
    let [r, g, b] = match hue as u8 {
        0 => [chroma, second, 0.0],
        1 => [second, chroma, 0.0],
        2 => [0.0, chroma, second],
        3 => [0.0, second, chroma],
        4 => [second, 0.0, chroma],
        _ => [chroma, 0.0, second],
    };
    [r + base, g + base, b + base]
}

fn luminance(color: Rgb) -> f64 {
    let [r, g, b] = color.map(|part| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast ratio of WCAG 2.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Linear mix: `share` of `one` and the rest of `other`.
pub fn mix(one: Rgb, other: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|at| one[at] * share + other[at] * (1.0 - share))
}

/// The colour nearest to `color` with a contrast of at least `ratio` to all `grounds`.
pub fn readable(color: Rgb, ratio: f64, grounds: &[Rgb]) -> Rgb {
    let dark = contrast(WHITE, grounds[0]) > contrast(INK, grounds[0]);
    let end = if dark { WHITE } else { [0.0; 3] };
    let mixed = (0..=25).map(|step| mix(color, end, 1.0 - f64::from(step) / 25.0));
    let fits = |color: &Rgb| grounds.iter().all(|ground| contrast(*color, *ground) >= ratio);
    mixed.into_iter().find(fits).unwrap_or(end)
}

/// As a CSS colour.
pub fn css(color: Rgb) -> String {
    let [r, g, b] = color.map(|part| (part * 255.0).round());
    format!("rgb({r} {g} {b})")
}

/// `#rrggbb`, the notation that mail programs understand.
pub fn hex(color: Rgb) -> String {
    let [r, g, b] = color.map(|part| (part * 255.0).round());
    format!("#{:02x}{:02x}{:02x}", r as u8, g as u8, b as u8)
}

/// Background and text colour of a filled button. An accent that nearly carries white text is darkened a little; a
/// light one such as yellow gets black text.
pub fn fill(accent: Rgb) -> (Rgb, Rgb) {
    if contrast(WHITE, accent) >= 3.0 { (readable(accent, TEXT, &[WHITE]), WHITE) } else { (accent, INK) }
}

/// The colours derived from an accent on a background.
struct Derived {
    fill: Rgb,
    on_fill: Rgb,
    tint: Rgb,
    ink: Rgb,
    edge: Rgb,
}

impl Derived {
    fn new(accent: Rgb, ground: Rgb) -> Self {
        let dark = luminance(ground) < 0.18;
        let (fill, on_fill) = fill(accent);
        let tint = mix(accent, ground, if dark { 0.22 } else { 0.09 });
        Self {
            fill,
            on_fill,
            tint,
            ink: readable(accent, TEXT, &[ground, tint]),
            edge: readable(accent, EDGE, &[ground, tint]),
        }
    }
}

/// The CSS custom properties that depend on the accent, for pages with that background.
pub fn properties(accent: Rgb, ground: Rgb) -> String {
    let Derived { fill, on_fill, tint, ink, edge } = Derived::new(accent, ground);
    let named = [("fill", fill), ("on-fill", on_fill), ("tint", tint), ("ink", ink), ("edge", edge)];
    named.iter().map(|(name, color)| format!("--{name}:{};", css(*color))).collect()
}

/// Contrast of one use of the accent.
pub struct Reading {
    /// Whether it is on a dark page.
    pub on_dark: bool,
    /// Whether it is a filled button rather than text.
    pub filled: bool,
    /// The background colour, `#rrggbb`.
    pub ground: String,
    /// The colour of the text on it, `#rrggbb`.
    pub text: String,
    /// The contrast ratio, such as "4.9".
    pub ratio: String,
    /// Whether the accent had to be changed to be readable.
    pub adapted: bool,
}

/// How the accent (`None`: the default) reads as a button and as text, on light and dark pages.
pub fn readings(accent: Option<&str>) -> Vec<Reading> {
    let accent = accent.and_then(parse).unwrap_or(DEFAULT);
    let grounds = [WHITE, DARK_GROUND];
    let mut readings = Vec::new();
    for ground in grounds {
        let colors = Derived::new(accent, ground);
        readings.push(Reading::of(ground, true, (colors.fill, colors.on_fill), colors.fill != accent));
        readings.push(Reading::of(ground, false, (ground, colors.ink), colors.ink != accent));
    }
    readings
}

impl Reading {
    fn of(page: Rgb, filled: bool, (ground, text): (Rgb, Rgb), adapted: bool) -> Self {
        let ratio = (contrast(ground, text) * 10.0).floor() / 10.0;
        Self {
            on_dark: page != WHITE,
            filled,
            ground: hex(ground),
            text: hex(text),
            ratio: format!("{ratio:.1}"),
            adapted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_becomes_readable_on_light_and_dark() {
        for accent in ["#0b6478", "#ffee00", "#ffffff", "#000000", "#ff0000", "#7fbf7f", "#123456"] {
            let accent = parse(accent).unwrap();
            for ground in [WHITE, parse("#1c2123").unwrap()] {
                let tint = mix(accent, ground, if ground == WHITE { 0.09 } else { 0.22 });
                let ink = readable(accent, TEXT, &[ground, tint]);
                assert!(contrast(ink, ground) >= 4.5 && contrast(ink, tint) >= 4.5, "{accent:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn what_the_owner_is_told_of_a_colour_is_what_customers_see() {
        for accent in [None, Some("#ffee00"), Some("#ffffff"), Some("#123456")] {
            for reading in readings(accent) {
                assert!(reading.ratio.parse::<f64>().unwrap() >= 4.5, "{accent:?} {}", reading.ratio);
            }
        }
        assert!(readings(Some("#ffffff")).iter().any(|reading| reading.adapted));
        assert!(!readings(Some("#0b3040"))[0].adapted, "dark enough as it is");
    }

    #[test]
    fn buttons_have_the_colours_that_the_widget_gives_them() {
        let vectors: serde_json::Value = serde_json::from_str(include_str!("../../tests/colors.json")).unwrap();
        for vector in vectors.as_array().unwrap() {
            let accent = parse(vector["accent"].as_str().unwrap()).unwrap();
            assert!((contrast(WHITE, accent) - vector["contrast_to_white"].as_f64().unwrap()).abs() < 1e-3, "{vector}");
            assert_eq!(css(fill(accent).0), vector["fill"].as_str().unwrap(), "{vector}");
        }
    }

    #[test]
    fn only_whole_hex_colours_are_read() {
        assert_eq!(parse("#ffffff"), Some(WHITE));
        for wrong in ["", "#fff", "ffffff", "#gggggg", "#ffffff;", "red", "#äöüa"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
