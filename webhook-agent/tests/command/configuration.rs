//! The command's configuration, and its passwords.

use std::path::PathBuf;

use crate::common::{DEFAULT_JSON, PATH};
use crate::process::{Agent, bad, command, good};
use base64::Engine as _;

/// A new folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(folder: &str, name: &str, text: &str) -> String {
    let file = self::folder(folder).join(name);
    std::fs::write(&file, text).expect("a file");
    file.display().to_string()
}

/// `tje0:hunter2`, and a wrong password.
const RIGHT: &str = "Authorization: Basic dGplMDpodW50ZXIy\r\n";
const WRONG: &str = "Authorization: Basic dGplMDpodW50ZXIz\r\n";

#[test]
fn a_user_with_a_hashed_password_is_accepted() {
    let hash = good(&["hash-password"], "hunter2\n");
    let again = good(&["hash-password"], "hunter2");
    assert!(hash.starts_with("$argon2id$v=19$") && hash.ends_with('\n'));
    assert_ne!(hash, again, "salts differ");

    let config = format!(
        "listen = \"127.0.0.1:0\"\n[[users]]\nname = \"tje0\"\npassword_hash = \"{}\"\n",
        hash.trim()
    );
    let config = write("hashed", "agent.toml", &config);
    let agent = Agent::start(command(&["--config", &config]));
    assert!(agent.curl().contains("curl -u tje0 "), "{}", agent.curl());
    for _ in 0..2 {
        assert!(agent.request(RIGHT).starts_with("HTTP/1.1 200 "));
        let wrong = agent.request(WRONG);
        // `nobody:hunter2`
        let unknown = agent.request("Authorization: Basic bm9ib2R5Omh1bnRlcjI=\r\n");
        for refused in [&wrong, &unknown] {
            assert!(refused.starts_with("HTTP/1.1 401 "), "{refused}");
        }
        let body = |answer: &str| answer.split("\r\n\r\n").nth(1).map(str::to_owned);
        assert_eq!(body(&wrong), body(&unknown));
    }
}

#[test]
fn invalid_passwords_are_not_hashed() {
    for (input, message) in [
        ("", "the password is missing"),
        ("\n", "the password is missing"),
        ("two\nlines", "one line"),
        ("nul\0", "one line"),
    ] {
        let line = bad(&["hash-password"], input);
        assert!(line.contains(message), "{line}");
    }
    assert!(bad(&["hash-password"], &"x".repeat(5000)).contains("one line"));
}

#[cfg(feature = "time-zones")]
#[test]
fn options_override_variables_which_override_the_file_and_the_default() {
    let config = write(
        "precedence",
        "agent.toml",
        "listen = \"127.0.0.1:0\"\nstrict = true\nbase_zone = \"NO\"\nuser = \"tje0\"\n\
         password_file = \"password\"\nlog = \"off\"\n",
    );
    write("precedence", "password", "hunter2\n");
    let png = format!("{RIGHT}Accept: image/png\r\n");
    let status = |variables: &[(&str, &str)], options: &[&str]| {
        let mut arguments = vec!["serve", "--config", &config];
        arguments.extend(options);
        let mut command = command(&arguments);
        for (name, value) in variables {
            command.env(name, value);
        }
        let agent = Agent::start(command);
        let zone = agent.request(RIGHT).to_lowercase();
        let zone = zone
            .lines()
            .find_map(|line| line.strip_prefix("so-timezone: "));
        (
            agent.request(&png)[9..12].to_owned(),
            zone.unwrap_or_default().to_owned(),
        )
    };
    let expect = |status: &str, zone: &str| (status.to_owned(), zone.to_owned());
    assert_eq!(status(&[], &[]), expect("406", "no"));
    let variables = [
        ("WEBHOOK_AGENT_STRICT", "false"),
        ("WEBHOOK_AGENT_BASE_ZONE", "DK"),
    ];
    assert_eq!(status(&variables, &[]), expect("200", "dk"));
    let options = ["--strict", "--base-zone", "Asia/Tokyo"];
    assert_eq!(status(&variables, &options), expect("406", "asia/tokyo"));
    assert_eq!(status(&[], &["--strict=false"]), expect("200", "no"));
    // A secret from the file in an option, a variable, and the file in the configuration, in this
    // order.
    let other = write("precedence", "other", "hunter3");
    let variable = [("WEBHOOK_AGENT_PASSWORD", "hunter3")];
    assert_eq!(status(&variable, &[]).0, "401");
    assert_eq!(status(&[], &["--password-file", &other]).0, "401");
}

