//! Who is let in: options and environment become credentials, and a line of curl that uses them.

use std::path::PathBuf;

use clap::Args;
use webhook_agent::auth::StaticCredentials;

use super::Failure;
use super::secrets::{find, make_up};

/// What `serve --help` says about credentials.
pub(super) const HELP: &str = "\
Credentials:
  Secrets are read from files or from the environment, never from the command line, which other
  users of the machine can read. Any number of schemes may be set at once:

    Basic      --user NAME, and its password in --password-file or WEBHOOK_AGENT_PASSWORD
    SoTicket   a ticket in --ticket-file or WEBHOOK_AGENT_TICKET
    Bearer     a token in --token-file or WEBHOOK_AGENT_TOKEN
    session    the cookie NetServerSession in --session-file or WEBHOOK_AGENT_SESSION, and what
               X-XSRF-TOKEN must be in --xsrf-file or WEBHOOK_AGENT_XSRF

  With none of them the agent makes up a password for this run, prints it, and listens on a
  loopback address only.

  --restrict Webhook answers 403 unless SO-AppToken is the token in --app-token-file or
  WEBHOOK_AGENT_APP_TOKEN.";

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
}

impl CredentialOptions {
    /// Reads what is configured, or makes up a password.
    ///
    /// # Errors
    /// A secret that cannot be read, a user without a password or the reverse.
    pub(super) fn find(&self) -> Result<Found, Failure> {
        let mut credentials = StaticCredentials::new();
        let mut curl = None;

        let password = find(self.password_file.as_deref(), PASSWORD)?;
        match (&self.user, password) {
            (Some(user), Some(password)) => {
                if user.contains(':') {
                    return Err(Failure::new("--user must not hold a colon (RFC 7617)"));
                }
                credentials = credentials.basic(user.as_str(), password);
                let from = quoted_secret(self.password_file.as_ref(), PASSWORD);
                curl.get_or_insert(format!("-u {}:{from}", quoted(user)));
            }
            (Some(_), None) => {
                return Err(Failure::new(format!(
                    "--user needs a password: in --password-file or {PASSWORD}"
                )));
            }
            (None, Some(_)) => {
                return Err(Failure::new(
                    "a password needs --user or WEBHOOK_AGENT_USER",
                ));
            }
            (None, None) => {}
        }
        if let Some(ticket) = find(self.ticket_file.as_deref(), TICKET)? {
            credentials = credentials.ticket(ticket);
            let from = quoted_secret(self.ticket_file.as_ref(), TICKET);
            curl.get_or_insert(format!("-H 'Authorization: SoTicket '{from}"));
        }
        if let Some(token) = find(self.token_file.as_deref(), TOKEN)? {
            credentials = credentials.bearer(token);
            let from = quoted_secret(self.token_file.as_ref(), TOKEN);
            curl.get_or_insert(format!("-H 'Authorization: Bearer '{from}"));
        }
        let session = find(self.session_file.as_deref(), SESSION)?;
        let xsrf = find(self.xsrf_file.as_deref(), XSRF)?;
        match (session, xsrf) {
            (Some(session), Some(xsrf)) => {
                credentials = credentials.session(session, xsrf);
                let session = quoted_secret(self.session_file.as_ref(), SESSION);
                let xsrf = quoted_secret(self.xsrf_file.as_ref(), XSRF);
                curl.get_or_insert(format!(
                    "-H 'Cookie: NetServerSession='{session} -H 'X-XSRF-TOKEN: '{xsrf}"
                ));
            }
            (None, None) => {}
            _ => {
                return Err(Failure::new(format!(
                    "a session needs both: the cookie in --session-file or {SESSION}, \
                     and its token in --xsrf-file or {XSRF}"
                )));
            }
        }

        let made_up = credentials.is_empty();
        if made_up {
            let password = make_up()?;
            curl = Some(format!("-u {MADE_UP_USER}:{}", password.expose()));
            credentials = credentials.basic(MADE_UP_USER, password);
        }
        let mut curl = curl.unwrap_or_default();
        if let Some(token) = find(self.app_token_file.as_deref(), APP_TOKEN)? {
            credentials = credentials.app_token(token);
            let from = quoted_secret(self.app_token_file.as_ref(), APP_TOKEN);
            curl.push_str(" -H 'SO-AppToken: '");
            curl.push_str(&from);
        }
        Ok(Found {
            credentials,
            curl,
            made_up,
        })
    }
}

/// A secret as a shell gets it, so that it need not be printed.
fn quoted_secret(file: Option<&PathBuf>, variable: &str) -> String {
    match file {
        Some(file) => format!("\"$(cat {})\"", quoted(&file.display().to_string())),
        None => format!("\"${variable}\""),
    }
}

/// A word as a shell reads it back.
fn quoted(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./@".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("tje0"), "tje0");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
