//! Parses a shop file in JSON into the tree value by value, so that parsing stops at the limit.

use super::{Node, Value, one_line, too_many};
use crate::operations::shop_file::problem::Problem;
use crate::operations::shop_file::validation_error::ValidationError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

/// Parses a file of at most `most` values.
///
/// # Errors
/// The error that ended the parsing.
pub fn parse(text: &str, most: usize) -> Result<Node, Problem> {
    let count = Count { left: Cell::new(most), exceeded: Cell::new(false) };
    let mut reader = serde_json::Deserializer::from_str(text);
    let tree = count.deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree));
    tree.map_err(|error| {
        if count.exceeded.get() {
            return too_many(most);
        }
        Problem::new("", Some(error.line()), ValidationError::NotJson(one_line(&error.to_string())))
    })
}

/// How many further values are allowed.
struct Count {
    left: Cell<usize>,
    exceeded: Cell<bool>,
}

impl Count {
    fn take<E: Error>(&self) -> Result<(), E> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => {
                self.exceeded.set(true);
                return Err(E::custom("too many values"));
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &Count {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.take()?;
        Ok(Node { value: deserializer.deserialize_any(self)?, line: None })
    }
}

impl<'de> Visitor<'de> for &Count {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Boolean(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Number, Value::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let (mut table, mut known) = (Vec::new(), HashSet::new());
        while let Some(key) = entries.next_key::<String>()? {
            // Otherwise the second value would silently replace the first.
            if !known.insert(key.clone()) {
                return Err(A::Error::custom(format!("duplicate key `{key}`")));
            }
            table.push((key, entries.next_value_seed(self)?));
        }
        Ok(Value::Table(table))
    }
}
