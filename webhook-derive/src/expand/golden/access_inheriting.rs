const _: __p::Description<Self> = __p::Description {
    read: |__this, __block, __out| {
        match __block {
            0 => __p::lend(__out, &[__P::value(&__this.rank)]),
            _ => {}
        }
        __p::read_base(<Base as __E>::lend(&__this.base), 1, __block, __out);
    },
    write: |__this, __index| __p::Some(
        match __index {
            0 => __P::slot(&mut __this.rank),
            _ => {
                return __p::write_base(
                    <Base as __E>::lend_mut(&mut __this.base),
                    1,
                    __index,
                );
            }
        },
    ),
};
