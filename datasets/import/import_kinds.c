#include "datasets/import/import_kinds.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "datasets/base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- the tables: the kinds of README.md; names are also the columns of the kind's table in schema.c ------- */

enum { TICKET_ID, TICKET_PROJECT, TICKET_CREATED, TICKET_RESOLVED, TICKET_REST };

static const struct import_field ticket_fields[] = {
    [TICKET_ID] = { "id", FIELD_ID, true, NULL },
    [TICKET_PROJECT] = { "project", FIELD_ID, true, NULL },
    [TICKET_CREATED] = { "created", FIELD_TIME, false, NULL },
    [TICKET_RESOLVED] = { "resolved", FIELD_TIME, false, NULL },
    [TICKET_REST] = { "title", FIELD_TEXT, false, NULL },
    { "description", FIELD_TEXT, false, NULL },
    { "updated", FIELD_TIME, false, NULL },
    { "component", FIELD_WORD, false, NULL },
    { "team", FIELD_WORD, false, NULL },
    { "assignee", FIELD_PERSON, false, NULL },
    { "severity", FIELD_WORD, false, NULL },
    { "priority", FIELD_WORD, false, NULL },
    { "type", FIELD_WORD, false, NULL },
    { "status", FIELD_WORD, false, NULL },
    { "resolution", FIELD_WORD, false, NULL },
    { "duplicate_of", FIELD_WORD, false, NULL },
    { "parent", FIELD_WORD, false, NULL },
    { "system", FIELD_WORD, false, NULL },
    { "cause", FIELD_TEXT, false, NULL },
    { "maintenance", FIELD_WORD, false, NULL },
    { "workflow", FIELD_WORD, false, NULL },
    { "workaround", FIELD_TEXT, false, NULL },
    { "labels", FIELD_WORD, false, NULL },
    { "started", FIELD_TIME, false, NULL },
    { "detected", FIELD_TIME, false, NULL },
    { "restored", FIELD_TIME, false, NULL },
    { "reopened", FIELD_WORD, false, NULL },
    { "escalated", FIELD_WORD, false, NULL },
    { "caused_by_change", FIELD_WORD, false, NULL },
    { "release", FIELD_WORD, false, NULL },
    { "component_filed", FIELD_WORD, false, NULL },
    { "team_filed", FIELD_WORD, false, NULL },
    { "severity_filed", FIELD_WORD, false, NULL },
    { "priority_filed", FIELD_WORD, false, NULL },
};

enum { CHANGE_PROJECT, CHANGE_COMMIT, CHANGE_AUTHOR_DATE, CHANGE_LABEL_TIME, CHANGE_REST };

static const struct import_field change_fields[] = {
    [CHANGE_PROJECT] = { "project", FIELD_ID, true, NULL },
    [CHANGE_COMMIT] = { "commit", FIELD_ID, true, NULL },
    [CHANGE_AUTHOR_DATE] = { "author_date", FIELD_TIME, true, NULL },
    [CHANGE_LABEL_TIME] = { "label_time", FIELD_TIME, false, NULL },
    [CHANGE_REST] = { "author", FIELD_PERSON, false, NULL },
    { "message", FIELD_TEXT, false, NULL },
    { "ns", FIELD_NUMBER, false, NULL },
    { "nd", FIELD_NUMBER, false, NULL },
    { "nf", FIELD_NUMBER, false, NULL },
    { "entropy", FIELD_NUMBER, false, NULL },
    { "la", FIELD_NUMBER, false, NULL },
    { "ld", FIELD_NUMBER, false, NULL },
    { "lt", FIELD_NUMBER, false, NULL },
    { "fix", FIELD_BOOL, false, NULL },
    { "ndev", FIELD_NUMBER, false, NULL },
    { "age", FIELD_NUMBER, false, NULL },
    { "nuc", FIELD_NUMBER, false, NULL },
    { "exp", FIELD_NUMBER, false, NULL },
    { "rexp", FIELD_NUMBER, false, NULL },
    { "sexp", FIELD_NUMBER, false, NULL },
    { "buggy", FIELD_BOOL, false, NULL },
    { "split", FIELD_WORD, false, NULL },
    { "kind", FIELD_CHOICE, false, "code|configuration|infrastructure|patch" },
    { "system", FIELD_WORD, false, NULL },
    { "release", FIELD_WORD, false, NULL },
    { "tickets", FIELD_WORD, false, NULL },
    { "approver", FIELD_PERSON, false, NULL },
};

