//! A search for a time at which a certain room or person is free.

use crate::domain::ids::ResourceId;
use crate::domain::shop::Service;

/// The service with only that resource in the need that it serves: asks for a person as well as for a room.
pub fn narrowed(service: &Service, resource: &str) -> Service {
    let mut narrowed = service.clone();
    let only = ResourceId::from(resource);
    if let Some(need) = narrowed.needs.iter_mut().find(|need| need.contains(&only)) {
        *need = vec![only];
    } else if !resource.is_empty() {
        // It can have no part in it.
        narrowed.needs.push(Vec::new());
    }
    narrowed
}

/// Of these rooms and persons all but the first, as far as each of them can serve a need of its own.
pub fn fitting(service: Option<&Service>, ticked: Vec<String>) -> Vec<String> {
    let Some(service) = service else { return ticked.into_iter().skip(1).collect() };
    let mut needs: Vec<&Vec<ResourceId>> = service.needs.iter().collect();
    let mut serves = |id: &String| {
        let found = needs.iter().position(|need| need.iter().any(|one| one.as_str() == id));
        found.map(|place| needs.remove(place)).is_some()
    };
    let mut left = ticked.into_iter();
    if let Some(first) = left.next() {
        serves(&first);
    }
    left.filter(|id| serves(id)).collect()
}
