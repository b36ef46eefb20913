//! `/planner/account/second-factor/passkey`: a new passkey. A script gets the challenge and sends the device's answer with
//! the form.

use super::{AccountTexts, OverviewPage, PATH, Texts, answer};
use crate::http::planner::prelude::*;
use crate::operations::accounts::Error;

#[derive(Template)]
#[template(path = "planner/account/second_factor_passkey.html")]
struct PasskeyPage {
    frame: Layout,
    t: Texts,
    form: Form,
    script: String,
}

impl PasskeyPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Account).await?;
        Ok(Self { frame, t: Texts::of(operator.language), form, script: asset_url("planner-passkey.js") })
    }
}

/// `GET /planner/account/second-factor/passkey`: named after the browser at first.
pub async fn show_passkey(operator: Proven<Operator>, headers: HeaderMap) -> PageResult {
    let device = operator.app.cookies.browser(&headers).device.in_words(operator.language);
    let form = Form::new(operator.language).with_some("name", device);
    layout::page(StatusCode::OK, &PasskeyPage::new(&operator, form).await?)
}

/// `POST /planner/account/second-factor/passkey/challenge`: for `navigator.credentials.create`.
pub async fn challenge(operator: Proven<Operator>) -> Result<Json<serde_json::Value>, PageError> {
    let party = operator.app.relying_party.as_ref().ok_or_else(ApiError::not_found)?;
    let (user, session) = (&operator.user, &operator.token);
    Ok(Json(accounts::begin_passkey(&operator.app.store, party, &operator.app.challenges, user, session).await?))
}

/// `POST /planner/account/second-factor/passkey`
pub async fn add_passkey(operator: Proven<Operator>, sent: FormData) -> PageResult {
    let party = operator.app.relying_party.as_ref().ok_or_else(ApiError::not_found)?;
    let who = (operator.user.id, &operator.token);
    let (name, passkey) = (sent.text("name"), sent.raw("passkey"));
    match accounts::add_passkey(&operator.app.store, party, &operator.app.challenges, who, name, passkey).await {
        Ok(codes) => answer(&operator, codes).await,
        Err(Error::Refused(refusal)) => {
            let mut form = Form::sent(sent, operator.language).without("passkey");
            AccountTexts::of(operator.language).refuse(&mut form, &refusal);
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &PasskeyPage::new(&operator, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/account/second-factor/passkeys/{id}/rename`
pub async fn rename_passkey(operator: Proven<Operator>, ApiPath(id): ApiPath<i64>, sent: FormData) -> PageResult {
    match accounts::rename_passkey(&operator.app.store, operator.user.id, id, sent.text("name")).await {
        Ok(()) => Ok(operator.done(PATH, Texts::of(operator.language).done_renamed())),
        Err(Error::Refused(refusal)) => {
            let mut form = Form::sent(sent, operator.language);
            AccountTexts::of(operator.language).refuse(&mut form, &refusal);
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &OverviewPage::new(&operator).await?.renaming(id, &form))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/account/second-factor/passkeys/{id}/remove`
pub async fn remove_passkey(operator: Proven<Operator>, ApiPath(id): ApiPath<i64>) -> PageResult {
    accounts::remove_passkey(&operator.app.store, (operator.user.id, &operator.token), id).await?;
    Ok(operator.done(PATH, Texts::of(operator.language).done_removed()))
}
