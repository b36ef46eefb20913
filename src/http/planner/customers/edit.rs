//! `/planner/customers/new` and `/planner/customers/{id}/edit`: the form of a record.

use super::link::fault;
use super::texts::Texts;
use crate::domain::person::{CustomerId, Details};
use crate::domain::values::Faults;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::Operator;
use crate::http::planner::flash;
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::customers;
use crate::operations::customers::{Record, TypedDetails};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/customers/edit.html")]
struct EditPage {
    frame: Layout,
    t: Texts,
    title: &'static str,
    action: String,
    back: String,
    form: Form,
}

impl EditPage {
    async fn new(app: &App, operator: &Operator, id: Option<CustomerId>) -> Result<Self, ApiError> {
        let t = Texts::of(operator.language);
        let page = match id {
            Some(id) => format!("/planner/customers/{id}"),
            None => "/planner/customers".into(),
        };
        Ok(Self {
            frame: Layout::new(app, operator, Area::Customers).await?,
            t,
            title: if id.is_some() { t.edit_title() } else { t.add() },
            action: format!("{page}/{}", if id.is_some() { "edit" } else { "new" }),
            back: page,
            form: Form::new(operator.language),
        })
    }

    /// The page again, with what was typed and what is wrong with it.
    fn refuse(mut self, sent: FormData, faults: &Faults) -> Result<Response, PageError> {
        self.form = Form::sent(sent, self.frame.language);
        for fault in faults.iter() {
            self.form.keep::<()>(&fault.field, Err(fault.wrong));
        }
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }
}

fn typed(form: &FormData) -> TypedDetails {
    TypedDetails::read(|name| form.raw(name).to_owned())
}

/// `GET /planner/customers/new`
pub async fn show_new(State(app): State<App>, operator: Operator) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &EditPage::new(&app, &operator, None).await?)
}

/// `POST /planner/customers/new`
pub async fn create_customer(
    State(app): State<App>,
    operator: Operator,
    form: FormData,
) -> Result<Response, PageError> {
    match typed(&form).parse(&Details::default()) {
        Err(faults) => EditPage::new(&app, &operator, None).await?.refuse(form, &faults),
        Ok(details) => {
            let id = customers::create(&app.store, details, operator.user.id).await.map_err(fault)?;
            Ok(flash::redirect(&format!("/planner/customers/{id}"), "created"))
        }
    }
}

async fn find(app: &App, id: CustomerId) -> Result<Record, ApiError> {
    customers::find(&app.store, id).await?.ok_or_else(ApiError::not_found)
}

/// `GET /planner/customers/{id}/edit`
pub async fn show_edit(
    State(app): State<App>,
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
) -> Result<Response, PageError> {
    let record = find(&app, id).await?;
    let mut page = EditPage::new(&app, &operator, Some(id)).await?;
    let typed = TypedDetails::of(&record.details);
    typed.fields().into_iter().for_each(|(name, value)| page.form.set(name, value));
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/customers/{id}/edit`
pub async fn update_customer(
    State(app): State<App>,
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
    form: FormData,
) -> Result<Response, PageError> {
    match typed(&form).parse(&find(&app, id).await?.details) {
        Err(faults) => EditPage::new(&app, &operator, Some(id)).await?.refuse(form, &faults),
        Ok(details) => {
            customers::change(&app.store, id, details, operator.user.id).await.map_err(fault)?;
            Ok(flash::redirect(&format!("/planner/customers/{id}"), "saved"))
        }
    }
}
