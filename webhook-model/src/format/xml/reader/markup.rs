//! Comments and processing instructions: checked and skipped.

use super::characters::is_space;
use super::error::XmlErrorKind;
use super::names::is_ncname;

/// Checks a comment, from `<!--` through `-->` (XML 1.0 section 2.5).
pub(super) fn check_comment(comment: &str) -> Result<(), XmlErrorKind> {
    // With the last hyphen included, `--->` contains two hyphens in a row as well.
    let inside = comment
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("->"))
        .unwrap_or_default();
    if memchr::memmem::find(inside.as_bytes(), b"--").is_some() {
        return Err(XmlErrorKind::MalformedComment);
    }
    Ok(())
}

/// Checks a processing instruction, from `<?` through `?>` (XML 1.0 section 2.6; Namespaces in XML 1.0
/// section 7 forbids the colon).
pub(super) fn check_instruction(instruction: &str) -> Result<(), XmlErrorKind> {
    let inside = instruction
        .strip_prefix("<?")
        .and_then(|rest| rest.strip_suffix("?>"))
        .unwrap_or_default();
    let target = inside
        .split(|character: char| character.is_ascii() && is_space(character as u8))
        .next()
        .unwrap_or_default();
    if target == "xml" {
        Err(XmlErrorKind::MisplacedDeclaration)
    } else if !is_ncname(target) || target.eq_ignore_ascii_case("xml") {
        Err(XmlErrorKind::MalformedInstruction)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{XmlErrorKind, check_comment, check_instruction};

    #[test]
    fn comments() {
        for comment in [
            "<!---->",
            "<!-- -->",
            "<!-- a - b -->",
            "<!-->-->",
            "<!--- -->",
        ] {
            assert_eq!(check_comment(comment), Ok(()), "{comment}");
        }
        for comment in ["<!----->", "<!-- -- -->", "<!-- --->", "<!------>"] {
            assert_eq!(
                check_comment(comment),
                Err(XmlErrorKind::MalformedComment),
                "{comment}"
            );
        }
    }

    #[test]
    fn instructions() {
        for good in [
            "<?a?>",
            "<?a b?>",
            "<?a\n?>",
            "<?xml-stylesheet href='x'?>",
            "<?a ??>",
            "<?xmlx?>",
        ] {
            assert_eq!(check_instruction(good), Ok(()), "{good}");
        }
        for bad in [
            "<??>",
            "<?>",
            "<? a?>",
            "<?1?>",
            "<?a+b?>",
            "<?XML?>",
            "<?Xml a?>",
            "<?a:b?>",
            "<?a<b?>",
        ] {
            assert_eq!(
                check_instruction(bad),
                Err(XmlErrorKind::MalformedInstruction),
                "{bad}"
            );
        }
        assert_eq!(
            check_instruction("<?xml a?>"),
            Err(XmlErrorKind::MisplacedDeclaration)
        );
    }
}
