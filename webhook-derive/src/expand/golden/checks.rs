const _: () = __p::check::key(<i32 as __P>::NEW);
const _: () = __p::check::max_length(<Option<String> as __P>::NEW);
const _: () = __p::check::date(<DateTime as __P>::NEW);
const _: () = __p::check::base(&["Rank"], <Base as __E>::ENTITY);
