//! Stored entities: Save, Get and Delete, and the same entity as a REST resource.

use std::sync::Arc;

use chrono::{DateTime, TimeZone as _, Utc};
use http::Method;
use webhook_agent::store::{Batch, Memory};
use webhook_agent::stored::{Decision, Hooks, Saving, Stored};
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, Fault, Options, auth::Anyone};
use webhook_model::{DateTime as NetDateTime, MediaType, NetServerEntity};

#[derive(Debug, PartialEq, NetServerEntity)]
#[netserver(agent = "Sale", operations(create_default, get, save, delete))]
struct SaleEntity {
    #[netserver(key)]
    sale_id: i32,
    #[netserver(default = "new")]
    heading: Option<String>,
    amount: f64,
    updated: NetDateTime,
}

/// Rejects negative amounts.
struct Rules;

impl Hooks<SaleEntity> for Rules {
    fn before_save<'a>(&'a self, saving: Saving<'a, SaleEntity>) -> Decision<'a> {
        let verdict = if saving.entity.amount < 0.0 {
            Err(Fault::bad_request("the amount is negative"))
        } else {
            Ok(Batch::new())
        };
        Box::pin(std::future::ready(verdict))
    }

    fn updated(&self, _: &SaleEntity) -> Option<DateTime<Utc>> {
        Utc.with_ymd_and_hms(2024, 5, 17, 8, 30, 0).single()
    }
}

fn client() -> Client {
    let sales = Stored::new(Arc::new(Memory::new())).hooks(Rules);
    let agent = Agent::new(Anyone).serve_stored(&sales).serve_rest(&sales);
    Client::new(agent.into_service())
}

async fn save(client: &Client, media_type: MediaType, body: &str) -> Reply {
    let request = client.post(SaleEntity::SAVE_PATH);
    request
        .body(media_type.as_str(), body.to_owned())
        .send()
        .await
}

fn heading(reply: &Reply) -> Option<String> {
    assert_eq!(reply.status(), 200, "{}", reply.text());
    reply.entity::<SaleEntity>().expect("a sale").heading
}

const JSON: MediaType = MediaType::ApplicationJson;

