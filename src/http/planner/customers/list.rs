//! `GET /planner/customers`: finds people as one types; without a script, by its button.

use super::texts::Texts;
use crate::domain::person::CustomerId;
use crate::domain::values::shown;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::appointment_row::{AppointmentRow, dialled};
use crate::http::planner::auth::Operator;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::customers;
use crate::operations::customers::Record;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// What is searched.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CustomersQuery {
    q: String,
    done: String,
    gone: usize,
}

/// A line of the list.
pub struct CustomerLine {
    /// The record.
    pub id: CustomerId,
    /// "Muster, Erika".
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The telephone number; may be empty.
    pub phone: String,
    /// The same as a link dials it.
    pub dial: String,
}

impl CustomerLine {
    /// The line of a record.
    pub fn of(record: &Record) -> Self {
        let person = &record.details.person;
        let names = [&person.last_name, &person.first_name];
        let named: Vec<&str> = names.into_iter().filter_map(Option::as_deref).collect();
        let phone = shown(&person.phone);
        Self { id: record.id, name: named.join(", "), email: shown(&person.email), dial: dialled(&phone), phone }
    }
}

#[derive(Template)]
#[template(path = "planner/customers/list.html")]
struct CustomersPage {
    frame: Layout,
    t: Texts,
    script: String,
    people: String,
    query: String,
    lines: Vec<CustomerLine>,
    counted: String,
    nobody_yet: bool,
    /// Appointments found that belong to no record.
    unlinked: Vec<AppointmentRow>,
}

/// `GET /planner/customers`
pub async fn list_customers(
    State(app): State<App>,
    operator: Operator,
    ApiQuery(query): ApiQuery<CustomersQuery>,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let found = customers::search(&app.store, query.q.clone()).await?;
    let calendar = app.planning().calendar.clone();
    let count = found.records.len();
    let done = match query.done.as_str() {
        "erased" => Some(t.erased(query.gone)),
        word => t.done(word).map(str::to_owned),
    };
    let page = CustomersPage {
        frame: Layout::new(&app, &operator, Area::Customers).await?.with_done(done),
        t,
        script: asset_url("planner-customers.js"),
        people: asset_url("planner-people.css"),
        query: query.q,
        counted: if found.is_cut { t.first_of_many(count) } else { t.counted(count) },
        lines: found.records.iter().map(CustomerLine::of).collect(),
        nobody_yet: found.nobody_yet,
        unlinked: found.unlinked.iter().map(|visit| AppointmentRow::of(visit, &calendar, operator.language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}
