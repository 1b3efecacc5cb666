const _: __p::Description<Self> = __p::Description {
    read: |__this, __block, __out| {
        match __block {
            0 => {
                __out[0] = <i32 as __p::PropertyType>::value(&__this.hook_id);
                __out[1] = <Option<String> as __p::PropertyType>::value(&__this.url);
                __out[2] = <Vec<String> as __p::PropertyType>::value(&__this.events);
                __out[3] = <DateTime as __p::PropertyType>::value(&__this.registered);
                __out[4] = <Option<State> as __p::PropertyType>::value(&__this.state);
                __out[5] = <u64 as __p::PropertyType>::value(&__this.large);
            }
            _ => {}
        }
    },
    write: |__this, __index| __p::Some(
        match __index {
            0 => <i32 as __p::PropertyType>::slot(&mut __this.hook_id),
            1 => <Option<String> as __p::PropertyType>::slot(&mut __this.url),
            2 => <Vec<String> as __p::PropertyType>::slot(&mut __this.events),
            3 => <DateTime as __p::PropertyType>::slot(&mut __this.registered),
            4 => <Option<State> as __p::PropertyType>::slot(&mut __this.state),
            5 => <u64 as __p::PropertyType>::slot(&mut __this.large),
            _ => return __p::None,
        },
    ),
};
