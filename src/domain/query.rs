//! What availability is asked for, and what is answered about one start time.

use super::ids::ResourceId;
use super::shop::Service;
use super::snapshot::AppointmentKey;
use super::time::{DAY_MINUTES, Minute};

/// Parameters of an availability query.
#[derive(Clone, Copy, Debug)]
pub struct AvailabilityQuery<'a> {
    /// What somebody wants to book.
    pub service: &'a Service,
    /// Only this resource of the first need.
    pub resource: Option<&'a ResourceId>,
    /// Ignore this appointment: it is being moved.
    pub moving: Option<Moving<'a>>,
    /// For whom: decides which limits apply.
    pub scope: Audience,
}

/// An appointment being moved. It keeps its resources if they are free.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// Its key.
    pub appointment: AppointmentKey,
    /// The resources it occupies now.
    pub resources: &'a [ResourceId],
}

/// For whom availability is computed, and so which limits apply. Opening hours, appointments and the daily limit
/// apply to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Customers: only what is bookable online and not archived, within lead time and horizon.
    Online,
    /// The operator: whatever is not archived, at any time.
    Operator,
}

/// A start time that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When the appointment would start.
    pub start: Minute,
    /// Whether it can be booked.
    pub free: bool,
}

/// Why a start cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The service, or the resource asked for, is not bookable.
    NotOffered,
    /// The resources are open, but it is not one of their start times.
    NotAStartTime,
    /// The resources are not open for the whole duration, or there are too few of them.
    Closed,
    /// Within the lead time, or past.
    TooSoon,
    /// After the horizon.
    TooLate,
    /// Appointments or foreign busy times occupy all resources that could serve.
    Occupied,
    /// The service has been booked as often on that date as its limit allows.
    DailyLimit,
}

impl Refusal {
    /// Whether only appointments and foreign busy times prevent it: without them the start could be booked.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Occupied | Self::DailyLimit)
    }
}

/// 0001-01-05, early in the first year that can be written with four digits.
pub(super) const EARLIEST: Minute = Minute::from_epoch(-719_158 * DAY_MINUTES);
/// 9999-12-20, late in the last one.
pub(super) const LATEST: Minute = Minute::from_epoch(2_932_885 * DAY_MINUTES);
