#include "features/dependency/dependency_rows.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

const char *const dependency_family_name[N_FAMILIES] = { "step", "names", "tried before" };

enum fixed_column {
    COL_STEP,                        /* one for each kind         */
    COL_FAR = COL_STEP + N_STEPS,    /* how far: major, minor, patch */
    COL_FROM_ZERO = COL_FAR + STEP_PARTS,
    COL_ROUND, COL_UNKNOWN_FROM, COL_QUALIFIER, COL_SKIPS,
    COL_SCOPE_RUNTIME, COL_SCOPE_TEST, COL_SCOPE_PROVIDED, COL_SCOPE_IMPORT, COL_INDIRECT,
    COL_EARLIER,                     /* one for each count        */
    COL_FIRST = COL_EARLIER + N_EARLIER, COL_FIRST_OF_ARTIFACT,
    N_FIXED
};

static const char *const fixed_name[N_FIXED] = {
    [COL_STEP + STEP_MAJOR] = "a major step", [COL_STEP + STEP_MINOR] = "a minor step", [COL_STEP + STEP_PATCH] = "a patch",
    [COL_STEP + STEP_PRE_RELEASE] = "to a pre-release", [COL_STEP + STEP_DOWNGRADE] = "a downgrade", [COL_STEP + STEP_OTHER] = "a step that cannot be told",
    [COL_FAR] = "major versions skipped", [COL_FAR + 1] = "minor versions skipped", [COL_FAR + 2] = "patches skipped",
    [COL_FROM_ZERO] = "from a version 0.x", [COL_ROUND] = "to a version x.0", [COL_UNKNOWN_FROM] = "old version not known",
    [COL_QUALIFIER] = "version with a qualifier", [COL_SKIPS] = "more than one major version",
    [COL_SCOPE_RUNTIME] = "scope compile or runtime", [COL_SCOPE_TEST] = "scope test or dev", [COL_SCOPE_PROVIDED] = "scope provided",
    [COL_SCOPE_IMPORT] = "scope import", [COL_INDIRECT] = "pulled in by another",
    [COL_EARLIER + EARLIER_ALL] = "updates tried before", [COL_EARLIER + EARLIER_ARTIFACT] = "updates of it tried before",
    [COL_EARLIER + EARLIER_FROM] = "updates of it from this version tried before", [COL_EARLIER + EARLIER_DISTINCT] = "dependencies updated before",
    [COL_FIRST] = "first update of the project", [COL_FIRST_OF_ARTIFACT] = "first update of it in the project",
};

/* ---- names ------------------------------------------------------------------------------------------------------- */

enum { NAME_MAX_BYTES = 1100 };

typedef int (*take_name)(void *ctx, const char *name, size_t len, struct err *err);

__attribute__((format(printf, 4, 5))) static int give(take_name take, void *ctx, struct err *err, const char *format, ...)
{
    char text[NAME_MAX_BYTES];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return take(ctx, text, len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1, err);
}

/* Words of a name: "com.fasterxml.jackson-core" has com, fasterxml, jackson, core. */
static int give_words(take_name take, void *ctx, const char *name, const char *step, struct err *err)
{
    int rc = 0;

    while (rc == 0 && *name != '\0') {
        char word[64];
        size_t n = 0;

        while (*name != '\0' && !isalnum((unsigned char)*name))
            name++;
        for (; isalnum((unsigned char)*name); name++)
            if (n + 1 < sizeof word)
                word[n++] = (char)tolower((unsigned char)*name);
        word[n] = '\0';
        if (n < 2)
            continue;
        rc = give(take, ctx, err, "word %s", word);
        if (rc == 0)
            rc = give(take, ctx, err, "word %s, %s", word, step);
    }
    return rc;
}