#[test]
fn the_release_is_an_option_a_variable_and_a_key() {
    let file = "listen = \"127.0.0.1:0\"\nrelease = \"12\"\nlog = \"off\"\n";
    let config = write("release", "agent.toml", file);
    let count = |variable: Option<&str>, options: &[&str]| {
        let mut command = command(&[&["--config", config.as_str()], options].concat());
        command.env("WEBHOOK_AGENT_TOKEN", "t");
        command.envs(variable.map(|value| ("WEBHOOK_AGENT_RELEASE", value)));
        let agent = Agent::start(command);
        let answer = agent.request("Authorization: Bearer t\r\n");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        body.as_object().expect("a webhook").len()
    };
    assert_eq!(count(None, &[]), 23);
    assert_eq!(count(Some("11"), &[]), 14);
    assert_eq!(count(Some("11"), &["--release", "12"]), 23);
}

#[test]
fn errors_in_the_configuration_contain_file_and_line() {
    for (text, message) in [
        (
            "listen = \"127.0.0.1:0\"\ncolour = 1\n",
            ":2: unknown key `colour`; expected one of listen, strict",
        ),
        ("\n\nstrict = \"yes\"\n", ":3: invalid type"),
        ("strict = \n", ":1: "),
        #[cfg(feature = "time-zones")]
        (
            "base_zone = \"Mars\"\n",
            "no time zone is named \"Mars\"; the base zone needs",
        ),
        ("resources = \"missing.toml\"\n", "missing.toml: "),
        (
            "release = \"13\"\n",
            ":1: unknown value \"13\"; expected 11, 12",
        ),
        ("release = 12\n", ":1: invalid type: expected a string"),
        (
            "[[users]]\nname = \"a\"\npassword_hash = \"hunter2\"\n",
            "the user a: not a valid password hash",
        ),
        (
            "[[users]]\nname = \"a:b\"\npassword_hash = \"x\"\n",
            "must not contain a colon",
        ),
        (
            "[[users]]\nname = \"a\"\npassword = \"hunter2\"\n",
            "unknown key `password`; ",
        ),
        ("user = \"tje0\"\n", "--user needs a password"),
    ] {
        let config = write("wrong", "agent.toml", text);
        let line = bad(&["serve", "--config", &config], "");
        assert!(line.contains(message), "{text}: {line}");
        assert!(!line.contains("hunter2"), "{line}");
    }
    assert!(bad(&["serve", "--config", "no/such/file"], "").contains("no/such/file: "));
}

#[test]
fn errors_in_resource_texts_are_reported() {
    for (text, message) in [
        (
            "[CUSTOMER]\nUS = \"Customer\"\n",
            "\"CUSTOMER\" is not a name",
        ),
        ("[SR_A]\nXX = \"Customer\"\n", "\"XX\" is not a language"),
        (
            "SR_A = \"Customer\"\n",
            ":1: invalid type: expected a table, found string",
        ),
    ] {
        let resources = write("texts", "wrong.toml", text);
        let line = bad(&["serve", "--resources", &resources], "");
        assert!(line.contains(message), "{text}: {line}");
    }
    let resources = write(
        "texts",
        "right.toml",
        "[SR_A]\nUS = \"Customer\"\nno = \"Kunde\"\n",
    );
    let agent = Agent::start(command(&[
        "--listen",
        "127.0.0.1:0",
        "--resources",
        &resources,
    ]));
    assert!(agent.curl().contains(PATH));
}

#[test]
fn without_a_configuration_the_defaults_apply() {
    let agent = Agent::start(command(&["--listen", "127.0.0.1:0"]));
    let password = agent.curl().split(' ').nth(2).expect("credentials");
    let password = base64::engine::general_purpose::STANDARD.encode(password);
    let answer = agent.request(&format!("Authorization: Basic {password}\r\n"));
    assert!(answer.ends_with(DEFAULT_JSON), "{answer}");
    assert!(answer.to_lowercase().contains("\r\nso-timezone: utc\r\n"));
}

/// Starts an agent with restrictions and runs the curl line that it prints.
#[test]
fn the_printed_curl_command_works_for_a_restricted_agent() {
    let agent = Agent::start(command(&[
        "--listen",
        "127.0.0.1:0",
        "--restrict",
        "webhook",
    ]));
    assert!(agent.greeting.contains("No SO-AppToken is configured"));
    assert!(
        agent.curl().contains("-H 'SO-AppToken: "),
        "{}",
        agent.curl()
    );
    let token = agent.curl().split("SO-AppToken: ").nth(1).expect("a token");
    let token = token.split('\'').next().expect("a quote");
    let password = agent
        .curl()
        .split("-u developer:")
        .nth(1)
        .expect("a password");
    let password = password.split(' ').next().expect("a space");
    let pair = base64::engine::general_purpose::STANDARD.encode(format!("developer:{password}"));
    let authorization = format!("Authorization: Basic {pair}\r\n");
    assert!(agent.request(&authorization).starts_with("HTTP/1.1 403 "));
    let answer = agent.request(&format!("{authorization}SO-AppToken: {token}\r\n"));
    assert!(answer.ends_with(DEFAULT_JSON), "{answer}");
}

