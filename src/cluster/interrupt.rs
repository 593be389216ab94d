use std::process;
use std::thread;

use super::Limit;

/// The exit code of a process that SIGINT ends, by the habit of shells: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// A limit that ends when the process is interrupted (Ctrl-C), so that what was done until then can be reported. A second
/// interrupt ends the process. Where signals cannot be watched, the first one does, as usual.
pub fn until_interrupted() -> Limit {
    let limit = Limit::default();
    let watched = limit.clone();
    thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            watched.end();
            let _ = tokio::signal::ctrl_c().await;
            process::exit(INTERRUPTED);
        });
    });
    limit
}
