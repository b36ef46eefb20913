//! What the calendar and the pages of one appointment say. Sentences about an appointment are in `words`.

use crate::i18n::{self, messages::planner};

/// What these pages say.
pub type Texts = i18n::Texts<planner::Calendar>;
