//! The form: what is asked for, what was typed, and what is wrong with it. Whatever happens, what was typed stays.

use super::choice::{Choice, Summary, Visit};
use super::layout::Layout;
use super::week::Way;
use crate::domain::appointment::Status;
use crate::domain::schedule;
use crate::domain::shop::{FieldMode, Language, Place, Shop};
use crate::domain::time::Minute;
use crate::domain::values::{Faults, Invalid};
use crate::http::error::ApiError;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates};
use crate::operations::booking::{BookingInput, Idempotency};
use askama::Template;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// How many other times are offered for one that is lost.
const ALTERNATIVES: usize = 3;

/// What the form posts. `choose` and `week` are its other buttons: another time, and the week to find one in.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct BookingForm {
    pub service: String,
    pub resource: String,
    pub start: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: String,
    pub address: String,
    pub comment: String,
    pub privacy_accepted: String,
    pub reminder_accepted: String,
    pub lang: String,
    pub embed: String,
    /// Stays empty: people do not see it.
    pub website: String,
    #[serde(skip_serializing)]
    pub key: String,
    #[serde(skip_serializing)]
    pub choose: String,
    #[serde(skip_serializing)]
    pub week: String,
}

impl BookingForm {
    /// An empty form for a start, with the key of its address, or else one of its own.
    pub fn new(visit: &Visit<'_>, choice: &Choice<'_>, start: String, key: String) -> Result<Self, ApiError> {
        let mut form = Self {
            service: choice.service.id.to_string(),
            resource: choice.resource_id().to_owned(),
            start,
            lang: visit.language.tag().to_owned(),
            embed: if visit.embed { "1".to_owned() } else { String::new() },
            key,
            ..Self::default()
        };
        if !form.has_our_key()? {
            form.key = new_key()?;
        }
        Ok(form)
    }

    /// The booking it asks for. Phones put a space behind an address that they fill in.
    pub fn typed(&self) -> BookingInput {
        let optional = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        BookingInput {
            service: self.service.clone(),
            start: self.start.clone(),
            resource: optional(&self.resource),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.trim().to_owned(),
            phone: optional(self.phone.trim()),
            address: optional(self.address.trim()),
            comment: optional(&self.comment),
            language: optional(&self.lang),
            privacy_accepted: !self.privacy_accepted.is_empty(),
            reminder_accepted: !self.reminder_accepted.is_empty(),
        }
    }

    /// Its key with a hash of all the rest. A key that is none of ours is no promise.
    pub fn idempotency(&self) -> Result<Option<Idempotency>, ApiError> {
        if self.key.is_empty() || self.key.len() > 128 || !self.key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Ok(None);
        }
        let body = serde_json::to_vec(self).map_err(ApiError::internal)?;
        Ok(Some(Idempotency {
            key: self.key.clone(),
            body_hash: Sha256::digest(body).to_vec(),
            anew_once_cancelled: true,
        }))
    }

    /// Whether this process wrote the key into the form.
    pub fn has_our_key(&self) -> Result<bool, ApiError> {
        let Some((nonce, mark)) = self.key.strip_prefix("page-").and_then(|rest| rest.split_once('-')) else {
            return Ok(false);
        };
        Ok(mark == mark_of(nonce)?)
    }

    /// All that a page without the fields must keep.
    pub fn kept(&self) -> Vec<(&'static str, String)> {
        let mut kept = self.kept_beside_fields();
        kept.extend(
            [
                ("start", &self.start),
                ("first_name", &self.first_name),
                ("last_name", &self.last_name),
                ("email", &self.email),
                ("phone", &self.phone),
                ("address", &self.address),
                ("comment", &self.comment),
                ("privacy_accepted", &self.privacy_accepted),
                ("reminder_accepted", &self.reminder_accepted),
            ]
            .map(|(name, value)| (name, value.clone())),
        );
        kept
    }

    fn kept_beside_fields(&self) -> Vec<(&'static str, String)> {
        [
            ("service", &self.service),
            ("resource", &self.resource),
            ("lang", &self.lang),
            ("embed", &self.embed),
            ("key", &self.key),
        ]
        .map(|(name, value)| (name, value.clone()))
        .into()
    }
}

