//! Pictures of how cost grows with the work: lines over an axis, as SVG that is read in light and dark.

use crate::report::number;
use std::fmt::Write;

/// Some lines over the same axes.
pub struct Chart {
    /// What is shown.
    pub title: &'static str,
    /// What the upright axis counts, which begins at zero.
    pub y: &'static str,
    /// What the other axis counts.
    pub x: &'static str,
    /// How that one is divided.
    pub spread: Spread,
    /// In the order of the legend.
    pub lines: Vec<Line>,
    /// What they are held against, dashed.
    pub rules: Vec<Rule>,
}

/// How an axis is divided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// From zero, evenly: what grows with the work is a straight line.
    Even,
    /// Each tenfold as far as the last; the axis says so.
    Tenfold,
}

/// A value to be reached or not exceeded, such as a budget.
pub struct Rule {
    /// As the legend calls it.
    pub name: &'static str,
    /// Where it lies.
    pub at: f64,
}

/// One line.
pub struct Line {
    /// As the legend calls it.
    pub name: String,
    /// In order of `x`, which is above zero.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 370.0;
/// Room for the numbers at the left, title and unit above, the other axis below and the legend at the right.
const LEFT: f64 = 70.0;
const TOP: f64 = 62.0;
const BOTTOM: f64 = 50.0;
const RIGHT: f64 = 200.0;
/// Told apart in light and dark, and by the marks on them without colour.
const COLOURS: [&str; 4] = ["#0d8a80", "#d2691e", "#8471e0", "#c2497c"];
const RULE_COLOUR: &str = "#dc2626";
const GRID_COLOUR: &str = "#9ca3af";

impl Chart {
    /// The picture.
    pub fn to_svg(&self) -> String {
        let axes = self.axes();
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{0}\" \
             font-family=\"sans-serif\" font-size=\"13\" fill=\"#7b8494\">\n<title>{0}</title>\n\
             <text x=\"{LEFT}\" y=\"22\" font-size=\"16\" font-weight=\"bold\">{0}</text>\n",
            self.title
        );
        self.draw_axes(&mut svg, &axes);
        for (place, one) in self.lines.iter().enumerate() {
            one.draw(&mut svg, place, &|point| (axes.x(point.0), axes.y(point.1)));
        }
        for (place, rule) in self.rules.iter().enumerate() {
            let (legend_x, legend_y) = legend(self.lines.len() + place);
            // Dashed ever more finely, so that two of them can be told apart.
            let stroke = format!("{RULE_COLOUR}\" stroke-width=\"1.5\" stroke-dasharray=\"{0} 4", 9 - 5 * place.min(1));
            line(&mut svg, (LEFT, axes.y(rule.at)), (WIDTH - RIGHT, axes.y(rule.at)), &stroke);
            line(&mut svg, (legend_x - 8.0, legend_y), (legend_x + 8.0, legend_y), &stroke);
            text(&mut svg, (legend_x + 14.0, legend_y + 4.0), "start", rule.name);
        }
        svg + "</svg>\n"
    }

    fn axes(&self) -> Axes {
        let all = || self.lines.iter().flat_map(|line| &line.points);
        let highest = all().map(|point| point.1).chain(self.rules.iter().map(|rule| rule.at)).fold(0.0, f64::max);
        let (step, highest) = scale(highest);
        let least = match self.spread {
            Spread::Even => 0.0,
            Spread::Tenfold => all().map(|point| point.0).fold(f64::MAX, f64::min),
        };
        let most = all().map(|point| point.0).fold(f64::MIN, f64::max);
        Axes { spread: self.spread, least, most, step, highest }
    }

    fn draw_axes(&self, svg: &mut String, axes: &Axes) {
        text(svg, (LEFT, TOP - 16.0), "start", self.y);
        let mut value = 0.0;
        while value <= axes.highest * 1.001 {
            let stroke = format!("{GRID_COLOUR}\" stroke-opacity=\"0.4");
            line(svg, (LEFT, axes.y(value)), (WIDTH - RIGHT, axes.y(value)), &stroke);
            text(svg, (LEFT - 8.0, axes.y(value) + 4.0), "end", &number(value));
            value += axes.step;
        }
        let mut marks: Vec<f64> = self.lines.iter().flat_map(|line| &line.points).map(|point| point.0).collect();
        marks.sort_by(f64::total_cmp);
        marks.dedup();
        let foot = HEIGHT - BOTTOM;
        for mark in marks {
            line(svg, (axes.x(mark), foot), (axes.x(mark), foot + 5.0), GRID_COLOUR);
            text(svg, (axes.x(mark), foot + 20.0), "middle", &number(mark));
        }
        let note = if self.spread == Spread::Tenfold { " (logarithmic)" } else { "" };
        let middle = f64::midpoint(LEFT, WIDTH - RIGHT);
        text(svg, (middle, HEIGHT - 10.0), "middle", &format!("{}{note}", self.x));
    }
}

/// Where values lie in the picture.
struct Axes {
    spread: Spread,
    least: f64,
    most: f64,
    /// Between two numbers of the upright axis.
    step: f64,
    highest: f64,
}

impl Axes {
    fn x(&self, value: f64) -> f64 {
        let share = match self.spread {
            Spread::Even => value / self.most,
            Spread::Tenfold => (value / self.least).ln() / (self.most / self.least).ln(),
        };
        LEFT + share * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - value / self.highest * (HEIGHT - TOP - BOTTOM)
    }
}

/// Where the mark of an entry in the legend stands.
fn legend(place: usize) -> (f64, f64) {
    (WIDTH - RIGHT + 28.0, TOP + 8.0 + 24.0 * place as f64)
}

impl Line {
    fn draw(&self, svg: &mut String, place: usize, at: &impl Fn((f64, f64)) -> (f64, f64)) {
        let colour = COLOURS[place % COLOURS.len()];
        let points: Vec<(f64, f64)> = self.points.iter().map(|point| at(*point)).collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        // Writing to a string never fails, here and below.
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join(" ")
        );
        let legend = legend(place);
        for at in points.into_iter().chain([legend]) {
            mark(svg, at, place, colour);
        }
        text(svg, (legend.0 + 14.0, legend.1 + 4.0), "start", &self.name);
    }
}

/// A circle, a square or a triangle, so that lines are told apart without colour.
fn mark(svg: &mut String, (x, y): (f64, f64), place: usize, colour: &str) {
    let _ = match place % 3 {
        0 => writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>"),
        1 => {
            let (left, top) = (x - 4.0, y - 4.0);
            writeln!(svg, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"8\" height=\"8\" fill=\"{colour}\"/>")
        }
        _ => {
            let (left, right, top, foot) = (x - 5.0, x + 5.0, y - 5.0, y + 4.0);
            writeln!(
                svg,
                "<polygon points=\"{left:.1},{foot:.1} {right:.1},{foot:.1} {x:.1},{top:.1}\" fill=\"{colour}\"/>"
            )
        }
    };
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
