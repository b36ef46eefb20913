//! `/planner/statistics`: numbers of a period, for owners: what persons did is their employer's matter alone. Each table is
//! a file, too. No personal data of customers.

mod period;
mod tables;

use super::csv_file::CsvFile;
use super::prelude::*;
use crate::operations::statistics::{self, Counts, Numbers};
use period::{Period, StatisticsQuery};
use tables::{LoadRow, Table, TableKind};

/// What the page says.
type Texts = i18n::Texts<planner::Statistics>;

/// The address of the page.
const PATH: &str = "/planner/statistics";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show_statistics)).route("/planner/statistics.csv", get(download))
}

#[derive(Template)]
#[template(path = "planner/statistics.html")]
struct StatisticsPage {
    frame: Layout,
    t: Texts,
    form: Form,
    /// The periods to choose from: address, name, and whether it is shown.
    periods: Vec<(String, &'static str, bool)>,
    /// "1.–30. November 2026"
    range: String,
    /// The numbers; none while the dates are wrong.
    numbers: Option<Shown>,
}

/// The numbers as they are shown.
struct Shown {
    figures: Vec<(&'static str, String, String)>,
    /// The use of the hours, and its words for who does not see the picture.
    hours: Vec<String>,
    load: Vec<LoadRow>,
    summary: String,
    load_file: String,
    /// Each with its file.
    tables: Vec<(Table, String)>,
}

/// `GET /planner/statistics`
pub async fn show_statistics(operator: Owner, ApiQuery(query): ApiQuery<StatisticsQuery>) -> PageResult {
    let frame = Layout::new(&operator, Area::Nowhere).await?;
    let (t, today, language) = (Texts::of(frame.language), operator.today(), frame.language);
    let mut form = query.form(language);
    let period = Period::read(&query, &mut form, today);
    let mut page =
        StatisticsPage { t, periods: Period::offered(&query, t), range: String::new(), numbers: None, frame, form };
    if let Some(period) = period {
        let numbers = statistics::numbers(&operator.app.store, period.first, period.last, language).await?;
        page.range = dates::range(period.first, period.last, language);
        page.numbers = Some(Shown::of(&numbers, &query, t, language));
    }
    layout::page(page.form.status(), &page)
}

/// `GET /planner/statistics.csv`: one of the tables.
pub async fn download(operator: Owner, ApiQuery(query): ApiQuery<StatisticsQuery>) -> PageResult {
    let (t, language) = (Texts::of(operator.language), operator.language);
    let mut form = query.form(language);
    let (Some(period), Some(kind)) =
        (Period::read(&query, &mut form, operator.today()), TableKind::from_word(&query.table))
    else {
        return Err(ApiError::not_found().into());
    };
    let numbers = statistics::numbers(&operator.app.store, period.first, period.last, language).await?;
    let table = Table::of(kind, &numbers, t, language);
    let mut file = CsvFile::new(t.separator());
    file.row(&table.heads);
    table.rows.iter().for_each(|row| file.row(row));
    Ok(file.answer(&format!("{}-{}-{}.csv", kind.word(), period.first, period.last)))
}

impl Shown {
    fn of(numbers: &Numbers, query: &StatisticsQuery, t: Texts, language: Language) -> Self {
        let Counts { appointments, online, no_shows, cancelled } = numbers.all;
        let share = |part: u32, of: u32| tables::percent(part, of, t).unwrap_or_default();
        let total = numbers.load.total();
        let used = total.percent().map(|percent| t.percent(percent.to_string())).unwrap_or_default();
        let figures = vec![
            (t.appointments(), appointments.to_string(), String::new()),
            (t.online(), online.to_string(), share(online, appointments)),
            (t.no_shows(), no_shows.to_string(), share(no_shows, appointments)),
            (t.cancelled(), cancelled.to_string(), share(cancelled, appointments + cancelled)),
            (t.load(), used, String::new()),
        ];
        let of = |kind| (Table::of(kind, numbers, t, language), query.file(kind));
        Self {
            figures,
            hours: tables::weekdays(language),
            load: tables::load_rows(&numbers.load),
            summary: tables::summary(&numbers.load, t, language),
            load_file: query.file(TableKind::Load),
            tables: TableKind::ALL.into_iter().filter(|kind| *kind != TableKind::Load).map(of).collect(),
        }
    }
}
