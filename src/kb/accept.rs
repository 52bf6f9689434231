//! Accept 可用参数: which parameters make sense for which list; API and command line share them.

/// `documents`
pub const DOCUMENTS: &[&str] =
    &["q", "agency", "role", "position", "kind", "issuer", "year", "from", "until", "sort", "limit", "cursor"];
/// `documents/{id}/clauses`
pub const CLAUSES: &[&str] = &["q", "agency", "role", "position", "kind", "limit", "cursor"];
/// `search`
pub const SEARCH: &[&str] = &[
    "q",
    "document",
    "agency",
    "role",
    "position",
    "kind",
    "issuer",
    "year",
    "document_kind",
    "level",
    "region",
    "from",
    "until",
    "amount_from",
    "amount_until",
    "deadline_from",
    "deadline_until",
    "group",
    "explain",
    "related",
    "sort",
    "limit",
    "cursor",
];
/// `responsibilities`, `citations`
pub const FACTS: &[&str] =
    &["q", "document", "agency", "role", "position", "issuer", "year", "from", "until", "sort", "limit", "cursor"];
/// `targets`, `deadlines`
pub const DATED: &[&str] = &[
    "q", "document", "agency", "role", "position", "kind", "issuer", "year", "from", "until", "as_of", "status",
    "sort", "limit", "cursor",
];
/// `amounts`
pub const AMOUNTS: &[&str] = &[
    "q", "document", "agency", "role", "position", "kind", "issuer", "year", "from", "until", "sort", "limit", "cursor",
];
/// `due`
pub const DUE: &[&str] = &[
    "q", "document", "agency", "role", "position", "issuer", "year", "from", "until", "as_of", "status", "basis",
    "sort",
];
/// `tasks`
pub const TASKS: &[&str] = &[
    "q", "document", "agency", "role", "position", "issuer", "year", "from", "until", "as_of", "status", "basis",
    "sort", "limit", "cursor",
];
/// `gaps`
pub const GAPS: &[&str] = &["document", "issuer", "kind", "limit", "cursor"];
/// `agencies`
pub const AGENCIES: &[&str] = &["q", "sort", "limit", "cursor"];
/// `agencies/{id}`
pub const AGENCY: &[&str] = &["document", "role", "position", "issuer", "year", "from", "until"];
/// `suggest`
pub const SUGGEST: &[&str] = &["q", "limit"];
/// `parse`, `scan`
pub const PARSE: &[&str] = &["name", "as_of"];
/// Things that take no parameter.
pub const NONE: &[&str] = &[];
