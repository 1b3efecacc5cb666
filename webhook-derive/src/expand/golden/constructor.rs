const _: __p::Description<Self> = __p::Description {
    create: || Self {
        hook_id: __p::blank::<i32>(),
        url: __p::blank::<Option<String>>(),
        events: __p::preset::<Vec<String>>(&__D2),
        registered: __p::blank::<DateTime>(),
        state: __p::Some(<State>::Active),
        large: __p::blank::<u64>(),
        cache: <Cache as __p::Default>::default(),
    },
};
