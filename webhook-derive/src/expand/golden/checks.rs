const _: () = __p::check::key(<i32 as __P>::NEW);
const _: () = __p::check::max_length(<Option<String> as __P>::NEW);
const _: () = __p::check::date(__O::<DateTime>::NEW);
const _: () = __p::check::base(&["Rank"], __O::<Base>::ENTITY);
