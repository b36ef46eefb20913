//! What may happen next, and how often.

use proptest::prelude::*;
use terminplaner::domain::appointment::Status;

/// A step. Numbers select among what exists.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Place {
        slot: usize,
        customer: usize,
    },
    SendAgain {
        which: usize,
    },
    Move {
        which: usize,
        slot: usize,
    },
    Cancel {
        which: usize,
    },
    Confirm {
        which: usize,
    },
    Decline {
        which: usize,
    },
    SetStatus {
        which: usize,
        status: usize,
        tell: bool,
    },
    Outcome {
        which: usize,
        status: usize,
    },
    Write {
        slot: usize,
        length: i64,
        tell: bool,
    },
    Change {
        which: usize,
        slot: usize,
        length: i64,
        tell: bool,
    },
    Drag {
        which: usize,
        slot: usize,
        to_other_room: bool,
        tell: bool,
    },
    Import {
        slot: usize,
    },
    ExportAndImport,
    /// All due mails are sent.
    Deliver,
    Wait {
        minutes: i64,
    },
    PutBack {
        minutes: i64,
    },
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let (slot, which, length) = (0..40_usize, 0..1_000_usize, 20..120_i64);
    prop_oneof![
        6 => (slot.clone(), 0..3_usize).prop_map(|(slot, customer)| Step::Place { slot, customer }),
        1 => which.clone().prop_map(|which| Step::SendAgain { which }),
        3 => (which.clone(), slot.clone()).prop_map(|(which, slot)| Step::Move { which, slot }),
        2 => which.clone().prop_map(|which| Step::Cancel { which }),
        2 => which.clone().prop_map(|which| Step::Confirm { which }),
        1 => which.clone().prop_map(|which| Step::Decline { which }),
        3 => (which.clone(), 0..Status::ALL.len(), any::<bool>())
            .prop_map(|(which, status, tell)| Step::SetStatus { which, status, tell }),
        1 => (which.clone(), 0..Status::ALL.len()).prop_map(|(which, status)| Step::Outcome { which, status }),
        2 => (slot.clone(), length.clone(), any::<bool>())
            .prop_map(|(slot, length, tell)| Step::Write { slot, length, tell }),
        1 => (which.clone(), slot.clone(), length, any::<bool>())
            .prop_map(|(which, slot, length, tell)| Step::Change { which, slot, length, tell }),
        2 => (which, slot.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(which, slot, to_other_room, tell)| Step::Drag { which, slot, to_other_room, tell }),
        1 => slot.prop_map(|slot| Step::Import { slot }),
        1 => Just(Step::ExportAndImport),
        2 => Just(Step::Deliver),
        1 => (1..900_i64).prop_map(|minutes| Step::Wait { minutes }),
        1 => (1..300_i64).prop_map(|minutes| Step::PutBack { minutes }),
    ]
}
