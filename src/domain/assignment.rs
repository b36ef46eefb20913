//! Assigns a different resource to each need (rules 5 and 7), as a bipartite matching by augmenting paths. Knows
//! indices only; the caller decides which resource fits. The work grows with the square of the list lengths, not with
//! the number of combinations.

/// Chooses a different fitting entry from each list. The first list gets the earliest entry with which the others can still
/// be served, then the second, and so on. `None` where there is no such choice.
pub(super) fn choose(lists: &[&[usize]], fits: &impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    if let [only] = lists {
        return only.iter().copied().find(|entry| fits(*entry)).map(|entry| vec![entry]);
    }
    let mut chosen = Vec::with_capacity(lists.len());
    if lists.is_empty() || !can_serve(lists, &chosen, fits) {
        return None;
    }
    for (place, list) in lists.iter().enumerate() {
        let entry = list.iter().copied().find(|&entry| {
            if chosen.contains(&entry) || !fits(entry) {
                return false;
            }
            chosen.push(entry);
            let served = can_serve(&lists[place + 1..], &chosen, fits);
            chosen.pop();
            served
        })?;
        chosen.push(entry);
    }
    Some(chosen)
}

/// Whether a different fitting entry exists for each list, none of them in `taken`.
fn can_serve(lists: &[&[usize]], taken: &[usize], fits: &impl Fn(usize) -> bool) -> bool {
    let mut search = Search { lists, fits, holders: Vec::new() };
    (0..lists.len()).all(|list| search.serve(list, &mut taken.to_vec()))
}

/// A matching that is extended list by list along augmenting paths.
struct Search<'a, F> {
    lists: &'a [&'a [usize]],
    fits: &'a F,
    /// Entries in use, each with the list that holds it.
    holders: Vec<(usize, usize)>,
}

impl<F: Fn(usize) -> bool> Search<'_, F> {
    /// Finds an entry for `list`, if necessary by reassigning another list. Entries in `seen` are not tried again.
    fn serve(&mut self, list: usize, seen: &mut Vec<usize>) -> bool {
        for &entry in self.lists[list] {
            if seen.contains(&entry) || !(self.fits)(entry) {
                continue;
            }
            seen.push(entry);
            let Some(place) = self.holders.iter().position(|(held, _)| *held == entry) else {
                self.holders.push((entry, list));
                return true;
            };
            let holder = self.holders[place].1;
            if self.serve(holder, seen) {
                self.holders[place].1 = list;
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_list_is_preferred_as_far_as_the_others_can_be_served() {
        assert_eq!(choose(&[&[1, 2], &[1, 3]], &|_| true), Some(vec![1, 3]));
        assert_eq!(choose(&[&[1, 2], &[1]], &|_| true), Some(vec![2, 1]));
        assert_eq!(choose(&[&[1, 2, 3], &[1, 2], &[1, 3]], &|_| true), Some(vec![1, 2, 3]));
        assert_eq!(choose(&[&[1, 2], &[1, 2], &[3, 1]], &|entry| entry != 3), None);
        assert_eq!(choose(&[&[1, 2], &[]], &|_| true), None);
        assert_eq!(choose(&[], &|_| true), None);
    }

    #[test]
    fn a_choice_that_does_not_exist_is_found_missing_without_trying_all() {
        let list: Vec<usize> = (0..40).collect();
        let lists: Vec<&[usize]> = (0..41).map(|_| list.as_slice()).collect();
        assert_eq!(choose(&lists, &|_| true), None);
        assert!(choose(&lists[..40], &|_| true).is_some());
    }
}
