//! What the pages of the mail settings say.

use crate::i18n::{self, messages::planner};

/// What these pages say.
pub type Texts = i18n::Texts<planner::MailSettings>;
