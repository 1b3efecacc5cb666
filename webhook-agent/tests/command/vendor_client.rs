//! Runs the vendor's unmodified TypeScript client against the command with each kind of store.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::configuration::folder;
use crate::process::{Agent, command};

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/command/vendor_client");

#[test]
fn the_vendors_client_with_a_store_in_memory() {
    over("memory");
}

#[cfg(feature = "sqlite")]
#[test]
fn the_vendors_client_with_a_file() {
    let file = folder("vendor_client_store").join("hooks.db");
    let _ = std::fs::remove_file(&file);
    over(file.to_str().expect("a path"));
}

#[cfg(all(feature = "postgres", unix))]
#[test]
fn the_vendors_client_with_postgres() {
    let Some(cluster) = crate::cluster::cluster() else {
        return;
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    over(&runtime.block_on(cluster.database()).url());
}

/// Runs the client against agents of both releases, one after the other on the same store.
fn over(store: &str) {
    let Some(folder) = installed() else { return };
    for release in ["11", "12"] {
        let options = ["--listen", "0", "--log", "off", "--allow-http"];
        let mut agent = command(&options);
        // A database password must not be on the command line.
        agent.env("WEBHOOK_AGENT_STORE", store);
        agent.env("WEBHOOK_AGENT_RELEASE", release);
        agent.env("WEBHOOK_AGENT_ALLOW_SUBNET", "127.0.0.0/8");
        agent.env("WEBHOOK_AGENT_USER", "tester");
        agent.env("WEBHOOK_AGENT_PASSWORD", "hunter2");
        let agent = Agent::start(agent);
        let url = format!("http://{}/", agent.address);
        let mut client = Command::new("node");
        client
            .current_dir(folder)
            .args(["client.cjs", &url, "hunter2", release]);
        // Without time zones, dates have no offset, and JavaScript reads them in its local zone.
        let output = if cfg!(feature = "time-zones") {
            client.arg("zone").env("TZ", "Asia/Tokyo")
        } else {
            client.env("TZ", "UTC")
        };
        let output = output.output().expect("node starts");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "release {release}: {errors}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "done");
    }
}

/// The folder with the client and the script; `None` if they cannot be installed.
fn installed() -> Option<&'static Path> {
    static FOLDER: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match FOLDER.get_or_init(install) {
        Ok(folder) => Some(folder),
        Err(reason) => {
            assert!(std::env::var_os("CI").is_none(), "{reason}");
            println!("skipped, {reason}");
            None
        }
    }
}

fn install() -> Result<PathBuf, String> {
    if Command::new("node").arg("--version").output().is_err() {
        return Err("no node".to_owned());
    }
    let folder = folder("vendor_client");
    let lock = "package-lock.json";
    // npm writes this file last.
    let is_current = folder.join("node_modules/.package-lock.json").is_file()
        && read(&folder.join(lock)) == read(&Path::new(SOURCES).join(lock));
    for name in ["client.cjs", "package.json", lock] {
        let copied = std::fs::copy(Path::new(SOURCES).join(name), folder.join(name));
        copied.expect("the script is copied");
    }
    if is_current {
        return Ok(folder);
    }
    // Installs exactly the versions and hashes of the lock file.
    let mut npm = Command::new("npm");
    npm.current_dir(&folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    match npm.output() {
        Ok(output) if output.status.success() => Ok(folder),
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(format!("npm cannot install the client: {errors}"))
        }
        Err(error) => Err(format!("no npm: {error}")),
    }
}

fn read(file: &Path) -> Option<String> {
    std::fs::read_to_string(file).ok()
}
