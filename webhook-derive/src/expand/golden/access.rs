const _: __p::Description<Self> = __p::Description {
    read: |__this, _, __out| __p::lend(
        __out,
        &[
            __P::value(&__this.hook_id),
            __P::value(&__this.url),
            __P::value(&__this.events),
            <DateTime as __P>::value(&__this.registered),
            <Option<State> as __P>::value(&__this.state),
            <u64 as __P>::value(&__this.large),
        ],
    ),
    write: |__this, __index| __p::Some(
        match __index {
            0 => __P::slot(&mut __this.hook_id),
            1 => __P::slot(&mut __this.url),
            2 => __P::slot(&mut __this.events),
            3 => <DateTime as __P>::slot(&mut __this.registered),
            4 => <Option<State> as __P>::slot(&mut __this.state),
            5 => <u64 as __P>::slot(&mut __this.large),
            _ => return __p::None,
        },
    ),
};
