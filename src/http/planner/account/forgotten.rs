//! `/planner/forgotten`: asks for a link to choose a new password. The answer is the same, and as quick, whether or not
//! there is such an account.

use super::texts::Texts;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::prelude::*;
use crate::http::planner::public_layout::PublicLayout;
use crate::operations::accounts::Browser;

#[derive(Template)]
#[template(path = "planner/account/forgotten.html")]
struct ForgottenPage {
    door: PublicLayout,
    t: Texts,
    sent: bool,
    /// Mail does not go out: nobody would get the link.
    no_mail: bool,
}

/// `GET /planner/forgotten`
pub async fn show_forgotten(State(app): State<App>, headers: HeaderMap, Asked(query): Asked) -> PageResult {
    let door = PublicLayout::new(&app, &headers);
    let no_mail = !app.sends_mail().await?;
    let page = ForgottenPage { t: Texts::of(door.language), door, sent: query.has("sent"), no_mail };
    layout::page(StatusCode::OK, &page)
}

/// Whether a link is sent, if there is such an account. What strangers have asked for does not count for a device that it
/// has signed in from.
async fn may_ask(app: &App, email: &str, browser: &Browser, client: ClientAddress) -> Result<bool, ApiError> {
    if let Some(device) = browser.known_to(&app.store, email).await? {
        return Ok(app.limits.may_reset_from(&device, email));
    }
    app.limits.check(Action::Reset, client)?;
    // One account too often is told nothing: the answer must not depend on what was asked before by others.
    Ok(app.limits.may_reset(email))
}

/// `POST /planner/forgotten`
pub async fn ask_for_link(
    State(app): State<App>,
    client: ClientAddress,
    headers: HeaderMap,
    form: FormData,
) -> PageResult {
    let browser = app.cookies.browser(&headers);
    let email = form.text("email").to_owned();
    if may_ask(&app, &email, &browser, client).await? {
        // Not waited for, since writing for an account that exists takes longer than finding none.
        tokio::spawn(async move {
            if let Err(error) = accounts::ask_for_reset(&app.store, &email).await {
                tracing::error!(%error, "a link to choose a password could not be sent");
            }
        });
    }
    Ok(Redirect::to("/planner/forgotten?sent=1").into_response())
}
