/*
 * git_history_add: touch_files (who, when, how often, before) -> judge_author -> remember.
 */
#include "datasets/git/git_history.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { KEY = 16, VERSION = 1 };

static const double day_s = 86400, year_s = 365.25 * 86400;

void git_history_init(struct git_history *history, const uint8_t key[DIGEST_KEY_SIZE])
{
    memset(history, 0, sizeof *history);
    memcpy(history->key, key, DIGEST_KEY_SIZE);
    intern_init(&history->files);
    intern_init(&history->authors);
    intern_init(&history->places);
}

static void empty(struct git_history *history)
{
    for (size_t i = 0; i < history->files.n && i < history->cap_past; i++)
        mem_free(history->past[i].author);
    for (size_t i = 0; i < history->authors.n && i < history->cap_deeds; i++)
        mem_free(history->deeds[i].time);
    mem_free(history->past);
    mem_free(history->deeds);
    mem_free(history->visits);
    intern_release(&history->files);
    intern_release(&history->authors);
    intern_release(&history->places);
}

void git_history_release(struct git_history *history)
{
    empty(history);
    secret_wipe(history->key, sizeof history->key);
}

/* ---- who and what, without their names --------------------------------------------------------------------------- */

static void key_of(uint8_t out[KEY], const struct git_history *history, const char *kind, const char *text, size_t len)
{
    struct digest digest;
    uint8_t whole[DIGEST_SIZE];

    digest_init_keyed(&digest, history->key);
    digest_field(&digest, kind, strlen(kind));
    digest_field(&digest, text, len);
    digest_final(&digest, whole);
    memcpy(out, whole, KEY);
}

/* The entry of a key in a table with an array beside it, which is made longer and is zero where new. */
static int entry_of(uint32_t *out, struct intern *table, void *array, size_t *cap, size_t size, const void *key, size_t len, struct err *err)
{
    size_t before = *cap, n = table->n;
    uint32_t at;
    int rc = mem_grow(array, cap, n + 1, size, err);

    if (rc < 0)
        return rc;
    if (*cap > before)
        memset(*(char **)array + before * size, 0, (*cap - before) * size);
    at = intern_add(table, key, len);
    if (at == INTERN_NONE)
        return err_nomem(err);
    *out = at;
    return 0;
}

static int file_entry(uint32_t *out, struct git_history *history, const char *path, struct err *err)
{
    uint8_t key[KEY];

    key_of(key, history, "path", path, strlen(path));
    return entry_of(out, &history->files, &history->past, &history->cap_past, sizeof *history->past, key, KEY, err);
}

/* An author is the address, in any case; the name where there is none. */
static int author_entry(uint32_t *out, struct git_history *history, const struct git_commit *commit, struct err *err)
{
    const char *who = commit->address[0] != '\0' ? commit->address : commit->name;
    char low[256];
    uint8_t key[KEY];
    size_t n = 0;

    for (; who[n] != '\0' && n < sizeof low; n++)
        low[n] = who[n] >= 'A' && who[n] <= 'Z' ? (char)(who[n] | 0x20) : who[n];
    key_of(key, history, "author", low, n);
    return entry_of(out, &history->authors, &history->deeds, &history->cap_deeds, sizeof *history->deeds, key, KEY, err);
}

static int place_entry(uint32_t *out, struct git_history *history, uint32_t author, const char *path, struct err *err)
{
    const char *slash = strchr(path, '/');
    uint8_t key[sizeof author + KEY];

    memcpy(key, &author, sizeof author);
    key_of(key + sizeof author, history, "subsystem", path, slash == NULL ? 0 : (size_t)(slash - path));
    return entry_of(out, &history->places, &history->visits, &history->cap_visits, sizeof *history->visits, key, sizeof key, err);
}

/* ---- the commit alone -------------------------------------------------------------------------------------------- */

/* Distinct folders: all of the path before its last '/', or before its first. */
static int count_folders(double *out, const struct git_commit *commit, bool first, struct err *err)
{
    struct intern seen;
    int rc = 0;

    intern_init(&seen);
    for (size_t i = 0; rc == 0 && i < commit->n_files; i++) {
        const char *path = commit->file[i].path, *slash = first ? strchr(path, '/') : strrchr(path, '/');

        if (intern_add(&seen, path, slash == NULL ? 0 : (size_t)(slash - path)) == INTERN_NONE)
            rc = err_nomem(err);
    }
    *out = (double)seen.n;
    intern_release(&seen);
    return rc;
}

