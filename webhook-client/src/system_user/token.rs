//! Verifies the token that the login server returns for a system user.

use std::time::{Duration, SystemTime};

use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error as JwtError, ErrorKind as JwtErrorKind};
use jsonwebtoken::jwk::{AlgorithmParameters, JwkSet, PublicKeyUse};
use jsonwebtoken::signature::{Error as Unverified, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind, Validation};
use ring::rsa::PublicKeyComponents;
use ring::signature::RSA_PKCS1_2048_8192_SHA256;
use webhook_model::Secret;

const ISSUER: &str = "SuperOffice AS";
const TICKET: &str = "http://schemes.superoffice.net/identity/ticket";
const CONTEXT: &str = "http://schemes.superoffice.net/identity/ctx";
const SERIAL: &str = "http://schemes.superoffice.net/identity/serial";

/// The maximum difference between the clocks of two machines.
const LEEWAY: Duration = Duration::from_secs(60);

/// Verifies a token and returns its ticket.
///
/// # Errors
/// Why the token is invalid, without any part of it.
pub(super) fn ticket(
    token: &str,
    keys: &[u8],
    context: &str,
    now: SystemTime,
) -> Result<Secret, String> {
    install();
    let keys: JwkSet = serde_json::from_slice(keys).map_err(|_| "its keys cannot be read")?;
    let header = jsonwebtoken::decode_header(token).map_err(|error| reason(&error))?;
    if header.alg != Algorithm::RS256 {
        return Err("it is not signed with RS256".into());
    }
    let kid = header.kid.ok_or("it does not name its key")?;
    let key = keys
        .find(&kid)
        .ok_or("its key is not one of the login server's")?;
    let rsa = matches!(key.algorithm, AlgorithmParameters::RSA(_));
    if !rsa
        || key
            .common
            .public_key_use
            .as_ref()
            .is_some_and(|of| *of != PublicKeyUse::Signature)
    {
        return Err("its key is not an RSA key for signatures".into());
    }
    let key = DecodingKey::from_jwk(key).map_err(|error| reason(&error))?;

    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    validation.set_issuer(&[ISSUER]);
    // The audience has another claim name, and the time is that of the client's clock.
    validation.validate_aud = false;
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = jsonwebtoken::decode::<serde_json::Map<_, _>>(token, &key, &validation);
    let claims = claims.map_err(|error| reason(&error))?.claims;

    let text = |name: &str| claims.get(name).and_then(serde_json::Value::as_str);
    let serial = text(SERIAL).ok_or("it contains no serial number")?;
    let audience = format!("spn:{serial}");
    let for_us = match claims.get("aud") {
        Some(serde_json::Value::String(one)) => *one == audience,
        Some(serde_json::Value::Array(all)) => all.iter().any(|one| *one == *audience),
        _ => false,
    };
    if !for_us {
        return Err("it is meant for another application".into());
    }
    check_time(&claims, now)?;
    if !text(CONTEXT).is_some_and(|given| given.eq_ignore_ascii_case(context)) {
        return Err("it is a token of another tenant".into());
    }
    let ticket = text(TICKET).filter(|ticket| !ticket.is_empty());
    Ok(ticket.ok_or("it contains no ticket")?.into())
}

fn check_time(
    claims: &serde_json::Map<String, serde_json::Value>,
    now: SystemTime,
) -> Result<(), String> {
    let now = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = |name: &str| {
        let seconds = claims.get(name).and_then(serde_json::Value::as_f64);
        seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
    };
    let expires = seconds("exp").ok_or("it does not say when it expires")?;
    if expires.saturating_add(LEEWAY) < now {
        return Err("it has expired: check the clock of this machine".into());
    }
    if claims.contains_key("nbf") {
        let begins = seconds("nbf").ok_or("it does not say when it begins")?;
        if begins > now.saturating_add(LEEWAY) {
            return Err("it is not valid yet: check the clock of this machine".into());
        }
    }
    Ok(())
}

fn reason(error: &JwtError) -> String {
    match error.kind() {
        JwtErrorKind::InvalidSignature => "its signature does not match its key",
        JwtErrorKind::InvalidIssuer => "it was issued by another server",
        JwtErrorKind::MissingRequiredClaim(_) => "a claim is missing",
        JwtErrorKind::InvalidAlgorithm
        | JwtErrorKind::InvalidAlgorithmName
        | JwtErrorKind::UnsupportedAlgorithm => "it is not signed with RS256",
        _ => "it is not a JSON Web Token",
    }
    .to_owned()
}

/// Selects ring for RS256, unless the process has already selected a provider.
fn install() {
    if CryptoProvider::try_get_default().is_none() {
        // Another thread may have selected the same provider first.
        let _ = PROVIDER.install_default();
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
    verifier_factory: |algorithm, key| match (algorithm, key.kind()) {
        (Algorithm::RS256, DecodingKeyKind::RsaModulusExponent { n, e }) => Ok(Box::new(Rs256 {
            n: n.clone(),
            e: e.clone(),
        })),
        _ => Err(JwtErrorKind::UnsupportedAlgorithm.into()),
    },
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: |_| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
        rsa_pub_components_from_public_key: |_| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
        ec_pub_components_from_private_key: |_, _| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
        ed_pub_components_from_private_key: |_, _| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
        compute_digest: |_, _| Err(JwtErrorKind::UnsupportedAlgorithm.into()),
    },
};

/// RSASSA-PKCS1-v1_5 with SHA-256 by ring.
struct Rs256 {
    n: Vec<u8>,
    e: Vec<u8>,
}

impl Verifier<Vec<u8>> for Rs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), Unverified> {
        let key = PublicKeyComponents {
            n: &self.n,
            e: &self.e,
        };
        let verified = key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature);
        verified.map_err(|_| Unverified::new())
    }
}

impl JwtVerifier for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}
