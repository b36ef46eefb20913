//! `/planner/set-up/start/{token}`: the first account. The address is printed by the program, new with every start, and
//! leads nowhere once there is an account.

use super::super::account::texts::Texts as AccountTexts;
use super::texts::Texts;
use crate::domain::account::Role;
use crate::http::middleware::rate_limits::CountedChange;
use crate::http::planner::browser_session;
use crate::http::planner::prelude::*;
use crate::http::planner::public_layout::PublicLayout;
use crate::operations::accounts::{Account, Error, Founder, Refusal, Secret};

/// The address to print; `None` where there is an account already.
///
/// # Errors
/// Those of the file.
pub async fn address(app: &App) -> Result<Option<String>, Error> {
    let nobody = accounts::nobody_yet(&app.store).await?;
    let secret = app.set_up_secret.as_ref().filter(|_| nobody);
    Ok(secret.map(|secret| format!("{}/planner/set-up/start/{}", app.settings.public_url, secret.expose())))
}

#[derive(Template)]
#[template(path = "planner/set_up/start.html")]
struct StartPage {
    door: PublicLayout,
    t: Texts,
    a: AccountTexts,
    /// Whether the address is the right one.
    open: bool,
    form: Form,
    script: String,
}

impl StartPage {
    fn new(app: &App, headers: &HeaderMap, open: bool) -> Self {
        let door = PublicLayout::new(app, headers);
        Self {
            t: Texts::of(door.language),
            a: AccountTexts::of(door.language),
            form: Form::new(door.language),
            door,
            open,
            script: asset_url("planner-set-up.js"),
        }
    }

    /// The page again, with all that is wrong at once.
    fn refused(mut self, sent: FormData, refusal: &Refusal) -> PageResult {
        self.form = Form::sent(sent, self.door.language);
        self.a.refuse(&mut self.form, refusal);
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }

    /// The field to begin with.
    fn focus(&self) -> &'static str {
        self.form.focus(&["name", "email", "password"])
    }
}

/// The owner as typed. Who reads this page in another language than the shop's goes on in it.
fn account(form: &FormData, language: Option<Language>) -> Account {
    Account { email: form.text("email").to_owned(), name: form.text("name").to_owned(), role: Role::Owner, language }
}

fn shop_language(app: &App) -> Language {
    app.planning().calendar.shop.language
}

fn is_right(app: &App, token: &str) -> bool {
    app.set_up_secret.as_ref().is_some_and(|secret| *secret == Secret::received(token))
}

/// `GET /planner/set-up/start/{token}`
pub async fn show_start(State(app): State<App>, ApiPath(token): ApiPath<String>, headers: HeaderMap) -> PageResult {
    if !accounts::nobody_yet(&app.store).await? {
        return Ok(Redirect::to("/planner/set-up").into_response());
    }
    let open = is_right(&app, &token);
    let status = if open { StatusCode::OK } else { StatusCode::NOT_FOUND };
    layout::page(status, &StartPage::new(&app, &headers, open))
}

/// `POST /planner/set-up/start/{token}`
pub async fn create_first(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    _: CountedChange,
    headers: HeaderMap,
    form: FormData,
) -> PageResult {
    if !is_right(&app, &token) {
        return layout::page(StatusCode::NOT_FOUND, &StartPage::new(&app, &headers, false));
    }
    let page = StartPage::new(&app, &headers, true);
    let account = account(&form, Some(page.door.language).filter(|language| *language != shop_language(&app)));
    let password = app.new_password(form.raw("password"));
    let made = accounts::create_first(&app.store, account, password, Founder::Themselves).await;
    let id = match made {
        Ok(id) => id,
        Err(Error::Refused(Refusal::NotTheFirst)) => return Ok(Redirect::to("/planner/set-up").into_response()),
        Err(Error::Refused(refusal)) => return page.refused(form, &refusal),
        Err(error) => return Err(error.into()),
    };
    match accounts::begin_session(&app.store, id, app.cookies.browser(&headers)).await? {
        Some(signed_in) => Ok(browser_session::enter(&app, &headers, &signed_in, "/planner/set-up").await?),
        None => Ok(Redirect::to("/planner/sign-in").into_response()),
    }
}
