//! Where an appointment takes place, and with whom.

use super::{Calendar, FieldMode, ResourceKind, Service, Shop};
use crate::domain::ids::ResourceId;
use crate::domain::words::words;

words! {
    /// Where a service takes place.
    #[derive(Default)]
    pub enum Place {
        /// In the shop.
        #[default]
        Shop = "shop",
        /// At the customer's: their address and telephone number are asked for.
        Customer = "customer",
        /// By telephone: the shop calls the customer.
        Phone = "phone",
        /// By video, at a fixed link.
        Video = "video",
    }
}

impl Place {
    /// Whether the customer's postal address is needed.
    pub fn needs_address(self) -> bool {
        self == Self::Customer
    }

    /// Whether the customer's telephone number is needed.
    pub fn needs_phone(self) -> bool {
        matches!(self, Self::Customer | Self::Phone)
    }
}

impl Shop {
    /// Whether customers are asked for their telephone number, for an appointment that takes place there.
    pub fn phone_mode(&self, place: Place) -> FieldMode {
        if place.needs_phone() { FieldMode::Required } else { self.phone_field }
    }
}

impl Calendar {
    /// Where an appointment of `service` takes place that occupies `resources`, in the order of its needs.
    pub fn venue(&self, service: &Service, resources: &[ResourceId]) -> Venue {
        let occupied = resources.iter().filter_map(|id| self.resource(id.as_str()));
        let persons = occupied.filter(|resource| resource.kind == ResourceKind::Person);
        let persons = persons.map(|one| (one.name.to_string(), one.video_url.clone().map(String::from))).collect();
        Venue::new(service.place, service.video_url.clone().map(String::from), persons)
    }
}

/// Where one appointment takes place, and with whom, as the shop is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Venue {
    /// What its service says.
    pub place: Place,
    /// The link of a video call: the person's own, else the service's.
    pub video_url: Option<String>,
    /// The names of the persons whom it occupies.
    pub persons: Vec<String>,
}

impl Venue {
    /// From what a service says, and the persons with their own links. Only a video call has a link, and that is one of the web.
    pub fn new(place: Place, video_url: Option<String>, persons: Vec<(String, Option<String>)>) -> Self {
        let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        let own = persons.iter().find_map(|(_, url)| url.clone());
        Self {
            place,
            video_url: own.or(video_url).filter(|url| place == Place::Video && is_web(url)),
            persons: persons.into_iter().map(|(name, _)| name).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn venue(place: Place, own: Option<&str>) -> Venue {
        let persons = vec![("Jonas".to_owned(), None), ("Anna".to_owned(), own.map(str::to_owned))];
        Venue::new(place, Some("https://video.example.org/shop".to_owned()), persons)
    }

    #[test]
    fn a_persons_own_link_comes_before_the_services() {
        let own = venue(Place::Video, Some("https://video.example.org/anna"));
        assert_eq!(own.video_url.as_deref(), Some("https://video.example.org/anna"));
        assert_eq!(own.persons, ["Jonas", "Anna"]);
        assert_eq!(venue(Place::Video, None).video_url.as_deref(), Some("https://video.example.org/shop"));
    }

    #[test]
    fn only_a_video_call_has_a_link() {
        for place in [Place::Shop, Place::Customer, Place::Phone] {
            assert_eq!(venue(place, Some("https://video.example.org/anna")).video_url, None, "{place:?}");
        }
    }
}
