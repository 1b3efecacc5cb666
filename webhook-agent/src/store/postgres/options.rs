//! The database address and connection options.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::store::StoreError;

/// The timeout for connecting to one address of the server.
const CONNECT: Duration = Duration::from_secs(5);

/// The address of the database of a [`Postgres`](super::Postgres) store. `Debug` omits the
/// password.
///
/// ```
/// use webhook_agent::store::PostgresOptions;
///
/// # fn main() -> Result<(), webhook_agent::store::StoreError> {
/// let options = PostgresOptions::parse("postgres://hooks@127.0.0.1/hooks")?
///     .password("secret")
///     .connections(32);
/// assert!(!format!("{options:?}").contains("secret"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PostgresOptions {
    pub(super) config: Config,
    pub(super) connections: usize,
    pub(super) statement_timeout: Duration,
}

impl PostgresOptions {
    /// Parses a URL, `postgres://user:password@host:port/database?option=value`, with the options
    /// of [`tokio_postgres::Config`]. The URL of a Unix socket contains
    /// `?host=/var/run/postgresql`.
    ///
    /// `sslmode=require` and `sslmode=verify-full` both encrypt the connection and verify the
    /// certificate and the name of the server; they need the feature `tls`. `sslmode=disable` does
    /// not encrypt. Without `sslmode`, only a server on this machine is accepted, so that a
    /// connection is never unencrypted by accident.
    ///
    /// # Errors
    /// [`StoreError::Address`], which does not repeat the URL.
    pub fn parse(url: &str) -> Result<Self, StoreError> {
        let url = match url.rsplit_once('?') {
            Some((before, options)) => {
                let options = options.replace("sslmode=verify-full", "sslmode=require");
                format!("{before}?{options}")
            }
            None => url.to_owned(),
        };
        let mut config: Config = url.parse().map_err(|error| invalid(&error))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(address("the host is missing; add one, such as localhost"));
        }
        match config.get_ssl_mode() {
            _ if is_socket(&config) => {
                // The data stays on this machine, and a socket has no host name to verify.
                config.ssl_mode(SslMode::Disable);
            }
            SslMode::Disable => {}
            SslMode::Require if cfg!(feature = "tls") => {}
            SslMode::Require => {
                return Err(address(
                    "sslmode=require needs TLS, but this program is built without it; build it with \
                     `--features postgres,tls`",
                ));
            }
            _ if is_local(&config) => {
                config.ssl_mode(SslMode::Disable);
            }
            _ => {
                return Err(address(
                    "the database is on another machine; add sslmode=require, or sslmode=disable to \
                     send everything unencrypted",
                ));
            }
        }
        if config.get_application_name().is_none() {
            config.application_name("webhook-agent");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        Ok(Self {
            config,
            connections: 16,
            statement_timeout: Duration::from_secs(10),
        })
    }

    /// Sets the password, so that the URL does not have to contain it.
    #[must_use]
    pub fn password(mut self, password: impl AsRef<[u8]>) -> Self {
        self.config.password(password);
        self
    }

    /// Sets the size of the connection pool; 16 by default. If all connections are in use for 5
    /// seconds, a call fails with [`StoreError::Full`].
    #[must_use]
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections.max(1);
        self
    }

    /// Sets the timeout of one statement, including waiting for locks; 10 seconds by default. All
    /// statements of one change may take three times as long. Getting a connection may take another
    /// 25 seconds.
    #[must_use]
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = timeout.max(Duration::from_millis(1));
        self
    }

    /// Whether the connection is unencrypted and the server is on another machine.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        let is_plain = self.config.get_ssl_mode() == SslMode::Disable;
        is_plain && !is_local(&self.config) && !is_socket(&self.config)
    }

    /// Whether the URL contained a password, or [`password`](Self::password) set one.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }
}

fn address(reason: &str) -> StoreError {
    StoreError::Address(reason.to_owned())
}

/// The error for a URL that cannot be parsed. A mistake in a URL can make part of the password look
/// like a host or an option, so only messages that quote no part of the URL are repeated.
fn invalid(error: &tokio_postgres::Error) -> StoreError {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    match cause {
        Some(cause) if cause.starts_with("invalid value for option") => address(&format!(
            "{cause}; write special characters in a password as %XX"
        )),
        _ => {
            address("expected postgres://user@host:port/database?option=value, with known options")
        }
    }
}

fn is_socket(config: &Config) -> bool {
    let hosts = config.get_hosts();
    // An address takes precedence over the host.
    config.get_hostaddrs().is_empty() && !hosts.is_empty() && hosts.iter().all(is_path)
}

#[cfg(unix)]
fn is_path(host: &Host) -> bool {
    matches!(host, Host::Unix(_))
}

#[cfg(not(unix))]
fn is_path(_: &Host) -> bool {
    false
}

/// Whether all addresses belong to this machine.
fn is_local(config: &Config) -> bool {
    let addresses = config.get_hostaddrs();
    if !addresses.is_empty() {
        return addresses.iter().all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            let address = name.parse::<IpAddr>();
            name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

impl fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresOptions")
            .field("connections", &self.connections)
            .field("statement_timeout", &self.statement_timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposed(url: &str) -> Result<bool, String> {
        let options = PostgresOptions::parse(url);
        let options = options.map_err(|error| error.to_string())?;
        Ok(options.is_exposed())
    }

    #[test]
    fn only_local_servers_are_unencrypted_by_default() {
        for url in [
            "postgres://a@localhost/b",
            "postgresql://a:p@127.0.0.1:5433/b",
            "postgres://a@[::1]/b",
            "postgres:///b?host=/run/postgresql&user=a",
            "postgres:///b?host=/run/postgresql&sslmode=require",
            "postgres://a@db/b?hostaddr=127.0.0.1",
        ] {
            assert_eq!(exposed(url), Ok(false), "{url}");
        }
        assert_eq!(exposed("postgres://a@db/b?sslmode=disable"), Ok(true));
        for url in [
            "postgres://a@db/b",
            "postgres://a@db/b?sslmode=prefer",
            "postgres://a@localhost,db/b",
            "postgres://a@localhost/b?hostaddr=10.0.0.1",
            "postgres://a@10.0.0.1/b",
        ] {
            let error = exposed(url).unwrap_err();
            assert!(error.contains("add sslmode=require"), "{url}: {error}");
        }
    }

    #[test]
    fn encryption_needs_its_feature() {
        for mode in ["require", "verify-full"] {
            let found = exposed(&format!("postgres://a@db/b?sslmode={mode}"));
            if cfg!(feature = "tls") {
                assert_eq!(found, Ok(false));
            } else {
                assert!(found.unwrap_err().contains("--features postgres,tls"));
            }
        }
    }

    #[test]
    fn errors_and_debug_do_not_repeat_a_password() {
        for url in [
            "postgres://a:open#sesame@db:x/b",
            "postgres://a:open/sesame@db/b",
            "postgres://a:sesame",
            "postgres://a:b@db/b?sesame",
            "postgres://a:b@db/b?password=1&sesame=2",
            "postgres://a@db/b?sslmode=sesame",
            "postgres:///sesame",
            "postgres://a:%ff@open%ffsesame",
            "sesame",
        ] {
            let error = exposed(url).unwrap_err();
            assert!(!error.contains("sesame"), "{url}: {error}");
        }
        let options = PostgresOptions::parse("postgres://a:sesame@localhost/b").unwrap();
        assert!(options.has_password());
        assert!(!format!("{options:?}").contains("sesame"));
    }
}
