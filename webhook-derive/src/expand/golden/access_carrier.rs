const _: __p::Description<Self> = __p::Description {
    read: |this, _, out| {
        if let __p::Some(out) = out.first_chunk_mut() {
            *out = [
                __p::value::<i32>(&this.id),
                __p::value(<Carrier as __p::CarrierField>::parts(&this.carrier).0),
                __p::value(<Carrier as __p::CarrierField>::parts(&this.carrier).1),
            ];
        }
    },
    write: |this, index| __p::Some(
        match index {
            0 => __p::slot::<i32>(&mut this.id),
            1 => {
                __p::slot(<Carrier as __p::CarrierField>::parts_mut(&mut this.carrier).0)
            }
            2 => {
                __p::slot(<Carrier as __p::CarrierField>::parts_mut(&mut this.carrier).1)
            }
            _ => return __p::None,
        },
    ),
};
