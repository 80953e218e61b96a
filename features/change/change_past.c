/*
 * change_past.c - see change_past.h.
 *
 *   change_past_fill -> make_files (paths by number, their folders) -> row by row: tickets, author, new and test files; then change_past_rates
 *   change_past_rates -> list_events (in order of time) -> row by row: what became known before it is counted, then its rates are read off
 */
#include "features/change/change_past.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_message.h"

enum { DAY = 86400, HOUR = 3600 };

static const double file_strength = 3, folder_strength = 5, rate_decay = 0.9995;

const char *const change_past_name[N_CHANGE_PAST] = {
    [CHANGE_TICKETS] = "tickets",
    [CHANGE_AUTHOR_GAP] = "author_gap",
    [CHANGE_NEW_FILES] = "new_files",
    [CHANGE_TEST_FILES] = "test_files",
    [CHANGE_FILE_HARM] = "file_harm",
    [CHANGE_FILE_HARM_MEAN] = "file_harm_mean",
    [CHANGE_FILE_CHANGES] = "file_changes",
    [CHANGE_FOLDER_HARM] = "folder_harm",
    [CHANGE_FOLDER_HARM_MEAN] = "folder_harm_mean",
    [CHANGE_FOLDER_CHANGES] = "folder_changes",
};

/* ---- files --------------------------------------------------------------------------------------------------------- */

void change_files_release(struct change_files *f)
{
    intern_release(&f->path);
    mem_free(f->start);
    mem_free(f->id);
    mem_free(f->folder);
    *f = (struct change_files){ .n = 0 };
}

static size_t count_paths(const struct text *files)
{
    size_t n = files->len > 0;

    for (size_t i = 0; i < files->len; i++)
        n += files->str[i] == '|';
    return n;
}

/* The paths of a row, from *n on; how many ids there are then into *n. */
static int add_paths(struct change_files *f, size_t *n, const struct text *files, struct err *err)
{
    for (size_t at = 0; at < files->len;) {
        const char *path = files->str + at;
        size_t len = strcspn(path, "|");
        uint32_t id = len == 0 ? INTERN_NONE : intern_add(&f->path, path, len);

        at += len + 1;
        if (len > 0 && id == INTERN_NONE)
            return err_nomem(err);
        if (len > 0)
            f->id[(*n)++] = id;
    }
    return 0;
}

/* The folder of each path: what stands before its last slash, nothing at the top. */
static int find_folders(struct change_files *f, struct err *err)
{
    struct intern name;
    int rc = 0;

    intern_init(&name);
    f->folder = mem_calloc(f->path.n, sizeof(*f->folder));
    if (f->folder == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < f->path.n; i++) {
        const char *slash = strrchr(f->path.str[i], '/');

        f->folder[i] = intern_add(&name, f->path.str[i], slash == NULL ? 0 : (size_t)(slash - f->path.str[i]));
        if (f->folder[i] == INTERN_NONE)
            rc = err_nomem(err);
    }
    f->n_folders = name.n;
    intern_release(&name);
    return rc;
}

static int make_files(struct change_files *out, const struct change_table *t, struct err *err)
{
    struct change_files f = { .n = t->n, .start = mem_calloc(t->n + 1, sizeof(*f.start)) };
    size_t n = 0;
    int rc = 0;

    intern_init(&f.path);
    for (size_t i = 0; i < t->n; i++)
        n += count_paths(&t->row[i].files);
    f.id = mem_calloc(n, sizeof(*f.id));
    if (f.start == NULL || f.id == NULL)
        rc = err_nomem(err);
    n = 0;
    for (size_t i = 0; rc == 0 && i < t->n; i++) {
        rc = add_paths(&f, &n, &t->row[i].files, err);
        f.start[i + 1] = n;
    }
    if (rc == 0)
        rc = find_folders(&f, err);
    if (rc < 0) {
        change_files_release(&f);
        return rc;
    }
    *out = f;
    return 0;
}

