const _: __p::Description<Self> = __p::Description {
    entity: __p::Entity {
        agent: __p::Some("Webhook"),
        endpoints: &[
            __p::Endpoint {
                kind: __p::OperationKind::CreateDefault,
                path: Self::CREATE_DEFAULT_PATH,
            },
            __p::Endpoint {
                kind: __p::OperationKind::Get,
                path: Self::GET_PATH,
            },
        ],
        aliases: &[("Uri", 1)],
        properties: &[
            <i32 as __p::PropertyType>::PROPERTY.named(",\"HookId\":null").primary_key(),
            <Option<String> as __p::PropertyType>::PROPERTY
                .named(",\"URL\":null")
                .max_length(9),
            <Vec<String> as __p::PropertyType>::PROPERTY.named(",\"Events\":null"),
            <DateTime as __p::PropertyType>::PROPERTY
                .named(",\"Registered\":null")
                .date(__p::DateClass::Utc),
            <Option<State> as __p::PropertyType>::PROPERTY.named(",\"State\":null"),
            <u64 as __p::Instead<u64, __p::i64>>::PROPERTY.named(",\"Large\":null"),
        ],
        by_name: &[2, 0, 5, 3, 4, 1],
        by_contract: &[2, 0, 5, 3, 4, 1],
        ..__p::Entity::new::<Self>("Hook")
    },
};
