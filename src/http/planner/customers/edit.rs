//! `/planner/customers/new` and `/planner/customers/{id}/edit`: the form of a record.

use super::texts::Texts;
use crate::domain::person::Details;
use crate::domain::values::Faults;
use crate::http::planner::prelude::*;
use crate::operations::customers::{Record, TypedDetails};

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
    async fn new(operator: &Operator, id: Option<CustomerId>) -> Result<Self, ApiError> {
        let t = Texts::of(operator.language);
        let page = match id {
            Some(id) => format!("/planner/customers/{id}"),
            None => "/planner/customers".into(),
        };
        Ok(Self {
            frame: Layout::new(operator, Area::Customers).await?,
            t,
            title: if id.is_some() { t.edit_title() } else { t.add() },
            action: format!("{page}/{}", if id.is_some() { "edit" } else { "new" }),
            back: page,
            form: Form::new(operator.language),
        })
    }

    /// The page again, with what was typed and what is wrong with it.
    fn refuse(mut self, sent: FormData, faults: &Faults) -> PageResult {
        let language = self.frame.language;
        self.form = Form::sent(sent, language);
        self.form.refuse_all(faults, |invalid| invalid.message(language));
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }
}

fn typed(form: &FormData) -> TypedDetails {
    TypedDetails::read(|name| form.raw(name).to_owned())
}

/// `GET /planner/customers/new`
pub async fn show_new(operator: Operator) -> PageResult {
    layout::page(StatusCode::OK, &EditPage::new(&operator, None).await?)
}

/// `POST /planner/customers/new`
pub async fn create_customer(operator: Operator, form: FormData) -> PageResult {
    match typed(&form).parse(&Details::default()) {
        Err(faults) => EditPage::new(&operator, None).await?.refuse(form, &faults),
        Ok(details) => {
            let id = customers::create(&operator.app.store, details, operator.user.id).await?;
            Ok(operator.done(&format!("/planner/customers/{id}"), Texts::of(operator.language).created()))
        }
    }
}

async fn find(app: &App, id: CustomerId) -> Result<Record, ApiError> {
    customers::find(&app.store, id).await?.ok_or_else(ApiError::not_found)
}

/// `GET /planner/customers/{id}/edit`
pub async fn show_edit(operator: Operator, ApiPath(id): ApiPath<CustomerId>) -> PageResult {
    let record = find(&operator.app, id).await?;
    let mut page = EditPage::new(&operator, Some(id)).await?;
    let typed = TypedDetails::of(&record.details);
    typed.fields().into_iter().for_each(|(name, value)| page.form.set(name, value));
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/customers/{id}/edit`
pub async fn update_customer(operator: Operator, ApiPath(id): ApiPath<CustomerId>, form: FormData) -> PageResult {
    match typed(&form).parse(&find(&operator.app, id).await?.details) {
        Err(faults) => EditPage::new(&operator, Some(id)).await?.refuse(form, &faults),
        Ok(details) => {
            customers::change(&operator.app.store, id, details, operator.user.id).await?;
            Ok(operator.done(&format!("/planner/customers/{id}"), Texts::of(operator.language).saved()))
        }
    }
}