void change_files_keep(struct change_files *f, const bool *keep)
{
    size_t n = 0, n_ids = 0;

    for (size_t i = 0; i < f->n; i++) {
        size_t from = f->start[i], end = f->start[i + 1];

        if (!keep[i])
            continue;
        f->start[n] = n_ids;
        for (size_t k = from; k < end; k++)
            f->id[n_ids++] = f->id[k];
        f->start[++n] = n_ids;
    }
    f->n = n;
}

/* ---- without labels ------------------------------------------------------------------------------------------------ */

/* Ids that begin with a letter: "#12" may be a request to merge as well as a ticket. */
static size_t count_lettered(const char *ids)
{
    size_t n = 0;

    while (ids[0] != '\0') {
        n += ids[0] >= 'A' && ids[0] <= 'Z';
        ids += strcspn(ids, "|");
        ids += ids[0] == '|';
    }
    return n;
}

static int count_tickets(struct change_table *t, struct err *err)
{
    struct pattern *issues = NULL;
    struct strbuf ids;
    int rc = pattern_new(&issues, GIT_ISSUES_DEFAULT, err);

    strbuf_init(&ids);
    for (size_t i = 0; rc == 0 && i < t->n; i++) {
        struct change *c = &t->row[i];
        bool gave_up;

        if (c->tickets[0] == '\0' && c->message.len == 0)
            continue;
        strbuf_clear(&ids);
        if (c->tickets[0] == '\0' && strchr(c->message.str, '-') != NULL)
            rc = git_message_issues(&ids, &gave_up, issues, c->message.str, err);
        c->past[CHANGE_TICKETS] = (double)count_lettered(c->tickets[0] != '\0' ? c->tickets : ids.len > 0 ? ids.data : "");
    }
    strbuf_release(&ids);
    pattern_free(issues);
    return rc;
}

static int follow_authors(struct change_table *t, struct err *err)
{
    struct intern author;
    int64_t *last = mem_calloc(t->n, sizeof(*last));
    int rc = last == NULL ? err_nomem(err) : 0;

    intern_init(&author);
    for (size_t i = 0; rc == 0 && i < t->n; i++) {
        struct change *c = &t->row[i];
        size_t known = author.n;
        uint32_t id = c->author[0] == '\0' || c->author_date == TIME_NONE ? INTERN_NONE : intern_add(&author, c->author, strlen(c->author));

        if (id != INTERN_NONE && id < known)
            c->past[CHANGE_AUTHOR_GAP] = (double)(c->author_date - last[id]) / HOUR;
        if (id != INTERN_NONE)
            last[id] = c->author_date;
        else if (c->author[0] != '\0' && c->author_date != TIME_NONE)
            rc = err_nomem(err);
    }
    mem_free(last);
    intern_release(&author);
    return rc;
}

static bool names_test(const char *path, size_t len)
{
    for (size_t i = 0; i + 4 <= len; i++)
        if ((path[i] | 0x20) == 't' && (path[i + 1] | 0x20) == 'e' && (path[i + 2] | 0x20) == 's' && (path[i + 3] | 0x20) == 't')
            return true;
    return false;
}

static int look_at_files(struct change_table *t, const struct change_files *f, struct err *err)
{
    bool *seen = mem_calloc(f->path.n, sizeof(*seen)), *test = mem_calloc(f->path.n, sizeof(*test));

    if (seen == NULL || test == NULL) {
        mem_free(seen);
        mem_free(test);
        return err_nomem(err);
    }
    for (size_t k = 0; k < f->path.n; k++)
        test[k] = names_test(f->path.str[k], f->path.len[k]);
    for (size_t i = 0; i < t->n; i++) {
        const uint32_t *id = f->id + f->start[i];
        size_t n = f->start[i + 1] - f->start[i], fresh = 0, tests = 0;

        for (size_t k = 0; k < n; k++) {
            fresh += !seen[id[k]];
            tests += test[id[k]];
            seen[id[k]] = true;
        }
        if (n == 0)
            continue;
        t->row[i].past[CHANGE_NEW_FILES] = (double)fresh / (double)n;
        t->row[i].past[CHANGE_TEST_FILES] = (double)tests / (double)n;
    }
    mem_free(seen);
    mem_free(test);
    return 0;
}

