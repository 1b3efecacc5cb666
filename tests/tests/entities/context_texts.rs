//! Texts in the language and culture of a request. Only properties that opt in are changed.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderValue};
use webhook_model::http::context::{RequestContext, Settings};
use webhook_model::{NetServerEntity, Secret, Webhook};

const TEXT: &str = r#"US:"Customer [SR_A]";NO:"Kunde [SR_A]"; [F:4.5]"#;

/// Translated texts, and some that are not translated.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Texts {
    #[netserver(translate)]
    name: String,
    #[netserver(translate)]
    tooltip: Option<String>,
    kept: String,
    url: Option<String>,
    secret: Option<Secret>,
    inner: Option<Box<Texts>>,
    extra: BTreeMap<String, String>,
}

fn texts() -> Texts {
    Texts {
        name: TEXT.into(),
        tooltip: Some(TEXT.into()),
        kept: TEXT.into(),
        url: Some(TEXT.into()),
        secret: Some(TEXT.into()),
        inner: None,
        extra: BTreeMap::from([(TEXT.into(), TEXT.into())]),
    }
}

fn resources(name: &str, vendor_code: &str) -> Option<String> {
    (name == "SR_A").then(|| format!("a/{vendor_code}"))
}

fn context(fields: &[(&'static str, &'static str)]) -> RequestContext {
    let fields = fields.iter();
    let headers: HeaderMap = fields
        .map(|(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        })
        .collect();
    RequestContext::new(&headers, &Settings::new())
}

fn name(fields: &[(&'static str, &'static str)]) -> String {
    let mut sent = texts();
    context(fields).outgoing(&mut sent, &resources);
    sent.name
}

#[test]
fn only_properties_that_opt_in_are_translated() {
    let mut sent = texts();
    sent.inner = Some(Box::new(texts()));
    context(&[("so-language", "nb"), ("so-culture", "de")]).outgoing(&mut sent, &resources);
    let expected = Texts {
        name: "Kunde a/NO 4,5".into(),
        tooltip: Some("Kunde a/NO 4,5".into()),
        ..texts()
    };
    assert_eq!(sent.inner.as_deref(), Some(&expected));
    sent.inner = None;
    assert_eq!(sent, expected);
}

#[test]
fn without_a_language_texts_are_unchanged() {
    for fields in [
        &[][..],
        &[("so-culture", "de")][..],
        &[("accept-language", "nb"), ("so-language", "x")][..],
        &[("accept-language", "*")][..],
    ] {
        assert_eq!(name(fields), TEXT, "{fields:?}");
    }
}

#[test]
fn language_and_culture_have_a_precedence() {
    assert_eq!(name(&[("accept-language", "nb")]), "Kunde a/NO 4,5");
    assert_eq!(name(&[("accept-language", "fr")]), "Customer a/FR 4,5");
    let both = [("accept-language", "nb"), ("so-language", "en-US")];
    assert_eq!(name(&both), "Customer a/US 4.5");
    let culture = [("accept-language", "nb"), ("so-culture", "en-US")];
    assert_eq!(name(&culture), "Kunde a/NO 4.5");
}

#[test]
fn texts_of_a_webhook_are_not_translated() {
    let mut hook = Webhook::create_default();
    hook.name = Some(TEXT.into());
    hook.target_url = Some(TEXT.into());
    hook.secret = Some(TEXT.into());
    hook.events = Some(vec![TEXT.into()]);
    hook.headers = Some(BTreeMap::from([("a".into(), TEXT.into())]));
    let stored = hook.clone();
    context(&[("so-language", "nb")]).outgoing(&mut hook, &resources);
    assert_eq!(hook, stored);
}

#[test]
fn texts_in_requests_are_not_translated() {
    let mut came = texts();
    context(&[("so-language", "nb")]).incoming(&mut came);
    assert_eq!(came, texts());
}
