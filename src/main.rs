use std::io::{Read, Write};
fn main() {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).unwrap();
    let text = simdutf8::basic::from_utf8(&bytes).unwrap();
    let out = loidoc::Normalizer::new().normalize(text);
    std::io::stdout().write_all(out.as_bytes()).unwrap();
}
