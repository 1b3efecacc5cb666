//! What an enum is in a new entity.

use webhook_model::{
    Contract, Encoder, Flags, MediaType, NetServerEntity, NetServerEnum, UnknownVariant,
};

/// An enum without a zero, of which unknown values are kept.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Phase {
    Second = 3,
    First = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The same with a default of its own.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Marked {
    Second = 3,
    #[netserver(default)]
    First = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// Holds both.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Phases {
    phase: Phase,
    marked: Marked,
}

/// Every value of a new entity has a name, which schemas allow.
#[test]
fn without_a_zero_the_default_is_the_first_variant_or_the_marked_one() {
    let new = Phases::create_default();
    assert_eq!((&new.phase, &new.marked), (&Phase::Second, &Marked::First));
    let soap = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let xml = String::from_utf8(soap.encode(&new).unwrap()).unwrap();
    assert!(
        xml.contains("<Phase>Second</Phase><Marked>First</Marked>"),
        "{xml}"
    );
    for &media_type in MediaType::ALL {
        let body = new.encode(media_type).unwrap();
        assert_eq!(
            Phases::decode(media_type, &body).unwrap(),
            new,
            "{media_type}"
        );
    }
}

/// An enum whose default the standard library's derive implements.
#[derive(Debug, Clone, Copy, Default, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Door {
    Shut = 0,
    #[default]
    Open = 1,
}

/// The same with the attribute of either derive.
#[derive(Debug, Clone, Copy, Default, PartialEq, NetServerEnum)]
enum Window {
    Shut,
    #[default]
    #[netserver(default)]
    Open,
}

/// Flags with the default of an empty set.
#[derive(Debug, Clone, Copy, Default, PartialEq, NetServerEnum)]
#[netserver(flags)]
enum Lock {
    #[default]
    None,
    Upper,
    Lower,
}

/// Holds all of them.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct House {
    door: Door,
    window: Window,
    locks: Flags<Lock>,
}

#[test]
fn enums_have_the_default_of_a_new_entity() {
    assert_eq!(Phase::default(), Phase::Second);
    assert_eq!(Marked::default(), Marked::First);
}

#[test]
fn the_default_of_the_standard_library_is_the_one_of_a_new_entity() {
    let new = House::create_default();
    assert_eq!((new.door, new.window), (Door::Open, Window::Open));
    assert_eq!(
        (Door::default(), Window::default()),
        (Door::Open, Window::Open)
    );
    assert_eq!((new.locks, Lock::default()), (Flags::empty(), Lock::None));
}
