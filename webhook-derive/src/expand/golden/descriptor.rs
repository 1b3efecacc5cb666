const _: __p::Entity = __p::Entity::new::<
    Self,
>(
        "Hook",
        &__p::named(
            [
                <i32 as __P>::NEW.primary_key(),
                <Option<String> as __P>::NEW.max_length(9),
                <Vec<String> as __P>::NEW,
                <DateTime as __P>::NEW.each().date(__p::DateClass::Utc),
                <Option<State> as __P>::NEW.each(),
                <u64 as __p::Instead<u64, __p::i64>>::NEW.each(),
            ],
            [
                ",\"HookId\":null",
                ",\"URL\":null",
                ",\"Events\":null",
                ",\"Registered\":null",
                ",\"State\":null",
                ",\"Large\":null",
            ],
        ),
        &[2, 0, 5, 3, 4, 1],
    )
    .agent("Webhook")
    .endpoints(
        &[
            __p::Endpoint::new(
                __p::OperationKind::CreateDefault,
                Self::CREATE_DEFAULT_PATH,
            ),
            __p::Endpoint::new(__p::OperationKind::Get, Self::GET_PATH),
        ],
    )
    .aliases(&[("Uri", 1)]);
