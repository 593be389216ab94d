//! The allocator of the command (`src/main.rs`), so that a benchmark measures what users run.

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;
