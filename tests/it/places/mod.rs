//! Where appointments take place: in the shop, at the customer's, by telephone, by video; and with whom.

mod customer;
mod shop_file;
mod staff;

use crate::harness::booking;
use serde_json::{Value, json};

/// A service at customers', by Anna and Jonas.
pub const AT_CUSTOMERS: &str = "UPDATE services SET place = 'customer'; UPDATE resources SET kind = 'person';
    UPDATE resources SET name = 'Anna' WHERE id = 'kabine-1'; UPDATE resources SET name = 'Jonas' WHERE id = 'kabine-2';";
/// The same by video; Anna has a link of her own.
pub const BY_VIDEO: &str = "UPDATE services SET place = 'video', video_url = 'https://video.example.org/shop';
    UPDATE resources SET kind = 'person', name = 'Anna', video_url = 'https://video.example.org/anna' WHERE id = 'kabine-1';
    UPDATE resources SET kind = 'person', name = 'Jonas' WHERE id = 'kabine-2';";
/// An address that no text of the program contains.
pub const ADDRESS: &str = "Zwetschgenweg 9\n70173 Musterstadt";
pub const NINE: &str = "2022-01-17T09:00:00+01:00";

/// A booking at the customer's.
pub fn visit() -> Value {
    let mut body = booking(NINE);
    body["customer"]["phone"] = json!("0711 98765");
    body["customer"]["address"] = json!(ADDRESS);
    body
}
