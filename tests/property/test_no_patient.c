/*
 * Nothing that de-identification finds can be read back from what the engine writes: the store with its WAL, models, reports, the log, rejects, a backup.
 *
 * Texts with identifiers come in as tickets (with a column of their own, and rows that are rejected), messages of changes, postmortems and the
 * evidence of outcomes; a night imports, trains, scores and reports; a backup is made. Then every byte of every file is searched, in either
 * case, for each value that was found, and for each of its words. The file of tickets and one of its columns have an address in their names.
 *
 * What is searched for: values and words of at least KEY bytes. Shorter ones ("12", "Ann") occur in any binary file by chance; for them counts that
 * each stored description is, to the byte, the text without all that was found. Left out is what the same night writes over harmless texts (words of the reports, for one), what is
 * left in a cleaned text elsewhere, where it was not found: that is a miss of the rules, which other tests measure; and digits among the decimals
 * of a number, where they are by chance.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/readers/csv_reader.h"
#include "datasets/store/backup.h"
#include "score/csv_out.h"
#include "score/night/nightly.h"
#include "tests/support/fixture_store.h"

enum { KEY = 6, N_BUCKETS = 1 << 16 };

/* ---- values to search for ------------------------------------------------------------------------------------------------ */

struct needles {
    char   **text; /* [n] folded, at least KEY bytes */
    bool    *out;  /* [n] not searched for any more  */
    uint32_t *next; /* [n] in its bucket, from 1; 0 ends */
    uint32_t *bucket; /* [N_BUCKETS] */
    size_t   n, cap;
};

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static uint32_t bucket_of(const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (int i = 0; i < KEY; i++)
        hash = (hash ^ (unsigned char)fold(text[i])) * 16777619u;
    return (hash ^ hash >> 16) & (N_BUCKETS - 1);
}

static void needles_add(struct needles *needles, const char *value, size_t len)
{
    uint32_t bucket;
    char *text;

    while (len > 0 && strchr(" .,;:()'\"", value[0]) != NULL) {
        value++;
        len--;
    }
    if (len < KEY)
        return;
    bucket = bucket_of(value);
    text = malloc(len + 1);
    for (size_t i = 0; i < len; i++)
        text[i] = fold(value[i]);
    text[len] = '\0';
    for (uint32_t at = needles->bucket[bucket]; at != 0; at = needles->next[at - 1])
        if (strcmp(needles->text[at - 1], text) == 0) {
            free(text);
            return;
        }
    if (needles->n == needles->cap) {
        needles->cap = needles->cap == 0 ? 1024 : 2 * needles->cap;
        needles->text = realloc(needles->text, needles->cap * sizeof *needles->text);
        needles->out = realloc(needles->out, needles->cap * sizeof *needles->out);
        needles->next = realloc(needles->next, needles->cap * sizeof *needles->next);
    }
    needles->text[needles->n] = text;
    needles->out[needles->n] = false;
    needles->next[needles->n] = needles->bucket[bucket];
    needles->bucket[bucket] = (uint32_t)++needles->n;
}

static void needles_release(struct needles *needles)
{
    for (size_t i = 0; i < needles->n; i++)
        free(needles->text[i]);
    free(needles->text);
    free(needles->out);
    free(needles->next);
    free(needles->bucket);
}

static bool is_at(const char *text, size_t left, const char *key)
{
    size_t i = 0;

    while (key[i] != '\0' && i < left && fold(text[i]) == key[i])
        i++;
    return key[i] == '\0';
}

static bool is_digit(const char *text, size_t len, size_t at)
{
    return at < len && text[at] >= '0' && text[at] <= '9';
}

/* Whether the key at text[at] is digits in the middle of the decimals of a weight or a probability, as the engine writes them: "0.23265463347358484",
 * "1.4764839". A number of six digits is in some of them by chance. */
