//! The closed lists of words that a pack chooses from, and what they mean.

use crate::form::{Origin, Role, Slot, TablePrint};

pub(super) const ORIGINS: [(&str, Origin); 3] =
    [("required", Origin::Required), ("suggested", Origin::Suggested), ("extra", Origin::Extra)];

pub(super) const PRINTS: [(&str, TablePrint); 2] = [("table", TablePrint::Table), ("list", TablePrint::List)];

/// Whether a rule only informs.
pub(super) const SEVERITIES: [(&str, bool); 2] = [("error", false), ("warning", true)];

pub(super) const LEVELS: [&str; 4] = ["tinh", "huyen", "xa", "ca-nhan"];

pub(super) const PROFILES: [&str; 4] = ["nghi-dinh-30", "van-ban-doan", "ca-nhan", "phieu"];

pub(super) const ROLES: [(&str, Role); 9] = [
    ("ubnd-huyen", Role::District),
    ("ubnd-xa", Role::Commune),
    ("huyen-doan", Role::DistrictUnion),
    ("so-nganh", Role::Department),
    ("phong", Role::Division),
    ("can-bo", Role::Official),
    ("doi-vien", Role::Volunteer),
    ("thanh-nien", Role::Youth),
    ("tong-hop", Role::Compiler),
];

/// The first is for fields of the kind `unit` alone, and they have no other.
pub(super) const SLOTS: [(&str, Slot); 23] = [
    ("unit", Slot::Unit),
    ("body", Slot::Body),
    ("unit-name", Slot::UnitName),
    ("level", Slot::Level),
    ("current-unit", Slot::CurrentUnit),
    ("author-name", Slot::AuthorName),
    ("author-role", Slot::AuthorRole),
    ("author-phone", Slot::AuthorPhone),
    ("note-to-office", Slot::NoteToOffice),
    ("period", Slot::Period),
    ("record", Slot::Record),
    ("parent-agency", Slot::ParentAgency),
    ("issuer", Slot::Issuer),
    ("number", Slot::Number),
    ("symbol", Slot::Symbol),
    ("place", Slot::Place),
    ("signed-on", Slot::SignedOn),
    ("subject", Slot::Subject),
    ("addressee", Slot::Addressee),
    ("recipients", Slot::Recipients),
    ("authority", Slot::Authority),
    ("signer-title", Slot::SignerTitle),
    ("signer", Slot::Signer),
];

/// The words of a list without what they mean.
pub(super) const fn words<T, const N: usize>(list: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = list[at].0;
        at += 1;
    }
    words
}
