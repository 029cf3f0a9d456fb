//! A check over stored text: CRC-32 as in Ethernet and zip, which notices every flipped byte and every short run of them.

use std::sync::OnceLock;

/// The remainders of a byte: worked out once, because they would weigh more in the download than what works them out.
static REMAINDERS: OnceLock<[u32; 256]> = OnceLock::new();

fn remainders() -> [u32; 256] {
    let mut table = [0; 256];
    for (byte, remainder) in (0..).zip(&mut table) {
        *remainder =
            (0..8).fold(byte, |rest: u32, _| (rest >> 1) ^ if rest & 1 == 1 { 0xEDB8_8320 } else { 0 });
    }
    table
}

/// The check of a text.
#[must_use]
pub fn check(text: &str) -> u32 {
    let table = REMAINDERS.get_or_init(remainders);
    !text.bytes().fold(!0, |crc, byte| (crc >> 8) ^ table[usize::from(crc.to_le_bytes()[0] ^ byte)])
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn the_check_is_the_one_that_everybody_knows() {
        assert_eq!(check(""), 0);
        assert_eq!(check("123456789"), 0xCBF4_3926);
        assert_eq!(check("The quick brown fox jumps over the lazy dog"), 0x414F_A339);
    }
}
