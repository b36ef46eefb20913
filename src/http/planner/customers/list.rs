//! `GET /planner/customers`: finds people as one types; without a script, by its button.

use super::record::visits;
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
use crate::store::StoreError;
use crate::store::customers::{self, Record};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// How many are shown at most.
const SHOWN: u32 = 100;
/// How many appointments that belong to no record.
const UNLINKED_SHOWN: usize = 20;

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
    let typed = query.q.clone();
    let (mut found, all, unlinked) = app
        .store
        .read(move |conn| -> Result<_, StoreError> {
            let records = customers::search(conn, &typed, SHOWN + 1)?;
            let unlinked = customers::search_unlinked(conn, &typed, UNLINKED_SHOWN)?;
            Ok((records, customers::count(conn)?, visits(conn, unlinked)?))
        })
        .await?;
    let calendar = app.planning().calendar.clone();
    let is_cut = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
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
        counted: if is_cut { t.first_of_many(found.len()) } else { t.counted(found.len()) },
        lines: found.iter().map(CustomerLine::of).collect(),
        nobody_yet: all == 0,
        unlinked: unlinked.iter().map(|visit| AppointmentRow::of(visit, &calendar, operator.language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}
