//! `/planner/reset/{token}`: chooses a new password by a link from a mail, and signs in. Looking at the page changes nothing.

use super::texts::Texts;
use crate::domain::account::User;
use crate::http::client_address::ClientAddress;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::browser_session;
use crate::http::planner::flash::Flash;
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::inbox::Texts as InboxTexts;
use crate::http::planner::layout;
use crate::http::planner::public_layout::PublicLayout;
use crate::http::planner::sign_in::second;
use crate::http::state::App;
use crate::operations::accounts;
use crate::operations::accounts::{Error, Refusal, SignIn};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "planner/account/reset.html")]
struct ResetPage {
    door: PublicLayout,
    t: Texts,
    /// Whose password; `None`: the link has ended.
    user: Option<User>,
    form: Form,
}

impl ResetPage {
    async fn new(app: &App, headers: &HeaderMap, token: &str) -> Result<Self, PageError> {
        let door = PublicLayout::new(app, headers);
        let user = accounts::find_reset(&app.store, token).await?;
        let t = Texts::of(door.language);
        Ok(Self { t, user, form: Form::new(door.language), door })
    }

    /// Whether it is the first password that is chosen.
    fn is_invitation(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.invited)
    }

    fn label(&self) -> &'static str {
        if self.is_invitation() { self.t.own_password() } else { self.t.new_password() }
    }

    fn answer(&self) -> Result<Response, PageError> {
        let status = match &self.user {
            None => StatusCode::NOT_FOUND,
            Some(_) if self.form.is_right() => StatusCode::OK,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        layout::page(status, self)
    }
}

/// `GET /planner/reset/{token}`
pub async fn show_reset(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    request: Request,
) -> Result<Response, PageError> {
    ResetPage::new(&app, request.headers(), &token).await?.answer()
}

/// `POST /planner/reset/{token}`
pub async fn choose_password(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    request: Request,
) -> Result<Response, PageError> {
    app.limits.check(Action::Change, ClientAddress::of_request(&request, &app.settings.trusted_proxies))?;
    let headers = request.headers().clone();
    let form = FormData::read(request).await?;
    let (password, browser) = (app.new_password(form.raw("password")), app.cookies.browser(&headers));
    match accounts::reset_password(&app.store, &token, password, browser).await {
        Ok(SignIn::Complete(session)) => {
            app.sign_ins.forgive_strangers(&session.user.email);
            let t = InboxTexts::of(PublicLayout::new(&app, &headers).language);
            app.flashes.put(&session.token, Flash::done(t.did_set_password()));
            Ok(browser_session::enter(&app, &headers, &session, "/planner").await?)
        }
        Ok(SignIn::Halfway(first)) => second::ask(&app, first, "/planner").await,
        Ok(SignIn::Refused) => Ok(Redirect::to("/planner/sign-in").into_response()),
        Err(Error::Refused(refusal)) => {
            let mut page = ResetPage::new(&app, &headers, &token).await?;
            if refusal != Refusal::LinkEnded {
                page.form.refuse("password", page.t.refusal(refusal));
            }
            page.answer()
        }
        Err(error) => Err(super::super::fault(error)),
    }
}
