//! Before the shop writes, as before a customer books, calendars kept elsewhere are looked at once more where the last look is
//! older than a minute: three seconds at most, and where there are none nobody waits.

use super::auth::Operator;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::Calendar;
use crate::domain::snapshot::AppointmentKey;
use crate::http::error::ApiError;
use crate::operations::booking::Draft;
use crate::operations::calendar;

impl Operator {
    /// Before an appointment is entered or changed to this.
    pub async fn look_again_for(&self, draft: &Draft) {
        let resources = candidates(&self.calendar(), draft.service.as_ref(), &draft.resources);
        self.app.calendars.look_before_booking(&resources).await;
    }

    /// Before appointments are moved, perhaps to a room or person of `to`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn look_again_at(&self, keys: &[AppointmentKey], to: Vec<ResourceId>) -> Result<(), ApiError> {
        let planning = self.app.planning();
        if planning.foreign.is_empty() {
            return Ok(());
        }
        let mut resources = to;
        for key in keys {
            if let Some(entry) = calendar::find(&self.app.store, *key).await? {
                let service = entry.appointment.service.as_ref();
                resources.extend(candidates(&planning.calendar, service, &entry.resources));
            }
        }
        resources.sort_unstable();
        resources.dedup();
        self.app.calendars.look_before_booking(&resources).await;
        Ok(())
    }
}

/// Those named, and all that the service could take.
fn candidates(calendar: &Calendar, service: Option<&ServiceId>, named: &[ResourceId]) -> Vec<ResourceId> {
    let service = service.and_then(|id| calendar.service(id.as_str()));
    let of_service = service.into_iter().flat_map(|service| service.needs.iter().flatten());
    named.iter().chain(of_service).cloned().collect()
}
