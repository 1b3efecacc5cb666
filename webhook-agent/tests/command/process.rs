//! Runs the command as a process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Output, Stdio};

use crate::common::PATH;

/// The command without environment variables that configure it.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_webhook-agent"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WEBHOOK_AGENT_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}

pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A command that does not read closes the pipe.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the command ends")
}

pub(crate) fn good(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input.as_bytes());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The single line on standard error of a failing command.
pub(crate) fn bad(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let line = String::from_utf8(output.stderr).expect("text");
    assert_eq!(line.lines().count(), 1, "{line}");
    line
}

/// A running agent. Dropping it ends the process.
pub(crate) struct Agent {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) greeting: String,
}

impl Agent {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the agent starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut greeting = String::new();
        while !greeting.contains("Available operations") {
            let count = lines.read_line(&mut greeting).expect("text");
            assert_ne!(count, 0, "unexpected start message: {greeting}");
        }
        let address = greeting.split("http://").nth(1).expect("an address");
        let end = address.find(". ").expect("the end of the address");
        Self {
            address: address[..end].parse().expect("an address"),
            child,
            greeting,
        }
    }

    pub(crate) fn curl(&self) -> &str {
        let line = self.greeting.lines().find(|line| line.contains("curl "));
        line.expect("a command to try").trim()
    }

    /// Requests the default webhook.
    pub(crate) fn request(&self, fields: &str) -> String {
        self.send(&format!("POST {PATH} HTTP/1.1"), fields)
    }

    /// Sends a request without a body, and returns the whole response.
    pub(crate) fn send(&self, line: &str, fields: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let request = format!("{line}\r\nHost: x\r\nConnection: close\r\n{fields}\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let done = Command::new("kill").args([name, &id]).status();
        assert!(done.expect("kill runs").success());
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
