//! The syntax of the command line.

use crate::process::{Agent, bad, command, good, run};

#[test]
fn help_and_version() {
    let help = good(&["--help"], "");
    for word in ["serve", "default", "convert", "Examples:", "--listen"] {
        assert!(help.contains(word), "{word}");
    }
    let help = good(&["serve", "--help"], "");
    for word in ["WEBHOOK_AGENT_PASSWORD", "Configuration file:", "[[users]]"] {
        assert!(help.contains(word), "{word}");
    }
    let version = good(&["--version"], "");
    assert_eq!(
        version.trim(),
        concat!("webhook-agent ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_help_of_serve_names_every_key_of_the_configuration_file() {
    let help = good(&["serve", "--help"], "");
    let (_, keys) = help.split_once("Configuration file:").expect("the keys");
    let options = help.lines().filter_map(|line| {
        let option = line.trim_start().strip_prefix("--")?;
        option.split([' ', '[', '=']).next()
    });
    let mut count = 0;
    for option in options.filter(|option| !["config", "help"].contains(option)) {
        let key = option.replace('-', "_");
        let base_zone = key == "base_zone" && !cfg!(feature = "time-zones");
        assert!(base_zone || keys.contains(&key), "{key}");
        count += 1;
    }
    assert!(count > 15, "{count}");
}

#[test]
fn addresses_may_be_incomplete() {
    for listen in ["localhost:0", ":0", "0", "127.0.0.1:0"] {
        let agent = Agent::start(command(&["--listen", listen, "--log", "off"]));
        assert!(agent.address.ip().is_loopback(), "{listen}");
        assert!(agent.request("").starts_with("HTTP/1.1 401 "), "{listen}");
    }
    let line = bad(&["--listen", "http://localhost:80"], "");
    assert!(
        line.contains("--listen: ") && line.contains("localhost:8080"),
        "{line}"
    );
}

#[test]
fn options_of_serve_may_precede_its_name() {
    let options = ["--listen", "0", "--strict", "--log=off"];
    for arguments in [
        [&options[..], &["serve"]].concat(),
        [&["serve"], &options[..]].concat(),
        [&options[..2], &["serve"], &options[2..]].concat(),
    ] {
        let mut with_token = command(&arguments);
        with_token.env("WEBHOOK_AGENT_TOKEN", "t");
        let agent = Agent::start(with_token);
        let answer = agent.request("Authorization: Bearer t\r\nAccept: image/png\r\n");
        assert!(answer.starts_with("HTTP/1.1 406 "), "{arguments:?}");
    }
}

#[test]
fn options_before_other_commands_are_used_or_refused() {
    let soap = ["default", "--accept", "text/xml", "--contract", "soap"];
    let before = ["--contract", "soap", "default", "--accept", "text/xml"];
    assert_eq!(good(&before, ""), good(&soap, ""));
    let line = bad(&["--listen", "8081", "default"], "");
    assert!(
        line.contains("`--listen` is an option of `serve`") && line.contains("`default`"),
        "{line}"
    );
    let line = bad(&["--log", "off", "serve", "--log", "info"], "");
    assert!(
        line.contains("duplicate option `--log`, before and after `serve`"),
        "{line}"
    );
    let output = run(&["--from", "text/json", "convert"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--from"));
}

#[test]
fn the_console_is_an_option_and_printed_at_the_start() {
    let user = "Authorization: Bearer t\r\n";
    let start = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command(arguments);
        command.env("WEBHOOK_AGENT_TOKEN", "t");
        if let Some(value) = variable {
            command.env("WEBHOOK_AGENT_CONSOLE", value);
        }
        Agent::start(command)
    };
    let file = crate::configuration::folder("console").join("agent.toml");
    std::fs::write(&file, "console = true\n").expect("a file");
    let file = file.display().to_string();
    let plain = ["--listen", "0", "--log", "off"];
    for (more, variable, is_served) in [
        (&[][..], None, false),
        (&["--console"], None, true),
        (&["--console=false"], Some("true"), false),
        (&[], Some("true"), true),
        (&["--config", &file], None, true),
    ] {
        let agent = start(&[&plain[..], more].concat(), variable);
        let line = format!("Console: http://{}/console\n", agent.address);
        assert_eq!(agent.greeting.contains(&line), is_served, "{more:?}");
        let answer = agent.send("GET /console HTTP/1.1", user);
        let status = if is_served { "200" } else { "404" };
        assert_eq!(&answer[9..12], status, "{more:?}");
    }
}

#[test]
fn a_store_whose_feature_is_missing_names_it() {
    for (store, feature, is_built) in [
        ("hooks.db", "sqlite", cfg!(feature = "sqlite")),
        (
            "postgres://a:sesame@localhost/b",
            "postgres",
            cfg!(feature = "postgres"),
        ),
    ] {
        if !is_built {
            let line = bad(&["serve", "--store", store], "");
            assert!(line.contains(&format!("--features {feature}")), "{line}");
            assert!(!line.contains("sesame"), "{line}");
        }
    }
}
