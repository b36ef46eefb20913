//! Mails to those who work in the shop, about their accounts.

use super::super::sanitize::one_line;
use super::{Content, Link};
use crate::domain::message::{AccountNotice, AccountNoticeKind, PasswordLink};
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Minute;
use crate::i18n::messages::{Mail, MailAccount};
use crate::i18n::{Texts, dates};

/// What `notice` says in its reader's language.
pub(in crate::delivery) fn content(notice: &AccountNotice, shop: &Shop, public_url: &str) -> Content {
    let language = notice.language.for_staff();
    let mail = AccountMail { notice, shop, public_url, language, t: Texts::of(language) };
    let said = mail.sentences();
    let around = Texts::<Mail>::of(language);
    Content {
        subject: mail.t.subject(said.heading),
        heading: said.heading,
        greeting: around.greeting_name(one_line(&notice.facts.name)),
        paragraphs: vec![said.sentence],
        link: said.link,
        note: Some(said.note),
        closing: vec![around.kind_regards().to_owned(), one_line(&shop.name)],
        ..Content::new(shop, language)
    }
}

/// What differs from one kind of message to another.
struct Sentences {
    heading: &'static str,
    sentence: String,
    link: Option<Link>,
    note: &'static str,
}

impl Sentences {
    fn new(heading: &'static str, sentence: String, note: &'static str) -> Self {
        Self { heading, sentence, link: None, note }
    }

    fn with(self, link: Option<Link>) -> Self {
        Self { link, ..self }
    }
}

/// One mail being written.
struct AccountMail<'a> {
    notice: &'a AccountNotice,
    shop: &'a Shop,
    public_url: &'a str,
    language: Language,
    t: Texts<MailAccount>,
}

impl AccountMail<'_> {
    fn sentences(&self) -> Sentences {
        use AccountNoticeKind as K;
        let t = self.t;
        let (planner, when, email) = (self.planner(), self.at(self.notice.due_at), &self.notice.address);
        let say = Sentences::new;
        match self.notice.kind {
            K::PasswordReset => {
                let link = self.password_link(t.reset_heading());
                say(t.reset_heading(), t.reset().to_owned(), t.reset_note()).with(link)
            }
            K::Invitation => say(t.invitation_heading(), t.invitation(email, planner), t.invitation_note())
                .with(self.password_link(t.invitation_link())),
            K::PasswordChanged => {
                say(t.password_changed_heading(), t.password_changed(planner, when), t.ask_new_password_note())
                    .with(self.ask_new_password())
            }
            K::AddressAdded => {
                say(t.address_changed_heading(), t.address_added(planner, when), t.address_changed_note())
            }
            K::AddressRemoved => {
                say(t.address_changed_heading(), t.address_removed(planner, when), t.address_changed_note())
            }
            K::MadeOwner => say(t.made_owner_heading(), t.made_owner(planner, when), t.ask_an_owner()),
            K::MadeStaff => say(t.made_staff_heading(), t.made_staff(planner, when), t.ask_an_owner()),
            K::OwnerAdded => {
                say(t.owner_added_heading(), t.owner_added(planner, when, self.other()), t.owner_added_note())
                    .with(self.link("/planner/accounts", t.owner_added_link()))
            }
            K::AccountRemoved => say(t.account_removed_heading(), t.account_removed(planner, when), t.ask_an_owner()),
            K::NewDevice => {
                let device = Some(self.other()).filter(|device| !device.is_empty());
                let device = device.unwrap_or_else(|| t.unknown_device().to_owned());
                say(t.new_device_heading(), t.new_device(device, planner, when), t.ask_new_password_note())
                    .with(self.ask_new_password())
            }
            // Written before what it tells is true: the next one comes a day later.
            K::SignInsFailed => {
                let count = self.notice.facts.count.unwrap_or_default();
                let sentence = t.sign_ins_failed(count, planner, when);
                say(t.sign_ins_failed_heading(), sentence, t.sign_ins_failed_note())
            }
            K::SecondFactorAdded => {
                let sentence = t.factor_added(self.factor(), planner, when);
                say(t.factor_added_heading(), sentence, t.factor_added_note()).with(self.ask_new_password())
            }
            K::SecondFactorRemoved => {
                self.not_me(t.factor_removed_heading(), t.factor_removed(self.factor(), planner, when))
            }
            K::SecondFactorsRemoved => {
                say(t.factor_removed_heading(), t.factors_removed(planner, when), t.ask_an_owner())
                    .with(self.link("/planner/account/second-factor", t.set_up_factor()))
            }
            K::RecoveryCodesMade => self.not_me(t.codes_made_heading(), t.codes_made(planner, when)),
            K::RecoveryCodeUsed => {
                let left = self.notice.facts.count.unwrap_or_default();
                self.not_me(t.code_used_heading(), t.code_used(left, planner, when))
            }
            K::CalendarFailing => {
                say(t.calendar_failing_heading(), t.calendar_failing(self.other()), t.calendar_failing_note())
                    .with(self.link("/planner/resources/calendars", t.calendar_failing_link()))
            }
        }
    }

    /// About what only the user should have done: with a new password nobody else can do more.
    fn not_me(&self, heading: &'static str, sentence: String) -> Sentences {
        Sentences::new(heading, sentence, self.t.ask_new_password_note()).with(self.ask_new_password())
    }

    /// The passkey by its name, or the app.
    fn factor(&self) -> String {
        match self.notice.facts.other {
            Some(_) => self.t.passkey(self.other()),
            None => self.t.app().to_owned(),
        }
    }

    /// "Terminplaner von Hörakustik Muster"; without a name while the shop has none.
    fn planner(&self) -> String {
        let shop = one_line(&self.shop.name);
        if shop.is_empty() { self.t.planner().to_owned() } else { self.t.planner_of(shop) }
    }

    /// Who else it is about, or which device, passkey or calendar.
    fn other(&self) -> String {
        one_line(self.notice.facts.other.as_deref().unwrap_or_default())
    }

    fn at(&self, instant: chrono::DateTime<chrono::Utc>) -> String {
        dates::day_and_time(Minute::floor(instant), self.shop.time_zone, self.language)
    }

    fn link(&self, path: &str, label: &'static str) -> Option<Link> {
        Some(Link { label, url: format!("{}{path}", self.public_url), after: None })
    }

    fn ask_new_password(&self) -> Option<Link> {
        self.link("/planner/forgotten", self.t.ask_new_password())
    }

    /// The link to choose a new password.
    fn password_link(&self, label: &'static str) -> Option<Link> {
        let PasswordLink { token, expires_at } = self.notice.facts.link.as_ref()?;
        let after = Some(self.t.link_until(self.at(*expires_at)));
        Some(Link { after, ..self.link(&format!("/planner/reset/{token}"), label)? })
    }
}
