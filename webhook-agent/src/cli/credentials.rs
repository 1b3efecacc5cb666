//! Who is let in: options and environment become credentials, and a line of curl that uses them.

use std::path::PathBuf;

use clap::Args;
use webhook_agent::auth::{PasswordHash, StaticCredentials};
use webhook_model::Secret;

use super::Failure;
use super::config::{Config, User};
use super::secrets::{find, make_up, quoted};

/// What `serve --help` says about credentials.
pub(super) const HELP: &str = "\
Credentials:
  Secrets are read from files or from the environment, never from the command line, which other
  users of the machine can read. Any number of schemes may be set at once:

    Basic      --user NAME, and its password in --password-file or WEBHOOK_AGENT_PASSWORD;
               and [[users]] in the file of --config, by the hashes of their passwords
    SoTicket   a ticket in --ticket-file or WEBHOOK_AGENT_TICKET
    Bearer     a token in --token-file or WEBHOOK_AGENT_TOKEN
    session    the cookie NetServerSession in --session-file or WEBHOOK_AGENT_SESSION, and what
               X-XSRF-TOKEN must be in --xsrf-file or WEBHOOK_AGENT_XSRF

  With none of them the agent makes up a password for this run, prints it, and listens on a
  loopback address only.

  --restrict Webhook answers 403 unless SO-AppToken is the token in --app-token-file or
  WEBHOOK_AGENT_APP_TOKEN; with neither a token is made up for this run and printed.

  A file with a secret should be readable by its owner alone: chmod 600.";

const PASSWORD: &str = "WEBHOOK_AGENT_PASSWORD";
const TICKET: &str = "WEBHOOK_AGENT_TICKET";
const TOKEN: &str = "WEBHOOK_AGENT_TOKEN";
const APP_TOKEN: &str = "WEBHOOK_AGENT_APP_TOKEN";
const SESSION: &str = "WEBHOOK_AGENT_SESSION";
const XSRF: &str = "WEBHOOK_AGENT_XSRF";

/// The user of a password that is made up.
const MADE_UP_USER: &str = "developer";

#[derive(Debug, Args)]
pub(super) struct CredentialOptions {
    /// The user for Basic
    #[arg(
        long,
        value_name = "NAME",
        env = "WEBHOOK_AGENT_USER",
        help_heading = "Credentials"
    )]
    user: Option<String>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with the user's password [env: WEBHOOK_AGENT_PASSWORD, the password itself]"
    )]
    password_file: Option<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with a ticket for SoTicket [env: WEBHOOK_AGENT_TICKET]"
    )]
    ticket_file: Option<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with a token for Bearer [env: WEBHOOK_AGENT_TOKEN]"
    )]
    token_file: Option<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with the SO-AppToken that may use restricted agents [env: WEBHOOK_AGENT_APP_TOKEN]"
    )]
    app_token_file: Option<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with the value of the session cookie [env: WEBHOOK_AGENT_SESSION]"
    )]
    session_file: Option<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Credentials",
        help = "A file with the session's X-XSRF-TOKEN [env: WEBHOOK_AGENT_XSRF]"
    )]
    xsrf_file: Option<PathBuf>,
}

/// Credentials, and how curl sends one of them.
pub(super) struct Found {
    pub(super) credentials: StaticCredentials,
    /// Options for curl, quoted for a shell.
    pub(super) curl: String,
    /// Nothing was configured.
    pub(super) made_up: bool,
    /// An agent is restricted, and no application was configured that may use it.
    pub(super) made_up_app_token: bool,
    /// What is dangerous about the configuration.
    pub(super) warnings: Vec<String>,
}

