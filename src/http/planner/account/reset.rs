//! `/planner/reset/{token}`: chooses a new password by a link from a mail, and signs in. Looking at the page changes nothing.

use super::texts::Texts;
use crate::domain::account::User;
use crate::http::middleware::rate_limits::CountedChange;
use crate::http::planner::browser_session;
use crate::http::planner::flash::Flash;
use crate::http::planner::inbox::Texts as InboxTexts;
use crate::http::planner::prelude::*;
use crate::http::planner::public_layout::PublicLayout;
use crate::http::planner::sign_in::second;
use crate::operations::accounts::{Error, SignIn};

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

    fn answer(&self) -> PageResult {
        let status = match &self.user {
            None => StatusCode::NOT_FOUND,
            Some(_) if self.form.is_right() => StatusCode::OK,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        layout::page(status, self)
    }
}

/// `GET /planner/reset/{token}`
pub async fn show_reset(State(app): State<App>, ApiPath(token): ApiPath<String>, headers: HeaderMap) -> PageResult {
    ResetPage::new(&app, &headers, &token).await?.answer()
}

/// `POST /planner/reset/{token}`
pub async fn choose_password(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    _: CountedChange,
    headers: HeaderMap,
    form: FormData,
) -> PageResult {
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
            page.t.refuse(&mut page.form, &refusal);
            page.answer()
        }
        Err(error) => Err(error.into()),
    }
}
