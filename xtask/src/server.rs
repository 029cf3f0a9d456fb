//! A server of static files for this machine alone, with the headers that the page is written for.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use anyhow::{Result, anyhow};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_local};

use crate::csp;

/// How a site is served.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// 0 finds a free one.
    pub(crate) port: u16,
    /// Cross-origin isolated: the page's clock is 20 times finer.
    pub(crate) isolated: bool,
    /// Scripts and styles may stand in the page: for pages that only compare.
    pub(crate) unguarded: bool,
    /// Takes what the page posts to `/report`.
    pub(crate) reports: Option<Sender<String>>,
}

/// A running server. Its end frees the port.
pub(crate) struct Server {
    port: u16,
    /// Dropped, it ends the thread.
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of `site`.
    pub(crate) fn start(site: &Path, options: Options) -> Result<Self> {
        let listener = listen(options.port)?;
        let port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let site = Site { root: site.canonicalize()?, options };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let (end, ended) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let local = LocalSet::new();
            let site = Rc::new(site);
            runtime.block_on(local.run_until(async {
                tokio::select! {
                    _ = ended => {}
                    () = accept(listener, site) => {}
                }
            }));
        });
        Ok(Self { port, end: Some(end), thread: Some(thread) })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until the process is stopped.
    pub(crate) fn wait(mut self) {
        // It ends only by panicking.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.end.take());
        // It has nobody to tell that it panicked.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Answers whoever comes, each on a connection that stays open as long as the browser likes.
async fn accept(listener: TcpListener, site: Rc<Site>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        // Whoever has gone again while coming is not served.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let site = Rc::clone(&site);
        spawn_local(async move {
            let answer = service_fn(move |request| {
                let site = Rc::clone(&site);
                async move { Ok::<_, Infallible>(site.answer(request).await) }
            });
            // Fails only if the browser has gone.
            let http = hyper::server::conn::http1::Builder::new();
            let _ = http.serve_connection(TokioIo::new(stream), answer).await;
        });
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
    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        if let (&Method::POST, "/report", Some(reports)) = (request.method(), &*path, &self.options.reports) {
            let report = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            // Nobody waits for a second report.
            let _ = reports.send(String::from_utf8_lossy(&report).into_owned());
            return self.dressed(StatusCode::NO_CONTENT, Bytes::new(), TEXT);
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refusal = self.dressed(StatusCode::METHOD_NOT_ALLOWED, Bytes::new(), TEXT);
            refusal.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return refusal;
        }
        let file = self.find(&path);
        match file.and_then(|file| Some((std::fs::read(&file).ok()?, content_type(&file)))) {
            Some((bytes, kind)) => self.dressed(StatusCode::OK, bytes.into(), kind),
            None => self.dressed(StatusCode::NOT_FOUND, Bytes::from_static(b"404"), TEXT),
        }
    }

    /// The file of an address, if there is one inside the site.
    fn find(&self, path: &str) -> Option<PathBuf> {
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
    fn dressed(&self, status: StatusCode, body: Bytes, content_type: &'static str) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        let own = [
            ("content-type", content_type),
            ("cache-control", "no-cache"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ];
        let guarding = (!self.options.unguarded).then_some(("content-security-policy", csp::PAGE));
        let isolating =
            [("cross-origin-opener-policy", "same-origin"), ("cross-origin-embedder-policy", "require-corp")];
        let isolating = isolating.into_iter().filter(|_| self.options.isolated);
        for (name, value) in own.into_iter().chain(guarding).chain(isolating) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
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

/// What has no file.
const TEXT: &str = "text/plain; charset=utf-8";

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
            "content-type: text/javascript; charset=utf-8",
            "x-content-type-options: nosniff",
            "cache-control: no-cache",
            &format!("content-security-policy: {}", csp::PAGE),
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
