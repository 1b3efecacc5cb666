//! The default webhook in every media type and both XML contracts, compared byte for byte.

use webhook_model::{
    Associate, Contract, DateTime, Encoder, MediaType, NetServerEntity, UserType, Webhook,
    WebhookState,
};

const JSON: &str = concat!(
    r#"{"WebhookId":0,"Name":null,"Events":["contact.created","contact.deleted"],"#,
    r#""TargetUrl":null,"Secret":null,"State":"Active","Type":"webhook","Headers":null,"#,
    r#""Properties":null,"Registered":"0001-01-01T00:00:00","RegisteredAssociate":null,"#,
    r#""Updated":"0001-01-01T00:00:00","UpdatedAssociate":null,"ErrorsEmail":null}"#
);

/// Members ordered by name, as in a data contract without an explicit order.
const WEB_API: &str = concat!(
    r#"<Webhook xmlns="http://www.superoffice.net/ws/crm/NetServer/11.6.0.0" "#,
    r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance">"#,
    r#"<ErrorsEmail i:nil="true"/>"#,
    r#"<Events xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays">"#,
    r"<a:string>contact.created</a:string><a:string>contact.deleted</a:string></Events>",
    r#"<Headers i:nil="true"/><Name i:nil="true"/><Properties i:nil="true"/>"#,
    r"<Registered>0001-01-01T00:00:00</Registered>",
    r#"<RegisteredAssociate i:nil="true"/><Secret i:nil="true"/><State>Active</State>"#,
    r#"<TargetUrl i:nil="true"/><Type>webhook</Type><Updated>0001-01-01T00:00:00</Updated>"#,
    r#"<UpdatedAssociate i:nil="true"/><WebhookId>0</WebhookId></Webhook>"#
);

/// Members in declared order.
const SOAP: &str = concat!(
    r#"<Webhook xmlns="http://www.superoffice.net/ws/crm/NetServer/Services88" "#,
    r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance">"#,
    r#"<WebhookId>0</WebhookId><Name i:nil="true"/>"#,
    r#"<Events xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays">"#,
    r"<a:string>contact.created</a:string><a:string>contact.deleted</a:string></Events>",
    r#"<TargetUrl i:nil="true"/><Secret i:nil="true"/><State>Active</State><Type>webhook</Type>"#,
    r#"<Headers i:nil="true"/><Properties i:nil="true"/>"#,
    r"<Registered>0001-01-01T00:00:00</Registered>",
    r#"<RegisteredAssociate i:nil="true"/><Updated>0001-01-01T00:00:00</Updated>"#,
    r#"<UpdatedAssociate i:nil="true"/><ErrorsEmail i:nil="true"/></Webhook>"#
);

fn text(encoder: Encoder<'_>, hook: &Webhook) -> String {
    String::from_utf8(encoder.encode(hook).unwrap()).unwrap()
}

#[test]
fn the_default_webhook_equals_that_of_servers() {
    let hook = Webhook::create_default();
    let events = ["contact.created".to_owned(), "contact.deleted".to_owned()];
    assert_eq!(hook.events.as_deref(), Some(&events[..]));
    assert_eq!(hook.state, WebhookState::Active);
    assert_eq!(hook.r#type.as_deref(), Some("webhook"));
    assert_eq!(
        (hook.registered, hook.updated),
        (DateTime::MIN, DateTime::MIN)
    );
    assert_eq!(hook.webhook_id, 0);
    assert!(hook.name.is_none() && hook.target_url.is_none() && hook.secret.is_none());
    assert!(hook.headers.is_none() && hook.properties.is_none() && hook.errors_email.is_none());
    assert!(hook.registered_associate.is_none() && hook.updated_associate.is_none());
}

#[test]
fn the_default_webhook_in_every_media_type() {
    let hook = Webhook::create_default();
    for (media_type, body) in [
        (MediaType::ApplicationJson, JSON),
        (MediaType::TextJson, JSON),
        (MediaType::ApplicationXml, WEB_API),
        (MediaType::TextXml, WEB_API),
        // The patch from the default entity to itself is empty.
        (MediaType::ApplicationJsonPatch, "[]"),
        (MediaType::ApplicationMergePatch, "{}"),
    ] {
        assert_eq!(text(Encoder::new(media_type), &hook), body, "{media_type}");
        assert_eq!(
            Webhook::decode(media_type, body.as_bytes()),
            Ok(hook.clone()),
            "{media_type}"
        );
    }
}

#[test]
fn the_default_webhook_in_both_contracts() {
    let hook = Webhook::create_default();
    let xml = Encoder::new(MediaType::ApplicationXml);
    assert_eq!(text(xml.contract(Contract::WebApi), &hook), WEB_API);
    assert_eq!(text(xml.contract(Contract::Soap), &hook), SOAP);
    assert_eq!(
        Webhook::decode(MediaType::TextXml, SOAP.as_bytes()),
        Ok(hook)
    );
}

#[test]
fn patch_types_can_contain_the_plain_entity() {
    let hook = Webhook::create_default();
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        assert_eq!(text(Encoder::new(media_type).compat(true), &hook), JSON);
    }
}

/// .NET's default of each type, unless the agent sets another.
#[test]
fn an_associate_has_the_defaults_of_dotnet_and_inherited_members_last() {
    let json = Associate::create_default()
        .encode(MediaType::ApplicationJson)
        .unwrap();
    let expected = concat!(
        r#"{"AssociateId":0,"Name":null,"PersonId":0,"Rank":0,"Tooltip":null,"Type":"Unknown","#,
        r#""GroupIdx":0,"FullName":null,"FormalName":null,"Deleted":false,"EjUserId":0,"#,
        r#""UserName":null,"ExtraFields":null,"CustomFields":null,"TableRight":null,"#,
        r#""FieldProperties":null}"#
    );
    assert_eq!(String::from_utf8(json).unwrap(), expected);
    assert_eq!(Associate::create_default().r#type, UserType::Unknown);
}

/// In XML, inherited members come first in both contracts.
#[test]
fn inherited_members_come_first_in_xml() {
    let associate = Associate::create_default();
    for (contract, after) in [
        (Contract::WebApi, "<AssociateId>"),
        (Contract::Soap, "<AssociateId>"),
    ] {
        let xml = Encoder::new(MediaType::ApplicationXml)
            .contract(contract)
            .encode(&associate);
        let xml = String::from_utf8(xml.unwrap()).unwrap();
        let place = |name: &str| xml.find(name).unwrap();
        let inherited = [place("<FieldProperties"), place("<TableRight")];
        assert!(
            inherited.iter().all(|inherited| *inherited < place(after)),
            "{xml}"
        );
        // Ordered by name in the data contract, in declared order in the other one.
        let by_name = inherited[0] < inherited[1];
        assert_eq!(by_name, contract == Contract::WebApi, "{xml}");
    }
}

#[test]
fn a_new_entity_from_the_description_is_equal() {
    let json = webhook_model::Encoder::new(MediaType::ApplicationJson);
    let by_description = (Webhook::ENTITY.new)();
    assert_eq!(by_description.entity().name, "Webhook");
    assert_eq!(by_description.entity().properties.len(), 14);
    assert_eq!(
        json.encode(&Webhook::create_default()).unwrap(),
        JSON.as_bytes()
    );
}
