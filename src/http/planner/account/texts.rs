//! What the pages of accounts say.

use crate::domain::account::Role;
use crate::domain::language::{Audience, Language};
use crate::http::planner::form::Form;
use crate::i18n::{self, messages::planner, own_name};
use crate::operations::accounts::{PasswordProblem, Refusal, Wrong};

/// What these pages say.
pub type Texts = i18n::Texts<planner::Account>;

/// The field for what concerns none of the others.
pub const WHOLE: &str = "whole";

impl Texts {
    /// A role in a word.
    pub(super) fn role_of(self, role: &Role) -> &'static str {
        match role {
            Role::Owner => self.role_owner(),
            Role::Staff => self.role_staff(),
        }
    }

    fn wrong(self, wrong: Wrong) -> String {
        match wrong {
            Wrong::Value(invalid) => return invalid.message(self.language()),
            Wrong::Password(PasswordProblem::TooShort) => self.too_short(),
            Wrong::Password(PasswordProblem::TooLong) => self.too_long(),
            Wrong::Password(PasswordProblem::Guessable) => self.guessable(),
            Wrong::EmailTaken => self.email_taken(),
            Wrong::NotPresent => self.not_present(),
            Wrong::LabelTaken => i18n::Texts::<planner::Feeds>::of(self.language()).label_taken(),
            Wrong::DeviceTaken => i18n::Texts::<planner::Devices>::of(self.language()).device_taken(),
            Wrong::Code => i18n::Texts::<planner::SecondFactor>::of(self.language()).wrong_code(),
        }
        .to_owned()
    }

    /// Says what is wrong, at its fields, in sentences that say what to do.
    pub(in crate::http::planner) fn refuse(self, form: &mut Form, refusal: &Refusal) {
        let factor = i18n::Texts::<planner::SecondFactor>::of(self.language());
        let sentence = match refusal {
            Refusal::Fields(faults) => return form.refuse_all(faults, |wrong| self.wrong(wrong)),
            Refusal::UnknownUser => self.unknown_user(),
            Refusal::LastOwner => self.last_owner(),
            Refusal::NotTheFirst => self.not_the_first(),
            Refusal::OwnAccount => self.own_account(),
            Refusal::LinkEnded => self.link_ended(),
            Refusal::Passkey => factor.passkey_not_made(),
            Refusal::NoSecondFactor => factor.no_factor(),
            Refusal::UnknownAppPassword => i18n::Texts::<planner::Devices>::of(self.language()).unknown_device(),
            Refusal::UnknownFeed => i18n::Texts::<planner::Feeds>::of(self.language()).unknown_feed(),
        };
        form.refuse(WHOLE, sentence);
    }

    /// The languages that the pages can have.
    pub(super) fn languages(self) -> Vec<(&'static str, &'static str)> {
        let all = Language::all().filter(|language| language.audience() == Audience::Everybody);
        [("", self.as_shop())].into_iter().chain(all.map(|one| (one.tag(), own_name(one)))).collect()
    }
}
