#include "datasets/store/schema.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "datasets/base/mem.h"
#include "datasets/store/store.h"

/*
 * How to read this file.
 *
 * It is the store's whole design: every table, index, view and trigger, with a comment on each table and each column. A
 * table's comment begins with the kind of table it is:
 *
 *     WORLD     rows of the world: what an export said, in versions; never changed, text may be overwritten (below)
 *     WORK      work of the engine: written once
 *     DECISION  what a person decided or taught: appended
 *     AUDIT     the trail: appended and hash-chained, digests only
 *
 * What holds everywhere:
 *
 *  - Times are Unix seconds in UTC; NULL is "not known". Hashes are 32 bytes of BLAKE2b. Missing text is '', never NULL.
 *  - Columns called JSON hold one JSON document, made and checked by the writer (a CHECK(json_valid()) would be refused under
 *    trusted_schema=OFF).
 *  - The table of a kind of record has one column for each field of the kind (README.md, the table of kinds), under the field's
 *    name; import writes "INSERT INTO kind(version_id, field, ...)". Names that are SQL words are quoted: "commit", "release".
 *  - An import is seen when imports.completed_at is set, and not before: readers go through current_versions. What was never
 *    completed is dropped when a job next opens the store, and only such rows can be deleted.
 *  - Text of a completed version is overwritten in two cases: the same raw row was cleaned by newer rules (a rescrub: a new
 *    version with the clean text, and the clean text in the older ones too), and a purge. Times, numbers, hashes and ids
 *    stay; versions.overwritten says what happened, and versions.content_hash remains that of the text as it was, so that a
 *    replay which used it can tell.
 *  - Triggers refuse the rest. They guard against mistakes, in this program and at an SQL prompt. Against intent there is
 *    the audit chain, which also notices (audit.h) when a trigger of this file is gone.
 */

/* INSERT OR REPLACE deletes the old row without asking a DELETE trigger unless recursive_triggers is on. Our connections have
 * it on; an SQL prompt has not: so the insert itself looks whether its key is taken. */
#define NO_REPLACE(table, same_key)                                                                                    \
    "CREATE TRIGGER " table "_no_replace BEFORE INSERT ON " table "\n"                                                 \
    "  WHEN EXISTS (SELECT 1 FROM " table " WHERE " same_key ")\n"                                                     \
    "  BEGIN SELECT RAISE(ABORT, '" table " is append-only: this key is taken'); END;\n"

#define NO_UPDATE(table)                                                                                               \
    "CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table "\n"                                                  \
    "  BEGIN SELECT RAISE(ABORT, '" table " is append-only: rows do not change'); END;\n"

#define NO_DELETE(table)                                                                                               \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table "\n"                                                  \
    "  BEGIN SELECT RAISE(ABORT, '" table " is append-only: rows stay'); END;\n"

#define APPEND_ONLY(table, same_key) NO_UPDATE(table) NO_DELETE(table) NO_REPLACE(table, same_key)

/* A row that belongs to a version of a completed import stays, and only its text may be overwritten: `same` says for the other
 * columns that nothing changes. */
#define OF_COMPLETED                                                                                                   \
    "EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id\n"                                   \
    "          WHERE v.version_id = OLD.version_id AND i.completed_at IS NOT NULL)"

#define KEPT(table, same)                                                                                              \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table "\n"                                                  \
    "  WHEN " OF_COMPLETED "\n"                                                                                        \
    "  BEGIN SELECT RAISE(ABORT, '" table ": rows of a completed import stay'); END;\n"                                \
    "CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table "\n"                                                  \
    "  WHEN NOT (" same ")\n"                                                                                          \
    "   AND " OF_COMPLETED "\n"                                                                                        \
    "  BEGIN SELECT RAISE(ABORT, '" table ": of a completed import only text may be overwritten'); END;\n"

#define SAME(column) "NEW." column " IS OLD." column

/* Out of its hands: it would indent the text by the macros in it. */
/* clang-format off */

