//! What a telephone asks of its calendar: everything at first, then what has changed (RFC 6578).

use crate::bookings;
use crate::child::{Child, program};
use crate::load;
use crate::report::{Report, millis, number};
use crate::shop;
use crate::start::median;
use anyhow::{Context, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// In two calendars together: half of them in the one that is asked for.
const APPOINTMENTS: usize = 20_000;
const ROUNDS: usize = 7;
const ADDRESS: &str = "erika@example.org";

/// Measures, and checks the budget of a look at what has changed.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section(
        "A calendar on the telephone",
        "`sync-collection` over a calendar, asking for the ETags: all of it at first, then what one booking has changed in it, and what \
         nothing has; the median of seven.",
    );
    let folder = shop::folder()?;
    let db = shop::make(folder.path(), APPOINTMENTS)?;
    let login = BASE64_STANDARD.encode(format!("{ADDRESS}:{}", app_password(&db)?));
    let child = Child::shop(&db)?;
    let ask = |method: &str, path: &str, depth: u8, body: &str| -> anyhow::Result<(String, Duration)> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {login}\r\nDepth: {depth}\r\n\
             Content-Type: application/xml\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let asked = Instant::now();
        let answer = load::once(child.address, 207, request.as_bytes())?;
        Ok((answer, asked.elapsed()))
    };
    let find = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:current-user-principal/></D:prop></D:propfind>";
    let (principal, _) = ask("PROPFIND", "/dav/", 0, find)?;
    let user = between(&principal, "/dav/principals/", "/").context("the server names who is signed in")?;
    let sync = |token: &str| {
        let body = format!(
            "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>\
             <D:prop><D:getetag/></D:prop></D:sync-collection>"
        );
        let (answer, took) = ask("REPORT", &format!("/dav/calendars/{user}/kabine-1/"), 1, &body)?;
        let next = between(&answer, "<D:sync-token>", "</D:sync-token>").context("the answer has a token")?.to_owned();
        anyhow::Ok((answer.matches("<D:response>").count(), next, took))
    };
    let (mut all, mut one, mut none, mut events) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let (found, token, took) = sync("")?;
        (events, _) = (found, all.push(took));
        let changed = loop {
            bookings::book_one(child.address)?;
            let (found, next, took) = sync(&token)?;
            // The booking may have come into the other calendar.
            if found > 0 {
                ensure!(found <= 2, "{found} have changed");
                one.push(took);
                break next;
            }
        };
        let (found, _, took) = sync(&changed)?;
        ensure!(found == 0, "nothing has changed");
        none.push(took);
    }
    let rows = [("all", &mut all), ("one booking", &mut one), ("nothing", &mut none)]
        .map(|(what, times)| vec![what.to_owned(), millis(median(times))]);
    report.table(&["changed since the last look", "answered after"], &rows);
    report.text(&format!("The calendar has {} appointments.", number(events as f64)));
    let slowest = median(&mut one);
    report.budget(
        "A calendar of 10,000 on the telephone, after the first look",
        "≤ 1 s",
        millis(slowest),
        slowest <= Duration::from_secs(1) && events >= 10_000,
    );
    Ok(())
}

/// Makes an account, and a device's password for it.
fn app_password(db: &Path) -> anyhow::Result<String> {
    let run = |arguments: &[&str]| -> anyhow::Result<String> {
        let mut command = Command::new(program());
        command.arg("user").arg(arguments[0]).arg("--db").arg(db).args(&arguments[1..]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        child.stdin.take().context("its input is piped")?.write_all(b"Regenbogen ueber Stuttgart 7\n")?;
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "{command:?} failed");
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    run(&["add", ADDRESS])?;
    run(&["app-password", ADDRESS, "Telefon"])
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}
