//! The plans that are known: those that come with the program, and packs from elsewhere.

use std::fs;

use super::{Failure, Wish, nfc};
use crate::plan::{Plan, parse};

/// In the program itself: it runs where no folder of the page is.
const PACKS: [&str; 5] = [
    include_str!("../../public/plans/000.json"),
    include_str!("../../public/plans/001.json"),
    include_str!("../../public/plans/002.json"),
    include_str!("../../public/plans/003.json"),
    include_str!("../../public/plans/004.json"),
];

/// Every plan. A pack from elsewhere stands beside one of the same id; papers find theirs by its version.
pub(super) fn plans(wish: &Wish) -> Result<Vec<Plan>, Failure> {
    let mut plans: Vec<Plan> = PACKS.iter().filter_map(|pack| parse(&nfc(pack)).ok()).collect();
    for path in &wish.packs {
        let name = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::Usage(format!("Không đọc được gói kế hoạch {name}: {error}")))?;
        let plan = parse(&nfc(&text))
            .map_err(|error| Failure::Usage(format!("{name} không phải gói kế hoạch dùng được: {error}")))?;
        plans.push(plan);
    }
    Ok(plans)
}
