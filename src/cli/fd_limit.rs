//! How many connections fit into what the system lets this process open. Each takes a file descriptor, and so do the
//! database, mails and backups: a crowd of idle visitors must not take theirs.

/// Kept free for everything that is no connection of a visitor's.
const RESERVED: usize = 100;

/// As many of `most` connections as the limit of open files allows.
pub fn connections_within_limit(most: usize) -> usize {
    // Only Linux tells it there; elsewhere accepting waits when there are no more.
    let limit = std::fs::read_to_string("/proc/self/limits").ok().and_then(|limits| soft_limit(&limits));
    let allowed = allowed(most, limit);
    if allowed < most {
        tracing::info!(connections = allowed, "fewer connections at once than possible: raise the limit of open files");
    }
    allowed
}

fn allowed(most: usize, limit: Option<usize>) -> usize {
    // Half of it where it is so low that nothing would be left.
    limit.map_or(most, |limit| most.min(limit.saturating_sub(RESERVED).max(limit / 2)).max(1))
}

fn soft_limit(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units\n\
                      Max processes             63432                63432                processes\n\
                      Max open files            1024                 524288               files\n";
        assert_eq!(soft_limit(limits), Some(1024));
        assert_eq!(allowed(10_000, soft_limit(limits)), 924);
        assert_eq!(allowed(10_000, Some(65_536)), 10_000);
        assert_eq!(allowed(10_000, Some(64)), 32);
        assert_eq!(allowed(10_000, None), 10_000);
        assert_eq!(soft_limit("Max open files            unlimited  unlimited  files"), None);
    }
}
