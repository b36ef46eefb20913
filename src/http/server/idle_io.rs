//! A stream that fails when it is idle for too long.
//!
//! hyper has a time-out only for HTTP/1 headers: a client that connects and sends nothing, sends half of an HTTP/2
//! preface, or stops reading would hold its connection forever. This wrapper covers all cases: a fixed time until the
//! first byte of the first response, then a maximum pause.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// Wraps a byte stream.
pub struct IdleIo<S> {
    stream: S,
    idle_timeout: Duration,
    answered: bool,
    /// When the connection fails. Every byte moves it on; the timer is reset only when it fires, since resetting is
    /// more expensive than reading the time.
    deadline: Instant,
    timer: Pin<Box<Sleep>>,
}

impl<S> IdleIo<S> {
    /// Fails `stream` after `first_answer_timeout` without a response, later after `idle_timeout` without a byte.
    pub fn new(stream: S, first_answer_timeout: Duration, idle_timeout: Duration) -> Self {
        let deadline = Instant::now() + first_answer_timeout;
        let timer = Box::pin(tokio::time::sleep_until(deadline));
        Self { stream, idle_timeout, answered: false, deadline, timer }
    }

    fn read_something(&mut self) {
        if self.answered {
            self.deadline = Instant::now() + self.idle_timeout;
        }
    }

    fn wrote_something(&mut self) {
        self.answered = true;
        self.deadline = Instant::now() + self.idle_timeout;
    }

    /// Called when the stream is pending: an error once the deadline has passed.
    fn wait<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if self.deadline < self.timer.deadline() {
            self.rewind();
        }
        while self.timer.as_mut().poll(cx).is_ready() {
            if Instant::now() >= self.deadline {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.rewind();
        }
        Poll::Pending
    }

    fn rewind(&mut self) {
        let deadline = self.deadline;
        self.timer.as_mut().reset(deadline);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for IdleIo<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(cx, buffer) {
            Poll::Ready(done) => {
                self.read_something();
                Poll::Ready(done)
            }
            Poll::Pending => self.wait(cx),
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for IdleIo<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(cx, bytes) {
            Poll::Ready(done) => {
                self.wrote_something();
                Poll::Ready(done)
            }
            Poll::Pending => self.wait(cx),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write_vectored(cx, slices) {
            Poll::Ready(done) => {
                self.wrote_something();
                Poll::Ready(done)
            }
            Poll::Pending => self.wait(cx),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const FIRST: Duration = Duration::from_millis(30);
    const NEVER: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn silence_before_the_first_answer_breaks_off() {
        let (mut client, server) = duplex(64);
        let mut server = IdleIo::new(server, FIRST, NEVER);
        client.write_all(b"PRI").await.unwrap();
        let mut buffer = [0; 3];
        server.read_exact(&mut buffer).await.unwrap();
        assert_eq!(server.read_u8().await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn silence_after_an_answer_breaks_off_by_the_other_time() {
        let (_client, server) = duplex(64);
        let mut server = IdleIo::new(server, NEVER, FIRST);
        server.write_all(b"answer").await.unwrap();
        // The timer may still be set to the first, later deadline.
        let read = tokio::time::timeout(Duration::from_secs(20), server.read_u8()).await;
        assert_eq!(read.expect("breaks off in time").unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn who_does_not_read_is_broken_off() {
        let (_client, server) = duplex(4);
        let mut server = IdleIo::new(server, NEVER, FIRST);
        let write = tokio::time::timeout(Duration::from_secs(20), server.write_all(b"too much for the buffer")).await;
        assert_eq!(write.expect("breaks off in time").unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn what_moves_stays() {
        let (mut client, server) = duplex(64);
        let mut server = IdleIo::new(server, FIRST, NEVER);
        server.write_all(b"a").await.unwrap();
        client.write_all(b"b").await.unwrap();
        assert_eq!(client.read_u8().await.unwrap(), b'a');
        assert_eq!(server.read_u8().await.unwrap(), b'b');
    }
}
