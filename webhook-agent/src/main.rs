//! The command `webhook-agent`: the Webhook agent, in memory, in a file or in a database.

use std::process::ExitCode;

use webhook_agent::cli;
use webhook_model::Associate;

fn main() -> ExitCode {
    cli::run_with(|setup| {
        cli::agent()
            .serve_webhooks(&setup.webhooks())
            .with_entity::<Associate>()
    })
}
