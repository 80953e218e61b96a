/*
 * manifest.c - which reader, and what holds for the lists of all of them; see manifest.h.
 */
#include "datasets/manifest/manifest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/manifest/manifest_inner.h"

typedef int (*reader)(struct manifest *m, const char *file, const char *data, size_t len, struct err *err);

/* Names with one '*'. */
static const struct {
    const char *pattern;
    reader      read;
} formats[] = {
    { "package-lock.json", manifest_read_npm },   { "package-lock-*.json", manifest_read_npm }, { "npm-shrinkwrap.json", manifest_read_npm },
    { "pom.xml", manifest_read_maven },           { "requirements.txt", manifest_read_pip },    { "requirements-*.txt", manifest_read_pip },
    { "go.mod", manifest_read_go },               { "Cargo.lock", manifest_read_cargo },        { "*.cdx.json", manifest_read_cyclonedx },
    { "bom.json", manifest_read_cyclonedx },      { "*.spdx.json", manifest_read_spdx },
};

static bool matches(const char *name, const char *pattern)
{
    const char *star = strchr(pattern, '*');
    size_t len = strlen(name), head, tail;

    if (star == NULL)
        return strcmp(name, pattern) == 0;
    head = (size_t)(star - pattern);
    tail = strlen(star + 1);
    return len >= head + tail && memcmp(name, pattern, head) == 0 && strcmp(name + len - tail, star + 1) == 0;
}

static reader reader_of(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (matches(name, formats[i].pattern))
            return formats[i].read;
    return NULL;
}

bool manifest_is_known(const char *name)
{
    return reader_of(name) != NULL;
}

struct manifest_text manifest_text_of(const char *str)
{
    return (struct manifest_text){ str != NULL ? str : "", str != NULL ? strlen(str) : 0 };
}

static int check(const char *file, const char *what, struct manifest_text text, struct err *err)
{
    if (text.len > MANIFEST_NAME_MAX)
        return err_set(err, ERR_REFUSED, "%s: a %s of %zu bytes; %d are the most", file, what, text.len, MANIFEST_NAME_MAX);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.str[i] < 0x20 || text.str[i] == 0x7f)
            return err_set(err, ERR_REFUSED, "%s: a %s with a control character", file, what);
    return 0;
}

int manifest_add(struct manifest *m, const char *file, const char *ecosystem, struct manifest_text name, struct manifest_text version,
                 struct manifest_text scope, int direct, struct err *err)
{
    const char *copy[4];
    int rc = name.len == 0 ? err_set(err, ERR_REFUSED, "%s: a dependency without a name", file) : check(file, "name", name, err);

    if (rc == 0)
        rc = check(file, "version", version, err);
    if (rc == 0)
        rc = check(file, "scope", scope, err);
    if (rc == 0)
        rc = mem_grow(&m->entry, &m->cap, m->n + 1, sizeof *m->entry, err);
    if (rc < 0)
        return rc;
    copy[0] = arena_strdup(&m->arena, ecosystem);
    copy[1] = arena_memdup(&m->arena, name.str, name.len);
    copy[2] = arena_memdup(&m->arena, version.str, version.len);
    copy[3] = arena_memdup(&m->arena, scope.str, scope.len);
    if (copy[0] == NULL || copy[1] == NULL || copy[2] == NULL || copy[3] == NULL)
        return err_nomem(err);
    m->entry[m->n++] = (struct manifest_entry){ copy[0], copy[1], copy[2], copy[3], direct };
    return 0;
}

/* ---- sorted, each once ------------------------------------------------------------------------------------------ */

/* Lower counts first: what runs, what may run, what is only built with. */
int manifest_scope_rank(const char *scope)
{
    static const char *const weaker[] = { "optional", "peer", "provided", "test", "dev" };

    for (size_t i = 0; i < sizeof weaker / sizeof *weaker; i++)
        if (strcmp(scope, weaker[i]) == 0)
            return (int)i + 1;
    return 0;
}

static int by_identity(const struct manifest_entry *x, const struct manifest_entry *y)
{
    int order = strcmp(x->ecosystem, y->ecosystem);

    if (order == 0)
        order = strcmp(x->name, y->name);
    return order != 0 ? order : strcmp(x->version, y->version);
}

static int by_order(const void *a, const void *b)
{
    const struct manifest_entry *x = a, *y = b;
    int order = by_identity(x, y);

    if (order == 0)
        order = manifest_scope_rank(x->scope) - manifest_scope_rank(y->scope);
    return order != 0 ? order : strcmp(x->scope, y->scope);
}

static void sort_and_join(struct manifest *m)
{
    size_t n = 0;

    if (m->n == 0)
        return;
    qsort(m->entry, m->n, sizeof *m->entry, by_order);
    for (size_t i = 0; i < m->n; i++)
        if (n > 0 && by_identity(&m->entry[n - 1], &m->entry[i]) == 0) {
            if (m->entry[i].direct > m->entry[n - 1].direct)
                m->entry[n - 1].direct = m->entry[i].direct;
        } else {
            m->entry[n++] = m->entry[i];
        }
    m->n = n;
}

int manifest_read(struct manifest *out, const char *name, const char *data, size_t len, struct err *err)
{
    struct manifest m = {0};
    reader read = reader_of(name);
    int rc;

    assert(out != NULL && (data != NULL || len == 0));

    if (read == NULL)
        return err_set(err, ERR_USAGE, "'%s' is no lock file, manifest or bill of materials that is known", name);
    if (len > MANIFEST_MAX_BYTES)
        return err_set(err, ERR_REFUSED, "%s: %zu bytes; %d MiB are the most, split it", name, len, MANIFEST_MAX_BYTES >> 20);
    if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        len -= 3;
    }
    arena_init(&m.arena);
    rc = read(&m, name, data != NULL ? data : "", len, err);
    if (rc < 0) {
        manifest_release(&m);
        return rc;
    }
    sort_and_join(&m);
    *out = m;
    return 0;
}

void manifest_release(struct manifest *manifest)
{
    mem_free(manifest->entry);
    arena_release(&manifest->arena);
    *manifest = (struct manifest){0};
}
