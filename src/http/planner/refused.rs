//! What the planner answers to a refusal that no page shows at a field.

use crate::http::error::{ApiError, Code};
use crate::operations::{accounts, booking, catalog, customers};

impl From<accounts::Error> for ApiError {
    fn from(error: accounts::Error) -> Self {
        match error {
            accounts::Error::Store(error) => error.into(),
            accounts::Error::Refused(refusal) => {
                Self::new(Code::InvalidBody, format!("The account cannot be changed: {refusal:?}."))
            }
        }
    }
}

impl From<catalog::Error> for ApiError {
    fn from(error: catalog::Error) -> Self {
        match error {
            catalog::Error::Store(error) => error.into(),
            catalog::Error::Refused(refusal) => {
                Self::new(Code::InvalidBody, format!("Nothing was changed: {refusal:?}. Reload the page."))
            }
        }
    }
}

impl From<customers::Error> for ApiError {
    fn from(error: customers::Error) -> Self {
        match error {
            customers::Error::Store(error) => error.into(),
            customers::Error::Refused(_) => Self::not_found(),
        }
    }
}

impl From<booking::Error> for ApiError {
    fn from(error: booking::Error) -> Self {
        match error {
            booking::Error::Store(error) => error.into(),
            booking::Error::Refused(_) | booking::Error::Rejected(_) => Self::not_found(),
        }
    }
}
