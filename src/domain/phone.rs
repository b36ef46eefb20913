//! Telephone numbers as links.

/// A number as a link dials it: without the signs between its digits.
pub fn dialled(phone: &str) -> String {
    phone.replace("(0)", "").chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_the_signs_between_its_digits() {
        assert_eq!(dialled("0711 / 12 34-56"), "0711123456");
        assert_eq!(dialled("+49 (0)711 123456"), "+49711123456", "from abroad nobody dials the nought");
    }
}
