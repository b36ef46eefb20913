//! What the disk, the clock and other programs may do to a shop: clear refusals, nothing lost, no restart needed.

mod clock;
mod file;
mod operations;
mod process;
