//! `/planner/accounts/new` and `/planner/accounts/{id}`: an owner makes, changes, resets and removes an account.

use super::own::refuse_as_own;
use super::texts::{Texts, WHOLE};
use crate::domain::account::{Role, User, UserId};
use crate::http::planner::prelude::*;
use crate::operations::accounts::{Account, Error, Refusal};

#[derive(Template)]
#[template(path = "planner/account/person.html")]
struct PersonPage {
    frame: Layout,
    t: Texts,
    /// The account; `None`: a new one.
    id: Option<UserId>,
    /// Its name as it is, for the heading.
    title: String,
    form: Form,
    /// Whether a password was not chosen yet.
    invited: bool,
    /// Whether an invitation would go out.
    can_invite: bool,
    /// Whether there is a second factor to remove.
    has_factor: bool,
}

/// The form of an account that is there.
fn form_of(user: &User, language: Language) -> Form {
    let form = Form::new(language).with("name", &user.name).with("email", &user.email);
    form.with("role", user.role.word()).with_some("language", user.language.map(Language::tag))
}

/// The account as typed. A role that is none of ours may do least.
fn account(form: &FormData) -> Account {
    Account {
        email: form.raw("email").to_owned(),
        name: form.raw("name").to_owned(),
        role: Role::from_word(form.raw("role")).unwrap_or(Role::Staff),
        language: Language::from_tag(form.raw("language")),
    }
}

impl PersonPage {
    async fn new(operator: &Operator, user: Option<&User>) -> Result<Self, PageError> {
        let t = Texts::of(operator.language);
        let has_factor = match user {
            Some(user) => accounts::second_factors(&operator.app.store, user.id).await?.is_any(),
            None => false,
        };
        Ok(Self {
            frame: Layout::new(operator, Area::Settings).await?,
            t,
            id: user.map(|user| user.id),
            title: user.map_or_else(|| t.new_account().to_owned(), |user| user.name.to_string()),
            form: user.map_or_else(|| Form::new(operator.language), |user| form_of(user, operator.language)),
            invited: user.is_some_and(|user| user.invited),
            can_invite: operator.app.sends_mail().await?,
            has_factor,
        })
    }

    async fn of(operator: &Operator, id: UserId) -> Result<Self, PageError> {
        let user = accounts::find(&operator.app.store, id).await?.ok_or_else(ApiError::not_found)?;
        Self::new(operator, Some(&user)).await
    }

    /// The rights there are.
    fn roles(&self) -> [(&'static str, &'static str); 2] {
        [(Role::Staff.word(), self.t.role_staff_may()), (Role::Owner.word(), self.t.role_owner_may())]
    }

    fn first_hint(&self) -> &'static str {
        if self.can_invite { self.t.invite_hint() } else { self.t.first_password_hint() }
    }

    fn refuse(mut self, refusal: Refusal) -> PageResult {
        self.t.refuse(&mut self.form, &refusal);
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }
}

/// `GET /planner/accounts/new`
pub async fn show_new(operator: Proven<Owner>) -> PageResult {
    layout::page(StatusCode::OK, &PersonPage::new(&operator, None).await?)
}

/// `POST /planner/accounts/new`: without a password the person is invited.
pub async fn create_account(operator: Proven<Owner>, form: FormData) -> PageResult {
    let password = form.raw("password");
    let invites = password.is_empty() && operator.app.sends_mail().await?;
    let t = Texts::of(operator.language);
    let made = if invites {
        accounts::invite(&operator.app.store, account(&form), by(&operator)).await
    } else {
        accounts::create(&operator.app.store, account(&form), operator.app.new_password(password), by(&operator)).await
    };
    match made {
        Ok(_) => Ok(operator.done(LIST, if invites { t.done_invited() } else { t.done_created() })),
        Err(Error::Refused(refusal)) => {
            let page = PersonPage::new(&operator, None).await?;
            PersonPage { form: Form::sent(form, operator.language), ..page }.refuse(refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /planner/accounts/{id}`
pub async fn show_account(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>) -> PageResult {
    if id == operator.user.id {
        return Ok(Redirect::to("/planner/account").into_response());
    }
    layout::page(StatusCode::OK, &PersonPage::of(&operator, id).await?)
}

/// `POST /planner/accounts/{id}`
pub async fn change_account(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>, form: FormData) -> PageResult {
    match accounts::change(&operator.app.store, id, account(&form), Some(operator.user.id)).await {
        Ok(()) => Ok(operator.done(LIST, Texts::of(operator.language).done_changed())),
        Err(Error::Refused(Refusal::OwnAccount)) => refuse_as_own(&operator).await,
        Err(Error::Refused(refusal)) => {
            let page = PersonPage::of(&operator, id).await?;
            PersonPage { form: Form::sent(form, operator.language), ..page }.refuse(refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/accounts/{id}/password`: another password, typed by the owner.
pub async fn set_password(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>, form: FormData) -> PageResult {
    let password = operator.app.new_password(form.raw("password"));
    let done = Texts::of(operator.language).done_password();
    let outcome = accounts::set_password(&operator.app.store, id, password, by(&operator)).await;
    answer(&operator, id, done, outcome).await
}

/// `POST /planner/accounts/{id}/link`: a link by mail, to choose one.
pub async fn send_link(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>) -> PageResult {
    let done = Texts::of(operator.language).done_link();
    let outcome = accounts::send_reset(&operator.app.store, id, by(&operator)).await;
    answer(&operator, id, done, outcome).await
}

/// `POST /planner/accounts/{id}/second-factor/remove`: for who has lost it.
pub async fn remove_second_factors(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>) -> PageResult {
    let done = Texts::of(operator.language).done_factor();
    let outcome = accounts::remove_second_factors(&operator.app.store, id, by(&operator)).await;
    answer(&operator, id, done, outcome).await
}

/// `POST /planner/accounts/{id}/remove`
pub async fn remove_account(operator: Proven<Owner>, ApiPath(id): ApiPath<UserId>) -> PageResult {
    match accounts::remove(&operator.app.store, id, by(&operator)).await {
        Ok(()) => Ok(operator.done(LIST, Texts::of(operator.language).done_removed())),
        refused => answer(&operator, id, "", refused).await,
    }
}

fn by(operator: &Operator) -> Option<UserId> {
    Some(operator.user.id)
}

/// The list of all accounts.
const LIST: &str = "/planner/accounts";

/// Back to the account, or its page again with what is wrong.
async fn answer(operator: &Operator, id: UserId, done: &str, outcome: Result<(), Error>) -> PageResult {
    match outcome {
        Ok(()) => Ok(operator.done(&format!("{LIST}/{id}"), done)),
        Err(Error::Refused(Refusal::UnknownUser)) => Err(ApiError::not_found().into()),
        Err(Error::Refused(Refusal::OwnAccount)) => refuse_as_own(operator).await,
        Err(Error::Refused(refusal)) => PersonPage::of(operator, id).await?.refuse(refusal),
        Err(error) => Err(error.into()),
    }
}
