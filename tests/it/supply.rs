//! Dependencies and licences: every dependency has its reason and licence, there is one toolchain, the SBOM is
//! current.

use std::fs;
use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn every_dependency_says_in_one_line_why_it_is_there() {
    let manifest = read("Cargo.toml");
    let (mut inside, mut seen) = (false, 0);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains(" = ") {
            seen += 1;
            let reason = line.rsplit_once("# ").map(|(_, reason)| reason);
            assert!(reason.is_some_and(|reason| reason.len() > 3), "{line}");
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_package_of_node_says_so_too() {
    for folder in ["widget", "tests/browser", "tests/smtp", "tests/contract/clients"] {
        let manifest: serde_json::Value = serde_json::from_str(&read(&format!("{folder}/package.json"))).unwrap();
        for kind in ["dependencies", "devDependencies"] {
            for name in manifest[kind].as_object().into_iter().flat_map(|all| all.keys()) {
                assert!(manifest["//"][name].as_str().is_some_and(|reason| reason.len() > 5), "{folder}: {name}");
            }
        }
    }
}

#[test]
fn the_toolchain_is_the_one_that_the_manifest_asks_for() {
    let version = |text: &str, key: &str| -> String {
        let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap();
        line.trim().trim_matches('"').to_owned()
    };
    let channel = version(&read("rust-toolchain.toml"), "channel = ");
    assert_eq!(channel.split('.').count(), 3, "an exact one: {channel}");
    let asked_for = version(&read("Cargo.toml"), "rust-version = ");
    assert!(channel.starts_with(&format!("{asked_for}.")), "{channel} is not {asked_for}");
    let told = Command::new("rustc").arg("--version").current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.starts_with(&format!("rustc {channel} ")), "{told}");
}

#[test]
fn the_bill_of_materials_is_of_the_present_lock_files() {
    let checked = Command::new("node").args(["tests/sbom", "--check"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let checked = checked.unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let bill: serde_json::Value = serde_json::from_str(&read("docs/sbom.cdx.json")).unwrap();
    let components = bill["components"].as_array().unwrap();
    let shipped = components.iter().filter(|one| one["scope"] == "required");
    for component in shipped {
        let licence = component["licenses"][0]["expression"].as_str().unwrap_or_default();
        assert!(!licence.is_empty() && !licence.contains("GPL") && !licence.contains("MPL"), "{component}");
    }
    assert!(components.iter().any(|one| one["name"] == "sqlite"));
}

#[test]
fn sqlite_is_compiled_without_unused_features() {
    let file = rusqlite::Connection::open_in_memory().unwrap();
    let mut options = file.prepare("PRAGMA compile_options").unwrap();
    let options: Vec<String> = options.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for absent in ["ENABLE_FTS", "ENABLE_RTREE", "ENABLE_DBSTAT", "ENABLE_STAT4", "ENABLE_LOAD_EXTENSION", "SOUNDEX"] {
        assert!(!options.iter().any(|option| option.starts_with(absent)), "{absent} in {options:?}");
    }
    for present in ["OMIT_LOAD_EXTENSION", "OMIT_SHARED_CACHE", "DEFAULT_MEMSTATUS=0", "THREADSAFE=1"] {
        assert!(options.iter().any(|option| option == present), "no {present} in {options:?}");
    }
}

/// Output and exit status of `tests/advisories` with fake `cargo` and `npm` programs.
fn advisories(cargo: &str, npm: &str) -> (Option<i32>, String) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    for (name, script) in [("cargo", cargo), ("npm", npm)] {
        let program = folder.path().join(name);
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let ran = Command::new("tests/advisories").current_dir(env!("CARGO_MANIFEST_DIR")).env("PATH", path).output();
    let ran = ran.unwrap();
    (ran.status.code(), String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap())
}

#[test]
fn an_unavailable_advisory_database_is_an_error() {
    let (clean, hole) = ("echo '{\"auditReportVersion\": 2}'", "echo '{\"auditReportVersion\": 2}'; exit 1");
    let unreachable = "echo '{\"message\": \"no network\"}'; exit 1";
    let (status, said) = advisories("exit 0", clean);
    assert_eq!((status, said.matches("nothing known").count()), (Some(0), 5), "{said}");
    let (status, said) = advisories("echo 'error[vulnerability]: bad'; exit 1", clean);
    assert!(status == Some(1) && said.contains("KNOWN HOLES: Rust crates"), "{said}");
    assert_eq!(advisories("exit 0", hole).0, Some(1));
    for (cargo, npm) in [("echo 'error: no such command: `deny`'; exit 101", clean), ("exit 0", unreachable)] {
        let (status, said) = advisories(cargo, npm);
        assert!(status == Some(2) && said.contains("NOT ASKED") && said.contains("proves nothing"), "{said}");
    }
}

#[test]
fn no_example_puts_a_password_on_a_command_line() {
    let mut files =
        vec!["README.md".to_owned(), "CONTRIBUTING.md".into(), "docs/backup.md".into(), "docs/hosting.md".into()];
    for folder in ["examples/deploy", "examples/deploy/many"] {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap().map(Result::unwrap);
        let there = entries.filter(|entry| entry.file_type().unwrap().is_file());
        files.extend(there.map(|entry| format!("{folder}/{}", entry.file_name().into_string().unwrap())));
    }
    assert!(files.len() > 6);
    for file in files {
        let text = read(&file);
        for flag in ["--smtp-url", "ExecStart="] {
            let mut lines = text.split(flag).skip(1).map(|rest| rest.lines().next().unwrap_or_default());
            assert!(!lines.any(|rest| rest.contains("://") && rest.contains('@')), "{file}: {flag}");
        }
    }
}
