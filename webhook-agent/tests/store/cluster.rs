//! A PostgreSQL server for this test binary, using the installed programs.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::{Client, NoTls};
use webhook_agent::store::{Postgres, PostgresOptions};

/// The password of the user `hooks`.
pub(crate) const PASSWORD: &str = "pass/word@2";

/// Starts the server. When its standard input is closed, which happens however the tests end, it
/// stops the server and removes its folder.
const KEEPER: &str = r#"
    "$@" -w -l "$FOLDER/log" -o "$OPTIONS" start >/dev/null 2>&1 || { cat "$FOLDER/log"; exit 1; }
    echo ready
    read -r _
    "$@" -m immediate stop >/dev/null 2>&1
    rm -rf "$FOLDER"
"#;

/// A running server, on a Unix socket and on a port of 127.0.0.1 with TLS.
pub(crate) struct Cluster {
    folder: PathBuf,
    port: u16,
    /// Keeps the server running until its standard input is closed.
    _keeper: Child,
}

/// The server of this test binary; `None` if PostgreSQL is not installed.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| {
        let Some(programs) = programs() else {
            assert!(
                std::env::var_os("CI").is_none(),
                "PostgreSQL is not installed; install the Debian package postgresql"
            );
            eprintln!("skipped, PostgreSQL is not installed");
            return None;
        };
        Some(Cluster::start(&programs))
    });
    cluster.as_ref()
}

/// The folder with the programs of the newest installed server.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let versions = versions.filter_map(|version| {
        let version = version.ok()?;
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        Some((number, version.path().join("bin")))
    });
    let complete = versions.filter(|(_, programs)| programs.join("initdb").exists());
    complete.max().map(|(_, programs)| programs)
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {text}");
}

impl Cluster {
    fn start(programs: &Path) -> Self {
        let folder = std::env::temp_dir().join(format!("webhook-agent-pg-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("password"), PASSWORD).unwrap();
        let (certificate, key) = (folder.join("server.crt"), folder.join("server.key"));
        run(Command::new("openssl")
            .args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"])
            .args([
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-subj",
                "/CN=localhost",
            ])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate));
        // The server refuses to run as root.
        let is_root = folder_owner(&folder) == 0;
        if is_root {
            run(Command::new("chown").arg("-R").arg("postgres").arg(&folder));
        }
        let program = |name: &str| {
            let program = programs.join(name);
            if !is_root {
                return vec![program.into_os_string()];
            }
            let user = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
            ];
            let mut words: Vec<_> = user.into_iter().map(Into::into).collect();
            words.push(program.into_os_string());
            words
        };
        let initdb = program("initdb");
        run(Command::new(&initdb[0])
            .args(&initdb[1..])
            .args([
                "--username=hooks",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
            ])
            .args(["--locale=C", "--no-sync"])
            .arg(format!("--pwfile={}", folder.join("password").display()))
            .arg("--pgdata")
            .arg(folder.join("data"))
            .current_dir(&folder));
        let port = free_port();
        let options = format!(
            "-c unix_socket_directories={folder} -c listen_addresses=127.0.0.1 -c port={port} \
             -c ssl=on -c ssl_cert_file={folder}/server.crt -c ssl_key_file={folder}/server.key \
             -c fsync=off -c max_connections=300",
            folder = folder.display()
        );
        let pg_ctl = program("pg_ctl");
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .args(pg_ctl)
            .arg("-D")
            .arg(folder.join("data"))
            .env("FOLDER", &folder)
            .env("OPTIONS", options)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(keeper.stdout.take().unwrap()).lines();
        let first = lines.next().expect("the server starts").unwrap();
        if first != "ready" {
            let rest: Vec<String> = lines.map_while(Result::ok).collect();
            panic!("{first}\n{}", rest.join("\n"));
        }
        Self {
            folder,
            port,
            _keeper: keeper,
        }
    }

    /// A new database.
    pub(crate) async fn database(&self) -> Database<'_> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let create = format!("CREATE DATABASE {name}");
        self.admin().await.batch_execute(&create).await.unwrap();
        Database {
            cluster: self,
            name,
        }
    }

    /// A connection to the default database.
    pub(crate) async fn admin(&self) -> Client {
        let name = "postgres".to_owned();
        let database = Database {
            cluster: self,
            name,
        };
        database.client().await
    }

    /// The certificate of the server.
    pub(crate) fn certificate(&self) -> PathBuf {
        self.folder.join("server.crt")
    }
}

/// A database of the server.
pub(crate) struct Database<'c> {
    cluster: &'c Cluster,
    pub(crate) name: String,
}

impl Database<'_> {
    /// The URL of the Unix socket.
    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://hooks:pass%2Fword%402@{}:{}/{}",
            self.cluster
                .folder
                .display()
                .to_string()
                .replace('/', "%2F"),
            self.cluster.port,
            self.name
        )
    }

    /// The URL of the port, without the password.
    pub(crate) fn port_url(&self) -> String {
        format!(
            "postgres://hooks@localhost:{}/{}",
            self.cluster.port, self.name
        )
    }

    pub(crate) fn options(&self) -> PostgresOptions {
        PostgresOptions::parse(&self.url()).unwrap()
    }

    pub(crate) async fn store(&self) -> Postgres {
        Postgres::open(self.options()).await.unwrap()
    }

    /// A separate connection for a test.
    pub(crate) async fn client(&self) -> Client {
        let (client, connection) = tokio_postgres::connect(&self.url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }
}

fn folder_owner(folder: &Path) -> u32 {
    use std::os::unix::fs::MetadataExt as _;

    std::fs::metadata(folder).unwrap().uid()
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
