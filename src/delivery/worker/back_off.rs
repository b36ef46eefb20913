//! How long to wait after a failure.

use chrono::TimeDelta;

/// Seconds to wait before a mail is tried again, after its first, second, … failure; the last one from there on.
/// Greylisting servers refuse a stranger's first try for one minute, most for five: the first two waits are a little
/// longer than that.
const MAIL: [i64; 7] = [70, 310, 15 * 60, 60 * 60, 120 * 60, 240 * 60, 360 * 60];

/// Seconds to wait before a server that takes no mail is tried again. Never more than an hour: when it is mended, all
/// mails wait for the next try.
const SERVER: [i64; 7] = [60, 120, 5 * 60, 10 * 60, 20 * 60, 30 * 60, 60 * 60];

/// How long a mail waits after the try that follows `attempts` earlier ones.
pub(super) fn of_mail(attempts: u32) -> TimeDelta {
    after(&MAIL, attempts)
}

/// How long a server is left alone after the failure that follows `attempts` earlier ones.
pub(super) fn of_server(attempts: u32) -> TimeDelta {
    after(&SERVER, attempts)
}

fn after(waits: &[i64; 7], attempts: u32) -> TimeDelta {
    let last = waits.len() - 1;
    TimeDelta::seconds(waits[usize::try_from(attempts).unwrap_or(last).min(last)])
}
