//! The pages that have loaded the widget.

pub use crate::store::widget_origins::WidgetOrigin;

use crate::store::{Store, StoreError, widget_origins};

/// The recorded origins, those with the most visits first.
pub async fn by_visits(store: &Store) -> Result<Vec<WidgetOrigin>, StoreError> {
    store.read(widget_origins::by_visits).await
}

/// Records that a page of `origin` has loaded the widget, with so many new visits.
pub async fn note(store: &Store, origin: String, visits: i64) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            tx.embeddings_changed();
            widget_origins::note(tx, &origin, visits, tx.now.timestamp())
        })
        .await
}
