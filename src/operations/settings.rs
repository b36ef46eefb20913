//! Settings: the shop's data and its mail texts. One transaction each, with an entry in the audit log.

use crate::domain::account::UserId;
use crate::domain::mail_template::MailTemplate;
use crate::domain::notice::NoticeKind;
use crate::domain::shop::{Language, Shop};
use crate::store::{Store, StoreError, audit, calendar, mail_texts};
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

/// The names of the changed fields. Their values are not logged.
fn changed_fields(before: &Shop, after: &Shop) -> Vec<&'static str> {
    macro_rules! differing {
        ($($field:ident),*) => { [$((stringify!($field), before.$field != after.$field)),*] };
    }
    let compared = differing!(
        name,
        location,
        time_zone,
        language,
        languages,
        email,
        phone,
        address,
        website,
        privacy_url,
        imprint_url,
        accessibility_url,
        accent,
        lead_time_hours,
        horizon_days,
        cancel_until_hours,
        reminder_hours,
        phone_field,
        comment_field,
        max_open_per_email,
        assignment,
        allowed_origins,
        retention_days,
        confirm_by_mail,
        confirm_by_minutes,
        new_addresses_per_hour,
        new_addresses_per_day
    );
    compared.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
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
