//! What is kept of what engines said: a station that speaks every day must not fill its disk.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long a sound is kept that nobody asks for.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// Notes that a sound was asked for.
pub(super) fn touch(path: &Path) {
    // A cache that may only be read serves as well.
    let _ = File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Removes what was not asked for in a month, and what runs that were killed left behind. It is done for one folder of
/// many each time that a sound is added to it, so that it never takes long.
pub(super) fn prune(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|meta| meta.modified()).map(|time| now.duration_since(time));
        if matches!(age, Ok(Ok(age)) if age > KEPT) {
            let path = entry.path();
            // What another process removes at the same time is gone as well.
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_goes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (asked, left, room) =
            (folder.path().join("asked.wav"), folder.path().join("left.wav"), folder.path().join(".say-x"));
        let now = SystemTime::now();
        for path in [&asked, &left] {
            fs::write(path, "x").expect("it can be written");
            let file = File::options().append(true).open(path).expect("it is there");
            file.set_modified(now - KEPT - KEPT).expect("its time can be set");
        }
        fs::create_dir(&room).expect("a folder");
        touch(&asked);
        prune(folder.path(), now);
        assert_eq!((asked.exists(), left.exists(), room.exists()), (true, false, true));
        prune(folder.path(), now + 2 * KEPT);
        assert_eq!((asked.exists(), room.exists()), (false, false));
    }
}
