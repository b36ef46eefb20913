//! `GET /planner/customers`: finds people as one types; without a script, by its button.

use super::texts::Texts;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::customers::{self, Record};

/// What is searched.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CustomersQuery {
    q: String,
}

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
pub async fn list_customers(operator: Operator, ApiQuery(query): ApiQuery<CustomersQuery>) -> PageResult {
    let t = Texts::of(operator.language);
    let found = customers::search(&operator.app.store, query.q.clone()).await?;
    let calendar = operator.calendar();
    let count = found.records.len();
    let page = CustomersPage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        query: query.q,
        counted: if found.is_cut { t.first_of_many(count) } else { t.counted(count) },
        records: found.records,
        nobody_yet: found.nobody_yet,
        unlinked: found.unlinked.iter().map(|visit| AppointmentRow::of(visit, &calendar, operator.language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}
