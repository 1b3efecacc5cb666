//! `webhook-agent serve`.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::Command;

use super::config::{self, resources};
use super::configured::Settings;
use super::credentials::{self, Found};
use super::secrets::open_to_all;
use super::settings::{self, CONFIG};
use super::signals::stop_signal;
use super::values::{contract, namespace};
use super::{Build, Failure, Setup, did_you_mean, listen, log};
use crate::server::Server;
use crate::task;
use crate::{Agent, Options};

pub(super) const NAME: &str = "serve";

pub(super) fn command(with_credentials: bool, with_store: bool) -> Command {
    let command = Command::new(NAME)
        .about("Run the agent until Ctrl-C, SIGTERM or SIGHUP [default command]")
        .args(settings::options(with_credentials, with_store));
    command.after_long_help(if with_credentials {
        format!("{}\n\n{}", credentials::HELP, config::HELP)
    } else {
        config::HELP.to_owned()
    })
}

pub(super) fn run(
    settings: &Settings<'_>,
    mut agent: Agent,
    build: Build<'_>,
) -> Result<(), Failure> {
    let mut notes = String::new();
    let mut warnings = Vec::new();
    let mut is_secret_in_file = !settings.config().users.is_empty();
    if let Some(build) = build {
        let setup = Setup::read(settings)?;
        notes = setup.notes();
        warnings.extend_from_slice(setup.warnings());
        is_secret_in_file |= setup.is_secret_in_file();
        agent = build(&setup);
    }
    let restricted = settings.all("restrict");
    let mut found = Found::default();
    if agent.is_configured_by_command() {
        found = credentials::read(settings, restricted.is_some())?;
        agent.set_authenticator(std::mem::take(&mut found.credentials));
    }
    let addresses = match settings.text("listen") {
        Some(address) => address.parse(|text| listen::parse(&text))?,
        None => vec![listen::DEFAULT],
    };
    if let Some(address) = addresses.iter().find(|address| !address.ip().is_loopback())
        && found.generated
    {
        return Err(Failure::new(format!(
            "{address} can be reached from other machines, and no credentials are configured; \
             set --user and WEBHOOK_AGENT_PASSWORD, or see `{} serve --help`",
            super::program()
        )));
    }
    let mut options = with_settings(agent.take_options(), settings)?;
    if let Some(restricted) = restricted {
        let names = restricted.parse(|names| check_agents(&agent, names))?;
        options = names.into_iter().fold(options, Options::restrict);
    }
    agent = agent.options(options);

    let level = settings.text("log").map(|level| level.value);
    // Kept until the end of this function.
    let _log = log::start(level.as_deref().unwrap_or("info"))?;
    if let Some(file) = settings.path_option(CONFIG)
        && is_secret_in_file
    {
        warnings.extend(open_to_all(file));
    }
    for warning in found.warnings.iter().chain(&warnings) {
        tracing::warn!("{warning}");
    }
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the runtime cannot be started: {error}")))?
        .block_on(serve(&addresses, agent, found, &notes))
}

/// Overrides options with the settings.
fn with_settings(mut options: Options, settings: &Settings<'_>) -> Result<Options, Failure> {
    type Flag = fn(Options, bool) -> Options;
    let flags: [(&str, Flag); 5] = [
        ("strict", Options::strict_negotiation),
        ("compat", Options::compat),
        ("validate", Options::validate),
        ("private-listing", Options::private_listing),
        ("open-metrics", Options::open_metrics),
    ];
    for (name, set) in flags {
        if let Some(flag) = settings.flag(name) {
            options = set(options, flag);
        }
    }
    if let Some(name) = settings.text("contract") {
        options = options.contract(contract(Some(&name.value)));
    }
    if let Some(uri) = settings.text("namespace") {
        options = options.namespace(uri.parse(|uri| namespace(&uri))?);
    }
    if let Some(origins) = settings.all("allow-origin") {
        let parse = |origin: &String| {
            let parsed = origin.parse();
            parsed.map_err(|error| format!("{origin:?}: {error}"))
        };
        let parsed = origins.parse(|all| all.iter().map(parse).collect::<Result<Vec<_>, _>>())?;
        options = parsed.into_iter().fold(options, Options::allow_origin);
    }
    #[cfg(feature = "time-zones")]
    if let Some(zone) = settings.text("base-zone") {
        let parse = |name: String| {
            webhook_model::http::time_zone::TimeZone::parse(&name)
                // The error message names the header field.
                .map_err(|error| error.to_string().replace("SO-TimeZone", "the base zone"))
        };
        options = options.base_zone(zone.parse(parse)?);
    }
    if let Some(file) = settings.path("resources") {
        options = options.resources(resources(&file)?);
    }
    Ok(options)
}