static const struct import_field code_fields[] = {
    { "commit", FIELD_ID, true, NULL },
    { "files", FIELD_TEXT, false, NULL },
    { "added", FIELD_TEXT, false, NULL },
    { "removed", FIELD_TEXT, false, NULL },
};

enum { RELEASE_PROJECT, RELEASE_NAME, RELEASE_PLANNED_AT, RELEASE_DEPLOYED_AT, RELEASE_STATUS, RELEASE_REST };

static const struct import_field release_fields[] = {
    [RELEASE_PROJECT] = { "project", FIELD_ID, true, NULL },
    [RELEASE_NAME] = { "release", FIELD_ID, true, NULL },
    [RELEASE_PLANNED_AT] = { "planned", FIELD_TIME, false, NULL },
    [RELEASE_DEPLOYED_AT] = { "deployed", FIELD_TIME, false, NULL },
    [RELEASE_STATUS] = { "status", FIELD_CHOICE, false, "planned|deployed|cancelled" },
    [RELEASE_REST] = { "system", FIELD_WORD, false, NULL },
    { "members", FIELD_ID, false, NULL },
};

enum { OUTCOME_PROJECT, OUTCOME_RELEASE, OUTCOME_CHANGE, OUTCOME_TIME, OUTCOME_REST };

static const struct import_field outcome_fields[] = {
    [OUTCOME_PROJECT] = { "project", FIELD_ID, true, NULL },
    [OUTCOME_RELEASE] = { "release", FIELD_ID, false, NULL },
    [OUTCOME_CHANGE] = { "change", FIELD_ID, false, NULL },
    [OUTCOME_TIME] = { "time", FIELD_TIME, false, NULL },
    [OUTCOME_REST] = { "outcome", FIELD_CHOICE, true, "ok|incident|hotfix|rollback" },
    { "evidence", FIELD_TEXT, false, NULL },
};

static const struct import_field estate_fields[] = {
    { "system", FIELD_ID, true, NULL },
    { "name", FIELD_WORD, false, NULL },
    { "owner", FIELD_PERSON, false, NULL },
    { "criticality", FIELD_CHOICE, false, "care-critical|compliance-critical|administrative" },
    { "support", FIELD_WORD, false, NULL },
    { "vendor", FIELD_WORD, false, NULL },
    { "internet_facing", FIELD_BOOL, false, NULL },
    { "replacement_date", FIELD_TIME, false, NULL },
    { "depends_on", FIELD_WORD, false, NULL },
    { "workflows", FIELD_WORD, false, NULL },
};

enum { EVIDENCE_PROJECT, EVIDENCE_RELEASE, EVIDENCE_ITEM, EVIDENCE_TIME, EVIDENCE_BY, EVIDENCE_STARTS, EVIDENCE_ENDS, EVIDENCE_REST };

static const struct import_field evidence_fields[] = {
    [EVIDENCE_PROJECT] = { "project", FIELD_ID, true, NULL },
    [EVIDENCE_RELEASE] = { "release", FIELD_ID, true, NULL },
    [EVIDENCE_ITEM] = { "item", FIELD_ID, true, NULL }, /* one of evidence_items, or check:NAME */
    [EVIDENCE_TIME] = { "time", FIELD_TIME, false, NULL },
    [EVIDENCE_BY] = { "by", FIELD_PERSON, false, NULL },
    [EVIDENCE_STARTS] = { "starts", FIELD_TIME, false, NULL },
    [EVIDENCE_ENDS] = { "ends", FIELD_TIME, false, NULL },
    [EVIDENCE_REST] = { "value", FIELD_TEXT, false, NULL },
    { "planned", FIELD_TIME, false, NULL },
};

