//! Encodable values besides property types: slices, iterators, entities of unknown type.

use webhook_model::property::DynEntity;
use webhook_model::{
    Associate, Contract, DateTime, Duration, Encoder, Error, ErrorKind, MediaType, NetServerEntity,
    Webhook, chrono,
};

/// Encoders of every media type and both XML contracts.
fn encoders() -> Vec<Encoder<'static>> {
    let all = MediaType::ALL.iter().copied();
    let mut all: Vec<_> = all.map(Encoder::new).collect();
    all.push(Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap));
    all.push(Encoder::new(MediaType::ApplicationMergePatch).compat(true));
    all
}

fn hooks(count: i32) -> Vec<Webhook> {
    let hook = |id: i32| Webhook {
        webhook_id: id,
        name: (id % 3 > 0).then(|| format!("hook {id}")),
        ..Webhook::create_default()
    };
    (0..count).map(hook).collect()
}

#[test]
fn slices_and_iterators_are_encoded_like_lists() {
    for encoder in encoders() {
        // Items are read in blocks of sixteen.
        for count in [0, 1, 15, 16, 17, 40] {
            let list = hooks(count);
            let body = encoder.encode(&list).unwrap();
            assert_eq!(encoder.encode(list.as_slice()).unwrap(), body);
            assert_eq!(encoder.encode_iter(&list).unwrap(), body);
            assert_eq!(encoder.encode_iter(list.clone()).unwrap(), body);
            let text = encoder.encode_to_string(list.as_slice()).unwrap();
            assert_eq!(text.as_bytes(), body);
            let mut appended = b"before".to_vec();
            encoder.encode_to(list.as_slice(), &mut appended).unwrap();
            assert_eq!(appended, [b"before", body.as_slice()].concat());
        }
        let names = ["a".to_owned(), "b".to_owned()];
        assert_eq!(encoder.encode(&names), encoder.encode(&names.to_vec()));
        let nested = [vec![1, 2], vec![]];
        assert_eq!(
            encoder.encode(&nested[..1]),
            encoder.encode(&vec![vec![1, 2]])
        );
    }
}

#[test]
fn entities_of_unknown_type_are_encoded_like_others() {
    let hook = hooks(2).remove(1);
    let associate = Associate {
        associate_id: 7,
        ..Associate::create_default()
    };
    let entities: [Box<dyn DynEntity>; 2] = [Box::new(hook.clone()), Box::new(associate.clone())];
    for encoder in encoders() {
        let bodies = [
            encoder.encode(&hook).unwrap(),
            encoder.encode(&associate).unwrap(),
        ];
        for (entity, body) in entities.iter().zip(bodies) {
            assert_eq!(encoder.encode(entity).unwrap(), body);
            assert_eq!(encoder.encode(&**entity).unwrap(), body);
            assert_eq!(encoder.encode_to_string(entity).unwrap().as_bytes(), body);
            let mut appended = Vec::new();
            encoder.encode_to(&**entity, &mut appended).unwrap();
            assert_eq!(appended, body);
        }
    }
}

#[test]
fn an_entity_is_encoded_to_text() {
    let hook = hooks(2).remove(1);
    for &media_type in MediaType::ALL {
        let text = hook.encode_to_string(media_type).unwrap();
        assert_eq!(text.as_bytes(), hook.encode(media_type).unwrap());
    }
    let hook = Webhook {
        name: Some("\0".into()),
        ..hook
    };
    let error = hook.encode_to_string(MediaType::TextXml).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Unrepresentable, "/Name")
    );
}

#[test]
fn errors_of_dates_are_converted_without_the_text() {
    fn instant(text: &str) -> Result<chrono::DateTime<chrono::Utc>, Error> {
        let date: DateTime = text.parse()?;
        Ok(date.try_into()?)
    }
    fn length(text: &str) -> Result<Duration, Error> {
        Ok(text.parse()?)
    }
    assert_eq!(
        instant("2024-05-17T08:30:00Z").unwrap().to_rfc3339(),
        "2024-05-17T08:30:00+00:00"
    );
    assert!(instant("2024-05-17T08:30:00").is_err());
    for error in [
        instant("a secret text").unwrap_err(),
        length("1.02:hunter2").unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Type);
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("secret") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
