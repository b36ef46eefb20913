//! Second factors.

mod changes;
mod keys;
mod passkeys;
mod sign_in;

use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::{Desk, PASSWORD, cookie_of};
use std::time::Duration;
use totp_rs::{Builder, Secret};

const APP: &str = "/planner/account/second-factor/app";
const OVERVIEW: &str = "/planner/account/second-factor";
const STEP: Duration = Duration::from_secs(30);
/// A passkey of the first account, made for the host in the place of `%`.
const PASSKEY: &str = "INSERT INTO passkeys (user_id, credential_id, credential, user_handle, host, name, added_at)
    VALUES (1, x'01', '{\"credential_id\":[1],\"public_key\":[1],\"counter\":0,\"algorithm\":-7}', x'02', '%', 'Telefon', 0)";

/// The code that an app with this secret shows now.
fn code(shop: &TestApp, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(shop.clock.now().timestamp().try_into().unwrap()).to_string()
}

/// A user's app and recovery codes.
struct Factor {
    secret: String,
    codes: Vec<String>,
}

/// Sets up an app for who is signed in. Its first code is used up.
async fn set_up(desk: &Desk<'_>) -> Factor {
    let secret = desk.get(APP).await.attribute("input[name=secret]", "value");
    let page = desk.post(APP, &[("secret", &secret), ("code", &code(desk.shop, &secret))]).await;
    assert!(page.status == 200 || page.status == 303, "{}", page.text);
    let codes = page.all(".recovery code");
    desk.shop.advance(STEP);
    Factor { secret, codes }
}

/// A browser in which the password was right, and what it was answered.
async fn after_password<'a>(shop: &'a TestApp, cookie: &str) -> (Desk<'a>, Page) {
    let fields = [("email", "owner@example.org"), ("password", PASSWORD), ("to", "/planner/hours")];
    let page = Desk::with_cookie(shop, cookie).post("/planner/sign-in", &fields).await;
    let new = cookie_of(&page);
    let cookies = [cookie, &new].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    (Desk::with_cookie(shop, &cookies.join("; ")), page)
}

fn leads_to(page: &Page) -> (u16, &str) {
    (page.status.as_u16(), page.headers.get("location").map_or("", |to| to.to_str().unwrap()))
}
