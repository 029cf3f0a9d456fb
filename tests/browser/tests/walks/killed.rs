//! The browser is killed while somebody types, as by a crash or a task manager: nothing older than a second is lost.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_tests::chance::{Chance, repeated_by, seed, tell};
use browser_tests::pages::{Home, section_address};
use browser_tests::{Browser, Engine, Profile, Viewport, native, run_alone};
use tham_luan::draft::DraftId;
use tham_luan::form::FieldKind;

/// The paper that is written.
const FORM: (&str, &str) = ("000-TLX", "Tham luận của UBND xã");

/// What the page promises: saved within this time of the last key.
const PROMISE: Duration = Duration::from_secs(1);

/// How often a browser is killed, unless `THAM_LUAN_KILLS` says otherwise.
const KILLS: usize = 50;

/// Who takes longer for all of it is stuck.
const LIMIT: Duration = Duration::from_secs(20 * 60);

#[test]
fn a_killed_chromium_loses_nothing_older_than_a_second() {
    kill_again_and_again(Engine::Chromium);
}

#[test]
fn a_killed_firefox_loses_nothing_older_than_a_second() {
    kill_again_and_again(Engine::Firefox);
}

fn kill_again_and_again(engine: Engine) {
    let kills = std::env::var("THAM_LUAN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let first = seed();
    tell(&format!("{engine:?} is killed {kills} times, by the seeds from {first} on"));
    run_alone(LIMIT, async || {
        let mut browser = Browser::start_on(Profile::new(engine)?, Viewport::DESKTOP).await?;
        Home::open(&browser).await?.begin(FORM.1).await?;
        let mut paper = Paper { draft: browser.draft_id().await?, texts: BTreeMap::new() };
        let mut losses = Vec::new();
        for seed in (first..).take(kills) {
            let trial = paper.type_and_kill(browser, seed).await.with_context(|| repeated_by(seed))?;
            browser = Browser::start_on(trial.left, Viewport::DESKTOP).await?;
            let lost = paper.compare(&browser, trial.typed).await;
            losses.push(lost.with_context(|| repeated_by(seed))?);
        }
        paper.is_whole(&browser).await.with_context(|| repeated_by(first))?;
        browser.close().await?;
        tell(&figures(engine, losses));
        Ok(())
    });
}

/// What must be there.
struct Paper {
    draft: DraftId,
    /// What stands in each field that was written in.
    texts: BTreeMap<Place, String>,
}

/// A field: its section, and its label.
type Place = (String, String);

/// What was typed before a browser was killed.
struct Typed {
    place: Place,
    /// What stood there before.
    before: String,
    /// Each key, and when it was pressed.
    keys: Vec<(char, Instant)>,
    /// The page had said that all of it is saved.
    said_saved: bool,
    /// When the browser died.
    dead: Instant,
}

struct Trial {
    typed: Typed,
    left: Profile,
}

impl Paper {
    /// Types on in one of the fields, at human speed, and kills the browser: at some moment, or, one time in three, as soon
    /// as it says that all is saved.
    async fn type_and_kill(&self, browser: Browser, seed: u64) -> Result<Trial> {
        let mut chance = Chance::new(seed);
        let place = chance.one_of(&places()).clone();
        browser.go(&section_address(&self.draft, &place.0)).await?;
        // A form may begin with words of its own.
        let before = browser.value(&place.1).await?;
        let known = self.texts.get(&place);
        ensure!(known.is_none_or(|known| *known == before), "“{before}” is no longer {known:?}");
        browser.go_to_end(&place.1).await?;

        let said_saved = chance.below(3) == 0;
        let (least, most) = if chance.below(10) == 0 { (4, 8) } else { (0, 3) };
        let end = Instant::now() + chance.between(Duration::from_secs(least), Duration::from_secs(most));
        let keys_a_second = 5 + chance.below(8);
        let start = chance.below(100);
        let mut text = native::paragraphs().skip(start).flat_map(str::chars);
        let mut keys = Vec::new();
        let typing = async {
            while let Some(key) = text.next().filter(|_| Instant::now() < end || keys.is_empty()) {
                keys.push((key, Instant::now()));
                browser.type_text(&key.to_string()).await?;
                let pause = 1000 / keys_a_second;
                let pause = pause * 6 / 10 + chance.below(pause * 8 / 10);
                tokio::time::sleep(Duration::from_millis(u64::try_from(pause)?)).await;
            }
            anyhow::Ok(())
        };
        if said_saved {
            typing.await?;
            browser.wait_for_saved().await?;
        } else {
            // In the middle of a key, too.
            let end = tokio::time::Instant::from_std(end);
            tokio::time::timeout_at(end, typing).await.unwrap_or(Ok(()))?;
        }
        let (left, dead) = browser.kill().await?;
        Ok(Trial { typed: Typed { place, before, keys, said_saved, dead }, left })
    }

    /// Finds what is still there, and how long the oldest key that is not had stood.
    async fn compare(&mut self, browser: &Browser, typed: Typed) -> Result<Duration> {
        let Typed { place, before, keys, said_saved, dead } = typed;
        browser.open(&section_address(&self.draft, &place.0)).await?;
        let all: String = before.chars().chain(keys.iter().map(|(key, _)| *key)).collect();
        // What the first copy holds is shown at once; what only the second has comes a moment later.
        browser.wait_for_both_copies(&self.draft).await?;
        let found = browser.value(&place.1).await?;
        ensure!(
            all.starts_with(&found) && found.starts_with(&before),
            "typed was “{all}”, of which “{before}” was there before; found is “{found}”",
        );
        let kept = found.chars().count() - before.chars().count();
        let lost = keys.get(kept).map_or(Duration::ZERO, |(_, pressed)| dead.duration_since(*pressed));
        let count = keys.len() - kept;
        ensure!(lost < PROMISE, "{count} keys were lost, the oldest {lost:?} old");
        ensure!(!said_saved || count == 0, "{count} keys were lost that were said to be saved");
        self.texts.insert(place, found);
        Ok(lost)
    }

    /// Fails unless there is this one paper, and in it what was found after each kill.
    async fn is_whole(&self, browser: &Browser) -> Result<()> {
        for ((section, label), text) in &self.texts {
            browser.open(&section_address(&self.draft, section)).await?;
            ensure!(browser.value(label).await? == *text, "“{label}” is no longer “{text}”");
        }
        Home::open(browser).await?.wait_for_names(&[FORM.1]).await
    }
}

/// The fields that are written in.
fn places() -> Vec<Place> {
    let form = native::form(FORM.0);
    let long = |field: &&tham_luan::form::Field| matches!(field.kind, FieldKind::LongText);
    form.sections
        .iter()
        .flat_map(|section| {
            let fields = section.fields.iter().filter(long);
            fields.map(|field| (section.id.as_str().to_owned(), browser_tests::pages::label(field)))
        })
        .collect()
}

fn figures(engine: Engine, mut losses: Vec<Duration>) -> String {
    losses.sort();
    let kills = losses.len();
    let without = losses.iter().filter(|lost| lost.is_zero()).count();
    let median = losses.get(kills / 2).copied().unwrap_or_default().as_millis();
    let worst = losses.last().copied().unwrap_or_default().as_millis();
    format!(
        "{engine:?}: {kills} kills, {without} without a loss; the oldest lost key was {worst} ms old, in the median {median} ms"
    )
}
