//! What the page may load and run: itself.

/// The page's Content-Security-Policy, in the header that the server sends and in `index.html`.
pub(crate) const PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     base-uri 'none'; form-action 'none'";

#[cfg(test)]
mod tests {
    use crate::html;

    #[test]
    fn the_page_names_the_policy_that_the_server_sends() {
        let page = include_str!("../../index.html");
        let policy = html::tags(page, "meta")
            .find(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"))
            .and_then(|tag| tag.attribute("content"));
        assert_eq!(policy, Some(super::PAGE));
    }
}
