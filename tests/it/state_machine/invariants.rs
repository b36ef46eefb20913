//! What holds after every step, and at the end.

use super::World;
use crate::never_twice::{copies_are_true, overlaps};
use std::collections::BTreeMap;
use terminplaner::cli::check;
use terminplaner::store::{Store, StoreError, appointments};

impl World {
    pub(super) fn assert_kept(&self) {
        assert_eq!(overlaps(&self.file), 0);
        assert!(copies_are_true(&self.file));
        let all = self.app.count("SELECT count(*) FROM appointments");
        assert_eq!(all, self.imported + self.known.len() as i64);
        for known in &self.known {
            let row = appointments::find(&self.file, known.key).unwrap().unwrap();
            let (start, end) = (row.start.to_utc(), row.end.to_utc());
            assert_eq!((start, end, row.status), (known.start, known.end, known.status));
            // A refused booking is reported once a day, about any of the address's appointments.
            let mails = self.mails_of(known.key, "kind NOT IN ('reminder', 'booking_refused')");
            assert_eq!(mails, known.owed_now(), "of {}", known.key);
            let reminders = self.mails_of(known.key, "kind = 'reminder' AND state = 'queued'");
            assert_eq!(reminders.values().sum::<i64>(), i64::from(known.reminder), "of {}", known.key);
        }
        let orphans = "SELECT count(*) FROM outbox WHERE appointment_key NOT IN (SELECT appointment_key FROM bookings)";
        assert_eq!(self.app.count(orphans), 0, "what a file brings owes no mail");
    }

    pub(super) fn mails_of(&self, key: i64, which: &str) -> BTreeMap<String, i64> {
        let sql = format!("SELECT kind, count(*) FROM outbox WHERE appointment_key = ?1 AND {which} GROUP BY kind");
        let mut statement = self.file.prepare(&sql).unwrap();
        statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    pub(super) async fn assert_sound(&self) {
        assert_eq!(check::examine(&self.app.db, self.app.clock.now()).unwrap().faults, [""; 0]);
        // A write detects commits of other processes.
        self.app.app.store.write::<(), StoreError>(|_| Ok(())).await.unwrap();
        let (published, anew) = (self.app.app.planning(), Store::open(&self.app.db, self.app.clock.clone()).unwrap());
        let anew = anew.planning();
        assert_eq!(published.calendar, anew.calendar);
        for resource in ["kabine-1", "kabine-2"] {
            assert_eq!(published.occupancy.of(resource), anew.occupancy.of(resource));
        }
        assert_eq!(published.occupancy.starts_of("anpassung"), anew.occupancy.starts_of("anpassung"));
    }
}
