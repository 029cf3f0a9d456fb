//! Every letter of both encodings, and which texts are taken for one of them. The encoder is the tests' own: TCVN3 by its
//! bytes, VNI by the names of its marks.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use super::*;

/// TCVN 5712:1993 from a byte on, without what the fonts of offices leave out.
const TCVN3_BYTES: [(u32, &str); 9] = [
    (0xa1, "ĂÂÊÔƠƯĐ"),
    (0xa8, "ăâêôơưđ"),
    (0xb5, "àảãáạ"),
    (0xbb, "ằẳẵắ"),
    (0xc6, "ặầẩẫấậè"),
    (0xce, "ẻẽéẹềểễếệìỉ"),
    (0xdc, "ĩíịò"),
    (0xe1, "ỏõóọồổỗốộờởỡớợù"),
    (0xf1, "ủũúụừửữứựỳỷỹýỵ"),
];

/// The 134 letters of lower case that have marks are 67; their capitals are as many.
fn marked_letters() -> Vec<char> {
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
    let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    let each = |vowel| tones.map(|tone| format!("{vowel}{tone}").nfc().collect::<String>());
    let letters = vowels.into_iter().flat_map(each).filter(|letter| !letter.is_ascii());
    let letters: Vec<char> =
        letters.chain(["đ".to_owned()]).flat_map(|letter| letter.chars().next()).collect();
    assert_eq!(letters.len(), 67);
    letters
}

fn encode(text: &str, encoding: Encoding) -> String {
    text.chars().map(|letter| if encoding == Encoding::Tcvn3 { tcvn3(letter) } else { vni(letter) }).collect()
}

/// As people wrote: capitals with tones as small letters, which a font of capitals drew.
fn tcvn3(letter: char) -> String {
    let place = |wanted: char| {
        let of = |(byte, letters): &(u32, &str)| {
            let at = letters.chars().position(|own| own == wanted)?;
            char::from_u32(byte + u32::try_from(at).ok()?)
        };
        TCVN3_BYTES.iter().find_map(of)
    };
    let small = letter.to_lowercase().next().unwrap_or(letter);
    place(letter).or_else(|| place(small)).unwrap_or(letter).into()
}

fn vni(letter: char) -> String {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let parts: Vec<char> = small.to_string().nfd().collect();
    let (base, marks) = (parts[0], &parts[1..]);
    let has = |mark| marks.contains(&mark);
    let tone = marks.iter().position(|mark| !"\u{302}\u{306}\u{31b}".contains(*mark)).map(|at| marks[at]);
    let of = |letters: &str| {
        let places =
            [None, Some('\u{300}'), Some('\u{309}'), Some('\u{303}'), Some('\u{301}'), Some('\u{323}')];
        let at = places.iter().position(|place| *place == tone).expect("a tone");
        letters.chars().nth(at).filter(|mark| *mark != ' ').map(String::from).unwrap_or_default()
    };
    let written = match (base, small) {
        (_, 'đ') => "ñ".to_owned(),
        _ if parts.len() == 1 => small.to_string(),
        ('i', _) => of("iìæóíò"),
        ('y', 'ỵ') => "î".to_owned(),
        _ if has('\u{302}') => format!("{base}{}", of("âàåãáä")),
        _ if has('\u{306}') => format!("{base}{}", of("êèúüéë")),
        ('o', _) if has('\u{31b}') => format!("ô{}", of(" øûõùï")),
        ('u', _) if has('\u{31b}') => format!("ö{}", of(" øûõùï")),
        _ => format!("{base}{}", of(" øûõùï")),
    };
    if letter == small { written } else { written.to_uppercase() }
}

