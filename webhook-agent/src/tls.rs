//! TLS with the certificates that the operating system trusts.

use rustls::{ClientConfig, RootCertStore};

/// The configuration of a client. Certificates that cannot be read are left out, so a system without
/// any trusts nobody.
pub(crate) fn config() -> ClientConfig {
    let mut roots = RootCertStore::empty();
    let loaded = rustls_native_certs::load_native_certs();
    for error in loaded.errors {
        tracing::warn!(%error, "a trusted certificate cannot be read");
    }
    let (valid, _) = roots.add_parsable_certificates(loaded.certs);
    if valid == 0 {
        tracing::warn!("the operating system has no trusted certificates; no server is trusted");
    }
    ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth()
}
