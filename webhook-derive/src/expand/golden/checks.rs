const _: () = __p::check::date(__O::<DateTime>::NEW);
const _: () = __p::check::base(&["Rank"], __O::<Base>::ENTITY);
