//! The browser: strings and bytes only.
