//! The parsed options of a command.

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::Failure;

/// The options of a command. Options of `serve` may also precede the command name.
pub(super) struct Options<'m> {
    own: &'m ArgMatches,
    /// Options before the command name.
    before: Option<&'m ArgMatches>,
}

impl<'m> Options<'m> {
    /// The options of the default command, whose name is omitted.
    pub(super) fn unnamed(own: &'m ArgMatches) -> Self {
        Self { own, before: None }
    }

    /// The options of the command `name`, which belongs to `parser`.
    ///
    /// # Errors
    /// An option before the name that this command does not have, or that is repeated after it.
    pub(super) fn named(
        name: &str,
        parser: &Command,
        own: &'m ArgMatches,
        before: &'m ArgMatches,
    ) -> Result<Self, Failure> {
        // `try_contains_id` knows the options only in builds with debug assertions.
        let command = parser.find_subcommand(name);
        for id in before.ids().map(clap::Id::as_str) {
            if !is_given(before, id) {
                continue;
            }
            let mut known = command.into_iter().flat_map(Command::get_arguments);
            if !known.any(|argument| argument.get_id() == id) {
                return Err(Failure::new(format!(
                    "`--{id}` is an option of `serve`, not of `{name}`; remove it"
                )));
            }
            if is_given(own, id) {
                return Err(Failure::new(format!(
                    "duplicate option `--{id}`, before and after `{name}`; write it once"
                )));
            }
        }
        Ok(Self {
            own,
            before: Some(before),
        })
    }

    /// The value of an option, or its default.
    pub(super) fn get<T: Clone + Send + Sync + 'static>(&self, id: &str) -> Option<&'m T> {
        self.place_of(id).try_get_one(id).ok().flatten()
    }

    /// The values of an option.
    pub(super) fn all(&self, id: &str) -> Vec<&'m str> {
        let found = self.place_of(id).try_get_many::<String>(id).ok().flatten();
        found.into_iter().flatten().map(String::as_str).collect()
    }

    pub(super) fn text(&self, id: &str) -> Option<&'m str> {
        self.get::<String>(id).map(String::as_str)
    }

    /// Whether a flag is set.
    pub(super) fn has(&self, id: &str) -> bool {
        self.get::<bool>(id).copied().unwrap_or_default()
    }

    /// Where the value of an option comes from.
    pub(super) fn source(&self, id: &str) -> Option<ValueSource> {
        self.place_of(id).value_source(id)
    }

    fn place_of(&self, id: &str) -> &'m ArgMatches {
        match self.before {
            Some(before) if is_given(before, id) => before,
            _ => self.own,
        }
    }
}

fn is_given(matches: &ArgMatches, id: &str) -> bool {
    matches!(matches.try_contains_id(id), Ok(true))
        && matches.value_source(id) == Some(ValueSource::CommandLine)
}
