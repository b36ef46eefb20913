//! Settings: the shop's data and its mail texts. One transaction each, with an entry in the audit log.

use crate::domain::account::UserId;
use crate::domain::mail_template::MailTemplate;
use crate::domain::notice::NoticeKind;
use crate::domain::settings::SETTINGS;
use crate::domain::shop::{Language, ReminderConsent, Shop};
use crate::store::questions::{self, Question};
use crate::store::{Store, StoreError, WriteTx, audit, calendar, mail_texts};
use serde_json::json;

/// Applies a change to the current row, so that two owners who change different fields both succeed.
pub async fn change_shop(
    store: &Store,
    by: UserId,
    change: impl FnOnce(&mut Shop) + Send + 'static,
) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            let before = tx.calendar().shop.clone();
            let mut after = before.clone();
            change(&mut after);
            if after == before {
                return Ok(());
            }
            calendar::save_shop(tx, &after)?;
            let fields = changed_fields(&before, &after);
            audit::record(tx, Some(by), "shop.changed", "shop", &json!({ "fields": fields }), tx.now.timestamp())?;
            tx.calendar_changed()
        })
        .await
}

/// Days after an appointment at which its customer's data are deleted, as proposed to a new shop: three years, after
/// which claims usually become time-barred (German Civil Code, section 195).
pub const PROPOSED_RETENTION_DAYS: u32 = 3 * 365;

/// Whether an owner should be asked how long customers' data are kept: they are kept for ever, and nobody chose that.
pub async fn asks_for_retention(store: &Store) -> Result<bool, StoreError> {
    let is_set = store.planning().calendar.shop.retention_days.is_some();
    Ok(!is_set && !store.read(|conn| questions::is_answered(conn, Question::Retention)).await?)
}

/// Whether an owner should be asked who gets a reminder: everybody does, and nobody chose that.
pub async fn asks_about_reminders(store: &Store) -> Result<bool, StoreError> {
    let calendar = store.planning().calendar.clone();
    let reminds_all =
        calendar.shop.reminder_hours.is_some() && calendar.shop.reminder_consent == ReminderConsent::NotNeeded;
    Ok(reminds_all && !store.read(|conn| questions::is_answered(conn, Question::Reminders)).await?)
}

/// Records that an owner has seen and saved how long data are kept, whatever it is.
pub async fn chose_retention(store: &Store) -> Result<(), StoreError> {
    store.write(|tx| questions::answer(tx, Question::Retention, tx.now.timestamp())).await
}

/// Records that an owner has seen and saved all rules of booking.
pub async fn chose_rules(store: &Store) -> Result<(), StoreError> {
    let of_rules = [Question::Retention, Question::Reminders];
    let answer_all =
        move |tx: &WriteTx<'_>| of_rules.into_iter().try_for_each(|one| questions::answer(tx, one, tx.now.timestamp()));
    store.write(answer_all).await
}

/// Hours before an appointment at which its customer is reminded, if nothing else was set.
const USUAL_REMINDER_HOURS: u32 = 24;

/// Reminds customers of appointments booked from now on, or not. Hours that are set already are kept.
pub async fn set_reminders(store: &Store, by: UserId, wanted: bool) -> Result<(), StoreError> {
    change_shop(store, by, move |shop| {
        shop.reminder_hours = wanted.then(|| shop.reminder_hours.unwrap_or(USUAL_REMINDER_HOURS));
    })
    .await
}

/// The names of the changed fields. Their values are not logged.
fn changed_fields(before: &Shop, after: &Shop) -> Vec<&'static str> {
    SETTINGS.iter().filter(|setting| setting.get(before) != setting.get(after)).map(|setting| setting.name).collect()
}

/// The shop's overrides of a mail text; empty if there are none.
pub async fn own_words(store: &Store, kind: NoticeKind, language: Language) -> Result<MailTemplate, StoreError> {
    store.read(move |conn| mail_texts::find(conn, kind, language)).await
}

/// Kind and language of the mail texts with overrides.
pub async fn changed_mail_texts(store: &Store) -> Result<Vec<(String, String)>, StoreError> {
    store.read(mail_texts::changed).await
}

/// Stores the shop's overrides of a mail text; if they are empty the standard text applies again.
pub async fn save_own_words(
    store: &Store,
    by: UserId,
    kind: NoticeKind,
    language: Language,
    words: MailTemplate,
) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            mail_texts::save(tx, kind, language, &words)?;
            let subject = format!("{}.{}", kind.word(), language.tag());
            let action = if words.is_empty() { "mail_text.reset" } else { "mail_text.changed" };
            audit::record(tx, Some(by), action, &subject, &json!({}), tx.now.timestamp())
        })
        .await
}
