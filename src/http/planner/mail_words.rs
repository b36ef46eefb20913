//! What a form sends along to be written to the customer about the change that it makes.

use super::form_data::FormData;
use crate::domain::notice::MailTerms;
use crate::domain::values::MailWords;
use crate::http::error::{ApiError, Code};

/// How the mails leave of what somebody does by this form.
///
/// # Errors
/// What no field of a page sends.
pub fn terms(form: &FormData) -> Result<MailTerms, ApiError> {
    let words = MailWords::parse_optional(form.text("words")).map_err(|_| {
        ApiError::new(Code::InvalidBody, "The message to the customer is too long, or has characters that no text has.")
    })?;
    Ok(MailTerms::undoable(words))
}
