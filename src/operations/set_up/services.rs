//! The first services of a shop: what an appointment for them occupies.

use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, ResourceKind, Service, ServiceTexts};
use crate::domain::values::ShortName;

/// The resources of a kind that online booking may use.
pub fn of_kind(calendar: &Calendar, kind: ResourceKind) -> Vec<ResourceId> {
    let usable = calendar.resources.iter().filter(|resource| !resource.archived && resource.online);
    usable.filter(|resource| resource.kind == kind).map(|resource| resource.id.clone()).collect()
}

/// What an appointment occupies: any room and any person, or one of them only.
pub fn needs(calendar: &Calendar, occupies: &str) -> Vec<Vec<ResourceId>> {
    let (rooms, persons) = (of_kind(calendar, ResourceKind::Room), of_kind(calendar, ResourceKind::Person));
    let both = !rooms.is_empty() && !persons.is_empty();
    match occupies {
        "room" if both => vec![rooms],
        "person" if both => vec![persons],
        _ => [rooms, persons].into_iter().filter(|need| !need.is_empty()).collect(),
    }
}

/// A service of that name and length. Its id follows from the name.
pub fn service(name: ShortName, minutes: u32, needs: &[Vec<ResourceId>]) -> Service {
    Service {
        texts: ServiceTexts { name, ..ServiceTexts::default() },
        duration_minutes: minutes,
        needs: needs.to_vec(),
        ..Service::new(ServiceId::from(""))
    }
}
