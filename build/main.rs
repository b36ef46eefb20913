//! Generates Rust from the messages in `locales/`, so that an unknown message or argument is a compiler error.
//!
//! [`read`] parses the `.ftl` files of every language into the types of [`catalog`], which checks them against
//! English; [`pseudo`] adds a right-to-left language for tests; [`write`] generates the file that
//! `src/i18n/messages.rs` includes. [`relocations`] makes the program smaller.

mod catalog;
mod pseudo;
mod read;
mod relocations;
mod write;

use std::path::Path;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rustc-check-cfg=cfg(test_language)");
    relocations::pack();
    if let Err(fault) = generate() {
        println!("cargo::error={fault}");
        process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let mut languages = read::languages(Path::new("locales"))?;
    if env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        println!("cargo::rustc-cfg=test_language");
        languages.push(pseudo::language(&languages)?);
    }
    let code = write::code(&catalog::merged(languages)?);
    let target = env::var("OUT_DIR").map_err(|fault| fault.to_string())?;
    fs::write(Path::new(&target).join("messages.rs"), code).map_err(|fault| fault.to_string())
}