/* Kamei et al., section 3.1: H = -sum p_k log2 p_k, p_k the share of the changed lines in file k; normalised by log2 n. */
static double spread(const struct git_commit *commit, double lines)
{
    double h = 0;

    if (commit->n_files < 2 || !(lines > 0))
        return 0;
    for (size_t i = 0; i < commit->n_files; i++) {
        double p = (double)(commit->file[i].added + commit->file[i].deleted) / lines;

        if (p > 0)
            h -= p * log2(p);
    }
    return h / log2((double)commit->n_files);
}

static int measure_size(struct git_metrics *out, const struct git_commit *commit, git_lines_of lines, void *ctx, struct err *err)
{
    double before = 0;
    int rc = count_folders(&out->ns, commit, true, err);

    if (rc == 0)
        rc = count_folders(&out->nd, commit, false, err);
    for (size_t i = 0; i < commit->n_files; i++) {
        const struct git_file *file = &commit->file[i];

        out->la += (double)file->added;
        out->ld += (double)file->deleted;
        if (!file->binary && !git_is_no_id(file->old_id))
            before += (double)lines(ctx, file->old_id);
    }
    out->nf = (double)commit->n_files;
    out->lt = commit->n_files > 0 ? before / out->nf : 0;
    out->entropy = spread(commit, out->la + out->ld);
    return rc;
}

/* ---- against the past -------------------------------------------------------------------------------------------- */

static int add_author(struct git_past *past, uint32_t author, struct err *err)
{
    int rc;

    for (uint32_t i = 0; i < past->n_authors; i++)
        if (past->author[i] == author)
            return 0;
    rc = mem_grow(&past->author, &past->cap_authors, past->n_authors + 1, sizeof *past->author, err);
    if (rc == 0)
        past->author[past->n_authors++] = author;
    return rc;
}

static double since(int64_t now, int64_t then)
{
    return now > then ? (double)(now - then) : 0;
}

/* The past that a file comes with: under its old name where it was renamed. */
static int past_of(uint32_t *out, struct git_history *history, const struct git_file *file, struct err *err)
{
    return file_entry(out, history, file->old_path, err);
}

static int measure_files(struct git_metrics *out, struct git_history *history, const struct git_commit *commit, struct err *err)
{
    struct git_past everyone = { .author = NULL }; /* authors of all its files */
    double age = 0, changes = 0;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < commit->n_files; i++) {
        const struct git_past *past;
        uint32_t at;

        rc = past_of(&at, history, &commit->file[i], err);
        if (rc < 0)
            break;
        past = &history->past[at];
        changes += past->n_changes;
        if (past->n_changes > 0)
            age += since(commit->author_time, past->last) / day_s;
        for (uint32_t a = 0; rc == 0 && a < past->n_authors; a++)
            rc = add_author(&everyone, past->author[a], err);
    }
    out->ndev = everyone.n_authors;
    out->age = commit->n_files > 0 ? age / (double)commit->n_files : 0;
    out->nuc = commit->n_files > 0 ? changes / (double)commit->n_files : 0;
    mem_free(everyone.author);
    return rc;
}

static int measure_author(struct git_metrics *out, struct git_history *history, const struct git_commit *commit, uint32_t author, struct err *err)
{
    const struct git_deeds *deeds = &history->deeds[author];

    out->exp = (double)deeds->n;
    for (size_t i = 0; i < deeds->n; i++)
        out->rexp += 1 / (1 + since(commit->author_time, deeds->time[i]) / year_s);
    for (size_t i = 0; i < commit->n_files; i++) {
        uint32_t place;
        int rc = place_entry(&place, history, author, commit->file[i].path, err);

        if (rc < 0)
            return rc;
        if (history->visits[place] > out->sexp)
            out->sexp = history->visits[place];
    }
    return 0;
}

/* ---- remembering ------------------------------------------------------------------------------------------------- */

/* A file under a new name has the past of the old one, which stays for other branches. */
static int carry_over(struct git_history *history, const struct git_file *file, uint32_t *at, struct err *err)
{
    uint32_t old;
    int rc = file_entry(at, history, file->path, err);

    if (rc < 0 || strcmp(file->path, file->old_path) == 0)
        return rc;
    rc = file_entry(&old, history, file->old_path, err);
    if (rc < 0 || old == *at)
        return rc;
    history->past[*at].n_changes = history->past[old].n_changes;
    history->past[*at].last = history->past[old].last;
    history->past[*at].n_authors = 0;
    for (uint32_t i = 0; rc == 0 && i < history->past[old].n_authors; i++)
        rc = add_author(&history->past[*at], history->past[old].author[i], err);
    return rc;
}

