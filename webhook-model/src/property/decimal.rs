//! Decimals: `rust_decimal::Decimal`, behind the feature `decimal`.

use rust_decimal::Decimal;

use super::digits::Digits;
use super::{DecimalSlot, DecimalValue, PropertyType, Slot, Type, Value};

#[diagnostic::do_not_recommend]
impl PropertyType for Decimal {
    const TYPE: Type = Type::Decimal;

    fn blank() -> Self {
        Self::ZERO
    }

    fn value(&self) -> Value<'_> {
        Value::Decimal(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Decimal(self)
    }
}

impl DecimalValue for Decimal {
    fn text(&self) -> String {
        self.normalize().to_string()
    }
}

impl DecimalSlot for Decimal {
    fn set(&mut self, text: &str) -> bool {
        // The library also accepts `1_000`, and does not accept exponents or zeros beyond the 28th
        // place.
        let usual = Self::from_str_exact(text).ok();
        let number = usual.filter(|_| !text.contains('_')).or_else(|| {
            let plain = Digits::parse(text)?.plain()?;
            Self::from_str_exact(&plain).ok()
        });
        number.map(|number| *self = number).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decoder, Encoder, MediaType};

    #[test]
    fn every_digit_survives_every_format() {
        for text in [
            "0",
            "1.1",
            "-235.05",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
        ] {
            let number: Decimal = text.parse().unwrap();
            for &media_type in MediaType::ALL {
                let body = Encoder::new(media_type).encode(&vec![number]).unwrap();
                let back: Vec<Decimal> = Decoder::new(media_type).decode(&body).unwrap();
                assert_eq!(back, [number], "{media_type}");
            }
        }
    }

    #[test]
    fn json_has_a_number_of_every_digit() {
        let json = |text: &str| {
            let number: Decimal = text.parse().unwrap();
            String::from_utf8(Encoder::new(MediaType::TextJson).encode(&number).unwrap()).unwrap()
        };
        for (text, written) in [
            ("10.50", "10.5"),
            ("-0.0", "0"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
            ),
        ] {
            assert_eq!(json(text), written);
        }
    }
}
