//! The command with a PostgreSQL database.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::Command;

use crate::cluster::{Database, PASSWORD, cluster};
use crate::folder::Folder;
use crate::http::Client;
use crate::kinds::runtime;
use crate::process::{Agent, command};

fn with_database(test: impl FnOnce(Database<'_>, Folder)) {
    if let Some(cluster) = cluster() {
        test(runtime().block_on(cluster.database()), Folder::new());
    }
}

fn serve() -> Command {
    let mut command = command(&["serve", "--listen", "127.0.0.1:0", "--log", "debug"]);
    command
        .env("WEBHOOK_AGENT_USER", "a")
        .env("WEBHOOK_AGENT_PASSWORD", "b");
    command
}

/// Starts an agent, stores an entity, and returns everything that the agent has printed.
fn stores(command: Command) -> String {
    let mut agent = Agent::start(command);
    let mut client = Client::connect(agent.address).unwrap();
    let hook = r#"{"Name":"orders","Events":["sale.sold"],"TargetUrl":"7","Type":"crmscript"}"#;
    let (status, body) = client.call("POST", "/api/v1/Webhook", hook).unwrap();
    assert_eq!(status, 200, "{body}");
    let (status, _) = client.call("GET", "/api/v1/Webhook/1", "").unwrap();
    assert_eq!(status, 200);
    agent.signal("-TERM");
    let mut log = String::new();
    let mut errors = agent.child.stderr.take().unwrap();
    errors.read_to_string(&mut log).unwrap();
    format!("{}{log}", agent.greeting)
}

/// The single line on standard error of a failing command.
fn fails(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn written(folder: &Folder, name: &str, text: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;

    let file = folder.file(name);
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    file
}

fn is_secret(text: &str) -> bool {
    !text.contains(PASSWORD) && !text.contains("pass%2F") && !text.contains("word")
}

#[test]
fn the_store_comes_from_the_environment_an_option_or_the_file() {
    with_database(|database, folder| {
        let mut by_variable = serve();
        by_variable.env("WEBHOOK_AGENT_STORE", database.url());
        let text = stores(by_variable);
        assert!(!text.contains("other users"), "{text}");
        assert!(!text.contains("in memory"), "{text}");
        assert!(is_secret(&text), "{text}");

        let mut by_option = serve();
        by_option.arg("--store").arg(database.url());
        let text = stores(by_option);
        assert!(
            text.contains("other users of the machine can read"),
            "{text}"
        );
        assert!(
            !text.contains("pass%2F") && !text.contains(PASSWORD),
            "{text}"
        );

        let config = format!("store = \"{}\"\n", database.url());
        let mut by_file = serve();
        by_file
            .arg("--config")
            .arg(written(&folder, "agent.toml", &config));
        let text = stores(by_file);
        assert!(is_secret(&text), "{text}");
    });
}

#[test]
fn the_password_comes_from_a_file_or_the_environment() {
    with_database(|database, folder| {
        let file = written(&folder, "password", &format!("{PASSWORD}\n"));
        let mut by_file = serve();
        by_file.args(["--store", &database.port_url()]);
        by_file.arg("--store-password-file").arg(&file);
        let text = stores(by_file);
        assert!(!text.contains("other users"), "{text}");

        let config = format!(
            "store = \"{}\"\nstore_password_file = \"password\"\n",
            database.port_url()
        );
        let mut by_config = serve();
        by_config
            .arg("--config")
            .arg(written(&folder, "agent.toml", &config));
        stores(by_config);

        let mut by_variable = serve();
        by_variable.args(["--store", &database.port_url()]);
        by_variable.env("WEBHOOK_AGENT_STORE_PASSWORD", PASSWORD);
        stores(by_variable);

        let mut wrong = serve();
        wrong.args(["--store", &database.port_url()]);
        wrong.env("WEBHOOK_AGENT_STORE_PASSWORD", "the wrong password");
        let line = fails(wrong);
        assert!(line.contains("28P01"), "{line}");
        assert!(
            !line.contains("word\"") && !line.contains("wrong"),
            "{line}"
        );
    });
}

#[test]
fn a_readable_file_with_a_password_causes_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;

    with_database(|database, folder| {
        let config = format!("store = \"{}\"\n", database.url());
        let config = written(&folder, "agent.toml", &config);
        std::fs::set_permissions(&config, std::fs::Permissions::from_mode(0o644)).unwrap();
        let mut open_to_all = serve();
        open_to_all.arg("--config").arg(config);
        let text = stores(open_to_all);
        assert!(text.contains("every user can read"), "{text}");
    });
}

#[test]
fn connections_are_never_unencrypted_by_accident() {
    with_database(|database, _| {
        let url = format!("{}?sslmode=require", database.port_url());
        let require = || {
            let mut require = serve();
            require.args(["--store", &url]);
            require.env("WEBHOOK_AGENT_STORE_PASSWORD", PASSWORD);
            require
        };
        let mut unknown = require();
        unknown.env("SSL_CERT_FILE", "/dev/null");
        let line = fails(unknown);
        if cfg!(feature = "tls") {
            assert!(
                line.contains("TLS handshake: invalid peer certificate"),
                "{line}"
            );
        } else {
            assert!(line.contains("--features postgres,tls"), "{line}");
            return;
        }
        let certificate = cluster().unwrap().certificate();
        let mut known = require();
        known.env("SSL_CERT_FILE", &certificate);
        let agent = Agent::start(known);
        let mut client = Client::connect(agent.address).unwrap();
        client.call("GET", "/api/v1/Webhook/1", "").unwrap();
        let encrypted = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE ssl AND application_name = 'webhook-agent' AND datname = current_database()";
        let encrypted: i64 = runtime().block_on(async {
            let client = database.client().await;
            client.query_one(encrypted, &[]).await.unwrap().get(0)
        });
        assert!(encrypted > 0);
        drop(agent);

        // Another name than the one in the certificate.
        let mut other = serve();
        other.args(["--store", &url.replace("localhost", "127.0.0.1")]);
        other.env("WEBHOOK_AGENT_STORE_PASSWORD", PASSWORD);
        other.env("SSL_CERT_FILE", &certificate);
        let line = fails(other);
        assert!(line.contains("not valid for name"), "{line}");
    });
}

#[test]
fn addresses_are_refused_without_repeating_them() {
    for (store, reason) in [
        ("postgres://a:sesame@db/b", "sslmode=disable"),
        (
            "postgres://a:sesame@localhost:x/b",
            "invalid value for option `port`",
        ),
        (
            "postgres://a:sesame@localhost/b?sesame=1",
            "with known options",
        ),
        (
            "postgres://a:sesame@127.0.0.1:1/b",
            "error connecting to server",
        ),
        ("mysql://a:sesame@db/b", "postgres://.."),
    ] {
        let mut refused = serve();
        refused.env("WEBHOOK_AGENT_STORE", store);
        let line = fails(refused);
        assert!(
            line.contains(reason) && line.contains("WEBHOOK_AGENT_STORE"),
            "{line}"
        );
        assert!(!line.contains("sesame"), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
    }
    let mut unused = serve();
    unused.env("WEBHOOK_AGENT_STORE_PASSWORD", "sesame");
    assert!(fails(unused).contains("set --store postgres://.."));
}

#[test]
fn the_help_does_not_show_the_variable() {
    let mut help = command(&["serve", "--help"]);
    help.env("WEBHOOK_AGENT_STORE", "postgres://a:sesame@localhost/b");
    let text = String::from_utf8(help.output().unwrap().stdout).unwrap();
    assert!(text.contains("WEBHOOK_AGENT_STORE"), "{text}");
    assert!(!text.contains("sesame"), "{text}");
}
