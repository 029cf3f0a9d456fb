//! The way between a browser and a server, which can break.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use anyhow::Result;

/// Passes on what comes to one address of this machine, as long as it is whole.
#[derive(Debug)]
pub(crate) struct Wire {
    port: u16,
    shared: Arc<Mutex<Shared>>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Where what comes goes to; nowhere while the wire is cut.
    server: Option<u16>,
    /// The first request for this cuts the wire.
    trap: Option<String>,
    /// What was asked for.
    asked: Vec<String>,
    open: Vec<TcpStream>,
}

impl Shared {
    /// Ends what is under way, in the midst of it.
    fn cut(&mut self) {
        self.server = None;
        for stream in self.open.drain(..) {
            // Fails only where it has ended already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Wire {
    /// A cut wire with an address.
    pub(crate) fn new() -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        Ok(Self { port, shared: Arc::default(), listening: None })
    }

    /// The address that a browser asks.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Mends it: from now on it leads to the server on this port.
    pub(crate) fn mend(&mut self, server: u16) -> Result<()> {
        self.cut();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        self.lock().server = Some(server);
        let shared = Arc::clone(&self.shared);
        self.listening = Some(std::thread::spawn(move || listen(&listener, &shared)));
        Ok(())
    }

    /// Cuts it: a browser finds nobody at the address any more.
    pub(crate) fn cut(&mut self) {
        self.lock().cut();
        if let Some(listening) = self.listening.take() {
            // It wakes, sees that the wire is cut, and frees the address.
            let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
            let _ = listening.join();
        }
    }

    /// Lets the wire be cut by the first request for this.
    pub(crate) fn set_trap(&self, path: &str) {
        self.lock().trap = Some(path.to_owned());
    }

    /// Takes what was asked for since the last call.
    pub(crate) fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().asked)
    }

    /// Whether this was asked for since then.
    pub(crate) fn was_asked(&self, path: &str) -> bool {
        self.lock().asked.iter().any(|asked| asked == path)
    }

    /// Whether it is cut.
    pub(crate) fn is_cut(&self) -> bool {
        self.lock().server.is_none()
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        lock(&self.shared)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.cut();
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    // What a thread that panicked left is still what it is.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, shared: &Arc<Mutex<Shared>>) {
    for browser in listener.incoming().map_while(Result::ok) {
        let Some(port) = lock(shared).server else { return };
        let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { continue };
        // Fails only if either has ended already.
        let _ = pass_on(browser, server, shared);
    }
}

/// Passes both ways, each in a thread of its own.
fn pass_on(browser: TcpStream, server: TcpStream, shared: &Arc<Mutex<Shared>>) -> Result<()> {
    {
        let mut shared = lock(shared);
        shared.open.push(browser.try_clone()?);
        shared.open.push(server.try_clone()?);
    }
    let (mut answers, mut back) = (server.try_clone()?, browser.try_clone()?);
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut answers, &mut back);
        let _ = back.shutdown(Shutdown::Both);
    });
    let (mut browser, mut server, shared) = (browser, server, Arc::clone(shared));
    std::thread::spawn(move || {
        let mut request = [0; 16_384];
        while let Ok(length @ 1..) = browser.read(&mut request) {
            // A browser sends the next request when it has the answer, so a request begins what is read.
            let text = String::from_utf8_lossy(&request[..length]);
            let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
            {
                let mut shared = lock(&shared);
                if shared.trap.as_ref().is_some_and(|trap| path.ends_with(trap)) {
                    shared.trap = None;
                    shared.cut();
                    return;
                }
                shared.asked.push(path);
            }
            if server.write_all(&request[..length]).is_err() {
                break;
            }
        }
        let _ = server.shutdown(Shutdown::Both);
    });
    Ok(())
}
