//! Encoding into a reused buffer does not allocate, except for the root name of an XML list:
//! `ArrayOfWebhook` is created once.

use allocation_counter::measure;
use netserver_bench::values::filled;
use webhook_model::{Contract, Encoder, ETableRight, MediaType, TableRight, Webhook};

const TYPES: [MediaType; 2] = [MediaType::ApplicationJson, MediaType::ApplicationXml];

fn allocations<T: webhook_model::property::PropertyType>(encoder: Encoder<'_>, value: &T) -> u64 {
    let mut out = Vec::new();
    encoder.encode_to(value, &mut out).unwrap();
    measure(|| {
        out.clear();
        encoder.encode_to(value, &mut out).unwrap();
    })
    .count_total
}

#[test]
fn entities_and_lists() {
    for media_type in TYPES {
        for contract in [Contract::WebApi, Contract::Soap] {
            let encoder = Encoder::new(media_type).contract(contract);
            assert_eq!(allocations(encoder, &Webhook::create_default()), 0, "{media_type:?} {contract:?}");
            assert_eq!(allocations(encoder, &filled()), 0, "{media_type:?} {contract:?}");
            let name = u64::from(media_type == MediaType::ApplicationXml);
            assert_eq!(allocations(encoder, &vec![filled(); 100]), name, "{media_type:?} {contract:?}");
        }
    }
}

#[test]
fn flags_and_bytes() {
    let mut hook = filled();
    let mut right = TableRight::create_default();
    right.mask = [ETableRight::Select, ETableRight::Update].into();
    if let Some(user) = &mut hook.registered_associate {
        user.carrier.table_right = Some(right);
    }
    for media_type in TYPES {
        assert_eq!(allocations(Encoder::new(media_type), &hook), 0, "{media_type:?}");
        assert_eq!(allocations(Encoder::new(media_type), &vec![7_u8; 10_000]), 0, "{media_type:?}");
    }
}
