//! Objects with their texts, as answers name them.

use super::device::Asker;
use super::place::Place;
use crate::delivery::calendar_file::folded;
use crate::delivery::calendar_object::{ObjectWriter, entity_tag};
use crate::domain::ids::ResourceId;
use crate::i18n::Texts;
use crate::i18n::messages::planner;
use crate::operations::caldav::repeated::Titles;
use crate::operations::caldav::{CalendarObject, Content};
use crate::operations::calendar::CalendarEntry;

/// An object of a calendar, written.
pub struct Listed {
    /// Where it is.
    pub place: Place,
    /// The object.
    pub object: CalendarObject,
    /// Its text.
    pub text: String,
    /// Its entity tag.
    pub tag: String,
}

impl Listed {
    /// Writes an object of the calendar of a resource.
    pub fn new(asker: &Asker, writer: &ObjectWriter<'_>, resource: &ResourceId, object: CalendarObject) -> Self {
        let text = match &object.content {
            Content::One(entry, kept) => {
                let user = &asker.device.user;
                writer.write(&CalendarEntry::clone(entry).read_by(user.id, user.is_owner()), &object.uid, kept)
            }
            Content::Repeated(repeated) => {
                let t = Texts::<planner::Feeds>::of(asker.language);
                let titles = Titles { busy: t.busy(), blocked: t.blocked(), private: t.private_title() };
                let (text, as_written) = repeated.text(&asker.at(resource), &titles);
                if as_written { text } else { folded(&text) }
            }
        };
        let place = Place::Object(asker.device.user.id, resource.clone(), object.name.clone());
        Self { place, tag: entity_tag(&text), text, object }
    }
}
