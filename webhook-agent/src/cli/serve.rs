//! `webhook-agent serve`.

use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use webhook_agent::server::Server;
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;
use webhook_model::http::time_zone::TimeZone;
use webhook_model::suggest::closest;

use super::config::{Config, resources};
use super::credentials::{CredentialOptions, Found};
use super::log::{self, Level};
use super::secrets::open_to_all;
use super::signals::stop_signal;
use super::{ContractName, Failure};

/// Where the agent listens unless told otherwise.
const ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// A file with what these options say, and users: TOML, see --help
    #[arg(long, value_name = "FILE", env = "WEBHOOK_AGENT_CONFIG")]
    config: Option<PathBuf>,

    /// The address and port to listen on; port 0 takes any that is free [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "WEBHOOK_AGENT_LISTEN")]
    listen: Option<SocketAddr>,

    /// Answer 406 where Accept covers none of the six media types, rather than JSON
    #[arg(long, env = "WEBHOOK_AGENT_STRICT", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    strict: Option<bool>,

    /// Answer the plain entity under the two patch types, rather than a patch
    #[arg(long, env = "WEBHOOK_AGENT_COMPAT", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    compat: Option<bool>,

    /// The contract that XML follows [default: webapi]
    #[arg(long, value_enum, env = "WEBHOOK_AGENT_CONTRACT")]
    contract: Option<ContractName>,

    /// The namespace of XML documents, instead of the contract's
    #[arg(long, value_name = "URI", env = "WEBHOOK_AGENT_NAMESPACE")]
    namespace: Option<String>,

    /// Answer 403 for this agent to applications without the right SO-AppToken
    #[arg(
        long,
        value_name = "AGENT",
        env = "WEBHOOK_AGENT_RESTRICT",
        value_delimiter = ','
    )]
    restrict: Option<Vec<String>>,

    /// Ask for credentials on every path but /health
    #[arg(long, env = "WEBHOOK_AGENT_PRIVATE_LISTING", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    private_listing: Option<bool>,

    /// Show /metrics to everyone, not to this machine and to known users alone
    #[arg(long, env = "WEBHOOK_AGENT_OPEN_METRICS", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    open_metrics: Option<bool>,

    /// Let the pages of this origin, scheme://host:port, call the agent from a browser
    #[arg(
        long,
        value_name = "ORIGIN",
        env = "WEBHOOK_AGENT_ALLOW_ORIGIN",
        value_delimiter = ','
    )]
    allow_origin: Option<Vec<String>>,

    /// The time zone of stored dates: a code, a number or an IANA name [default: UTC]
    #[arg(long, value_name = "ZONE", env = "WEBHOOK_AGENT_BASE_ZONE")]
    base_zone: Option<String>,

    /// A TOML file with the texts that [SR_..] references in translated properties stand for
    #[arg(long, value_name = "FILE", env = "WEBHOOK_AGENT_RESOURCES")]
    resources: Option<PathBuf>,

    /// How much is logged, on standard error [default: info]
    #[arg(long, value_enum, value_name = "LEVEL", env = "WEBHOOK_AGENT_LOG")]
    log: Option<Level>,

    #[command(flatten)]
    credentials: CredentialOptions,
}

