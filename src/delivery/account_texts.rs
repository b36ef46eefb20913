//! What messages to those who work in the shop say, in German and English.

use super::sanitize::one_line;
use super::texts::{Content, Link, colors, footer, say};
use crate::domain::message::{AccountNotice, AccountNoticeKind, PasswordLink};
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Minute;
use crate::i18n::dates;

/// Where a link to choose a new password leads.
pub fn reset_url(public_url: &str, token: &str) -> String {
    format!("{public_url}/planner/reset/{token}")
}

/// What `notice` says in its language.
pub(super) fn content(notice: &AccountNotice, shop: &Shop, public_url: &str) -> Content {
    let writing = Writing { notice, shop, public_url, language: notice.language };
    let words = writing.words();
    let (fill, on_fill) = colors(shop);
    Content {
        language: notice.language.tag(),
        subject: format!("{}: {}", words.heading, writing.say("Terminplaner", "appointment planner")),
        heading: words.heading,
        sender: one_line(&shop.name),
        fill,
        on_fill,
        greeting: format!("{} {},", writing.say("Guten Tag", "Hello"), one_line(&notice.facts.name)),
        paragraphs: vec![words.sentence],
        rows: Vec::new(),
        link: words.link,
        note: Some(words.note),
        closing: vec![writing.say("Freundliche Grüße", "Kind regards").into(), one_line(&shop.name)],
        why: None,
        footer: footer(shop, notice.language),
    }
}

/// What differs from one message to another.
struct Words {
    heading: &'static str,
    sentence: String,
    link: Option<Link>,
    note: &'static str,
}

impl Words {
    /// A message without a link, and still without its sentence.
    fn of(heading: &'static str, note: &'static str) -> Self {
        Self { heading, sentence: String::new(), link: None, note }
    }

    fn saying(self, sentence: String) -> Self {
        Self { sentence, ..self }
    }

    fn with_link(self, link: Link) -> Self {
        Self { link: Some(link), ..self }
    }
}

/// One message being written.
struct Writing<'a> {
    notice: &'a AccountNotice,
    shop: &'a Shop,
    public_url: &'a str,
    language: Language,
}

