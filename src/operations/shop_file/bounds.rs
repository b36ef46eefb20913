//! Limits of a shop file: far above what a real shop needs, and far below what would delay other users.

/// Values in a file uploaded to the running program, tables and lists included; about 25,000 appointments.
pub const VALUES_SENT: usize = 500_000;

/// Values in a file for the command `import`, which is a process of its own; about 500,000 appointments.
pub const VALUES_IMPORTED: usize = 10_000_000;

/// Resources in one file; the same for services.
pub const OFFERED: usize = 1_000;

/// Needs of one service.
pub const NEEDS: usize = 20;

/// Availabilities in one file; the same for exceptions.
pub const RULES: usize = 5_000;

/// Spans of hours in one exception.
pub const HOURS: usize = 48;

/// Reported errors per file.
pub const PROBLEMS: usize = 1_000;
