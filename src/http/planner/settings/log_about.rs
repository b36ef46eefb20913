//! What a line of the log is about, in words and with a link where there is a page: the log itself keeps only ids.

use crate::domain::account::Role;
use crate::http::planner::prelude::*;
use crate::http::planner::settings::fields;
use crate::i18n::log_actions::Texts;
use crate::i18n::statuses;
use crate::operations::audit_log::{AuditEntry, Subject};
use serde_json::Value;

/// What something was done to.
#[derive(Default)]
pub struct About {
    /// Its name; may be empty.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
}

/// Who looks at the log, and at which shop.
pub struct Reader {
    pub calendar: std::sync::Arc<Calendar>,
    pub language: Language,
}

impl Reader {
    /// What the entry is about, as far as it is still there.
    pub fn about(&self, entry: &AuditEntry, subject: Subject) -> About {
        let id = entry.subject.as_str();
        let name = match (entry.area(), subject) {
            ("appointment" | "series" | "address" | "own_data" | "erasure", subject) => {
                return self.appointment(entry, &subject);
            }
            ("customer", subject) => return self.customer(id, &subject),
            ("user", _) if id == accounts::NO_ACCOUNT => Texts::of(self.language).unknown_address().to_owned(),
            ("user", Subject::User(name)) => name,
            ("service", _) => {
                self.calendar.service(id).map(|service| service.texts.name.to_string()).unwrap_or_default()
            }
            ("resource" | "hours" | "calendar", _) => {
                self.calendar.resource(id).map(|resource| resource.name.to_string()).unwrap_or_default()
            }
            ("exception" | "exceptions" | "holidays", _) => self.days(id),
            _ => String::new(),
        };
        About { name, href: None }
    }

    fn appointment(&self, entry: &AuditEntry, subject: &Subject) -> About {
        let Subject::Appointment(key, start) = subject else {
            return About { name: self.time_of(entry).unwrap_or_default(), href: None };
        };
        let name = self.time_of(entry).unwrap_or_else(|| match entry.area() {
            // These are about a person; the appointment only leads there.
            "own_data" | "erasure" => dates::day_and_time(*start, self.calendar.shop.time_zone, self.language),
            _ => self.now_at(*start),
        });
        About { name, href: Some(format!("/planner/appointments/{key}")) }
    }

    /// When the appointment was to be as that was written; older entries do not say.
    fn time_of(&self, entry: &AuditEntry) -> Option<String> {
        let zone = self.calendar.shop.time_zone;
        match (entry.moment("from"), entry.moment("to")) {
            (Some(from), Some(to)) if from != to => Some(dates::from_to(from, to, zone, self.language)),
            (_, to) => Some(dates::day_and_time(to.or(entry.moment("start"))?, zone, self.language)),
        }
    }

    /// When it is to be now, and says so: it may have been another time then.
    fn now_at(&self, start: Minute) -> String {
        let at = dates::day_and_time(start, self.calendar.shop.time_zone, self.language);
        Texts::of(self.language).now_at(at)
    }

    fn customer(&self, id: &str, subject: &Subject) -> About {
        let Ok(id) = id.parse::<CustomerId>() else { return About::default() };
        let is_there = matches!(subject, Subject::Customer(_));
        let name = Texts::of(self.language).number(id);
        About { name, href: is_there.then(|| format!("/planner/customers/{id}")) }
    }

    fn days(&self, subject: &str) -> String {
        let day = |word: &str| word.parse::<NaiveDate>().map(|date| dates::long_day(date, self.language));
        subject.split(' ').filter_map(|word| day(word).ok()).collect::<Vec<_>>().join("; ")
    }
}

/// The details that say something to a person: `{"from": "requested", "to": "confirmed"}` as "Angefragt → Bestätigt".
pub fn details(entry: &AuditEntry, language: Language) -> String {
    let (t, details) = (Texts::of(language), &entry.details);
    let status = |name: &str| Some(statuses::word(Status::from_word(details[name].as_str()?)?, language));
    let role = details["role"].as_str().and_then(Role::from_word).map(|role| match role {
        Role::Owner => t.owner(),
        Role::Staff => t.staff(),
    });
    let factor = match details["factor"].as_str() {
        Some("app") => Some(t.factor_app()),
        Some("passkey") => Some(t.factor_passkey()),
        _ => None,
    };
    let mut parts: Vec<String> = role.into_iter().chain(factor).map(str::to_owned).collect();
    if let (Some(from), Some(to)) = (status("from"), status("to")) {
        parts.push(format!("{from} → {to}"));
    }
    if entry.action == "shop.changed" {
        let fields = details["fields"].as_array().into_iter().flatten().filter_map(Value::as_str);
        parts.extend(fields.filter_map(|field| fields::label(field, language)).map(str::to_owned));
    }
    let hands = details["hands"].as_str().and_then(|word| statuses::changed_hands(word, language));
    parts.extend(hands.map(str::to_owned));
    let count = |name: &str| details[name].as_u64().filter(|count| *count > 0);
    parts.extend(count("appointments").map(|count| t.appointments(count)));
    parts.extend(count("appointments_left_outside").map(|count| t.appointments_left_outside(count)));
    parts.extend(count("mails").map(|count| t.mails(count)));
    parts.extend(details["count"].as_u64().map(|times| t.times(times)));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn in_words(action: &str, details: Value) -> String {
        let entry = AuditEntry {
            at: 0,
            actor: "program".into(),
            user_name: None,
            action: action.into(),
            subject: String::new(),
            details,
        };
        super::details(&entry, Language::GERMAN)
    }

    #[test]
    fn details_are_words_that_a_person_knows() {
        assert_eq!(
            in_words("appointment.status", json!({"from": "requested", "to": "confirmed"})),
            "Angefragt → Bestätigt"
        );
        assert_eq!(in_words("user.created", json!({"role": "owner"})), "Inhaber");
        assert_eq!(in_words("shop.changed", json!({"fields": ["phone", "accent"]})), "Telefon, Farbe");
        assert_eq!(in_words("hours.changed", json!({"appointments_left_outside": 0})), "");
        let handed = in_words("appointment.changed", json!({"fields": ["customer"], "hands": "other_person"}));
        assert!(handed.starts_with("Der Termin ist jetzt für jemand anderen"), "{handed}");
        assert_eq!(in_words("mail.settled", json!({"mails": 2})), "E-Mails: 2");
        assert_eq!(in_words("user.sign_in_failed", json!({"count": 12})), "12-mal");
    }
}
