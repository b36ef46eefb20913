//! Mails about a request of erasure, to who has made it and to the shop. They name nobody.

use super::super::sanitize::{lines, one_line};
use super::{Content, Link};
use crate::domain::erasure::{ErasureNotice, ErasureNoticeKind};
use crate::domain::shop::{Language, Shop};
use crate::i18n::messages::{Mail, MailShop};
use crate::i18n::{Texts, dates};

/// What `notice` says in its reader's language.
pub(in crate::delivery) fn content(notice: &ErasureNotice, shop: &Shop, public_url: &str) -> Content {
    if notice.kind.is_for_shop() { to_shop(notice, shop, public_url) } else { to_customer(notice, shop, public_url) }
}

fn to_customer(notice: &ErasureNotice, shop: &Shop, public_url: &str) -> Content {
    let t = Texts::<Mail>::of(notice.language);
    let (heading, paragraphs) = match notice.kind {
        ErasureNoticeKind::Done => (t.erasure_done_heading(), vec![t.erasure_done().to_owned()]),
        ErasureNoticeKind::Declined => {
            let reason = notice.facts.reason.as_deref().map(|reason| t.erasure_reason(lines(reason).join(" ")));
            let sentences = [Some(t.erasure_declined().to_owned()), reason, Some(t.erasure_complaint().to_owned())];
            (t.erasure_declined_heading(), sentences.into_iter().flatten().collect())
        }
        ErasureNoticeKind::Received | ErasureNoticeKind::ShopRequested => {
            (t.erasure_received_heading(), vec![t.erasure_received(until(notice, notice.language))])
        }
    };
    Content {
        subject: heading.to_owned(),
        heading,
        greeting: t.greeting().to_owned(),
        paragraphs,
        closing: vec![t.kind_regards().to_owned(), one_line(&shop.name)],
        ..Content::new(shop, notice.language).with_statement(shop, public_url)
    }
}

fn to_shop(notice: &ErasureNotice, shop: &Shop, public_url: &str) -> Content {
    let language = notice.language.for_staff();
    let t = Texts::<MailShop>::of(language);
    let url = format!("{public_url}/planner");
    Content {
        subject: t.erasure_heading().to_owned(),
        heading: t.erasure_heading(),
        greeting: t.greeting().to_owned(),
        paragraphs: vec![t.erasure(until(notice, language))],
        link: Some(Link { label: t.erasure_link(), url, after: None }),
        ..Content::new(shop, language)
    }
}

/// The last day to answer.
fn until(notice: &ErasureNotice, language: Language) -> String {
    notice.facts.answer_by.map(|day| dates::long_day(day, language)).unwrap_or_default()
}