/* Every compiler we use takes literals longer than the 4095 bytes that C17 promises; the schema should read as one text. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const char schema_1[] =
    /* ---------------------------------------------------------------- the store itself, and where rows came from */
    "CREATE TABLE settings (\n"
    "  -- WORK. Small facts about this store.\n"
    "  name  TEXT PRIMARY KEY,               -- audit_public_key (hex), pseudonym_digest (hex), created_at, engine_version,\n"
    "                                        -- demonstration ('1': made by demo)\n"
    "  value TEXT NOT NULL                   -- as text\n"
    ") STRICT, WITHOUT ROWID;\n"
    "\n"
    "CREATE TABLE imports (\n"
    "  -- WORLD. One run of import: where rows came from, and when they became visible.\n"
    "  import_id     INTEGER PRIMARY KEY,    -- in order of start\n"
    "  kind          TEXT NOT NULL,          -- tickets, changes, releases, git, outcomes, ... as on the command line\n"
    "  source        TEXT NOT NULL,          -- provenance: name of the source or of its files\n"
    "  started_at    INTEGER NOT NULL,       -- time\n"
    "  completed_at  INTEGER,                -- time; NULL: not complete, not visible, dropped when a job next opens the store\n"
    "  rules_version INTEGER NOT NULL,       -- of de-identification\n"
    "  content_hash  BLOB,                   -- over the bytes of the files; set with completed_at\n"
    "  read          INTEGER NOT NULL DEFAULT 0, -- rows read: the sum of the next five\n"
    "  inserted      INTEGER NOT NULL DEFAULT 0, -- records seen for the first time\n"
    "  updated       INTEGER NOT NULL DEFAULT 0, -- records that got a new version\n"
    "  unchanged     INTEGER NOT NULL DEFAULT 0, -- same raw row, same rules\n"
    "  rescrubbed    INTEGER NOT NULL DEFAULT 0, -- same raw row, newer rules\n"
    "  rejected      INTEGER NOT NULL DEFAULT 0, -- bad rows\n"
    "  redactions    TEXT NOT NULL DEFAULT '{}'  -- JSON: {TYPE: COUNT} of what de-identification replaced\n"
    ") STRICT;\n"
    "CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports WHEN OLD.completed_at IS NOT NULL\n"
    "  BEGIN SELECT RAISE(ABORT, 'imports: a completed import stays'); END;\n"
    "CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports WHEN OLD.completed_at IS NOT NULL\n"
    "  BEGIN SELECT RAISE(ABORT, 'imports: a completed import does not change'); END;\n"
    "\n"
    "CREATE TABLE rejects (\n"
    "  -- WORLD. Bad rows of an import: where and why, never what was in them.\n"
    "  import_id INTEGER NOT NULL REFERENCES imports, -- whose\n"
    "  file      TEXT NOT NULL,              -- path as given\n"
    "  line      INTEGER NOT NULL,           -- of the file, from 1, where the row begins\n"
    "  \"column\"  TEXT NOT NULL DEFAULT '',   -- name in the header; '': the whole row\n"
    "  reason    TEXT NOT NULL               -- our words, never content of the row\n"
    ") STRICT;\n"
    "CREATE INDEX rejects_of_import ON rejects(import_id);\n"
    "\n"
    /* ------------------------------------------------------------------------------------ identity and versions */
    "CREATE TABLE records (\n"
    "  -- WORLD. The identity of a thing: what stays the same from export to export.\n"
    "  record_id INTEGER PRIMARY KEY,        -- in order of first arrival: breaks ties wherever rows are ordered\n"
    "  kind      TEXT NOT NULL               -- which table its versions lie in\n"
    "            CHECK (kind IN ('ticket', 'change', 'code', 'release', 'outcome', 'system', 'evidence', 'patch',\n"
    "                            'postmortem', 'dependency', 'series', 'prediction')),\n"
    "  project   TEXT NOT NULL DEFAULT '',   -- '' for a kind that has none\n"
    "  id        TEXT NOT NULL,              -- ticket id, commit, release name, system, ...: unique inside kind and project\n"
    "  UNIQUE (kind, project, id)\n"
    ") STRICT;\n"
    "\n"
    "CREATE TABLE versions (\n"
    "  -- WORLD. What an import said about a record. The newest of completed imports is current (current_versions).\n"
    "  version_id     INTEGER PRIMARY KEY,   -- in order of arrival; key of the row in the kind's table\n"
    "  record_id      INTEGER NOT NULL REFERENCES records, -- of what\n"
    "  import_id      INTEGER NOT NULL REFERENCES imports, -- by which import\n"
    "  source_row     INTEGER NOT NULL,      -- data row of the source, from 1: the order of undated rows\n"
    "  raw_hash       BLOB NOT NULL,         -- BLAKE2b keyed with pseudonym.key over the raw row: tells an unchanged one\n"
    "  content_hash   BLOB NOT NULL,         -- BLAKE2b over the de-identified values as they were when this version was written\n"
    "  rules_version  INTEGER NOT NULL,      -- rules of de-identification that the text now here has passed\n"
    "  imported_at    INTEGER NOT NULL,      -- time\n"
    "  known_at       INTEGER NOT NULL,      -- when what was filed first became known\n"
    "  known_basis    TEXT NOT NULL CHECK (known_basis IN ('given', 'assumed', 'import')), -- how we know known_at\n"
    "  label_known_at INTEGER,               -- when the outcome (fields filled in later, labels) became known; NULL: not known\n"
    "  label_basis    TEXT NOT NULL DEFAULT 'import' CHECK (label_basis IN ('given', 'assumed', 'import')), -- and how\n"
    "  withdrawn      INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- 1: the source no longer has the record (a\n"
    "                                        -- dependency dropped from its lock file): nothing of it is current\n"
    "  overwritten_at INTEGER,               -- when its text was overwritten; NULL: never\n"
    "  overwritten    TEXT NOT NULL DEFAULT '' -- why: '', 'rescrub', 'purge:RULE'; replay then answers with it\n"
    ") STRICT;\n"
    "CREATE INDEX versions_of_record ON versions(record_id, version_id, import_id);\n"
    "CREATE INDEX versions_of_import ON versions(import_id, version_id);\n"
    KEPT("versions",
         SAME("version_id") " AND " SAME("record_id") " AND " SAME("import_id") " AND " SAME("source_row") " AND\n"
         "             " SAME("raw_hash") " AND " SAME("content_hash") " AND " SAME("imported_at") " AND\n"
         "             " SAME("known_at") " AND " SAME("known_basis") " AND " SAME("label_known_at") " AND\n"
         "             " SAME("label_basis") " AND " SAME("withdrawn"))
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: an identity does not change'); END;\n"
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records\n"
    "  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id\n"
    "                WHERE v.record_id = OLD.record_id AND i.completed_at IS NOT NULL)\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: a record of a completed import stays'); END;\n"
    "\n"
    "CREATE VIEW current_versions AS\n"
    "  -- WORLD. What is true now: for each record the newest version of a completed import, unless that withdrew it.\n"
    "  SELECT v.version_id, v.record_id, r.kind, r.project, r.id, v.import_id, v.content_hash,\n"
    "         v.known_at, v.known_basis, v.label_known_at, v.label_basis\n"
    "    FROM records r\n"
    "    JOIN versions v ON v.version_id =\n"
    "         (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id\n"
    "           WHERE w.record_id = r.record_id AND i.completed_at IS NOT NULL\n"
    "           ORDER BY w.version_id DESC LIMIT 1)\n"
    "   WHERE v.withdrawn = 0;\n"
    "\n"
    /* --------------------------------------------------------- one table a kind: the columns are the contract's fields */
    "CREATE TABLE tickets (\n"
    "  -- WORLD. Versions of records of the kind 'ticket': rows of a service desk or issue tracker.\n"
    "  version_id         INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project            TEXT NOT NULL DEFAULT '', -- as in records\n"
    "  id                 TEXT NOT NULL DEFAULT '', -- as in records\n"
    "  title              TEXT NOT NULL DEFAULT '', -- free text, known at created\n"
    "  description        TEXT NOT NULL DEFAULT '', -- free text, known at created\n"
    "  created            INTEGER,                  -- time of filing; undated rows keep the order of their file\n"
    "  updated            INTEGER,                  -- time of the last change in the tracker\n"
    "  resolved           INTEGER,                  -- time of resolution: when the fields below became known\n"
    "  component          TEXT NOT NULL DEFAULT '', -- where it belonged in the end (label)\n"
    "  team               TEXT NOT NULL DEFAULT '', -- who solved it (label)\n"
    "  assignee           TEXT NOT NULL DEFAULT '', -- [PERSON:...]\n"
    "  severity           TEXT NOT NULL DEFAULT '', -- verbatim; clinical impact is mapped from it by [impact]\n"
    "  priority           TEXT NOT NULL DEFAULT '', -- verbatim\n"
    "  type               TEXT NOT NULL DEFAULT '', -- verbatim: bug, incident, request, ...\n"
    "  status             TEXT NOT NULL DEFAULT '', -- verbatim; open or closed by [status]\n"
    "  resolution         TEXT NOT NULL DEFAULT '', -- verbatim: fixed, duplicate, ...\n"
    "  duplicate_of       TEXT NOT NULL DEFAULT '', -- id of the earlier ticket\n"
    "  parent             TEXT NOT NULL DEFAULT '', -- id of the ticket it belongs to\n"
    "  system             TEXT NOT NULL DEFAULT '', -- system of the estate\n"
    "  cause              TEXT NOT NULL DEFAULT '', -- root cause (label)\n"
    "  maintenance        TEXT NOT NULL DEFAULT '', -- corrective, adaptive, perfective, preventive (label)\n"
    "  workflow           TEXT NOT NULL DEFAULT '', -- clinical or business workflow\n"
    "  workaround         TEXT NOT NULL DEFAULT '', -- free text: how people cope meanwhile\n"
    "  labels             TEXT NOT NULL DEFAULT '', -- tags of the tracker\n"
    "  started            INTEGER,                  -- time the incident began\n"
    "  detected           INTEGER,                  -- time it was noticed\n"
    "  restored           INTEGER,                  -- time the service was back\n"
    "  reopened           TEXT NOT NULL DEFAULT '', -- verbatim: how often, or whether\n"
    "  escalated          TEXT NOT NULL DEFAULT '', -- verbatim: to whom, or whether\n"
    "  caused_by_change   TEXT NOT NULL DEFAULT '', -- commit, as the tracker links it\n"
    "  \"release\"          TEXT NOT NULL DEFAULT '', -- release it was seen in\n"
    "  component_filed    TEXT NOT NULL DEFAULT '', -- as filed first: known at created\n"
    "  team_filed         TEXT NOT NULL DEFAULT '', -- as filed first\n"
    "  severity_filed     TEXT NOT NULL DEFAULT '', -- as filed first\n"
    "  priority_filed     TEXT NOT NULL DEFAULT '', -- as filed first\n"
    "  extra              TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("tickets", SAME("version_id") " AND " SAME("created") " AND " SAME("updated") " AND " SAME("resolved") " AND\n"
         "             " SAME("started") " AND " SAME("detected") " AND " SAME("restored"))
    "\n"
    "CREATE TABLE changes (\n"
    "  -- WORLD. Versions of records of the kind 'change' (id: the commit): one commit or row of a change log.\n"
    "  version_id  INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project     TEXT NOT NULL DEFAULT '', -- as in records\n"
    "  \"commit\"    TEXT NOT NULL DEFAULT '', -- as records.id\n"
    "  author_date INTEGER,                  -- time\n"
    "  author      TEXT NOT NULL DEFAULT '', -- [PERSON:...]\n"
    "  message     TEXT NOT NULL DEFAULT '', -- free text\n"
    "  ns          REAL,                     -- subsystems touched (this and the next 13: Kamei et al. 2013, table 1)\n"
    "  nd          REAL,                     -- folders touched\n"
    "  nf          REAL,                     -- files touched\n"
    "  entropy     REAL,                     -- spread of the change over its files, bits\n"
    "  la          REAL,                     -- lines added\n"
    "  ld          REAL,                     -- lines deleted\n"
    "  lt          REAL,                     -- lines in the files before\n"
    "  fix         REAL,                     -- 1: says that it fixes a defect\n"
    "  ndev        REAL,                     -- people who changed the files before\n"
    "  age         REAL,                     -- mean time since the files were changed, days\n"
    "  nuc         REAL,                     -- earlier changes to the files\n"
    "  exp         REAL,                     -- earlier changes by the author\n"
    "  rexp        REAL,                     -- the same, recent ones counting more\n"
    "  sexp        REAL,                     -- the same, in these subsystems\n"
    "  buggy       INTEGER CHECK (buggy IN (0, 1)), -- label as exported; NULL: none\n"
    "  split       TEXT NOT NULL DEFAULT '', -- part of a published split: train, test, ...\n"
    "  label_time  INTEGER,                  -- when buggy became known; NULL: not known\n"
    "  kind        TEXT NOT NULL DEFAULT '', -- code, configuration, infrastructure, patch\n"
    "  system      TEXT NOT NULL DEFAULT '', -- system of the estate\n"
    "  \"release\"   TEXT NOT NULL DEFAULT '', -- release that it names as its own\n"
    "  tickets     TEXT NOT NULL DEFAULT '', -- ids of the tickets it is for, joined by '|'\n"
    "  approver    TEXT NOT NULL DEFAULT '', -- [PERSON:...]\n"
    "  extra       TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("changes",
         SAME("version_id") " AND " SAME("author_date") " AND " SAME("label_time") " AND " SAME("buggy") " AND\n"
         "             " SAME("ns") " AND " SAME("nd") " AND " SAME("nf") " AND " SAME("entropy") " AND " SAME("la") " AND\n"
         "             " SAME("ld") " AND " SAME("lt") " AND " SAME("fix") " AND " SAME("ndev") " AND " SAME("age") " AND\n"
         "             " SAME("nuc") " AND " SAME("exp") " AND " SAME("rexp") " AND " SAME("sexp"))
    "\n"
    "CREATE TABLE code (\n"
    "  -- WORLD. Versions of records of the kind 'code' (id: the commit, project as the change): what a change did to the text of\n"
    "  -- the program. Apart from changes because it comes from a second file and is many times larger.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project    TEXT NOT NULL DEFAULT '',  -- as in records\n"
    "  \"commit\"   TEXT NOT NULL DEFAULT '',  -- as records.id\n"
    "  files      TEXT NOT NULL DEFAULT '',  -- paths joined by '|'\n"
    "  added      TEXT NOT NULL DEFAULT '',  -- tokens of added lines\n"
    "  removed    TEXT NOT NULL DEFAULT '',  -- tokens of removed lines\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("code", SAME("version_id"))
    "\n"
    "CREATE TABLE releases (\n"
    "  -- WORLD. Versions of records of the kind 'release' (id: its name). Members are found by rows.h, not stored.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project    TEXT NOT NULL DEFAULT '',  -- as in records\n"
    "  \"release\"  TEXT NOT NULL DEFAULT '',  -- as records.id\n"
    "  system     TEXT NOT NULL DEFAULT '',  -- system of the estate\n"
    "  planned    INTEGER,                   -- time\n"
    "  deployed   INTEGER,                   -- time; NULL: not yet\n"
    "  status     TEXT NOT NULL DEFAULT '',  -- planned, deployed, cancelled\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("releases", SAME("version_id") " AND " SAME("planned") " AND " SAME("deployed") " AND " SAME("status"))
    "\n"
    "CREATE TABLE outcomes (\n"
    "  -- WORLD. Versions of records of the kind 'outcome': what came of a release or a change. Several may tell of one release.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project    TEXT NOT NULL DEFAULT '',  -- as in records\n"
    "  \"release\"  TEXT NOT NULL DEFAULT '',  -- name of the release, or '' where it is about a change\n"
    "  change     TEXT NOT NULL DEFAULT '',  -- commit, or '' where it is about a release\n"
    "  outcome    TEXT NOT NULL DEFAULT '',  -- ok, incident, hotfix, rollback\n"
    "  time       INTEGER,                   -- when it became known\n"
    "  evidence   TEXT NOT NULL DEFAULT '',  -- free text: ticket ids, a reason\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("outcomes", SAME("version_id") " AND " SAME("time") " AND " SAME("outcome"))
    "\n"
    "CREATE TABLE systems (\n"
    "  -- WORLD. Versions of records of the kind 'system' (id: system, no project): the estate.\n"
    "  version_id       INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  system           TEXT NOT NULL DEFAULT '', -- as records.id\n"
    "  name             TEXT NOT NULL DEFAULT '', -- for people\n"
    "  owner            TEXT NOT NULL DEFAULT '', -- [PERSON:...] or a team\n"
    "  criticality      TEXT NOT NULL DEFAULT '', -- care-critical, compliance-critical, administrative\n"
    "  support          TEXT NOT NULL DEFAULT '', -- support status, verbatim\n"
    "  vendor           TEXT NOT NULL DEFAULT '', -- who makes it\n"
    "  internet_facing  INTEGER CHECK (internet_facing IN (0, 1)), -- NULL: not known\n"
    "  replacement_date INTEGER,                  -- time\n"
    "  depends_on       TEXT NOT NULL DEFAULT '', -- systems joined by '|'\n"
    "  workflows        TEXT NOT NULL DEFAULT '', -- joined by '|'\n"
    "  extra            TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("systems", SAME("version_id") " AND " SAME("internet_facing") " AND " SAME("replacement_date") " AND " SAME("criticality"))
    "\n"
    "CREATE TABLE evidence (\n"
    "  -- WORLD. Versions of records of the kind 'evidence': what was prepared for a release, item by item.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project    TEXT NOT NULL DEFAULT '',  -- as in records\n"
    "  \"release\"  TEXT NOT NULL DEFAULT '',  -- for which\n"
    "  item       TEXT NOT NULL DEFAULT '',  -- rollback_plan, rollback_tested, staged, training, runbook, parity, access_review,\n"
    "                                        -- window, approval, tests\n"
    "  value      TEXT NOT NULL DEFAULT '',  -- verbatim\n"
    "  time       INTEGER,                   -- when it was done\n"
    "  \"by\"       TEXT NOT NULL DEFAULT '',  -- [PERSON:...]\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("evidence", SAME("version_id") " AND " SAME("time"))
    "\n"
    "CREATE TABLE patches (\n"
    "  -- WORLD. Versions of records of the kind 'patch' (no project): patches with their due dates and exceptions.\n"
    "  version_id      INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  system          TEXT NOT NULL DEFAULT '', -- system of the estate\n"
    "  component       TEXT NOT NULL DEFAULT '', -- what is patched, with the patch's name\n"
    "  severity        TEXT NOT NULL DEFAULT '', -- the publisher's, verbatim\n"
    "  published       INTEGER,                  -- time\n"
    "  due             INTEGER,                  -- time\n"
    "  applied         INTEGER,                  -- time; NULL: not yet\n"
    "  exception_until INTEGER,                  -- time; NULL: no exception\n"
    "  reason          TEXT NOT NULL DEFAULT '', -- of the exception, free text\n"
    "  extra           TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("patches", SAME("version_id") " AND " SAME("published") " AND " SAME("due") " AND " SAME("applied") " AND\n"
         "             " SAME("exception_until"))
    "\n"
    "CREATE TABLE postmortems (\n"
    "  -- WORLD. Versions of records of the kind 'postmortem' (no project): the written analysis of an incident.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  id         TEXT NOT NULL DEFAULT '',  -- as in records\n"
    "  date       INTEGER,                   -- time; may be NULL\n"
    "  systems    TEXT NOT NULL DEFAULT '',  -- joined by '|'\n"
    "  severity   TEXT NOT NULL DEFAULT '',  -- verbatim\n"
    "  root_cause TEXT NOT NULL DEFAULT '',  -- free text\n"
    "  \"trigger\"  TEXT NOT NULL DEFAULT '',  -- free text\n"
    "  tickets    TEXT NOT NULL DEFAULT '',  -- ids joined by '|'\n"
    "  releases   TEXT NOT NULL DEFAULT '',  -- names joined by '|'\n"
    "  detected   INTEGER,                   -- time\n"
    "  resolved   INTEGER,                   -- time\n"
    "  text       TEXT NOT NULL DEFAULT '',  -- the whole of it, free text\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("postmortems", SAME("version_id") " AND " SAME("date") " AND " SAME("detected") " AND " SAME("resolved"))
    "\n"
    "CREATE TABLE dependencies (\n"
    "  -- WORLD. Versions of records of the kind 'dependency' (project: the system, id: file and name): what a system uses. One that\n"
    "  -- is gone from its file gets a withdrawn version; what changed between two releases is told by known_at.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  system     TEXT NOT NULL DEFAULT '',  -- system of the estate that uses it\n"
    "  \"release\"  TEXT NOT NULL DEFAULT '',  -- release that the file was taken from; '': not known\n"
    "  file       TEXT NOT NULL DEFAULT '',  -- lock file, manifest or bill of materials\n"
    "  ecosystem  TEXT NOT NULL DEFAULT '',  -- maven, npm, pypi, ...\n"
    "  name       TEXT NOT NULL DEFAULT '',  -- of the library or service\n"
    "  version    TEXT NOT NULL DEFAULT '',  -- verbatim\n"
    "  scope      TEXT NOT NULL DEFAULT '',  -- runtime, test, build, ...\n"
    "  direct     INTEGER CHECK (direct IN (0, 1)), -- 0: pulled in by another; NULL: not known\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("dependencies", SAME("version_id") " AND " SAME("direct"))
    "\n"
    "CREATE TABLE series (\n"
    "  -- WORLD. Versions of records of the kind 'series' (project: the system, id: the metric). A version holds the points that its\n"
    "  -- import added or changed; the series is the union over its versions of completed imports, the newer winning at\n"
    "  -- equal time and position.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  system     TEXT NOT NULL DEFAULT '',  -- system of the estate\n"
    "  metric     TEXT NOT NULL DEFAULT '',  -- name of what is measured\n"
    "  first      INTEGER,                   -- time of the first point of this version\n"
    "  last       INTEGER,                   -- time of the last\n"
    "  n_points   INTEGER NOT NULL DEFAULT 0, -- of this version\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of columns beyond the contract; '': none\n"
    ") STRICT;\n"
    KEPT("series", SAME("version_id") " AND " SAME("first") " AND " SAME("last") " AND " SAME("n_points"))
    "\n"
    "CREATE TABLE points (\n"
    "  -- WORLD. The values of a series. A missing value is a missing row.\n"
    "  version_id INTEGER NOT NULL REFERENCES series, -- whose\n"
    "  time       INTEGER NOT NULL,          -- of the measurement\n"
    "  position   INTEGER NOT NULL DEFAULT 0, -- among points of the same second, from 0\n"
    "  value      REAL NOT NULL,             -- finite\n"
    "  PRIMARY KEY (version_id, time, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    KEPT("points", SAME("version_id") " AND " SAME("time") " AND " SAME("position") " AND " SAME("value"))
    "\n"
    "CREATE TABLE predictions (\n"
    "  -- WORLD. Versions of records of the kind 'prediction': the log of another team's model, watched by monitor.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  time       INTEGER,                   -- of the prediction\n"
    "  model      TEXT NOT NULL DEFAULT '',  -- its name there\n"
    "  version    TEXT NOT NULL DEFAULT '',  -- its version there\n"
    "  score      REAL,                      -- what it said\n"
    "  label      TEXT NOT NULL DEFAULT '',  -- what came true; '': not known\n"
    "  subgroup   TEXT NOT NULL DEFAULT '',  -- for whom\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- JSON of its inputs (the further columns), de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("predictions", SAME("version_id") " AND " SAME("time") " AND " SAME("score"))
    "\n"
    /* ------------------------------------------------------------------------------------------------ work of the engine */
    "CREATE TABLE snapshots (\n"
    "  -- WORK. The exact rows that a run saw (snapshot.h).\n"
    "  snapshot_id INTEGER PRIMARY KEY,      -- number\n"
    "  hash        BLOB NOT NULL UNIQUE,     -- BLAKE2b over (kind, project, id, content_hash) of each member\n"
    "  taken_at    INTEGER NOT NULL,         -- time it was taken first\n"
    "  n_rows      INTEGER NOT NULL,         -- members\n"
    "  members     BLOB NOT NULL             -- version_ids, ascending, as differences in base-128 varints, low bits first\n"
    ") STRICT;\n"
    APPEND_ONLY("snapshots", "snapshot_id = NEW.snapshot_id OR hash = NEW.hash")
    "\n"
    "CREATE TABLE runs (\n"
    "  -- WORK. One night or one job: what was done, so that a killed one is taken up where it stopped.\n"
    "  run_id       INTEGER PRIMARY KEY,     -- number\n"
    "  key          TEXT NOT NULL UNIQUE,    -- what the run is for: the same key is the same run\n"
    "  started_at   INTEGER NOT NULL,        -- time\n"
    "  completed_at INTEGER,                 -- time; NULL: running, or killed\n"
    "  status       TEXT NOT NULL DEFAULT 'running', -- running, done, failed\n"
    "  exit_status  INTEGER                  -- as PRODUCT.md lists them\n"
    ") STRICT;\n"
    "\n"
    "CREATE TABLE run_stages (\n"
    "  -- WORK. The stages of a run.\n"
    "  run_id       INTEGER NOT NULL REFERENCES runs, -- whose\n"
    "  stage        TEXT NOT NULL,           -- import, snapshot, train, ...\n"
    "  started_at   INTEGER NOT NULL,        -- time\n"
    "  completed_at INTEGER,                 -- time; NULL: to be done again\n"
    "  status       TEXT NOT NULL DEFAULT 'running', -- running, done, skipped, failed\n"
    "  detail       TEXT NOT NULL DEFAULT '', -- JSON or a message: what it did, why it failed\n"
    "  PRIMARY KEY (run_id, stage)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "\n"
    "CREATE TABLE models (\n"
    "  -- WORK. One trained model version, never changed, never reused. It exists once it has a row in model_stages; one without\n"
    "  -- was never finished and is dropped when a job next opens the store.\n"
    "  model_id       INTEGER PRIMARY KEY,   -- number over all tasks\n"
    "  task           TEXT NOT NULL,         -- route, severity, cause, maintenance, change-risk, release-risk\n"
    "  project        TEXT NOT NULL DEFAULT '', -- trained for; '': all projects\n"
    "  number         INTEGER NOT NULL,      -- N of TASK:PROJECT@N\n"
    "  snapshot_id    INTEGER REFERENCES snapshots, -- rows it could see; NULL: imported from another store\n"
    "  train_digest   BLOB NOT NULL,         -- of the exact training rows and labels\n"
    "  params         TEXT NOT NULL,         -- JSON: every hyper-parameter and what was chosen\n"
    "  seed           INTEGER NOT NULL,      -- of all randomness\n"
    "  hash           BLOB NOT NULL,         -- of the parts (model_parts_hash in audit.h)\n"
    "  engine_version TEXT NOT NULL,         -- that trained it\n"
    "  created_at     INTEGER NOT NULL,      -- time\n"
    "  UNIQUE (task, project, number)\n"
    ") STRICT;\n"
    "\n"
    "CREATE TABLE model_parts (\n"
    "  -- WORK. What a model version consists of: vocabulary, weights, calibration, thresholds.\n"
    "  model_id INTEGER NOT NULL REFERENCES models, -- whose\n"
    "  name     TEXT NOT NULL,               -- of the part\n"
    "  data     BLOB NOT NULL,               -- its bytes, in the form its module reads\n"
    "  hash     BLOB NOT NULL,               -- of data\n"
    "  PRIMARY KEY (model_id, name)\n"
    ") STRICT;\n"
    "\n"
    "CREATE TABLE model_stages (\n"
    "  -- WORK. The life of a model version: the newest row is its stage.\n"
    "  stage_id INTEGER PRIMARY KEY,         -- in order\n"
    "  model_id INTEGER NOT NULL REFERENCES models, -- whose\n"
    "  stage    TEXT NOT NULL CHECK (stage IN ('candidate', 'validated', 'approved', 'production', 'retired', 'rejected')),\n"
    "                                        -- it entered\n"
    "  at       INTEGER NOT NULL,            -- time\n"
    "  \"by\"     TEXT NOT NULL,               -- user, or 'engine', or 'policy:N'\n"
    "  reason   TEXT NOT NULL DEFAULT ''     -- why\n"
    ") STRICT;\n"
    "CREATE INDEX model_stages_of_model ON model_stages(model_id, stage_id);\n"
    APPEND_ONLY("model_stages", "stage_id = NEW.stage_id")
    NO_UPDATE("models")
    "CREATE TRIGGER models_no_delete BEFORE DELETE ON models\n"
    "  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = OLD.model_id)\n"
    "  BEGIN SELECT RAISE(ABORT, 'models: a registered model stays'); END;\n"
    NO_REPLACE("models", "model_id = NEW.model_id OR (task = NEW.task AND project = NEW.project AND number = NEW.number)")
    NO_UPDATE("model_parts")
    "CREATE TRIGGER model_parts_no_delete BEFORE DELETE ON model_parts\n"
    "  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = OLD.model_id)\n"
    "  BEGIN SELECT RAISE(ABORT, 'model_parts: a registered model stays'); END;\n"
    "CREATE TRIGGER model_parts_no_insert BEFORE INSERT ON model_parts\n"
    "  WHEN EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = NEW.model_id)\n"
    "  BEGIN SELECT RAISE(ABORT, 'model_parts: a registered model gets no more parts'); END;\n"
    "\n"
    "CREATE TABLE validation_records (\n"
    "  -- WORK. The immutable evidence for one model version.\n"
    "  model_id   INTEGER PRIMARY KEY REFERENCES models, -- whose\n"
    "  json       TEXT NOT NULL,             -- canonical JSON\n"
    "  hash       BLOB NOT NULL,             -- of its bytes\n"
    "  created_at INTEGER NOT NULL           -- time\n"
    ") STRICT;\n"
    APPEND_ONLY("validation_records", "model_id = NEW.model_id")
    "\n"
    "CREATE TABLE feature_rows (\n"
    "  -- WORK. Sparse feature rows that scores were made from, each once: what replay reads.\n"
    "  hash      BLOB PRIMARY KEY,           -- of data as it was\n"
    "  data      BLOB,                       -- columns and values; NULL: purged\n"
    "  purged_at INTEGER,                    -- time; NULL: not purged\n"
    "  purged    TEXT NOT NULL DEFAULT ''    -- by which rule\n"
    ") STRICT, WITHOUT ROWID;\n"
    NO_DELETE("feature_rows")
    "CREATE TRIGGER feature_rows_no_update BEFORE UPDATE ON feature_rows\n"
    "  WHEN NOT (" SAME("hash") " AND (NEW.data IS NULL OR " SAME("data") "))\n"
    "  BEGIN SELECT RAISE(ABORT, 'feature_rows: data may be purged, not changed'); END;\n"
    "\n"
    "CREATE TABLE scores (\n"
    "  -- WORK. What a model said about an item, and why. A score is whole by itself: a killed stage leaves the ones it made, and\n"
    "  -- goes on with the rest.\n"
    "  score_id     INTEGER PRIMARY KEY,     -- in order\n"
    "  run_id       INTEGER REFERENCES runs, -- NULL: asked for by hand\n"
    "  model_id     INTEGER REFERENCES models, -- NULL: rules alone\n"
    "  item         TEXT NOT NULL,           -- ticket:PROJECT/ID, change:PROJECT/COMMIT, release:PROJECT/NAME,\n"
    "                                        -- dependency:SYSTEM/NAME\n"
    "  version_id   INTEGER REFERENCES versions, -- that was scored\n"
    "  probability  REAL,                    -- calibrated; NULL where there is none\n"
    "  logit        REAL,                    -- before calibration: bias + contributions\n"
    "  label        TEXT NOT NULL DEFAULT '', -- predicted class; '' for a risk\n"
    "  detail       TEXT NOT NULL DEFAULT '', -- JSON: contributions, further classes, rules that spoke; emptied by a purge\n"
    "  feature_hash BLOB REFERENCES feature_rows, -- what it was made from; NULL: not replayable\n"
    "  approved     INTEGER NOT NULL CHECK (approved IN (0, 1)), -- 0: the model was not in production (\"model not approved\")\n"
    "  build        TEXT NOT NULL DEFAULT '', -- engine version and processor family: where the bits are the same\n"
    "  scored_at    INTEGER NOT NULL,        -- time\n"
    "  UNIQUE (run_id, item, model_id)\n"
    ") STRICT;\n"
    "CREATE INDEX scores_of_item ON scores(item, score_id);\n"
    "CREATE INDEX scores_of_version ON scores(version_id);\n"
    NO_DELETE("scores")
    "CREATE TRIGGER scores_no_update BEFORE UPDATE ON scores\n"
    "  WHEN NOT (" SAME("score_id") " AND " SAME("run_id") " AND " SAME("model_id") " AND " SAME("item") " AND\n"
    "            " SAME("version_id") " AND " SAME("probability") " AND " SAME("logit") " AND " SAME("label") " AND\n"
    "            " SAME("feature_hash") " AND " SAME("approved") " AND " SAME("build") " AND " SAME("scored_at") " AND\n"
    "            (NEW.detail = '' OR " SAME("detail") "))\n"
    "  BEGIN SELECT RAISE(ABORT, 'scores: detail may be purged, nothing changed'); END;\n"
    NO_REPLACE("scores", "score_id = NEW.score_id")
    "\n"
    "CREATE TABLE score_members (\n"
    "  -- WORK. Which scores of changes a release's score was made of.\n"
    "  score_id        INTEGER NOT NULL REFERENCES scores, -- of the release\n"
    "  member_score_id INTEGER NOT NULL REFERENCES scores, -- of a change\n"
    "  PRIMARY KEY (score_id, member_score_id)\n"
    ") STRICT, WITHOUT ROWID;\n"
    APPEND_ONLY("score_members", "score_id = NEW.score_id AND member_score_id = NEW.member_score_id")
    "\n"
    "CREATE TABLE clusters (\n"
    "  -- WORK. A group of similar incidents with an identity that lasts from night to night.\n"
    "  cluster_id  INTEGER PRIMARY KEY,      -- the identity\n"
    "  project     TEXT NOT NULL DEFAULT '', -- '': over all\n"
    "  name        TEXT NOT NULL,            -- shown\n"
    "  name_state  TEXT NOT NULL DEFAULT 'suggested' CHECK (name_state IN ('suggested', 'confirmed')), -- by us, or by a person\n"
    "  pinned      INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)), -- 1: a person wants it kept as it is\n"
    "  merged_into INTEGER REFERENCES clusters, -- where a person merged it; NULL: lives\n"
    "  run_id      INTEGER REFERENCES runs,  -- that made it; NULL: by hand\n"
    "  created_at  INTEGER NOT NULL          -- time\n"
    ") STRICT;\n"
    "\n"
    "CREATE TABLE cluster_members (\n"
    "  -- WORK. Who was in which cluster, run by run.\n"
    "  run_id     INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  record_id  INTEGER NOT NULL REFERENCES records, -- who\n"
    "  cluster_id INTEGER NOT NULL REFERENCES clusters, -- where\n"
    "  similarity REAL,                      -- to the cluster's centre, 0 to 1\n"
    "  PRIMARY KEY (run_id, record_id)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX cluster_members_of_cluster ON cluster_members(cluster_id, run_id);\n"
    "CREATE INDEX cluster_members_of_record ON cluster_members(record_id);\n"
    "\n"
    /* --------------------------------------------------------------------------------------------------------- decisions */
    "CREATE TABLE users (\n"
    "  -- DECISION. People who may decide. Never deleted: their signatures stay. The one table of this kind that changes.\n"
    "  user_id       INTEGER PRIMARY KEY,    -- number\n"
    "  name          TEXT NOT NULL UNIQUE,   -- as printed beside a signature; never reused\n"
    "  password_hash TEXT NOT NULL,          -- Argon2id\n"
    "  role          TEXT NOT NULL,          -- what they may sign\n"
    "  created_at    INTEGER NOT NULL,       -- time\n"
    "  disabled_at   INTEGER,                -- time; NULL: may sign\n"
    "  failed_logins INTEGER NOT NULL DEFAULT 0, -- since the last good one\n"
    "  locked_until  INTEGER                 -- time; NULL: not locked\n"
    ") STRICT;\n"
    NO_DELETE("users")
    "CREATE TRIGGER users_no_rename BEFORE UPDATE ON users WHEN NOT (" SAME("user_id") " AND " SAME("name") ")\n"
    "  BEGIN SELECT RAISE(ABORT, 'users: a name stays'); END;\n"
    "\n"
    "CREATE TABLE review_items (\n"
    "  -- DECISION. What waits for a person. Where it stands is told by its decisions. The same item with other content is a new row,\n"
    "  -- and decisions about the old one are stale.\n"
    "  item_id      INTEGER PRIMARY KEY,     -- in order of flagging\n"
    "  item         TEXT NOT NULL,           -- release:PROJECT/NAME, ..., model:TASK:PROJECT@N\n"
    "  kind         TEXT NOT NULL            -- of item\n"
    "               CHECK (kind IN ('release', 'change', 'ticket', 'dependency', 'telemetry', 'drift', 'model')),\n"
    "  project      TEXT NOT NULL DEFAULT '', -- of item\n"
    "  run_id       INTEGER REFERENCES runs, -- that flagged it; NULL: by hand\n"
    "  score_id     INTEGER REFERENCES scores, -- that flagged it; NULL: a rule\n"
    "  reason       TEXT NOT NULL,           -- why it was flagged, for people\n"
    "  probability  REAL,                    -- at that time\n"
    "  threshold    REAL,                    -- at that time\n"
    "  criticality  TEXT NOT NULL DEFAULT '', -- of its system\n"
    "  flagged_at   INTEGER NOT NULL,        -- time\n"
    "  content_hash BLOB NOT NULL,           -- of what is to be decided on; signatures are bound to it\n"
    "  UNIQUE (item, content_hash)\n"
    ") STRICT;\n"
    NO_UPDATE("review_items")
    NO_DELETE("review_items")
    "\n"
    "CREATE TABLE signatures (\n"
    "  -- DECISION. A decision with name, role, time and meaning, made after the signer proved who they are.\n"
    "  signature_id INTEGER PRIMARY KEY,     -- in order\n"
    "  subject      TEXT NOT NULL DEFAULT '', -- what was signed: an item, model:TASK:PROJECT@N, policy:N\n"
    "  user         TEXT NOT NULL,           -- printed name\n"
    "  role         TEXT NOT NULL,           -- at that time\n"
    "  at           INTEGER NOT NULL,        -- time\n"
    "  meaning      TEXT NOT NULL,           -- approved, rejected, reviewed, ...\n"
    "  content_hash BLOB NOT NULL,           -- of what was signed: another content makes the signature stale\n"
    "  signature    BLOB NOT NULL            -- Ed25519 by the store's key over the fields above\n"
    ") STRICT;\n"
    APPEND_ONLY("signatures", "signature_id = NEW.signature_id")
    "\n"
    "CREATE TABLE decisions (\n"
    "  -- DECISION. What a person did with a review item. The newest that counts tells where it stands.\n"
    "  decision_id  INTEGER PRIMARY KEY,     -- in order\n"
    "  item_id      INTEGER NOT NULL REFERENCES review_items, -- about what\n"
    "  decision     TEXT NOT NULL            -- done\n"
    "               CHECK (decision IN ('claim', 'unclaim', 'approve', 'reject', 'request-changes', 'need-information', 'defer',\n"
    "                                   'escalate', 'reopen', 'expire')),\n"
    "  user         TEXT NOT NULL,           -- name of who, or 'engine' for expire\n"
    "  role         TEXT NOT NULL,           -- at that time\n"
    "  at           INTEGER NOT NULL,        -- time\n"
    "  until        INTEGER,                 -- time a claim or deferral ends; NULL: none\n"
    "  reason       TEXT NOT NULL DEFAULT '', -- de-identified\n"
    "  blind        INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1)), -- 1: decided before the score was shown\n"
    "  viewed_s     REAL,                    -- seconds the item was open before; NULL: not known\n"
    "  signature_id INTEGER REFERENCES signatures -- NULL where none is asked for\n"
    ") STRICT;\n"
    "CREATE INDEX decisions_of_item ON decisions(item_id, decision_id);\n"
    APPEND_ONLY("decisions", "decision_id = NEW.decision_id")
    "\n"
    "CREATE TABLE policies (\n"
    "  -- DECISION. Predetermined change-control plans; the newest signed and valid one counts.\n"
    "  policy_id    INTEGER PRIMARY KEY,     -- number\n"
    "  body         TEXT NOT NULL,           -- JSON: features, data, bounds on every metric\n"
    "  hash         BLOB NOT NULL,           -- of body: what is signed\n"
    "  valid_from   INTEGER NOT NULL,        -- time\n"
    "  valid_until  INTEGER NOT NULL,        -- time\n"
    "  created_at   INTEGER NOT NULL,        -- time\n"
    "  signature_id INTEGER NOT NULL REFERENCES signatures -- by whom\n"
    ") STRICT;\n"
    APPEND_ONLY("policies", "policy_id = NEW.policy_id")
    "\n"
    "CREATE TABLE labels (\n"
    "  -- DECISION. What is true of an item, beside what its export says, and how we know. The newest of the best provenance counts;\n"
    "  -- 'suggested' is never trained on.\n"
    "  label_id   INTEGER PRIMARY KEY,       -- in order\n"
    "  item       TEXT NOT NULL,             -- ticket:PROJECT/ID, change:PROJECT/COMMIT, ...\n"
    "  task       TEXT NOT NULL,             -- of which it is the label: route, severity, ..., change-risk\n"
    "  value      TEXT NOT NULL,             -- class name, or '1' and '0'\n"
    "  provenance TEXT NOT NULL CHECK (provenance IN ('human', 'imported', 'linked', 'szz', 'suggested')), -- how we know\n"
    "  known_at   INTEGER NOT NULL,          -- time it became known\n"
    "  \"by\"       TEXT NOT NULL DEFAULT '',  -- user, rule or commit\n"
    "  evidence   TEXT NOT NULL DEFAULT '',  -- what it rests on, de-identified\n"
    "  created_at INTEGER NOT NULL           -- time it was written here\n"
    ") STRICT;\n"
    "CREATE INDEX labels_of_item ON labels(task, item, label_id);\n"
    APPEND_ONLY("labels", "label_id = NEW.label_id")
    "\n"
    "CREATE TABLE links (\n"
    "  -- DECISION. That a change or release led to an incident. The newest row of a pair counts. Written only between records of\n"
    "  -- completed imports.\n"
    "  link_id          INTEGER PRIMARY KEY, -- in order\n"
    "  ticket_record_id INTEGER NOT NULL REFERENCES records, -- the incident\n"
    "  target_record_id INTEGER NOT NULL REFERENCES records, -- the change or release\n"
    "  state            TEXT NOT NULL CHECK (state IN ('suspected', 'confirmed', 'refuted')), -- by us, or by a person\n"
    "  rule             TEXT NOT NULL,       -- the printed rule that found it, or the person's reason\n"
    "  \"by\"             TEXT NOT NULL DEFAULT '', -- user; '': engine\n"
    "  at               INTEGER NOT NULL     -- time\n"
    ") STRICT;\n"
    "CREATE INDEX links_of_ticket ON links(ticket_record_id);\n"
    "CREATE INDEX links_of_target ON links(target_record_id);\n"
    APPEND_ONLY("links", "link_id = NEW.link_id")
    "\n"
    "CREATE TABLE cluster_edits (\n"
    "  -- DECISION. What people did with clusters; the engine follows it in the next run.\n"
    "  edit_id    INTEGER PRIMARY KEY,       -- in order\n"
    "  cluster_id INTEGER NOT NULL REFERENCES clusters, -- which\n"
    "  action     TEXT NOT NULL CHECK (action IN ('rename', 'merge', 'split', 'pin', 'unpin')), -- what\n"
    "  value      TEXT NOT NULL DEFAULT '',  -- new name, other cluster, members split off\n"
    "  \"by\"       TEXT NOT NULL,             -- user\n"
    "  at         INTEGER NOT NULL           -- time\n"
    ") STRICT;\n"
    APPEND_ONLY("cluster_edits", "edit_id = NEW.edit_id")
    "\n"
    /* --------------------------------------------------------------------------------------------------- the audit trail */
    "CREATE TABLE audit (\n"
    "  -- AUDIT. What happened, chained by hash (audit.h): no row can be changed, dropped or put in without breaking the chain.\n"
    "  row_id        INTEGER PRIMARY KEY CHECK (row_id > 0), -- from 1 without gaps\n"
    "  at            INTEGER NOT NULL,       -- time\n"
    "  actor         TEXT NOT NULL,          -- user, or the command that ran\n"
    "  action        TEXT NOT NULL,          -- import.complete, model.register, decision.approve, ...\n"
    "  subject       TEXT NOT NULL,          -- import:12, model:route:xamarin@1, ...\n"
    "  detail_digest BLOB NOT NULL,          -- of the facts, which lie elsewhere in the store\n"
    "  prev_hash     BLOB NOT NULL,          -- hash of the row before; zeros for the first\n"
    "  hash          BLOB NOT NULL           -- over prev_hash and the columns above\n"
    ") STRICT;\n"
    "CREATE INDEX audit_of_subject ON audit(subject);\n"
    APPEND_ONLY("audit", "row_id = NEW.row_id")
    "\n"
    "CREATE TABLE audit_heads (\n"
    "  -- AUDIT. Hashes signed with the store's key at the end of a job: a rewritten chain does not fit them.\n"
    "  row_id     INTEGER PRIMARY KEY,       -- of audit, the newest when it was signed\n"
    "  head       BLOB NOT NULL,             -- its hash\n"
    "  public_key BLOB NOT NULL,             -- Ed25519, whose\n"
    "  signature  BLOB NOT NULL,             -- over row_id, head and at (audit.h)\n"
    "  at         INTEGER NOT NULL           -- time\n"
    ") STRICT;\n"
    APPEND_ONLY("audit_heads", "row_id = NEW.row_id");

