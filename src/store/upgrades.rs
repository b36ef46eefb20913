//! Upgrades a file of an older version step by step, in the transaction that opens it.
//!
//! A step may rebuild a table (create a new one, copy the rows, rename it): foreign keys are not enforced meanwhile,
//! and names in the triggers of other tables are not rewritten. Every step keeps all rows, ends no session, and leads
//! to the definitions in `schema.sql`; only the order of columns in a table may differ.

mod to_10;
mod to_12;
mod to_4;

use super::StoreError;
use super::sealed::Keyring;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// How to get from one version to the next.
pub enum Step {
    /// SQL statements, run in order.
    Sql(&'static str),
    /// For steps that SQL alone cannot express.
    Run(fn(&Connection) -> Result<(), StoreError>),
    /// For steps that encrypt.
    Seal(fn(&Connection, &Keyring) -> Result<(), StoreError>),
}

impl Step {
    fn take(&self, connection: &Connection, keys: &Keyring) -> Result<(), StoreError> {
        match self {
            Self::Sql(statements) => Ok(connection.execute_batch(statements)?),
            Self::Run(step) => step(connection),
            Self::Seal(step) => step(connection, keys),
        }
    }
}

/// The steps from version n to n + 1, in order. Version 1 is the first one published.
pub const STEPS: &[Step] = &[
    Step::Sql(include_str!("upgrades/to_2.sql")),
    Step::Sql(include_str!("upgrades/to_3.sql")),
    Step::Run(to_4::keep_parts),
    Step::Sql(include_str!("upgrades/to_5.sql")),
    Step::Sql(include_str!("upgrades/to_6.sql")),
    Step::Sql(include_str!("upgrades/to_7.sql")),
    Step::Sql(include_str!("upgrades/to_8.sql")),
    Step::Sql(include_str!("upgrades/to_9.sql")),
    Step::Run(to_10::drop_word_checks),
    Step::Sql(include_str!("upgrades/to_11.sql")),
    Step::Seal(to_12::seal_secrets),
    Step::Sql(include_str!("upgrades/to_13.sql")),
    Step::Sql(include_str!("upgrades/to_14.sql")),
    Step::Sql(include_str!("upgrades/to_15.sql")),
    Step::Sql(include_str!("upgrades/to_16.sql")),
    Step::Sql(include_str!("upgrades/to_17.sql")),
    Step::Sql(include_str!("upgrades/to_18.sql")),
    Step::Sql(include_str!("upgrades/to_19.sql")),
    Step::Sql(include_str!("upgrades/to_20.sql")),
    Step::Sql(include_str!("upgrades/to_21.sql")),
    Step::Sql(include_str!("upgrades/to_22.sql")),
    Step::Sql(include_str!("upgrades/to_23.sql")),
    Step::Sql(include_str!("upgrades/to_24.sql")),
    Step::Sql(include_str!("upgrades/to_25.sql")),
    Step::Sql(include_str!("upgrades/to_26.sql")),
];

/// The version from which on secrets are encrypted.
pub const SEALS_SECRETS: i64 = 12;

/// Runs the steps that a file of `version` lacks. Foreign keys must be off, which is possible only outside a
/// transaction.
///
/// # Errors
/// Those of the steps, and any row left with a missing parent: then nothing may be committed.
pub fn run(connection: &Connection, version: i64, steps: &[Step], keys: &Keyring) -> Result<(), StoreError> {
    let taken = usize::try_from(version - 1).unwrap_or_default();
    let before = dangling_references(connection)?;
    // Otherwise renaming a rebuilt table fails in triggers that refer to its final name.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, true)?;
    let outcome = steps.iter().skip(taken).try_for_each(|step| step.take(connection, keys));
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, false)?;
    outcome?;
    match dangling_references(connection)? {
        // Rows that had lost their parent before the upgrade, edited in a shell without foreign keys, do not prevent
        // it.
        after if after <= before => Ok(()),
        after => Err(StoreError::Unreadable(format!(
            "the upgrade of the file failed and was undone: {} rows would name others that are not there",
            after - before
        ))),
    }
}

fn dangling_references(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "
        CREATE TABLE parents (id INTEGER PRIMARY KEY, extra TEXT) STRICT;
        CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;
        CREATE TRIGGER children_count AFTER INSERT ON children BEGIN
            UPDATE parents SET extra = 'has a child' WHERE id = NEW.parent;
        END;
        INSERT INTO parents VALUES (1, NULL), (2, NULL);
        INSERT INTO children VALUES (1), (2);";

    /// Rebuilds the parent table with an additional column in the middle.
    const REBUILD: Step = Step::Sql(
        "CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, number INTEGER NOT NULL DEFAULT 7, extra TEXT) STRICT;
         INSERT INTO rebuilt (id, extra) SELECT id, extra FROM parents;
         DROP TABLE parents;
         ALTER TABLE rebuilt RENAME TO parents;",
    );

    fn old() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(OLD).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection
    }

    fn children(connection: &Connection) -> i64 {
        connection.query_row("SELECT count(*) FROM children JOIN parents ON id = parent", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_step_may_rebuild_a_table_that_others_refer_to() {
        let connection = old();
        let number = |connection: &Connection| {
            Ok(connection.execute_batch("UPDATE parents SET number = number + 1 WHERE id = 2")?)
        };
        run(&connection, 1, &[REBUILD, Step::Run(number)], &Keyring::in_memory()).unwrap();
        assert_eq!(children(&connection), 2, "no row went with the old table");
        connection.execute_batch("INSERT INTO children VALUES (2)").unwrap();
        let two = "SELECT number || extra FROM parents WHERE id = 2";
        let two: String = connection.query_row(two, [], |row| row.get(0)).unwrap();
        assert_eq!(two, "8has a child", "the trigger works on the new table");
    }

    #[test]
    fn only_the_steps_that_a_file_lacks_are_taken() {
        let connection = old();
        run(&connection, 2, &[Step::Sql("DROP TABLE parents"), REBUILD], &Keyring::in_memory()).unwrap();
        assert_eq!(children(&connection), 2);
    }

    #[test]
    fn a_step_that_loses_a_row_others_name_is_refused() {
        let connection = old();
        let step = Step::Sql("DELETE FROM parents WHERE id = 1");
        let refused = run(&connection, 1, &[step], &Keyring::in_memory()).unwrap_err();
        assert!(refused.to_string().contains("1 rows would name others"), "{refused}");
    }

    #[test]
    fn what_dangled_before_keeps_no_shop_closed() {
        let connection = old();
        connection.execute_batch("INSERT INTO children VALUES (99)").unwrap();
        run(&connection, 1, &[REBUILD], &Keyring::in_memory()).unwrap();
    }
}
