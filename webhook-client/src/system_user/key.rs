//! The private key of an application.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPairComponents, PublicKeyComponents};
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use webhook_model::format::xml::reader::{XmlDocument, XmlError, XmlLimits};

/// The RSA key with which an application signs the tokens of its system user, of 2,048 to 4,096
/// bits.
///
/// `Debug` does not show it.
pub struct PrivateKey(RsaKeyPair);

impl PrivateKey {
    /// Reads a key: .NET's XML (`<RSAKeyValue>`), as the vendor issues it, or PEM in PKCS#1 (`RSA
    /// PRIVATE KEY`) or PKCS#8 (`PRIVATE KEY`).
    ///
    /// # Errors
    /// [`KeyError`] for anything else; it contains no part of the key.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('<') {
            return from_xml(text);
        }
        let (label, der) = pem(text)?;
        match label {
            "RSA PRIVATE KEY" => RsaKeyPair::from_der(&der),
            "PRIVATE KEY" => RsaKeyPair::from_pkcs8(&der),
            "ENCRYPTED PRIVATE KEY" => return Err(KeyError::Encrypted),
            "PUBLIC KEY" | "RSA PUBLIC KEY" | "CERTIFICATE" => return Err(KeyError::Public),
            _ => return Err(KeyError::Kind),
        }
        .map(Self)
        .map_err(|_| KeyError::Invalid)
    }

    /// Signs a text with RSASSA-PKCS1-v1_5 and SHA-256, in base64.
    ///
    /// # Errors
    /// [`KeyError::Invalid`] if the parts of the key do not belong together.
    pub fn sign(&self, text: &str) -> Result<String, KeyError> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        let random = SystemRandom::new();
        let signed = self
            .0
            .sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature);
        signed.map_err(|_| KeyError::Invalid)?;
        Ok(BASE64.encode(signature))
    }
}

/// The label and the content of the first block.
fn pem(text: &str) -> Result<(&str, Vec<u8>), KeyError> {
    let (_, rest) = text.split_once("-----BEGIN ").ok_or(KeyError::Format)?;
    let (label, rest) = rest.split_once("-----").ok_or(KeyError::Format)?;
    let (content, end) = rest.split_once("-----END ").ok_or(KeyError::Format)?;
    if !end.starts_with(label) {
        return Err(KeyError::Format);
    }
    if content.contains("ENCRYPTED") {
        // The header fields of an older PEM form.
        return Err(KeyError::Encrypted);
    }
    Ok((label, unbase64(content)?))
}

fn unbase64(text: &str) -> Result<Vec<u8>, KeyError> {
    let text: String = text.split_ascii_whitespace().collect();
    BASE64.decode(text).map_err(|_| KeyError::Format)
}

#[derive(Default)]
struct Parts {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    p: Vec<u8>,
    q: Vec<u8>,
    dp: Vec<u8>,
    dq: Vec<u8>,
    inverse_q: Vec<u8>,
    d: Vec<u8>,
}

fn from_xml(text: &str) -> Result<PrivateKey, KeyError> {
    let read = |_: XmlError| KeyError::Format;
    let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).map_err(read)?;
    let mut reader = document.reader();
    let root = reader.next_child().map_err(read)?;
    if root.is_none_or(|root| root.local() != "RSAKeyValue") {
        return Err(KeyError::Kind);
    }
    let mut parts = Parts::default();
    while let Some(part) = reader.next_child().map_err(read)? {
        let slot = match part.local() {
            "Modulus" => &mut parts.modulus,
            "Exponent" => &mut parts.exponent,
            "P" => &mut parts.p,
            "Q" => &mut parts.q,
            "DP" => &mut parts.dp,
            "DQ" => &mut parts.dq,
            "InverseQ" => &mut parts.inverse_q,
            "D" => &mut parts.d,
            _ => return Err(KeyError::Format),
        };
        let number = unbase64(&reader.text_content().map_err(read)?)?;
        // Some encoders put a zero byte before a number whose first bit is set.
        let zeros = number.iter().take_while(|&&byte| byte == 0).count();
        *slot = number.get(zeros..).unwrap_or_default().to_vec();
    }
    if parts.d.is_empty() && !parts.modulus.is_empty() {
        return Err(KeyError::Public);
    }
    let key = RsaKeyPair::from_components(&KeyPairComponents {
        public_key: PublicKeyComponents {
            n: &parts.modulus,
            e: &parts.exponent,
        },
        d: &parts.d,
        p: &parts.p,
        q: &parts.q,
        dP: &parts.dp,
        dQ: &parts.dq,
        qInv: &parts.inverse_q,
    });
    key.map(PrivateKey).map_err(|_| KeyError::Invalid)
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(***)")
    }
}

/// Why a text is not a private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// Neither XML nor PEM, or damaged.
    Format,
    /// Only the public half.
    Public,
    /// Encrypted with a password.
    Encrypted,
    /// Not an RSA key.
    Kind,
    /// An RSA key whose parts do not belong together, or that is shorter than 2,048 bits.
    Invalid,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => {
                "not a private key: expected `<RSAKeyValue>` or PEM with `-----BEGIN RSA PRIVATE KEY-----`"
            }
            Self::Public => "a public key: signing needs the private one",
            Self::Encrypted => {
                "the key is protected by a password: decrypt it with `openssl rsa -in key.pem`"
            }
            Self::Kind => "not an RSA key: use the key that was issued for the application",
            Self::Invalid => {
                "not a usable RSA key: its parts must belong together, and it must have at least 2,048 bits"
            }
        })
    }
}

impl std::error::Error for KeyError {}