enum { PATCH_SYSTEM, PATCH_COMPONENT, PATCH_PUBLISHED, PATCH_APPLIED, PATCH_SEVERITY, PATCH_DUE, PATCH_EXCEPTION, PATCH_REST };

static const struct import_field patch_fields[] = {
    [PATCH_SYSTEM] = { "system", FIELD_ID, true, NULL },
    [PATCH_COMPONENT] = { "component", FIELD_ID, true, NULL },
    [PATCH_PUBLISHED] = { "published", FIELD_TIME, false, NULL },
    [PATCH_APPLIED] = { "applied", FIELD_TIME, false, NULL },
    [PATCH_SEVERITY] = { "severity", FIELD_WORD, false, NULL },
    [PATCH_DUE] = { "due", FIELD_TIME, false, NULL },
    [PATCH_EXCEPTION] = { "exception_until", FIELD_TIME, false, NULL },
    [PATCH_REST] = { "reason", FIELD_TEXT, false, NULL },
};

enum { POSTMORTEM_ID, POSTMORTEM_DATE, POSTMORTEM_DETECTED, POSTMORTEM_RESOLVED, POSTMORTEM_REST };

static const struct import_field postmortem_fields[] = {
    [POSTMORTEM_ID] = { "id", FIELD_ID, true, NULL },
    [POSTMORTEM_DATE] = { "date", FIELD_PERIOD, false, NULL },
    [POSTMORTEM_DETECTED] = { "detected", FIELD_TIME, false, NULL },
    [POSTMORTEM_RESOLVED] = { "resolved", FIELD_TIME, false, NULL },
    [POSTMORTEM_REST] = { "systems", FIELD_LIST, false, NULL },
    { "severity", FIELD_WORD, false, NULL },
    { "root_cause", FIELD_TEXT, false, NULL },
    { "trigger", FIELD_TEXT, false, NULL },
    { "tickets", FIELD_LIST, false, NULL },
    { "releases", FIELD_LIST, false, NULL },
    { "text", FIELD_TEXT, false, NULL },
    { "started", FIELD_TIME, false, NULL },
    { "title", FIELD_TEXT, false, NULL },
    { "summary", FIELD_TEXT, false, NULL },
    { "impact", FIELD_TEXT, false, NULL },
    { "resolution", FIELD_TEXT, false, NULL },
    { "actions", FIELD_TEXT, false, NULL },
};

enum { DEPENDENCY_FILE, DEPENDENCY_ECOSYSTEM, DEPENDENCY_NAME, DEPENDENCY_REST };

static const struct import_field dependency_fields[] = {
    [DEPENDENCY_FILE] = { "file", FIELD_ID, true, NULL },
    [DEPENDENCY_ECOSYSTEM] = { "ecosystem", FIELD_ID, true, NULL },
    [DEPENDENCY_NAME] = { "name", FIELD_ID, true, NULL },
    [DEPENDENCY_REST] = { "system", FIELD_ID, true, NULL },
    { "release", FIELD_ID, false, NULL },
    { "version", FIELD_ID, false, NULL },
    { "scope", FIELD_ID, false, NULL },
    { "direct", FIELD_BOOL, false, NULL },
};

enum { UPDATE_ID, UPDATE_PROJECT, UPDATE_ARTIFACT, UPDATE_TO, UPDATE_TIME, UPDATE_LABEL_TIME, UPDATE_REST };

