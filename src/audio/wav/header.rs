//! The header of a WAV file, mended where a program could not know how much sound would follow.

/// Programs that write a WAV to a pipe do not know its length and leave a very large one in its header.
const STREAMED: u32 = 0x7000_0000;
/// The head of a file, and of each chunk in it.
const HEAD: usize = 12;
const CHUNK: usize = 8;

/// Whether it is a WAV file at all.
pub(super) fn is_wave(bytes: &[u8]) -> bool {
    matches!(bytes.get(..4), Some(b"RIFF" | b"RF64" | b"BW64")) && bytes.get(8..HEAD) == Some(b"WAVE")
}

/// Gives a file the sizes that it has: of a stream (to its end), and of RF64, which readers of RIFF do not know.
///
/// # Errors
/// What is wrong with a file that ends before its sound does.
pub(super) fn mend(bytes: &mut [u8]) -> Result<(), String> {
    let wide = bytes.starts_with(b"RF64") || bytes.starts_with(b"BW64");
    if wide {
        bytes[..4].copy_from_slice(b"RIFF");
    }
    let mut true_size = None;
    let mut at = HEAD;
    while let Some(head) = bytes.get(at..at + CHUNK) {
        let stated = number(&head[4..]);
        let left = bytes.len() - at - CHUNK;
        match &head[..4] {
            // The size of the data stands after that of the whole.
            b"ds64" if wide => {
                let size = bytes.get(at + CHUNK + 8..at + CHUNK + 16);
                true_size = size.and_then(|size| Some(u64::from_le_bytes(size.try_into().ok()?)));
            }
            b"data" => {
                let size = match true_size.filter(|_| stated == u32::MAX) {
                    Some(size) => usize::try_from(size).unwrap_or(usize::MAX),
                    None if stated >= STREAMED && stated as usize > left => left,
                    None => stated as usize,
                };
                if size > left {
                    return Err(format!("is cut short ({left} bytes of sound instead of {size})"));
                }
                let size = whole(bytes, size);
                let (Ok(data), Ok(all)) = (u32::try_from(size), u32::try_from(bytes.len() - CHUNK)) else {
                    return Err("is larger than 4 GiB: cut it".into());
                };
                bytes[at + 4..at + CHUNK].copy_from_slice(&data.to_le_bytes());
                bytes[4..CHUNK].copy_from_slice(&all.to_le_bytes());
                return Ok(());
            }
            _ => {}
        }
        // Chunks begin at even places.
        at = at.saturating_add(CHUNK + stated as usize + stated as usize % 2);
    }
    Ok(())
}

/// So many bytes of sound without a last frame that is not whole.
fn whole(bytes: &[u8], size: usize) -> usize {
    let mut at = HEAD;
    while let Some(head) = bytes.get(at..at + CHUNK) {
        let stated = number(&head[4..]) as usize;
        if let (b"fmt ", Some(frame)) = (&head[..4], bytes.get(at + CHUNK + 12..at + CHUNK + 14)) {
            let frame = usize::from(u16::from_le_bytes([frame[0], frame[1]])).max(1);
            return size - size % frame;
        }
        at = at.saturating_add(CHUNK + stated + stated % 2);
    }
    size
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).rev().fold(0, |n, &byte| n << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of so many bytes of sound that tells of so many.
    fn file(kind: &[u8; 4], ds64: Option<u64>, stated: u32, sound: usize) -> Vec<u8> {
        let mut bytes = [kind.as_slice(), &[0xff; 4], b"WAVE"].concat();
        if let Some(size) = ds64 {
            bytes.extend([b"ds64".as_slice(), &28u32.to_le_bytes(), &[0; 8], &size.to_le_bytes(), &[0; 12]].concat());
        }
        let format = [1u16.to_le_bytes(), 1u16.to_le_bytes()].concat();
        let rates = [8000u32.to_le_bytes(), 16_000u32.to_le_bytes()].concat();
        let frame = [2u16.to_le_bytes(), 16u16.to_le_bytes()].concat();
        bytes.extend([b"fmt ".as_slice(), &16u32.to_le_bytes(), &format, &rates, &frame].concat());
        bytes.extend([b"data".as_slice(), &stated.to_le_bytes(), &vec![0x11; sound]].concat());
        bytes
    }

    fn mended(mut bytes: Vec<u8>) -> Result<usize, String> {
        mend(&mut bytes)?;
        let reader = hound::WavReader::new(bytes.as_slice()).map_err(|error| error.to_string())?;
        Ok(reader.into_samples::<i16>().map_while(Result::ok).count())
    }

    #[test]
    fn a_size_that_nobody_knew_is_found() {
        for (kind, ds64, stated) in [
            (b"RIFF", None, 0xFFFF_FFFF),
            (b"RIFF", None, 0x7FFF_F000),
            (b"RIFF", None, 400),
            (b"RF64", Some(400), 0xFFFF_FFFF),
            (b"BW64", Some(400), 0xFFFF_FFFF),
        ] {
            assert_eq!(mended(file(kind, ds64, stated, 400)), Ok(200), "{ds64:?} {stated:x}");
        }
        assert_eq!(mended(file(b"RIFF", None, 0xFFFF_FFFF, 401)), Ok(200), "half a sample at the end is left");
    }

    #[test]
    fn what_is_cut_short_is_told() {
        for (kind, ds64, stated) in [(b"RIFF", None, 800), (b"RF64", Some(800), 0xFFFF_FFFF)] {
            let error = mended(file(kind, ds64, stated, 400)).expect_err("half of it is missing");
            assert!(error.starts_with("is cut short"), "{error}");
        }
        // No head is too short to be looked at.
        let bytes = file(b"RF64", Some(400), 0xFFFF_FFFF, 4);
        for end in 0..bytes.len() {
            let _ = mend(&mut bytes[..end].to_vec());
        }
    }
}