/// 128 random bits, with the mark by which [`BookingForm::has_our_key`] knows them.
pub fn new_key() -> Result<String, ApiError> {
    let nonce = base16ct::lower::encode_string(&random::<16>()?);
    let mark = mark_of(&nonce)?;
    Ok(format!("page-{nonce}-{mark}"))
}

/// 128 bits that only this process can make of a nonce. After a restart a form is sent twice at worst.
fn mark_of(nonce: &str) -> Result<String, ApiError> {
    static SECRET: OnceLock<[u8; 32]> = OnceLock::new();
    let secret = match SECRET.get() {
        Some(secret) => secret,
        None => {
            let fresh = random()?;
            SECRET.get_or_init(|| fresh)
        }
    };
    Ok(base16ct::lower::encode_string(&Sha256::new().chain_update(secret).chain_update(nonce).finalize()[..16]))
}

fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(bytes)
}

/// Why the form is shown instead of a booking.
pub enum Trouble<'a> {
    /// It has not been sent yet.
    None,
    /// These fields are wrong.
    Fields(&'a Faults),
    /// The time is gone: taken, or not offered any more.
    Lost { taken: bool },
    /// Something else, in a sentence.
    Refused(String),
}

impl Trouble<'_> {
    /// Whether `start` can still be had.
    pub fn of_start(visit: &Visit<'_>, choice: &Choice<'_>, start: Minute) -> Self {
        match schedule::decide(visit.planning, &choice.question(), start, visit.now) {
            Ok(_) => Self::None,
            Err(refusal) => Self::Lost { taken: refusal.is_taken() },
        }
    }
}

