//! Calls a tenant as its system user, without a signed-in user: the application signs with its
//! private key.
//!
//! ```text
//! cargo run -p webhook-client --features reqwest,system-user --example system_user -- online Cust12345 key.xml
//! ```
//!
//! The system user token is read from the environment variable `SYSTEM_USER_TOKEN`, and the client
//! secret from `CLIENT_SECRET`. The key file contains .NET's XML or PEM.

use std::env;
use std::error::Error;

use webhook_client::{Client, Credentials, Environment, PrivateKey, Site, SystemUser};
use webhook_model::Webhook;

/// Creates a client of a tenant. The first call finds the tenant's base URL and obtains a ticket;
/// both are cached.
fn client(
    environment: Environment,
    context: &str,
    (system_user_token, client_secret): (String, String),
    key: &str,
) -> Result<Client, Box<dyn Error>> {
    let key = PrivateKey::read(key)?;
    let user = SystemUser::new(
        environment.clone(),
        context,
        system_user_token,
        client_secret,
        key,
    );
    let site = Site::tenant(environment, context)?;
    Ok(Client::new(site, Credentials::from_source(user)))
}

/// Returns a description of a new webhook of the tenant.
async fn run(so: &Client) -> Result<String, webhook_client::Error> {
    let hook = so.create_default::<Webhook>().send().await?;
    let events = hook.events.unwrap_or_default();
    Ok(format!(
        "a new webhook is {} and listens to {}",
        hook.state,
        events.join(", ")
    ))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [environment, context, file] = arguments.as_slice() else {
        return Err("write the environment, the tenant and the file of the key".into());
    };
    let environment = match environment.as_str() {
        "sod" => Environment::Development,
        "qaonline" => Environment::Stage,
        "online" => Environment::Online,
        _ => return Err("the environment is `sod`, `qaonline` or `online`".into()),
    };
    let secrets = (env::var("SYSTEM_USER_TOKEN")?, env::var("CLIENT_SECRET")?);
    let so = client(
        environment,
        context,
        secrets,
        &std::fs::read_to_string(file)?,
    )?;
    println!("{}", run(&so).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Command;
    use std::time::SystemTime;

    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use serde_json::{Value, json};
    use webhook_agent::{Agent, Body, HttpService, auth::StaticCredentials};
    use webhook_client::transport::{BoxFuture, Limits, Tower, Transport, TransportError};

    use super::*;

    /// A login server, and this workspace's agent as the tenant's server.
    struct Cloud {
        agent: Tower<HttpService, Body>,
        key: String,
        /// The modulus of the key, in base64.
        modulus: String,
    }

    impl Cloud {
        /// The token from the login server, signed with the key of the test.
        fn token(&self) -> String {
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            let part = |part: Value| URL_SAFE_NO_PAD.encode(part.to_string());
            let header = part(json!({"alg": "RS256", "kid": "one"}));
            let claims = part(json!({
                "iss": "SuperOffice AS",
                "aud": "spn:1",
                "exp": now.expect("a time").as_secs() + 300,
                "http://schemes.superoffice.net/identity/serial": "1",
                "http://schemes.superoffice.net/identity/ctx": "Cust12345",
                "http://schemes.superoffice.net/identity/ticket": "7T:abc",
            }));
            let message = format!("{header}.{claims}");
            let signature = PrivateKey::read(&self.key).expect("a key").sign(&message);
            let signature = STANDARD.decode(signature.expect("a signature"));
            format!(
                "{message}.{}",
                URL_SAFE_NO_PAD.encode(signature.expect("base64"))
            )
        }
    }

    impl Transport for Cloud {
        fn send(
            &self,
            request: http::Request<Vec<u8>>,
            limits: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
            let body = match (request.uri().host(), request.uri().path()) {
                (Some("login.example"), "/api/state/Cust12345") => json!({
                    "ContextIdentifier": "Cust12345",
                    "State": "Running",
                    "ValidUntil": "9999-12-31T00:00:00Z",
                    "Api": "https://crm.example/api",
                }),
                (Some("login.example"), "/Login/api/PartnerSystemUser/Authenticate") => {
                    json!({"IsSuccessful": true, "Token": self.token()})
                }
                (Some("login.example"), "/login/.well-known/jwks") => json!({
                    "keys": [{"kty": "RSA", "use": "sig", "kid": "one", "n": self.modulus, "e": "AQAB"}],
                }),
                _ => return self.agent.send(request, limits),
            };
            Box::pin(async move { Ok(http::Response::new(body.to_string().into_bytes())) })
        }
    }

    fn openssl(arguments: &[&str]) -> String {
        let output = Command::new("openssl").args(arguments).output();
        let output = output.expect("openssl");
        assert!(output.status.success(), "openssl {arguments:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Creates a key file and returns the modulus of the key.
    fn make(file: &Path) -> String {
        let path = file.to_str().expect("text");
        openssl(&["genpkey", "-algorithm", "RSA", "-out", path]);
        let modulus = openssl(&["rsa", "-in", path, "-noout", "-modulus"]);
        let (_, digits) = modulus.trim().split_once('=').expect("a number");
        let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("a byte");
        let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    #[tokio::test]
    async fn a_tenant_is_called() {
        let file = std::env::temp_dir().join(format!("system-user-{}.pem", std::process::id()));
        let modulus = make(&file);
        let key = std::fs::read_to_string(&file).expect("a file");
        std::fs::remove_file(&file).expect("a file");
        let agent = Agent::new(StaticCredentials::new().ticket("7T:abc"))
            .serve_entity::<Webhook>()
            .into_service();
        let environment = Environment::at("https://login.example").expect("a URL");
        let secrets = ("App-token".to_owned(), "client-secret".to_owned());
        let so = client(environment, "Cust12345", secrets, &key)
            .expect("a client")
            .transport(Cloud {
                agent: Tower::new(agent),
                key,
                modulus,
            });
        assert_eq!(
            run(&so).await.expect("a response"),
            "a new webhook is Active and listens to contact.created, contact.deleted"
        );
    }
}
