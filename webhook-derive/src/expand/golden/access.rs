const _: __p::Description<Self> = __p::Description {
    read: |this, _, out| {
        if let __p::Some(out) = out.first_chunk_mut() {
            *out = [
                __p::value::<i32>(&this.hook_id),
                __p::value::<Option<String>>(&this.url),
                __p::value::<Vec<String>>(&this.events),
                __p::value::<DateTime>(&this.registered),
                __p::value::<Option<State>>(&this.state),
                __p::value::<u64>(&this.large),
            ];
        }
    },
    write: |this, index| __p::Some(
        match index {
            0 => __p::slot::<i32>(&mut this.hook_id),
            1 => __p::slot::<Option<String>>(&mut this.url),
            2 => __p::slot::<Vec<String>>(&mut this.events),
            3 => __p::slot::<DateTime>(&mut this.registered),
            4 => __p::slot::<Option<State>>(&mut this.state),
            5 => __p::slot::<u64>(&mut this.large),
            _ => return __p::None,
        },
    ),
};
