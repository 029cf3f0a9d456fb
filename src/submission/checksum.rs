//! The checksum of a file's content.

use sha2::{Digest, Sha256};

use crate::json::{Value, canonical};

/// `sha256:` and the hexadecimal digest of the canonical form.
pub(crate) fn checksum(value: &Value) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(canonical(value)) {
        text.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
    }
    text
}

// Not on wasm: a test kit of native crates.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn checksum_is_of_the_canonical_form() {
        expect!["sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"]
            .assert_eq(&checksum(&crate::json::parse(" { } ").unwrap_or_default()));
    }
}
