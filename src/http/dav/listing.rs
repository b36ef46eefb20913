//! Objects with their texts, as answers name them.

use super::device::Asker;
use super::place::Place;
use crate::delivery::calendar_object::{ObjectWriter, entity_tag};
use crate::domain::ids::ResourceId;
use crate::operations::caldav::CalendarObject;

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
        let text = writer.write(&object.entry, &object.uid, &object.kept);
        let place = Place::Object(asker.device.user.id, resource.clone(), object.name.clone());
        Self { place, tag: entity_tag(&text), text, object }
    }
}