static bool in_decimals(const char *text, size_t len, size_t at, const char *key)
{
    size_t start = at, end = at, n = strlen(key);

    if (strspn(key, "0123456789") < n)
        return false;

    while (start > 0 && is_digit(text, len, start - 1))
        start--;
    while (is_digit(text, len, end))
        end++;
    return end - start > n && start >= 2 && text[start - 1] == '.' && is_digit(text, len, start - 2);
}

static bool is_hex(const char *text, size_t len, size_t at)
{
    return is_digit(text, len, at) || (at < len && text[at] >= 'a' && text[at] <= 'f');
}

/* Whether the key at text[at] is digits inside a hash or a pseudonym: at least twelve hexadecimal digits, a letter among them. The keys of each run are
 * drawn anew, and a number of six digits is in some of their hashes by chance. */
static bool in_hash(const char *text, size_t len, size_t at, const char *key)
{
    enum { HASH_MIN = 12 };
    size_t start = at, end = at, n_letters = 0;

    if (strspn(key, "0123456789") < strlen(key))
        return false;
    while (start > 0 && is_hex(text, len, start - 1))
        start--;
    while (is_hex(text, len, end))
        end++;
    for (size_t i = start; i < end; i++)
        n_letters += !is_digit(text, len, i);
    return end - start >= HASH_MIN && n_letters > 0;
}

/* Each key that occurs is taken out; returns how many, and names them where `file` is not NULL. */
static size_t needles_search(struct needles *needles, const char *text, size_t len, const char *file)
{
    size_t n = 0;

    for (size_t at = 0; at + KEY <= len; at++)
        for (uint32_t k = needles->bucket[bucket_of(text + at)]; k != 0; k = needles->next[k - 1]) {
            if (needles->out[k - 1] || !is_at(text + at, len - at, needles->text[k - 1]) || in_decimals(text, len, at, needles->text[k - 1]) ||
                in_hash(text, len, at, needles->text[k - 1]))
                continue;
            needles->out[k - 1] = true;
            n++;
            if (file != NULL)
                print_message("%s: byte %zu holds '%s'\n", file, at, needles->text[k - 1]);
        }
    return n;
}

static size_t needles_search_folder(struct needles *needles, const char *path, bool say)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    size_t n = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        char name[5000];
        struct stat st;

        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "in") == 0) /* what came in */
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (lstat(name, &st) != 0 || S_ISLNK(st.st_mode))
            continue;
        if (S_ISDIR(st.st_mode)) {
            n += needles_search_folder(needles, name, say);
        } else {
            size_t len;
            char *bytes = get_file(name, &len);

            n += needles_search(needles, bytes, len, say ? name : NULL);
            free(bytes);
        }
    }
    closedir(dir);
    return n;
}

/* ---- texts ------------------------------------------------------------------------------------------------------------- */

struct texts {
    char  **text; /* [n] */
    size_t  n, cap;
};

static void texts_add(struct texts *texts, const char *text, size_t len)
{
    if (texts->n == texts->cap) {
        texts->cap = texts->cap == 0 ? 256 : 2 * texts->cap;
        texts->text = realloc(texts->text, texts->cap * sizeof *texts->text);
    }
    texts->text[texts->n] = malloc(len + 1);
    memcpy(texts->text[texts->n], text, len);
    texts->text[texts->n++][len] = '\0';
}

static void texts_release(struct texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        free(texts->text[i]);
    free(texts->text);
}

/* Words of a value: a vocabulary has them one by one. */
static void add_words(struct needles *needles, const char *value, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t n = 0;

        while (at + n < len && ((unsigned char)value[at + n] >= 0x80 || strchr(" ,;:()/@.-_\t\n", value[at + n]) == NULL))
            n++;
        needles_add(needles, value + at, n);
        at += n + 1;
    }
}

