//! The steps: their order, which are done, and the way from one to the next.

use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::set_up::step::Step;
use crate::operations::{mail, set_up};

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
    pub async fn new(operator: &Operator, step: Step) -> Result<(Layout, Self), PageError> {
        let t = Texts::of(operator.language);
        // A server that did not take a test mail is not done with.
        let has_mail = operator.app.outlet.is_set_up(&operator.app.store).await?
            && mail::has_worked(&operator.app.store).await? != Some(false);
        let finished = set_up::progress(&operator.app.store).await?.is_some_and(|set_up| set_up.finished_at.is_some());
        let calendar = operator.calendar();
        let steps = Step::ALL.into_iter().map(|shown| Shown {
            href: address(shown),
            label: t.step(shown),
            current: shown == step,
            done: shown.is_done(&calendar, has_mail, finished),
        });
        let guide = Self { t, steps: steps.collect(), skip: format!("/planner/set-up/skip/{}", step.word()) };
        let mut frame = Layout::new(operator, Area::Settings).await?;
        frame.set_up_open = false;
        Ok((frame, guide))
    }
}

/// Where a step is.
pub fn address(step: Step) -> String {
    format!("/planner/set-up/{}", step.word())
}

/// Goes on behind `step`, and remembers that.
pub async fn go_on(app: &App, step: Step) -> PageResult {
    let next = step.next();
    set_up::save_step(&app.store, next.word()).await?;
    Ok(Redirect::to(&address(next)).into_response())
}

/// `GET /planner/set-up`: where it was left.
pub async fn resume(operator: Owner) -> PageResult {
    let kept = set_up::progress(&operator.app.store).await?;
    let step = kept.and_then(|kept| Step::from_word(&kept.step)).unwrap_or(Step::Shop);
    Ok(Redirect::to(&address(step)).into_response())
}

/// `POST /planner/set-up/skip/{step}`
pub async fn skip(operator: Owner, ApiPath(step): ApiPath<String>) -> PageResult {
    go_on(&operator.app, Step::from_word(&step).ok_or_else(ApiError::not_found)?).await
}