static int remember_files(struct git_history *history, const struct git_commit *commit, uint32_t author, bool mass, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < commit->n_files; i++) {
        struct git_past *past;
        uint32_t at;

        rc = carry_over(history, &commit->file[i], &at, err);
        if (rc < 0 || mass)
            continue;
        past = &history->past[at];
        past->n_changes++;
        past->last = commit->author_time;
        rc = add_author(past, author, err);
    }
    return rc;
}

/* A commit counts once in each subsystem that it touches. */
static int remember_places(struct git_history *history, const struct git_commit *commit, uint32_t author, struct err *err)
{
    struct intern seen;
    int rc = 0;

    intern_init(&seen);
    for (size_t i = 0; rc == 0 && i < commit->n_files; i++) {
        const char *path = commit->file[i].path, *slash = strchr(path, '/');
        size_t before = seen.n;
        uint32_t place;

        if (intern_add(&seen, path, slash == NULL ? 0 : (size_t)(slash - path)) == INTERN_NONE)
            rc = err_nomem(err);
        if (rc == 0 && seen.n > before)
            rc = place_entry(&place, history, author, path, err);
        if (rc == 0 && seen.n > before)
            history->visits[place]++;
    }
    intern_release(&seen);
    return rc;
}

static int remember(struct git_history *history, const struct git_commit *commit, uint32_t author, bool mass, struct err *err)
{
    struct git_deeds *deeds = &history->deeds[author];
    int rc = mem_grow(&deeds->time, &deeds->cap, deeds->n + 1, sizeof *deeds->time, err);

    if (rc < 0)
        return rc;
    deeds->time[deeds->n++] = commit->author_time;
    rc = remember_files(history, commit, author, mass, err);
    return rc < 0 ? rc : remember_places(history, commit, author, err);
}

int git_history_add(struct git_metrics *out, struct git_history *history, const struct git_commit *commit, bool mass, git_lines_of lines, void *ctx,
                    struct err *err)
{
    struct git_metrics metrics = { 0 };
    uint32_t author;
    int rc = author_entry(&author, history, commit, err);

    if (rc == 0)
        rc = measure_size(&metrics, commit, lines, ctx, err);
    if (rc == 0)
        rc = measure_files(&metrics, history, commit, err);
    if (rc == 0)
        rc = measure_author(&metrics, history, commit, author, err);
    if (rc == 0 && commit->n_parents < 2)
        rc = remember(history, commit, author, mass, err);
    if (rc == 0)
        *out = metrics;
    return rc;
}

/* ---- to bytes and back ------------------------------------------------------------------------------------------- */

static void put(struct strbuf *out, int64_t value)
{
    unsigned char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> 8 * i);
    strbuf_add(out, bytes, sizeof bytes);
}

static void put_key(struct strbuf *out, const struct intern *table, size_t at)
{
    strbuf_add(out, table->str[at], table->len[at]);
}

int git_history_save(struct strbuf *out, const struct git_history *history, struct err *err)
{
    put(out, VERSION);
    put(out, (int64_t)history->authors.n);
    for (size_t i = 0; i < history->authors.n; i++) {
        put_key(out, &history->authors, i);
        put(out, (int64_t)history->deeds[i].n);
        for (size_t k = 0; k < history->deeds[i].n; k++)
            put(out, history->deeds[i].time[k]);
    }
    put(out, (int64_t)history->files.n);
    for (size_t i = 0; i < history->files.n; i++) {
        put_key(out, &history->files, i);
        put(out, history->past[i].last);
        put(out, history->past[i].n_changes);
        put(out, history->past[i].n_authors);
        for (uint32_t k = 0; k < history->past[i].n_authors; k++)
            put(out, history->past[i].author[k]);
    }
    put(out, (int64_t)history->places.n);
    for (size_t i = 0; i < history->places.n; i++) {
        put_key(out, &history->places, i);
        put(out, history->visits[i]);
    }
    return strbuf_check(out, err);
}

struct cursor {
    const unsigned char *at;
    size_t left;
    bool bad; /* it was shorter than it says, or says what cannot be */
};

static const void *take(struct cursor *cursor, size_t n)
{
    const void *at = cursor->at;

    if (cursor->bad || cursor->left < n) {
        cursor->bad = true;
        return NULL;
    }
    cursor->at += n;
    cursor->left -= n;
    return at;
}

