//! `GET /planner/customers`: finds people as one types; without a script, by its button.

use super::texts::Texts;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::customers::Record;

#[derive(Template)]
#[template(path = "planner/customers/list.html")]
struct CustomersPage {
    frame: Layout,
    t: Texts,
    query: String,
    records: Vec<Record>,
    counted: String,
    nobody_yet: bool,
    /// Appointments found that belong to no record.
    unlinked: Vec<AppointmentRow>,
}

/// `GET /planner/customers`
pub async fn list_customers(operator: Operator, Asked(query): Asked) -> PageResult {
    let t = Texts::of(operator.language);
    let found = customers::search(&operator.app.store, query.raw("q").to_owned()).await?;
    let calendar = operator.calendar();
    let count = found.records.len();
    let page = CustomersPage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        query: query.raw("q").to_owned(),
        counted: if found.is_cut { t.first_of_many(count) } else { t.counted(count) },
        records: found.records,
        nobody_yet: found.nobody_yet,
        unlinked: found.unlinked.iter().map(|visit| AppointmentRow::of(visit, &calendar, operator.language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}