/* Who asked for it, so that nobody approves their own; releases that name their changes; groups night by night; what is alike; people's other names; drift; purges. */
static const char schema_2[] =
    "ALTER TABLE models ADD COLUMN requested_by TEXT NOT NULL DEFAULT 'engine'; -- user who had it trained, or 'engine': the night\n"
    "ALTER TABLE releases ADD COLUMN members TEXT NOT NULL DEFAULT ''; -- commits of its changes, joined by '|'; '': found by rows.h\n"
    "CREATE INDEX score_members_of_member ON score_members(member_score_id);\n"
    "ALTER TABLE review_items ADD COLUMN requested_by TEXT NOT NULL DEFAULT 'engine'; -- user who asked for the decision, or 'engine'\n"
    "ALTER TABLE labels ADD COLUMN field TEXT NOT NULL DEFAULT ''; -- of a ticket: team, component, ...; '': the task's own\n"
    "\n"
    "DROP TABLE cluster_members;\n" /* nothing wrote it before this version */
    "CREATE TABLE cluster_members (\n"
    "  -- WORK. Who went into which cluster, written when a grouping put a ticket elsewhere than the one before: where it was at a\n"
    "  -- run is told by its newest row up to that run, of groupings that are complete (cluster_runs).\n"
    "  run_id     INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  record_id  INTEGER NOT NULL REFERENCES records, -- who\n"
    "  cluster_id INTEGER REFERENCES clusters, -- where; NULL: in none any more\n"
    "  similarity REAL,                      -- to the cluster's centre at that time, 0 to 1\n"
    "  PRIMARY KEY (run_id, record_id)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX cluster_members_of_cluster ON cluster_members(cluster_id, run_id);\n"
    "CREATE INDEX cluster_members_of_record ON cluster_members(record_id, run_id);\n"
    "\n"
    "CREATE TABLE cluster_runs (\n"
    "  -- WORK. A grouping of a project's tickets. Written last: one without this row was never finished, and is dropped by the next.\n"
    "  run_id     INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  project    TEXT NOT NULL,             -- whose\n"
    "  digest     BLOB NOT NULL,             -- of the version_ids, the seed and the edits: the same are not grouped again\n"
    "  n_tickets  INTEGER NOT NULL,          -- that there were\n"
    "  n_clusters INTEGER NOT NULL,          -- that live\n"
    "  reason     TEXT NOT NULL,             -- why there are none; else ''\n"
    "  PRIMARY KEY (run_id, project)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX cluster_runs_of_project ON cluster_runs(project, run_id);\n"
    APPEND_ONLY("cluster_runs", "run_id = NEW.run_id AND project = NEW.project")
    "\n"
    "CREATE TABLE cluster_states (\n"
    "  -- WORK. What a living cluster was in a run that grouped anew.\n"
    "  run_id     INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  cluster_id INTEGER NOT NULL REFERENCES clusters, -- which\n"
    "  size       INTEGER NOT NULL,          -- members\n"
    "  terms      TEXT NOT NULL,             -- JSON: [[term, weight]] that its members have and others have not, strongest first\n"
    "  typical    TEXT NOT NULL,             -- JSON: [item] nearest to its centre, nearest first\n"
    "  PRIMARY KEY (run_id, cluster_id)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX cluster_states_of_cluster ON cluster_states(cluster_id, run_id);\n"
    NO_DELETE("cluster_states")
    NO_REPLACE("cluster_states", "run_id = NEW.run_id AND cluster_id = NEW.cluster_id")
    "CREATE TRIGGER cluster_states_no_update BEFORE UPDATE ON cluster_states\n"
    "  WHEN NOT (" SAME("run_id") " AND " SAME("cluster_id") " AND " SAME("size") " AND " SAME("typical") " AND\n"
    "            NEW.terms = '[]')\n"
    "  BEGIN SELECT RAISE(ABORT, 'cluster_states: terms may be purged, nothing changed'); END;\n"
    "\n"
    "CREATE TABLE neighbours (\n"
    "  -- WORK. The past records most similar to one that a run looked at.\n"
    "  run_id          INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  record_id       INTEGER NOT NULL REFERENCES records, -- of which\n"
    "  rank            INTEGER NOT NULL,     -- from 1, the most similar\n"
    "  other_record_id INTEGER NOT NULL REFERENCES records, -- the similar one, filed earlier\n"
    "  similarity      REAL NOT NULL,        -- 0 to 1\n"
    "  terms           TEXT NOT NULL,        -- JSON: [[term, share]] what they have in common, largest share first\n"
    "  suspected       INTEGER NOT NULL CHECK (suspected IN (0, 1)), -- 1: past pairs this similar were mostly duplicates\n"
    "  PRIMARY KEY (run_id, record_id, rank)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX neighbours_of_record ON neighbours(record_id, run_id);\n"
    "CREATE INDEX neighbours_of_other ON neighbours(other_record_id);\n"
    NO_DELETE("neighbours")
    NO_REPLACE("neighbours", "run_id = NEW.run_id AND record_id = NEW.record_id AND rank = NEW.rank")
    "CREATE TRIGGER neighbours_no_update BEFORE UPDATE ON neighbours\n"
    "  WHEN NOT (" SAME("run_id") " AND " SAME("record_id") " AND " SAME("rank") " AND " SAME("other_record_id") " AND\n"
    "            " SAME("similarity") " AND " SAME("suspected") " AND NEW.terms = '[]')\n"
    "  BEGIN SELECT RAISE(ABORT, 'neighbours: terms may be purged, nothing changed'); END;\n"
    "\n"
    "CREATE TABLE review_renewals (\n"
    "  -- DECISION. The content of an older row of an item came back (a model was rolled back): that row is the one to decide on again.\n"
    "  renewal_id INTEGER PRIMARY KEY,       -- in order\n"
    "  item_id    INTEGER NOT NULL REFERENCES review_items, -- which row\n"
    "  run_id     INTEGER NOT NULL REFERENCES runs, -- that flagged it again\n"
    "  at         INTEGER NOT NULL           -- time\n"
    ") STRICT;\n"
    "CREATE INDEX review_renewals_of_item ON review_renewals(item_id, run_id);\n"
    APPEND_ONLY("review_renewals", "renewal_id = NEW.renewal_id")
    "\n"
    "CREATE TABLE user_identities (\n"
    "  -- DECISION. Under which pseudonyms a user occurs as author, approver or assignee: nobody approves their own.\n"
    "  user      TEXT NOT NULL REFERENCES users(name), -- who\n"
    "  pseudonym TEXT NOT NULL,              -- [PERSON:...]\n"
    "  added_at  INTEGER NOT NULL,           -- time\n"
    "  PRIMARY KEY (user, pseudonym)\n"
    ") STRICT, WITHOUT ROWID;\n"
    APPEND_ONLY("user_identities", "user = NEW.user AND pseudonym = NEW.pseudonym")
    "\n"
    "CREATE TABLE drift_checks (\n"
    "  -- WORK. How far what a model sees and says today is from what it was trained on.\n"
    "  run_id    INTEGER NOT NULL REFERENCES runs, -- when\n"
    "  model_id  INTEGER NOT NULL REFERENCES models, -- whose\n"
    "  column    TEXT NOT NULL,              -- input or 'prediction'\n"
    "  kind      TEXT NOT NULL CHECK (kind IN ('numeric', 'categorical')), -- of the column\n"
    "  statistic TEXT NOT NULL,              -- psi, ks, ...\n"
    "  value     REAL,                       -- of it; NULL: not enough data\n"
    "  bound     REAL,                       -- above which it is drift at these sizes\n"
    "  n_ref     INTEGER NOT NULL,           -- training rows\n"
    "  n_cur     INTEGER NOT NULL,           -- rows of today\n"
    "  verdict   TEXT NOT NULL CHECK (verdict IN ('ok', 'drift', 'not-enough-data')), -- of this statistic\n"
    "  PRIMARY KEY (run_id, model_id, column, statistic)\n"
    ") STRICT, WITHOUT ROWID;\n"
    APPEND_ONLY("drift_checks", "run_id = NEW.run_id AND model_id = NEW.model_id AND column = NEW.column AND statistic = NEW.statistic")
    "\n"
    "CREATE TABLE purges (\n"
    "  -- DECISION. What was removed under which rule of retention; ids, hashes, labels and counts stay.\n"
    "  purge_id INTEGER PRIMARY KEY,         -- number\n"
    "  rule     TEXT NOT NULL,               -- KIND=DAYS or KIND before TIME; in versions.overwritten after 'purge:', in feature_rows.purged\n"
    "  before   INTEGER NOT NULL,            -- time: older rows were purged\n"
    "  \"by\"     TEXT NOT NULL,               -- user\n"
    "  at       INTEGER NOT NULL,            -- time\n"
    "  counts   TEXT NOT NULL                -- JSON: {what: how many}, as they were counted when it began\n"
    ") STRICT;\n"
    "CREATE INDEX versions_purged ON versions(overwritten, overwritten_at) WHERE overwritten_at IS NOT NULL;\n"
    "CREATE INDEX scores_of_features ON scores(feature_hash);\n"
    APPEND_ONLY("purges", "purge_id = NEW.purge_id");

