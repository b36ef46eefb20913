//! `health`, as the supervisor of a container asks.

use crate::served::{program, serve, shop};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Stdio;

/// Exit status and standard error.
fn health(listen: &str) -> (Option<i32>, String) {
    let output = program().arg("health").env("TERMINPLANER_LISTEN", listen).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_server_that_works_is_healthy_and_nobody_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = serve(&shop(folder.path(), ""));
    let address = served.address.to_string();
    assert_eq!(health(&address), (Some(0), String::new()));
    assert_eq!(health(&format!("0.0.0.0:{}", served.address.port())), (Some(0), String::new()));
    served.stop();
    let (code, says) = health(&address);
    assert_eq!(code, Some(1));
    assert!(says.contains(&format!("no server answers at {address}")), "{says}");
}

#[test]
fn a_server_on_a_socket_of_the_file_system_is_asked_there() {
    let folder = tempfile::tempdir().unwrap();
    let socket = format!("unix:{}", folder.path().join("http.sock").display());
    let mut command = program();
    command.args(["serve", "--listen", &socket, "--public-url", "http://127.0.0.1", "--db"]);
    let mut child = command.arg(shop(folder.path(), "")).stdout(Stdio::piped()).spawn().unwrap();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
    let outcome = health(&socket);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(outcome, (Some(0), String::new()));
}

#[test]
fn a_server_that_does_not_work_is_quoted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = [0; 64];
        let length = stream.read(&mut asked).unwrap();
        stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n").unwrap();
        String::from_utf8_lossy(&asked[..length]).into_owned()
    });
    let (code, says) = health(&address);
    assert!(server.join().unwrap().starts_with("GET /healthz HTTP/1.1\r\n"));
    assert_eq!(code, Some(1));
    assert!(says.contains("\"HTTP/1.1 503 Service Unavailable\""), "{says}");
}
