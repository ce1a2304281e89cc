//! Tables of short words, and sets that rule most words out.

use crate::data::packed::Str;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A set of hashes that may say yes too often, never no.
#[derive(Clone, Debug)]
pub(super) struct Bits<const WORDS: usize = 64>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Bits(Box::new([0; WORDS]))
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    fn place(hash: u32) -> (usize, u64) {
        ((hash >> 6) as usize % WORDS, 1 << (hash & 63))
    }

    pub fn set(&mut self, hash: u32) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    pub fn has(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

pub(super) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A hasher for short words: FNV over bytes. Keys come from lexicon files, never from an attacker.
#[derive(Clone, Copy)]
pub(super) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        WordHasher(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    #[inline]
    fn write_u32(&mut self, n: u32) {
        self.0 = (self.0 ^ u64::from(n)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

pub(super) fn index<'l>(map: &mut FastMap<Str, u32>, spellings: impl Iterator<Item = &'l Str>) {
    map.reserve(spellings.size_hint().0);
    for (n, write) in spellings.enumerate() {
        map.insert(write.clone(), n as u32);
    }
}

/// A hash of the first three bytes of a text, as far as its first word has them.
pub(super) fn beginning(text: &str) -> u32 {
    let first = text.as_bytes().iter().take(3).take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80);
    first.fold(0u32, |first, &byte| first << 8 | u32::from(byte)).wrapping_mul(0x9E37_79B1) >> 20
}

/// Hashes of the first byte of a text, of the first two, and so on up to eight. They are blind to case, and to what bytes after
/// the first of a letter say.
pub(super) fn heads(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.bytes().take(8).scan(0u32, |hash, byte| {
        let folded = if matches!(byte, 0x80..0xC0) { 0x80 } else { byte | 0x20 };
        *hash = (*hash ^ u32::from(folded)).wrapping_mul(0x9E37_79B1).rotate_left(15);
        Some(*hash)
    })
}