/* A number from 0 to max (below 0: there is none); `each` bytes must be there for each of them. */
static int64_t take_number(struct cursor *cursor, int64_t max, size_t each)
{
    const unsigned char *bytes = take(cursor, 8);
    uint64_t value = 0;

    for (int i = 0; bytes != NULL && i < 8; i++)
        value |= (uint64_t)bytes[i] << 8 * i;
    if (max < 0 || value > (uint64_t)max || (each > 0 && value > cursor->left / each))
        cursor->bad = true;
    return cursor->bad ? 0 : (int64_t)value;
}

static int load_authors(struct git_history *history, struct cursor *cursor, struct err *err)
{
    int64_t n = take_number(cursor, UINT32_MAX, KEY + 8);
    int rc = 0;

    for (int64_t i = 0; rc == 0 && i < n && !cursor->bad; i++) {
        const void *key = take(cursor, KEY);
        int64_t n_times = take_number(cursor, INT64_MAX, 8);
        struct git_deeds *deeds;
        uint32_t at;

        if (cursor->bad)
            break;
        rc = entry_of(&at, &history->authors, &history->deeds, &history->cap_deeds, sizeof *history->deeds, key, KEY, err);
        if (rc < 0)
            break;
        deeds = &history->deeds[at];
        cursor->bad = at != i;
        if (!cursor->bad)
            rc = mem_grow(&deeds->time, &deeds->cap, (size_t)n_times, sizeof *deeds->time, err);
        for (int64_t k = 0; rc == 0 && k < n_times && !cursor->bad; k++)
            deeds->time[deeds->n++] = take_number(cursor, INT64_MAX, 0);
    }
    return rc;
}

static int load_files(struct git_history *history, struct cursor *cursor, struct err *err)
{
    int64_t n = take_number(cursor, UINT32_MAX, KEY + 24);
    int rc = 0;

    for (int64_t i = 0; rc == 0 && i < n && !cursor->bad; i++) {
        const void *key = take(cursor, KEY);
        int64_t last = take_number(cursor, INT64_MAX, 0), n_changes = take_number(cursor, UINT32_MAX, 0);
        int64_t n_authors = take_number(cursor, UINT32_MAX, 8);
        uint32_t at;

        if (cursor->bad)
            break;
        rc = entry_of(&at, &history->files, &history->past, &history->cap_past, sizeof *history->past, key, KEY, err);
        if (rc < 0)
            break;
        cursor->bad = at != i;
        history->past[at].last = last;
        history->past[at].n_changes = (uint32_t)n_changes;
        for (int64_t k = 0; rc == 0 && k < n_authors && !cursor->bad; k++) {
            int64_t author = take_number(cursor, (int64_t)history->authors.n - 1, 0);

            if (!cursor->bad)
                rc = add_author(&history->past[at], (uint32_t)author, err);
            cursor->bad |= history->past[at].n_authors != k + 1; /* twice */
        }
    }
    return rc;
}

static int load_places(struct git_history *history, struct cursor *cursor, struct err *err)
{
    int64_t n = take_number(cursor, UINT32_MAX, 4 + KEY + 8);
    int rc = 0;

    for (int64_t i = 0; rc == 0 && i < n && !cursor->bad; i++) {
        const void *key = take(cursor, 4 + KEY);
        int64_t n_visits = take_number(cursor, UINT32_MAX, 0);
        uint32_t at;

        if (cursor->bad)
            break;
        rc = entry_of(&at, &history->places, &history->visits, &history->cap_visits, sizeof *history->visits, key, 4 + KEY, err);
        if (rc < 0)
            break;
        cursor->bad = at != i;
        history->visits[at] = (uint32_t)n_visits;
    }
    return rc;
}

int git_history_load(struct git_history *history, const void *data, size_t len, struct err *err)
{
    struct cursor cursor = { data, len, false };
    uint8_t key[DIGEST_KEY_SIZE];
    int rc = 0;

    assert(history->files.n == 0 && history->authors.n == 0);

    if (take_number(&cursor, INT64_MAX, 0) != VERSION)
        cursor.bad = true;
    if (!cursor.bad)
        rc = load_authors(history, &cursor, err);
    if (rc == 0 && !cursor.bad)
        rc = load_files(history, &cursor, err);
    if (rc == 0 && !cursor.bad)
        rc = load_places(history, &cursor, err);
    if (rc == 0 && (cursor.bad || cursor.left > 0))
        rc = err_set(err, ERR_REFUSED, "what was kept of the repository's history cannot be read");
    if (rc < 0) {
        memcpy(key, history->key, sizeof key);
        empty(history);
        git_history_init(history, key);
    }
    return rc;
}
