//! What a shop consists of, as the operator describes it: everything but its appointments.
//!
//! A [`Calendar`] is whole and checked: every id that it names exists in it. Who builds one (store, shop file) sees to that.

mod hours;

pub use hours::{Availability, Days, Exception, Hours};

use super::ids::{ResourceId, ServiceId};
pub use super::language::Language;
use chrono_tz::Tz;

/// Everything the rules need besides appointments. Lists are in display order.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The shop's own data and settings.
    pub shop: Shop,
    /// Rooms and persons, archived ones too.
    pub resources: Vec<Resource>,
    /// What customers book, archived ones too.
    pub services: Vec<Service>,
    /// The rules that open resources.
    pub availabilities: Vec<Availability>,
    /// Closing times and special openings.
    pub exceptions: Vec<Exception>,
}

impl Calendar {
    /// The resource of that id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id.as_str() == id)
    }

    /// The service of that id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id.as_str() == id)
    }

    /// The services a customer may book, in display order.
    pub fn bookable_services(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.online && !service.archived)
    }

    /// Whether customers can book anything at all: a service each of whose needs has somebody or something with opening hours.
    pub fn can_be_booked(&self) -> bool {
        self.bookable_services().any(|service| {
            let open = |id: &ResourceId| self.resource(id.as_str()).is_some_and(|resource| self.is_ever_open(resource));
            !service.needs.is_empty() && service.needs.iter().all(|need| need.iter().any(open))
        })
    }

    fn is_ever_open(&self, resource: &Resource) -> bool {
        let ruled = || self.availabilities.iter().any(|rule| rule.resource == resource.id);
        let excepted = || {
            let concerns = |of: &Option<ResourceId>| of.as_ref().is_none_or(|of| *of == resource.id);
            self.exceptions.iter().any(|one| concerns(&one.resource) && !one.hours.is_empty())
        };
        resource.online && !resource.archived && (ruled() || excepted())
    }

    /// The resources of the first need that a customer can be given: online ones, not archived.
    pub fn choosable<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = &'a Resource> {
        let first = service.needs.first().map_or(&[][..], Vec::as_slice);
        first
            .iter()
            .filter_map(|id| self.resource(id.as_str()))
            .filter(|resource| resource.online && !resource.archived)
    }

    /// The hours from now before which `service` cannot be booked, in minutes.
    pub fn lead_time_minutes(&self, service: &Service) -> i64 {
        i64::from(service.lead_time_hours.unwrap_or(self.shop.lead_time_hours)) * 60
    }

    /// The days from today after which `service` cannot be booked.
    pub fn horizon_days(&self, service: &Service) -> u32 {
        service.horizon_days.unwrap_or(self.shop.horizon_days)
    }

    /// A shop without a name, hours or services: what a new file holds.
    pub fn empty() -> Self {
        Self {
            shop: Shop::default(),
            resources: Vec::new(),
            services: Vec::new(),
            availabilities: Vec::new(),
            exceptions: Vec::new(),
        }
    }
}

/// The one location that a binary serves.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// The provider's name, as customers know it.
    pub name: String,
    /// Where it is, in a word: the grid's head ("Stuttgart").
    pub location: String,
    /// The zone of every rule and of every time shown.
    pub time_zone: Tz,
    /// The language used where a customer's is not known.
    pub language: Language,
    /// The languages offered to customers; `language` is one of them.
    pub languages: Vec<Language>,
    /// Where the shop's notices go, and what customers answer to.
    pub email: Option<String>,
    /// The shop's telephone number.
    pub phone: Option<String>,
    /// Postal address; may have several lines.
    pub address: Option<String>,
    /// The provider's homepage.
    pub website: Option<String>,
    /// The privacy page; where there is one, consent is asked for.
    pub privacy_url: Option<String>,
    /// The imprint page.
    pub imprint_url: Option<String>,
    /// The page on accessibility.
    pub accessibility_url: Option<String>,
    /// The one accent colour, as `#rrggbb`.
    pub accent: Option<String>,
    /// Hours from now before which nothing can be booked.
    pub lead_time_hours: u32,
    /// Days from today after which nothing can be booked.
    pub horizon_days: u32,
    /// Hours before the start until which a customer may cancel or reschedule.
    pub cancel_until_hours: u32,
    /// Hours before the start at which a reminder goes out.
    pub reminder_hours: Option<u32>,
    /// Whether customers are asked for a telephone number.
    pub phone_field: FieldMode,
    /// Whether customers may leave a comment.
    pub comment_field: FieldMode,
    /// How many open appointments one e-mail address may hold.
    pub max_open_per_email: u32,
    /// Which of several free resources gets an appointment.
    pub assignment: Assignment,
    /// The web origins that may use the API; `None`: any.
    pub allowed_origins: Option<Vec<String>>,
    /// Days after which past appointments lose their customer's data.
    pub retention_days: Option<u32>,
    /// Whether an online booking holds only once its customer has confirmed it by the link of a mail.
    pub confirm_by_mail: bool,
    /// How long the customer has for that.
    pub confirm_by_minutes: u32,
    /// Bookings an hour with e-mail addresses that the shop never wrote to, above which online bookings are only requests.
    pub new_addresses_per_hour: u32,
    /// The same within 24 hours.
    pub new_addresses_per_day: u32,
}

