//! The command `webhook-agent`: serves the webhook's CreateDefault operation.

use std::process::ExitCode;

use webhook_agent::cli;
use webhook_model::{Associate, Webhook};

fn main() -> ExitCode {
    cli::run(
        cli::agent()
            .serve_entity::<Webhook>()
            .with_entity::<Associate>(),
    )
}
