//! What the pages of accounts say.

use crate::domain::account::Role;
use crate::domain::language::{Audience, Language};
use crate::http::planner::form::Form;
use crate::i18n::{self, messages::planner, own_name};
use crate::operations::accounts::{PasswordProblem, Refusal};

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

    /// What is wrong, in a sentence that says what to do.
    pub(super) fn refusal(self, refusal: Refusal) -> String {
        let factor = i18n::Texts::<planner::SecondFactor>::of(self.language());
        match refusal {
            Refusal::Name(invalid) | Refusal::Email(invalid) => return invalid.message(self.language()),
            Refusal::Password(PasswordProblem::TooShort) => self.too_short(),
            Refusal::Password(PasswordProblem::TooLong) => self.too_long(),
            Refusal::Password(PasswordProblem::Guessable) => self.guessable(),
            Refusal::EmailTaken => self.email_taken(),
            Refusal::UnknownUser => self.unknown_user(),
            Refusal::LastOwner => self.last_owner(),
            Refusal::NotTheFirst => self.not_the_first(),
            Refusal::OwnAccount => self.own_account(),
            Refusal::WrongPassword => self.not_present(),
            Refusal::LinkEnded => self.link_ended(),
            Refusal::WrongCode => factor.wrong_code(),
            Refusal::Passkey => factor.passkey_not_made(),
            Refusal::NoSecondFactor => factor.no_factor(),
        }
        .to_owned()
    }

    /// The same, at its field.
    pub(in crate::http::planner) fn refuse(self, form: &mut Form, refusal: Refusal) {
        let field = match refusal {
            Refusal::Name(_) => "name",
            Refusal::Email(_) | Refusal::EmailTaken => "email",
            Refusal::Password(_) => "password",
            Refusal::WrongPassword => "present",
            Refusal::WrongCode => "code",
            Refusal::UnknownUser
            | Refusal::LastOwner
            | Refusal::NotTheFirst
            | Refusal::LinkEnded
            | Refusal::Passkey
            | Refusal::NoSecondFactor
            | Refusal::OwnAccount => WHOLE,
        };
        form.refuse(field, self.refusal(refusal));
    }

    /// The languages that the pages can have.
    pub(super) fn languages(self) -> Vec<(&'static str, &'static str)> {
        let all = Language::all().filter(|language| language.audience() == Audience::Everybody);
        [("", self.as_shop())].into_iter().chain(all.map(|one| (one.tag(), own_name(one)))).collect()
    }
}
