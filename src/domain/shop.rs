//! The data of a shop, except its appointments.
//!
//! A [`Calendar`] is complete and consistent: every id it refers to exists. Whoever builds one (store, shop file)
//! ensures that.

mod hours;
mod venue;

pub use hours::{Availability, Days, Exception, Hours};

use super::ids::{ResourceId, ServiceId};
pub use super::language::Language;
pub use super::settings::{Assignment, FieldMode, ReminderConsent, Shop, WidgetView};
use super::values::{Color, Description, ShortName, WebUrl};
use super::words::words;
pub use venue::{Place, Venue};

/// All input of the rules besides appointments. Lists are in display order.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The shop's own data and settings.
    pub shop: Shop,
    /// Rooms and persons, archived ones too.
    pub resources: Vec<Resource>,
    /// What customers book, archived ones too.
    pub services: Vec<Service>,
    /// The availabilities of all resources.
    pub availabilities: Vec<Availability>,
    /// Closing times and special openings.
    pub exceptions: Vec<Exception>,
}

impl Calendar {
    /// The resource of that id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id.as_str() == id)
    }

    /// Persons where there are any, else rooms: counting both would count appointments twice.
    pub fn counted_kind(&self) -> ResourceKind {
        let has_persons = self.resources.iter().any(|one| one.kind == ResourceKind::Person && !one.archived);
        if has_persons { ResourceKind::Person } else { ResourceKind::Room }
    }

    /// The resources of that kind that are in use.
    pub fn counted(&self) -> impl Iterator<Item = &Resource> {
        let kind = self.counted_kind();
        self.resources.iter().filter(move |one| one.kind == kind && !one.archived)
    }

    /// The name of a resource; its id if there is none.
    pub fn resource_name(&self, id: &str) -> String {
        self.resource(id).map_or(id, |resource| &resource.name).to_owned()
    }

    /// The names of resources, in this order.
    pub fn resource_names(&self, ids: &[ResourceId]) -> Vec<String> {
        ids.iter().map(|id| self.resource_name(id.as_str())).collect()
    }

    /// The service of that id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id.as_str() == id)
    }

    /// The services a customer may book, in display order.
    pub fn bookable_services(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.online && !service.archived)
    }

    /// Whether customers can book at all: some service has, for each need, a resource with opening hours.
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

    /// The resources of the first need that customers may choose: bookable online, not archived.
    pub fn choosable<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = &'a Resource> {
        let first = service.needs.first().map_or(&[][..], Vec::as_slice);
        first
            .iter()
            .filter_map(|id| self.resource(id.as_str()))
            .filter(|resource| resource.online && !resource.archived)
    }

    /// The lead time of `service`, in minutes.
    pub fn lead_time_minutes(&self, service: &Service) -> i64 {
        i64::from(service.lead_time_hours.unwrap_or(self.shop.lead_time_hours)) * 60
    }

    /// The horizon of `service`, in days.
    pub fn horizon_days(&self, service: &Service) -> u32 {
        service.horizon_days.unwrap_or(self.shop.horizon_days)
    }

    /// A shop without a name, hours or services: the content of a new file.
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

/// A room or a person that an appointment occupies.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its id in the shop file.
    pub id: ResourceId,
    /// What people call it.
    pub name: ShortName,
    /// Room or person.
    pub kind: ResourceKind,
    /// Whether online booking may use it.
    pub online: bool,
    /// Minutes between start times where neither service nor availability sets a step.
    pub step_minutes: u32,
    /// The finer step behind an appointment that ended between two steps (rule 3).
    pub gap_step_minutes: Option<u32>,
    /// A person's own link for video calls.
    pub video_url: Option<WebUrl>,
    /// Kept only for past appointments; never offered.
    pub archived: bool,
    /// Another number after every stored change, for optimistic locking; 0: not stored.
    pub revision: i64,
}

words! {
    /// The two kinds of resource.
    pub enum ResourceKind {
        /// A place (Ortsressource).
        Room = "room",
        /// A person (Personenressource).
        Person = "person",
    }
}

