#include "datasets/manifest/dependency_changes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"

const char *const dependency_change_name[N_DEPENDENCY_CHANGES] = { "added", "removed", "upgraded", "downgraded", "changed" };

void dependency_changes_release(struct dependency_changes *changes)
{
    mem_free(changes->row);
    arena_release(&changes->arena);
    *changes = (struct dependency_changes){ .n = 0 };
}

/* ---- versions ---------------------------------------------------------------------------------------------------- */

struct part {
    const char *str;
    size_t      len;
    bool        number;
};

/* The next run of digits or of letters; false at the end. */
static bool next_part(const char **at, const char *end, struct part *part)
{
    while (*at < end && !isalnum((unsigned char)**at))
        ++*at;
    part->str = *at;
    part->number = *at < end && isdigit((unsigned char)**at);
    while (*at < end && isalnum((unsigned char)**at) && (isdigit((unsigned char)**at) != 0) == part->number)
        ++*at;
    part->len = (size_t)(*at - part->str);
    return part->len > 0;
}

static int compare_numbers(struct part a, struct part b)
{
    int order;

    for (; a.len > 1 && *a.str == '0'; a.str++)
        a.len--;
    for (; b.len > 1 && *b.str == '0'; b.str++)
        b.len--;
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    order = memcmp(a.str, b.str, a.len);
    return (order > 0) - (order < 0);
}

static int compare_words(struct part a, struct part b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = strncasecmp(a.str, b.str, len);

    if (order == 0)
        return (a.len > b.len) - (a.len < b.len);
    return order < 0 ? -1 : 1;
}

/* What a longer version says more: "1.0.1" is newer than "1.0", "1.0-rc1" older; "1.0.0" is the same. */
static int rest_order(struct part part, const char *at, const char *end)
{
    do {
        if (!part.number)
            return -1;
        if (strspn(part.str, "0") < part.len)
            return 1;
    } while (next_part(&at, end, &part));
    return 0;
}

static const char *begin_of(const char *str, size_t len)
{
    return str + (len > 1 && (*str == 'v' || *str == 'V') && isdigit((unsigned char)str[1]));
}

static const char *end_of(const char *str, size_t len)
{
    const char *plus = memchr(str, '+', len);

    return plus != NULL ? plus : str + len;
}

int dependency_version_compare(const char *a, size_t a_len, const char *b, size_t b_len, bool *known)
{
    const char *a_at = begin_of(a, a_len), *a_end = end_of(a, a_len), *b_at = begin_of(b, b_len), *b_end = end_of(b, b_len);

    *known = a_at < a_end && b_at < b_end && isdigit((unsigned char)*a_at) && isdigit((unsigned char)*b_at);
    if (!*known)
        return 0;
    for (;;) {
        struct part x, y;
        bool more_a = next_part(&a_at, a_end, &x), more_b = next_part(&b_at, b_end, &y);
        int order;

        if (!more_a && !more_b)
            return 0;
        if (!more_b)
            return rest_order(x, a_at, a_end);
        if (!more_a)
            return -rest_order(y, b_at, b_end);
        if (x.number != y.number)
            return x.number ? 1 : -1;
        order = x.number ? compare_numbers(x, y) : compare_words(x, y);
        if (order != 0)
            return order;
    }
}

static bool has_version(const char *list, const char *str, size_t len)
{
    for (size_t n; ; list += n + 1) {
        n = strcspn(list, "|");
        if (n == len && memcmp(list, str, len) == 0)
            return true;
        if (list[n] == '\0')
            return false;
    }
}

/* The newest of `list` that `other` has not; "" where there is none, *known false where they cannot be compared. */
static struct part newest_own(const char *list, const char *other, bool *known)
{
    struct part best = { "", 0, false };

    for (size_t n; ; list += n + 1) {
        n = strcspn(list, "|");
        if (!has_version(other, list, n)) {
            bool can = true;

            if (best.len == 0 || dependency_version_compare(list, n, best.str, best.len, &can) > 0)
                best = (struct part){ list, n, false };
            *known = *known && can;
        }
        if (list[n] == '\0')
            return best;
    }
}

static enum dependency_change_kind kind_of(const char *from, const char *to)
{
    bool known = true, can = false;
    struct part old = newest_own(from, to, &known), new = newest_own(to, from, &known);
    int order = dependency_version_compare(old.str, old.len, new.str, new.len, &can);

