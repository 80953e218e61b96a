/*
 * config_readiness.c - see config_readiness.h.
 */
#include "datasets/config/config_readiness.h"

#include <assert.h>
#include <string.h>

#include "datasets/config/config_keys.h"

/* Whole keys: "min_rows" + 4 is "rows". */
static const char *const min_name[N_READINESS_MEASURES] = { "min_rows",  "min_classes",   "min_harmful", "min_clean",    "min_months", "min_labelled",
                                                            "min_text", "min_agreement", "min_times",   "min_outcomes", "min_linked", "min_dependencies" };

const char *const readiness_measure_name[N_READINESS_MEASURES] = { "rows", "classes",   "harmful", "clean",    "months", "labelled",
                                                                   "text", "agreement", "times",   "outcomes", "linked", "dependencies" };

bool readiness_is_share(enum readiness_measure measure)
{
    return measure >= READINESS_LABELLED;
}

struct asked { enum readiness_measure measure; double wanted, needed, least; };

/* Floors (`least`) are what training itself cannot do without: 50 rows to learn from when the newest fifth is held back to test, two classes, and
 * ten of either kind for a risk (learn.c); of releases ten, three of either kind (release_model.h), and some to test on. The wanted figures are ours: with about 200 rows the 95 % interval of a share is some 7 points to either
 * side, with 50 harmful changes some 14; a quarter of a year has seen more than one release and one on-call rota. */
static const struct asked of_classes[] = {
    { READINESS_ROWS, 200, 63, 63 },      { READINESS_CLASSES, 2, 2, 2 },   { READINESS_MONTHS, 3, 0, 0 },  { READINESS_LABELLED, 0.3, 0, 0 },
    { READINESS_TEXT, 0.9, 0, 0 },        { READINESS_AGREEMENT, 0.6, 0, 0 }, { READINESS_TIMES, 0.5, 0, 0 },
};
static const struct asked of_changes[] = {
    { READINESS_ROWS, 500, 63, 63 },     { READINESS_HARMFUL, 50, 10, 10 }, { READINESS_CLEAN, 50, 10, 10 }, { READINESS_MONTHS, 6, 0, 0 },
    { READINESS_LABELLED, 0.3, 0, 0 },   { READINESS_TIMES, 0.5, 0, 0 },    { READINESS_LINKED, 0, 0, 0 },   { READINESS_DEPENDENCIES, 0, 0, 0 },
};
static const struct asked of_releases[] = {
    { READINESS_ROWS, 100, 13, 13 },     { READINESS_HARMFUL, 20, 3, 3 },   { READINESS_CLEAN, 20, 3, 3 },   { READINESS_MONTHS, 6, 0, 0 },
    { READINESS_OUTCOMES, 0.5, 0, 0 },   { READINESS_LINKED, 0.2, 0, 0 },   { READINESS_DEPENDENCIES, 0, 0, 0 },
};

static const struct asked of_updates[] = { { READINESS_ROWS, 200, 63, 63 }, { READINESS_HARMFUL, 50, 10, 10 }, { READINESS_CLEAN, 50, 10, 10 } };

static const struct asked of_pairs[] = { { READINESS_ROWS, 200, 63, 63 }, { READINESS_MONTHS, 3, 0, 0 }, { READINESS_TEXT, 0.9, 0, 0 }, { READINESS_TIMES, 0.5, 0, 0 } };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct { const struct asked *asked; size_t n; } of_task[N_READINESS_TASKS] = {
    { of_classes, COUNT(of_classes) }, { of_classes, COUNT(of_classes) }, { of_classes, COUNT(of_classes) },
    { of_classes, COUNT(of_classes) }, { of_classes, COUNT(of_classes) }, { of_classes, COUNT(of_classes) }, { of_changes, COUNT(of_changes) }, { of_releases, COUNT(of_releases) },
    { of_updates, COUNT(of_updates) }, { of_pairs, COUNT(of_pairs) },
};

void readiness_defaults(struct readiness_limits *out, size_t task)
{
    assert(task < N_READINESS_TASKS && known_tasks.n == N_READINESS_TASKS);
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < of_task[task].n; i++) {
        const struct asked *a = &of_task[task].asked[i];

        out->asked[a->measure] = true;
        out->wanted[a->measure] = a->wanted;
        out->needed[a->measure] = a->needed;
    }
}

bool readiness_key(enum readiness_measure *measure, bool *needed, double *least, size_t task, const char *name)
{
    assert(task < N_READINESS_TASKS);
    for (size_t i = 0; i < of_task[task].n; i++) {
        const struct asked *a = &of_task[task].asked[i];
        bool is_min = strcmp(name, min_name[a->measure]) == 0;

        if (!is_min && strcmp(name, readiness_measure_name[a->measure]) != 0)
            continue;
        *measure = a->measure;
        *needed = is_min;
        *least = a->least;
        return true;
    }
    return false;
}

size_t readiness_keys(const char *name[READINESS_KEYS_MAX], size_t task)
{
    size_t n = 0;

    assert(task < N_READINESS_TASKS);
    for (size_t i = 0; i < of_task[task].n; i++) {
        name[n++] = readiness_measure_name[of_task[task].asked[i].measure];
        name[n++] = min_name[of_task[task].asked[i].measure];
    }
    return n;
}
