use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf, Stdin, stdin};

use super::subscriptions::Subscriptions;

/// Standard input, whose end is the client's: nothing is watched for it any more. Requests that are under way are otherwise
/// finished, and one that listens would not end by itself.
pub(super) struct Input {
    stdin: Stdin,
    subscriptions: Subscriptions,
}

impl Input {
    pub fn new(subscriptions: Subscriptions) -> Self {
        Self { stdin: stdin(), subscriptions }
    }
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = ready!(Pin::new(&mut self.stdin).poll_read(context, buffer));
        if read.is_err() || buffer.filled().len() == before {
            self.subscriptions.end();
        }
        Poll::Ready(read)
    }
}
