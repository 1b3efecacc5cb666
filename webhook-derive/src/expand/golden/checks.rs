const _: () = __p::check::key(<i32 as __p::PropertyType>::PROPERTY);
const _: () = __p::check::max_length(<Option<String> as __p::PropertyType>::PROPERTY);
const _: () = __p::check::date(<DateTime as __p::PropertyType>::PROPERTY);
const _: () = __p::check::base(&["Rank"], <Base as __p::NetServerEntity>::ENTITY);