#[test]
fn a_misspelt_agent_name_or_an_invalid_origin_is_an_error() {
    for (arguments, message) in [
        (["--restrict", "Webhok"], "did you mean `Webhook`?"),
        (["--restrict", "Webhook,Zebra"], "expected one of Webhook"),
        (["--allow-origin", "*"], "not an origin"),
        (
            ["--allow-origin", "https://a.example/page"],
            "not an origin",
        ),
    ] {
        let mut all = vec!["--listen", "127.0.0.1:0"];
        all.extend(arguments);
        let line = bad(&all, "");
        assert!(line.contains(message), "{line}");
    }
    let config = write("misspelt", "agent.toml", "restrict = [\"Webhoook\"]\n");
    let line = bad(&["--config", &config], "");
    assert!(line.contains("did you mean `Webhook`?"), "{line}");
}

#[test]
fn user_names_are_unique() {
    let hash = good(&["hash-password"], "hunter2");
    let user = format!(
        "[[users]]\nname = \"tje0\"\npassword_hash = \"{}\"\n",
        hash.trim()
    );
    write("twice", "password.txt", "hunter2\n");
    for text in [
        format!("user = \"tje0\"\npassword_file = \"password.txt\"\n{user}"),
        format!("{user}{user}"),
    ] {
        let config = write("twice", "agent.toml", &text);
        let line = bad(&["--config", &config], "");
        assert!(line.contains("duplicate user tje0"), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn the_log_contains_address_user_and_warnings_about_readable_secrets() {
    use std::io::Read as _;
    use std::os::unix::fs::PermissionsExt as _;

    let set_mode = |file: &str, mode: u32| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(file, mode).expect("permissions");
    };
    let (open, closed) = (
        write("modes", "open", "hunter2"),
        write("modes", "closed", "t"),
    );
    set_mode(&open, 0o644);
    set_mode(&closed, 0o600);
    let mut agent = Agent::start(command(&[
        "--listen",
        "127.0.0.1:0",
        "--user",
        "tje0",
        "--password-file",
        &open,
        "--token-file",
        &closed,
    ]));
    agent.request(RIGHT);
    agent.request(WRONG);
    agent.signal("-TERM");
    assert!(agent.child.wait().expect("the agent ends").success());
    let mut log = String::new();
    let mut errors = agent.child.stderr.take().expect("a pipe");
    errors.read_to_string(&mut log).expect("text");
    let lines = |word: &str| log.lines().filter(|line| line.contains(word)).count();
    assert_eq!(lines("peer=127.0.0.1:"), 2, "{log}");
    assert_eq!(lines("user=\"tje0\""), 1, "{log}");
    assert_eq!(lines("every user can read"), 1, "{log}");
    assert!(log.contains(&format!("chmod 600 {open}")), "{log}");
    assert!(!log.contains("hunter2"), "{log}");
}

/// A stalled log reader: the pipe of standard error buffers 64 KiB, and a line here has 8 KB.
#[cfg(unix)]
#[test]
fn a_stalled_log_reader_delays_neither_requests_nor_shutdown() {
    use std::io::{Read as _, Write as _};

    let mut with_token = command(&["--listen", "127.0.0.1:0"]);
    with_token.env("WEBHOOK_AGENT_TOKEN", "t");
    let mut agent = Agent::start(with_token);
    let path = "x".repeat(8000);
    for _ in 0..30 {
        let mut stream = std::net::TcpStream::connect(agent.address).expect("a connection");
        let request = format!("GET /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    }
    agent.signal("-TERM");
    assert!(agent.child.wait().expect("the agent ends").success());
}

/// Starts the agent as `nohup` does.
#[cfg(unix)]
#[test]
fn an_ignored_sighup_stays_ignored() {
    let inner = command(&["--listen", "127.0.0.1:0", "--log", "off"]);
    let mut outer = std::process::Command::new("sh");
    outer.args(["-c", r#"trap "" HUP; exec "$0" "$@""#]);
    outer.arg(inner.get_program()).args(inner.get_args());
    outer.env("WEBHOOK_AGENT_TOKEN", "t");
    let mut agent = Agent::start(outer);
    agent.signal("-HUP");
    let answer = agent.request("Authorization: Bearer t\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    agent.signal("-TERM");
    assert!(agent.child.wait().expect("the agent ends").success());
}
