//! Real names from many languages, and input that is not a name.

use super::super::{Invalid, PersonName};

/// Names as people write them. A name that is refused by mistake is added here.
const NAMES: &[&str] = &[
    // German: titles, particles, double names, companies that book.
    "Erika",
    "Müller-Lüdenscheidt",
    "Dr. med. Anna",
    "Dr.med. Anna",
    "Prof.Dr.Meier",
    "Prof. Dr. Dr. h.c. mult. Meier",
    "Dipl.-Ing. Weiß",
    "Univ.-Prof. Huber",
    "Mag.a Gruber",
    "Anna-Lena v. d. Heide",
    "von und zu Guttenberg",
    "Ch.Meier",
    "K.-H. Schmitt",
    "Karl-Hz. Schmitt",
    "Müller jun.",
    "Müller sen.",
    "Müller (Tochter)",
    "Schmidt & Söhne",
    "M.Sc.",
    "B.A.",
    "Meier, geb. Schulz",
    "Familie Meier",
    "Frau Dr.Meier",
    "Müller GmbH & Co.KG",
    "Maier u. Huber",
    "Łukasz Öztürk",
    // Other Latin letters and their signs.
    "J. R. R.",
    "J.R.R.",
    "St. John",
    "St.John",
    "St.-Pierre",
    "O’Brien",
    "O'Brien",
    "O`Brien",
    "OʼBrien",
    "O´Brien",
    "d'Arc",
    "D’Angelo",
    "N'Diaye",
    "Ó'Súilleabháin",
    "Núñez y Pérez",
    "María José",
    "Mª Carmen",
    "Ma. Luisa",
    "Ma.Luisa",
    "Fco. Javier",
    "D. José",
    "Jean-Luc",
    "Jean-Luc.",
    "Gal·la",
    "Paral·lel",
    "Nguyễn Thị",
    "Đỗ",
    "Vũ",
    "X Æ A-12",
    "A.de Vries",
    "dhr.de Jong",
    "drs. P. van 't Hoff",
    "'t Hooft",
    "in 't Veld",
    "Van der Berg",
    "De la Cruz",
    "E. St. J. Smith",
    "Kaʻahumanu",
    "Kaʻiulani",
    "Ka‘iulani",
    "ʻAlapaʻi",
    "Þórdís Jónsdóttir",
    "Guðrún",
    "Çelik",
    "İnci",
    "Iğdır",
    "Dvořáková",
    "Kovács-Nagy",
    "id. Kovács",
    "ifj. Kovács",
    "mgr inż. Nowak",
    "MUDr. Novák",
    "Ștefan",
    "Jr.",
    "Sammy Davis Jr.",
    "John III",
    "Elizabeth II.",
    "Louis 14",
    "R2 D2",
    "M'Baye",
    "Ng'ang'a",
    "!Xóõ",
    "ǃNǂuǃʼan",
    "ǀHaiǁom",
    "Ngũgĩ wa Thiong'o",
    "Jose\u{301}",
    "Wei Li",
    "K.Ng",
    "Li",
    "Ng",
    "O",
    "E",
    "J.Kim",
    "T.Ly",
    "A. Wang",
    "Mohd.Amir",
    "Md. Rahman",
    "Md.Ali",
    "Muthu s/o Raman",
    "Ganesan a/l Subramaniam",
    "Devi a/p Kumar",
    "Kumar B.Com.",
    "Rao M.A.",
    "Abd. Rahman",
    "Hj. Ahmad",
    "Smith, Esq.",
    "Mary “Polly” Jones",
    "Mary \"Polly\" Jones",
    "William (Bill)",
    "Anne–Marie",
    "Nuñez_Perez",
    "Jr",
    "Sr.",
    // Cyrillic, Greek, Armenian, Georgian.
    "Анна-Мария",
    "А.С. Пушкин",
    "А.С.Пушкин",
    "Хр.Димитров",
    "Мар'яна",
    "В’ячеслав",
    "Ѓорѓи",
    "Παπαδόπουλος",
    "Γ.Σεφέρης",
    "Մարիամ",
    "Մ․ Սարյան",
    "ნინო",
    // Hebrew with geresh and gershayim, with points; Yiddish.
    "ג׳ורג׳",
    "צ'רלי",
    "רש״י",
    "ח״כ",
    "דָּוִד",
    "ש. י. עגנון",
    "בן־גוריון",
    // Arabic, Persian, Urdu, Kurdish: with and without the non-joiner, marks, tatweel.
    "محمد",
    "عبد الله",
    "عبدالرحمٰن",
    "مُحَمَّد",
    "د. أحمد",
    "علی\u{200C}رضا",
    "نعمت\u{200C}اله",
    "می\u{200C}نا",
    "ه\u{200D}",
    "محمـــد",
    "علی۔ رضا",
    // India and Sri Lanka, with joiners in the middle and at the end; Tibet, Burma, Khmer, Thai, Lao, Ethiopia.
    "हिन्\u{200D}दी",
    "श्\u{200C}याम",
    "लक्ष्मी",
    "অরিন্\u{200C}দম",
    "র\u{200D}্যাব",
    "ক্\u{200C}ষ",
    "ਗੁਰਪ੍ਰੀਤ",
    "தமிழ்ச்செல்வி",
    "எஸ். ரவி",
    "అనిల్\u{200C}",
    "ರವೀಂದ್ರ\u{200C}",
    "ക\u{D4D}\u{200D}ഷ",
    "അനില\u{D4D}\u{200D}",
    "ශ්\u{200D}රී",
    "ශ්\u{200D}රීමතී",
    "བསྟན་འཛིན",
    "အောင်ဆန်း",
    "សុខ",
    "สมชาย",
    "น.ส.สมหญิง",
    "ສົມພອນ",
    "አበበ",
    "ᠪᠠᠲᠤ\u{180E}ᠠ",
    "ᠪᠠᠲᠤ\u{180B}",
    // East Asia, with variants of characters.
    "山田",
    "々木",
    "佐々木",
    "葛\u{E0100}城",
    "渡邊\u{E0101}",
    "サイトウ",
    "ﾔﾏﾀﾞ",
    "マリー・アンヌ",
    "ジョン＝ポール",
    "김민준",
    "李小龍",
    "歐陽　娜娜",
    "周‧杰倫",
    "尼古拉·特斯拉",
];