    if (!known || !can || order == 0)
        return DEPENDENCY_CHANGED;
    return order < 0 ? DEPENDENCY_UPGRADED : DEPENDENCY_DOWNGRADED;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* The system itself where dependencies of it were read, else that of the project's release. */
static int find_system(struct dependency_changes *c, struct store *store, const char *project, const char *release, struct err *err)
{
    char *system = NULL;
    int rc = db_get_text(store->db, &system, err,
                         "SELECT s FROM (SELECT ?1 AS s, 0 AS k UNION ALL SELECT r.system, 1 FROM current_versions v JOIN releases r ON r.version_id = v.version_id"
                         "  WHERE v.kind = 'release' AND v.project = ?1 AND v.id = ?2)"
                         " WHERE EXISTS (SELECT 1 FROM dependency_reads q JOIN imports i ON i.import_id = q.import_id"
                         "  WHERE i.completed_at IS NOT NULL AND q.system = s AND q.\"release\" = ?2) ORDER BY k LIMIT 1", "tt", project, release);

    if (rc == ERR_NOTFOUND)
        return err_set(err, ERR_NOTFOUND, "no dependencies of release '%s' of '%s' were read", release, project);
    if (rc < 0)
        return rc;
    c->system = arena_strdup(&c->arena, system);
    c->release = arena_strdup(&c->arena, release);
    mem_free(system);
    return c->system == NULL || c->release == NULL ? err_nomem(err) : 0;
}

/* The first and last import of the release, and what was read before. */
static int find_imports(struct dependency_changes *c, struct store *store, int64_t *first, int64_t *last, struct err *err)
{
    static const char sql[] = "WITH reads AS (SELECT q.* FROM dependency_reads q JOIN imports i ON i.import_id = q.import_id"
                              "                WHERE i.completed_at IS NOT NULL AND q.system = ?1),"
                              "     ours AS (SELECT min(import_id) AS first, max(import_id) AS last, max(at) AS at FROM reads WHERE \"release\" = ?2)"
                              " SELECT first, last, at, (SELECT \"release\" FROM reads WHERE import_id < first ORDER BY import_id DESC LIMIT 1) FROM ours";
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tt", c->system, c->release);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        *first = db_int(stmt, 0);
        *last = db_int(stmt, 1);
        c->at = db_int(stmt, 2);
        c->before = db_is_null(stmt, 3) ? NULL : arena_strdup(&c->arena, db_text(stmt, 3, NULL));
        rc = !db_is_null(stmt, 3) && c->before == NULL ? err_nomem(err) : 0;
    }
    db_finalize(stmt);
    return rc;
}

/* Columns: version_id now, file, ecosystem, name, scope, direct, version now ('' withdrawn), version before, withdrawn now, there before. */
static int take(struct dependency_changes *c, struct db_stmt *stmt, struct err *err)
{
    bool gone = db_int(stmt, 8) != 0, was = db_int(stmt, 9) != 0;
    const char *to = db_text(stmt, 6, NULL), *from = db_text(stmt, 7, NULL);
    struct dependency_change row = {
        .version_id = db_int(stmt, 0), .file = arena_strdup(&c->arena, db_text(stmt, 1, NULL)), .ecosystem = arena_strdup(&c->arena, db_text(stmt, 2, NULL)),
        .name = arena_strdup(&c->arena, db_text(stmt, 3, NULL)), .scope = arena_strdup(&c->arena, db_text(stmt, 4, NULL)),
        .direct = db_is_null(stmt, 5) ? -1 : (int)db_int(stmt, 5), .to = arena_strdup(&c->arena, gone ? "" : to), .from = arena_strdup(&c->arena, was ? from : ""),
    };

    if (row.file == NULL || row.ecosystem == NULL || row.name == NULL || row.scope == NULL || row.to == NULL || row.from == NULL)
        return err_nomem(err);
    if ((gone && !was) || (!gone && was && strcmp(row.from, row.to) == 0))
        return 0;
    row.kind = gone ? DEPENDENCY_REMOVED : !was ? DEPENDENCY_ADDED : kind_of(row.from, row.to);
    if (mem_grow(&c->row, &c->cap, c->n + 1, sizeof *c->row, err) < 0)
        return ERR_NOMEM;
    c->row[c->n++] = row;
    c->count[row.kind]++;
    return 0;
}

static int read_rows(struct dependency_changes *c, struct store *store, int64_t first, int64_t last, struct err *err)
{
    static const char sql[] =
        "WITH touched AS (SELECT DISTINCT v.record_id FROM versions v JOIN dependency_reads q ON q.import_id = v.import_id"
        "                  WHERE q.system = ?1 AND q.\"release\" = ?2 AND v.import_id BETWEEN ?3 AND ?4),"
        "     pairs AS (SELECT (SELECT max(n.version_id) FROM versions n WHERE n.record_id = t.record_id AND n.import_id <= ?4) AS now,"
        "                      (SELECT max(b.version_id) FROM versions b JOIN imports i ON i.import_id = b.import_id"
        "                        WHERE b.record_id = t.record_id AND b.import_id < ?3 AND i.completed_at IS NOT NULL) AS before FROM touched t)"
        " SELECT n.version_id, d.file, d.ecosystem, d.name, d.scope, iif(n.withdrawn, o.direct, d.direct), d.version, o.version, n.withdrawn,"
        "        b.version_id IS NOT NULL AND b.withdrawn = 0"
        "   FROM pairs p JOIN versions n ON n.version_id = p.now JOIN dependencies d ON d.version_id = p.now"
        "   LEFT JOIN versions b ON b.version_id = p.before LEFT JOIN dependencies o ON o.version_id = p.before ORDER BY d.file, d.ecosystem, d.name";
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ttii", c->system, c->release, first, last);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take(c, stmt, err);
    db_finalize(stmt);
    return rc;
}

int dependency_changes(struct dependency_changes *out, struct store *store, const char *project, const char *release, struct err *err)
{
    struct dependency_changes c = { .n = 0 };
    int64_t first = 0, last = 0;
    int rc;

    arena_init(&c.arena);
    rc = find_system(&c, store, project, release, err);
    if (rc == 0)
        rc = find_imports(&c, store, &first, &last, err);
    if (rc == 0)
        rc = read_rows(&c, store, first, last, err);
    if (rc < 0)
        dependency_changes_release(&c);
    else
        *out = c;
    return rc;
}
