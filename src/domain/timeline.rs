//! A list in order of time, split into chunks of two weeks: a change copies one chunk, however long the list is.

use super::time::{DAY_MINUTES, Minute};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The length of a chunk in minutes.
const PIECE_MINUTES: i64 = 14 * DAY_MINUTES;

/// An item of a [`Timeline`]. `Ord` must compare the time first.
pub trait Timed: Copy + Ord {
    /// When it begins.
    fn at(&self) -> Minute;
}

/// The list. Cheap to clone: unchanged chunks are shared. No chunk is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<T>(Arc<BTreeMap<i64, Arc<Vec<T>>>>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Timed> Timeline<T> {
    /// Inserts an item in order.
    pub fn insert(&mut self, item: T) {
        let pieces = Arc::make_mut(&mut self.0);
        let piece = Arc::make_mut(pieces.entry(piece_of(item.at())).or_default());
        match piece.last() {
            Some(last) if *last > item => {
                let place = piece.partition_point(|other| *other < item);
                piece.insert(place, item);
            }
            _ => piece.push(item),
        }
    }

    /// Removes the items for which `leaves` holds, and returns them. Visits all items.
    pub fn extract(&mut self, leaves: impl Fn(&T) -> bool) -> Vec<T> {
        let mut left = Vec::new();
        if !self.iter().any(&leaves) {
            return left;
        }
        let pieces = Arc::make_mut(&mut self.0);
        for piece in pieces.values_mut().filter(|piece| piece.iter().any(&leaves)) {
            left.extend(Arc::make_mut(piece).extract_if(.., |item| leaves(item)));
        }
        pieces.retain(|_, piece| !piece.is_empty());
        left
    }

    /// All items.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values().flat_map(|piece| piece.iter())
    }

    /// The items that begin within `within`.
    pub fn between(&self, within: RangeInclusive<Minute>) -> impl Iterator<Item = &T> {
        let (from, to) = within.into_inner();
        let pieces = self.0.range(piece_of(from)..).take_while(move |(number, _)| **number <= piece_of(to));
        pieces.flat_map(move |(_, piece)| {
            let first = piece.partition_point(|item| item.at() < from);
            piece[first..].iter().take_while(move |item| item.at() <= to)
        })
    }

    /// The last item that begins before `at`.
    pub fn last_before(&self, at: Minute) -> Option<&T> {
        let mut pieces = self.0.range(..=piece_of(at)).rev();
        pieces.find_map(|(_, piece)| piece[..piece.partition_point(|item| item.at() < at)].last())
    }
}

fn piece_of(at: Minute) -> i64 {
    at.since_epoch().div_euclid(PIECE_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Timed for Minute {
        fn at(&self) -> Minute {
            *self
        }
    }

    const SPAN: std::ops::Range<i64> = -3 * PIECE_MINUTES..3 * PIECE_MINUTES;

    proptest! {
        #[test]
        fn it_answers_as_a_plain_sorted_list_does(
            minutes in proptest::collection::vec(SPAN, 0..40),
            leave in proptest::collection::vec(SPAN, 0..10),
            (from, to) in (SPAN, SPAN),
        ) {
            let (mut timeline, mut list) = (Timeline::default(), Vec::new());
            for at in minutes.iter().chain(&leave).map(|minute| Minute::from_epoch(*minute)) {
                timeline.insert(at);
                list.push(at);
            }
            let before = timeline.clone();
            list.sort();
            prop_assert!(timeline.iter().eq(&list));
            let leaves = |at: &Minute| leave.contains(&at.since_epoch());
            let left: Vec<Minute> = list.extract_if(.., |at| leaves(at)).collect();
            prop_assert_eq!(timeline.extract(leaves), left);
            prop_assert!(timeline.iter().eq(&list));
            prop_assert_eq!(before.iter().count(), minutes.len() + leave.len(), "a clone stays as it was");
            let (from, to) = (Minute::from_epoch(from), Minute::from_epoch(to));
            let between = list.iter().filter(|at| (from..=to).contains(at));
            prop_assert!(timeline.between(from..=to).eq(between));
            prop_assert_eq!(timeline.last_before(from), list.iter().rfind(|at| **at < from));
            let mut anew = Timeline::default();
            list.iter().rev().for_each(|at| anew.insert(*at));
            prop_assert_eq!(timeline, anew, "how it came about makes no difference");
        }
    }
}
