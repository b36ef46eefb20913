//! `GET /planner/customers/find`: the customers that match what is typed, as the options of a list that a script opens below
//! the search field, each with the next and the last appointment; and one for a new customer.

use super::texts::Texts;
use crate::domain::person::{PersonQuery, TypedPerson, search_text};
use crate::http::planner::prelude::*;
use crate::operations::customers::KnownCustomer;

/// A known customer in words. All but `id` and `name` may be empty.
pub struct KnownWords {
    /// Number of the record.
    pub id: CustomerId,
    /// "Muster, Erika".
    pub name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Postal address.
    pub address: String,
    /// "0711 123456 · erika@example.org · geb. 31. Dezember 1950".
    pub reached: String,
    /// "Nächster Termin: …".
    pub next: String,
    /// "Letzter Termin: …".
    pub last: String,
}

impl KnownWords {
    /// A record and its appointments in the words of `language`.
    pub fn of(known: &KnownCustomer, calendar: &Calendar, language: Language) -> Self {
        let t = Texts::of(language);
        let (details, person) = (&known.record.details, &known.record.details.person);
        let born_on = details.born_on.map(|date| t.born(dates::range(date, date, language))).unwrap_or_default();
        let (email, phone) = (shown(&person.email), shown(&person.phone));
        let reached = [&phone, &email, &born_on].into_iter().filter(|part| !part.is_empty()).cloned();
        let when = |visit: &AppointmentDetails| {
            let it = &visit.appointment;
            let service = it.service.as_ref().and_then(|id| calendar.service(id.as_str()));
            let service = service.map(|service| service.name_in(language));
            [Some(dates::day_and_time(it.start, calendar.shop.time_zone, language)), service]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        };
        Self {
            id: known.record.id,
            name: person.sorted_name(),
            first_name: shown(&person.first_name),
            last_name: shown(&person.last_name),
            reached: reached.collect::<Vec<_>>().join(" · "),
            email,
            phone,
            address: shown(&details.address),
            next: known.next.as_ref().map(|visit| t.next_appointment(when(visit))).unwrap_or_default(),
            last: known.last.as_ref().map(|visit| t.last_appointment(when(visit))).unwrap_or_default(),
        }
    }
}

/// The customers that match, and what a new one would be called.
pub struct FoundWords {
    /// The known ones.
    pub known: Vec<KnownWords>,
    /// The data of a new one in what was typed.
    pub new: TypedPerson,
    /// Whether the first of `known` matches exactly: then it is the one that Enter takes.
    pub is_exact: bool,
    /// How many there are, for screen readers.
    pub counted: String,
}

impl FoundWords {
    /// Searches what was typed.
    pub async fn search(operator: &Operator, typed: &str) -> Result<Self, ApiError> {
        let (calendar, language) = (operator.calendar(), operator.language);
        let found = customers::look_up(&operator.app.store, typed.to_owned()).await?;
        let t = Texts::of(language);
        let query = PersonQuery::parse(typed);
        let first = found.first().map(|known| search_text(&known.record.details.person));
        Ok(Self {
            is_exact: first.is_some_and(|text| query.rank(&text).is_some()),
            counted: if found.is_empty() { t.nobody_found().to_owned() } else { t.counted(found.len()) },
            known: found.iter().map(|known| KnownWords::of(known, &calendar, language)).collect(),
            new: TypedPerson::parse(typed),
        })
    }

    /// "Erika Muster", or what else of a new customer was typed.
    pub fn new_name(&self) -> String {
        let names = [&self.new.first_name, &self.new.last_name];
        let all = names.into_iter().chain([&self.new.phone, &self.new.email]).filter(|part| !part.is_empty());
        all.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Template)]
#[template(path = "planner/customers/found.html")]
struct FoundPart {
    t: Texts,
    found: FoundWords,
}

/// `GET /planner/customers/find`
pub async fn find_customers(operator: Operator, Asked(query): Asked) -> PageResult {
    let found = FoundWords::search(&operator, query.raw("q")).await?;
    layout::page(StatusCode::OK, &FoundPart { t: Texts::of(operator.language), found })
}