#[derive(Template)]
#[template(path = "pages/form.html")]
pub struct FormPage {
    frame: Layout,
    summary: Summary,
    on_request: bool,
    fields: Vec<Field>,
    consent: Option<Consent>,
    /// Whether a reminder is wanted, where it is asked.
    reminder: Option<bool>,
    kept: Vec<(&'static str, String)>,
    /// The label, the field's name and the sentence of everything that is wrong.
    faults: Vec<(&'static str, &'static str, String)>,
    faults_title: String,
    /// The sentence and the other times, where the time is gone.
    lost: Option<(&'static str, Vec<Way>)>,
    refused: Option<String>,
    /// The date whose week offers other times.
    week: String,
}

struct Field {
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    required: bool,
    value: String,
    fault: Option<String>,
}

struct Consent {
    href: String,
    /// What stands around the link.
    before: String,
    after: String,
    given: bool,
    fault: Option<String>,
}

impl Consent {
    fn around_link(t: Texts<Customer>) -> Self {
        const LINK: char = '\0';
        let text = t.consent(LINK);
        let (before, after) = text.split_once(LINK).unwrap_or((&text, ""));
        Self { href: String::new(), before: before.into(), after: after.into(), given: false, fault: None }
    }
}

impl FormPage {
    /// Whether all of these stand at a field that people can fill in.
    pub fn shows(&self, faults: &Faults) -> bool {
        faults.iter().count() == self.faults.len()
    }

    /// The form as `form` filled it, with what is the matter.
    pub fn new(
        visit: &Visit<'_>,
        choice: &Choice<'_>,
        form: &BookingForm,
        start: Minute,
        trouble: Trouble<'_>,
    ) -> Self {
        let planning = visit.planning;
        let (shop, zone) = (&planning.calendar.shop, planning.calendar.shop.time_zone);
        let frame = visit.frame(&[("service", &form.service), ("resource", &form.resource), ("start", &form.start)]);
        let fault = |field: &str| match trouble {
            Trouble::Fields(faults) => faults.find(field).map(|invalid| fault_words(*invalid, field, visit.language)),
            _ => None,
        };
        let fields = fields(shop, choice.service.place, frame.t, form, fault);
        let consent = shop.privacy_url.is_some().then(|| Consent {
            href: frame.privacy.clone().unwrap_or_default(),
            given: !form.privacy_accepted.is_empty(),
            fault: fault("privacy_accepted"),
            ..Consent::around_link(frame.t)
        });
        let faults = listed(&fields, consent.as_ref(), frame.t);
        let lost = match &trouble {
            Trouble::Lost { taken } => {
                let title = if *taken { frame.t.taken() } else { frame.t.not_offered() };
                Some((title, alternatives(visit, choice, start)))
            }
            _ => None,
        };
        let mut kept = form.kept_beside_fields();
        if lost.is_none() {
            kept.push(("start", form.start.clone()));
        }
        let asks_about_reminder = visit.sends_mail && shop.asks_about_reminder_of(start, visit.now);
        if !asks_about_reminder {
            // For another time, where it is asked.
            kept.push(("reminder_accepted", form.reminder_accepted.clone()));
        }
        let name = choice.name_in(visit.language);
        let end = start.plus(i64::from(choice.service.duration_minutes));
        Self {
            summary: Summary::new(planning, visit.language, name, start, end).at(choice.service.place, visit.language),
            on_request: choice.service.status_on_booking == Status::Requested,
            faults_title: frame.t.please_correct(faults.len()),
            refused: if let Trouble::Refused(sentence) = trouble { Some(sentence) } else { None },
            week: start.local_date(zone).to_string(),
            frame,
            fields,
            consent,
            reminder: asks_about_reminder.then_some(!form.reminder_accepted.is_empty()),
            kept,
            faults,
            lost,
        }
    }
}

fn alternatives(visit: &Visit<'_>, choice: &Choice<'_>, start: Minute) -> Vec<Way> {
    let zone = visit.planning.calendar.shop.time_zone;
    let mut nearest = schedule::nearest_free(visit.planning, &choice.question(), start, ALTERNATIVES, visit.now);
    nearest.sort_unstable();
    let week = choice.week_of_buttons(visit);
    nearest.into_iter().map(|start| week.start(start, dates::soon(start, zone, visit.language))).collect()
}

/// What is wrong with a field; one that is missing is asked for by name.
fn fault_words(invalid: Invalid, field: &str, language: Language) -> String {
    let t = Texts::<Customer>::of(language);
    let missing = match field {
        "customer.first_name" => t.missing_first_name(),
        "customer.last_name" => t.missing_last_name(),
        "customer.email" => t.missing_email(),
        "customer.phone" => t.missing_phone(),
        "customer.address" => t.missing_address(),
        "comment" => t.missing_comment(),
        _ => return invalid.message(language),
    };
    if invalid == Invalid::Required { missing.to_owned() } else { invalid.message(language) }
}

fn fields(
    shop: &Shop,
    place: Place,
    t: Texts<Customer>,
    form: &BookingForm,
    fault: impl Fn(&str) -> Option<String>,
) -> Vec<Field> {
    let customer = |name, label, kind, autocomplete, mode, value: &str| Field {
        name,
        label,
        kind,
        autocomplete,
        required: mode == FieldMode::Required,
        value: value.to_owned(),
        fault: fault(&format!("customer.{name}")),
    };
    let must = FieldMode::Required;
    let mut fields = vec![
        customer("first_name", t.first_name(), "text", "given-name", must, &form.first_name),
        customer("last_name", t.last_name(), "text", "family-name", must, &form.last_name),
        customer("email", t.email(), "email", "email", must, &form.email),
    ];
    let phone = shop.phone_mode(place);
    if phone != FieldMode::Hidden {
        fields.push(customer("phone", t.phone(), "tel", "tel", phone, &form.phone));
    }
    if place.needs_address() {
        fields.push(customer("address", t.your_address(), "textarea", "street-address", must, &form.address));
    }
    if shop.comment_field != FieldMode::Hidden {
        let field = customer("comment", t.comment(), "textarea", "off", shop.comment_field, &form.comment);
        fields.push(Field { fault: fault("comment"), ..field });
    }
    fields
}

fn listed(
    fields: &[Field],
    consent: Option<&Consent>,
    t: Texts<Customer>,
) -> Vec<(&'static str, &'static str, String)> {
    let wrong = fields.iter().filter_map(|field| Some((field.label, field.name, field.fault.clone()?)));
    let consent = consent.and_then(|consent| Some((t.privacy(), "privacy_accepted", consent.fault.clone()?)));
    wrong.chain(consent).collect()
}
