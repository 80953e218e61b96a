#include "datasets/import/import_newest.h"

#include <assert.h>
#include <string.h>

/* Newest first; taken into the list from its end. */
static const char newest_sql[] =
    "SELECT n.id, n.system FROM (SELECT v.id, c.system, c.author_date, v.record_id FROM current_versions v"
    "    JOIN changes c ON c.version_id = v.version_id WHERE v.kind = 'change' AND v.project = ?1 AND c.nf IS NOT 0"
    "    ORDER BY c.author_date DESC, v.record_id DESC LIMIT ?2) n"
    " ORDER BY n.author_date, n.record_id";

/* RFC 4180; what the import makes of a name that no file may hold (a control byte) is its own affair. */
static void add_quoted(struct strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *text);
    }
    strbuf_addc(out, '"');
}

/* Commits joined by '|', and the system that all of them name, else "". */
static int read_newest(struct strbuf *members, struct strbuf *system, size_t *n, struct store *store, const char *project,
                       size_t last, struct err *err)
{
    struct db_stmt *stmt = NULL;
    bool same = true;
    int rc = db_prepare(store->db, &stmt, newest_sql, err);

    *n = 0;
    if (rc == 0)
        rc = db_bind(stmt, err, "ti", project, (int64_t)last);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *of = db_text(stmt, 1, NULL);

        strbuf_addf(members, "%s%s", *n > 0 ? "|" : "", db_text(stmt, 0, NULL));
        if (*n == 0)
            strbuf_adds(system, of);
        same = same && strcmp(of, system->len > 0 ? system->data : "") == 0;
        ++*n;
        rc = 0;
    }
    db_finalize(stmt);
    if (!same)
        strbuf_clear(system);
    return rc;
}

static int check_name(struct store *store, const char *project, const char *name, struct err *err)
{
    int64_t exported = 0;
    int rc = db_get_int(store->db, &exported, err,
                        "SELECT count(*) FROM current_versions v JOIN releases r ON r.version_id = v.version_id"
                        " WHERE v.kind = 'release' AND v.project = ? AND v.id = ?"
                        "   AND (r.members = '' OR r.planned IS NOT NULL OR r.deployed IS NOT NULL)",
                        "tt", project, name);

    if (rc == 0 && exported > 0)
        rc = err_set(err, ERR_USAGE, "project '%s' has a release '%s' from a releases file; take another name", project, name);
    return rc;
}

int import_newest(struct strbuf *out, size_t *n, struct store *store, const char *project, const char *name, size_t last, struct err *err)
{
    struct strbuf members, system;
    int rc;

    assert(last >= 1 && last <= IMPORT_NEWEST_MAX);

    strbuf_init(&members);
    strbuf_init(&system);
    rc = check_name(store, project, name, err);
    if (rc == 0)
        rc = read_newest(&members, &system, n, store, project, last, err);
    if (rc == 0 && *n == 0)
        rc = err_set(err, ERR_NOTFOUND, "project '%s' has no changes to make a release of", project);
    if (rc == 0)
        rc = strbuf_check(&members, err);
    if (rc == 0)
        rc = strbuf_check(&system, err);
    if (rc == 0) {
        strbuf_adds(out, "project,release,system,status,members\n");
        add_quoted(out, project);
        strbuf_addc(out, ',');
        add_quoted(out, name);
        strbuf_addc(out, ',');
        add_quoted(out, system.len > 0 ? system.data : "");
        strbuf_adds(out, ",planned,");
        add_quoted(out, members.data);
        strbuf_addc(out, '\n');
        rc = strbuf_check(out, err);
    }
    strbuf_release(&system);
    strbuf_release(&members);
    return rc;
}
