//! TLS for the transports: rustls with ring, and the certificates that the system trusts.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

/// The cryptography is always ring's, whichever provider is the default of the process.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The client configuration. On a system without certificates no server is trusted, but `http`
/// still works.
#[cfg(feature = "reqwest")]
pub(crate) fn config() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::Verifier;

    let builder = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?;
    let Ok(verifier) = Verifier::new(provider()) else {
        let none = builder.with_root_certificates(rustls::RootCertStore::empty());
        return Ok(none.with_no_client_auth());
    };
    // rustls marks every custom verifier as dangerous; this one is the operating system's.
    let builder = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    Ok(builder.with_no_client_auth())
}
