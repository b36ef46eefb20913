//! What became of a mail, and what follows from it.

use super::doubts::{Doubts, Verdict};
use super::{DeliveryRun, Flights, Landed, MailWorker, back_off};
use crate::delivery::transport::SendError;
use crate::domain::erasure::ErasureNoticeKind;
use crate::store::{StoreError, WriteTx, erasure, mail_outage, outbox};
use chrono::{DateTime, Utc};
use std::sync::{MutexGuard, PoisonError};
use tokio::sync::watch;

impl MailWorker {
    /// Notes what became of a mail that was on its way.
    pub(super) async fn land(
        &self,
        landed: Landed,
        flights: &mut Flights,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let Landed { id, kind, attempts, outcome } = landed;
        flights.landed(id);
        let was_last_trace = kind == ErasureNoticeKind::Done.word();
        let Some(outcome) = outcome else {
            flights.close(DateTime::<Utc>::MAX_UTC);
            return Ok(());
        };
        match &outcome {
            Ok(_) => tracing::info!(mail.id = id, mail.kind = kind, "mail handed over"),
            Err(error) => {
                tracing::warn!(mail.id = id, mail.kind = kind, attempt = attempts + 1, %error, "mail not handed over")
            }
        }
        let noted = match outcome {
            Ok(_) => {
                pass.sent += 1;
                self.doubts().taken(id);
                self.note(stopping, move |tx| server_works(tx).and_then(|()| outbox::mark_sent(tx, id, tx.now))).await
            }
            Err(SendError::Refused(words)) => {
                pass.failed += 1;
                self.doubts().taken(id);
                self.note(stopping, move |tx| server_works(tx).and_then(|()| give_up(tx, id, &words))).await
            }
            Err(SendError::TryLater(words)) => {
                pass.postponed += 1;
                self.note(stopping, move |tx| {
                    server_works(tx)?;
                    outbox::mark_retry(tx, id, tx.now + back_off::of_mail(attempts), &words)
                })
                .await
            }
            Err(SendError::Doubtful(words)) => self.doubt(id, attempts, words, flights, pass, stopping).await,
            // Where it works on other connections, it only wants fewer.
            Err(SendError::Unreachable(_)) if flights.narrow(&self.clock) => Ok(()),
            Err(SendError::Unreachable(words)) => self.wait_for_server(words, flights, pass, stopping).await,
        };
        if was_last_trace {
            // Old pages in the log still have the address.
            self.store.read(erasure::truncate_log).await?;
        }
        noted
    }

    async fn doubt(
        &self,
        id: i64,
        attempts: u32,
        words: String,
        flights: &mut Flights,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let verdict = self.doubts().refused(id);
        if verdict == Verdict::AboutMail {
            pass.failed += 1;
            return self.note(stopping, move |tx| give_up(tx, id, &words)).await;
        }
        pass.postponed += 1;
        let said = words.clone();
        self.note(stopping, move |tx| outbox::mark_retry(tx, id, tx.now + back_off::of_mail(attempts), &said)).await?;
        match verdict {
            Verdict::AboutServer => self.wait_for_server(words, flights, pass, stopping).await,
            Verdict::Open | Verdict::AboutMail => Ok(()),
        }
    }

    /// No mail goes until the server is tried again.
    async fn wait_for_server(
        &self,
        words: String,
        flights: &mut Flights,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let noted = self.note(stopping, move |tx| -> Result<_, StoreError> {
            let known = mail_outage::find(tx)?;
            // Several mails may come back from the same try.
            if let Some(known) = known.as_ref().filter(|known| known.next_try_at > tx.now) {
                return Ok(known.next_try_at);
            }
            tx.inbox_changed();
            let next_try = tx.now + back_off::of_server(known.map_or(0, |known| known.attempts));
            mail_outage::record(tx, tx.now, next_try, &words)?;
            Ok(next_try)
        });
        flights.close(noted.await?);
        // The next try begins anew: the server may know by then what it does not know of an open connection.
        self.outlet.close_all().await;
        pass.outage = true;
        Ok(())
    }

    fn doubts(&self) -> MutexGuard<'_, Doubts> {
        self.doubts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The server has judged a mail for itself: it takes mail again.
fn server_works(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    if mail_outage::clear(tx)? {
        tx.inbox_changed();
    }
    Ok(())
}

/// It was refused for good: open inboxes say so at once.
pub(super) fn give_up(tx: &WriteTx<'_>, id: i64, words: &str) -> Result<(), StoreError> {
    tx.inbox_changed();
    outbox::mark_failed(tx, id, tx.now, words)
}
