//! What one thread of the program tells another: judged papers and compiled tables as bytes.
//!
//! Both threads run the same program, so the form needs no version, is never stored, and says nothing twice: values one
//! after another, each as long as its kind says. JSON would be read into a tree first, by the thread that is not to wait.
//!
//! **Invariant:** what comes out is what went in; bytes of anything else give nothing.

mod of_drafts;
mod of_papers;
mod of_tables;

use crate::sorted::Sorted;

/// A value as bytes.
pub trait Wire: Sized {
    /// Puts it behind the others.
    fn put(&self, bytes: &mut Vec<u8>);

    /// Takes it off the front. None if something else stands there.
    fn take(bytes: &mut &[u8]) -> Option<Self>;
}

/// A value as bytes.
#[must_use]
pub fn to_bytes(value: &impl Wire) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.put(&mut bytes);
    bytes
}

/// The value of bytes, and of all of them.
#[must_use]
pub fn of_bytes<T: Wire>(mut bytes: &[u8]) -> Option<T> {
    T::take(&mut bytes).filter(|_| bytes.is_empty())
}

fn some<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// A structure as its fields, an enumeration as the number of its variant and that one's fields.
macro_rules! wire {
    (struct $name:ty { $($field:ident),* $(,)? }) => {
        impl Wire for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                $(self.$field.put(bytes);)*
            }

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Wire::take(bytes)?),* })
            }
        }
    };
    (enum $name:ty { $($number:literal: $variant:ident $(($inner:ident))? $({ $($field:ident),+ })?),* $(,)? }) => {
        impl Wire for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($inner))? $({ $($field),+ })? => {
                        bytes.push($number);
                        $($inner.put(bytes);)?
                        $($($field.put(bytes);)+)?
                    })*
                }
            }

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                Some(match u8::take(bytes)? {
                    $($number => Self::$variant $(({ let $inner = Wire::take(bytes)?; $inner }))?
                        $({ $($field: Wire::take(bytes)?),+ })?,)*
                    _ => return None,
                })
            }
        }
    };
}
pub(crate) use wire;

/// Numbers in so many bytes.
macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Wire for $kind {
            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self::from_le_bytes(some(bytes, size_of::<Self>())?.try_into().ok()?))
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, i32, i128, f64);

/// Names that are texts.
macro_rules! names {
    ($($name:ty),* $(,)?) => {$(
        impl Wire for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                super::put_text(self.as_str(), bytes);
            }

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                String::take(bytes).map(Self::new)
            }
        }
    )*};
}
pub(crate) use names;

/// What is counted: of anything that is in the memory of a page there are less.
impl Wire for usize {
    fn put(&self, bytes: &mut Vec<u8>) {
        u32::try_from(*self).unwrap_or(u32::MAX).put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Self::try_from(u32::take(bytes)?).ok()
    }
}

impl Wire for bool {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        match u8::take(bytes)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Wire for char {
    fn put(&self, bytes: &mut Vec<u8>) {
        u32::from(*self).put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Self::from_u32(u32::take(bytes)?)
    }
}

fn put_text(text: &str, bytes: &mut Vec<u8>) {
    text.len().put(bytes);
    bytes.extend_from_slice(text.as_bytes());
}

impl Wire for String {
    fn put(&self, bytes: &mut Vec<u8>) {
        put_text(self, bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::take(bytes)?;
        std::str::from_utf8(some(bytes, length)?).ok().map(str::to_owned)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        self.iter().for_each(|item| item.put(bytes));
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let mut items = Self::new();
        for _ in 0..usize::take(bytes)? {
            items.push(T::take(bytes)?);
        }
        Some(items)
    }
}

impl<K: Wire + Ord, V: Wire> Wire for Sorted<K, V> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        for (key, value) in self.iter() {
            key.put(bytes);
            value.put(bytes);
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let mut sorted = Self::new();
        for _ in 0..usize::take(bytes)? {
            sorted.insert(K::take(bytes)?, V::take(bytes)?);
        }
        Some(sorted)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.is_some().put(bytes);
        if let Some(value) = self {
            value.put(bytes);
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(bytes)? { Some(T::take(bytes)?) } else { None })
    }
}

impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.is_ok().put(bytes);
        match self {
            Ok(value) => value.put(bytes),
            Err(error) => error.put(bytes),
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(bytes)? { Ok(T::take(bytes)?) } else { Err(E::take(bytes)?) })
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        (**self).put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        T::take(bytes).map(Self::new)
    }
}

/// What only is there or not.
impl Wire for () {
    fn put(&self, _: &mut Vec<u8>) {}

    fn take(_: &mut &[u8]) -> Option<Self> {
        Some(())
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.0.put(bytes);
        self.1.put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Some((A::take(bytes)?, B::take(bytes)?))
    }
}
