//! Finds elements by their role and their name, as a person who hears or sees the page does.

use anyhow::{Context, Result};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{By, WebDriver, WebElement};

use crate::command::{name, one_line};
use crate::engine::Engine;
use crate::waiting::until;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the roles of ARIA, and the file input, which has none")]
pub enum Role {
    Button,
    Checkbox,
    Combobox,
    Dialog,
    File,
    Group,
    Heading,
    Link,
    Radio,
    Region,
    Table,
    Textbox,
}

impl Role {
    /// Every element that may have it.
    fn selector(self) -> &'static str {
        match self {
            Self::Button => {
                "button:not([role]), summary:not([role]), [role=button], \
                 input[type=button], input[type=submit], input[type=reset]"
            }
            Self::Checkbox => "input[type=checkbox]:not([role]), [role=checkbox]",
            Self::Combobox => "select:not([role]), [role=combobox]",
            Self::Dialog => "dialog[open], [role=dialog], [role=alertdialog]",
            Self::File => "input[type=file]",
            Self::Group => "fieldset, [role=group]",
            Self::Heading => "h1, h2, h3, h4, h5, h6, [role=heading]",
            Self::Link => "a[href]:not([role]), [role=link]",
            Self::Radio => "input[type=radio]:not([role]), [role=radio]",
            Self::Region => "section, aside, nav, main, form, [role=region]",
            Self::Table => "table, [role=table], [role=grid]",
            Self::Textbox => {
                "textarea, [role=textbox], input:not([type]), input[type=text], input[type=search], \
                 input[type=tel], input[type=email], input[type=url], input[type=number], input[type=date], \
                 input[type=time], input[type=month], input[type=password]"
            }
        }
    }

    /// Such an element may be hidden behind a button of its own and still be used.
    fn may_be_hidden(self) -> bool {
        self == Self::File
    }
}

/// A part of the page to look in.
#[derive(Clone, Debug)]
pub struct Scope {
    driver: WebDriver,
    engine: Engine,
    part: Option<WebElement>,
}

impl Scope {
    pub(crate) fn page(driver: WebDriver, engine: Engine) -> Self {
        Self { driver, engine, part: None }
    }

    /// Looks only inside an element, such as one row of many that look alike.
    #[must_use]
    pub fn within(&self, part: WebElement) -> Self {
        Self { part: Some(part), ..self.clone() }
    }

    /// Waits for the one visible element of this role and exactly this name.
    pub async fn find(&self, role: Role, wanted: &str) -> Result<WebElement> {
        self.find_any(&[role], wanted).await
    }

    async fn find_any(&self, roles: &[Role], wanted: &str) -> Result<WebElement> {
        let wanted = one_line(wanted);
        until(async || {
            let mut found = Vec::new();
            let mut names = Vec::new();
            for &role in roles {
                for element in self.candidates(role).await? {
                    let name = name(&element).await?;
                    if name == wanted && (role.may_be_hidden() || element.is_displayed().await?) {
                        found.push(element);
                    } else if !name.is_empty() {
                        names.push(name);
                    }
                }
            }
            Ok(match (found.pop(), found.len()) {
                (Some(element), 0) => Ok(element),
                (Some(_), others) => Err(format!("{} elements", others + 1)),
                (None, _) => Err(format!("none; there are {names:?}")),
            })
        })
        .await
        .with_context(|| format!("looking for the {roles:?} “{wanted}”"))
    }

    /// Every visible element of a role with its name, as they are now.
    pub async fn all(&self, role: Role) -> Result<Vec<(String, WebElement)>> {
        let mut all = Vec::new();
        for element in self.candidates(role).await? {
            if role.may_be_hidden() || element.is_displayed().await? {
                all.push((name(&element).await?, element));
            }
        }
        Ok(all)
    }

    async fn candidates(&self, role: Role) -> Result<Vec<WebElement>> {
        let by = By::Css(role.selector());
        Ok(match &self.part {
            Some(part) => part.find_all(by).await?,
            None => self.driver.find_all(by).await?,
        })
    }

    /// Waits for the button (or disclosure) of this name.
    pub async fn button(&self, name: &str) -> Result<WebElement> {
        self.find(Role::Button, name).await
    }

    /// Waits for the link of this name.
    pub async fn link(&self, name: &str) -> Result<WebElement> {
        self.find(Role::Link, name).await
    }

    /// Waits for the heading of this text.
    pub async fn heading(&self, name: &str) -> Result<WebElement> {
        self.find(Role::Heading, name).await
    }

    /// Waits for the field of this label that takes text, a number or a date.
    pub async fn textbox(&self, label: &str) -> Result<WebElement> {
        self.find(Role::Textbox, label).await
    }

