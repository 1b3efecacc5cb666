//! `webhook-agent serve`.

use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use webhook_agent::server::Server;
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;
use webhook_model::http::time_zone::TimeZone;

use super::config::{Config, resources};
use super::credentials::{CredentialOptions, Found};
use super::log::{self, Level};
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

    /// Ask for credentials on GET as well
    #[arg(long, env = "WEBHOOK_AGENT_PRIVATE_LISTING", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    private_listing: Option<bool>,

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
        let found = self.credentials.find(&config)?;
        let listen = self.listen.or(config.listen).unwrap_or(ADDRESS);
        if found.made_up && !listen.ip().is_loopback() {
            return Err(Failure::new(format!(
                "{listen} can be reached from other machines, and no credentials are configured: \
                 set --user and WEBHOOK_AGENT_PASSWORD, or see `webhook-agent serve --help`"
            )));
        }
        let level = self.log.or(config.log).unwrap_or(Level::Info);
        let options = self.options(config)?;
        log::start(level);
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(format!("the runtime does not start: {error}")))?
            .block_on(serve(listen, options, found))
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
            .private_listing(is_set(self.private_listing, config.private_listing));
        if let Some(namespace) = self.namespace.take().or(config.namespace) {
            options = options.namespace(namespace);
        }
        for agent in self.restrict.take().or(config.restrict).unwrap_or_default() {
            options = options.restrict(agent);
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

async fn serve(listen: SocketAddr, options: Options, found: Found) -> Result<(), Failure> {
    // Before the port is open: a signal that comes early must stop the agent, too.
    let stop = stop_signal()
        .map_err(|error| Failure::new(format!("signals cannot be awaited: {error}")))?;
    let server = Server::bind(listen)
        .await
        .map_err(|error| cannot_listen(listen, &error))?;
    greet(server.local_addr(), &found);
    let agent = Agent::new(found.credentials)
        .options(options)
        .serve_entity::<Webhook>()
        .into_service();
    server.run(agent, stop).await;
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

/// Says where the agent is and what to try. The one secret that is printed is the password that
/// was made up for this run.
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
    let note = if found.made_up {
        "No credentials are configured: this password is good for this run only.\n"
    } else {
        ""
    };
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

/// Ready at the first Ctrl-C or SIGTERM; a second one ends the process at once.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut signals = Signals::new()?;
    Ok(async move {
        signals.next().await;
        tracing::info!("stopping: requests under way may end");
        tokio::spawn(async move {
            signals.next().await;
            std::process::exit(1);
        });
    })
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without signals there is nothing to wait for.
            std::future::pending().await
        }
    }
}
