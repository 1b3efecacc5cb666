//! The values of the settings: from options, environment variables and the configuration file.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;

use super::Failure;
use super::config::Config;
use super::options::Options;
use super::settings::{CONFIG, SETTINGS};

/// The configured settings. An option takes precedence over its environment variable, and the
/// variable over the configuration file.
pub(super) struct Settings<'m> {
    options: Options<'m>,
    file: Config,
}

/// A value and its source.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) source: String,
}

impl<T> Found<T> {
    /// Converts the value; an error names its source.
    pub(super) fn parse<U, E: std::fmt::Display>(
        self,
        parse: impl FnOnce(T) -> Result<U, E>,
    ) -> Result<U, Failure> {
        parse(self.value).map_err(|error| Failure::new(format!("{}: {error}", self.source)))
    }
}

impl<'m> Settings<'m> {
    /// Reads the configuration file, if the options name one.
    ///
    /// # Errors
    /// See [`Config::read`].
    pub(super) fn read(options: Options<'m>) -> Result<Self, Failure> {
        let file = match options.get::<PathBuf>(CONFIG) {
            Some(file) => Config::read(file)?,
            None => Config::default(),
        };
        Ok(Self { options, file })
    }

    pub(super) fn config(&self) -> &Config {
        &self.file
    }

    /// The value of a flag, if it is configured.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.text(name).map(|found| found.value == "true")
    }

    pub(super) fn text(&self, name: &str) -> Option<Found<String>> {
        let mut found = self.all(name)?;
        let value = found.value.pop()?;
        Some(Found {
            value,
            source: found.source,
        })
    }

    pub(super) fn all(&self, name: &str) -> Option<Found<Vec<String>>> {
        let values = self.options.all(name);
        if values.is_empty() {
            let entry = self.file.entry(name)?;
            return Some(Found {
                value: entry.values.clone(),
                source: entry.source.clone(),
            });
        }
        Some(Found {
            value: values.into_iter().map(str::to_owned).collect(),
            source: self.source(name),
        })
    }

    /// A path from an option, its variable or the configuration file, in this order.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        let path = self.path_option(name).map(Path::to_owned);
        path.or_else(|| self.file.path(name))
    }

    /// A path from an option or its variable.
    pub(super) fn path_option(&self, name: &str) -> Option<&'m Path> {
        self.options.get::<PathBuf>(name).map(PathBuf::as_path)
    }

    fn source(&self, name: &str) -> String {
        let variable = SETTINGS
            .iter()
            .find(|setting| setting.name == name)
            .and_then(|setting| setting.variable);
        match (self.options.source(name), variable) {
            (Some(ValueSource::EnvVariable), Some(variable)) => variable.to_owned(),
            _ => format!("--{name}"),
        }
    }
}
