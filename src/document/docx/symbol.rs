//! The Symbol font: what its places show.

/// What a character of a font of symbols shows; nothing for ornaments.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    if !font.eq_ignore_ascii_case("symbol") {
        return None;
    }
    const GREEK: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    let code = code & 0xFF;
    Some(match code {
        0x61..=0x7A => GREEK.chars().nth(code as usize - 0x61)?,
        0x41..=0x5A => CAPITALS.chars().nth(code as usize - 0x41)?,
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB4 => '×',
        0xB8 => '÷',
        0xB9 => '≠',
        0xA3 => '≤',
        0xB3 => '≥',
        0xA5 => '∞',
        0xAE => '→',
        0xAC => '←',
        0xDE => '⇒',
        0xD6 => '√',
        0x2D => '−',
        0x20..=0x7E => char::from_u32(code)?,
        _ => return None,
    })
}
