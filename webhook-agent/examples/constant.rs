//! The baseline for measuring the agent: a bare axum handler that returns the default webhook as a
//! constant and ignores the request.
//!
//! ```text
//! cargo run --release -p webhook-agent --example constant
//! wrk -t1 -c32 -d10s --latency -s post.lua http://127.0.0.1:8081/api/v1/Agents/Webhook/CreateDefaultWebhook
//! ```

use axum::Router;
use axum::routing::post;
use http::header::CONTENT_TYPE;
use tokio::net::TcpListener;
use webhook_model::{MediaType, Webhook};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let json = MediaType::ApplicationJson;
    let body: &'static [u8] = Webhook::create_default().encode(json)?.leak();
    let answer = move || async move { ([(CONTENT_TYPE, json.content_type())], body) };
    let router = Router::new().route(Webhook::CREATE_DEFAULT_PATH, post(answer));
    let listener = TcpListener::bind("127.0.0.1:8081").await?;
    axum::serve(listener, router).await?;
    Ok(())
}