/* ---- rates --------------------------------------------------------------------------------------------------------- */

struct event { int64_t time; uint32_t row; bool harm; };

/* Of a file or a folder: changes whose outcome is known, and those of them that did harm. */
struct tally { uint32_t changes, harms, last; /* the row that it was looked at in, and one */ };

struct rates {
    struct change_table       *t;
    const struct change_files *f;
    struct tally              *file, *folder;
    struct event              *event;         /* [n_events] by time */
    size_t                     n_events, at;
    bool                      *counted;       /* [t->n] among the changes */
    double                     harms, changes; /* of the project, the older the less */
};

static int compare_events(const void *a, const void *b)
{
    const struct event *x = a, *y = b;

    if (x->time != y->time)
        return x->time > y->time ? 1 : -1;
    if (x->row != y->row)
        return x->row > y->row ? 1 : -1;
    return (int)x->harm - (int)y->harm;
}

/* counts: NULL, all do. */
static int list_events(struct rates *r, const bool *counts, int64_t until, struct err *err)
{
    r->event = mem_calloc(2 * r->t->n, sizeof(*r->event));
    r->counted = mem_calloc(r->t->n, sizeof(*r->counted));
    r->file = mem_calloc(r->f->path.n, sizeof(*r->file));
    r->folder = mem_calloc(r->f->n_folders, sizeof(*r->folder));
    if (r->event == NULL || r->counted == NULL || r->file == NULL || r->folder == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->t->n; i++) {
        const struct change *c = &r->t->row[i];
        int64_t clean = c->author_date + (int64_t)CHANGE_CLEAN_DAYS * DAY;
        int64_t harm = c->label_time > c->author_date ? c->label_time : c->author_date;

        if (c->author_date == TIME_NONE || c->buggy < 0 || (counts != NULL && !counts[i]))
            continue;
        if (clean <= until)
            r->event[r->n_events++] = (struct event){ clean, (uint32_t)i, false };
        if (c->buggy == 1 && c->label_time != TIME_NONE && harm <= until)
            r->event[r->n_events++] = (struct event){ harm, (uint32_t)i, true };
    }
    qsort(r->event, r->n_events, sizeof(*r->event), compare_events);
    return 0;
}

static void count_in(struct tally *t, bool first, bool harm)
{
    t->changes += first;
    t->harms += harm;
}

static void count_event(struct rates *r, const struct event *e)
{
    bool first = !r->counted[e->row];
    uint32_t mark = e->harm ? UINT32_MAX - e->row : e->row + 1; /* of this event: no other one's */

    r->counted[e->row] = true;
    if (first) {
        r->harms *= rate_decay;
        r->changes = r->changes * rate_decay + 1;
    }
    r->harms += e->harm;
    for (size_t at = r->f->start[e->row]; at < r->f->start[e->row + 1]; at++) {
        struct tally *folder = &r->folder[r->f->folder[r->f->id[at]]];

        count_in(&r->file[r->f->id[at]], first, e->harm);
        if (folder->last != mark)
            count_in(folder, first, e->harm);
        folder->last = mark;
    }
}

static double log_odds(double p)
{
    return log(p / (1 - p));
}

/* What the tallies of one row come to. */
struct reading {
    double             sum, highest; /* log odds */
    size_t             n;
    uint32_t           most;         /* changes */
    const struct tally *worst;
    uint32_t           worst_id;
};

static void read_tally(struct reading *out, const struct tally *t, uint32_t id, double strength, double g)
{
    double logit = log_odds((t->harms + strength * g) / (t->changes + strength));

    out->sum += logit;
    out->n++;
    out->most = t->changes > out->most ? t->changes : out->most;
    if (out->worst == NULL || logit > out->highest) {
        out->highest = logit;
        out->worst = t;
        out->worst_id = id;
    }
}

