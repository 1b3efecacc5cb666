//! Creates an authenticator from the settings, and the curl options for the start message.

use super::Failure;
use super::config::User;
use super::configured::Settings;
use super::secrets::{Sourced, find, generate, quoted};
use crate::auth::{PasswordHash, StaticCredentials};

/// The description of credentials in `serve --help`.
pub(super) const HELP: &str = "\
Credentials:
  Secrets are read from files or from environment variables, never from the command line, which
  other users of the machine can read. Any number of schemes can be combined:

    Basic      --user NAME, and its password in --password-file or WEBHOOK_AGENT_PASSWORD;
               [[users]] in the configuration file, with password hashes
    SoTicket   a ticket in --ticket-file or WEBHOOK_AGENT_TICKET
    Bearer     a token in --token-file or WEBHOOK_AGENT_TOKEN
    session    the cookie NetServerSession in --session-file or WEBHOOK_AGENT_SESSION, and the
               X-XSRF-TOKEN in --xsrf-file or WEBHOOK_AGENT_XSRF

  Without credentials, the agent generates a password for this run, prints it, and listens only on
  loopback addresses.

  With --restrict Webhook, requests get 403 unless SO-AppToken is the token in --app-token-file or
  WEBHOOK_AGENT_APP_TOKEN. If no token is configured, one is generated for this run and printed.

  Files with secrets should be readable only by their owner: chmod 600.";

const PASSWORD: &str = "WEBHOOK_AGENT_PASSWORD";
const TICKET: &str = "WEBHOOK_AGENT_TICKET";
const TOKEN: &str = "WEBHOOK_AGENT_TOKEN";
const APP_TOKEN: &str = "WEBHOOK_AGENT_APP_TOKEN";
const SESSION: &str = "WEBHOOK_AGENT_SESSION";
const XSRF: &str = "WEBHOOK_AGENT_XSRF";

/// The name of the user with a generated password.
const GENERATED_USER: &str = "developer";

/// The authenticator, and curl options for one of its credentials.
#[derive(Default)]
pub(super) struct Found {
    pub(super) credentials: StaticCredentials,
    /// Options for curl, quoted for a shell.
    pub(super) curl: String,
    /// Whether a password was generated because no credentials are configured.
    pub(super) generated: bool,
    /// Whether a token was generated because an agent is restricted and no token is configured.
    pub(super) generated_app_token: bool,
    /// Security warnings about the configuration.
    pub(super) warnings: Vec<String>,
}

/// Reads the configured credentials, or generates a password. Also generates a token for
/// applications if an agent is restricted and no token is configured.
///
/// # Errors
/// A secret that cannot be read, a user without a password or the reverse, two users with one name,
/// or an invalid password hash.
pub(super) fn read(settings: &Settings<'_>, restricted: bool) -> Result<Found, Failure> {
    let mut builder = Builder::default();
    builder.basic(settings)?;
    for user in &settings.config().users {
        builder.hashed(user)?;
    }
    if let Some(found) = secret(settings, "ticket-file", TICKET)? {
        builder.warnings.extend(found.warning);
        builder.credentials = builder.credentials.ticket(found.secret);
        builder.offer(format!("-H 'Authorization: SoTicket '{}", found.shell));
    }
    if let Some(found) = secret(settings, "token-file", TOKEN)? {
        builder.warnings.extend(found.warning);
        builder.credentials = builder.credentials.bearer(found.secret);
        builder.offer(format!("-H 'Authorization: Bearer '{}", found.shell));
    }
    builder.session(settings)?;

    let generated = builder.credentials.is_empty();
    if generated {
        let password = generate()?;
        builder.offer(format!("-u {GENERATED_USER}:{}", password.expose()));
        builder.credentials = builder.credentials.basic(GENERATED_USER, password);
    }
    let mut curl = builder.curl.unwrap_or_default();
    let app_token = secret(settings, "app-token-file", APP_TOKEN)?;
    let generated_app_token = restricted && app_token.is_none();
    if generated_app_token {
        let token = generate()?;
        curl.push_str(" -H 'SO-AppToken: ");
        curl.push_str(token.expose());
        curl.push('\'');
        builder.credentials = builder.credentials.app_token(token);
    } else if let Some(found) = app_token {
        curl.push_str(" -H 'SO-AppToken: '");
        curl.push_str(&found.shell);
        builder.warnings.extend(found.warning);
        builder.credentials = builder.credentials.app_token(found.secret);
    }
    Ok(Found {
        credentials: builder.credentials,
        curl,
        generated,
        generated_app_token,
        warnings: builder.warnings,
    })
}