static int give_names(take_name take, void *ctx, const struct dependency_update *u, const struct version_step *s, struct err *err)
{
    int rc = give(take, ctx, err, "artifact %s", u->name);

    if (rc == 0)
        rc = give(take, ctx, err, "artifact %s, %s", u->name, step_name[s->kind]);
    if (rc == 0 && s->known_to)
        rc = give(take, ctx, err, "artifact %s@%ld", u->name, s->to[0]);
    if (rc == 0 && u->group[0] != '\0')
        rc = give(take, ctx, err, "group %s", u->group);
    if (rc == 0 && u->group[0] != '\0' && s->known_to)
        rc = give(take, ctx, err, "group %s@%ld", u->group, s->to[0]);
    if (rc == 0 && s->qualifier[0] != '\0')
        rc = give(take, ctx, err, "qualifier %s", s->qualifier);
    return rc == 0 ? give_words(take, ctx, u->name, step_name[s->kind], err) : rc;
}

struct counting {
    struct intern project, pair, name;
    uint32_t     *n_projects; /* [name.n] */
    size_t        cap;
    uint32_t      now;        /* project  */
};

static int count_name(void *ctx, const char *name, size_t len, struct err *err)
{
    struct counting *c = ctx;
    size_t n_names = c->name.n, n_pairs = c->pair.n;
    uint32_t id = intern_add(&c->name, name, len), both[2] = { id, c->now };

    if (id == INTERN_NONE || mem_grow(&c->n_projects, &c->cap, c->name.n, sizeof *c->n_projects, err) < 0)
        return err_nomem(err);
    if (c->name.n > n_names)
        c->n_projects[id] = 0;
    if (intern_add(&c->pair, (const char *)both, sizeof both) == INTERN_NONE)
        return err_nomem(err);
    c->n_projects[id] += c->pair.n > n_pairs;
    return 0;
}

int dependency_features_fit(struct dependency_features *out, unsigned families, const struct dependency_update *update, const uint32_t *row, size_t n, struct err *err)
{
    struct dependency_features f = { .families = families };
    struct counting c = { .cap = 0 };
    int rc = 0;

    intern_init(&f.name);
    intern_init(&c.project);
    intern_init(&c.pair);
    intern_init(&c.name);
    for (size_t i = 0; rc == 0 && i < n && (families & FAMILY_NAMES) != 0; i++) {
        const struct dependency_update *u = &update[row[i]];
        struct version_step step;

        version_step(&step, u->from, u->to);
        c.now = intern_add(&c.project, u->project, strlen(u->project));
        rc = c.now == INTERN_NONE ? err_nomem(err) : give_names(count_name, &c, u, &step, err);
    }
    for (size_t k = 0; rc == 0 && k < c.name.n && f.name.n < NAME_COLUMNS_MAX; k++)
        if (c.n_projects[k] >= NAME_MIN_PROJECTS && intern_add(&f.name, c.name.str[k], c.name.len[k]) == INTERN_NONE)
            rc = err_nomem(err);
    intern_release(&c.project);
    intern_release(&c.pair);
    intern_release(&c.name);
    mem_free(c.n_projects);
    if (rc < 0)
        dependency_features_release(&f);
    else
        *out = f;
    return rc;
}

void dependency_features_release(struct dependency_features *f)
{
    intern_release(&f->name);
    f->families = 0;
}

uint32_t dependency_features_width(const struct dependency_features *f)
{
    return N_FIXED + (uint32_t)f->name.n;
}

const char *dependency_column_name(const struct dependency_features *f, uint32_t col)
{
    assert(col < dependency_features_width(f));

    return col < N_FIXED ? fixed_name[col] : f->name.str[col - N_FIXED];
}

size_t dependency_column_family(const struct dependency_features *f, uint32_t col)
{
    assert(col < dependency_features_width(f));

    return col < COL_EARLIER ? 0 : col < N_FIXED ? 2 : 1;
}

/* ---- a row ------------------------------------------------------------------------------------------------------- */

struct naming {
    const struct dependency_features *f;
    uint32_t                         *col; /* [n] */
    size_t                            n, cap;
};

static int name_column(void *ctx, const char *name, size_t len, struct err *err)
{
    struct naming *naming = ctx;
    uint32_t id = intern_find(&naming->f->name, name, len);

    if (id == INTERN_NONE)
        return 0;
    if (mem_grow(&naming->col, &naming->cap, naming->n + 1, sizeof *naming->col, err) < 0)
        return ERR_NOMEM;
    naming->col[naming->n++] = N_FIXED + id;
    return 0;
}