impl Writing<'_> {
    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        say(self.language, de, en)
    }

    fn words(&self) -> Words {
        match self.notice.kind {
            AccountNoticeKind::PasswordReset => self.password_reset(),
            AccountNoticeKind::Invitation => self.invitation(),
            AccountNoticeKind::PasswordChanged => self.password_changed(),
            AccountNoticeKind::AddressRemoved | AccountNoticeKind::AddressAdded => self.address_changed(),
            AccountNoticeKind::MadeOwner => self.made_owner(),
            AccountNoticeKind::MadeStaff => self.made_staff(),
            AccountNoticeKind::OwnerAdded => self.owner_added(),
            AccountNoticeKind::AccountRemoved => self.account_removed(),
            AccountNoticeKind::NewDevice => self.new_device(),
            AccountNoticeKind::SignInsFailed => self.sign_ins_failed(),
        }
    }

    fn password_reset(&self) -> Words {
        let heading = self.say("Neues Passwort wählen", "Choose a new password");
        Words {
            heading,
            sentence: self
                .say(
                    "für Ihr Konto im Terminplaner wurde ein neues Passwort angefordert. Mit diesem Link können Sie es wählen:",
                    "A new password was asked for, for your account in the appointment planner. Choose it by this link:",
                )
                .to_owned(),
            link: self.password_link(heading),
            note: self.say(
                "Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
                "If that was not you, there is nothing to do: your password stays as it is.",
            ),
        }
    }

    fn invitation(&self) -> Words {
        let (of_shop, email) = (self.of_shop(), &self.notice.address);
        Words {
            heading: self.say("Ihre Einladung", "Your invitation"),
            sentence: match self.language {
                Language::De => format!(
                    "für Sie gibt es jetzt ein Konto im Terminplaner{of_shop}. Wählen Sie mit diesem Link Ihr Passwort; danach melden \
                     Sie sich mit {email} an:"
                ),
                _ => format!(
                    "There is an account for you now in the appointment planner{of_shop}. Choose your password by this link; after \
                     that you sign in with {email}:"
                ),
            },
            link: self.password_link(self.say("Passwort wählen", "Choose your password")),
            note: self.say(
                "Wenn Sie damit nichts anfangen können, müssen Sie nichts tun: Ohne Passwort öffnet das Konto niemandem etwas.",
                "If this means nothing to you, there is nothing to do: without a password the account opens nothing to anybody.",
            ),
        }
    }

    fn password_changed(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let link = self.link("/planner/forgotten", self.say("Neues Passwort anfordern", "Ask for a new password"));
        let note = self.say(
            "Waren Sie das nicht? Dann fordern Sie gleich ein neues Passwort an, und sagen Sie einem Inhaber Bescheid.",
            "Was that not you? Then ask for a new password at once, and tell an owner.",
        );
        let heading = self.say("Ihr Passwort wurde geändert", "Your password was changed");
        Words::of(heading, note).with_link(link).saying(match self.language {
            Language::De => format!("das Passwort für Ihr Konto im Terminplaner{of_shop} wurde geändert: {when}."),
            _ => {
                format!("The password of your account in the appointment planner{of_shop} was changed: {when}.")
            }
        })
    }

    fn address_changed(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let heading = self.say("Ihre E-Mail-Adresse wurde geändert", "Your e-mail address was changed");
        let note = self.say(
            "Waren Sie das nicht? Dann sagen Sie gleich einem Inhaber Bescheid.",
            "Was that not you? Then tell an owner at once.",
        );
        let is_new = self.notice.kind == AccountNoticeKind::AddressAdded;
        Words::of(heading, note).saying(match (is_new, self.language) {
            (true, Language::De) => {
                format!("im Terminplaner{of_shop} melden Sie sich jetzt mit dieser E-Mail-Adresse an: {when}.")
            }
            (true, _) => {
                format!("You sign in to the appointment planner{of_shop} with this e-mail address now: {when}.")
            }
            (false, Language::De) => format!(
                "Ihr Konto im Terminplaner{of_shop} hat jetzt eine andere E-Mail-Adresse: {when}. Mit dieser hier meldet sich \
                 dort niemand mehr an."
            ),
            (false, _) => format!(
                "Your account in the appointment planner{of_shop} has another e-mail address now: {when}. Nobody signs in \
                 with this one any more."
            ),
        })
    }

    fn made_owner(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let heading = self.say("Sie sind jetzt Inhaber", "You are an owner now");
        Words::of(heading, self.ask_an_owner()).saying(match self.language {
            Language::De => format!("Ihr Konto im Terminplaner{of_shop} darf jetzt alles: {when}."),
            _ => format!("Your account in the appointment planner{of_shop} may do everything now: {when}."),
        })
    }

    fn made_staff(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let heading = self.say("Ihre Rechte wurden geändert", "Your rights were changed");
        Words::of(heading, self.ask_an_owner()).saying(match self.language {
            Language::De => format!(
                "Ihr Konto im Terminplaner{of_shop} ist jetzt für Heute, Kalender und Kunden, nicht mehr für die \
                 Einstellungen: {when}."
            ),
            _ => format!(
                "Your account in the appointment planner{of_shop} is for today, calendar and customers now, no longer for the \
                 settings: {when}."
            ),
        })
    }

    fn owner_added(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let other = one_line(self.notice.facts.other.as_deref().unwrap_or_default());
        let link = self.link("/planner/accounts", self.say("Konten ansehen", "See the accounts"));
        let note = self.say(
            "War das niemand von Ihnen? Dann löschen Sie das Konto, und wählen Sie ein neues Passwort.",
            "Was that none of you? Then remove the account, and choose a new password.",
        );
        Words::of(self.say("Neuer Inhaber", "A new owner"), note).with_link(link).saying(match self.language {
            Language::De => format!("{other} ist jetzt Inhaber im Terminplaner{of_shop} und darf dort alles: {when}."),
            _ => {
                format!("{other} is an owner in the appointment planner{of_shop} now and may do everything: {when}.")
            }
        })
    }

    fn account_removed(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let heading = self.say("Ihr Konto wurde gelöscht", "Your account was removed");
        Words::of(heading, self.ask_an_owner()).saying(match self.language {
            Language::De => format!("Ihr Konto im Terminplaner{of_shop} wurde gelöscht: {when}."),
            _ => format!("Your account in the appointment planner{of_shop} was removed: {when}."),
        })
    }

    fn new_device(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let device = one_line(self.notice.facts.other.as_deref().unwrap_or_default());
        let device =
            if device.is_empty() { self.say("unbekanntes Gerät", "unknown device").to_owned() } else { device };
        let link = self.link("/planner/forgotten", self.say("Neues Passwort anfordern", "Ask for a new password"));
        let note = self.say(
            "Waren Sie das nicht? Dann fordern Sie gleich ein neues Passwort an, und sagen Sie einem Inhaber Bescheid.",
            "Was that not you? Then ask for a new password at once, and tell an owner.",
        );
        Words::of(self.say("Neue Anmeldung", "New sign-in"), note).with_link(link).saying(match self.language {
            Language::De => {
                format!("mit Ihrem Konto im Terminplaner{of_shop} hat sich jemand auf einem neuen Gerät angemeldet: {device}, {when}.")
            }
            _ => {
                format!("Somebody signed in to your account in the appointment planner{of_shop} on a new device: {device}, {when}.")
            }
        })
    }

    /// What becomes of an account that is tried too often is told before it is true, too: the next mail comes a day later.
    fn sign_ins_failed(&self) -> Words {
        let (of_shop, when) = (self.of_shop(), self.when());
        let count = self.notice.facts.count.unwrap_or_default();
        let note = self.say(
            "Ihr Passwort wurde nicht erraten, Sie müssen nichts tun. Nach 100 Versuchen kommt nur noch hinein, wer sich auf dem \
             Gerät schon einmal angemeldet hat; auf jedem anderen hilft dann „Passwort vergessen?“.",
            "Your password was not guessed; there is nothing to do. After 100 tries only devices that were signed in before get \
             in; on any other, “Forgotten your password?” helps then.",
        );
        Words::of(self.say("Vergebliche Anmeldungen", "Failed sign-ins"), note).saying(match self.language {
            Language::De => format!(
                "jemand hat {count}-mal vergeblich versucht, sich mit Ihrem Konto im Terminplaner{of_shop} anzumelden, zuletzt: \
                 {when}."
            ),
            _ => format!(
                "Somebody has tried {count} times in vain to sign in to your account in the appointment planner{of_shop}, the \
                 last time: {when}."
            ),
        })
    }

    fn ask_an_owner(&self) -> &'static str {
        self.say(
            "Haben Sie das nicht erwartet? Dann fragen Sie einen Inhaber.",
            "Did you not expect this? Then ask an owner.",
        )
    }

    /// " von Hörakustik Muster"; empty while the shop has no name.
    fn of_shop(&self) -> String {
        let name = one_line(&self.shop.name);
        if name.is_empty() { String::new() } else { format!(" {} {name}", self.say("von", "of")) }
    }

    /// When it happened.
    fn when(&self) -> String {
        dates::day_and_time(Minute::floor(self.notice.due_at), self.shop.time_zone, self.language)
    }

    fn link(&self, path: &str, label: &'static str) -> Link {
        Link { label, url: format!("{}{path}", self.public_url), after: None }
    }

    fn password_link(&self, label: &'static str) -> Option<Link> {
        let PasswordLink { token, expires_at } = self.notice.facts.link.as_ref()?;
        let until = dates::day_and_time(Minute::floor(*expires_at), self.shop.time_zone, self.language);
        let after = match self.language {
            Language::De => format!("Der Link gilt einmal, und bis {until}."),
            _ => format!("The link works once, until {until}."),
        };
        Some(Link { label, url: reset_url(self.public_url, token), after: Some(after) })
    }
}
