//! Where a form leads afterwards, as the form itself says: a page of the planner, whatever was sent.

/// `to` where it is the address of a page of the planner, else the planner's first page. The answer goes into a header,
/// so it holds nothing but visible ASCII; browsers read a backslash as a slash.
pub(super) fn inside(to: &str) -> &str {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    let ours = path == "/planner" || path.starts_with("/planner/");
    if ours && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') { to } else { "/planner" }
}

#[cfg(test)]
mod tests {
    use super::inside;
    use axum::http::HeaderValue;

    #[test]
    fn nobody_is_led_out_of_the_planner() {
        for good in
            ["/planner", "/planner/calendar?date=2022-01-17", "/planner?x=1", "/planner/customers?q=%C3%BC#list"]
        {
            assert_eq!(inside(good), good);
        }
        for trap in
            ["", "https://evil.example", "//evil.example", "/plannerevil", "/t/x", "/planner\\..\\x", "/planner/\r\nx"]
        {
            assert_eq!(inside(trap), "/planner", "{trap:?}");
        }
    }

    #[test]
    fn every_answer_can_be_a_header() {
        for code in (0..=0x2ff).chain([0x2028, 0xfeff, 0x1f600]) {
            let to = format!("/planner?{}", char::from_u32(code).unwrap());
            assert!(HeaderValue::from_str(inside(&to)).is_ok(), "{to:?}");
        }
    }
}
