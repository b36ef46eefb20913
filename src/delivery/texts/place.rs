//! Where an appointment takes place, in words: for mails and calendar files.

use super::super::sanitize::{lines, one_line, web_link};
use super::Fact;
use crate::domain::notice::NoticeFacts;
use crate::domain::shop::{Language, Place, Shop};
use crate::i18n::Texts;
use crate::i18n::messages::Mail;

/// The lines that say where; the last one is the link of a video call that takes place.
pub(in crate::delivery) fn place_lines(facts: &NoticeFacts, shop: &Shop, language: Language) -> Vec<String> {
    let t = Texts::<Mail>::of(language);
    let mut said = match facts.venue.place {
        Place::Shop => shop_lines(shop),
        Place::Customer => vec![t.at_customer().to_owned()],
        Place::Phone => vec![match facts.customer.phone.as_deref() {
            Some(phone) => t.by_phone_at(one_line(phone)),
            None => t.by_phone().to_owned(),
        }],
        Place::Video => vec![t.by_video().to_owned()],
    };
    said.extend(facts.customers_address().map(lines).unwrap_or_default());
    said.extend(video_link(facts).map(str::to_owned));
    said.retain(|line| !line.is_empty());
    said
}

/// The link of a video call that takes place.
pub fn video_link(facts: &NoticeFacts) -> Option<&str> {
    web_link(facts.video_link()?)
}

fn shop_lines(shop: &Shop) -> Vec<String> {
    let mut said = vec![one_line(&shop.name)];
    match &shop.address {
        Some(address) => said.extend(lines(address)),
        None => said.push(one_line(&shop.location)),
    }
    said
}

impl Fact {
    /// Where it takes place.
    pub(super) fn of_place(facts: &NoticeFacts, shop: &Shop, language: Language) -> Self {
        let label = Texts::<Mail>::of(language).row_where();
        Self { is_link: video_link(facts).is_some(), ..Self::new(label, place_lines(facts, shop, language)) }
    }
}
