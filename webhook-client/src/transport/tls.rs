//! TLS for the transports: rustls with ring, and the certificates that the system trusts.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

/// The cryptography: that of ring, whichever provider the process has set as its default.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The settings of a client. A system without certificates trusts no server, and can still use
/// `http`.
#[cfg(feature = "reqwest")]
pub(crate) fn config() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::Verifier;

    let builder = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?;
    let Ok(verifier) = Verifier::new(provider()) else {
        let none = builder.with_root_certificates(rustls::RootCertStore::empty());
        return Ok(none.with_no_client_auth());
    };
    // rustls calls every verifier but its own dangerous; this one is the operating system's.
    let builder = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    Ok(builder.with_no_client_auth())
}