static const struct import_field update_fields[] = {
    [UPDATE_ID] = { "id", FIELD_ID, true, NULL },
    [UPDATE_PROJECT] = { "project", FIELD_ID, true, NULL },
    [UPDATE_ARTIFACT] = { "artifact", FIELD_ID, true, NULL },
    [UPDATE_TO] = { "to_version", FIELD_ID, true, NULL },
    [UPDATE_TIME] = { "time", FIELD_TIME, false, NULL },
    [UPDATE_LABEL_TIME] = { "label_time", FIELD_TIME, false, NULL },
    [UPDATE_REST] = { "from_version", FIELD_ID, false, NULL },
    { "group_id", FIELD_ID, false, NULL },
    { "ecosystem", FIELD_ID, false, NULL },
    { "scope", FIELD_ID, false, NULL },
    { "direct", FIELD_BOOL, false, NULL },
    { "broke", FIELD_BOOL, false, NULL },
    { "split", FIELD_WORD, false, NULL },
};

static const struct import_field point_fields[] = {
    [POINT_TIME] = { "timestamp", FIELD_STAMP, true, NULL },
    [POINT_VALUE] = { "value", FIELD_GAUGE, false, NULL },
    [POINT_SYSTEM] = { "system", FIELD_ID, false, NULL },
    [POINT_METRIC] = { "metric", FIELD_ID, false, NULL },
};

static const struct import_field prediction_fields[] = {
    [PREDICTION_TIME] = { "time", FIELD_STAMP, true, NULL },
    [PREDICTION_MODEL] = { "model", FIELD_ID, true, NULL },
    [PREDICTION_VERSION] = { "version", FIELD_ID, false, NULL },
    [PREDICTION_SCORE] = { "score", FIELD_NUMBER, true, NULL },
    [PREDICTION_LABEL] = { "label", FIELD_WORD, false, NULL },
    [PREDICTION_SUBGROUP] = { "subgroup", FIELD_WORD, false, NULL },
};

/* ---- what a table cannot say ------------------------------------------------------------------------------------- */

static bool is_given(const struct import_value *value)
{
    return value->type != VALUE_NONE;
}

static void known_by_import(struct import_known *known, int64_t now)
{
    *known = (struct import_known){ .at = now, .basis = "import", .label_at = now, .label_basis = "import" };
}

static void ticket_known(const struct import_value *value, struct import_known *known)
{
    if (is_given(&value[TICKET_CREATED])) {
        known->at = value[TICKET_CREATED].integer;
        known->basis = "given";
    }
    if (is_given(&value[TICKET_RESOLVED])) {
        known->label_at = value[TICKET_RESOLVED].integer;
        known->label_basis = "assumed";
    }
}

/* 0 is how the published sets write "not known". */
static const char *change_check(struct import_value *value, size_t *field)
{
    (void)field;
    if (is_given(&value[CHANGE_LABEL_TIME]) && value[CHANGE_LABEL_TIME].integer == 0)
        value[CHANGE_LABEL_TIME].type = VALUE_NONE;
    return NULL;
}

static void change_known(const struct import_value *value, struct import_known *known)
{
    known->at = value[CHANGE_AUTHOR_DATE].integer;
    known->basis = "given";
    known->label_at = TIME_NONE;
    if (is_given(&value[CHANGE_LABEL_TIME])) {
        known->label_at = value[CHANGE_LABEL_TIME].integer;
        known->label_basis = "given";
    }
}

static const char *release_check(struct import_value *value, size_t *field)
{
    static const char deployed[] = "deployed", planned[] = "planned";
    struct import_value *status = &value[RELEASE_STATUS];

    if (!is_given(status)) {
        *status = (struct import_value){ .type = VALUE_TEXT };
        status->str = is_given(&value[RELEASE_DEPLOYED_AT]) ? deployed : planned;
        status->len = strlen(status->str);
    }
    if (status->len == strlen(deployed) && memcmp(status->str, deployed, status->len) == 0 &&
        !is_given(&value[RELEASE_DEPLOYED_AT])) {
        *field = RELEASE_DEPLOYED_AT;
        return "empty, but the status is 'deployed'";
    }
    return NULL;
}

