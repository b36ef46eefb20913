//! The form of a service: as it is shown, and as it is read. Its rows of needs are [`NeedRows`].

use super::needs::NeedRows;
use crate::domain::appointment::Status;
use crate::domain::ids::ServiceId;
use crate::domain::limits;
use crate::domain::limits::{DAILY_LIMIT_AT_MOST, HORIZON_AT_MOST, HOURS_AT_MOST, MINUTES_AT_MOST};
use crate::domain::shop::{Calendar, Language, Service, ServiceTexts};
use crate::domain::values::{Color, Description, ShortName};
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::{Errors, FormReader};
use crate::operations::catalog::version_of;

/// The colour that the field shows where a service has none.
const NO_COLOR: &str = "#5b7f95";

/// Name, group and description in one language, as they are typed.
#[derive(Clone, Default)]
pub struct TextsForm {
    pub name: String,
    pub group: String,
    pub description: String,
}

/// The fields, as they are typed.
#[derive(Clone, Default)]
pub struct ServiceForm {
    pub id: String,
    pub version: String,
    pub texts: TextsForm,
    pub other: TextsForm,
    pub duration_minutes: String,
    pub buffer_before_minutes: String,
    pub buffer_after_minutes: String,
    pub online: bool,
    pub requested: bool,
    /// Rows of alternatives, in order.
    pub needs: NeedRows,
    pub choice: bool,
    pub step_minutes: String,
    pub lead_time_hours: String,
    pub horizon_days: String,
    pub daily_limit: String,
    pub own_color: bool,
    pub color: String,
}

