const _: __p::Description<Self> = __p::Description {
    read: |this, block, out| {
        match block {
            0 => {
                if let __p::Some(out) = out.first_chunk_mut() {
                    *out = [__p::value::<i16>(&this.rank)];
                }
            }
            _ => {}
        }
        __p::read_base(<Base as __p::NetServerEntity>::lend(&this.base), 1, block, out);
    },
    write: |this, index| __p::Some(
        match index {
            0 => __p::slot::<i16>(&mut this.rank),
            _ => {
                return __p::write_base(
                    <Base as __p::NetServerEntity>::lend_mut(&mut this.base),
                    1,
                    index,
                );
            }
        },
    ),
};