static void add_found(struct needles *needles, struct texts *cleaned, const char *text, const struct phi_rules *rules)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };
    struct phi_spans spans = { 0 };
    struct strbuf out;

    strbuf_init(&out);
    assert_int_equal(deidentify_text(&out, text, strlen(text), rules, counts, &spans, NULL), 0);
    texts_add(cleaned, out.data, out.len);
    for (size_t i = 0; i < spans.n; i++) {
        needles_add(needles, text + spans.span[i].start, spans.span[i].end - spans.span[i].start);
        add_words(needles, text + spans.span[i].start, spans.span[i].end - spans.span[i].start);
    }
    phi_spans_release(&spans);
    strbuf_release(&out);
}

/* ---- a night over them ----------------------------------------------------------------------------------------------------- */

static void put(const char *dir, const char *name, struct strbuf *rows)
{
    put_bytes(path_in(dir, name), rows->data, rows->len);
    strbuf_clear(rows);
}

/* The texts in each way in; the same rows whatever the texts are. */
static void write_files(const char *dir, const struct texts *texts, const char *address)
{
    char column[100], file[100];
    static const char *const team[] = { "network", "pharmacy", "records" };
    static const char *const word[] = { "switch router cable", "dose infusion formulary", "chart merge allergy" };
    struct strbuf rows;
    struct csv_out csv;

    snprintf(column, sizeof column, "note of %s", address);
    snprintf(file, sizeof file, "tickets of %s.csv", address);
    strbuf_init(&rows);
    csv = csv_out_make(&rows, 0);
    csv_out_row(&csv, (const char *const[]){ "id", "project", "title", "description", "created", "resolved", "team", "assignee", "status", "severity", "ward note", column }, 12);
    for (size_t i = 0; i < texts->n; i++) {
        char id[32], created[32], resolved[32];
        bool open = i + 20 > texts->n;
        int64_t at = FIXTURE_NOW - (int64_t)(texts->n - i) * 40000;

        snprintf(id, sizeof id, "T%zu", i);
        snprintf(created, sizeof created, "%lld", (long long)at);
        snprintf(resolved, sizeof resolved, i % 50 == 7 ? "soon" : open ? "" : "%lld", (long long)at + 3600); /* some are rejected */
        csv_out_row(&csv, (const char *const[]){ id, "desk", i % 4 == 3 ? texts->text[i] : word[i % 3], texts->text[i], created, resolved, open ? "" : team[i % 3], texts->text[i], open ? "New" : "Closed", i % 5 == 0 ? "high" : "low", texts->text[i], i % 50 == 9 ? "\xFF" : texts->text[i] }, 12);
    }
    put(dir, file, &rows);
    csv_out_row(&csv, (const char *const[]){ "project", "commit", "author_date", "author", "message", "la", "ld", "nf", "buggy", "label_time" }, 10);
    for (size_t i = 0; i < texts->n; i++) {
        char id[32], at[32], la[32];

        snprintf(id, sizeof id, "c%zu", i);
        snprintf(at, sizeof at, "%lld", (long long)(FIXTURE_NOW - (int64_t)(texts->n - i + 400) * 40000));
        snprintf(la, sizeof la, "%zu", (i * 37) % 200);
        csv_out_row(&csv, (const char *const[]){ "app", id, at, texts->text[i], texts->text[i], la, "3", "1", (i * 37) % 200 > 150 ? "1" : "0", at }, 10);
    }
    put(dir, "changes.csv", &rows);
    csv_out_row(&csv, (const char *const[]){ "id", "project", "text", "root_cause", "date" }, 5);
    for (size_t i = 0; i < texts->n; i += 10) {
        char id[32];

        snprintf(id, sizeof id, "P%zu", i);
        csv_out_row(&csv, (const char *const[]){ id, "desk", texts->text[i], texts->text[i], "2023-01-02" }, 5);
    }
    put(dir, "postmortems.csv", &rows);
    csv_out_row(&csv, (const char *const[]){ "project", "change", "outcome", "evidence", "time" }, 5);
    for (size_t i = 0; i < texts->n; i += 10) {
        char id[32];

        snprintf(id, sizeof id, "c%zu", i);
        csv_out_row(&csv, (const char *const[]){ "app", id, "incident", texts->text[i], "2023-01-02" }, 5);
    }
    put(dir, "outcomes.csv", &rows);
    strbuf_release(&rows);
}

