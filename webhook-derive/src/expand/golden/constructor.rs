const _: __p::Description<Self> = __p::Description {
    create: || Self {
        hook_id: <i32 as __p::PropertyType>::blank(),
        url: <Option<String> as __p::PropertyType>::blank(),
        events: <Vec<String> as __p::PropertyType>::preset(&__D2),
        registered: <DateTime as __p::PropertyType>::blank(),
        state: __p::Some(<State>::Active),
        large: <u64 as __p::PropertyType>::blank(),
        cache: <Cache as __p::Default>::default(),
    },
};
