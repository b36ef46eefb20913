//! Environment variables of the program: empty ones count as absent, and those that no flag reads are warned of: usually
//! a typing error, by which a setting would silently have no effect.

use clap::{Arg, Command};
use std::collections::BTreeSet;

/// Prefix of the program's variables.
const PREFIX: &str = "TERMINPLANER_";

/// The command line without the variables that are set to nothing, as `.env` files and orchestrators write what is not
/// set.
pub fn without_empty(command: Command) -> Command {
    let is_empty = |argument: &Arg| {
        let name = argument.get_env();
        name.and_then(std::env::var_os).is_some_and(|value| value.is_empty())
    };
    command
        .mut_args(|argument| if is_empty(&argument) { argument.env(None) } else { argument })
        .mut_subcommands(without_empty)
}

/// Warns of every variable with the prefix that no flag of `command` reads. Only a warning: orchestrators set some,
/// too.
pub fn warn_of_unknown(command: &Command) {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in unknown(command, names) {
        tracing::warn!(name, "no setting has this name; `terminplaner serve --help` shows those there are");
    }
}

fn unknown(command: &Command, names: impl Iterator<Item = String>) -> BTreeSet<String> {
    let known = known(command);
    names.filter(|name| name.starts_with(PREFIX) && !known.contains(name)).collect()
}

/// The variables of all flags of all commands.
fn known(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(|argument| argument.get_env()?.to_str().map(str::to_owned));
    own.chain(command.get_subcommands().flat_map(known)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Arg;

    #[test]
    fn only_names_of_ours_that_no_flag_reads_are_unknown() {
        let serve = Command::new("serve").arg(Arg::new("db").long("db").env("TERMINPLANER_DB"));
        let command = Command::new("terminplaner").subcommand(serve);
        let names = ["TERMINPLANER_DB", "TERMINPLANER_DBB", "PATH"].map(str::to_owned);
        assert_eq!(unknown(&command, names.into_iter()), BTreeSet::from(["TERMINPLANER_DBB".to_owned()]));
    }
}