fn lines_of_plans() -> Vec<String> {
    let text = |plan| {
        let file = format!("{}/tests/fixtures/plans/00{plan}.txt", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(file).expect("a plan").nfc().collect::<String>()
    };
    (0..5).map(text).flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[track_caller]
fn check(text: &str, expected: Option<(Encoding, &str)>) {
    let found = detect(text).map(|encoding| (encoding, decode(text, encoding)));
    assert_eq!(found, expected.map(|(encoding, text)| (encoding, text.to_owned())), "{text}");
}

#[test]
fn every_letter_comes_back_from_both_encodings() {
    for letter in marked_letters() {
        let capital = upper(letter);
        for encoding in [Encoding::Tcvn3, Encoding::Vni] {
            let text = format!("{letter}x {letter}");
            assert_eq!(decode(&encode(&text, encoding), encoding), text);
        }
        assert_eq!(decode(" í aí ì", Encoding::Vni), " í aí ì");
        let text = format!("{capital} X{capital} {capital}x");
        assert_eq!(decode(&encode(&text, Encoding::Vni), Encoding::Vni), text);
        // TCVN3 has seven; the others are told by the capitals beside them.
        let has = "ĂÂĐÊÔƠƯ".contains(capital);
        let text = if has { format!("{capital}x") } else { format!("XY{capital}") };
        assert_eq!(decode(&encode(&text, Encoding::Tcvn3), Encoding::Tcvn3), text);
    }
}

#[test]
fn known_places_are_read_as_the_standards_have_them() {
    assert_eq!(decode("¸µ¶·¹¨©®ªß\u{ad}þ ¡¢§£¤¥¦", Encoding::Tcvn3), "áàảãạăâđêòưỵ ĂÂĐÊÔƠƯ");
    assert_eq!(decode("aùaøaûaõaïaâaêñöôaáîæ AÙÑÖÔÖÏÎ", Encoding::Vni), "áàảãạâăđươấỵỉ ÁĐƯƠỰỴ");
    for text in ["", "a", "ù", "a ù o", "12 (3) – “x” …\r\n\t中", "\u{0}"] {
        assert_eq!(decode(text, Encoding::Vni), text);
    }
}

#[test]
fn every_line_of_the_plans_is_found_and_comes_back() {
    let mut found = [0, 0];
    let mut missed = Vec::new();
    for line in lines_of_plans() {
        check(&line, None);
        let marked = line.chars().filter(|letter| letter.is_alphabetic() && !letter.is_ascii()).count();
        for (at, encoding) in [Encoding::Tcvn3, Encoding::Vni].into_iter().enumerate() {
            // Fonts of these encodings have no raised figure.
            let line = line.replace('¹', "1");
            let legacy = encode(&line, encoding);
            match detect(&legacy) {
                Some(own) => {
                    assert_eq!(own, encoding, "{legacy}");
                    let back = decode(&legacy, encoding);
                    // A capital with a tone among small letters is a small one in TCVN3.
                    assert_eq!(back.to_lowercase(), line.to_lowercase(), "{legacy}");
                    if encoding == Encoding::Vni {
                        assert_eq!(back, line);
                    }
                    found[at] += 1;
                }
                None if marked >= 5 => missed.push(format!("{encoding:?} {legacy} = {line}")),
                None => {}
            }
        }
    }
    assert!(missed.is_empty(), "{found:?}, missed {}: {missed:#?}", missed.len());
    assert!(found.iter().all(|found| *found > 300), "{found:?}");
}

#[test]
fn the_plans_as_a_whole_are_found_too_and_not_as_they_are() {
    let all = lines_of_plans().join("\n");
    check(&all, None);
    for encoding in [Encoding::Tcvn3, Encoding::Vni] {
        assert_eq!(detect(&encode(&all, encoding)), Some(encoding));
    }
}

#[test]
fn what_offices_have_in_old_files_is_found() {
    check("KÝnh th\u{ad}a Héi nghÞ!", Some((Encoding::Tcvn3, "Kính thưa Hội nghị!")));
    check("Kính thöa Hoäi nghò!", Some((Encoding::Vni, "Kính thưa Hội nghị!")));
    check("NguyÔn V¨n An", Some((Encoding::Tcvn3, "Nguyễn Văn An")));
    check("Nguyeãn Vaên An", Some((Encoding::Vni, "Nguyễn Văn An")));
    check("I. KÕT QU¶ THùC HIÖN", Some((Encoding::Tcvn3, "I. KẾT QUẢ THỰC HIỆN")));
    check("UBND tØnh Cao B»ng, ®ång chÝ", Some((Encoding::Tcvn3, "UBND tỉnh Cao Bằng, đồng chí")));
    check("“Hoäi ñoàng” – ñöôøng giao thoâng", Some((Encoding::Vni, "“Hội đồng” – đường giao thông")));
    // The paragraphs around it stay as they are.
    check("§\u{ad}êng liªn x·\n\nKªnh m\u{ad}¬ng", Some((Encoding::Tcvn3, "Đường liên xã\n\nKênh mương")));
}

#[test]
fn other_texts_are_left_alone() {
    for text in [
        "",
        "Kính thưa Hội nghị!",
        "Lào Cai, Hà Giang, Hà Nam",
        "Ông Tô Thành Công và bà Cù Thúy Hà",
        "UBND xã, TYT xã, HTX Tân Hòa",
        "hoà, hóa, quý, thí, thìa, ô tô, xôi",
        "Nhà văn hóa thôn 3; sân 20 m²; giá 1.200.000 đ",
        "The report of the team is due on 10 May.",
        "Elle a été très fatiguée à l’école, où l’élève français naïf mangeait des crêpes près du château de Noël.",
        "Où êtes-vous ? Là-bas, à côté du café.",
        "Müller, Größe, Straße, für über schön",
        "El niño pequeño comió piña en España; ¿qué más? ¡Nada!",
        "Citroën, naïve, coöperate, façade",
        "«Tổng kết» © 2020 ®",
        "« » © ® ¶ § ° ± µ ½ ¼ ¾ · ¨ ¹ ² ³ × ÷",
        "© 2020 ACME ® «Best» § 12",
        "5 N·m, 10 N·m; 3 µm và 4 µm",
        "1 234,5 kg × 2 = 2 469 kg ± 5 %",
        "a·b ÷ c·d",
        "infor\u{ad}ma\u{ad}tion tech\u{ad}nol\u{ad}o\u{ad}gy",
        "¸",
        "aù",
        "Привет, мир",
        "中文字",
    ] {
        check(text, None);
    }
}

/// Each row of a block, its cells parted by `|`, as it is and as it becomes; a cell that is left is not named.
#[track_caller]
fn check_cells(rows: &[(&str, &str)], expected: Option<Encoding>) {
    let cells: Vec<(usize, &str)> = rows.iter().flat_map(|(row, _)| row.split('|').enumerate()).collect();
    let wanted = rows.iter().flat_map(|(_, row)| row.split('|')).map(str::to_owned).collect::<Vec<_>>();
    let found = decode_cells(&cells);
    assert_eq!(found.as_ref().map(|found| found.0), expected, "{rows:?}");
    let mut texts = vec![String::new(); cells.len()];
    for (at, text) in found.map(|found| found.1).unwrap_or_default() {
        texts[at] = text;
    }
    assert_eq!(texts, wanted);
}

#[test]
fn cells_are_judged_together_and_changed_one_by_one() {
    // Alone a name may say too little; as a list they are sure.
    check_cells(&[("Hïng", "")], None);
    check_cells(&[("Hïng", "Hùng"), ("Lan", ""), ("Thµnh", "Thành")], Some(Encoding::Tcvn3));
    check_cells(&[("Huøng", "Hùng"), ("Lan", ""), ("Ñaït", "Đạt")], Some(Encoding::Vni));
    // Numbers, addresses and the words of others weigh nothing.
    check_cells(
        &[
            (
                "NguyÔn V¨n Hïng|1980|hung@example.com|UBND x· Thanh S¬n",
                "Nguyễn Văn Hùng|||UBND xã Thanh Sơn",
            ),
            ("TrÇn ThÞ Hoa|1985|Excel, Word, PowerPoint|Q§-UBND", "Trần Thị Hoa|||QĐ-UBND"),
            ("", ""),
        ],
        Some(Encoding::Tcvn3),
    );
    // A form fills many columns; one that is Unicode stays so, with or without letters of its own.
    check_cells(
        &[
            ("NguyÔn V¨n Hïng|Nữ|xã|Hà Giang|Tô Thành Công", "Nguyễn Văn Hùng||||"),
            ("Lª ThÞ §µo|Nữ|xã|Lào Cai|Hà", "Lê Thị Đào||||"),
        ],
        Some(Encoding::Tcvn3),
    );
    check_cells(
        &[("Nguyeãn Vaên An|Hà Giang|xã", "Nguyễn Văn An||"), ("Traàn Thò Hoa|Lý Tú|thôn", "Trần Thị Hoa||")],
        Some(Encoding::Vni),
    );
}

#[test]
fn a_cell_that_could_be_either_is_what_its_column_is() {
    check_cells(
        &[
            ("NguyÔn V¨n|Dòng|xã", "Nguyễn Văn|Dũng|"),
            ("TrÇn ThÞ|Hiªn|xã", "Trần Thị|Hiên|"),
            ("Lª|Tó|xã", "Lê|Tú|"),
        ],
        Some(Encoding::Tcvn3),
    );
    // Nobody knows where one row alone is of both.
    check_cells(&[("NguyÔn V¨n|Dòng", "Nguyễn Văn|")], Some(Encoding::Tcvn3));
    check_cells(&[("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"), ("Tó", ""), ("Đỗ Tú", "")], Some(Encoding::Tcvn3));
}

#[test]
fn cells_in_unicode_are_left_alone() {
    check_cells(&[], None);
    check_cells(&[("Nguyễn Văn Dũng|1980|Nữ", "||"), ("Tô Thành Công|xã|", "||"), ("Hà|Lý|Tú", "||")], None);
    check_cells(&[("Café Noël|Müller|20 m²", "||"), ("3 µm|© 2020 ®|§ 12", "||")], None);
    for plan in 0..5 {
        let lines = lines_of_plans();
        let words: Vec<(usize, &str)> =
            lines.iter().skip(plan).step_by(5).flat_map(|line| line.split(' ').enumerate()).collect();
        assert_eq!(decode_cells(&words), None);
    }
}

#[test]
fn syllables_are_those_of_vietnamese() {
    let syllables = "nghiêng khuỷu quốc quýt gì gìn giếng giữa giường già giặc uống yêu ưa ở ăn đắk xoong \
        thuở khuya nguyễn toàn hóa hoá thúy thuý quả tuyệt ươm phở kỹ chuẩn rượu hươu huơ quảng ỉa thoắt";
    for word in syllables.split_whitespace() {
        // Đắk is written so and spoken otherwise.
        assert_eq!(is_syllable(word), word != "đắk", "{word}");
        assert!(is_syllable(&word.to_uppercase()) || word == "đắk", "{word}");
    }
    for word in ["", "x", "ngh", "ẫlố", "thöa", "mằ", "tầ", "aà", "tết̃", "bàt", "est", "and", "kết1", "Kªt"]
    {
        assert!(!is_syllable(word), "{word}");
    }
}

#[test]
fn what_was_pasted_is_told_from_before_and_after() {
    for (before, after, wanted) in [
        ("", "NguyÔn V¨n", "NguyÔn V¨n"),
        ("Đã có. ", "Đã có. NguyÔn", "NguyÔn"),
        ("Đã có.", "NguyÔn Đã có.", "NguyÔn "),
        ("Đầu. Cuối.", "Đầu. KÝnh Cuối.", "KÝnh "),
        ("Đầu. Cũ. Cuối.", "Đầu. KÝnh. Cuối.", "KÝnh"),
        // The letter before a mark stood there already.
        ("aù", "aøu", "aøu"),
        ("trường", "trườngKÝnh", "ngKÝnh"),
        ("KÝnh", "KÝnh", "KÝnh"),
        ("Đã có.", "có.", "có."),
        ("", "", ""),
    ] {
        assert_eq!(after.get(pasted(before, after)), Some(wanted));
    }
}
