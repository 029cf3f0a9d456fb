//! The rows that an engine answered, held to what `tham-luan compile` wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use tham_luan::json::{Value, compact, parse};

/// A row: what it says by column, as text; what is empty is not there.
type Row = BTreeMap<String, String>;

/// The columns of a query that gives a cell a row: the row's label, the column, and what is there.
const CELL: [&str; 3] = ["muc", "cot", "so"];

/// What has rows only where somebody is missing, which plan 001 cannot know of anyone.
const MAY_BE_EMPTY: [&str; 1] = ["con-thieu"];

/// Compares every query's rows with ours, in any order. Says how many cells there were.
pub(super) fn compare(engine: &str, folder: &Path, queries: &[PathBuf], answered: &str) -> Result<usize> {
    let mut found: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in answered.lines() {
        let line = read(line)?;
        let query = line.get("query").and_then(Value::as_str).context("a row of no query")?;
        found.entry(query.to_owned()).or_default().push(row(line.get("row").context("no row")?));
    }
    let mut cells = 0;
    for file in queries {
        let part = |path: Option<&std::ffi::OsStr>| path.unwrap_or_default().to_string_lossy().into_owned();
        let of = part(file.parent().and_then(Path::file_name));
        let name = part(file.file_stem());
        let query = format!("{of}/{name}");
        let mut theirs = found.remove(&query).unwrap_or_default();
        let mut ours = ours(folder, &name)?;
        if fs::read_to_string(file)?.contains("as \"cot\"") {
            ours = cell_by_cell(&ours);
            theirs.retain(|row| row.get(CELL[2]).is_some_and(|said| said != "0"));
        }
        ours.sort();
        theirs.sort();
        for (own, other) in ours.iter().zip(&theirs) {
            ensure!(own == other, "{query}: tham-luan has {own:?}, {engine} has {other:?}");
        }
        let (own, other) = (ours.len(), theirs.len());
        ensure!(own == other, "{query}: tham-luan has {own} rows, {engine} has {other}");
        ensure!(own > 0 || MAY_BE_EMPTY.contains(&name.as_str()), "{query}: there is nothing to compare");
        cells += ours.iter().map(BTreeMap::len).sum::<usize>();
    }
    ensure!(found.is_empty(), "{engine} answered what was not asked: {:?}", found.keys());
    Ok(cells)
}

/// What we wrote of it: a compiled table, which papers count, or who is missing.
fn ours(folder: &Path, name: &str) -> Result<Vec<Row>> {
    let text = |file: PathBuf| fs::read_to_string(&file).with_context(|| file.display().to_string());
    let rows = |file: &str| -> Result<Vec<Value>> {
        let list = read(&text(folder.join(file))?)?;
        Ok(list.get("rows").and_then(Value::as_array).context("no rows")?.to_vec())
    };
    let is = |row: &Value, member: &str, of: &[&str]| {
        row.get(member).and_then(Value::as_str).is_some_and(|said| of.contains(&said))
    };
    match name {
        "so-tiep-nhan" => {
            let mut counting = rows("register.json")?;
            counting.retain(|row| is(row, "standing", &["counts"]));
            Ok(counting.iter().map(|it| some(it, &["id", "form", "unit", "revision", "status"])).collect())
        }
        "con-thieu" => {
            let mut missing = rows("roster.json")?;
            missing.retain(|row| {
                row.get("owed") == Some(&Value::Bool(true)) && is(row, "state", &["missing", "partial"])
            });
            let missing = missing.iter().map(|it| {
                let received = it.get("papers").and_then(Value::as_array).map_or(0, <[Value]>::len);
                let mut row = some(it, &["form", "unitId", "unit"]);
                row.insert("received".to_owned(), received.to_string());
                row
            });
            Ok(missing.collect())
        }
        table => {
            let lines = text(folder.join("tables").join(format!("{table}.ndjson")))?;
            let rows = lines.lines().map(|line| {
                let mut row = row(&read(line)?);
                row.remove("@sources");
                Ok(row)
            });
            rows.collect()
        }
    }
}

fn read(text: &str) -> Result<Value> {
    parse(text).map_err(|error| anyhow!("{error:?}"))
}

/// A row of all members of an object that say something.
fn row(object: &Value) -> Row {
    let members = object.as_object().into_iter().flat_map(|object| object.iter());
    members.filter_map(|(name, value)| Some((name.clone(), said(value)?))).collect()
}

fn some(object: &Value, members: &[&str]) -> Row {
    let said = |name: &&str| Some(((*name).to_owned(), said(object.get(name)?)?));
    members.iter().filter_map(said).collect()
}

fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        other => Some(compact(other)),
    }
}

/// A compiled table of figures as a row a cell. What is nothing there is no row.
fn cell_by_cell(rows: &[Row]) -> Vec<Row> {
    let [label, column, figure] = CELL;
    let mut cells = Vec::new();
    for row in rows {
        for (head, said) in row.iter().filter(|(head, said)| *head != label && *said != "0") {
            let own = row.get(label).cloned().unwrap_or_default();
            let cell = [(label, own), (column, head.clone()), (figure, said.clone())];
            cells.push(cell.map(|(name, said)| (name.to_owned(), said)).into());
        }
    }
    cells
}
