//! What messages to those who work in the shop say, in German and English.

use super::clean::one_line;
use super::texts::{Content, Link, colors, footer, say};
use crate::domain::dates;
use crate::domain::letter::{AccountNotice, AccountNoticeKind};
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Minute;

/// Where a link to choose a new password leads.
pub fn reset_url(public_url: &str, token: &str) -> String {
    format!("{public_url}/planner/reset/{token}")
}

/// What `notice` says in its language.
pub(super) fn content(notice: &AccountNotice, shop: &Shop, public_url: &str) -> Content {
    match notice.kind {
        AccountNoticeKind::PasswordReset => password_reset(notice, shop, public_url),
    }
}

fn password_reset(notice: &AccountNotice, shop: &Shop, public_url: &str) -> Content {
    let language = notice.language;
    let say = |de, en| say(language, de, en);
    let hello = say("Guten Tag", "Hello");
    let until = dates::day_and_time(Minute::floor(notice.facts.expires_at), shop.time_zone, language);
    let heading = say("Neues Passwort wählen", "Choose a new password");
    let (fill, on_fill) = colors(shop);
    Content {
        language: language.tag(),
        subject: format!("{heading}: {}", say("Terminplaner", "appointment planner")),
        heading,
        sender: one_line(&shop.name),
        fill,
        on_fill,
        greeting: format!("{hello} {},", one_line(&notice.facts.name)),
        paragraphs: vec![
            say(
                "für Ihr Konto im Terminplaner wurde ein neues Passwort angefordert. Mit diesem Link können Sie es wählen:",
                "A new password was asked for, for your account in the appointment planner. Choose it by this link:",
            )
            .to_owned(),
        ],
        rows: Vec::new(),
        link: Some(Link { label: heading, url: reset_url(public_url, &notice.facts.token), after: Some(holds(language, &until)) }),
        note: Some(say(
            "Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
            "If that was not you, there is nothing to do: your password stays as it is.",
        )),
        closing: vec![say("Freundliche Grüße", "Kind regards").into(), one_line(&shop.name)],
        footer: footer(shop, language),
    }
}

fn holds(language: Language, until: &str) -> String {
    match language {
        Language::De => format!("Der Link gilt einmal, und bis {until}."),
        Language::En => format!("The link works once, until {until}."),
    }
}