/// What a customer books.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its id in the shop file.
    pub id: ServiceId,
    /// Name, group and description in the shop's language.
    pub texts: ServiceTexts,
    /// The same in other languages; missing texts are taken from `texts`.
    pub translations: Vec<(Language, Translation)>,
    /// Duration of the appointment in minutes, buffers excluded.
    pub duration_minutes: u32,
    /// Minutes before the appointment that occupy its resources, too.
    pub buffer_before_minutes: u32,
    /// Minutes after the appointment that occupy its resources, too.
    pub buffer_after_minutes: u32,
    /// Whether customers may book it.
    pub online: bool,
    /// The initial status of a booking: `Requested` or `Confirmed`.
    pub status_on_booking: super::appointment::Status,
    /// An appointment occupies one resource of every need; alternatives are in the order of preference.
    pub needs: Vec<Vec<ResourceId>>,
    /// Whether the customer may choose a resource of the first need.
    pub choice: bool,
    /// Minutes between start times; overrides all other steps.
    pub step_minutes: Option<u32>,
    /// Overrides the shop's lead time.
    pub lead_time_hours: Option<u32>,
    /// Overrides the shop's horizon.
    pub horizon_days: Option<u32>,
    /// How many of its blocking appointments may start on one local date.
    pub daily_limit: Option<u32>,
    /// Its colour in the planner.
    pub color: Option<Color>,
    /// Where it takes place.
    pub place: Place,
    /// The link of its video calls, for persons without their own.
    pub video_url: Option<WebUrl>,
    /// Kept only for past appointments; never offered.
    pub archived: bool,
    /// Another number after every stored change, for optimistic locking; 0: not stored.
    pub revision: i64,
}

/// The texts of a service in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceTexts {
    /// Its name.
    pub name: ShortName,
    /// The heading it is listed under.
    pub group: Option<ShortName>,
    /// A short description.
    pub description: Option<Description>,
}

/// Those of the texts that were translated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translation {
    /// As in [`ServiceTexts`].
    pub name: Option<ShortName>,
    /// As in [`ServiceTexts`].
    pub group: Option<ShortName>,
    /// As in [`ServiceTexts`].
    pub description: Option<Description>,
}

impl Service {
    /// The texts in `language`; those the translation lacks are taken from `texts`.
    pub fn texts_in(&self, language: Language) -> ServiceTexts {
        let Some((_, translation)) = self.translations.iter().find(|(of, _)| *of == language) else {
            return self.texts.clone();
        };
        ServiceTexts {
            name: translation.name.clone().unwrap_or_else(|| self.texts.name.clone()),
            group: translation.group.clone().or_else(|| self.texts.group.clone()),
            description: translation.description.clone().or_else(|| self.texts.description.clone()),
        }
    }

    /// The language its texts are in where `language` is asked for, if it is another one: the shop's, without a translation.
    pub fn other_language(&self, language: Language, shop: Language) -> Option<Language> {
        let is_translated = self.translations.iter().any(|(of, texts)| *of == language && texts.name.is_some());
        Some(shop).filter(|shop| *shop != language && !is_translated)
    }

    /// The name in `language`.
    pub fn name_in(&self, language: Language) -> String {
        self.texts_in(language).name.into()
    }
}

impl Resource {
    /// A new room with default values and an empty name.
    pub fn new(id: ResourceId) -> Self {
        Self {
            id,
            name: ShortName::default(),
            kind: ResourceKind::Room,
            online: true,
            step_minutes: 30,
            gap_step_minutes: None,
            video_url: None,
            archived: false,
            revision: 0,
        }
    }
}

impl Service {
    /// A new service with default values, without name, duration and needs.
    pub fn new(id: ServiceId) -> Self {
        Self {
            id,
            texts: ServiceTexts::default(),
            translations: Vec::new(),
            duration_minutes: 1,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            online: true,
            status_on_booking: super::appointment::Status::Confirmed,
            needs: Vec::new(),
            choice: false,
            step_minutes: None,
            lead_time_hours: None,
            horizon_days: None,
            daily_limit: None,
            color: None,
            place: Place::Shop,
            video_url: None,
            archived: false,
            revision: 0,
        }
    }
}