impl Serve {
    pub(super) fn run(mut self) -> Result<(), Failure> {
        let config = match &self.config {
            Some(file) => Config::read(file)?,
            None => Config::default(),
        };
        let restricted = self.restrict.take().or_else(|| config.restrict.clone());
        let restricted = restricted.unwrap_or_default();
        let mut found = self.credentials.find(&config, !restricted.is_empty())?;
        let listen = self.listen.or(config.listen).unwrap_or(ADDRESS);
        if found.made_up && !listen.ip().is_loopback() {
            return Err(Failure::new(format!(
                "{listen} can be reached from other machines, and no credentials are configured: \
                 set --user and WEBHOOK_AGENT_PASSWORD, or see `webhook-agent serve --help`"
            )));
        }
        let level = self.log.or(config.log).unwrap_or(Level::Info);
        let has_hashes = !config.users.is_empty();
        let mut options = self.options(config)?;
        for agent in &restricted {
            options = options.restrict(agent);
        }
        let agent = Agent::new(std::mem::take(&mut found.credentials))
            .options(options)
            .serve_entity::<Webhook>();
        check_agents(&agent, &restricted)?;
        // Until the end of this function.
        let _log = log::start(level)?;
        if let Some(file) = &self.config
            && has_hashes
        {
            found.warnings.extend(open_to_all(file));
        }
        for warning in &found.warnings {
            tracing::warn!("{warning}");
        }
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(format!("the runtime does not start: {error}")))?
            .block_on(serve(listen, agent, found))
    }

    /// What the options and their variables say, else the file.
    fn options(&mut self, config: Config) -> Result<Options, Failure> {
        let is_set = |option: Option<bool>, configured: Option<bool>| {
            option.or(configured).unwrap_or_default()
        };
        let contract = self.contract.or(config.contract);
        let mut options = Options::new()
            .strict_negotiation(is_set(self.strict, config.strict))
            .compat(is_set(self.compat, config.compat))
            .contract(contract.unwrap_or(ContractName::Webapi).into())
            .private_listing(is_set(self.private_listing, config.private_listing))
            .open_metrics(is_set(self.open_metrics, config.open_metrics));
        if let Some(namespace) = self.namespace.take().or(config.namespace) {
            options = options.namespace(namespace);
        }
        let origins = self.allow_origin.take().or(config.allow_origin);
        for origin in origins.unwrap_or_default() {
            let parsed = origin.parse();
            let parsed = parsed.map_err(|error| Failure::new(format!("{origin:?}: {error}")))?;
            options = options.allow_origin(parsed);
        }
        if let Some(zone) = self.base_zone.take().or(config.base_zone) {
            let zone = TimeZone::parse(&zone).map_err(|error| {
                // The error is about the header.
                let error = error.to_string().replace("SO-TimeZone", "the base zone");
                Failure::new(error)
            })?;
            options = options.base_zone(zone);
        }
        if let Some(file) = self.resources.take().or(config.resources) {
            options = options.resources(resources(&file)?);
        }
        Ok(options)
    }
}

/// A name that is misspelt would leave its agent open to everyone.
fn check_agents(agent: &Agent, restricted: &[String]) -> Result<(), Failure> {
    for name in restricted {
        if !agent.agents().any(|known| known.eq_ignore_ascii_case(name)) {
            let hint = closest(name, agent.agents()).map_or_else(
                || {
                    format!(
                        "known are {}",
                        agent.agents().collect::<Vec<_>>().join(", ")
                    )
                },
                |like| format!("did you mean `{like}`?"),
            );
            return Err(Failure::new(format!(
                "--restrict: no agent is named {name:?}; {hint}"
            )));
        }
    }
    Ok(())
}

async fn serve(listen: SocketAddr, agent: Agent, found: Found) -> Result<(), Failure> {
    // Before the port is open: a signal that comes early must stop the agent, too.
    let stop = stop_signal()
        .map_err(|error| Failure::new(format!("signals cannot be awaited: {error}")))?;
    let server = Server::bind(listen)
        .await
        .map_err(|error| cannot_listen(listen, &error))?;
    greet(server.local_addr(), &found);
    server.run(agent.into_service(), stop).await;
    Ok(())
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Failure {
    Failure::new(match error.kind() {
        ErrorKind::AddrInUse => {
            format!("{address} is taken by another program; choose another port with --listen")
        }
        _ => format!("cannot listen on {address}: {error}; choose another address with --listen"),
    })
}

/// Says where the agent is and what to try. The only secrets that are printed are those that were
/// made up for this run.
fn greet(address: SocketAddr, found: &Found) {
    let mut host = address;
    if host.ip().is_unspecified() {
        // "Any address" is none to connect to.
        host.set_ip(if host.is_ipv4() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    let mut note = String::new();
    if found.made_up {
        note.push_str("No credentials are configured: this password is good for this run only.\n");
    }
    if found.made_up_app_token {
        note.push_str("No SO-AppToken is configured: this one is good for this run only.\n");
    }
    let text = format!(
        "Listening on http://{address}. Ctrl-C stops it.\n{note}\n\
         Try:\n  curl {} -X POST http://{host}{}\n\
         or with -H 'Accept: application/xml'. What there is: http://{host}/api/v1\n",
        found.curl,
        Webhook::CREATE_DEFAULT_PATH,
    );
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
