//! `health`: asks a running server whether it works, for whoever watches it without a web client: the supervisor of a
//! container has nothing but the program.

use super::serve::ListenAddress;
use anyhow::{Context, bail};
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// The arguments of `health`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the server listens, as `serve --listen` has it.
    #[arg(long, env = "TERMINPLANER_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: ListenAddress,
}

/// How long connecting, and each part of the answer, may take. The server itself gives a busy database two seconds.
const PATIENCE: Duration = Duration::from_secs(5);
const REQUEST: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Succeeds if the server says that it works.
///
/// # Errors
/// Where nobody answers, or the answer is another.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let answer = ask(&args.listen).with_context(|| format!("no server answers at {}", args.listen))?;
    let status = answer.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        bail!("the server at {} does not work: it answers \"{status}\". Its log says more", args.listen);
    }
    Ok(())
}

fn ask(listen: &ListenAddress) -> io::Result<String> {
    match listen {
        ListenAddress::Tcp(address) => {
            let stream = TcpStream::connect_timeout(&reachable(*address), PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            exchange(stream)
        }
        ListenAddress::Unix(path) => {
            let stream = UnixStream::connect(path)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            exchange(stream)
        }
    }
}

/// Who listens everywhere is asked on the machine itself.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { IpAddr::from(Ipv4Addr::LOCALHOST) } else { Ipv6Addr::LOCALHOST.into() });
    }
    address
}

fn exchange(mut stream: impl Read + Write) -> io::Result<String> {
    stream.write_all(REQUEST)?;
    let mut answer = Vec::new();
    // The status line and a few headers; nobody else's long page is read to its end.
    stream.take(4096).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_everywhere_is_asked_on_the_machine_itself() {
        for (listens, asked) in
            [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("192.0.2.7:80", "192.0.2.7:80")]
        {
            assert_eq!(reachable(listens.parse().unwrap()).to_string(), asked);
        }
    }
}
