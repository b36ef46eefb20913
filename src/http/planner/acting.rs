//! What a form says beside the change that it makes: what was agreed to, whether the customer is told, and in which words.

use super::auth::Operator;
use super::form_data::FormData;
use crate::domain::notice::MailTerms;
use crate::domain::values::MailWords;
use crate::http::error::{ApiError, Code};
use crate::operations::booking::ActionContext;

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

impl Operator {
    /// Who does it, and what they have agreed to by this form.
    ///
    /// # Errors
    /// As `terms`.
    pub fn acting(&self, form: &FormData) -> Result<ActionContext, ApiError> {
        Ok(ActionContext {
            by: self.user.id,
            accepted: form.all("accept").map(str::to_owned).collect(),
            tell: form.has("tell"),
            language: self.calendar().shop.language,
            terms: terms(form)?,
            by_calendar: false,
        })
    }
}
