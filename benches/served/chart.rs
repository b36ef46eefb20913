//! Pictures of how cost grows with the work: lines over a logarithmic axis, as SVG that is read in light and dark.

use crate::report::number;
use std::fmt::Write;

/// Some lines over the same axes.
pub struct Chart {
    /// What is shown; the unit of the upright axis in it.
    pub title: &'static str,
    /// What the other axis counts.
    pub x: &'static str,
    /// In the order of the legend.
    pub lines: Vec<Line>,
}

/// One line.
pub struct Line {
    /// As the legend calls it.
    pub name: String,
    /// In order of `x`, which is above zero.
    pub points: Vec<(f64, f64)>,
    /// Drawn beside it as a dashed line: what it cannot exceed.
    pub limit: Option<f64>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 360.0;
/// Room for the numbers at the left, the title above, the other axis below and the legend at the right.
const LEFT: f64 = 70.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 50.0;
const RIGHT: f64 = 170.0;
/// Told apart in light and dark, and by the marks on them without colour.
const COLOURS: [&str; 4] = ["#0f766e", "#c2570c", "#6d5bd0", "#b03060"];

impl Chart {
    /// The picture.
    pub fn to_svg(&self) -> String {
        let all = || self.lines.iter().flat_map(|line| &line.points);
        let least = all().map(|point| point.0).fold(f64::MAX, f64::min);
        let most = all().map(|point| point.0).fold(f64::MIN, f64::max);
        let highest = all().map(|point| point.1).chain(self.lines.iter().filter_map(|line| line.limit));
        let (step, highest) = scale(highest.fold(0.0, f64::max));
        let x = |value: f64| LEFT + (value.ln() - least.ln()) / (most.ln() - least.ln()) * (WIDTH - LEFT - RIGHT);
        let y = |value: f64| HEIGHT - BOTTOM - value / highest * (HEIGHT - TOP - BOTTOM);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{0}\" \
             font-family=\"sans-serif\" font-size=\"13\" fill=\"#6b7280\">\n<title>{0}</title>\n\
             <text x=\"{LEFT}\" y=\"22\" font-size=\"15\">{0}</text>\n",
            self.title
        );
        let mut value = 0.0;
        while value <= highest * 1.001 {
            line(&mut svg, (LEFT, y(value)), (WIDTH - RIGHT, y(value)), "#9ca3af\" stroke-opacity=\"0.4");
            text(&mut svg, (LEFT - 8.0, y(value) + 4.0), "end", &number(value));
            value += step;
        }
        let mut marks: Vec<f64> = all().map(|point| point.0).collect();
        marks.sort_by(f64::total_cmp);
        marks.dedup();
        for mark in marks {
            text(&mut svg, (x(mark), HEIGHT - BOTTOM + 20.0), "middle", &number(mark));
        }
        text(&mut svg, (f64::midpoint(LEFT, WIDTH - RIGHT), HEIGHT - 10.0), "middle", self.x);
        for (place, one) in self.lines.iter().enumerate() {
            let colour = COLOURS[place % COLOURS.len()];
            if let Some(limit) = one.limit {
                line(
                    &mut svg,
                    (LEFT, y(limit)),
                    (WIDTH - RIGHT, y(limit)),
                    &format!("{colour}\" stroke-dasharray=\"5 4"),
                );
            }
            one.draw(&mut svg, colour, place, &|point| (x(point.0), y(point.1)));
        }
        svg + "</svg>\n"
    }
}

impl Line {
    fn draw(&self, svg: &mut String, colour: &str, place: usize, at: &impl Fn((f64, f64)) -> (f64, f64)) {
        let points: Vec<(f64, f64)> = self.points.iter().map(|point| at(*point)).collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        // Writing to a string never fails, here and below.
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join(" ")
        );
        let legend = (WIDTH - RIGHT + 20.0, TOP + 8.0 + 24.0 * place as f64);
        for (x, y) in points.into_iter().chain([legend]) {
            let _ = if place.is_multiple_of(2) {
                writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>")
            } else {
                writeln!(
                    svg,
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\" fill=\"{colour}\"/>",
                    x - 4.0,
                    y - 4.0
                )
            };
        }
        text(svg, (legend.0 + 12.0, legend.1 + 4.0), "start", &self.name);
    }
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), stroke: &str) {
    let ((x1, y1), (x2, y2)) = (from, to);
    let _ = writeln!(svg, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{stroke}\"/>");
}

fn text(svg: &mut String, at: (f64, f64), anchor: &str, words: &str) {
    let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{words}</text>", at.0, at.1);
}

/// A round distance between the numbers of an axis, about five of which reach `highest`; and where the axis ends.
fn scale(highest: f64) -> (f64, f64) {
    let rough = (highest / 5.0).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power).into_iter().find(|step| *step >= rough).unwrap_or(rough);
    (step, (highest / step).ceil() * step)
}
