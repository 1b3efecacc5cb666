//! The defaults of enums in new entities.

use webhook_model::{
    Contract, Encoder, Flags, MediaType, NetServerEntity, NetServerEnum, UnknownVariant,
};

/// An enum without a zero that keeps unknown values.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Phase {
    Second = 3,
    First = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The same with an explicit default.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Marked {
    Second = 3,
    #[netserver(default)]
    First = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// Contains both.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Phases {
    phase: Phase,
    marked: Marked,
}

/// Every value of a new entity must have a name that schemas allow.
#[test]
fn enums_without_zero_default_to_the_marked_or_first_variant() {
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

/// An enum whose `Default` is derived by the standard library.
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

/// Contains all of them.
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
fn new_entities_use_the_default_of_the_standard_library() {
    let new = House::create_default();
    assert_eq!((new.door, new.window), (Door::Open, Window::Open));
    assert_eq!(
        (Door::default(), Window::default()),
        (Door::Open, Window::Open)
    );
    assert_eq!((new.locks, Lock::default()), (Flags::empty(), Lock::None));
}
