//! The program: natively the commands of an office's server, in a browser the page's entry.

/// Runs a command.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    tham_luan::cli::main()
}

/// Starts the page.
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
fn main() {
    tham_luan::ui::start();
}

/// The domain alone does nothing in a browser.
#[cfg(all(target_arch = "wasm32", not(feature = "ui")))]
fn main() {}
