//! Passwords by which devices open the shop's calendars.

use super::feed::Detail;
use super::values::ShortName;

/// What a password is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppPassword {
    /// What its owner calls the device.
    pub label: ShortName,
    /// How much of each appointment the device sees; with [`Detail::Busy`] it changes nothing.
    pub detail: Detail,
}
