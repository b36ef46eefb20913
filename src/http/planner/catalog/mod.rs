//! What the shop offers: services and what they occupy. A list each ([`list`]), in display order, and a form each
//! ([`service`], [`resource`]); what both lists do to an entry is [`actions`]. What is switched on and cannot be booked all
//! the same says so everywhere, in the words of [`hint`].

mod actions;
mod hint;
mod list;
mod needs;
mod place;
mod resource;
mod service;
mod service_form;

use crate::http::planner::confirm_page::ConfirmPage;
use crate::http::planner::flash::Flash;
use crate::http::planner::prelude::*;
use crate::operations::catalog::Refusal;
use crate::operations::catalog::offer::Item;
use hint::Hint;

/// What these pages say.
type Texts = i18n::Texts<planner::Offer>;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/services", get(list::list_services))
        .route("/planner/services/act", post(actions::act::<Service>))
        .route("/planner/services/form", get(service::show_service).post(service::save_service))
        .route("/planner/resources", get(list::list_resources))
        .route("/planner/resources/act", post(actions::act::<Resource>))
        .route("/planner/resources/form", get(resource::show_resource).post(resource::save_resource))
}

/// Where the pages of a kind of entry are.
trait Listed: Item {
    /// Its list.
    const LIST: &'static str;
    /// What its buttons are sent to.
    const ACT: &'static str;

    /// What keeps customers from booking it, though it is online.
    fn hint(&self, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint>;
}

impl Listed for Service {
    const LIST: &'static str = "/planner/services";
    const ACT: &'static str = "/planner/services/act";

    fn hint(&self, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint> {
        hint::of_service(self, calendar, today, language).filter(|_| self.online)
    }
}

impl Listed for Resource {
    const LIST: &'static str = "/planner/resources";
    const ACT: &'static str = "/planner/resources/act";

    fn hint(&self, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint> {
        hint::of_resource(self, calendar, today, language)
    }
}

/// A refusal as a sentence above a form.
fn sentence(refusal: &Refusal, t: Texts) -> &'static str {
    match refusal {
        Refusal::UnknownResource => t.unknown_resource(),
        Refusal::InUse => t.used_by(),
        Refusal::Stale | Refusal::LeavesOutside(_) | Refusal::StillBooked(_) | Refusal::NothingNew => t.stale(),
    }
}

/// The question before something is switched off or archived that appointments still use.
fn still_booked(language: Language, offline: bool, action: &'static str, back: Option<&'static str>) -> ConfirmPage {
    let t = Texts::of(language);
    let (sentence, go_on) = if offline {
        (t.still_booked_offline(), t.go_offline())
    } else {
        (t.still_booked_archive(), t.archive_anyway())
    };
    ConfirmPage { area: Area::Offer, title: t.still_booked(), sentence, go_on, action, back }
}

/// To the list, which says what was saved, and what is missing before it can be booked.
fn saved<T: Listed>(operator: &Operator, id: &str) -> Response {
    let t = Texts::of(operator.language);
    let calendar = operator.calendar();
    let today = operator.today();
    let Some(item) = T::all(&calendar).iter().find(|item| item.id() == id) else {
        return operator.done(T::LIST, t.saved());
    };
    let saved = format!("{} {}.", t.saved(), item.name());
    match item.hint(&calendar, today, operator.language) {
        None => operator.done(T::LIST, saved),
        Some(hint) => {
            let sentence = format!("{saved} {} {}.", t.saved_not_bookable(), hint.text);
            operator.leave(T::LIST, Flash { link: Some((hint.href, hint.link)), ..Flash::problem(sentence) })
        }
    }
}
