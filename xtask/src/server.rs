//! A server of static files for this machine alone, with the headers that the page is written for.

use std::fs::File;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use anyhow::{Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::csp;

/// How many requests are answered at once.
const THREADS: usize = 4;

/// How a site is served.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// 0 finds a free one.
    pub(crate) port: u16,
    /// Cross-origin isolated: the page's clock is 20 times finer.
    pub(crate) isolated: bool,
    /// Takes what the page posts to `/report`.
    pub(crate) reports: Option<Sender<String>>,
}

/// A running server. Its end frees the port.
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    port: u16,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of `site`.
    pub(crate) fn start(site: &Path, options: Options) -> Result<Self> {
        let listener = listen(options.port)?;
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| anyhow!("cannot serve on port {}: {error}", options.port))?;
        let http = Arc::new(http);
        let Some(address) = http.server_addr().to_ip() else { bail!("the server has no port") };
        let site = Arc::new(Site { root: site.canonicalize()?, options });
        let threads = (0..THREADS)
            .map(|_| {
                let (http, site) = (Arc::clone(&http), Arc::clone(&site));
                std::thread::spawn(move || {
                    while let Ok(request) = http.recv() {
                        // Fails only if the browser has gone.
                        let _ = site.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self { http, port: address.port(), threads })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until the process is stopped.
    pub(crate) fn wait(mut self) {
        for thread in self.threads.drain(..) {
            // A thread that panicked serves no more; the others do.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.http.unblock();
        }
    }
}

/// Takes a port, or says why it cannot be had.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!("port {port} is taken by another program: choose one, as in --port {}", port ^ 1)
        }
        _ => anyhow!("cannot listen on port {port}: {error}"),
    })
}

struct Site {
    root: PathBuf,
    options: Options,
}

impl Site {
    fn answer(&self, mut request: Request) -> std::io::Result<()> {
        if let (Method::Post, "/report", Some(reports)) =
            (request.method(), request.url(), &self.options.reports)
        {
            let mut report = String::new();
            request.as_reader().read_to_string(&mut report)?;
            // Nobody waits for a second report.
            let _ = reports.send(report);
            return request.respond(Response::empty(204));
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::empty(405).with_header(header("Allow", "GET, HEAD")));
        }
        let Some(path) = self.find(request.url()) else {
            return request.respond(
                self.dressed(Response::from_string("404"), "text/plain; charset=utf-8").with_status_code(404),
            );
        };
        let response = self.dressed(Response::from_file(File::open(&path)?), content_type(&path));
        request.respond(response)
    }

    /// The file of an address, if there is one inside the site.
    fn find(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next()?;
        let mut file = self.root.clone();
        for name in decode(path)?.split('/') {
            match name {
                "" | "." => {}
                ".." => return None,
                name if name.contains(['\\', '\0']) => return None,
                name => file.push(name),
            }
        }
        if file.is_dir() {
            file.push("index.html");
        }
        // A link may lead outside.
        let file = file.canonicalize().ok()?;
        (file.starts_with(&self.root) && file.is_file()).then_some(file)
    }

    /// With the headers that every answer has.
    fn dressed<R: std::io::Read>(&self, response: Response<R>, content_type: &str) -> Response<R> {
        let mut response = response
            .with_status_code(StatusCode(200))
            .with_header(header("Content-Type", content_type))
            .with_header(header("Cache-Control", "no-cache"))
            .with_header(header("Content-Security-Policy", csp::PAGE))
            .with_header(header("Referrer-Policy", "no-referrer"))
            .with_header(header("X-Content-Type-Options", "nosniff"));
        if self.options.isolated {
            response.add_header(header("Cross-Origin-Opener-Policy", "same-origin"));
            response.add_header(header("Cross-Origin-Embedder-Policy", "require-corp"));
        }
        response
    }
}

/// A header of ours, which is well-formed.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a header of ours is ASCII")
}

/// The text that `%41` and its like stand for.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Browsers are told not to guess (nosniff), so each kind of file that the site may have is named.
fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// Sends one request to a server of xtask's own folder.
    fn ask(request_line: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let server = Server::start(root, Options::default()).expect("a free port");
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
        write!(stream, "{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    #[test]
    fn a_file_comes_with_its_type_and_the_policy() {
        let answer = ask("GET /src/dist/start.js?v=1");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        for line in [
            "Content-Type: text/javascript; charset=utf-8",
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-cache",
            &format!("Content-Security-Policy: {}", csp::PAGE),
        ] {
            assert!(answer.lines().any(|found| found == line), "no {line} in {answer}");
        }
    }

    #[test]
    fn a_head_request_gets_no_body() {
        let answer = ask("HEAD /Cargo.toml");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"), "{answer}");
    }

    #[test]
    fn nothing_outside_the_site_is_found() {
        for path in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/src/..%2f..%2fCargo.toml", "/%", "/nothing", "/src"]
        {
            let answer = ask(&format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    #[test]
    fn nothing_can_be_sent_to_it() {
        assert!(ask("POST /Cargo.toml").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn a_taken_port_is_named() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let first = Server::start(root, Options::default()).expect("a free port");
        let second = Server::start(root, Options { port: first.port, ..Options::default() });
        let message = second.err().expect("the port is taken").to_string();
        assert!(message.starts_with(&format!("port {} is taken", first.port)), "{message}");
    }
}
