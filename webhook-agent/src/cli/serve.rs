//! `webhook-agent serve`.

use std::io::{ErrorKind, Write as _};
use std::net::SocketAddr;

use clap::Args;
use webhook_agent::server::Server;
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;

use super::credentials::{CredentialOptions, Found};
use super::log::{self, Level};
use super::{ContractName, Failure};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The address and port to listen on; port 0 takes any that is free
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "WEBHOOK_AGENT_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    listen: SocketAddr,

    /// Answer 406 where Accept covers none of the six media types, rather than JSON
    #[arg(long)]
    strict: bool,

    /// Answer the plain entity under the two patch types, rather than a patch
    #[arg(long)]
    compat: bool,

    /// The contract that XML follows
    #[arg(long, value_enum, default_value = "webapi")]
    contract: ContractName,

    /// The namespace of XML documents, instead of the contract's
    #[arg(long, value_name = "URI")]
    namespace: Option<String>,

    /// Answer 403 for this agent to applications without the right SO-AppToken
    #[arg(long, value_name = "AGENT")]
    restrict: Vec<String>,

    /// Ask for credentials on GET as well
    #[arg(long)]
    private_listing: bool,

    /// How much is logged, on standard error
    #[arg(
        long,
        value_enum,
        value_name = "LEVEL",
        env = "WEBHOOK_AGENT_LOG",
        default_value = "info"
    )]
    log: Level,

    #[command(flatten)]
    credentials: CredentialOptions,
}

impl Serve {
    pub(super) fn run(self) -> Result<(), Failure> {
        let found = self.credentials.find()?;
        if found.made_up && !self.listen.ip().is_loopback() {
            return Err(Failure::new(format!(
                "{} can be reached from other machines, and no credentials are configured: \
                 set --user and WEBHOOK_AGENT_PASSWORD, or see `webhook-agent serve --help`",
                self.listen
            )));
        }
        log::start(self.log);
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(format!("the runtime does not start: {error}")))?
            .block_on(self.serve(found))
    }

    async fn serve(self, found: Found) -> Result<(), Failure> {
        // Before the port is open: a signal that comes early must stop the agent, too.
        let stop = stop_signal()
            .map_err(|error| Failure::new(format!("signals cannot be awaited: {error}")))?;
        let server = Server::bind(self.listen)
            .await
            .map_err(|error| cannot_listen(self.listen, &error))?;
        greet(server.local_addr(), &found);

        let mut options = Options::new()
            .strict_negotiation(self.strict)
            .compat(self.compat)
            .contract(self.contract.into())
            .private_listing(self.private_listing);
        if let Some(namespace) = self.namespace {
            options = options.namespace(namespace);
        }
        for agent in self.restrict {
            options = options.restrict(agent);
        }
        let router = Agent::new(found.credentials)
            .options(options)
            .serve_entity::<Webhook>()
            .into_router();
        server.run(router, stop).await;
        Ok(())
    }
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
            std::net::Ipv4Addr::LOCALHOST.into()
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