/* Every source: repositories, labels found by rules, series and logs, postmortems with a beginning. */
static const char schema_3[] =
    /* ------------------------------------------------------------------------------------------------------ documents */
    "ALTER TABLE postmortems ADD COLUMN started INTEGER; -- time the incident began\n"
    "ALTER TABLE postmortems ADD COLUMN title TEXT NOT NULL DEFAULT '';      -- free text\n"
    "ALTER TABLE postmortems ADD COLUMN summary TEXT NOT NULL DEFAULT '';    -- free text, as the four after it: the section of that name\n"
    "ALTER TABLE postmortems ADD COLUMN impact TEXT NOT NULL DEFAULT '';     -- on whom and how\n"
    "ALTER TABLE postmortems ADD COLUMN resolution TEXT NOT NULL DEFAULT ''; -- how the incident was ended\n"
    "ALTER TABLE postmortems ADD COLUMN actions TEXT NOT NULL DEFAULT '';    -- what is done so that it does not come back\n"
    "DROP TRIGGER postmortems_no_delete;\n"
    "DROP TRIGGER postmortems_no_update;\n"
    KEPT("postmortems", SAME("version_id") " AND " SAME("date") " AND " SAME("started") " AND " SAME("detected") " AND\n"
         "             " SAME("resolved"))
    "ALTER TABLE evidence ADD COLUMN starts INTEGER;  -- time; of the item 'window'\n"
    "ALTER TABLE evidence ADD COLUMN ends INTEGER;    -- time; of the item 'window'\n"
    "ALTER TABLE evidence ADD COLUMN planned INTEGER; -- time the release is planned for, where its evidence says so\n"
    "DROP TRIGGER evidence_no_delete;\n"
    "DROP TRIGGER evidence_no_update;\n"
    KEPT("evidence", SAME("version_id") " AND " SAME("time") " AND " SAME("starts") " AND " SAME("ends") " AND " SAME("planned"))
    "\n"
    /* --------------------------------------------------------------------------------------------------- repositories */
    "CREATE TABLE repositories (\n"
    "  -- WORK. How far a git repository was read, so that the next import of it reads only what is new; replaced by each. Lost or not\n"
    "  -- to be read, the repository is read from its beginning. Holds no name of a person or file (git_history.h).\n"
    "  project   TEXT NOT NULL,              -- into which it was imported\n"
    "  path      TEXT NOT NULL,              -- of its git directory\n"
    "  read_at   INTEGER NOT NULL,           -- time\n"
    "  tips      TEXT NOT NULL,              -- ids of the commits at HEAD and at the tags then, one a line\n"
    "  n_commits INTEGER NOT NULL,           -- that they reached\n"
    "  reading   BLOB NOT NULL,              -- BLAKE2b over all that decides what a commit becomes beside its history: another one, and all is read anew\n"
    "  history   BLOB NOT NULL,              -- of files and authors after them: git_history_save\n"
    "  PRIMARY KEY (project, path)\n"
    ") STRICT;\n"
    "\n"
    /* ------------------------------------------------------------------------------------------ labels found by rules */
    "CREATE TABLE szz_fixes (\n"
    "  -- WORK. Fixes whose deleted lines were blamed (szz.h); the newest row of a fix counts. What was found lies in labels.\n"
    "  szz_id     INTEGER PRIMARY KEY,       -- in order\n"
    "  record_id  INTEGER NOT NULL REFERENCES records, -- the change that mends\n"
    "  basis      BLOB NOT NULL,             -- digest of what the answer rests on: rule, tickets, list of ignored commits\n"
    "  result     TEXT NOT NULL,             -- blamed, or why nothing was: a word of szz.h\n"
    "  counts     TEXT NOT NULL,             -- JSON: {what: how many} of lines and candidates\n"
    "  at         INTEGER NOT NULL           -- time\n"
    ") STRICT;\n"
    "CREATE INDEX szz_fixes_of_record ON szz_fixes(record_id, szz_id);\n"
    APPEND_ONLY("szz_fixes", "szz_id = NEW.szz_id")
    "\n"
    /* ------------------------------------------------------------------------------- series, logs and dependencies */
    "CREATE TABLE dependency_reads (\n"
    "  -- WORLD. Of which release the dependencies of a system were that an import brought. The id of a dependency is 'FILE ECOSYSTEM:NAME', its\n"
    "  -- version those of one file joined by '|', smallest bytes first. What a release changed: the versions of its imports against those before.\n"
    "  import_id  INTEGER PRIMARY KEY REFERENCES imports, -- that brought them\n"
    "  system     TEXT NOT NULL,             -- as records.project\n"
    "  \"release\"  TEXT NOT NULL,             -- its name; '': of no release\n"
    "  \"commit\"   TEXT NOT NULL,             -- of the repository they were read from; '': from files\n"
    "  at         INTEGER NOT NULL           -- time since which it is so: of the tag, else of the import\n"
    ") STRICT;\n"
    "CREATE INDEX dependency_reads_of_system ON dependency_reads(system, \"release\");\n"
    "CREATE TRIGGER dependency_reads_no_delete BEFORE DELETE ON dependency_reads\n"
    "  WHEN EXISTS (SELECT 1 FROM imports i WHERE i.import_id = OLD.import_id AND i.completed_at IS NOT NULL)\n"
    "  BEGIN SELECT RAISE(ABORT, 'dependency_reads: rows of a completed import stay'); END;\n"
    NO_UPDATE("dependency_reads")
    NO_REPLACE("dependency_reads", "import_id = NEW.import_id")
    "\n"
    "DROP TABLE predictions;\n" /* nothing wrote it before this version */
    "CREATE TABLE predictions (\n"
    "  -- WORLD. Versions of records of the kind 'prediction' (project: the model, id: its version and the month, '2.1 2026-07'): the log of\n"
    "  -- another team's model, watched by monitor. A version holds the rows that its import added, or to which it added a label; the log is\n"
    "  -- the union over its versions of completed imports, the newer winning at the same key.\n"
    "  version_id INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  model      TEXT NOT NULL DEFAULT '',  -- its name there\n"
    "  version    TEXT NOT NULL DEFAULT '',  -- its version there\n"
    "  first      INTEGER,                   -- time of the first row of this version\n"
    "  last       INTEGER,                   -- time of the last\n"
    "  n_rows     INTEGER NOT NULL DEFAULT 0, -- of this version\n"
    "  extra      TEXT NOT NULL DEFAULT ''   -- always ''\n"
    ") STRICT;\n"
    KEPT("predictions", SAME("version_id") " AND " SAME("model") " AND " SAME("version") " AND " SAME("first") " AND " SAME("last") " AND " SAME("n_rows"))
    "\n"
    "CREATE TABLE prediction_rows (\n"
    "  -- WORLD. What a model said.\n"
    "  version_id INTEGER NOT NULL REFERENCES predictions, -- whose\n"
    "  row        INTEGER NOT NULL,          -- from 0, in the order of arrival\n"
    "  time       INTEGER NOT NULL,          -- of the prediction\n"
    "  key        INTEGER NOT NULL,          -- of all but its label: 8 bytes of the keyed hash of the raw row, another for each further row alike\n"
    "  score      REAL NOT NULL,             -- finite\n"
    "  label      TEXT NOT NULL DEFAULT '',  -- what came true, de-identified; '': not known\n"
    "  subgroup   TEXT NOT NULL DEFAULT '',  -- for whom, de-identified\n"
    "  inputs     TEXT NOT NULL DEFAULT '',  -- JSON {column: value}, numbers as they are, text de-identified; '': none, or purged\n"
    "  PRIMARY KEY (version_id, row)\n"
    ") STRICT, WITHOUT ROWID;\n"
    KEPT("prediction_rows", SAME("version_id") " AND " SAME("row") " AND " SAME("time") " AND " SAME("key") " AND " SAME("score"))
    "\n"
    /* ------------------------------------------------------------------------------------------ de-identification */
    "CREATE TABLE rule_sets (\n"
    "  -- WORK. Each set of rules of de-identification that text of this store has passed; the newest is the one in force.\n"
    "  rules_version INTEGER PRIMARY KEY,    -- as in versions and imports; every change of a rule gives a greater one\n"
    "  built_in      INTEGER NOT NULL,       -- version of the rules in the program\n"
    "  lists         BLOB NOT NULL,          -- BLAKE2b keyed with pseudonym.key over the user's own: allow, deny, patterns, digits\n"
    "  since         INTEGER NOT NULL        -- time of the first import under it\n"
    ") STRICT;\n"
    APPEND_ONLY("rule_sets", "rules_version = NEW.rules_version");

