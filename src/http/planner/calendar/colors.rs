//! `GET /planner/calendar/colors.css`: the services' colours as a style sheet, since pages run no inline style. A service
//! without a colour of its own gets one by its place, far from its neighbours'.

use crate::domain::palette::{self, DARK_GROUND, EDGE, Rgb, WHITE};
use crate::http::planner::prelude::*;
use std::fmt::Write;

/// `GET /planner/calendar/colors.css`
pub async fn show_colors(operator: Operator) -> impl IntoResponse {
    let planning = operator.app.planning();
    let rules = |ground: Rgb, share: f64| {
        planning.calendar.services.iter().enumerate().fold(String::new(), |mut css, (place, service)| {
            let color = color_of(service, place);
            let fill = palette::mix(color, ground, share);
            let edge = palette::readable(color, EDGE, &[ground, fill]);
            // Writing into a string cannot fail.
            let _ = write!(css, ".tone-{place}{{--tone:{};--tone-edge:{}}}", palette::css(fill), palette::css(edge));
            css
        })
    };
    let css = format!(
        "{}@media screen and (prefers-color-scheme:dark){{{}}}\n",
        rules(WHITE, 0.18),
        rules(DARK_GROUND, 0.32)
    );
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css)
}

fn color_of(service: &Service, place: usize) -> Rgb {
    service.color.as_deref().and_then(palette::parse).unwrap_or_else(|| palette::derived(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_readable_on_every_tone_in_light_and_dark() {
        let (light, dark) = (palette::parse("#1c2123").unwrap(), palette::parse("#edf1f0").unwrap());
        let own = ["#000000", "#ffffff", "#ffee00", "#ff0000", "#0000ff"].map(|text| palette::parse(text).unwrap());
        for color in own.into_iter().chain((0..40).map(palette::derived)) {
            assert!(palette::contrast(light, palette::mix(color, WHITE, 0.18)) >= 4.5, "{color:?}");
            assert!(palette::contrast(dark, palette::mix(color, DARK_GROUND, 0.32)) >= 4.5, "{color:?}");
        }
    }
}