static void put_reading(double out[3], const struct reading *r, double g)
{
    out[0] = exp(r->highest - log_odds(g));
    out[1] = exp(r->sum / (double)r->n - log_odds(g));
    out[2] = r->most;
}

/* The path as it stands in the change, which outlives the numbers. */
static struct text path_in(const struct change *c, const char *path, size_t len)
{
    for (const char *at = c->files.str; at[0] != '\0'; at += strcspn(at, "|"), at += at[0] == '|')
        if (strcspn(at, "|") == len && memcmp(at, path, len) == 0)
            return (struct text){ at, (uint32_t)len };
    return (struct text){ "", 0 };
}

static void fill_rates(struct rates *r, size_t row)
{
    struct change *c = &r->t->row[row];
    double g = (r->harms + 1) / (fmax(r->changes, r->harms) + 5);
    struct reading files = { .n = 0 }, folders = { .n = 0 };
    const uint32_t *id = r->f->id + r->f->start[row];
    uint32_t mark = UINT32_MAX / 2 + (uint32_t)row; /* neither an event's */

    for (size_t k = CHANGE_FILE_HARM; k < N_CHANGE_PAST; k++)
        c->past[k] = (double)NAN;
    c->worst = (struct file_past){ .path = { "", 0 } };
    if (!(r->harms > 0))
        return;
    for (size_t k = 0; k < r->f->start[row + 1] - r->f->start[row]; k++) {
        struct tally *folder = &r->folder[r->f->folder[id[k]]];

        read_tally(&files, &r->file[id[k]], id[k], file_strength, g);
        if (folder->last != mark)
            read_tally(&folders, folder, 0, folder_strength, g);
        folder->last = mark;
    }
    if (files.n == 0)
        return;
    put_reading(c->past + CHANGE_FILE_HARM, &files, g);
    put_reading(c->past + CHANGE_FOLDER_HARM, &folders, g);
    if (files.worst->harms > 0)
        c->worst = (struct file_past){ path_in(c, r->f->path.str[files.worst_id], r->f->path.len[files.worst_id]), files.worst->changes, files.worst->harms };
}

int change_past_rates(struct change_table *t, const struct change_files *files, const bool *counts, int64_t until, struct err *err)
{
    struct rates r = { .t = t, .f = files };
    int rc;

    assert(files->n == t->n && t->n < UINT32_MAX / 4);
    rc = list_events(&r, counts, until, err);
    for (size_t i = 0; rc == 0 && i < t->n; i++) {
        while (r.at < r.n_events && r.event[r.at].time < t->row[i].author_date)
            count_event(&r, &r.event[r.at++]);
        fill_rates(&r, i);
    }
    mem_free(r.file);
    mem_free(r.folder);
    mem_free(r.event);
    mem_free(r.counted);
    return rc;
}

/* ---- both ---------------------------------------------------------------------------------------------------------- */

int change_past_fill(struct change_table *changes, struct change_files *keep, struct err *err)
{
    struct change_files files = { .n = 0 };
    int rc;

    for (size_t i = 0; i < changes->n; i++) {
        changes->row[i].worst = (struct file_past){ .path = { "", 0 } };
        for (size_t k = 0; k < N_CHANGE_PAST; k++)
            changes->row[i].past[k] = (double)NAN;
    }
    rc = count_tickets(changes, err);
    if (rc == 0)
        rc = follow_authors(changes, err);
    if (rc == 0)
        rc = make_files(&files, changes, err);
    if (rc == 0 && changes->has_code)
        rc = look_at_files(changes, &files, err);
    if (rc == 0 && changes->has_code)
        rc = change_past_rates(changes, &files, NULL, INT64_MAX, err);
    if (rc == 0 && keep != NULL) {
        *keep = files;
        return 0;
    }
    change_files_release(&files);
    return rc;
}