/// Reads a secret from the file of an option, an environment variable, or a configured file, in
/// this order.
fn secret(settings: &Settings<'_>, name: &str, variable: &str) -> Result<Option<Sourced>, Failure> {
    let configured = settings.config().path(name);
    find(settings.path_option(name), variable, configured.as_deref())
}

#[derive(Default)]
struct Builder {
    credentials: StaticCredentials,
    curl: Option<String>,
    /// The names of all users.
    names: Vec<String>,
    warnings: Vec<String>,
}

impl Builder {
    fn basic(&mut self, settings: &Settings<'_>) -> Result<(), Failure> {
        let password = secret(settings, "password-file", PASSWORD)?;
        match (settings.text("user").map(|user| user.value), password) {
            (Some(user), Some(password)) => {
                self.add_name(&user)?;
                self.warnings.extend(password.warning);
                self.offer(format!("-u {}:{}", quoted(&user), password.shell));
                let credentials = std::mem::take(&mut self.credentials);
                self.credentials = credentials.basic(user, password.secret);
                Ok(())
            }
            (Some(_), None) => Err(Failure::new(format!(
                "--user needs a password; set --password-file or {PASSWORD}"
            ))),
            (None, Some(_)) => Err(Failure::new(
                "a password needs a user; set --user or WEBHOOK_AGENT_USER",
            )),
            (None, None) => Ok(()),
        }
    }

    fn session(&mut self, settings: &Settings<'_>) -> Result<(), Failure> {
        let session = secret(settings, "session-file", SESSION)?;
        let xsrf = secret(settings, "xsrf-file", XSRF)?;
        match (session, xsrf) {
            (Some(session), Some(xsrf)) => {
                self.warnings.extend(session.warning);
                self.warnings.extend(xsrf.warning);
                let credentials = std::mem::take(&mut self.credentials);
                self.credentials = credentials.session(session.secret, xsrf.secret);
                self.offer(format!(
                    "-H 'Cookie: NetServerSession='{} -H 'X-XSRF-TOKEN: '{}",
                    session.shell, xsrf.shell
                ));
                Ok(())
            }
            (None, None) => Ok(()),
            _ => Err(Failure::new(format!(
                "a session needs a cookie and a token; set both --session-file or {SESSION} \
                 and --xsrf-file or {XSRF}"
            ))),
        }
    }

    /// Records the name of a user.
    ///
    /// # Errors
    /// A name that Basic cannot send, or that another user has.
    fn add_name(&mut self, user: &str) -> Result<(), Failure> {
        if user.contains(':') {
            return Err(Failure::new(
                "a user name must not contain a colon (RFC 7617)",
            ));
        }
        if self.names.iter().any(|name| name == user) {
            return Err(Failure::new(format!(
                "duplicate user {user}; remove one of the two, in `user` or in [[users]]"
            )));
        }
        self.names.push(user.to_owned());
        Ok(())
    }

    fn hashed(&mut self, user: &User) -> Result<(), Failure> {
        self.add_name(&user.name)?;
        let hash: PasswordHash = user
            .password_hash
            .parse()
            .map_err(|error| Failure::new(format!("the user {}: {error}", user.name)))?;
        let credentials = std::mem::take(&mut self.credentials);
        self.credentials = credentials.basic_hashed(user.name.as_str(), hash);
        // curl prompts for the password.
        self.offer(format!("-u {}", quoted(&user.name)));
        Ok(())
    }

    /// Keeps the first options for curl.
    fn offer(&mut self, curl: String) {
        self.curl.get_or_insert(curl);
    }
}