static const char *outcome_check(struct import_value *value, size_t *field)
{
    *field = SIZE_MAX;
    if (is_given(&value[OUTCOME_RELEASE]) && is_given(&value[OUTCOME_CHANGE]))
        return "both a release and a change";
    if (!is_given(&value[OUTCOME_RELEASE]) && !is_given(&value[OUTCOME_CHANGE]))
        return "neither a release nor a change";
    return NULL;
}

/* Several outcomes may come of one release; the same one told again has the same time. */
static void outcome_identity(const struct import_value *value, struct strbuf *id)
{
    const struct import_value *about = &value[is_given(&value[OUTCOME_RELEASE]) ? OUTCOME_RELEASE : OUTCOME_CHANGE];
    char time[TIME_ISO_MAX];

    strbuf_adds(id, is_given(&value[OUTCOME_RELEASE]) ? "release:" : "change:");
    strbuf_add(id, about->str, about->len);
    if (is_given(&value[OUTCOME_TIME]))
        strbuf_addf(id, "@%s", time_format(value[OUTCOME_TIME].integer, time));
}

static void outcome_known(const struct import_value *value, struct import_known *known)
{
    if (!is_given(&value[OUTCOME_TIME]))
        return;
    known->label_at = value[OUTCOME_TIME].integer;
    known->label_basis = "given";
}

/* A text that was made lies in `id` itself, which moves when it grows. */
static void add_made(struct strbuf *id, const struct import_value *value)
{
    if (strbuf_reserve(id, value->len) == 0)
        strbuf_add(id, value->in_scratch ? id->data + value->start : value->str, value->len);
}

/* Of one item the newest tells where it stands, but each person's approval is one of its own. */
static void evidence_identity(const struct import_value *value, struct strbuf *id)
{
    const struct import_value *item = &value[EVIDENCE_ITEM], *by = &value[EVIDENCE_BY];

    strbuf_add(id, value[EVIDENCE_RELEASE].str, value[EVIDENCE_RELEASE].len);
    strbuf_addc(id, '/');
    strbuf_add(id, item->str, item->len);
    if (is_given(by) && item->len == strlen("approval") && memcmp(item->str, "approval", item->len) == 0) {
        strbuf_addc(id, '/');
        add_made(id, by);
    }
}

static const char *const evidence_items[] = {
    "rollback_plan", "rollback_tested", "staged", "training", "runbook", "parity", "access_review", "window", "approval", "tests",
};

enum { CHECK_NAME_MAX = 40 };