fn text(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

impl TextsForm {
    fn of(texts: &ServiceTexts) -> Self {
        Self {
            name: texts.name.clone(),
            group: texts.group.clone().unwrap_or_default(),
            description: texts.description.clone().unwrap_or_default(),
        }
    }

    fn read(form: &FormData, prefix: &str) -> Self {
        let text = |name: &str| form.text(&format!("{prefix}{name}")).replace("\r\n", "\n");
        Self { name: text("name"), group: text("group"), description: text("description") }
    }

    fn parse(&self, reader: &mut FormReader, prefix: &str) -> ServiceTexts {
        let line = |text: &str| ShortName::parse(text).map(String::from);
        let field = |name: &str| format!("{prefix}{name}");
        let lines = |text: &str| Description::parse(text).map(String::from);
        ServiceTexts {
            // Only a translation may be without a name.
            name: if prefix.is_empty() {
                reader.take("name", line(&self.name))
            } else {
                reader.take_optional(&field("name"), &self.name, line)
            }
            .unwrap_or_default(),
            group: reader.take_optional(&field("group"), &self.group, line),
            description: reader.take_optional(&field("description"), &self.description, lines),
        }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.group.is_empty() && self.description.is_empty()
    }
}

/// The language that a service is translated into: the first one beside the shop's that is offered, else that there is.
pub fn other_language(calendar: &Calendar) -> Language {
    let is_other = |language: &Language| *language != calendar.shop.language;
    let offered = calendar.shop.languages.iter().copied().find(is_other);
    offered.or_else(|| Language::all().find(is_other)).unwrap_or(Language::ENGLISH)
}

impl ServiceForm {
    /// The form of a new service.
    pub fn new(calendar: &Calendar) -> Self {
        Self {
            duration_minutes: "60".into(),
            buffer_before_minutes: "0".into(),
            buffer_after_minutes: "0".into(),
            online: true,
            color: NO_COLOR.into(),
            needs: NeedRows::of(&[], calendar),
            ..Self::default()
        }
    }

    /// The form of a service that is there.
    pub fn of(service: &Service, calendar: &Calendar) -> Self {
        let language = other_language(calendar);
        let other = service.translations.iter().find(|(of, _)| *of == language);
        Self {
            id: service.id.to_string(),
            version: version_of(service),
            texts: TextsForm::of(&service.texts),
            other: other.map(|(_, texts)| TextsForm::of(texts)).unwrap_or_default(),
            duration_minutes: service.duration_minutes.to_string(),
            buffer_before_minutes: service.buffer_before_minutes.to_string(),
            buffer_after_minutes: service.buffer_after_minutes.to_string(),
            online: service.online,
            requested: service.status_on_booking == Status::Requested,
            needs: NeedRows::of(&service.needs, calendar),
            choice: service.choice,
            step_minutes: text(service.step_minutes),
            lead_time_hours: text(service.lead_time_hours),
            horizon_days: text(service.horizon_days),
            daily_limit: text(service.daily_limit),
            own_color: service.color.is_some(),
            color: service.color.clone().unwrap_or_else(|| NO_COLOR.into()),
        }
    }

    /// What was sent.
    pub fn read(form: &FormData, calendar: &Calendar) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            id: text("id"),
            version: text("version"),
            texts: TextsForm::read(form, ""),
            other: TextsForm::read(form, "other_"),
            duration_minutes: text("duration_minutes"),
            buffer_before_minutes: text("buffer_before_minutes"),
            buffer_after_minutes: text("buffer_after_minutes"),
            online: form.has("online"),
            requested: form.text("status") == Status::Requested.word(),
            needs: NeedRows::read(form, calendar),
            choice: form.has("choice"),
            step_minutes: text("step_minutes"),
            lead_time_hours: text("lead_time_hours"),
            horizon_days: text("horizon_days"),
            daily_limit: text("daily_limit"),
            own_color: form.has("own_color"),
            color: text("color"),
        }
    }

    /// Whether a part of the form that is mostly left alone says something.
    pub fn says(&self, part: &str) -> bool {
        let is_time = |text: &String| !text.is_empty() && text != "0";
        let is_set = |text: &String| !text.is_empty();
        match part {
            "buffers" => [&self.buffer_before_minutes, &self.buffer_after_minutes].into_iter().any(is_time),
            "terms" => [&self.lead_time_hours, &self.horizon_days, &self.daily_limit].into_iter().any(is_set),
            "step" => is_set(&self.step_minutes),
            "group" => is_set(&self.texts.group),
            "other" => !self.other.is_empty(),
            "color" => self.own_color,
            _ => false,
        }
    }

    /// The service, or all that is wrong with it. `before` is what is there: a language that the form does not show stays.
    pub fn parse(&self, before: Option<&Service>, calendar: &Calendar, language: Language) -> Result<Service, Errors> {
        let mut reader = FormReader::new(language);
        let minutes = |least: u32| move |text: &str| limits::number(text, least..=MINUTES_AT_MOST);
        let mut service = Service::new(ServiceId::from(self.id.as_str()));
        service.texts = self.texts.parse(&mut reader, "");
        service.translations = self.parse_translations(&mut reader, before, calendar);
        service.duration_minutes =
            reader.take("duration_minutes", minutes(1)(&self.duration_minutes)).unwrap_or_default();
        let mut buffer = |field, text: &str| reader.take_optional(field, text, minutes(0)).unwrap_or_default();
        service.buffer_before_minutes = buffer("buffer_before_minutes", &self.buffer_before_minutes);
        service.buffer_after_minutes = buffer("buffer_after_minutes", &self.buffer_after_minutes);
        service.needs = self.needs.parse(&mut reader, calendar);
        self.parse_terms(&mut reader, &mut service);
        if reader.errors.is_empty() { Ok(service) } else { Err(reader.errors) }
    }

    fn parse_translations(
        &self,
        reader: &mut FormReader,
        before: Option<&Service>,
        calendar: &Calendar,
    ) -> Vec<(Language, ServiceTexts)> {
        let language = other_language(calendar);
        let mut translations: Vec<_> = before.map(|service| service.translations.clone()).unwrap_or_default();
        translations.retain(|(of, _)| *of != language);
        let texts = self.other.parse(reader, "other_");
        if !self.other.is_empty() {
            translations.push((language, texts));
        }
        // As the database gives them back.
        translations.sort_by_key(|(language, _)| language.tag());
        translations
    }

    fn parse_terms(&self, reader: &mut FormReader, service: &mut Service) {
        let number = |range: std::ops::RangeInclusive<u32>| move |text: &str| limits::number(text, range);
        service.online = self.online;
        service.status_on_booking = if self.requested { Status::Requested } else { Status::Confirmed };
        service.choice = self.choice;
        service.step_minutes = reader.take_optional("step_minutes", &self.step_minutes, number(1..=MINUTES_AT_MOST));
        service.lead_time_hours =
            reader.take_optional("lead_time_hours", &self.lead_time_hours, number(0..=HOURS_AT_MOST));
        service.horizon_days = reader.take_optional("horizon_days", &self.horizon_days, number(0..=HORIZON_AT_MOST));
        service.daily_limit = reader.take_optional("daily_limit", &self.daily_limit, number(1..=DAILY_LIMIT_AT_MOST));
        service.color =
            if self.own_color { reader.take("color", Color::parse(&self.color)).map(String::from) } else { None };
    }
}
