//! A picture in black and white, as PNG (ISO/IEC 15948) describes it.
//!
//! **Invariant:** equal pictures give equal bytes; every square is exactly its pixels.

/// How well it is packed: as well as can be, a QR code is small.
const LEVEL: u8 = 9;

/// A bit a pixel, grey, the one way to pack, the one set of filters, rows from top to bottom.
const FORMAT: [u8; 5] = [1, 0, 0, 0, 0];

/// Rows of squares, whether each is black, so many pixels wide and high each. All rows are as long as the first.
pub(super) fn squares(rows: &[Vec<bool>], pixels: usize) -> Vec<u8> {
    let width = rows.first().map_or(0, Vec::len) * pixels;
    let mut lines = Vec::new();
    for row in rows {
        // No filter, then a bit for each pixel, from the left; white is 1.
        let mut line = vec![0];
        line.resize(1 + width.div_ceil(8), 0);
        for column in (0..width).filter(|column| row.get(column / pixels) == Some(&false)) {
            if let Some(byte) = line.get_mut(1 + column / 8) {
                *byte |= 0x80 >> (column % 8);
            }
        }
        (0..pixels).for_each(|_| lines.extend(&line));
    }
    let mut header = Vec::new();
    for length in [width, rows.len() * pixels] {
        header.extend(u32::try_from(length).unwrap_or_default().to_be_bytes());
    }
    header.extend(FORMAT);

    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut picture, *b"IHDR", &header);
    chunk(&mut picture, *b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(&lines, LEVEL));
    chunk(&mut picture, *b"IEND", &[]);
    picture
}

fn chunk(picture: &mut Vec<u8>, name: [u8; 4], contents: &[u8]) {
    picture.extend(u32::try_from(contents.len()).unwrap_or_default().to_be_bytes());
    let start = picture.len();
    picture.extend(name);
    picture.extend(contents);
    let sum = crc32fast::hash(picture.get(start..).unwrap_or_default());
    picture.extend(sum.to_be_bytes());
}