/* What a release and a morning's triage stand on: rules and costs that were signed, centres of clusters, risk of dependencies, checks after a release. */
static const char schema_4[] =
    /* -------------------------------------------------------------------------------------------------------- clusters */
    "ALTER TABLE cluster_runs ADD COLUMN grouped_run INTEGER; -- run of the grouping that new tickets were put into; NULL: all were grouped anew\n"
    "ALTER TABLE cluster_runs ADD COLUMN why TEXT NOT NULL DEFAULT ''; -- of one that grouped anew: first, model, seed, rules, edit, days, share, strange\n"
    "ALTER TABLE cluster_runs ADD COLUMN edit_id INTEGER NOT NULL DEFAULT 0; -- newest edit of the project's clusters that it followed\n"
    "ALTER TABLE cluster_members ADD COLUMN margin REAL; -- of a ticket put in between groupings: similarity over that to the next cluster\n"
    "\n"
    "CREATE TABLE cluster_models (\n"
    "  -- WORK. What new tickets are put into clusters by until the next grouping (train/cluster/cluster_model.h). One a project, replaced\n"
    "  -- by the next grouping; gone where text of its tickets is purged.\n"
    "  project       TEXT PRIMARY KEY,       -- whose\n"
    "  run_id        INTEGER NOT NULL REFERENCES runs, -- that grouped\n"
    "  seed          INTEGER NOT NULL,       -- of the grouping\n"
    "  rules_version INTEGER NOT NULL,       -- newest rules of de-identification at that time\n"
    "  clusters      TEXT NOT NULL,          -- JSON: [cluster_id], in the order of the centres\n"
    "  model         BLOB NOT NULL           -- terms, axes, centres\n"
    ") STRICT, WITHOUT ROWID;\n"
    /* ----------------------------------------------------------------------------------------------- rules and costs */
    "CREATE TABLE release_policies (\n"
    "  -- DECISION. Rules beside the model, costs of mistakes and capacity for reviews, each as it was when a person signed it; the newest counts\n"
    "  -- (policy_in_force.h). Not to be confused with policies, which are about models.\n"
    "  policy_id    INTEGER PRIMARY KEY,     -- number\n"
    "  body         TEXT NOT NULL,           -- the canonical text of all of it\n"
    "  hash         BLOB NOT NULL,           -- BLAKE2b of body: what is signed\n"
    "  at           INTEGER NOT NULL,        -- time\n"
    "  signature_id INTEGER NOT NULL REFERENCES signatures -- by whom; its subject is release-policy:NUMBER\n"
    ") STRICT;\n"
    APPEND_ONLY("release_policies", "policy_id = NEW.policy_id")
    /* -------------------------------------------------------------------------------------------- after the release */
    "CREATE TABLE review_items_before AS SELECT * FROM review_items;\n" /* a CHECK is not altered in place: two more kinds */
    "PRAGMA defer_foreign_keys = 1;\n"
    "DROP TABLE review_items;\n"
    "CREATE TABLE review_items (\n"
    "  -- DECISION. What waits for a person. Where it stands is told by its decisions. The same item with other content is a new row,\n"
    "  -- and decisions about the old one are stale.\n"
    "  item_id      INTEGER PRIMARY KEY,     -- in order of flagging\n"
    "  item         TEXT NOT NULL,           -- release:PROJECT/NAME, ..., model:TASK:PROJECT@N, outcome:PROJECT/NAME:TICKETPROJECT/ID (may that\n"
    "                                        -- incident come from that release?), access-review:PROJECT/NAME (due after that release)\n"
    "  kind         TEXT NOT NULL            -- of item\n"
    "               CHECK (kind IN ('release', 'change', 'ticket', 'dependency', 'telemetry', 'drift', 'model', 'outcome', 'access-review')),\n"
    "  project      TEXT NOT NULL DEFAULT '', -- of item\n"
    "  run_id       INTEGER REFERENCES runs, -- that flagged it; NULL: by hand\n"
    "  score_id     INTEGER REFERENCES scores, -- that flagged it; NULL: a rule\n"
    "  reason       TEXT NOT NULL,           -- why it was flagged, for people\n"
    "  probability  REAL,                    -- at that time\n"
    "  threshold    REAL,                    -- at that time\n"
    "  criticality  TEXT NOT NULL DEFAULT '', -- of its system\n"
    "  flagged_at   INTEGER NOT NULL,        -- time\n"
    "  content_hash BLOB NOT NULL,           -- of what is to be decided on; signatures are bound to it\n"
    "  requested_by TEXT NOT NULL DEFAULT 'engine', -- user who asked for the decision, or 'engine'\n"
    "  UNIQUE (item, content_hash)\n"
    ") STRICT;\n"
    "INSERT INTO review_items(item_id, item, kind, project, run_id, score_id, reason, probability, threshold, criticality, flagged_at, content_hash, requested_by)\n"
    "  SELECT item_id, item, kind, project, run_id, score_id, reason, probability, threshold, criticality, flagged_at, content_hash, requested_by\n"
    "    FROM review_items_before ORDER BY item_id;\n"
    "DROP TABLE review_items_before;\n"
    NO_UPDATE("review_items")
    NO_DELETE("review_items")
    /* -------------------------------------------------------------------------------------------- dependency risk */
    "CREATE TABLE records_before AS SELECT record_id, kind, project, id FROM records;\n" /* a CHECK is not altered in place: one more kind */
    "PRAGMA defer_foreign_keys = 1;\n"
    "DROP TABLE records;\n"
    "CREATE TABLE records (\n"
    "  -- WORLD. The identity of a thing: what stays the same from export to export.\n"
    "  record_id INTEGER PRIMARY KEY,        -- in order of first arrival: breaks ties wherever rows are ordered\n"
    "  kind      TEXT NOT NULL               -- which table its versions lie in\n"
    "            CHECK (kind IN ('ticket', 'change', 'code', 'release', 'outcome', 'system', 'evidence', 'patch',\n"
    "                            'postmortem', 'dependency', 'series', 'prediction', 'update')),\n"
    "  project   TEXT NOT NULL DEFAULT '',   -- '' for a kind that has none\n"
    "  id        TEXT NOT NULL,              -- ticket id, commit, release name, system, ...: unique inside kind and project\n"
    "  UNIQUE (kind, project, id)\n"
    ") STRICT;\n"
    "INSERT INTO records(record_id, kind, project, id) SELECT record_id, kind, project, id FROM records_before ORDER BY record_id;\n"
    "DROP TABLE records_before;\n"
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: an identity does not change'); END;\n"
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records\n"
    "  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id\n"
    "                WHERE v.record_id = OLD.record_id AND i.completed_at IS NOT NULL)\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: a record of a completed import stays'); END;\n"
    "\n"
    "CREATE TABLE updates (\n"
    "  -- WORLD. Versions of records of the kind 'update' (id: as its source names it, of a pull request for instance): one dependency\n"
    "  -- brought to another version, and whether that broke the build or its tests.\n"
    "  version_id   INTEGER PRIMARY KEY REFERENCES versions, -- of which this is the content\n"
    "  project      TEXT NOT NULL DEFAULT '', -- as in records: in which it was done\n"
    "  id           TEXT NOT NULL DEFAULT '', -- as in records\n"
    "  ecosystem    TEXT NOT NULL DEFAULT '', -- maven, npm, pypi, ...; '': not known\n"
    "  group_id     TEXT NOT NULL DEFAULT '', -- Maven's group; '': what the name says before its last '/' or ':'\n"
    "  artifact     TEXT NOT NULL DEFAULT '', -- name of the library\n"
    "  from_version TEXT NOT NULL DEFAULT '', -- verbatim; '': not known\n"
    "  to_version   TEXT NOT NULL DEFAULT '', -- verbatim\n"
    "  scope        TEXT NOT NULL DEFAULT '', -- runtime, test, build, ...\n"
    "  direct       INTEGER CHECK (direct IN (0, 1)), -- 0: pulled in by another; NULL: not known\n"
    "  time         INTEGER,                  -- when it was tried; undated rows keep the order of their file\n"
    "  broke        INTEGER CHECK (broke IN (0, 1)), -- NULL: not known\n"
    "  label_time   INTEGER,                  -- when broke became known; NULL: with the update\n"
    "  split        TEXT NOT NULL DEFAULT '', -- part of a published split: train, test, ...\n"
    "  extra        TEXT NOT NULL DEFAULT ''  -- JSON of columns beyond the contract, de-identified; '': none\n"
    ") STRICT;\n"
    KEPT("updates", SAME("version_id") " AND " SAME("direct") " AND " SAME("time") " AND " SAME("broke") " AND " SAME("label_time"));

