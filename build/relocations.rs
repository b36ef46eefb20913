//! Asks the linker for packed relocations (RELR, `-z pack-relative-relocs`): two megabytes less to ship, and to read at every
//! start. Only where the C library of this machine reads them: glibc does since 2.36, and an older one refuses the program.

use std::env;
use std::process::Command;

/// The first minor version of glibc 2 that reads packed relocations.
const FIRST_MINOR: u32 = 36;

pub fn pack() {
    let is_gnu = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux")
        && env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|library| library == "gnu");
    let is_for_this_machine = env::var("HOST").is_ok_and(|host| env::var("TARGET").is_ok_and(|target| target == host));
    if is_gnu && is_for_this_machine && minor_of_glibc().is_some_and(|minor| minor >= FIRST_MINOR) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Of "glibc 2.36", as `getconf` says it.
fn minor_of_glibc() -> Option<u32> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    String::from_utf8(said.stdout).ok()?.trim().strip_prefix("glibc 2.")?.parse().ok()
}
