//! What stays of two records that become one.

use crate::domain::person::{Details, Person};
use crate::domain::values::{CustomerNote, Invalid, shown};

/// Each entry from the record that `choice` names for it: from the one that goes for `gone`, else from the one that stays; both
/// notes for `both`.
///
/// # Errors
/// Where both notes together are too long.
pub fn choose<'a>(choice: impl Fn(&str) -> &'a str, keep: Details, gone: Details) -> Result<Details, Invalid> {
    let note = match choice("note") {
        "both" => CustomerNote::parse_optional(&format!("{}\n\n{}", shown(&keep.note), shown(&gone.note)))?,
        one => chosen(one, keep.note, gone.note),
    };
    let (stays, goes) = (keep.person, gone.person);
    Ok(Details {
        person: Person {
            first_name: chosen(choice("first_name"), stays.first_name, goes.first_name),
            last_name: chosen(choice("last_name"), stays.last_name, goes.last_name),
            email: chosen(choice("email"), stays.email, goes.email),
            phone: chosen(choice("phone"), stays.phone, goes.phone),
        },
        address: chosen(choice("address"), keep.address, gone.address),
        born_on: chosen(choice("born_on"), keep.born_on, gone.born_on),
        note,
    })
}

fn chosen<T>(choice: &str, keep: T, gone: T) -> T {
    if choice == "gone" { gone } else { keep }
}
