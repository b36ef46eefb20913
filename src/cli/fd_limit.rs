//! Derives the maximum number of connections from the process's limit of open files. Database, mail and backups need
//! file descriptors, too, and must not fail because of many idle visitors.

/// File descriptors reserved for everything except visitors' connections.
const RESERVED: usize = 100;

/// At most `most` connections, fewer if the limit of open files requires it.
pub fn connections_within_limit(most: usize) -> usize {
    // Only Linux has this file; elsewhere accepting waits when descriptors run out.
    let limit = std::fs::read_to_string("/proc/self/limits").ok().and_then(|limits| soft_limit(&limits));
    let allowed = allowed(most, limit);
    if allowed < most {
        tracing::info!(connections = allowed, "fewer connections at once than possible: raise the limit of open files");
    }
    allowed
}

fn allowed(most: usize, limit: Option<usize>) -> usize {
    // Half of a limit that is so low that nothing would be left.
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
