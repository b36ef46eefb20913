//! The words of each kind of message: its name, its subject, its heading, and what has happened.

use super::super::sanitize::one_line;
use crate::domain::appointment::Status;
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::shop::{Language, Shop};
use crate::i18n::messages::planner::Mails;
use crate::i18n::messages::{Mail, MailShop};
use crate::i18n::{Texts, dates};
use std::borrow::Cow;

/// What differs from one kind of message to another.
pub(super) struct Sentences {
    pub(super) subject: String,
    pub(super) heading: &'static str,
    pub(super) sentence: Cow<'static, str>,
}

/// What the shop calls a kind of message.
pub fn name(kind: NoticeKind, language: Language) -> &'static str {
    use NoticeKind as K;
    let t = Texts::<Mails>::of(language);
    match kind {
        K::Confirmation => t.confirmation(),
        K::PleaseConfirm => t.please_confirm(),
        K::RequestReceived => t.request_received(),
        K::Confirmed => t.confirmed(),
        K::Declined => t.declined(),
        K::Rescheduled => t.rescheduled(),
        K::Cancelled => t.cancelled(),
        K::SeriesConfirmation => t.series_confirmation(),
        K::SeriesRescheduled => t.series_rescheduled(),
        K::SeriesCancelled => t.series_cancelled(),
        K::ChooseTime => t.choose_time(),
        K::Reminder => t.reminder(),
        K::BookingRefused => t.booking_refused(),
        K::ShopBooked => t.shop_booked(),
        K::ShopRescheduled => t.shop_rescheduled(),
        K::ShopCancelled => t.shop_cancelled(),
        K::ShopDisowned => t.shop_disowned(),
    }
}

/// What a mail to a customer usually says at its head; empty for one to the shop.
pub fn heading(kind: NoticeKind, language: Language) -> &'static str {
    use NoticeKind as K;
    let t = Texts::<Mail>::of(language);
    match kind {
        K::Confirmation => t.confirmation_heading(),
        K::PleaseConfirm => t.please_confirm_heading(),
        K::RequestReceived => t.request_received_heading(),
        K::Confirmed => t.confirmed_heading(),
        K::Declined => t.declined_heading(),
        K::Rescheduled => t.rescheduled_heading(),
        K::Cancelled => t.cancelled_heading(),
        K::SeriesConfirmation => t.series_confirmation_heading(),
        K::SeriesRescheduled => t.series_rescheduled_heading(),
        K::SeriesCancelled => t.series_cancelled_heading(),
        K::ChooseTime => t.choose_time_heading(),
        K::Reminder => t.reminder_heading(),
        K::BookingRefused => t.booking_refused_heading(),
        K::ShopBooked | K::ShopRescheduled | K::ShopCancelled | K::ShopDisowned => "",
    }
}

/// Those of a notice to a reader of `language`.
pub(super) fn of(notice: &Notice, shop: &Shop, language: Language) -> Sentences {
    use NoticeKind as K;
    let (t, s) = (Texts::<Mail>::of(language), Texts::<MailShop>::of(language));
    let when = dates::day_and_time(notice.facts.start, shop.time_zone, language);
    let who = customer(notice).unwrap_or_else(|| s.somebody().to_owned());
    let head = heading(notice.kind, language);
    let requested = notice.facts.status == Status::Requested;
    let to_shop = |heading, sentence| (s.subject(facts(notice, &when), heading), heading, Cow::Owned(sentence));
    let (subject, heading, sentence) = match notice.kind {
        K::Confirmation => (t.confirmation_subject(when), head, t.confirmation().into()),
        K::PleaseConfirm => (t.please_confirm_subject(when), head, t.please_confirm().into()),
        K::RequestReceived => (t.request_received_subject(when), head, t.request_received().into()),
        K::Confirmed => (t.confirmed_subject(when), head, t.confirmed().into()),
        K::Declined => (t.declined_subject(when), head, t.declined().into()),
        K::Rescheduled if requested => {
            (t.rescheduled_subject(when), t.rescheduled_requested_heading(), t.rescheduled_requested().into())
        }
        K::Rescheduled => (t.rescheduled_subject(when), head, t.rescheduled().into()),
        K::Cancelled => (t.cancelled_subject(when), head, t.cancelled().into()),
        K::SeriesConfirmation => (t.series_confirmation_subject(when), head, t.series_confirmation().into()),
        K::SeriesRescheduled => (t.series_rescheduled_subject(when), head, t.series_rescheduled().into()),
        K::SeriesCancelled => (t.series_cancelled_subject(when), head, t.series_cancelled().into()),
        K::ChooseTime => (t.choose_time_subject(when), head, t.choose_time().into()),
        K::Reminder if requested => {
            (t.reminder_requested_subject(when), t.reminder_requested_heading(), t.reminder_requested().into())
        }
        K::Reminder => (t.reminder_subject(when), head, t.reminder().into()),
        K::BookingRefused => (t.booking_refused_subject().to_owned(), head, t.booking_refused().into()),
        K::ShopBooked if requested => to_shop(s.requested_heading(), s.requested(who)),
        K::ShopBooked => to_shop(s.booked_heading(), s.booked(who)),
        K::ShopRescheduled if requested => to_shop(s.rescheduled_heading(), s.rescheduled_requested(who)),
        K::ShopRescheduled => to_shop(s.rescheduled_heading(), s.rescheduled(who)),
        K::ShopCancelled => to_shop(s.cancelled_heading(), s.cancelled(who)),
        K::ShopDisowned if notice.facts.status == Status::Cancelled => {
            to_shop(s.disowned_heading(), s.disowned().to_owned())
        }
        K::ShopDisowned => to_shop(s.wrong_address_heading(), s.wrong_address().to_owned()),
    };
    Sentences { subject, heading, sentence }
}

/// The customer's name, where there is one to say.
pub(super) fn customer(notice: &Notice) -> Option<String> {
    Some(one_line(&notice.facts.customer.full_name())).filter(|name| !name.is_empty())
}

/// Who, what and when.
fn facts(notice: &Notice, when: &str) -> String {
    let service = Some(one_line(&notice.facts.service_name)).filter(|name| !name.is_empty());
    customer(notice).into_iter().chain(service).chain([when.to_owned()]).collect::<Vec<_>>().join(", ")
}
