//! Values without members as text (XML Schema part 2).

use super::escape::write_text;
use super::write::Writer;
use crate::error::Error;
use crate::format::number::write_finite;
use crate::property::Value;
use crate::property::bytes::write_base64;

impl Writer<'_, '_> {
    /// The text of a value without members.
    pub(super) fn simple(&mut self, value: Value<'_>) -> Result<(), Error> {
        match value {
            Value::Bool(flag) => self
                .out
                .extend_from_slice(if flag { b"true" } else { b"false" }),
            Value::Int(number) => self.out.int(number),
            Value::Number(number) => self.out.int(number.into()),
            Value::Double(number) => self.double(number),
            Value::Decimal(number) => self.out.extend_from_slice(number.text().as_bytes()),
            Value::Text(text) | Value::Name(text) => write_text(text, &mut self.out)?,
            Value::Bytes(bytes) => write_base64(bytes, &mut self.out),
            Value::DateTime(date) => date.write(&mut self.out),
            Value::Duration(length) => self.out.extend_from_slice(length.to_xml().as_bytes()),
            Value::Flags(set, of) => {
                // A list of names; the schema's type has no names of combinations.
                set.write_names(of, " ", false, &mut |text| write_text(text, &mut self.out))?;
            }
            Value::Null
            | Value::Any(_)
            | Value::Entity(_)
            | Value::Unknown(_)
            | Value::List(_)
            | Value::Dictionary(_) => {}
        }
        Ok(())
    }

    /// xsd:double has words for NaN and the infinities (XML Schema part 2, section 3.2.5).
    pub(super) fn double(&mut self, number: f64) {
        if number.is_finite() {
            write_finite(number, &mut self.out);
        } else {
            let word: &[u8] = match number {
                number if number.is_nan() => b"NaN",
                number if number > 0.0 => b"INF",
                _ => b"-INF",
            };
            self.out.extend_from_slice(word);
        }
    }
}
