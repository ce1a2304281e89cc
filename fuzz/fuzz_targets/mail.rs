//! Any bytes as a mail: its fields, its text in any packing, its parts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

const HEAD: &str = "From: a\nTo: b\nMIME-Version: 1.0\n";

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    let field = |name: &str, value: &str| format!("{name}: {value}\n");
    let packed = |packing: &str| HEAD.to_owned() + &field("Content-Transfer-Encoding", packing) + "\n";
    let before = match way % 6 {
        0 => HEAD.to_owned(),
        1 => packed("quoted-printable"),
        2 => packed("base64"),
        3 => HEAD.to_owned() + &field("Content-Type", "text/plain; format=flowed; delsp=yes") + "\n",
        4 => HEAD.to_owned() + &field("Content-Type", "text/html; charset=x-viet-tcvn5712") + "\n",
        _ => HEAD.to_owned() + &field("Content-Type", "multipart/mixed; boundary=b") + "\n--b\n",
    };
    hold("fuzz.eml", &between(&before, bytes, ""), None);
});