#[test]
fn names_of_people_are_names() {
    for typed in NAMES {
        assert_eq!(PersonName::parse_strangers(typed).as_deref(), Ok(*typed), "{typed}");
    }
}

#[test]
fn links_are_no_names() {
    for typed in ["Sie haben gewonnen: https://evil.example", "Anna evil.com", "erika@example.org", "www.evil", "a/b/c"]
    {
        assert_eq!(PersonName::parse_strangers(typed), Err(Invalid::LooksLikeLink), "{typed}");
    }
}

#[test]
fn what_nobody_sees_is_refused() {
    for invisible in [
        '\u{00AD}',
        '\u{034F}',
        '\u{115F}',
        '\u{17B4}',
        '\u{180E}',
        '\u{200B}',
        '\u{200C}',
        '\u{200D}',
        '\u{2060}',
        '\u{2064}',
        '\u{206A}',
        '\u{2800}',
        '\u{3164}',
        '\u{FE0F}',
        '\u{FFA0}',
        '\u{1D173}',
        '\u{E0001}',
        '\u{E0041}',
        '\u{E0100}',
    ] {
        for typed in
            [format!("Eri{invisible}ka"), format!("Erika{invisible}"), format!("e{invisible}vil.c{invisible}om")]
        {
            assert_eq!(
                PersonName::parse_strangers(&typed),
                Err(Invalid::InvisibleCharacters),
                "{}",
                typed.escape_unicode()
            );
        }
    }
    for doubled in ["علی\u{200C}\u{200C}رضا", "علی \u{200C}رضا", "\u{200C}علی"] {
        assert_eq!(
            PersonName::parse_strangers(doubled),
            Err(Invalid::InvisibleCharacters),
            "{}",
            doubled.escape_unicode()
        );
    }
}

#[test]
fn the_rules_of_every_name_hold_first() {
    assert_eq!(PersonName::parse_strangers(" Erika ").as_deref(), Ok("Erika"));
    assert_eq!(PersonName::parse_strangers(" "), Err(Invalid::Required));
    assert_eq!(PersonName::parse_strangers(&"x".repeat(101)), Err(Invalid::TooLong(100)));
    assert_eq!(PersonName::parse_strangers("a\u{202E}b"), Err(Invalid::ForbiddenCharacters));
}
