//! The exported file: what leaves the machine, and what comes back. Schema: `public/schema/submission-1.json`.
