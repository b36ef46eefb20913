//! Makes Rust of the messages in `locales/`, so that a message or an argument that does not exist is an error of the compiler.
//!
//! [`read`] parses the `.ftl` files of every language into [`catalog`]'s types, which check them against English;
//! [`pseudo`] adds a language for tests, in a script that runs from right to left; [`write`] writes what
//! `src/i18n/messages.rs` includes.

mod catalog;
mod pseudo;
mod read;
mod write;

use std::path::Path;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rustc-check-cfg=cfg(test_language)");
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