/* The result of a check after a release: "check:" and a name as the policy gives it. */
static bool is_check_item(const char *str, size_t len)
{
    size_t n = 6;

    if (len <= 6 || len > 6 + CHECK_NAME_MAX || memcmp(str, "check:", 6) != 0)
        return false;
    while (n < len && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", str[n]) != NULL && str[n] != '\0')
        n++;
    return n == len;
}

static bool is_evidence_item(const struct import_value *item)
{
    for (size_t i = 0; i < sizeof evidence_items / sizeof *evidence_items; i++)
        if (item->len == strlen(evidence_items[i]) && memcmp(item->str, evidence_items[i], item->len) == 0)
            return true;
    return is_check_item(item->str, item->len);
}

static const char *evidence_check(struct import_value *value, size_t *field)
{
    if (!is_evidence_item(&value[EVIDENCE_ITEM])) {
        *field = EVIDENCE_ITEM;
        return "not one of the words it may hold";
    }
    if (!is_given(&value[EVIDENCE_STARTS]) || !is_given(&value[EVIDENCE_ENDS]) || value[EVIDENCE_ENDS].integer >= value[EVIDENCE_STARTS].integer)
        return NULL;
    *field = EVIDENCE_ENDS;
    return "before it starts";
}

/* What was done before a release counts from when it was done. */
static void evidence_known(const struct import_value *value, struct import_known *known)
{
    if (!is_given(&value[EVIDENCE_TIME]))
        return;
    known->at = known->label_at = value[EVIDENCE_TIME].integer;
    known->basis = known->label_basis = "given";
}

static void patch_identity(const struct import_value *value, struct strbuf *id)
{
    strbuf_add(id, value[PATCH_SYSTEM].str, value[PATCH_SYSTEM].len);
    strbuf_addc(id, '/');
    strbuf_add(id, value[PATCH_COMPONENT].str, value[PATCH_COMPONENT].len);
}

/* What cannot be: done or due before there was a patch. An exception ends when it ends: it must say so. */
static const char *patch_check(struct import_value *value, size_t *field)
{
    static const size_t after[] = { PATCH_DUE, PATCH_APPLIED, PATCH_EXCEPTION };

    for (size_t i = 0; i < COUNT(after) && is_given(&value[PATCH_PUBLISHED]); i++)
        if (is_given(&value[after[i]]) && value[after[i]].integer < value[PATCH_PUBLISHED].integer) {
            *field = after[i];
            return "before the patch was published";
        }
    return NULL;
}

static void patch_known(const struct import_value *value, struct import_known *known)
{
    if (is_given(&value[PATCH_PUBLISHED])) {
        known->at = value[PATCH_PUBLISHED].integer;
        known->basis = "given";
    }
    if (is_given(&value[PATCH_APPLIED])) {
        known->label_at = value[PATCH_APPLIED].integer;
        known->label_basis = "given";
    }
}

/* A time without an hour is a whole day: what happened on it is known at its end. */
static int64_t end_of_day(int64_t time)
{
    enum { DAY_S = 86400 };

    return time % DAY_S == 0 ? time + DAY_S - 1 : time;
}

/* An analysis is written after the incident: at `date`, else not before it was resolved. */
static void postmortem_known(const struct import_value *value, struct import_known *known)
{
    const struct import_value *date = &value[POSTMORTEM_DATE], *resolved = &value[POSTMORTEM_RESOLVED];

    if (is_given(date))
        known->at = end_of_day(date->integer);
    if (is_given(resolved) && (!is_given(date) || resolved->integer > known->at))
        known->at = resolved->integer;
    if (!is_given(date) && !is_given(resolved))
        return;
    known->label_at = known->at;
    known->basis = known->label_basis = "assumed";
}

/* "FILE ECOSYSTEM:NAME": a bill of materials may name the same thing in two ecosystems. */
static void dependency_identity(const struct import_value *value, struct strbuf *id)
{
    strbuf_add(id, value[DEPENDENCY_FILE].str, value[DEPENDENCY_FILE].len);
    strbuf_addc(id, ' ');
    strbuf_add(id, value[DEPENDENCY_ECOSYSTEM].str, value[DEPENDENCY_ECOSYSTEM].len);
    strbuf_addc(id, ':');
    strbuf_add(id, value[DEPENDENCY_NAME].str, value[DEPENDENCY_NAME].len);
}

/* A manifest says what is used now: another version of it became known now, and not with the first. It has no outcome. */
static void dependency_known(const struct import_value *value, struct import_known *known)
{
    (void)value;
    known->basis = "assumed";
    known->label_at = TIME_NONE;
}

/* A build tells at once whether an update breaks it, unless the file says when that was known. */
static void update_known(const struct import_value *value, struct import_known *known)
{
    if (is_given(&value[UPDATE_TIME])) {
        known->at = known->label_at = value[UPDATE_TIME].integer;
        known->basis = "given";
        known->label_basis = "assumed";
    }
    if (is_given(&value[UPDATE_LABEL_TIME])) {
        known->label_at = value[UPDATE_LABEL_TIME].integer;
        known->label_basis = "given";
    }
}

static const char *update_check(struct import_value *value, size_t *field)
{
    if (!is_given(&value[UPDATE_TIME]) || !is_given(&value[UPDATE_LABEL_TIME]) || value[UPDATE_LABEL_TIME].integer >= value[UPDATE_TIME].integer)
        return NULL;
    *field = UPDATE_LABEL_TIME;
    return "before the update";
}

/* ---- the kinds --------------------------------------------------------------------------------------------------- */

struct entry {
    struct import_kind kind;
    const char *header_all, *header_any;
    const char *(*check)(struct import_value *value, size_t *field);             /* NULL: nothing to check */
    void (*identify)(const struct import_value *value, struct strbuf *id);       /* NULL: the id field */
    void (*known)(const struct import_value *value, struct import_known *known); /* changes what import assumes */
};

#define KIND(name, record, table, fields, id_field, has_project)                                                       \
    {                                                                                                                  \
        name, record, table, fields, COUNT(fields), id_field, has_project, IMPORT_RECORDS                                  \
    }

enum { N_NAMED = 12 }; /* those that the command line knows */

static const struct entry entries[] = {
    { KIND("tickets", "ticket", "tickets", ticket_fields, "id", true), "title|description", "", NULL, NULL,
      ticket_known },
    { KIND("changes", "change", "changes", change_fields, "commit", true), "", "", change_check, NULL, change_known },
    { KIND("releases", "release", "releases", release_fields, "release", true), "", "", release_check, NULL, NULL },
    { KIND("outcomes", "outcome", "outcomes", outcome_fields, "release", true), "", "release|change", outcome_check,
      outcome_identity, outcome_known },
    { KIND("estate", "system", "systems", estate_fields, "system", false), "", "", NULL, NULL, NULL },
    { KIND("evidence", "evidence", "evidence", evidence_fields, "item", true), "", "", evidence_check, evidence_identity, evidence_known },
    { KIND("patches", "patch", "patches", patch_fields, "component", false), "", "", patch_check, patch_identity, patch_known },
    { KIND("postmortems", "postmortem", "postmortems", postmortem_fields, "id", false), "text", "", NULL, NULL, postmortem_known },
    { KIND("dependencies", "dependency", "dependencies", dependency_fields, "name", true), "", "", NULL, dependency_identity, dependency_known },
    { KIND("updates", "update", "updates", update_fields, "id", true), "", "", update_check, NULL, update_known },
    { { "telemetry", "series", "series", point_fields, COUNT(point_fields), "metric", true, IMPORT_POINTS }, "value", "", NULL, NULL, NULL },
    { { "predictions", "prediction", "predictions", prediction_fields, COUNT(prediction_fields), "model", false, IMPORT_LOG }, "", "", NULL, NULL, NULL },
    { KIND("code", "code", "code", code_fields, "commit", true), "", "files|added|removed", NULL, NULL, NULL },
};

const struct import_kind *import_kind_find(const char *name)
{
    for (size_t i = 0; i < N_NAMED; i++)
        if (strcmp(entries[i].kind.name, name) == 0)
            return &entries[i].kind;
    return NULL;
}

const struct import_kind *import_kind_at(size_t i)
{
    return i < N_NAMED ? &entries[i].kind : NULL;
}

const struct import_kind *import_kind_code(void)
{
    return &entries[N_NAMED].kind;
}

static const struct entry *entry_of(const struct import_kind *kind)
{
    for (size_t i = 0; i < COUNT(entries); i++)
        if (&entries[i].kind == kind)
            return &entries[i];
    assert(!"a kind of import_kind_find");
    return NULL;
}

const char *import_kind_header_all(const struct import_kind *kind)
{
    return entry_of(kind)->header_all;
}

const char *import_kind_header_any(const struct import_kind *kind)
{
    return entry_of(kind)->header_any;
}

const char *import_kind_named_extra(const struct import_kind *kind)
{
    return strcmp(kind->name, "tickets") == 0 ? "damage" : "";
}

size_t import_kind_field(const struct import_kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->n_fields; i++)
        if (strcmp(kind->field[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

size_t import_kind_project(const struct import_kind *kind)
{
    size_t field = kind->has_project ? import_kind_field(kind, "project") : SIZE_MAX;

    return kind->has_project && field == SIZE_MAX ? import_kind_field(kind, "system") : field;
}

size_t import_kind_seen_in(const struct import_kind *kind)
{
    if (kind->field == prediction_fields)
        return PREDICTION_LABEL;
    return kind->field == dependency_fields ? import_kind_field(kind, "release") : SIZE_MAX;
}

const char *import_kind_check(const struct import_kind *kind, struct import_value *value, size_t *field)
{
    const struct entry *entry = entry_of(kind);

    return entry->check == NULL ? NULL : entry->check(value, field);
}

void import_kind_identity(const struct import_kind *kind, const struct import_value *value, struct strbuf *id)
{
    const struct entry *entry = entry_of(kind);
    size_t field = import_kind_field(kind, kind->id_field);

    if (entry->identify != NULL)
        entry->identify(value, id);
    else
        strbuf_add(id, value[field].str, value[field].len);
}

void import_kind_known(const struct import_kind *kind, const struct import_value *value, int64_t now,
                       struct import_known *known)
{
    const struct entry *entry = entry_of(kind);

    known_by_import(known, now);
    if (entry->known != NULL)
        entry->known(value, known);
}

/* ---- columns outside the contract -------------------------------------------------------------------------------- */

/* One word of a column's name at a time ("opened_by", "Opened By", "openedBy"), in lower case. False at the end. */
static bool next_word(const char **at, char *word, size_t size)
{
    size_t n = 0;
    const char *s = *at;

    while (*s != '\0' && !isalnum((unsigned char)*s))
        s++;
    while (isalnum((unsigned char)*s) && (n == 0 || !isupper((unsigned char)*s) || isupper((unsigned char)s[-1]))) {
        if (n + 1 < size)
            word[n++] = (char)tolower((unsigned char)*s);
        s++;
    }
    word[n] = '\0';
    *at = s;
    return n > 0;
}

bool import_column_is_person(const char *name)
{
    static const char *const persons[] = { "reporter",  "reporters", "requester", "requestor",  "caller",
                                           "submitter", "creator",   "author",    "authors",    "assignee",
                                           "assignees", "owner",     "user",      "username",   "login",
                                           "person",    "patient",   "customer",  "contact",    "employee",
                                           "watcher",   "watchers",  "watch",     "reviewer",   "reviewers",
                                           "approver",  "manager",   "agent",     "technician", "cc",
                                           "firstname", "lastname",  "surname",   "approvers", "participants",
                                           "participant", "responders", "responder", "voters" };
    static const char *const deeds[] = { "opened",   "closed",   "resolved",  "created",   "updated",
                                         "assigned", "reported", "requested", "submitted", "approved",
                                         "reviewed", "raised",   "modified" };
    char word[24], before[24] = "";

    while (next_word(&name, word, sizeof word)) {
        for (size_t i = 0; i < COUNT(persons); i++)
            if (strcmp(word, persons[i]) == 0)
                return true;
        if (strcmp(word, "by") == 0 || strcmp(word, "to") == 0 || strcmp(word, "name") == 0)
            for (size_t i = 0; i < COUNT(deeds); i++)
                if (strcmp(before, deeds[i]) == 0)
                    return true;
        if (strcmp(word, "lead") == 0 && (strcmp(before, "project") == 0 || strcmp(before, "team") == 0 || strcmp(before, "tech") == 0))
            return true;
        if (strcmp(word, "name") == 0 &&
            (strcmp(before, "first") == 0 || strcmp(before, "last") == 0 || strcmp(before, "full") == 0))
            return true;
        memcpy(before, word, sizeof before);
    }
    return false;
}
