//! Faults of disk, clock and other programs: clear refusals, nothing lost, no restart needed.

mod clock;
mod file;
mod operations;
mod process;
