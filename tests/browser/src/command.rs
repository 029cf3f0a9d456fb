//! What WebDriver can and `thirtyfour` has no method for.

use std::sync::Arc;

use anyhow::Result;
use http::Method;
use serde_json::Value;
use thirtyfour::WebElement;
use thirtyfour::common::command::{Command, ExtensionCommand};

/// Asks for an element's name, as a screen reader says it.
#[derive(Debug)]
struct ComputedLabel {
    element: String,
}

impl ExtensionCommand for ComputedLabel {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computedlabel", self.element).into()
    }
}

/// The name of an element, as a screen reader says it.
pub(crate) async fn name(element: &WebElement) -> Result<String> {
    let command = ComputedLabel { element: element.element_id().to_string() };
    let label: String = element.handle().cmd(Command::ExtensionCommand(Box::new(command))).await?.value()?;
    Ok(one_line(&label))
}

/// A text as it reads, whatever white space is in it.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
