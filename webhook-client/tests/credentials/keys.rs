//! Keys that openssl creates for each run.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The key files of this run, created by openssl.
pub(crate) struct Keys {
    folder: PathBuf,
}

impl Keys {
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Runs openssl on an input and returns its output.
    pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
        use std::io::Write as _;

        let command = Command::new("openssl")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut command = command.expect("openssl");
        command
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input)
            .expect("an input");
        let output = command.wait_with_output().expect("openssl ends");
        assert!(output.status.success(), "openssl {arguments:?}");
        output.stdout
    }

    pub(crate) fn make() -> Self {
        let folder = std::env::temp_dir().join(format!("webhook-client-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let keys = Self { folder };
        let (pkcs8, pkcs1) = (keys.path("pkcs8.pem"), keys.path("pkcs1.pem"));
        let bits = "rsa_keygen_bits:2048";
        Self::openssl(
            &[
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                bits,
                "-out",
                &pkcs8,
            ],
            b"",
        );
        Self::openssl(&["rsa", "-in", &pkcs8, "-traditional", "-out", &pkcs1], b"");
        Self::openssl(
            &[
                "rsa",
                "-in",
                &pkcs8,
                "-pubout",
                "-out",
                &keys.path("public.pem"),
            ],
            b"",
        );
        let cipher = ["-aes128", "-passout", "pass:hunter2"];
        let locked = keys.path("locked.pem");
        Self::openssl(
            &[
                &[
                    "pkcs8",
                    "-topk8",
                    "-v2",
                    "aes-128-cbc",
                    "-in",
                    &pkcs8,
                    "-out",
                    &locked,
                ],
                &cipher[1..],
            ]
            .concat(),
            b"",
        );
        let old = keys.path("locked1.pem");
        Self::openssl(
            &[
                &["rsa", "-traditional", "-in", &pkcs8, "-out", &old],
                &cipher[..],
            ]
            .concat(),
            b"",
        );
        let curve = "ec_paramgen_curve:P-256";
        Self::openssl(
            &[
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                curve,
                "-out",
                &keys.path("ec.pem"),
            ],
            b"",
        );
        let small = "rsa_keygen_bits:1024";
        Self::openssl(
            &[
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                small,
                "-out",
                &keys.path("small.pem"),
            ],
            b"",
        );
        keys
    }

    /// The numbers of the key, as printed by `openssl rsa -text`.
    pub(crate) fn number(&self, name: &str) -> Vec<u8> {
        let text = Self::openssl(
            &["rsa", "-in", &self.path("pkcs8.pem"), "-noout", "-text"],
            b"",
        );
        let text = String::from_utf8(text).expect("text");
        let (_, rest) = text.split_once(&format!("\n{name}:")).expect("a number");
        let digits: String = rest
            .lines()
            .skip(1)
            .take_while(|line| line.starts_with(' '))
            .flat_map(|line| line.trim().split(':'))
            .collect();
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("a byte");
        (0..digits.len()).step_by(2).map(byte).collect()
    }

    /// The key in the format of .NET. `zeros` keeps the zero byte that openssl puts before a number
    /// whose first bit is set.
    pub(crate) fn xml(&self, zeros: bool) -> String {
        let part = |tag: &str, name: &str| {
            let number = self.number(name);
            let number = if zeros {
                &number[..]
            } else {
                number.strip_prefix(&[0]).unwrap_or(&number)
            };
            format!("<{tag}>{}</{tag}>\n", STANDARD.encode(number))
        };
        let parts = [
            part("Modulus", "modulus"),
            "<Exponent>AQAB</Exponent>".into(),
            part("P", "prime1"),
            part("Q", "prime2"),
            part("DP", "exponent1"),
            part("DQ", "exponent2"),
            part("InverseQ", "coefficient"),
            part("D", "privateExponent"),
        ];
        format!("<RSAKeyValue>{}</RSAKeyValue>", parts.concat())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        Self::openssl(
            &["dgst", "-sha256", "-sign", &self.path("pkcs8.pem")],
            message,
        )
    }
}

pub(crate) static KEYS: LazyLock<Keys> = LazyLock::new(Keys::make);
