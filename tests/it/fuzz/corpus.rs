//! The inputs kept in the repository, one file each.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a fuzz target.
pub struct Corpus(PathBuf);

/// Maximum number of inputs kept per target.
const MOST_FILES: usize = 60;

impl Corpus {
    pub fn open(name: &str) -> Self {
        Self(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name))
    }

    /// All inputs, ordered by file name; of calendar files also those in the folder `CALENDAR_CORPUS`.
    pub fn inputs(&self) -> Vec<Vec<u8>> {
        let elsewhere = std::env::var_os("CALENDAR_CORPUS").filter(|_| self.0.ends_with("calendar_file"));
        let folders = std::iter::once(self.0.clone()).chain(elsewhere.map(PathBuf::from));
        let listed = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
        let mut files: Vec<_> = listed.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| fs::read(file).unwrap()).collect()
    }

    /// Keeps an input with a new kind of response, up to the maximum.
    pub fn keep(&self, input: &[u8]) {
        if fs::read_dir(&self.0).unwrap().count() < MOST_FILES {
            self.write("kept", input);
        }
    }

    /// Keeps an input that caused a failure.
    pub fn keep_failure(&self, input: &[u8]) -> PathBuf {
        self.write("failed", input)
    }

    fn write(&self, why: &str, input: &[u8]) -> PathBuf {
        let hash: String = Sha256::digest(input)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let file = self.0.join(format!("{why}-{hash}"));
        fs::write(&file, input).unwrap();
        file
    }
}
