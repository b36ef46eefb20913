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
        AccountNoticeKind::PasswordReset => with_link(notice, shop, public_url, &password_reset(notice.language)),
        AccountNoticeKind::Invitation => with_link(notice, shop, public_url, &invitation(notice, shop)),
    }
}

/// What differs from one message with a link to another.
struct Words {
    heading: &'static str,
    sentence: String,
    button: &'static str,
    note: &'static str,
}

fn password_reset(language: Language) -> Words {
    let say = |de, en| say(language, de, en);
    let heading = say("Neues Passwort wählen", "Choose a new password");
    Words {
        heading,
        sentence: say(
            "für Ihr Konto im Terminplaner wurde ein neues Passwort angefordert. Mit diesem Link können Sie es wählen:",
            "A new password was asked for, for your account in the appointment planner. Choose it by this link:",
        )
        .to_owned(),
        button: heading,
        note: say(
            "Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
            "If that was not you, there is nothing to do: your password stays as it is.",
        ),
    }
}

fn invitation(notice: &AccountNotice, shop: &Shop) -> Words {
    let (language, name) = (notice.language, one_line(&shop.name));
    let say = |de, en| say(language, de, en);
    let of_shop = |of: &str| if name.is_empty() { String::new() } else { format!(" {of} {name}") };
    let email = &notice.address;
    Words {
        heading: say("Ihre Einladung", "Your invitation"),
        sentence: match language {
            Language::De => format!(
                "für Sie gibt es jetzt ein Konto im Terminplaner{}. Wählen Sie mit diesem Link Ihr Passwort; danach melden \
                 Sie sich mit {email} an:",
                of_shop("von")
            ),
            Language::En => format!(
                "There is an account for you now in the appointment planner{}. Choose your password by this link; after \
                 that you sign in with {email}:",
                of_shop("of")
            ),
        },
        button: say("Passwort wählen", "Choose your password"),
        note: say(
            "Wenn Sie damit nichts anfangen können, müssen Sie nichts tun: Ohne Passwort öffnet das Konto niemandem etwas.",
            "If this means nothing to you, there is nothing to do: without a password the account opens nothing to anybody.",
        ),
    }
}

fn with_link(notice: &AccountNotice, shop: &Shop, public_url: &str, words: &Words) -> Content {
    let language = notice.language;
    let say = |de, en| say(language, de, en);
    let hello = say("Guten Tag", "Hello");
    let until = dates::day_and_time(Minute::floor(notice.facts.expires_at), shop.time_zone, language);
    let (fill, on_fill) = colors(shop);
    Content {
        language: language.tag(),
        subject: format!("{}: {}", words.heading, say("Terminplaner", "appointment planner")),
        heading: words.heading,
        sender: one_line(&shop.name),
        fill,
        on_fill,
        greeting: format!("{hello} {},", one_line(&notice.facts.name)),
        paragraphs: vec![words.sentence.clone()],
        rows: Vec::new(),
        link: Some(Link {
            label: words.button,
            url: reset_url(public_url, &notice.facts.token),
            after: Some(holds(language, &until)),
        }),
        note: Some(words.note),
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
