//! Telephone numbers as links.

/// A number as a link dials it: without the signs between its digits.
pub fn dialled(phone: &str) -> String {
    phone.replace("(0)", "").chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
