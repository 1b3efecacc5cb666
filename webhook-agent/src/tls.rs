//! TLS with the certificates that the operating system trusts.

use rustls::{ClientConfig, RootCertStore};

/// The configuration of a TLS client. Unreadable certificates are skipped. If the system has no
/// trusted certificates, no server is trusted.
pub(crate) fn config() -> ClientConfig {
    let mut roots = RootCertStore::empty();
    let loaded = rustls_native_certs::load_native_certs();
    for error in loaded.errors {
        tracing::warn!(%error, "cannot read a trusted certificate");
    }
    let (valid, _) = roots.add_parsable_certificates(loaded.certs);
    if valid == 0 {
        tracing::warn!("the operating system has no trusted certificates; no server is trusted");
    }
    ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth()
}