static void import_with_rejects(struct fixture *f, const char *in, const char *address)
{
    char path[4300], rejects[4300];
    const char *paths[] = { path };
    struct import_options options = { .kind = import_kind_find("tickets"), .path = paths, .n_paths = 1, .tolerate_percent = 50, .rejects_path = rejects };
    struct import_report report;
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/tickets of %s.csv", in, address);
    snprintf(rejects, sizeof rejects, "%s/rejects.csv", f->dir);
    assert_ok(import_run(&report, f->store, &options, &err), err);
    assert_true(report.rejected > 0);
    assert_true(report.inserted > 100);
}

/* Imports, a night with its reports and log, and a backup, all in the fixture's folder. */
static void run_all(struct fixture *f, const struct texts *texts, const char *address, struct phi_rules *rules)
{
    char in[4200], conf[4300], log_path[4300];
    struct config config;
    struct nightly night;
    struct nightly_options options = { .config = &config, .seed = 1, .n_threads = 2 };
    struct backup backup;
    struct log log;
    struct err err = ERR_INIT;
    FILE *out;

    snprintf(in, sizeof in, "%s/in", f->dir);
    assert_int_equal(mkdir(in, 0700), 0);
    write_files(in, texts, address);
    snprintf(conf, sizeof conf, "%s/night.conf", f->dir);
    put_file(conf, "[source changes]\nkind = changes\npath = in/changes.csv\n[source postmortems]\nkind = postmortems\npath = in/postmortems.csv\n"
                   "[source outcomes]\nkind = outcomes\npath = in/outcomes.csv\n[reports]\ndir = reports\n");
    snprintf(log_path, sizeof log_path, "%s/night.log", f->dir);
    out = fopen(log_path, "w");
    assert_non_null(out);
    log_init(&log, out, LOG_VERBOSE);
    f->store->log = options.log = &log;
    store_use_rules(f->store, rules);
    import_with_rejects(f, in, address);
    assert_ok(config_load(&config, conf, f->path, &err), err);
    assert_ok(nightly_run(&night, f->store, &options, &err), err);
    assert_int_equal(night.failed_sources, 0);
    assert_true(night.trained + night.rejected >= 2);
    assert_ok(backup_make(&backup, f->store, path_in(f->dir, "kept.db"), false, &err), err);
    config_release(&config);
    f->store->log = NULL;
    fclose(out);
}

/* What the tickets of a night hold is the cleaned text and nothing else. */
static void assert_stored(struct fixture *f, const struct texts *cleaned, size_t n)
{
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    size_t n_rows = 0;

    assert_ok(db_prepare(f->store->db, &stmt, "SELECT CAST(substr(id, 2) AS INTEGER), description FROM tickets", &err), err);
    while (db_step(stmt, &err) == 1) {
        size_t i = (size_t)db_int(stmt, 0);

        assert_true(i < n);
        assert_string_equal(db_text(stmt, 1, NULL), cleaned->text[i]);
        n_rows++;
    }
    db_finalize(stmt);
    assert_true(n_rows > n / 2);
}

