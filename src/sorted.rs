//! A list of pairs in the order of their keys, each key once: a map in a tenth of the code that a tree takes.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// So many are few.
const FEW: usize = 16;

/// Values by key, in the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Sorted<K, V> {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(own, _)| own.borrow().cmp(key))
    }

    /// The value of a key. Among few it is found sooner by asking each, because most texts differ in length.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        if self.0.len() <= FEW {
            return self.0.iter().find(|(own, _)| own.borrow() == key).map(|(_, value)| value);
        }
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// The value of a key, to change.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|at| &mut self.0[at].1)
    }

    /// Gives a key its value, in the stead of the one that it had. Quick where the key comes last.
    pub fn insert(&mut self, key: K, value: V) {
        if self.0.last().is_none_or(|(last, _)| *last < key) {
            return self.0.push((key, value));
        }
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Takes a key out, and gives its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|at| self.0.remove(at).1)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every key with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<K, V> IntoIterator for Sorted<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One pair on its way in, placed by its key and then by when it came.
struct Coming<K, V> {
    key: K,
    place: usize,
    value: V,
}

impl<K: Ord, V> Ord for Coming<K, V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then(self.place.cmp(&other.place))
    }
}

impl<K: Ord, V> PartialOrd for Coming<K, V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord, V> PartialEq for Coming<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<K: Ord, V> Eq for Coming<K, V> {}

/// Of a key that comes twice the last value stays.
impl<K: Ord, V> FromIterator<(K, V)> for Sorted<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        // A heap, because it sorts in a third of the code that a slice takes.
        let mut heap = BinaryHeap::new();
        for (key, value) in pairs {
            heap.push(Coming { key, place: heap.len(), value });
        }
        let mut sorted: Vec<(K, V)> = Vec::new();
        for Coming { key, value, .. } in heap.into_sorted_vec() {
            match sorted.last_mut() {
                Some(last) if last.0 == key => last.1 = value,
                _ => sorted.push((key, value)),
            }
        }
        Self(sorted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_in_the_order_of_their_keys_and_the_last_value_of_a_key_stays() {
        let sorted: Sorted<&str, u32> =
            [("c", 1), ("a", 2), ("c", 3), ("b", 4), ("a", 5)].into_iter().collect();
        assert_eq!(sorted.into_iter().collect::<Vec<_>>(), [("a", 5), ("b", 4), ("c", 3)]);
    }

    #[test]
    fn a_key_is_found_replaced_and_put_in_its_place() {
        let mut sorted = Sorted::default();
        for (key, value) in [(2, 'b'), (1, 'x'), (3, 'c'), (1, 'a')] {
            sorted.insert(key, value);
        }
        assert_eq!(sorted.values().collect::<String>(), "abc");
        assert_eq!((sorted.get(&2), sorted.get(&4), sorted.len()), (Some(&'b'), None, 3));
        assert_eq!((sorted.remove(&2), sorted.remove(&2)), (Some('b'), None));
        assert_eq!(sorted.values().collect::<String>(), "ac");
    }
}
