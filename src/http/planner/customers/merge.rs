//! `/planner/customers/{id}/merge`: first which other record, then which entries stay.

use super::link::fault;
use super::list::CustomerLine;
use super::texts::Texts;
use crate::domain::person::{CustomerId, Details, Person};
use crate::domain::values::{CustomerNote, Invalid, shown};
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::extract::{ApiPath, ApiQuery};
use crate::http::planner::auth::Operator;
use crate::http::planner::flash;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::customers;
use crate::operations::customers::{Error, Merged, Record, Refusal, TypedDetails};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The other record, or what is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MergeQuery {
    with: Option<CustomerId>,
    q: String,
}

#[derive(Template)]
#[template(path = "planner/customers/merge.html")]
struct MergePage {
    frame: Layout,
    t: Texts,
    people: String,
    script: String,
    id: CustomerId,
    name: String,
    query: String,
    lines: Vec<CustomerLine>,
}

#[derive(Template)]
#[template(path = "planner/customers/merge_choose.html")]
struct ChoosePage {
    frame: Layout,
    t: Texts,
    people: String,
    keep: Record,
    gone: Record,
    fields: Vec<FieldChoice>,
    problem: Option<&'static str>,
}

/// An entry that may come from either record.
struct FieldChoice {
    name: &'static str,
    label: &'static str,
    keep: String,
    gone: String,
    /// Whether the other record's is proposed: where this one has none.
    takes_gone: bool,
    /// Whether both may stay, one below the other.
    both: bool,
}

impl FieldChoice {
    fn differs(&self) -> bool {
        self.keep != self.gone
    }
}

/// `GET /planner/customers/{id}/merge`
pub async fn show_merge(
    State(app): State<App>,
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
    ApiQuery(query): ApiQuery<MergeQuery>,
) -> Result<Response, PageError> {
    if let Some(with) = query.with {
        return choose(&app, &operator, (id, with), None).await;
    }
    let found = customers::merge_candidates(&app.store, id, query.q.clone()).await?;
    let (record, others) = found.ok_or_else(ApiError::not_found)?;
    let page = MergePage {
        frame: Layout::new(&app, &operator, Area::Customers).await?,
        t: Texts::of(operator.language),
        people: asset_url("planner-people.css"),
        script: asset_url("planner-customers.js"),
        id,
        name: record.details.person.full_name(),
        query: query.q,
        lines: others.iter().map(CustomerLine::of).collect(),
    };
    layout::page(StatusCode::OK, &page)
}

async fn choose(
    app: &App,
    operator: &Operator,
    (keep, gone): (CustomerId, CustomerId),
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let found = customers::find_both(&app.store, keep, gone).await?;
    let (keep, gone) = found.filter(|_| keep != gone).ok_or_else(ApiError::not_found)?;
    let page = ChoosePage {
        frame: Layout::new(app, operator, Area::Customers).await?,
        t,
        people: asset_url("planner-people.css"),
        fields: choices(&TypedDetails::of(&keep.details), &TypedDetails::of(&gone.details), t),
        keep,
        gone,
        problem,
    };
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    layout::page(status, &page)
}

fn choices(keep: &TypedDetails, gone: &TypedDetails, t: Texts) -> Vec<FieldChoice> {
    let labels = [t.first_name(), t.last_name(), t.email(), t.phone(), t.address(), t.born_on(), t.note()].into_iter();
    let fields = keep.fields().into_iter().zip(gone.fields()).zip(labels);
    fields
        .map(|(((name, keep), (_, gone)), label)| FieldChoice {
            name,
            label,
            keep: keep.to_owned(),
            gone: gone.to_owned(),
            takes_gone: keep.is_empty() && !gone.is_empty(),
            both: name == "note" && !keep.is_empty() && !gone.is_empty(),
        })
        .collect()
}

/// `POST /planner/customers/{id}/merge`
pub async fn merge_customers(
    State(app): State<App>,
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
    form: FormData,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let with: CustomerId = form.text("with").parse().map_err(|_| ApiError::not_found())?;
    let (keep, gone) = customers::find_both(&app.store, id, with).await?.ok_or_else(ApiError::not_found)?;
    // Only two long notes together may be too long.
    let Ok(details) = chosen(&form, keep.details, gone.details) else {
        let detail = "Both notes together are too long. Choose one, and shorten the other by hand.";
        return Err(PageError::from(ApiError::new(Code::InvalidBody, detail)).in_language(operator.language));
    };
    let seen = |name: &str| form.text(name).parse().unwrap_or_default();
    let merged = Merged { details, seen_at: (seen("seen_keep"), seen("seen_gone")) };
    match customers::merge(&app.store, id, with, merged, operator.user.id).await {
        Ok(()) => Ok(flash::redirect(&format!("/planner/customers/{id}"), "merged")),
        Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
            choose(&app, &operator, (id, with), Some(t.changed_meanwhile())).await
        }
        Err(error) => Err(fault(error).in_language(operator.language)),
    }
}

/// Each entry from the record that was ticked; from the one that stays where nothing was.
fn chosen(form: &FormData, keep: Details, gone: Details) -> Result<Details, Invalid> {
    let note = match form.text("note") {
        "both" => CustomerNote::parse_optional(&format!("{}\n\n{}", shown(&keep.note), shown(&gone.note)))?,
        _ => ticked(form, "note", keep.note, gone.note),
    };
    let (stays, goes) = (keep.person, gone.person);
    Ok(Details {
        person: Person {
            first_name: ticked(form, "first_name", stays.first_name, goes.first_name),
            last_name: ticked(form, "last_name", stays.last_name, goes.last_name),
            email: ticked(form, "email", stays.email, goes.email),
            phone: ticked(form, "phone", stays.phone, goes.phone),
        },
        address: ticked(form, "address", keep.address, gone.address),
        born_on: ticked(form, "born_on", keep.born_on, gone.born_on),
        note,
    })
}

fn ticked<T>(form: &FormData, name: &str, keep: T, gone: T) -> T {
    if form.text(name) == "gone" { gone } else { keep }
}
