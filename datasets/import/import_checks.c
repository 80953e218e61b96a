#include "datasets/import/import_checks.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"

enum { NAMED = 3 }; /* first names that a sentence gives */

static void warn(struct import_report *report, const struct strbuf *text)
{
    if (report->n_warnings < IMPORT_WARNINGS_MAX)
        snprintf(report->warning[report->n_warnings++], sizeof report->warning[0], "%s", text->data);
}

/* ---- by a query: rows of one name each --------------------------------------------------------------------------- */

#define NOW(table) " FROM " table " t JOIN current_versions c ON c.version_id = t.version_id "

/* ?1 is now. */
static const struct check {
    const char *kind, *sql, *says; /* "%llu SAYS: name, name, ..." */
} checks[] = {
    { "estate", "SELECT t.system" NOW("systems") "WHERE t.criticality = '' AND ?1 IS NOT NULL ORDER BY 1", "systems without criticality (they cost what compliance-critical ones do)" },
    { "estate", "SELECT t.system" NOW("systems") "WHERE t.criticality = 'care-critical' AND t.owner = '' AND ?1 IS NOT NULL ORDER BY 1", "care-critical systems without an owner" },
    { "estate", "SELECT t.system" NOW("systems") "WHERE t.replacement_date < ?1 ORDER BY 1", "systems past their replacement date" },
    { "patches", "SELECT t.system || '/' || t.component" NOW("patches") "WHERE t.reason <> '' AND t.exception_until IS NULL AND t.applied IS NULL AND ?1 IS NOT NULL ORDER BY 1",
      "patches with the reason of an exception that has no end (they count as overdue when they are due)" },
    { "patches", "SELECT t.system || '/' || t.component" NOW("patches") "WHERE t.exception_until < ?1 AND t.applied IS NULL ORDER BY 1", "patches whose exception has ended, not applied" },
    { "patches", "SELECT t.system || '/' || t.component" NOW("patches") "WHERE t.due < ?1 AND t.applied IS NULL AND t.exception_until IS NULL ORDER BY 1", "patches overdue without an exception" },
    { "patches", "SELECT t.system || '/' || t.component" NOW("patches") "WHERE t.due IS NULL AND t.applied IS NULL AND ?1 IS NOT NULL ORDER BY 1", "patches that are not applied and have no due date" },
    { "patches", "SELECT DISTINCT t.system" NOW("patches") "WHERE ?1 IS NOT NULL AND EXISTS (SELECT 1 FROM records WHERE kind = 'system')"
      " AND t.system NOT IN (SELECT id FROM records WHERE kind = 'system') ORDER BY 1", "systems of patches that the estate does not have" },
    { "evidence", "SELECT DISTINCT c.project || '/' || t.\"release\"" NOW("evidence") "WHERE ?1 IS NOT NULL AND EXISTS (SELECT 1 FROM records WHERE kind = 'release')"
      " AND NOT EXISTS (SELECT 1 FROM records r WHERE r.kind = 'release' AND r.project = c.project AND r.id = t.\"release\") ORDER BY 1", "releases of evidence that are not known" },
    { "evidence", "SELECT c.project || '/' || t.\"release\"" NOW("evidence") "WHERE ?1 IS NOT NULL AND t.item = 'approval' AND t.\"by\" = '' ORDER BY 1", "approvals that do not say by whom" },
    { "postmortems", "SELECT t.id" NOW("postmortems") "WHERE ?1 IS NOT NULL AND (t.detected < t.started OR t.resolved < t.started OR t.resolved < t.detected) ORDER BY 1",
      "postmortems whose times are in an impossible order (their lengths are not known)" },
};

static int run_check(struct import_report *report, struct store *store, const struct check *check, int64_t now, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct strbuf text;
    unsigned long long n = 0;
    int rc = db_prepare(store->db, &stmt, check->sql, err);

    strbuf_init(&text);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", now);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        if (n < NAMED)
            strbuf_addf(&text, "%s%.80s", n > 0 ? ", " : "", db_text(stmt, 0, NULL));
        n++;
        rc = 0;
    }
    db_finalize(stmt);
    if (rc == 0)
        rc = strbuf_check(&text, err);
    if (rc == 0 && n > 0) {
        struct strbuf all;

        strbuf_init(&all);
        strbuf_addf(&all, "%llu %s: %s%s", n, check->says, text.data, n > NAMED ? ", ..." : "");
        rc = strbuf_check(&all, err);
        if (rc == 0)
            warn(report, &all);
        strbuf_release(&all);
    }
    strbuf_release(&text);
    return rc;
}

/* ---- what systems depend on -------------------------------------------------------------------------------------- */

struct graph {
    struct intern systems;   /* first the registered ones */
    size_t        n_registered;
    uint32_t     *from, *to; /* [n_edges] in order of `from` */
    size_t        n_edges, cap_from, cap_to;
    size_t       *first;     /* [n_registered + 1] */
};

static int read_systems(struct graph *g, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT t.system" NOW("systems") "ORDER BY 1", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *system = db_text(stmt, 0, NULL);

        rc = intern_add(&g->systems, system, strlen(system)) == INTERN_NONE ? err_nomem(err) : 0;
    }
    db_finalize(stmt);
    g->n_registered = g->systems.n;
    return rc;
}