#[tokio::test]
async fn save_creates_replaces_and_patches() {
    let client = client();
    let first = save(&client, JSON, r#"{"Heading":"Pens","Amount":5}"#).await;
    assert_eq!(first.entity::<SaleEntity>().unwrap().sale_id, 1);
    let second = save(
        &client,
        MediaType::ApplicationXml,
        "<SaleEntity><Heading>Ink</Heading></SaleEntity>",
    );
    assert_eq!(second.await.entity::<SaleEntity>().unwrap().sale_id, 2);

    let whole = save(&client, JSON, r#"{"SaleId":1,"Heading":"Paper"}"#).await;
    assert_eq!(heading(&whole).as_deref(), Some("Paper"));
    assert!(
        whole.text().contains(r#""Amount":0"#),
        "a whole entity replaces the stored one"
    );

    let merge = save(
        &client,
        MediaType::ApplicationMergePatch,
        r#"{"saleId":1,"Amount":7}"#,
    )
    .await;
    assert_eq!(heading(&merge).as_deref(), Some("Paper"));
    assert!(merge.text().contains(r#""Amount":7"#));

    let patch = r#"[{"op":"test","path":"/Amount","value":8},{"op":"replace","path":"/Heading","value":"x"}]"#;
    let request = client.post(&format!("{}?SaleId=1", SaleEntity::SAVE_PATH));
    let failed = request
        .body(MediaType::ApplicationJsonPatch.as_str(), patch)
        .send()
        .await;
    assert_eq!(failed.status(), 409);
    let stored = client
        .post("/api/v1/Agents/Sale/GetSaleEntity?saleEntityId=1")
        .send()
        .await;
    assert_eq!(
        heading(&stored).as_deref(),
        Some("Paper"),
        "a failed patch changes nothing"
    );
}

#[tokio::test]
async fn a_patch_without_a_key_changes_the_default_entity() {
    let client = client();
    let reply = save(&client, MediaType::ApplicationMergePatch, r#"{"Amount":1}"#).await;
    assert_eq!(heading(&reply).as_deref(), Some("new"));
    assert_eq!(reply.entity::<SaleEntity>().unwrap().sale_id, 1);
}

#[tokio::test]
async fn unknown_keys_and_rejected_entities() {
    let client = client();
    assert_eq!(save(&client, JSON, r#"{"SaleId":9}"#).await.status(), 404);
    assert_eq!(save(&client, JSON, r#"{"Amount":-1}"#).await.status(), 400);
    let get = client
        .post("/api/v1/Agents/Sale/GetSaleEntity?saleEntityId=9")
        .send()
        .await;
    assert_eq!(
        (get.status().as_u16(), get.text()),
        (200, "null".to_owned())
    );
    let delete = client
        .post("/api/v1/Agents/Sale/DeleteSaleEntity?saleEntityId=9")
        .send()
        .await;
    assert_eq!(delete.status(), 204);
    // The rejected entity has not used up a key.
    let first = save(&client, JSON, "{}").await;
    assert_eq!(first.entity::<SaleEntity>().unwrap().sale_id, 1);
}

#[tokio::test]
async fn keys_are_never_reused() {
    let client = client();
    save(&client, JSON, "{}").await;
    client
        .request(Method::DELETE, "/api/v1/SaleEntity/1")
        .send()
        .await;
    let next = save(&client, JSON, "{}").await;
    assert_eq!(next.entity::<SaleEntity>().unwrap().sale_id, 2);
}

#[tokio::test]
async fn a_resource_has_the_methods_of_rest() {
    let client = client();
    let send = |method: Method, path: &str, content_type: &str, body: &str| {
        let request = client
            .request(method, path)
            .body(content_type, body.to_owned());
        request.send()
    };
    let posted = send(
        Method::POST,
        "/api/v1/SaleEntity",
        JSON.as_str(),
        r#"{"SaleId":7,"Heading":"Pens"}"#,
    )
    .await;
    assert_eq!(posted.status(), 200);
    assert!(
        posted
            .text()
            .ends_with(r#","_Links":{"Self":"/api/v1/SaleEntity/1"}}"#),
        "{}",
        posted.text()
    );
    let put = send(
        Method::PUT,
        "/api/v1/SaleEntity/1",
        JSON.as_str(),
        r#"{"SaleId":7,"Heading":"Ink"}"#,
    )
    .await;
    assert_eq!(heading(&put).as_deref(), Some("Ink"));
    assert_eq!(
        put.entity::<SaleEntity>().unwrap().sale_id,
        1,
        "the path names the entity"
    );
    for (media_type, body) in [
        (MediaType::ApplicationMergePatch, r#"{"Heading":"A"}"#),
        (
            MediaType::ApplicationJsonPatch,
            r#"[{"op":"replace","path":"/Heading","value":"A"}]"#,
        ),
    ] {
        let patched = send(
            Method::PATCH,
            "/api/v1/SaleEntity/1",
            media_type.as_str(),
            body,
        )
        .await;
        assert_eq!(heading(&patched).as_deref(), Some("A"));
        let put = send(
            Method::PUT,
            "/api/v1/SaleEntity/1",
            media_type.as_str(),
            body,
        )
        .await;
        assert_eq!(put.status(), 415);
        assert_eq!(
            put.header("accept-patch"),
            "application/json-patch+json, application/merge-patch+json"
        );
    }
    let whole = send(Method::PATCH, "/api/v1/SaleEntity/1", JSON.as_str(), "{}").await;
    assert_eq!(whole.status(), 415);
    let empty = client
        .request(Method::PUT, "/api/v1/SaleEntity/1")
        .send()
        .await;
    assert_eq!(empty.status(), 400);
}

#[tokio::test]
async fn a_resource_is_read_and_removed() {
    let client = client();
    save(&client, JSON, r#"{"Heading":"A"}"#).await;
    let list = client
        .get("/api/v1/saleentity?$select=Heading")
        .send()
        .await;
    assert_eq!(list.status(), 200);
    assert!(
        list.text().starts_with(r#"[{"SaleId":"#) && list.text().contains(r#""Heading":"A""#),
        "{}",
        list.text()
    );
    assert_eq!(
        heading(&client.get("/api/v1/SaleEntity/default").send().await).as_deref(),
        Some("new")
    );
    let xml = client
        .get("/api/v1/SaleEntity/1")
        .accept(MediaType::TextXml)
        .send()
        .await;
    assert_eq!(heading(&xml).as_deref(), Some("A"));

    for _ in 0..2 {
        let deleted = client
            .request(Method::DELETE, "/api/v1/SaleEntity/1")
            .send()
            .await;
        assert_eq!(deleted.status(), 204);
    }
    for method in [Method::GET, Method::HEAD] {
        let gone = client.request(method, "/api/v1/SaleEntity/1").send().await;
        assert_eq!(gone.status(), 404);
    }
}

#[tokio::test]
async fn errors_of_a_resource_have_the_format_of_rest() {
    let client = client();
    let gone = client.get("/api/v1/SaleEntity/5").send().await;
    assert_eq!(
        gone.text(),
        r#"{"Error":true,"ErrorType":"KeyNotFoundException","ErrorMessage":"no SaleEntity has the key 5","ErrorSource":"webhook-agent"}"#
    );
    let method = client
        .request(Method::PUT, "/api/v1/SaleEntity")
        .send()
        .await;
    assert_eq!(
        (method.status().as_u16(), method.header("allow")),
        (405, "GET, HEAD, POST")
    );
    assert!(method.text().contains(r#""ErrorMessage":"#));
    let no_id = client.get("/api/v1/SaleEntity/x").send().await;
    assert_eq!(no_id.status(), 404);
}

#[tokio::test]
async fn a_changed_entity_is_not_overwritten() {
    let client = client();
    save(&client, JSON, "{}").await;
    for (since, status) in [
        ("Fri, 17 May 2024 08:29:59 GMT", 412),
        ("Fri, 17 May 2024 08:30:00 GMT", 200),
        ("not a date", 200),
    ] {
        for (method, path) in [
            (Method::POST, SaleEntity::SAVE_PATH),
            (Method::PUT, "/api/v1/SaleEntity/1"),
        ] {
            let request = client
                .request(method, path)
                .header("If-Unmodified-Since", since);
            let reply = request.body(JSON.as_str(), r#"{"SaleId":1}"#).send().await;
            assert_eq!(reply.status(), status, "{since} {path}");
        }
    }
}

#[tokio::test]
async fn a_resource_is_described() {
    let client = client();
    let document = client.get("/api/v1/openapi.json").send().await.text();
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let paths = &document["paths"];
    let methods = |path: &str| -> Vec<&str> {
        let methods = paths[path].as_object().expect(path).keys();
        methods.map(String::as_str).collect()
    };
    assert_eq!(methods("/api/v1/SaleEntity"), ["get", "post"]);
    assert_eq!(
        methods("/api/v1/SaleEntity/{id}"),
        ["delete", "get", "patch", "put"]
    );
    let get = &paths["/api/v1/SaleEntity/{id}"]["get"];
    assert_eq!(get["operationId"], "v1SaleEntity_GetSaleEntity");
    assert_eq!(get["parameters"][0]["in"], "path");
    assert!(get["responses"]["404"].is_object());
    let addresses = client.get("/api/v1").send().await.text();
    assert!(
        addresses.contains(r#""/api/v1/SaleEntity/{id}":{"DELETE":"#),
        "{addresses}"
    );
}

#[tokio::test]
async fn pages_of_an_allowed_origin_may_use_a_resource() {
    let sales = Stored::<SaleEntity>::new(Arc::new(Memory::new()));
    let origin = "https://crm.example".parse().expect("an origin");
    let agent = Agent::new(Anyone).options(Options::new().allow_origin(origin));
    let client = Client::new(agent.serve_rest(&sales).into_service());
    let request = client.request(Method::OPTIONS, "/api/v1/SaleEntity/1");
    let reply = request
        .header("Origin", "https://crm.example")
        .header("Access-Control-Request-Method", "PATCH")
        .send()
        .await;
    let methods = reply.header("access-control-allow-methods");
    for method in ["DELETE", "GET", "PATCH", "POST", "PUT"] {
        assert!(methods.contains(method), "{method}: {methods}");
    }
    let fields = reply.header("access-control-allow-headers");
    assert!(fields.contains("If-Unmodified-Since"), "{fields}");
}

/// Returns its argument.
#[derive(Debug, PartialEq, NetServerEntity)]
#[netserver(agent = "Sale", operation = "Echo", response = String)]
struct Echo {
    #[netserver(required, max_length = 3)]
    text: Option<String>,
}

#[tokio::test]
async fn requests_are_validated_if_enabled() {
    for (validate, status) in [(false, 200), (true, 422)] {
        let agent = Agent::new(Anyone)
            .options(Options::new().validate(validate))
            .serve::<Echo, _>(|call| async move {
                let text = call.request()?.text;
                Ok(text.unwrap_or_default())
            });
        let client = Client::new(agent.into_service());
        let send = |body: &'static str| {
            let request = client.post("/api/v1/Agents/Sale/Echo");
            request.body(JSON.as_str(), body).send()
        };
        for wrong in ["{}", r#"{"Text":"long"}"#] {
            let reply = send(wrong).await;
            assert_eq!(reply.status(), status, "{}", reply.text());
            assert_eq!(
                validate,
                reply.text().contains("/Text: must"),
                "{}",
                reply.text()
            );
        }
        assert_eq!(send(r#"{"Text":"abc"}"#).await.status(), 200);
    }
}
