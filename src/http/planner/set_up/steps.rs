//! The steps: their order, which are done, and the way from one to the next.

use super::step::Step;
use super::texts::Texts;
use crate::domain::shop::Calendar;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::extract::ApiPath;
use crate::http::planner::auth::{Operator, Owner};
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::catalog;
use crate::operations::set_up;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// A step as the progress shows it.
pub struct Shown {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
    pub done: bool,
}

/// What every step has around its form.
pub struct Guide {
    pub t: Texts,
    pub steps: Vec<Shown>,
    /// Where the button for skipping leads.
    pub skip: String,
}

impl Guide {
    /// The frame and the progress, on the page of `step`.
    pub async fn new(app: &App, operator: &Operator, step: Step) -> Result<(Layout, Self), PageError> {
        let t = Texts::of(operator.language);
        let has_mail = app.outlet.is_set_up(&app.store).await?;
        let finished = set_up::progress(&app.store).await?.is_some_and(|set_up| set_up.finished_at.is_some());
        let calendar = app.planning().calendar.clone();
        let steps = Step::ALL.into_iter().map(|shown| Shown {
            href: shown.address(),
            label: t.step(shown),
            current: shown == step,
            done: is_done(shown, &calendar, has_mail, finished),
        });
        let guide = Self { t, steps: steps.collect(), skip: format!("/planner/set-up/skip/{}", step.word()) };
        let mut frame = Layout::new(app, operator, Area::Settings).await?;
        frame.set_up_open = false;
        Ok((frame, guide))
    }
}

fn is_done(step: Step, calendar: &Calendar, has_mail: bool, finished: bool) -> bool {
    match step {
        Step::Shop => !calendar.shop.name.is_empty(),
        Step::Resources => calendar.resources.iter().any(|resource| !resource.archived),
        Step::Services => calendar.bookable_services().next().is_some(),
        Step::Hours => !calendar.availabilities.is_empty(),
        Step::Mail => has_mail,
        Step::Finish => finished,
    }
}

/// The step that has to be done before anybody can book.
pub fn missing(calendar: &Calendar) -> Step {
    let before = [Step::Resources, Step::Services];
    before.into_iter().find(|step| !is_done(*step, calendar, false, false)).unwrap_or(Step::Hours)
}

/// Goes on behind `step`, and remembers that.
pub async fn go_on(app: &App, step: Step) -> Result<Response, PageError> {
    let next = step.next();
    set_up::save_step(&app.store, next.word()).await?;
    Ok(Redirect::to(&next.address()).into_response())
}

/// `GET /planner/set-up`: where it was left.
pub async fn resume(State(app): State<App>, _: Owner) -> Result<Response, PageError> {
    let kept = set_up::progress(&app.store).await?;
    let step = kept.and_then(|kept| Step::from_word(&kept.step)).unwrap_or(Step::Shop);
    Ok(Redirect::to(&step.address()).into_response())
}

/// `POST /planner/set-up/skip/{step}`
pub async fn skip(State(app): State<App>, _: Owner, ApiPath(step): ApiPath<String>) -> Result<Response, PageError> {
    go_on(&app, Step::from_word(&step).ok_or_else(ApiError::not_found)?).await
}

/// What a page answers to a fault of an operation, where its refusals were dealt with before.
pub fn fault(error: catalog::Error) -> PageError {
    match error {
        catalog::Error::Store(error) => error.into(),
        catalog::Error::Refused(refusal) => {
            ApiError::new(Code::InvalidBody, format!("Nothing was changed: {refusal:?}. Reload the page.")).into()
        }
    }
}