static int add_edge(struct graph *g, uint32_t from, const char *name, size_t len, struct err *err)
{
    uint32_t to = intern_add(&g->systems, name, len);

    if (to == INTERN_NONE || mem_grow(&g->from, &g->cap_from, g->n_edges + 1, sizeof *g->from, err) < 0 ||
        mem_grow(&g->to, &g->cap_to, g->n_edges + 1, sizeof *g->to, err) < 0)
        return err_nomem(err);
    g->from[g->n_edges] = from;
    g->to[g->n_edges++] = to;
    return 0;
}

static int read_edges(struct graph *g, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT t.system, t.depends_on" NOW("systems") "ORDER BY 1", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        uint32_t from = intern_find(&g->systems, db_text(stmt, 0, NULL), strlen(db_text(stmt, 0, NULL)));

        rc = 0;
        for (const char *at = db_text(stmt, 1, NULL); rc == 0 && *at != '\0';) {
            size_t len = strcspn(at, "|");

            rc = len > 0 ? add_edge(g, from, at, len, err) : 0;
            at += len + (at[len] == '|');
        }
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    g->first = mem_calloc(g->n_registered + 1, sizeof *g->first);
    if (g->first == NULL)
        return err_nomem(err);
    for (size_t i = 0, e = 0; i <= g->n_registered; i++) {
        while (e < g->n_edges && g->from[e] < i)
            e++;
        g->first[i] = e;
    }
    return 0;
}

/* The first circle that a walk in depth meets, as "a -> b -> a". */
static int find_circle(struct strbuf *out, const struct graph *g, struct err *err)
{
    size_t n = g->n_registered, depth = 0;
    unsigned char *seen = mem_calloc(n, 1);               /* 0 not yet, 1 on the way, 2 done */
    uint32_t *way = mem_calloc(n + 1, sizeof *way);       /* [depth] */
    size_t *next = mem_calloc(n + 1, sizeof *next);       /* edge to look at next, of each on the way */

    for (size_t start = 0; seen != NULL && way != NULL && next != NULL && start < n && out->len == 0; start++) {
        if (seen[start] != 0)
            continue;
        way[depth] = (uint32_t)start;
        next[depth++] = g->first[start];
        seen[start] = 1;
        while (depth > 0 && out->len == 0) {
            uint32_t at = way[depth - 1], to;

            if (next[depth - 1] == g->first[at + 1]) {
                seen[at] = 2;
                depth--;
                continue;
            }
            to = g->to[next[depth - 1]++];
            if (to >= n || seen[to] == 2)
                continue;
            if (seen[to] == 0) {
                way[depth] = to;
                next[depth++] = g->first[to];
                seen[to] = 1;
                continue;
            }
            for (size_t i = depth; i-- > 0;)
                if (way[i] == to) {
                    for (; i < depth; i++)
                        strbuf_addf(out, "%s -> ", g->systems.str[way[i]]);
                    strbuf_adds(out, g->systems.str[to]);
                    break;
                }
        }
    }
    mem_free(seen);
    mem_free(way);
    mem_free(next);
    return seen == NULL || way == NULL || next == NULL ? err_nomem(err) : strbuf_check(out, err);
}

static int check_dependencies(struct import_report *report, struct store *store, struct err *err)
{
    struct graph g = { .n_edges = 0 };
    struct strbuf circle, text;
    int rc;

    intern_init(&g.systems);
    strbuf_init(&circle);
    strbuf_init(&text);
    rc = read_systems(&g, store, err);
    if (rc == 0)
        rc = read_edges(&g, store, err);
    if (rc == 0 && g.systems.n > g.n_registered) {
        strbuf_addf(&text, "%zu systems that others depend on and the estate does not have: ", g.systems.n - g.n_registered);
        for (size_t i = g.n_registered; i < g.systems.n && i < g.n_registered + NAMED; i++)
            strbuf_addf(&text, "%s%.80s", i > g.n_registered ? ", " : "", g.systems.str[i]);
        strbuf_adds(&text, g.systems.n - g.n_registered > NAMED ? ", ..." : "");
        rc = strbuf_check(&text, err);
        if (rc == 0)
            warn(report, &text);
    }
    if (rc == 0 && g.n_registered > 0)
        rc = find_circle(&circle, &g, err);
    if (rc == 0 && circle.len > 0) {
        strbuf_clear(&text);
        strbuf_addf(&text, "systems depend on each other in a circle: %s", circle.data);
        rc = strbuf_check(&text, err);
        if (rc == 0)
            warn(report, &text);
    }
    intern_release(&g.systems);
    mem_free(g.from);
    mem_free(g.to);
    mem_free(g.first);
    strbuf_release(&circle);
    strbuf_release(&text);
    return rc;
}

int import_checks(struct import_report *report, struct store *store, const struct import_kind *kind, int64_t now, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].kind, kind->name) == 0)
            rc = run_check(report, store, &checks[i], now, err);
    if (rc == 0 && strcmp(kind->name, "estate") == 0)
        rc = check_dependencies(report, store, err);
    return rc;
}