    /// Presses the button of this name.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.click(&[Role::Button], name).await
    }

    /// Follows the link of this name.
    pub async fn follow(&self, name: &str) -> Result<()> {
        self.click(&[Role::Link], name).await
    }

    /// Clicks the element of one of these roles and this name. One that was drawn anew since it was found was not clicked,
    /// and is looked for again.
    async fn click(&self, roles: &[Role], wanted: &str) -> Result<()> {
        let clicked = until(async || {
            let element = self.find_any(roles, wanted).await?;
            Ok(match self.click_at(&element).await {
                Err(error) if matches!(*error, WebDriverErrorInner::StaleElementReference(_)) => {
                    Err(format!("“{wanted}” is drawn anew"))
                }
                clicked => Ok(clicked),
            })
        });
        Ok(clicked.await??)
    }

    /// Scrolls until an element is clear of what sticks to the edges of the screen, and clicks it.
    async fn click_at(&self, element: &WebElement) -> WebDriverResult<()> {
        let script = "arguments[0].scrollIntoView({ block: 'nearest' })";
        self.driver.execute(script, vec![element.to_json()?]).await?;
        element.click().await
    }

    /// Types a text, key by key, in place of what the field of this label holds.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.textbox(label).await?;
        // Not WebDriver's own clearing, which leaves the field before the typing begins.
        self.driver.execute("arguments[0].focus(); arguments[0].select();", vec![field.to_json()?]).await?;
        Ok(self.driver.action_chain().send_keys(text).perform().await?)
    }

    /// Pastes a text, all at once, in place of what the field of this label holds.
    pub async fn replace(&self, label: &str, text: &str) -> Result<()> {
        let field = self.textbox(label).await?;
        self.driver.execute("arguments[0].focus(); arguments[0].select();", vec![field.to_json()?]).await?;
        self.insert(text).await
    }

    async fn insert(&self, text: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let text = serde_json::json!({ "text": text });
                self.driver.cdp().send_raw("Input.insertText", text).await?;
            }
            Engine::Firefox => {
                let insert = "document.execCommand('insertText', false, arguments[0])";
                self.driver.execute(insert, vec![text.into()]).await?;
            }
        }
        Ok(())
    }

    /// Pastes a text, all at once, at the end of what the field of this label holds.
    pub async fn paste(&self, label: &str, text: &str) -> Result<()> {
        self.go_to_end(label).await?;
        self.insert(text).await
    }

    /// Puts the caret at the end of what the field of this label holds.
    pub async fn go_to_end(&self, label: &str) -> Result<()> {
        let field = self.textbox(label).await?;
        let to_end = "arguments[0].focus(); arguments[0].setSelectionRange?.(1e9, 1e9);";
        self.driver.execute(to_end, vec![field.to_json()?]).await?;
        Ok(())
    }

    /// What the field of this label holds.
    pub async fn value(&self, label: &str) -> Result<String> {
        Ok(self.textbox(label).await?.value().await?.unwrap_or_default())
    }

    /// Chooses the option of this text in the list of this label.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let list = self.find(Role::Combobox, label).await?;
        for found in list.find_all(By::Tag("option")).await? {
            if one_line(&found.text().await?) == one_line(option) {
                return Ok(found.click().await?);
            }
        }
        anyhow::bail!("the list “{label}” has no option “{option}”")
    }

    /// Ticks the box, or chooses the radio button, of this label.
    pub async fn tick(&self, label: &str) -> Result<()> {
        self.click(&[Role::Checkbox, Role::Radio], label).await
    }

    /// Everything that can be read here.
    pub async fn text(&self) -> Result<String> {
        let part = match &self.part {
            Some(part) => part.clone(),
            None => self.driver.find(By::Tag("body")).await?,
        };
        Ok(one_line(&part.text().await?))
    }

    /// Waits until this can be read here.
    pub async fn wait_for_text(&self, wanted: &str) -> Result<()> {
        let wanted = one_line(wanted);
        until(async || {
            let text = self.text().await?;
            Ok(if text.contains(&wanted) { Ok(()) } else { Err(format!("the text is: {text}")) })
        })
        .await
        .with_context(|| format!("waiting for the text “{wanted}”"))
    }

    /// Waits until something holds.
    pub async fn wait_until(&self, what: &str, mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
        self.wait_until_none(what, async || Ok((!holds().await?).then(|| "it does not hold".to_owned())))
            .await
    }

    /// Waits until there is no reason any more why it does not hold; the last one is the error.
    pub async fn wait_until_none(
        &self,
        what: &str,
        mut reason: impl AsyncFnMut() -> Result<Option<String>>,
    ) -> Result<()> {
        until(async || Ok(reason().await?.map_or(Ok(()), Err)))
            .await
            .with_context(|| format!("waiting until {what}"))
    }
}
