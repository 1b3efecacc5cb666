//! Operations that return a file, whose bytes are sent unchanged.

use webhook_agent::auth::Anyone;
use webhook_agent::describe::OperationDescription;
use webhook_agent::testing::Client;
use webhook_agent::{Agent, ErrorInfo, Options};
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};
use webhook_model::{Binary, Decoder, Encoder, MediaType, NetServerEntity};

/// Bytes that text formats cannot contain unchanged.
const BYTES: [u8; 5] = [0xff, 0, b'<', b'"', 0x80];

/// Requests the picture of a person.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetPersonImage", response = Binary)]
struct GetPersonImage {
    /// The person.
    person_id: i32,
}

/// The same for a person that may have no picture.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "FindPersonImage", response = Option<Binary>)]
struct FindPersonImage(i32);

fn client(options: Options) -> Client {
    let agent = Agent::new(Anyone)
        .options(options)
        .serve::<GetPersonImage, _>(|call| async move {
            call.request()?;
            Ok(Binary(BYTES.to_vec()))
        })
        .serve::<FindPersonImage, _>(|call| async move {
            Ok((call.request()?.0 == 1).then(|| BYTES.to_vec().into()))
        });
    Client::new(agent.into_service())
}

#[tokio::test]
async fn a_file_is_sent_unchanged_whatever_is_accepted() {
    for options in [Options::new(), Options::new().strict_negotiation(true)] {
        let client = client(options);
        for accept in [
            "application/octet-stream",
            "application/xml",
            "image/png",
            "*/*",
        ] {
            let reply = client
                .post("/api/v1/Agents/BLOB/GetPersonImage")
                .header("accept", accept)
                .body("application/json", r#"{"PersonId":1}"#)
                .send()
                .await;
            assert_eq!(reply.status(), 200, "{accept}");
            let content_type = reply.header("content-type");
            assert_eq!(content_type, "application/octet-stream", "{accept}");
            assert_eq!(reply.header("x-content-type-options"), "nosniff");
            assert_eq!(reply.body()[..], BYTES, "{accept}");
        }
    }
}

#[tokio::test]
async fn a_missing_file_is_204() {
    for (request, status, body) in [("1", 200, &BYTES[..]), ("2", 204, &[])] {
        let reply = client(Options::new())
            .post("/api/v1/Agents/BLOB/FindPersonImage")
            .body("application/json", request)
            .send()
            .await;
        assert_eq!((reply.status().as_u16(), &reply.body()[..]), (status, body));
    }
}

#[tokio::test]
async fn an_error_is_in_an_accepted_media_type() {
    let reply = client(Options::new())
        .post("/api/v1/Agents/BLOB/GetPersonImage")
        .accept(MediaType::TextXml)
        .body("application/json", "{")
        .send()
        .await;
    assert_eq!(reply.status(), 400);
    assert!(reply.entity::<ErrorInfo>().is_ok_and(|info| info.error));
}

#[tokio::test]
async fn the_description_marks_the_response_as_a_file() {
    let reply = client(Options::new())
        .get("/api/v1/Agents/BLOB/GetPersonImage")
        .send()
        .await;
    let description: OperationDescription = reply.entity().unwrap();
    assert_eq!(description.response.as_deref(), Some("file"));
}

#[test]
fn the_schema_marks_the_response_as_a_file() {
    let operations = [
        OperationInfo::of::<GetPersonImage>(),
        OperationInfo::of::<FindPersonImage>(),
    ];
    let info = DocumentInfo {
        title: "t",
        version: "1",
        server: None,
    };
    let file = serde_json::json!({"type": "string", "format": "binary"});
    for (dialect, schema) in [
        (Dialect::Swagger2, "/200/schema"),
        (
            Dialect::OpenApi31,
            "/200/content/application~1octet-stream/schema",
        ),
    ] {
        let document = document_with(&[], &operations, dialect, &info);
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        for (operation, may_be_missing) in operations.iter().zip([false, true]) {
            let described = &document["paths"][operation.path]["post"];
            assert_eq!(described["responses"].pointer(schema), Some(&file));
            assert_eq!(described["responses"].get("204").is_some(), may_be_missing);
            if dialect == Dialect::Swagger2 {
                assert_eq!(
                    described["produces"],
                    serde_json::json!(["application/octet-stream"])
                );
            }
        }
    }
}

#[test]
fn inside_a_document_a_file_is_base64() {
    for &media_type in MediaType::ALL {
        let file = Binary(BYTES.to_vec());
        let body = Encoder::new(media_type).encode(&file).unwrap();
        assert_eq!(
            Decoder::new(media_type).decode::<Binary>(&body).unwrap(),
            file
        );
        assert_eq!(
            body,
            Encoder::new(media_type).encode(&BYTES.to_vec()).unwrap()
        );
    }
}
