//! `/planner/account/second-factor/app`: an authenticator app. The secret is stored once a code proves that the app has it;
//! until then it is in the page alone.

use super::{AccountTexts, PATH, Texts, answer};
use crate::http::planner::prelude::*;
use crate::http::planner::qr_code::QrCode;
use crate::operations::accounts::{AddedApp, AppSecret, Error, Refusal};

#[derive(Template)]
#[template(path = "planner/account/second_factor_app.html")]
struct AppPage {
    frame: Layout,
    t: Texts,
    form: Form,
    secret: String,
    /// The secret in groups of four.
    shown: String,
    picture: Option<QrCode>,
}

impl AppPage {
    async fn new(operator: &Operator, secret: &AppSecret) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Account).await?;
        let issuer = if frame.shop.is_empty() { frame.t.planner() } else { &frame.shop };
        let (picture, secret) = (QrCode::of(&secret.url(issuer, &operator.user.email)), secret.base32());
        let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|group| str::from_utf8(group).ok()).collect();
        let shown = groups.join(" ");
        let (t, form) = (Texts::of(operator.language), Form::new(operator.language));
        Ok(Self { frame, t, form, shown, picture, secret })
    }
}

/// `GET /planner/account/second-factor/app`
pub async fn show_app(operator: Proven<Operator>) -> PageResult {
    layout::page(StatusCode::OK, &AppPage::new(&operator, &AppSecret::random()?).await?)
}

/// `POST /planner/account/second-factor/app`
pub async fn add_app(operator: Proven<Operator>, form: FormData) -> PageResult {
    let Some(secret) = AppSecret::parse(form.raw("secret")) else { return Ok(Redirect::to(PATH).into_response()) };
    let who = (operator.user.id, &operator.token);
    match accounts::add_app(&operator.app.store, who, secret.clone(), form.text("code")).await {
        Ok(AddedApp { codes: None, is_replaced: true }) => {
            Ok(operator.done(PATH, Texts::of(operator.language).done_replaced()))
        }
        Ok(AddedApp { codes, .. }) => answer(&operator, codes).await,
        Err(Error::Refused(refusal @ Refusal::Fields(_))) => {
            let mut page = AppPage::new(&operator, &secret).await?;
            AccountTexts::of(operator.language).refuse(&mut page.form, &refusal);
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/account/second-factor/app/remove`
pub async fn remove_app(operator: Proven<Operator>) -> PageResult {
    accounts::remove_app(&operator.app.store, operator.user.id, &operator.token).await?;
    Ok(operator.done(PATH, Texts::of(operator.language).done_removed()))
}
