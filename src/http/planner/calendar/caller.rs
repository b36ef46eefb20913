//! Who rings: a known customer found by what is typed, or a new one. Part of the form of a new appointment; a script shows the
//! same while one types.

use super::form::AppointmentForm;
use crate::domain::person::TypedPerson;
use crate::http::planner::customers::found::{FoundWords, KnownWords};
use crate::http::planner::customers::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::customers::RecordChoice;

/// What the form shows of who rings.
pub struct Caller {
    pub t: Texts,
    /// The chosen customer.
    pub known: Option<KnownWords>,
    /// What the button without a script has found.
    pub found: Option<FoundWords>,
}

/// The fields that a chosen customer fills.
const FIELDS: [&str; 5] = ["first_name", "last_name", "email", "phone", "address"];

impl Caller {
    /// Who stands in the form. A record that is gone is taken out of it.
    pub async fn of(operator: &Operator, typed: &mut AppointmentForm) -> Result<Option<Self>, ApiError> {
        if typed.is_block {
            return Ok(None);
        }
        let known = find(operator, typed.form.value("customer")).await?;
        if known.is_none() {
            typed.form.set("customer", "");
        }
        Ok(Some(Self { t: Texts::of(operator.language), known, found: None }))
    }

    /// What the buttons beside the search field do: `find` searches, `choose` takes a customer (by number), a `new` one, or
    /// `nobody`. `None`: none of them was pressed.
    pub async fn pressed(operator: &Operator, typed: &mut AppointmentForm) -> Result<Option<Self>, ApiError> {
        let form = &mut typed.form;
        let (choice, who) = (form.value("choose").to_owned(), form.value("who").to_owned());
        if choice.is_empty() && !form.has("find") {
            // Enter in the search field presses the form's first button.
            let is_open = !who.is_empty() && form.value("customer").is_empty() && form.value("last_name").is_empty();
            if typed.is_block || !is_open {
                return Ok(None);
            }
            let found = FoundWords::search(operator, &who).await?;
            if found.known.is_empty() {
                fill(&mut typed.form, &TypedPerson::parse(&who));
                return Ok(None);
            }
            return Ok(Some(Self { t: Texts::of(operator.language), known: None, found: Some(found) }));
        }
        let found = if choice.is_empty() { Some(FoundWords::search(operator, &who).await?) } else { None };
        match choice.as_str() {
            "" => {}
            "new" => fill(form, &TypedPerson::parse(&who)),
            _ => choose(operator, form, &choice).await?,
        }
        let caller = Self::of(operator, typed).await?;
        Ok(caller.map(|caller| Self { found, ..caller }))
    }
}

/// Puts a customer into the form; `nobody` for a number that is none.
pub async fn choose(operator: &Operator, form: &mut Form, id: &str) -> Result<(), ApiError> {
    let known = find(operator, id).await?;
    let (number, values) = match &known {
        Some(one) => (
            one.id.to_string(),
            [&one.first_name, &one.last_name, &one.email, &one.phone, &one.address].map(String::as_str),
        ),
        None => (String::new(), [""; 5]),
    };
    form.set("customer", number);
    form.set("who", "");
    FIELDS.into_iter().zip(values).for_each(|(name, value)| form.set(name, value));
    Ok(())
}

/// To which record the appointment shall belong.
pub fn record(form: &Form) -> RecordChoice {
    match form.value("customer").parse::<CustomerId>() {
        Ok(id) => RecordChoice::Known(id),
        Err(_) if form.has("keep_customer") => RecordChoice::New,
        Err(_) => RecordChoice::Nobody,
    }
}

async fn find(operator: &Operator, id: &str) -> Result<Option<KnownWords>, ApiError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let known = customers::known(&operator.app.store, id).await?;
    Ok(known.map(|known| KnownWords::of(&known, &operator.calendar(), operator.language)))
}

/// Puts a new customer into the fields that are empty.
fn fill(form: &mut Form, person: &TypedPerson) {
    let TypedPerson { first_name, last_name, email, phone } = person;
    for (name, value) in FIELDS.into_iter().zip([first_name, last_name, email, phone]) {
        if form.value(name).is_empty() {
            form.set(name, value);
        }
    }
    form.set("customer", "");
    form.set("who", "");
}