static int compare_columns(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void fill_step(float fixed[N_FIXED], const struct dependency_update *u, const struct version_step *s)
{
    static const struct { const char *scope; enum fixed_column column; } scopes[] = {
        { "compile", COL_SCOPE_RUNTIME }, { "runtime", COL_SCOPE_RUNTIME }, { "test", COL_SCOPE_TEST }, { "dev", COL_SCOPE_TEST },
        { "provided", COL_SCOPE_PROVIDED }, { "import", COL_SCOPE_IMPORT },
    };

    fixed[COL_STEP + s->kind] = 1;
    for (size_t i = 0; i < STEP_PARTS && (s->kind == STEP_MAJOR || s->kind == STEP_MINOR || s->kind == STEP_PATCH); i++) {
        long from = s->from[i] < 0 ? 0 : s->from[i], to = s->to[i] < 0 ? 0 : s->to[i];

        if (from == to)
            continue;
        fixed[COL_FAR + i] = (float)log(to > from ? (double)(to - from) : 1.0) + 0.5F;
        break; /* what is behind the first number that differs counts from anew */
    }
    fixed[COL_FROM_ZERO] = s->known_from && s->from[0] == 0;
    fixed[COL_ROUND] = s->known_to && s->to[1] <= 0 && s->to[2] <= 0;
    fixed[COL_UNKNOWN_FROM] = !s->known_from;
    fixed[COL_QUALIFIER] = s->qualifier[0] != '\0';
    fixed[COL_SKIPS] = s->kind == STEP_MAJOR && s->to[0] > s->from[0] + 1;
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        if (strcmp(u->scope, scopes[i].scope) == 0)
            fixed[scopes[i].column] = 1;
    fixed[COL_INDIRECT] = u->direct == 0;
}

static void fill_tried(float fixed[N_FIXED], const struct dependency_update *u)
{
    for (size_t i = 0; i < N_EARLIER; i++)
        fixed[COL_EARLIER + i] = (float)log(1.0 + u->earlier[i]);
    fixed[COL_FIRST] = u->earlier[EARLIER_ALL] == 0;
    fixed[COL_FIRST_OF_ARTIFACT] = u->earlier[EARLIER_ARTIFACT] == 0;
}

int dependency_features_add(struct csr *m, const struct dependency_features *f, const struct dependency_update *u, struct err *err)
{
    struct naming naming = { .f = f };
    float fixed[N_FIXED] = { 0 }, *val = NULL;
    struct version_step step;
    size_t n = N_FIXED;
    int rc = 0;

    version_step(&step, u->from, u->to);
    if ((f->families & FAMILY_STEP) != 0)
        fill_step(fixed, u, &step);
    if ((f->families & FAMILY_TRIED) != 0)
        fill_tried(fixed, u);
    rc = mem_grow(&naming.col, &naming.cap, N_FIXED, sizeof *naming.col, err);
    for (uint32_t col = 0; rc == 0 && col < N_FIXED; col++)
        naming.col[naming.n++] = col;
    if (rc == 0 && (f->families & FAMILY_NAMES) != 0)
        rc = give_names(name_column, &naming, u, &step, err);
    if (rc == 0) {
        qsort(naming.col, naming.n, sizeof *naming.col, compare_columns);
        for (size_t i = N_FIXED; i < naming.n; i++) /* a word may come twice */
            if (naming.col[i] != naming.col[n - 1])
                naming.col[n++] = naming.col[i];
        val = mem_alloc(n * sizeof *val);
        rc = val == NULL ? err_nomem(err) : 0;
    }
    for (size_t i = 0; rc == 0 && i < n; i++)
        val[i] = i < N_FIXED ? fixed[i] : 0.5F;
    if (rc == 0)
        rc = csr_append(m, naming.col, val, n, err);
    mem_free(naming.col);
    mem_free(val);
    return rc;
}