/* SQLite builds a table of the list of a CHECK (kind IN (...)) for every statement that writes a row, and an import writes a hundred thousand:
 * a quarter of its processor time. Equalities need none. And the explanation of a score has a digest, and goes by a purge alone. */
static const char schema_5[] =
    "CREATE TABLE versions_before AS SELECT * FROM versions;\n" /* a CHECK is not altered in place */
    "CREATE TABLE records_before AS SELECT record_id, kind, project, id FROM records;\n"
    "DROP VIEW current_versions;\n"
    "DROP TABLE versions;\n"
    "DROP TABLE records;\n"
    "CREATE TABLE records (\n"
    "  -- WORLD. The identity of a thing: what stays the same from export to export.\n"
    "  record_id INTEGER PRIMARY KEY,        -- in order of first arrival: breaks ties wherever rows are ordered\n"
    "  kind      TEXT NOT NULL               -- which table its versions lie in\n"
    "            CHECK (kind = 'ticket' OR kind = 'change' OR kind = 'code' OR kind = 'release' OR kind = 'outcome' OR\n"
    "                   kind = 'system' OR kind = 'evidence' OR kind = 'patch' OR kind = 'postmortem' OR kind = 'dependency' OR\n"
    "                   kind = 'series' OR kind = 'prediction' OR kind = 'update'),\n"
    "  project   TEXT NOT NULL DEFAULT '',   -- '' for a kind that has none\n"
    "  id        TEXT NOT NULL,              -- ticket id, commit, release name, system, ...: unique inside kind and project\n"
    "  UNIQUE (kind, project, id)\n"
    ") STRICT;\n"
    "INSERT INTO records(record_id, kind, project, id) SELECT record_id, kind, project, id FROM records_before ORDER BY record_id;\n"
    "DROP TABLE records_before;\n"
    "CREATE TABLE versions (\n"
    "  -- WORLD. What an import said about a record. The newest of completed imports is current (current_versions).\n"
    "  version_id     INTEGER PRIMARY KEY,   -- in order of arrival; key of the row in the kind's table\n"
    "  record_id      INTEGER NOT NULL REFERENCES records, -- of what\n"
    "  import_id      INTEGER NOT NULL REFERENCES imports, -- by which import\n"
    "  source_row     INTEGER NOT NULL,      -- data row of the source, from 1: the order of undated rows\n"
    "  raw_hash       BLOB NOT NULL,         -- BLAKE2b keyed with pseudonym.key over the raw row: tells an unchanged one\n"
    "  content_hash   BLOB NOT NULL,         -- BLAKE2b over the de-identified values as they were when this version was written\n"
    "  rules_version  INTEGER NOT NULL,      -- rules of de-identification that the text now here has passed\n"
    "  imported_at    INTEGER NOT NULL,      -- time\n"
    "  known_at       INTEGER NOT NULL,      -- when what was filed first became known\n"
    "  known_basis    TEXT NOT NULL          -- how we know known_at\n"
    "                 CHECK (known_basis = 'given' OR known_basis = 'assumed' OR known_basis = 'import'),\n"
    "  label_known_at INTEGER,               -- when the outcome (fields filled in later, labels) became known; NULL: not known\n"
    "  label_basis    TEXT NOT NULL DEFAULT 'import' -- and how\n"
    "                 CHECK (label_basis = 'given' OR label_basis = 'assumed' OR label_basis = 'import'),\n"
    "  withdrawn      INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- 1: the source no longer has the record (a\n"
    "                                        -- dependency dropped from its lock file): nothing of it is current\n"
    "  overwritten_at INTEGER,               -- when its text was overwritten; NULL: never\n"
    "  overwritten    TEXT NOT NULL DEFAULT '' -- why: '', 'rescrub', 'purge:RULE'; replay then answers with it\n"
    ") STRICT;\n"
    "INSERT INTO versions SELECT * FROM versions_before ORDER BY version_id;\n"
    "DROP TABLE versions_before;\n"
    "CREATE INDEX versions_of_record ON versions(record_id, version_id, import_id);\n"
    "CREATE INDEX versions_of_import ON versions(import_id);\n"
    "CREATE INDEX versions_purged ON versions(overwritten, overwritten_at) WHERE overwritten_at IS NOT NULL;\n"
    KEPT("versions",
         SAME("version_id") " AND " SAME("record_id") " AND " SAME("import_id") " AND " SAME("source_row") " AND\n"
         "             " SAME("raw_hash") " AND " SAME("content_hash") " AND " SAME("imported_at") " AND\n"
         "             " SAME("known_at") " AND " SAME("known_basis") " AND " SAME("label_known_at") " AND\n"
         "             " SAME("label_basis") " AND " SAME("withdrawn"))
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: an identity does not change'); END;\n"
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records\n"
    "  WHEN EXISTS (SELECT 1 FROM versions v JOIN imports i ON i.import_id = v.import_id\n"
    "                WHERE v.record_id = OLD.record_id AND i.completed_at IS NOT NULL)\n"
    "  BEGIN SELECT RAISE(ABORT, 'records: a record of a completed import stays'); END;\n"
    "CREATE VIEW current_versions AS\n"
    "  -- WORLD. What is true now: for each record the newest version of a completed import, unless that withdrew it.\n"
    "  SELECT v.version_id, v.record_id, r.kind, r.project, r.id, v.import_id, v.content_hash,\n"
    "         v.known_at, v.known_basis, v.label_known_at, v.label_basis\n"
    "    FROM records r\n"
    "    JOIN versions v ON v.version_id =\n"
    "         (SELECT w.version_id FROM versions w JOIN imports i ON i.import_id = w.import_id\n"
    "           WHERE w.record_id = r.record_id AND i.completed_at IS NOT NULL\n"
    "           ORDER BY w.version_id DESC LIMIT 1)\n"
    "   WHERE v.withdrawn = 0;\n"
    "\n"
    /* ------------------------------------------------------------------------------------------------------ explanations */
    "ALTER TABLE scores ADD COLUMN detail_hash BLOB; -- BLAKE2b of detail as it was written; NULL: written before there was one\n"
    "DROP TRIGGER scores_no_update;\n"
    "CREATE TRIGGER scores_no_update BEFORE UPDATE ON scores\n"
    "  WHEN NOT (" SAME("score_id") " AND " SAME("run_id") " AND " SAME("model_id") " AND " SAME("item") " AND\n"
    "            " SAME("version_id") " AND " SAME("probability") " AND " SAME("logit") " AND " SAME("label") " AND\n"
    "            " SAME("feature_hash") " AND " SAME("approved") " AND " SAME("build") " AND " SAME("scored_at") " AND\n"
    "            " SAME("detail_hash") " AND\n"
    "            (" SAME("detail") " OR NEW.detail = '' AND EXISTS (SELECT 1 FROM versions v\n"
    "              WHERE v.version_id = OLD.version_id AND v.overwritten GLOB 'purge:*')))\n"
    "  BEGIN SELECT RAISE(ABORT, 'scores: detail may be purged, nothing changed'); END;\n";

