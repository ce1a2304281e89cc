use std::io::{Read, Write};
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let out = loidoc::Normalizer::new().normalize(&text);
    std::io::stdout().write_all(out.as_bytes()).unwrap();
}
