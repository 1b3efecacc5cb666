//! Entities nested to the maximum depth, in a thread with a small stack.

use netserver_tests::every_type::Tree;
use webhook_model::{
    Decoder, ErrorKind, MediaType, NetServerEntity, PatchProfile, Violation, ViolationCode,
};

/// A chain of entities; the innermost one has a name.
fn chain(length: usize, list: bool) -> Tree {
    let leaf = Tree {
        name: Some("leaf".to_owned()),
        ..Tree::create_default()
    };
    (1..length).fold(leaf, |inner, _| {
        let mut outer = Tree::create_default();
        if list {
            outer.children.push(inner);
        } else {
            outer.next = Some(Box::new(inner));
        }
        outer
    })
}

/// Half the stack of a test thread, which is a quarter of the usual stack in servers.
fn in_a_small_thread(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn chains_up_to_the_limit_in_json() {
    in_a_small_thread(|| {
        // In JSON an entity is one level and a list another; the innermost entity also contains a
        // list.
        for (length, list) in [(126, false), (63, true)] {
            let tree = chain(length, list);
            for media_type in [MediaType::ApplicationJson, MediaType::ApplicationMergePatch] {
                let body = tree.encode(media_type).unwrap();
                for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
                    let decoder = Decoder::new(media_type).profile(profile);
                    assert_eq!(decoder.decode(&body).as_ref(), Ok(&tree), "{media_type}");
                }
                let deeper = chain(length + 1, list);
                let error = deeper.encode(media_type).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{media_type}");
            }
            // The operation and the array of operations are levels as well.
            let media_type = MediaType::ApplicationJsonPatch;
            match tree.encode(media_type) {
                Ok(body) => assert_eq!(Tree::decode(media_type, &body).as_ref(), Ok(&tree)),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Unrepresentable),
            }
            let shallower = chain(length - 1, list);
            let body = shallower.encode(media_type).unwrap();
            assert_eq!(Tree::decode(media_type, &body), Ok(shallower));
            let text = serde_json::to_string(&tree).unwrap();
            assert_eq!(serde_json::from_str::<Tree>(&text).unwrap(), tree);
            assert!(serde_json::to_string(&chain(length + 1, list)).is_err());
        }
    });
}

/// In XML each entity and each list is an element, and so is the content of the innermost one.
#[test]
fn chains_up_to_the_limit_in_xml() {
    in_a_small_thread(|| {
        for (length, list) in [(127, false), (64, true)] {
            let tree = chain(length, list);
            let body = tree.encode(MediaType::ApplicationXml).unwrap();
            assert_eq!(
                Tree::decode(MediaType::ApplicationXml, &body).as_ref(),
                Ok(&tree)
            );
            let error = chain(length + 1, list).encode(MediaType::ApplicationXml);
            assert_eq!(error.unwrap_err().kind(), ErrorKind::Unrepresentable);
        }
    });
}

#[test]
fn deeper_input_is_rejected_early() {
    in_a_small_thread(|| {
        let count = 100_000;
        let json = r#"{"Next":"#.repeat(count);
        let lists = r#"{"Children":["#.repeat(count);
        for body in [json, lists] {
            let error = Tree::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Depth);
            assert!(
                error.pointer().starts_with("/Next/")
                    || error.pointer().starts_with("/Children/0/")
            );
            let error =
                Tree::decode(MediaType::ApplicationMergePatch, body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Depth);
        }
        let xml = "<Tree>".to_owned() + &"<Next>".repeat(count);
        let error = Tree::decode(MediaType::ApplicationXml, xml.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Depth);
    });
}

#[test]
fn chains_up_to_the_limit_are_validated() {
    in_a_small_thread(|| {
        for (length, list) in [(126, false), (63, true)] {
            assert_eq!(chain(length, list).validate(), Ok(()));
            let deeper = chain(2 * length, list).validate().unwrap_err();
            assert_eq!(deeper.as_slice()[0].code(), ViolationCode::Depth);
        }
    });
}

/// Recursive entities with keys that are checked at compile time, and with a base.
#[derive(Debug, PartialEq, NetServerEntity)]
struct Node {
    #[netserver(null_as_default)]
    children: Vec<Self>,
    #[netserver(base)]
    base: Leaf,
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Leaf {
    #[netserver(null_as_default, required)]
    leaves: Vec<Self>,
}

#[test]
fn an_entity_may_contain_self() {
    let body = br#"{"Children":[{"Children":null,"Leaves":[]}],"Leaves":[{"Leaves":null}]}"#;
    let node = Node::decode(MediaType::ApplicationJson, body).unwrap();
    assert_eq!((node.children.len(), node.base.leaves.len()), (1, 1));
    let violations = node.validate().unwrap_err();
    let pointers: Vec<&str> = violations.iter().map(Violation::pointer).collect();
    assert_eq!(pointers, ["/Children/0/Leaves", "/Leaves/0/Leaves"]);
}