#pragma GCC diagnostic pop

/* clang-format on */

/* In order; each brings a store from the version before to its own. Never edited once released: a change is a new entry, and
 * what it makes of an older store is tested (test_schema.c). */
static const struct migration {
    const char *date;
    const char *sql;
} migrations[] = {
    { "2026-11-22", schema_1 },
    { "2026-11-26", schema_2 },
    { "2026-11-26", schema_3 },
    { "2026-11-26", schema_4 },
    { "2026-11-27", schema_5 },
};

enum { N_MIGRATIONS = sizeof migrations / sizeof *migrations };

int schema_version(void)
{
    return N_MIGRATIONS;
}

const char *schema_text(int version)
{
    assert(version >= 1 && version <= N_MIGRATIONS);

    return migrations[version - 1].sql;
}

static int user_version(struct db *db, int64_t *out, struct err *err)
{
    return db_get_int(db, out, err, "PRAGMA user_version", "");
}

/* No row refers to one that is not there. */
static int check_references(struct db *db, struct err *err)
{
    char *table = NULL;
    int rc = db_get_text(db, &table, err, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", "");

    if (rc == 0)
        rc = err_set(err, ERR_INTEGRITY, "rows of '%s' refer to rows that are gone", table);
    mem_free(table);
    return rc == ERR_NOTFOUND ? 0 : rc;
}

/* The version is looked at again inside the transaction: another program may have migrated meanwhile. */
static int migrate_step(struct db *db, int64_t from, struct err *err)
{
    char sql[96];
    int64_t version = 0;
    int rc;

    assert(from >= 0 && from < N_MIGRATIONS);

    rc = db_begin(db, err);
    if (rc < 0)
        return rc;
    rc = user_version(db, &version, err);
    if (rc < 0 || version != from)
        goto done;
    rc = db_exec(db, migrations[from].sql, err);
    if (rc == 0 && from > 0)
        rc = check_references(db, err);
    if (rc < 0)
        goto done;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION_ID,
             (int)from + 1);
    rc = db_exec(db, sql, err);
    if (rc < 0)
        goto done;
    rc = db_commit(db, err);
done:
    db_rollback(db);
    return rc;
}

