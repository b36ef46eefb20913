//! Input in response headers (redirects, file names, cookies) cannot break them.

use super::hostile_shop::hostile_shop;
use super::walk;
use crate::harness::TestApp;
use crate::planner::desk::{Desk, PASSWORD, add_user};
use terminplaner::domain::account::Role;

/// Paths within the planner that a header cannot contain.
const UNPRINTABLE: [&str; 4] =
    ["/planner?\u{1}", "/planner/\u{7f}", "/planner?\r\nSet-Cookie: x=1", "/planner/customers?q=\u{fc}"];

#[tokio::test]
async fn an_invalid_return_address_leads_to_the_start_page_after_signing_in() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    for to in UNPRINTABLE {
        let fields = [("email", "owner@example.org"), ("password", PASSWORD), ("to", to)];
        let page = Desk::closed(&shop).post("/planner/sign-in", &fields).await;
        assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (303, "/planner"), "{to:?}");
    }
}

#[tokio::test]
async fn no_hidden_field_of_a_form_breaks_its_answer() {
    let shop = hostile_shop().await;
    let owner = async || Desk::owner_again(&shop).await.cookie().to_owned();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    let mut cookie = owner().await;
    let seen =
        walk::walk(&shop, &cookie, &["/planner/calendar/why?at=2022-01-18T09:00:00%2B01:00&resource=kabine-1"]).await;
    let mut tried = 0;
    for form in &seen.forms {
        for (place, _) in form.fields.iter().enumerate().filter(|(_, (_, _, typed))| !typed) {
            let value =
                |index: usize, value: &String| if index == place { UNPRINTABLE[0].to_owned() } else { value.clone() };
            let fields: Vec<_> = form
                .fields
                .iter()
                .enumerate()
                .map(|(index, (name, kept, _))| (name.clone(), value(index, kept)))
                .collect();
            let visit = walk::post(&shop, &cookie, &form.action, &fields).await;
            assert!(visit.status < 500, "{} answered {} to {fields:?}", form.action, visit.status);
            tried += 1;
            if walk::open(&shop, &cookie, "/planner").await.status != 200 {
                cookie = owner().await;
            }
        }
    }
    assert!(tried > 50, "{tried}");
}