impl CredentialOptions {
    /// Reads what is configured, or makes up a password; and an application's token, if an agent is
    /// restricted and none is configured.
    ///
    /// # Errors
    /// A secret that cannot be read, a user without a password or the reverse, two users of one
    /// name, a text that is not a hash.
    pub(super) fn find(&self, config: &Config, restricted: bool) -> Result<Found, Failure> {
        let mut made = Making::default();
        self.basic(config, &mut made)?;
        for user in &config.users {
            made.hashed(user)?;
        }
        let ticket = config.ticket_file.as_deref();
        if let Some(found) = find(self.ticket_file.as_deref(), TICKET, ticket)? {
            made.warnings.extend(found.warning);
            made.credentials = made.credentials.ticket(found.secret);
            made.try_with(format!("-H 'Authorization: SoTicket '{}", found.shell));
        }
        let token = config.token_file.as_deref();
        if let Some(found) = find(self.token_file.as_deref(), TOKEN, token)? {
            made.warnings.extend(found.warning);
            made.credentials = made.credentials.bearer(found.secret);
            made.try_with(format!("-H 'Authorization: Bearer '{}", found.shell));
        }
        self.session(config, &mut made)?;

        let made_up = made.credentials.is_empty();
        if made_up {
            let password = make_up()?;
            made.try_with(format!("-u {MADE_UP_USER}:{}", password.expose()));
            made.credentials = made.credentials.basic(MADE_UP_USER, password);
        }
        let mut curl = made.curl.unwrap_or_default();
        let app_token = config.app_token_file.as_deref();
        let app_token = find(self.app_token_file.as_deref(), APP_TOKEN, app_token)?;
        let made_up_app_token = restricted && app_token.is_none();
        if made_up_app_token {
            let token = make_up()?;
            curl.push_str(" -H 'SO-AppToken: ");
            curl.push_str(token.expose());
            curl.push('\'');
            made.credentials = made.credentials.app_token(token);
        } else if let Some(found) = app_token {
            curl.push_str(" -H 'SO-AppToken: '");
            curl.push_str(&found.shell);
            made.warnings.extend(found.warning);
            made.credentials = made.credentials.app_token(found.secret);
        }
        Ok(Found {
            credentials: made.credentials,
            curl,
            made_up,
            made_up_app_token,
            warnings: made.warnings,
        })
    }

    fn basic(&self, config: &Config, made: &mut Making) -> Result<(), Failure> {
        let configured = config.password_file.as_deref();
        let password = find(self.password_file.as_deref(), PASSWORD, configured)?;
        match (self.user.as_ref().or(config.user.as_ref()), password) {
            (Some(user), Some(password)) => {
                made.name(user)?;
                made.warnings.extend(password.warning);
                made.basic(user, password.secret);
                made.try_with(format!("-u {}:{}", quoted(user), password.shell));
                Ok(())
            }
            (Some(_), None) => Err(Failure::new(format!(
                "--user needs a password: in --password-file or {PASSWORD}"
            ))),
            (None, Some(_)) => Err(Failure::new(
                "a password needs --user or WEBHOOK_AGENT_USER",
            )),
            (None, None) => Ok(()),
        }
    }

    fn session(&self, config: &Config, made: &mut Making) -> Result<(), Failure> {
        let configured = config.session_file.as_deref();
        let session = find(self.session_file.as_deref(), SESSION, configured)?;
        let configured = config.xsrf_file.as_deref();
        let xsrf = find(self.xsrf_file.as_deref(), XSRF, configured)?;
        match (session, xsrf) {
            (Some(session), Some(xsrf)) => {
                made.warnings.extend(session.warning);
                made.warnings.extend(xsrf.warning);
                let credentials = std::mem::take(&mut made.credentials);
                made.credentials = credentials.session(session.secret, xsrf.secret);
                made.try_with(format!(
                    "-H 'Cookie: NetServerSession='{} -H 'X-XSRF-TOKEN: '{}",
                    session.shell, xsrf.shell
                ));
                Ok(())
            }
            (None, None) => Ok(()),
            _ => Err(Failure::new(format!(
                "a session needs both: the cookie in --session-file or {SESSION}, \
                 and its token in --xsrf-file or {XSRF}"
            ))),
        }
    }
}

/// Credentials as they are put together.
#[derive(Default)]
struct Making {
    credentials: StaticCredentials,
    curl: Option<String>,
    /// Of users.
    names: Vec<String>,
    warnings: Vec<String>,
}

impl Making {
    /// Takes the name of a user.
    ///
    /// # Errors
    /// A name that Basic cannot send, or that another user has: which password would be right?
    fn name(&mut self, user: &str) -> Result<(), Failure> {
        if user.contains(':') {
            return Err(Failure::new(
                "the name of a user must not hold a colon (RFC 7617)",
            ));
        }
        if self.names.iter().any(|name| name == user) {
            return Err(Failure::new(format!(
                "the user {user} is configured twice; remove one of the two, in `user` or in [[users]]"
            )));
        }
        self.names.push(user.to_owned());
        Ok(())
    }

    fn basic(&mut self, user: &str, password: Secret) {
        self.credentials = std::mem::take(&mut self.credentials).basic(user, password);
    }

    fn hashed(&mut self, user: &User) -> Result<(), Failure> {
        self.name(&user.name)?;
        let hash: PasswordHash = user
            .password_hash
            .parse()
            .map_err(|error| Failure::new(format!("the user {}: {error}", user.name)))?;
        let credentials = std::mem::take(&mut self.credentials);
        self.credentials = credentials.basic_hashed(user.name.as_str(), hash);
        // curl asks for the password.
        self.try_with(format!("-u {}", quoted(&user.name)));
        Ok(())
    }

    /// Keeps the first line of curl.
    fn try_with(&mut self, curl: String) {
        self.curl.get_or_insert(curl);
    }
}