static int migrate_all(struct db *db, struct err *err)
{
    int64_t version = 0;
    int rc;

    while ((rc = user_version(db, &version, err)) == 0 && version != schema_version()) {
        if (version < 0 || version > schema_version())
            return err_set(err, ERR_INTEGRITY,
                           "the store has version %lld, this program knows up to %d; use a newer prodrome",
                           (long long)version, schema_version());
        rc = migrate_step(db, version, err);
        if (rc < 0) {
            err_prefix(err, "cannot bring the store from version %lld to %lld", (long long)version,
                       (long long)version + 1);
            return rc;
        }
    }
    return rc;
}

/* A table is made anew by dropping it. While references are watched, that looks for those who refer to each of its rows, in tables that have
 * no index for it: a square of their sizes. So they are not watched, and each step checks them at its end. */
int schema_migrate(struct db *db, struct err *err)
{
    int64_t version = 0;
    int rc = user_version(db, &version, err);

    if (rc < 0 || version == schema_version())
        return rc;
    rc = db_exec(db, "PRAGMA foreign_keys = 0", err);
    if (rc == 0)
        rc = migrate_all(db, err);
    if (db_exec(db, "PRAGMA foreign_keys = 1", rc == 0 ? err : NULL) < 0 && rc == 0)
        rc = ERR_STORE;
    return rc;
}
