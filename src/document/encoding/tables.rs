//! Encodings of Vietnamese from before Unicode, a byte or two a letter.

/// The upper half of TCVN 5712-1:1993 (VN2); TCVN3, also called ABC, is the part of it that fonts such as .VnTime show.
/// Its capitals with tones lie below 0x20 and from 0x80 to 0x9F.
pub(super) const TCVN_UPPER: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
/// What TCVN 5712-1 has in place of control characters.
pub(super) const TCVN_LOWER: &[(u8, char)] = &[
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// The upper half of VISCII 1.1 (RFC 1456).
pub(super) const VISCII_UPPER: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
/// What VISCII has in place of control characters.
pub(super) const VISCII_LOWER: &[(u8, char)] =
    &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// The upper half of VPS, of the Vietnamese Professionals Society.
pub(super) const VPS_UPPER: &str = "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\u{a0}ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ\u{fffd}àáâãảạă\u{fffd}èéêẽìí\u{fffd}ĩẴĐòóôõ\u{fffd}Ơụùúủ\u{fffd}ỶẼỳ";
/// What VPS has in place of control characters.
pub(super) const VPS_LOWER: &[(u8, char)] = &[
    (0x02, 'Ạ'),
    (0x03, 'Ậ'),
    (0x04, 'Ặ'),
    (0x05, 'Ẹ'),
    (0x06, 'Ệ'),
    (0x10, 'Ị'),
    (0x11, 'Ọ'),
    (0x12, 'Ộ'),
    (0x13, 'Ợ'),
    (0x14, 'Ụ'),
    (0x15, 'Ự'),
    (0x19, 'Ỵ'),
    (0x1C, 'Ẫ'),
    (0x1D, 'Ữ'),
];

/// VNI-Windows: letters of one byte.
pub(super) const VNI_LETTERS: &[(u8, char)] = &[
    (0xC6, 'Ỉ'),
    (0xCC, 'Ì'),
    (0xCD, 'Í'),
    (0xCE, 'Ỵ'),
    (0xD1, 'Đ'),
    (0xD2, 'Ị'),
    (0xD3, 'Ĩ'),
    (0xD4, 'Ơ'),
    (0xD6, 'Ư'),
    (0xE6, 'ỉ'),
    (0xEC, 'ì'),
    (0xED, 'í'),
    (0xEE, 'ỵ'),
    (0xF1, 'đ'),
    (0xF2, 'ị'),
    (0xF3, 'ĩ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
];

/// VNI-Windows: bytes that follow a vowel, and the combining marks they are; capitals have them 0x20 lower.
pub(super) const VNI_MARKS: &[(u8, &str)] = &[
    (0xE0, "\u{302}\u{300}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE2, "\u{302}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE8, "\u{306}\u{300}"),
    (0xE9, "\u{306}\u{301}"),
    (0xEA, "\u{306}"),
    (0xEB, "\u{306}\u{323}"),
    (0xEF, "\u{323}"),
    (0xF5, "\u{303}"),
    (0xF8, "\u{300}"),
    (0xF9, "\u{301}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFB, "\u{309}"),
    (0xFC, "\u{306}\u{303}"),
];

/// VIQR (RFC 1456): signs that follow a vowel, and the combining marks they are.
pub(super) const VIQR_MARKS: &[(u8, char)] = &[
    (b'^', '\u{302}'),
    (b'(', '\u{306}'),
    (b'+', '\u{31b}'),
    (b'\'', '\u{301}'),
    (b'`', '\u{300}'),
    (b'?', '\u{309}'),
    (b'~', '\u{303}'),
    (b'.', '\u{323}'),
];

/// What windows-1252 has from 0x80 to 0x9F; five bytes stay C1 controls.
pub(super) const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// BK HCM 2: letters of one byte; capitals have them 0x20 lower.
pub(super) const BKHCM_LETTERS: &[(u8, char)] = &[
    (0xC0, 'Đ'),
    (0xCA, 'Â'),
    (0xCF, 'Ê'),
    (0xD1, 'Í'),
    (0xD2, 'Ì'),
    (0xD3, 'Ỉ'),
    (0xD4, 'Ĩ'),
    (0xD5, 'Ị'),
    (0xD6, 'Ô'),
    (0xD9, 'Ă'),
    (0xDA, 'Ơ'),
    (0xDB, 'Ư'),
    (0xE0, 'đ'),
    (0xEA, 'â'),
    (0xEF, 'ê'),
    (0xF1, 'í'),
    (0xF2, 'ì'),
    (0xF3, 'ỉ'),
    (0xF4, 'ĩ'),
    (0xF5, 'ị'),
    (0xF6, 'ô'),
    (0xF9, 'ă'),
    (0xFA, 'ơ'),
    (0xFB, 'ư'),
];

/// BK HCM 2: bytes that follow a vowel, and the combining tones they are.
pub(super) const BKHCM_MARKS: &[(u8, &str)] = &[
    (0xE1, "\u{301}"),
    (0xE2, "\u{300}"),
    (0xE3, "\u{309}"),
    (0xE4, "\u{303}"),
    (0xE5, "\u{323}"),
    (0xE6, "\u{301}"),
    (0xE7, "\u{300}"),
    (0xE8, "\u{309}"),
    (0xE9, "\u{303}"),
    (0xEB, "\u{301}"),
    (0xEC, "\u{300}"),
    (0xED, "\u{309}"),
    (0xEE, "\u{303}"),
];
