//! Independent YAML readers.
