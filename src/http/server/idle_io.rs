//! A connection that breaks off when nothing moves on it.
//!
//! hyper times the headers of HTTP/1 only: a client that connects and says nothing, sends half of an HTTP/2 preface, or
//! stops reading its answer would stay for good. Below the protocol one rule catches them all: until the first byte of the
//! first answer there is a fixed time; after it, no pause may be longer than another.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// Wraps a stream of bytes.
pub struct IdleIo<S> {
    stream: S,
    idle_timeout: Duration,
    answered: bool,
    /// When the connection breaks off. Moved on by every byte; the timer itself only when it fires, since setting one
    /// costs more than reading the time.
    deadline: Instant,
    timer: Pin<Box<Sleep>>,
}

impl<S> IdleIo<S> {
    /// Breaks `stream` off after `first_answer_timeout` without an answer, later after `idle_timeout` without a byte.
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

    /// Called where the stream has nothing to do: an error once the deadline has passed, else pending.
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
        // The timer may still stand at the first, later deadline.
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
