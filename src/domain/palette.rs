//! From the shop's one accent and the ground it stands on: pairs of colours that meet WCAG AA, for pages and mails. The
//! same derivation as the widget's.

/// Red, green, blue, each 0 to 1.
pub type Rgb = [f64; 3];

/// The ground of a light page.
pub const WHITE: Rgb = [1.0, 1.0, 1.0];
/// What a shop without a colour of its own has; the widget's too.
pub const DEFAULT: Rgb = [11.0 / 255.0, 100.0 / 255.0, 120.0 / 255.0];
const INK: Rgb = [0.07, 0.07, 0.08];
/// Slightly above the norm's 4.5, since browsers round to whole steps.
const TEXT: f64 = 4.6;
/// What the edge of something to be pressed needs (WCAG 1.4.11), with the same reserve.
const EDGE: f64 = 3.1;

/// Reads `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|value| f64::from(value) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
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

fn mix(one: Rgb, other: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|at| one[at] * share + other[at] * (1.0 - share))
}

/// The colour nearest to `color` that is told apart from all `grounds` by at least `ratio`.
fn readable(color: Rgb, ratio: f64, grounds: &[Rgb]) -> Rgb {
    let dark = contrast(WHITE, grounds[0]) > contrast(INK, grounds[0]);
    let end = if dark { WHITE } else { [0.0; 3] };
    let mixed = (0..=25).map(|step| mix(color, end, 1.0 - f64::from(step) / 25.0));
    let fits = |color: &Rgb| grounds.iter().all(|ground| contrast(*color, *ground) >= ratio);
    mixed.into_iter().find(fits).unwrap_or(end)
}

fn css(color: Rgb) -> String {
    let [r, g, b] = color.map(|part| (part * 255.0).round());
    format!("rgb({r} {g} {b})")
}

/// `#rrggbb`, as mail programs read it.
pub fn hex(color: Rgb) -> String {
    let [r, g, b] = color.map(|part| (part * 255.0).round());
    format!("#{:02x}{:02x}{:02x}", r as u8, g as u8, b as u8)
}

/// What a filled button is painted with, and what is written on it. An accent that nearly carries white text is deepened
/// a little; a light one such as yellow carries black.
pub fn fill(accent: Rgb) -> (Rgb, Rgb) {
    if contrast(WHITE, accent) >= 3.0 { (readable(accent, TEXT, &[WHITE]), WHITE) } else { (accent, INK) }
}

/// The custom properties that depend on the accent, for a page of that ground.
pub fn properties(accent: Rgb, ground: Rgb) -> String {
    let dark = luminance(ground) < 0.18;
    let (fill, on_fill) = fill(accent);
    let tint = mix(accent, ground, if dark { 0.22 } else { 0.09 });
    let named = [
        ("fill", fill),
        ("on-fill", on_fill),
        ("tint", tint),
        ("ink", readable(accent, TEXT, &[ground, tint])),
        ("edge", readable(accent, EDGE, &[ground, tint])),
    ];
    named.iter().map(|(name, color)| format!("--{name}:{};", css(*color))).collect()
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
    fn every_filled_button_is_readable() {
        for accent in ["#0b6478", "#ffee00", "#ffffff", "#000000", "#ff0000", "#7fbf7f", "#c2410c"] {
            let (fill, on_fill) = fill(parse(accent).unwrap());
            assert!(contrast(fill, on_fill) >= 4.5, "{accent}");
        }
        assert_eq!(hex(parse("#0b6478").unwrap()), "#0b6478");
    }

    #[test]
    fn only_whole_hex_colours_are_read() {
        assert_eq!(parse("#ffffff"), Some(WHITE));
        for wrong in ["", "#fff", "ffffff", "#gggggg", "#ffffff;", "red", "#äöüa"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
