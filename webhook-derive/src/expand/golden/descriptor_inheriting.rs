const _: __p::Entity = {
    const __BASE: &__p::Entity = <Base as __p::BaseEntity>::ENTITY;
    const __COUNT: __p::usize = 1 + __BASE.properties.len();
    const __ALL: &[__p::Property] = &__p::concat::<
        __COUNT,
    >(&__p::named([<i16 as __P>::NEW], [",\"Rank\":null"]), __BASE.properties);
    const __BY_NAME: &[__p::u16] = &__p::positions_by_name::<
        __COUNT,
    >(__ALL, &[0], __BASE.by_name);
    const __BY_CONTRACT: &[__p::u16] = &__p::positions_by_contract::<
        __COUNT,
    >(&[0], __BASE.by_contract);
    __p::Entity::new::<Self>("Member", __ALL, __BY_NAME)
        .inherits(|| __BASE, __BASE.properties.len())
        .by_contract(__BY_CONTRACT)
};
