//! The shape of a pack: `public/schema/plan-1.json` as tables. Tests hold the two to each other.

use super::problem::Pattern;
use super::words::{LEVELS, ORIGINS, PRINTS, PROFILES, ROLES, SEVERITIES, SLOTS, words};

/// What a value must be.
pub(super) enum Shape {
    /// A text that is written so.
    Text(Pattern),
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// A whole number within these bounds.
    Whole(i64, i64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list.
    List(Sizes, &'static Self),
    /// An object whose members have names of one's own choosing.
    Map(Pattern, Sizes, &'static Self),
    /// An object of these members.
    Object(Sizes, Members),
    /// An object of these members, of the one that is named first, and of others that its word brings.
    Kinds(&'static str, Members, &'static [Kind]),
    /// One shape if the object has that member, and another if it has not.
    If(&'static str, &'static Self, &'static Self),
}

/// The least and the most items or members.
#[derive(Clone, Copy)]
pub(super) struct Sizes(pub(super) usize, pub(super) usize);

/// The members of an object, in groups that objects share.
pub(super) type Members = &'static [&'static [Member]];

/// A word, and the members that an object has by it.
pub(super) type Kind = (&'static str, Members);

/// A member of an object.
#[derive(Clone, Copy)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: &'static Shape,
}

/// Whether a member must be there.
#[derive(Clone, Copy)]
pub(super) enum Need {
    Must,
    May,
    /// It must where that one is there, too.
    With(&'static str),
    /// It must where that one is not there.
    Without(&'static str),
}

const fn must(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, need: Need::Must, shape }
}

const fn may(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, need: Need::May, shape }
}

const fn with(other: &'static str, name: &'static str, shape: &'static Shape) -> Member {
    Member { name, need: Need::With(other), shape }
}

const ANY: Sizes = Sizes(0, usize::MAX);
const SOME: Sizes = Sizes(1, usize::MAX);

/// The largest count.
const MOST: i64 = 4_294_967_295;

static FREE: Shape = Shape::Text(Pattern::Free);
static ID: Shape = Shape::Text(Pattern::Id);
static FORM_ID: Shape = Shape::Text(Pattern::FormId);
static LINE: Shape = Shape::Text(Pattern::Line);
static LINES: Shape = Shape::Text(Pattern::Lines);
static VALUE: Shape = Shape::Text(Pattern::Value);
static DAY: Shape = Shape::Text(Pattern::Day);
static TRUTH: Shape = Shape::Truth;
static NUMBER: Shape = Shape::Number;
static INTEGER: Shape = Shape::Whole(i64::MIN, i64::MAX);
static VERSION: Shape = Shape::Whole(1, MOST);
static THOUSAND: Shape = Shape::Whole(1, 1000);
static ORIGIN: Shape = Shape::OneOf(&words(&ORIGINS));
static IDS: Shape = Shape::List(SOME, &ID);
static VALUES: Shape = Shape::List(SOME, &VALUE);

/// What a pack must be.
pub(super) static PACK: Shape = Shape::Object(
    ANY,
    &[&[
        may("$schema", &FREE),
        must("format", &FREE),
        must("id", &ID),
        must("version", &VERSION),
        must("identity", &IDENTITY),
        may("notes", &NOTES),
        may("asksSensitive", &TRUTH),
        must("deadlines", &Shape::List(ANY, &DEADLINE)),
        must("roster", &Shape::List(Sizes(1, 5000), &UNIT)),
        may("sections", &Shape::Map(Pattern::Id, Sizes(0, 200), &SHARED_SECTION)),
        must("forms", &Shape::List(Sizes(1, 200), &FORM)),
    ]],
);

static SOURCE: Shape = Shape::Object(ANY, &[&[must("clause", &LINE), must("quote", &LINE)]]);

static NOTES: Shape =
    Shape::List(ANY, &Shape::Object(ANY, &[&[must("text", &LINE), may("source", &SOURCE)]]));

static IDENTITY: Shape = Shape::Object(
    ANY,
    &[&[
        must("title", &LINE),
        must("shortTitle", &LINE),
        may("number", &LINE),
        may("signed", &LINE),
        must("issuer", &LINE),
        must("legalBasis", &Shape::List(ANY, &LINE)),
        must("purpose", &SOURCE),
    ]],
);

static DEADLINE: Shape = Shape::Object(
    ANY,
    &[&[
        must("id", &ID),
        must("before", &DAY),
        must("words", &LINE),
        may("recipient", &LINE),
        may("source", &SOURCE),
    ]],
);

static UNIT: Shape = Shape::Object(
    ANY,
    &[&[
        must("id", &ID),
        must("name", &LINE),
        must("group", &ID),
        may("unnamed", &TRUTH),
        may("parent", &ID),
        may("substitute", &LINE),
    ]],
);

static FORM: Shape = Shape::Object(
    ANY,
    &[&[
        must("id", &FORM_ID),
        must("version", &VERSION),
        must("title", &LINE),
        must("actor", &LINE),
        must("roles", &Shape::List(SOME, &Shape::OneOf(&words(&ROLES)))),
        must("level", &Shape::OneOf(&LEVELS)),
        may("unitGroup", &ID),
        must("origin", &ORIGIN),
        may("source", &SOURCE),
        may("deadline", &ID),
        must("profile", &Shape::OneOf(&PROFILES)),
        may("pageLimit", &Shape::Object(ANY, &[&[must("pages", &THOUSAND), may("source", &SOURCE)]])),
        may("notes", &NOTES),
        must("documentName", &LINE),
        may("initial", &Shape::Map(Pattern::Id, ANY, &LINES)),
        may("carryOver", &Shape::List(ANY, &CARRY_OVER)),
        may("invitations", &INVITATIONS),
        must("sections", &Shape::List(Sizes(1, 50), &Shape::If("use", &USE, &SECTION))),
    ]],
);

static CARRY_OVER: Shape = Shape::Object(
    ANY,
    &[&[
        must("from", &FORM_ID),
        may("table", &ID),
        may("into", &ID),
        must("take", &Shape::Map(Pattern::Id, SOME, &ID)),
        may("initial", &Shape::Map(Pattern::Id, ANY, &LINES)),
    ]],
);

static INVITATIONS: Shape = Shape::Object(
    ANY,
    &[&[
        must("table", &ID),
        must("name", &ID),
        may("office", &ID),
        may("number", &ID),
        must("event", &LINE),
        may("time", &IDS),
        may("place", &ID),
    ]],
);

static USE: Shape = Shape::Object(
    ANY,
    &[&[must("use", &ID), may("source", &SOURCE), may("origin", &ORIGIN), may("fields", &FIELDS)]],
);

static SECTION: Shape = Shape::Object(ANY, &[&[must("id", &ID)], SECTION_PARTS]);

static SHARED_SECTION: Shape = Shape::Object(ANY, &[SECTION_PARTS]);

static SECTION_PARTS: &[Member] = &[
    must("title", &LINE),
    may("heading", &LINE),
    may("guidance", &LINE),
    may("source", &SOURCE),
    may("origin", &ORIGIN),
    may("relevant", &RELEVANCE),
    may("annex", &Shape::Object(ANY, &[&[must("title", &LINE), may("landscape", &TRUTH)]])),
    must("fields", &FIELDS),
];

static RELEVANCE: Shape = Shape::Object(
    Sizes(2, 3),
    &[&[
        must("field", &ID),
        may("is", &VALUES),
        may("isNot", &VALUES),
        may("ticked", &TRUTH),
        may("min", &NUMBER),
        may("max", &NUMBER),
    ]],
);

static FIELDS: Shape = Shape::List(Sizes(1, 200), &FIELD);

static FIELD: Shape = Shape::Kinds(
    "kind",
    &[&[
        must("id", &ID),
        must("label", &LINE),
        may("hint", &LINE),
        may("heading", &LINE),
        may("relevant", &RELEVANCE),
        may("sensitive", &TRUTH),
    ]],
    &[
        ("short-text", &[ANSWER, TEXT]),
        ("long-text", &[ANSWER, TEXT]),
        ("number", &[ANSWER, &[may("constraints", &NUMBER_RULES)]]),
        ("date", &[ANSWER, &[may("constraints", &DATE_RULES)]]),
        ("choice", &[ANSWER, CHOICE]),
        ("choices", &[ANSWER, CHOICE]),
        ("unit", &[&[REQUIRED, must("slot", &Shape::OneOf(SLOT_WORDS.split_at(1).0))]]),
        ("tick", &[ANSWER]),
        ("table", &[ANSWER, TABLE]),
        ("computed", &[&[SLOT], COMPUTED]),
    ],
);

const SLOT_WORDS: &[&str] = &words(&SLOTS);
const SLOT: Member = may("slot", &Shape::OneOf(SLOT_WORDS.split_at(1).1));
const REQUIRED: Member = may("required", &TRUTH);
static ANSWER: &[Member] = &[REQUIRED, SLOT];
static TEXT: &[Member] = &[may("constraints", &TEXT_RULES)];
static CHOICE: &[Member] = &[must("choices", &CHOICES)];
static COMPUTED: &[Member] = &[must("formula", &FORMULA)];

static TABLE: &[Member] = &[
    with("weights", "fixedBy", &ID),
    may("weights", &Shape::Map(Pattern::Free, SOME, &THOUSAND)),
    must("rowName", &LINE),
    must("print", &Shape::OneOf(&words(&PRINTS))),
    must("columns", &Shape::List(Sizes(1, 200), &COLUMN)),
    may("constraints", &TABLE_RULES),
];

static CHOICES: Shape = Shape::List(
    SOME,
    &Shape::Object(ANY, &[&[must("value", &VALUE), must("label", &LINE), may("source", &SOURCE)]]),
);

static COLUMN: Shape = Shape::Kinds(
    "kind",
    &[&[
        must("id", &ID),
        must("label", &LINE),
        may("sensitive", &TRUTH),
        may("weight", &Shape::Whole(1, 100)),
    ]],
    &[
        ("short-text", &[CELL]),
        ("long-text", &[CELL]),
        ("number", &[CELL, TOTAL]),
        ("date", &[CELL]),
        ("choice", &[CELL, CHOICE]),
        ("tick", &[CELL]),
        ("computed", &[TOTAL, &[must("formula", &Shape::Object(Sizes(1, 1), &[OF_CELLS]))]]),
    ],
);

static CELL: &[Member] = &[REQUIRED];
static TOTAL: &[Member] = &[may("total", &TRUTH)];

static FORMULA: Shape = Shape::Object(
    Sizes(1, 1),
    &[
        OF_CELLS,
        &[
            may("count", &Shape::Object(ANY, &[&[must("table", &ID)], KINDS_OF_ROWS])),
            may("total", &Shape::Object(ANY, &[&[must("table", &ID), must("column", &ID)]])),
        ],
    ],
);

static OF_CELLS: &[Member] = &[may("sum", &IDS), may("ratio", &Shape::List(Sizes(2, 2), &ID))];

/// Rows in whose column one of these is chosen.
static ROWS_WITH: Shape = Shape::Object(ANY, &[&[must("column", &ID), must("is", &VALUES)]]);

/// Rows of any of several kinds; all, without. What is beside the column needs it.
static KINDS_OF_ROWS: &[Member] = &[
    with("is", "column", &ID),
    with("or", "column", &ID),
    with("column", "is", &VALUES),
    may("or", &Shape::List(SOME, &ROWS_WITH)),
];

static NUMBER_RULES: Shape =
    Shape::List(ANY, &Shape::Kinds("rule", RULE, &[("range", &[RANGE]), ("sum", &[SUM])]));

static DATE_RULES: Shape = Shape::List(ANY, &Shape::Kinds("rule", RULE, &[("days-after", &[DAYS_AFTER])]));

static TEXT_RULES: Shape = Shape::List(ANY, &Shape::Kinds("rule", RULE, &[("words", &[WORDS])]));

static TABLE_RULES: Shape = Shape::List(
    ANY,
    &Shape::Kinds(
        "rule",
        RULE,
        &[
            ("range", &[FOR_COLUMN, RANGE]),
            ("sum", &[FOR_COLUMN, SUM]),
            ("days-after", &[FOR_COLUMN, DAYS_AFTER]),
            ("words", &[FOR_COLUMN, WORDS]),
            ("at-least-rows", &[&[may("column", &ID), must("rows", &THOUSAND)]]),
            ("at-most-rows", &[KINDS_OF_ROWS, &[must("rows", &Shape::Whole(0, 10_000))]]),
            ("only-where", &[FOR_COLUMN, &[must("is", &VALUES), must("where", &ROWS_WITH)]]),
            ("needs-reason", &[FOR_COLUMN, REASON]),
            ("unique", &[&[may("column", &ID), must("columns", &IDS)]]),
            ("each-choice", &[FOR_COLUMN, REASON]),
            ("keeps-rows", &[&[may("column", &ID), must("reason", &ID)]]),
            ("needs-report", &[FOR_COLUMN, &[must("tick", &ID), must("form", &FORM_ID), must("field", &ID)]]),
        ],
    ),
);

static RULE: Members =
    &[&[may("severity", &Shape::OneOf(&words(&SEVERITIES))), may("message", &LINE), may("when", &RELEVANCE)]];

static FOR_COLUMN: &[Member] = &[must("column", &ID)];
static RANGE: &[Member] =
    &[Member { name: "min", need: Need::Without("max"), shape: &NUMBER }, may("max", &NUMBER)];
static SUM: &[Member] = &[must("of", &IDS)];
static DAYS_AFTER: &[Member] = &[must("after", &ID), may("min", &INTEGER), may("max", &INTEGER)];
static WORDS: &[Member] = &[must("max", &Shape::Whole(1, i64::MAX))];
static REASON: &[Member] = &[must("is", &VALUES), must("reason", &ID)];
