//! How much a shop file may hold. Each bound is far above what a shop of people needs, and far below what would keep the
//! others waiting.

/// Values in a file that an owner sends to the running program; tables and lists count. Some 25,000 appointments.
pub const VALUES_SENT: usize = 500_000;

/// Values in a file that `import` reads in a process of its own. Some 500,000 appointments.
pub const VALUES_IMPORTED: usize = 10_000_000;

/// Resources, and services, in one file.
pub const OFFERED: usize = 1_000;

/// Lists of alternatives that one service needs.
pub const NEEDS: usize = 20;

/// Rules that open resources, and closing times with special openings, in one file.
pub const RULES: usize = 5_000;

/// Hours of one closing time or special opening.
pub const HOURS: usize = 48;

/// Websites that may use the widget.
pub const ORIGINS: usize = 100;

/// Problems of one file that are kept to be told.
pub const PROBLEMS: usize = 1_000;