/// Checks the names of restricted agents: a misspelt name would leave the agent unrestricted.
fn check_agents(agent: &Agent, names: Vec<String>) -> Result<Vec<String>, String> {
    for name in &names {
        if !agent.agents().any(|known| known.eq_ignore_ascii_case(name)) {
            let hint = did_you_mean(name, &mut agent.agents());
            return Err(format!("unknown agent {name:?}; {hint}"));
        }
    }
    Ok(names)
}

async fn serve(
    addresses: &[SocketAddr],
    agent: Agent,
    found: Found,
    notes: &str,
) -> Result<(), Failure> {
    // Signals are handled before the port is open, so that an early signal also stops the agent.
    let stop = stop_signal()
        .map_err(|error| Failure::new(format!("signals cannot be handled: {error}")))?;
    let server = bind(addresses).await?;
    greet(server.local_addr(), &agent, &found, notes);
    let work = agent.work();
    let (stopped, stopping) = tokio::sync::oneshot::channel::<()>();
    let delivery = task::spawn(async move {
        if let Some(work) = work {
            work.run(Box::pin(async { drop(stopping.await) })).await;
        }
    });
    server.run(agent.into_service(), stop).await;
    // All changes are stored; delivery attempts in flight are finished.
    drop(stopped);
    if delivery.await.is_err() {
        tracing::error!("the delivery worker has stopped unexpectedly");
    }
    Ok(())
}

/// Opens the port at the first address that belongs to this machine.
async fn bind(addresses: &[SocketAddr]) -> Result<Server, Failure> {
    let mut failure = Failure::new("--listen has no address");
    for address in addresses {
        match Server::bind(*address).await {
            Ok(server) => return Ok(server),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                return Err(Failure::new(format!(
                    "{address} is in use by another program; choose another port with --listen"
                )));
            }
            Err(error) => {
                failure = Failure::new(format!(
                    "cannot listen on {address}: {error}; choose another address with --listen"
                ));
            }
        }
    }
    Err(failure)
}

/// Prints the address and an example request. It contains secrets only if they were generated for
/// this run.
fn greet(address: SocketAddr, agent: &Agent, found: &Found, notes: &str) {
    let mut host = address;
    if host.ip().is_unspecified() {
        // Clients cannot connect to the unspecified address.
        host.set_ip(if host.is_ipv4() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            Ipv6Addr::LOCALHOST.into()
        });
    }
    let mut note = notes.to_owned();
    if let Some(path) = agent.pages_path() {
        // Writing to a string cannot fail.
        let _ = writeln!(note, "Console: http://{host}{path}");
    }
    if found.generated {
        note.push_str("No credentials are configured; this password is valid for this run only.\n");
    }
    if found.generated_app_token {
        note.push_str("No SO-AppToken is configured; this one is valid for this run only.\n");
    }
    // The credentials of an application's own authenticator are unknown here.
    let request = match agent.first_path() {
        Some(path) if agent.is_configured_by_command() => {
            format!(
                "curl {} -X POST http://{host}{path}\n\
                 Add -H 'Accept: application/xml' for XML.",
                found.curl
            )
        }
        _ => format!("curl http://{host}/api/v1\n"),
    };
    let text = format!(
        "Listening on http://{address}. Press Ctrl-C to stop.\n{note}\n\
         Try:\n  {request} Available operations: http://{host}/\n",
    );
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
