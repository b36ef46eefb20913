//! `import` and `export`.

use super::import_text;
use crate::shopfile::{GOLDEN, now};
use terminplaner::cli::{export, import};

#[test]
fn a_shop_goes_out_and_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    import_text(&db, "shop.toml", GOLDEN).unwrap();
    let mut shown = Vec::new();
    export::run(
        &export::Args { db: db.clone().into(), key: Default::default(), with_secrets: false, shop_file: None },
        &mut shown,
    )
    .unwrap();
    for name in ["out.toml", "out.json"] {
        let (file, copy) = (folder.path().join(name), folder.path().join(format!("{name}.db")));
        export::run(
            &export::Args {
                db: db.clone().into(),
                key: Default::default(),
                with_secrets: false,
                shop_file: Some(file.clone()),
            },
            &mut Vec::new(),
        )
        .unwrap();
        import::run(&import::Args { db: copy.clone().into(), key: Default::default(), shop_file: file }, now())
            .unwrap();
        let mut again = Vec::new();
        export::run(
            &export::Args { db: copy.into(), key: Default::default(), with_secrets: false, shop_file: None },
            &mut again,
        )
        .unwrap();
        assert_eq!(again, shown);
    }
}

#[test]
fn a_refused_file_leaves_no_database_behind() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    let error = import_text(&db, "shop.toml", "[shop]\nnam = \"x\"\n").unwrap_err().to_string();
    assert!(error.contains("shop.nam: is no key"), "{error}");
    assert!(!db.exists());
}

#[test]
fn each_refusal_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    let error = import_text(&db, "shop.yaml", "").unwrap_err().to_string();
    assert!(error.contains("must end in .toml or .json"), "{error}");
    let missing =
        import::Args { db: db.clone().into(), key: Default::default(), shop_file: folder.path().join("none.toml") };
    assert!(import::run(&missing, now()).unwrap_err().to_string().contains("cannot read"));
    let error = export::run(
        &export::Args { db: db.clone().into(), key: Default::default(), with_secrets: false, shop_file: None },
        &mut Vec::new(),
    )
    .unwrap_err();
    assert!(error.to_string().contains("there is no file"), "{error}");
    assert!(!db.exists());
}
