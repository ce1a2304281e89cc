//! The folder that a batch writes to: each article's folder appears whole or not at all.
//!
//! A folder is made as `.loidoc-new-NAME` and renamed. One that is replaced is moved to `.loidoc-old-NAME` first; a run
//! that was killed between the two is mended by the next one.

use super::failure::Failure;
use loidoc::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const NEW: &str = ".loidoc-new-";
const OLD: &str = ".loidoc-old-";
const LOCK: &str = ".loidoc.lock";

pub(super) struct Place {
    folder: PathBuf,
}

impl Place {
    pub(super) fn new(folder: &Path) -> Result<Place, Error> {
        let place = Place { folder: folder.to_owned() };
        fs::create_dir_all(folder).map_err(|error| place.wrong(&error))?;
        Ok(place)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps other batches out as long as the file lives.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        let file = File::create(self.folder.join(LOCK)).map_err(|error| self.wrong(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(_) => Err(Failure::Message(
                format!("{}: another batch is writing here: wait for it or take another folder", self.folder.display()),
                3,
            )),
        }
    }

    /// Mends what a run that was killed left behind.
    pub(super) fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(article) = name.strip_prefix(OLD) {
                let home = self.folder.join(article);
                if !home.exists() && fs::rename(entry.path(), home).is_ok() {
                    continue;
                }
            }
            // What cannot be removed is in nobody's way.
            if name.starts_with(".loidoc-") {
                let _ = if entry.path().is_dir() {
                    fs::remove_dir_all(entry.path())
                } else {
                    fs::remove_file(entry.path())
                };
            }
        }
    }

    /// An empty folder in which an article is made.
    pub(super) fn stage(&self, name: &str) -> Result<PathBuf, Error> {
        let staging = self.folder.join(format!("{NEW}{name}"));
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(|error| self.wrong(&error))?;
        }
        fs::create_dir(&staging).map_err(|error| self.wrong(&error))?;
        Ok(staging)
    }

    /// Gives up what was made of an article.
    pub(super) fn unstage(&self, name: &str) {
        self.remove(&format!("{NEW}{name}"));
    }

    /// The files of a folder, sorted.
    pub(super) fn list(&self, staging: &Path) -> Result<Vec<String>, Error> {
        let entries = fs::read_dir(staging).map_err(|error| self.wrong(&error))?;
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    /// Moves a folder that is whole to its place. One that is there already must be ours: known to the manifest, or with
    /// an article's index in it.
    pub(super) fn settle(&self, name: &str, index: &str, ours: bool) -> Result<(), Error> {
        let (new, old) = (self.folder.join(format!("{NEW}{name}")), self.folder.join(format!("{OLD}{name}")));
        let home = self.folder.join(name);
        if !home.exists() {
            return fs::rename(&new, &home).map_err(|error| self.wrong(&error));
        }
        if !ours && !home.join(index).exists() {
            let message = "is there already and is no batch's work: take another folder for -o".into();
            return Err(Error::Io { path: home, message });
        }
        fs::rename(&home, &old).and_then(|()| fs::rename(&new, &home)).map_err(|error| self.wrong(&error))?;
        // The next run's tidying would do it, too.
        let _ = fs::remove_dir_all(&old);
        Ok(())
    }

    /// Whether all files of an article are there.
    pub(super) fn holds(&self, name: &str, files: &[String]) -> bool {
        let home = self.folder.join(name);
        home.is_dir() && files.iter().all(|file| home.join(file).is_file())
    }

    /// Removes an article's folder.
    pub(super) fn remove(&self, name: &str) {
        // Nobody is harmed by a folder that the manifest does not name.
        let _ = fs::remove_dir_all(self.folder.join(name));
    }

    fn wrong(&self, error: &io::Error) -> Error {
        Error::Io { path: self.folder.clone(), message: format!("cannot write here: {error}") }
    }
}
