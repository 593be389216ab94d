//! The allocator of the command (`src/main.rs`), so that a benchmark measures what users run.

#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
