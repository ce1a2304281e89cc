//! What the YAML files may hold: entries of the lexicon, styles, engine profiles. The build script reads them with these very
//! modules, so nothing here is generated.

pub mod class_file;
pub mod engine;
pub mod expand;
pub mod forms;
pub mod layer;
pub mod needs;
pub mod packed;
pub mod place;
pub mod run;
pub mod schema;
pub mod style;
