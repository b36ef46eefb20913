//! Busy times of calendars kept elsewhere (rule 9): per resource a merged list beside the appointments. They may
//! overlap appointments, which no appointment may do to another.

use super::ids::ResourceId;
use super::opening::merge;
use super::time::Minute;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The foreign busy spans of every resource that has a calendar elsewhere. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignBusy(Arc<HashMap<ResourceId, Arc<[Range<Minute>]>>>);

impl ForeignBusy {
    /// The merged spans of a resource: disjoint, not touching, in order of time.
    pub fn of(&self, resource: &str) -> &[Range<Minute>] {
        self.0.get(resource).map_or(&[], |spans| spans)
    }

    /// Whether no resource has a calendar elsewhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the resource has a calendar elsewhere, with or without busy spans.
    pub fn knows(&self, resource: &str) -> bool {
        self.0.contains_key(resource)
    }

    /// The spans of a resource that overlap `reach`, without visiting the others.
    pub fn overlapping(&self, resource: &str, reach: &Range<Minute>) -> &[Range<Minute>] {
        overlapping(self.of(resource), reach)
    }

    /// Replaces the spans of a resource, given in any order; `None`: it has no calendar elsewhere any more.
    pub fn set(&mut self, resource: &ResourceId, spans: Option<Vec<Range<Minute>>>) {
        let all = Arc::make_mut(&mut self.0);
        match spans {
            Some(spans) => all.insert(resource.clone(), merged(spans).into()),
            None => all.remove(resource),
        };
    }
}

/// The union of spans in any order: disjoint, not touching, in order of time. Empty ones are left out.
pub fn merged(mut spans: Vec<Range<Minute>>) -> Vec<Range<Minute>> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut union = Vec::with_capacity(spans.len());
    for span in spans {
        merge(&mut union, span);
    }
    union
}

/// The parts of `spans` that lie outside of all `others`; both are merged.
pub fn outside(spans: &[Range<Minute>], others: &[Range<Minute>]) -> Vec<Range<Minute>> {
    let mut parts = Vec::new();
    for span in spans {
        let mut from = span.start;
        for other in overlapping(others, span) {
            if from < other.start {
                parts.push(from..other.start);
            }
            from = other.end;
        }
        if from < span.end {
            parts.push(from..span.end);
        }
    }
    parts
}

/// Those of `spans`, which are disjoint and in order, that overlap `reach`.
pub(super) fn overlapping<'a>(spans: &'a [Range<Minute>], reach: &Range<Minute>) -> &'a [Range<Minute>] {
    let first = spans.partition_point(|span| span.end <= reach.start);
    let length = spans[first..].partition_point(|span| span.start < reach.end);
    &spans[first..first + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(i64, i64)]) -> Vec<Range<Minute>> {
        list.iter().map(|(from, to)| Minute::from_epoch(*from)..Minute::from_epoch(*to)).collect()
    }

    #[test]
    fn what_is_new_is_told_from_what_was_there() {
        let (old, new) = (spans(&[(0, 10), (20, 30)]), spans(&[(0, 15), (18, 40), (50, 60)]));
        assert_eq!(outside(&new, &old), spans(&[(10, 15), (18, 20), (30, 40), (50, 60)]));
        assert_eq!(outside(&old, &new), []);
        assert_eq!(outside(&new, &[]), new);
    }

    #[test]
    fn spans_are_merged_whatever_their_order() {
        let mut busy = ForeignBusy::default();
        assert!(!busy.knows("anna"));
        busy.set(&"anna".into(), Some(spans(&[(50, 60), (10, 20), (15, 30), (30, 40), (7, 7), (12, 13)])));
        assert_eq!(busy.of("anna"), spans(&[(10, 40), (50, 60)]));
        assert_eq!(busy.overlapping("anna", &(Minute::from_epoch(40)..Minute::from_epoch(50))), []);
        assert_eq!(busy.overlapping("anna", &(Minute::from_epoch(39)..Minute::from_epoch(51))).len(), 2);
        busy.set(&"anna".into(), Some(Vec::new()));
        assert!(busy.knows("anna") && busy.of("anna").is_empty());
        busy.set(&"anna".into(), None);
        assert!(!busy.knows("anna"));
    }
}
