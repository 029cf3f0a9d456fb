//! A check over stored text: CRC-32 as in Ethernet and zip, which notices every flipped byte and every short run of them.

/// The remainders of four bits, so that a byte costs two steps and the table little of the download.
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        #[allow(clippy::cast_possible_truncation, reason = "an index below 256")]
        let mut remainder = at as u32;
        let mut bit = 0;
        while bit < 4 {
            remainder = (remainder >> 1) ^ if remainder & 1 == 1 { 0xEDB8_8320 } else { 0 };
            bit += 1;
        }
        table[at] = remainder;
        at += 1;
    }
    table
};

/// The check of a text.
#[must_use]
pub fn check(text: &str) -> u32 {
    let step = |crc: u32, bits: u32| (crc >> 4) ^ NIBBLES[((crc ^ bits) & 15) as usize];
    !text.bytes().fold(!0, |crc, byte| step(step(crc, byte.into()), u32::from(byte) >> 4))
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