impl Default for Shop {
    fn default() -> Self {
        Self {
            name: String::new(),
            location: String::new(),
            time_zone: Tz::Europe__Berlin,
            language: Language::De,
            languages: vec![Language::De, Language::En],
            email: None,
            phone: None,
            address: None,
            website: None,
            privacy_url: None,
            imprint_url: None,
            accessibility_url: None,
            accent: None,
            lead_time_hours: 0,
            horizon_days: 90,
            cancel_until_hours: 24,
            reminder_hours: None,
            phone_field: FieldMode::Optional,
            comment_field: FieldMode::Optional,
            max_open_per_email: 3,
            assignment: Assignment::InOrder,
            allowed_origins: None,
            retention_days: None,
            confirm_by_mail: false,
            confirm_by_minutes: 60,
            new_addresses_per_hour: 30,
            new_addresses_per_day: 100,
        }
    }
}

/// How a form field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldMode {
    /// Shown, may stay empty.
    Optional,
    /// Shown, must be filled.
    Required,
    /// Not shown; a value sent all the same is not kept.
    Hidden,
}

impl FieldMode {
    /// The word in the database and the shop file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
            Self::Hidden => "hidden",
        }
    }

    /// Reads [`FieldMode::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "optional" => Some(Self::Optional),
            "required" => Some(Self::Required),
            "hidden" => Some(Self::Hidden),
            _ => None,
        }
    }
}

/// Which of several free resources of a need gets an appointment (rule 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// The first one in the order of the need.
    InOrder,
    /// The one with the fewest busy minutes starting on that date, ties by order.
    Balanced,
}

impl Assignment {
    /// The word in the database and the shop file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InOrder => "in_order",
            Self::Balanced => "balanced",
        }
    }

    /// Reads [`Assignment::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "in_order" => Some(Self::InOrder),
            "balanced" => Some(Self::Balanced),
            _ => None,
        }
    }
}

/// A room or a person that an appointment occupies.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its id in the shop file.
    pub id: ResourceId,
    /// What people call it.
    pub name: String,
    /// Room or person.
    pub kind: ResourceKind,
    /// Whether online booking may use it.
    pub online: bool,
    /// Distance between grid marks where neither service nor rule says.
    pub step_minutes: u32,
    /// Finer marks offered behind an appointment that left a remnant.
    pub gap_step_minutes: Option<u32>,
    /// Kept for its past appointments only; never offered.
    pub archived: bool,
}

/// The two kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// A place (Ortsressource).
    Room,
    /// A person (Personenressource).
    Person,
}

impl ResourceKind {
    /// The word in the database and the shop file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Person => "person",
        }
    }

    /// Reads [`ResourceKind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "room" => Some(Self::Room),
            "person" => Some(Self::Person),
            _ => None,
        }
    }
}

/// What a customer books.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its id in the shop file.
    pub id: ServiceId,
    /// Name, group and description in the shop's language.
    pub texts: ServiceTexts,
    /// The same in another language; what is missing there is taken from `texts`.
    pub translations: Vec<(Language, ServiceTexts)>,
    /// Minutes the customer is there.
    pub duration_minutes: u32,
    /// Minutes before that occupy the resources too.
    pub buffer_before_minutes: u32,
    /// Minutes after that occupy the resources too.
    pub buffer_after_minutes: u32,
    /// Whether customers may book it.
    pub online: bool,
    /// The status a booking gets at once: `Requested` or `Confirmed`.
    pub status_on_booking: super::appointment::Status,
    /// An appointment occupies one resource of every need; alternatives are in the order of preference.
    pub needs: Vec<Vec<ResourceId>>,
    /// Whether the customer is asked which resource of the first need.
    pub choice: bool,
    /// Distance between grid marks, before all others.
    pub step_minutes: Option<u32>,
    /// Replaces the shop's.
    pub lead_time_hours: Option<u32>,
    /// Replaces the shop's.
    pub horizon_days: Option<u32>,
    /// How many of its blocking appointments may start on one local date.
    pub daily_limit: Option<u32>,
    /// Its colour in the planner, `#rrggbb`.
    pub color: Option<String>,
    /// Kept for its past appointments only; never offered.
    pub archived: bool,
}

/// What a service is called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceTexts {
    /// Its name; in a translation empty where there is none.
    pub name: String,
    /// The heading it stands under.
    pub group: Option<String>,
    /// A sentence or two.
    pub description: Option<String>,
}

impl Service {
    /// Name, group and description for a reader of `language`, each from `texts` where the translation lacks it.
    pub fn texts_in(&self, language: Language) -> ServiceTexts {
        let Some((_, translation)) = self.translations.iter().find(|(of, _)| *of == language) else {
            return self.texts.clone();
        };
        ServiceTexts {
            name: if translation.name.is_empty() { self.texts.name.clone() } else { translation.name.clone() },
            group: translation.group.clone().or_else(|| self.texts.group.clone()),
            description: translation.description.clone().or_else(|| self.texts.description.clone()),
        }
    }
}