static void prove(const struct texts *texts, struct phi_rules *rules, size_t at_least)
{
    static const char address[] = "jxq.vandermolen@clinic-north.example.org";
    struct needles needles = { .bucket = calloc(N_BUCKETS, sizeof *needles.bucket) };
    struct texts cleaned = { .n = 0 }, harmless = { .n = 0 };
    struct fixture *f = NULL;
    void *state = NULL;
    size_t n_elsewhere, n_harmless, n_left;

    for (size_t i = 0; i < texts->n; i++)
        add_found(&needles, &cleaned, texts->text[i], rules);
    add_found(&needles, &cleaned, address, rules);
    for (size_t i = 0, n = cleaned.n; i + 1 < n; i++)
        texts_add(&harmless, cleaned.text[i], strlen(cleaned.text[i]));
    fixture_setup(&state);
    f = state;
    run_all(f, &harmless, "nobody", rules);
    n_harmless = needles_search_folder(&needles, f->dir, false);
    fixture_teardown(&state);
    n_elsewhere = 0;
    for (size_t i = 0; i < cleaned.n; i++)
        n_elsewhere += needles_search(&needles, cleaned.text[i], strlen(cleaned.text[i]), NULL);

    state = NULL;
    fixture_setup(&state);
    f = state;
    run_all(f, texts, address, rules);
    n_left = needles_search_folder(&needles, f->dir, true);
    assert_true(needles_search_folder(&needles, path_in(f->dir, "in"), false) > at_least); /* that it can find: what came in has them */
    print_message("# %zu values and words were found; %zu of them are in what harmless texts give, %zu elsewhere in the texts; the others were searched for\n",
                  needles.n, n_harmless, n_elsewhere);
    assert_int_equal(n_left, 0);
    assert_stored(f, &cleaned, texts->n);
    assert_true(needles.n - n_harmless - n_elsewhere >= at_least);
    assert_int_equal(n_elsewhere, 0); /* what the cleaned texts have, the night over them has too */
    fixture_teardown(&state);
    needles_release(&needles);
    texts_release(&cleaned);
    texts_release(&harmless);
}

/* ---- the tests ------------------------------------------------------------------------------------------------------------ */

static void nothing_that_is_found_in_made_up_texts_can_be_read_back(void **state)
{
    struct texts texts = { .n = 0 };
    struct phi_rules *rules = phi_rules_new(NULL);

    (void)state;
    assert_int_equal(phi_rules_add(rules, PHI_DENY, "[NAME] Xenophilia Quartermain", 29, NULL), 0);
    assert_int_equal(phi_rules_add_pattern(rules, "badge", "\\bBDG[0-9]{6}\\b", NULL), 0);
    for (int i = 0; i < 400; i++) {
        char text[600];
        int n = snprintf(text, sizeof text,
                         "The interface stopped for patient MRN %08d, call 555-%03d-%04d or mail qzv%d.person%d@mail%d.example.org. SSN 219-%02d-%04d, badge BDG%06d,"
                         " seen by Xenophilia Quartermain at 10.2.%d.%d, see https://host%d.example.net/chart?id=%d for more",
                         70000000 + i * 7919, 200 + i % 700, 1000 + i * 13 % 9000, i, i * 3, i, 10 + i % 80, 1000 + i * 7 % 9000, 100000 + i * 31, i % 250, i % 199, i, 8000000 + i);

        texts_add(&texts, text, (size_t)n);
    }
    prove(&texts, rules, 1500);
    texts_release(&texts);
    phi_rules_free(rules);
}

static void nothing_that_is_found_in_the_public_texts_can_be_read_back(void **state)
{
    struct texts texts = { .n = 0 };
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = ERR_INIT;
    char path[4200];
    size_t column;
    int rc;

    (void)state;
    snprintf(path, sizeof path, "%s/../shared/data/phi/phi_docs.csv", test_root());
    rc = csv_reader_open(&reader, path, false, &err);
    if (rc == ERR_NOTFOUND)
        skip_because("no public data beside the repository (shared/data/phi/phi_docs.csv)");
    assert_ok(rc, err);
    column = csv_reader_find(reader, "text");
    while ((rc = csv_reader_next(reader, &row, &err)) > 0)
        if (!row.bad)
            texts_add(&texts, row.field[column].str, row.field[column].len);
    assert_ok(rc, err);
    csv_reader_close(reader);
    prove(&texts, NULL, 500);
    texts_release(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_is_found_in_made_up_texts_can_be_read_back),
        cmocka_unit_test(nothing_that_is_found_in_the_public_texts_can_be_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
