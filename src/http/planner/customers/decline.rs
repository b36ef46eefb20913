//! `/planner/erasures/{id}/decline`: asks for the reason, then declines a request of erasure.

use super::texts::Texts;
use crate::domain::values::Comment;
use crate::http::planner::prelude::*;

#[derive(Template)]
#[template(path = "planner/customers/decline.html")]
struct DeclinePage {
    frame: Layout,
    t: Texts,
    id: i64,
    name: String,
    form: Form,
}

impl DeclinePage {
    async fn new(operator: &Operator, id: i64, form: Form) -> Result<Self, PageError> {
        let (request, _) = customers::find_request(&operator.app.store, id).await?;
        Ok(Self {
            frame: Layout::new(operator, Area::Inbox).await?,
            t: Texts::of(operator.language),
            id,
            name: if request.name.is_empty() { request.email_folded } else { request.name },
            form,
        })
    }
}

/// `GET /planner/erasures/{id}/decline`
pub async fn ask_to_decline(operator: Operator, ApiPath(id): ApiPath<i64>) -> PageResult {
    let form = Form::new(operator.language);
    layout::page(StatusCode::OK, &DeclinePage::new(&operator, id, form).await?)
}

/// `POST /planner/erasures/{id}/decline`
pub async fn decline(operator: Operator, ApiPath(id): ApiPath<i64>, sent: FormData) -> PageResult {
    let reason = match Comment::parse_optional(sent.text("reason")) {
        Ok(reason) => reason,
        Err(invalid) => {
            let mut form = Form::sent(sent, operator.language);
            form.keep::<()>("reason", Err(invalid));
            return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &DeclinePage::new(&operator, id, form).await?);
        }
    };
    let address = customers::decline_request(&operator.app.store, id, operator.user.id, reason).await?;
    let t = Texts::of(operator.language);
    let gets_mail = operator.app.sends_mail().await?;
    let done = if gets_mail { t.did_decline_erasure(address) } else { t.did_decline_without_mail(address) };
    Ok(operator.done("/planner", done))
}
