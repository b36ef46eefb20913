//! Refusals for good that do not say whether they are about the mail or about the shop: "blocked", "relay access denied",
//! "rejected by policy" are answers to RCPT and DATA too, and then every mail gets them.
//!
//! What happens to other mails decides. The mail is final when it is refused again although another one was taken in
//! between. If two different mails are refused and none is taken, it is the server's state.

use std::collections::HashMap;

/// Beyond this many doubtful mails the oldest are forgotten: they are only tried once more.
const KEPT: usize = 1000;

/// What is known since the start of the program.
#[derive(Default)]
pub(super) struct Doubts {
    /// How many mails were taken.
    taken: u64,
    /// For each mail in doubt, how many mails had been taken when it was refused.
    refused: HashMap<i64, u64>,
}

/// What a doubtful refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is about that mail.
    AboutMail,
    /// It is about all mails.
    AboutServer,
    /// Not known yet.
    Open,
}

impl Doubts {
    /// A mail was taken, or judged for itself: the server is at work.
    pub(super) fn taken(&mut self, id: i64) {
        self.taken += 1;
        self.refused.remove(&id);
    }

    /// Mail `id` was refused.
    pub(super) fn refused(&mut self, id: i64) -> Verdict {
        if self.refused.get(&id).is_some_and(|before| *before < self.taken) {
            self.refused.remove(&id);
            return Verdict::AboutMail;
        }
        if self.refused.len() >= KEPT {
            self.refused.clear();
        }
        self.refused.insert(id, self.taken);
        let others = self.refused.iter().any(|(other, before)| *other != id && *before == self.taken);
        if others { Verdict::AboutServer } else { Verdict::Open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_refused_for_good_when_others_were_taken_between_two_refusals() {
        let mut doubts = Doubts::default();
        assert_eq!(doubts.refused(1), Verdict::Open);
        assert_eq!(doubts.refused(1), Verdict::Open, "nothing shows that the server takes anything");
        doubts.taken(2);
        assert_eq!(doubts.refused(1), Verdict::AboutMail);
    }

    #[test]
    fn two_mails_refused_and_none_taken_are_the_servers_state() {
        let mut doubts = Doubts::default();
        doubts.taken(1);
        assert_eq!(doubts.refused(2), Verdict::Open);
        assert_eq!(doubts.refused(3), Verdict::AboutServer);
        doubts.taken(4);
        assert_eq!(doubts.refused(2), Verdict::AboutMail);
        assert_eq!(doubts.refused(5), Verdict::Open, "the refusal of 3 was before a mail was taken");
    }
}
