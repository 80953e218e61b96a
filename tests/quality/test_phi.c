/*
 * How much of the labelled text of ../shared/data/phi is found, by its README's scoring: a span is covered when every letter and
 * digit of it is replaced; recall and precision are over letters and digits, and what needs no replacement (an organisation, a
 * country) counts neither way. Skipped, and said, where the data is not beside the repository.
 *
 *     test_phi            the floors
 *     test_phi --report   one line a source, for tests/bench/run; --half 0|1 looks at one half of the documents,
 *                         --misses prints what was not found and what was too much
 *     test_phi --speed FILE   MB/s over a CSV file's bytes, of one core's own time
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "datasets/base/rng.h"
#include "datasets/base/strbuf.h"
#include "datasets/phi/deidentify.h"
#include "datasets/readers/csv_reader.h"
#include "tests/support/support.h"

enum { SOURCES = 3, BOOTSTRAPS = 1000, ALL = -1 };

static const char *const source_name[SOURCES] = { "asq_phi", "presidio_synth_v2", "tickets_synth" };

struct label {
    size_t start, end;
    char   type[16];
    bool   required;
};

struct doc {
    char          id[16], group[16];
    int           source, number; /* of the template; of the document where each has its own */
    char         *text;
    size_t        len;
    struct label *label;
    size_t        n_labels;
    /* scored */
    double wanted, found, wrong; /* letters and digits */
    bool   touched;
};

struct corpus {
    struct doc *doc;
    size_t      n;
};

static struct corpus corpus;

/* ---- loading ------------------------------------------------------------------------------------------------------------- */

static size_t column(struct csv_reader *reader, const char *name)
{
    size_t at = csv_reader_find(reader, name);

    assert_true(at != SIZE_MAX);
    return at;
}

static int template_number(const char *id, const char *group)
{
    return atoi(group[0] == 't' ? group + 1 : id + 1) / 2; /* the shared templates and queries are the even ones */
}

static void load_docs(const char *path)
{
    struct csv_reader *reader;
    struct csv_row row;
    struct err err = ERR_INIT;
    size_t cap = 4096;

    assert_int_equal(csv_reader_open(&reader, path, false, &err), 0);
    corpus.doc = calloc(cap, sizeof *corpus.doc);
    assert_non_null(corpus.doc);
    while (csv_reader_next(reader, &row, &err) == 1) {
        struct doc *doc = &corpus.doc[corpus.n++];
        const struct csv_field *text = &row.field[column(reader, "text")];

        assert_true(!row.bad && corpus.n < cap);
        snprintf(doc->id, sizeof doc->id, "%s", row.field[column(reader, "doc_id")].str);
        snprintf(doc->group, sizeof doc->group, "%s", row.field[column(reader, "group")].str);
        while (strcmp(source_name[doc->source], row.field[column(reader, "source")].str) != 0)
            assert_true(++doc->source < SOURCES);
        doc->number = template_number(doc->id, doc->group);
        doc->text = malloc(text->len + 1);
        assert_non_null(doc->text);
        memcpy(doc->text, text->str, text->len + 1);
        doc->len = text->len;
    }
    csv_reader_close(reader);
}

static void load_labels(const char *path)
{
    struct csv_reader *reader;
    struct csv_row row;
    struct err err = ERR_INIT;
    size_t at = 0;

    assert_int_equal(csv_reader_open(&reader, path, false, &err), 0);
    while (csv_reader_next(reader, &row, &err) == 1) {
        const char *id = row.field[column(reader, "doc_id")].str;
        struct label label = { .start = strtoul(row.field[column(reader, "start")].str, NULL, 10),
                               .end = strtoul(row.field[column(reader, "end")].str, NULL, 10),
                               .required = row.field[column(reader, "required")].str[0] == '1' };
        struct doc *doc;

        for (size_t n = 0; strcmp(corpus.doc[at].id, id) != 0; n++, at = (at + 1) % corpus.n)
            assert_true(n < corpus.n);
        doc = &corpus.doc[at];
        snprintf(label.type, sizeof label.type, "%s", row.field[column(reader, "type")].str);
        assert_true(label.start < label.end && label.end <= doc->len);
        doc->label = realloc(doc->label, (doc->n_labels + 1) * sizeof *doc->label);
        assert_non_null(doc->label);
        doc->label[doc->n_labels++] = label;
    }
    csv_reader_close(reader);
}

static bool load(void)
{
    char docs[4200], spans[4200];

    snprintf(docs, sizeof docs, "%s/../shared/data/phi/phi_docs.csv", test_root());
    snprintf(spans, sizeof spans, "%s/../shared/data/phi/phi_spans.csv", test_root());
    if (access(docs, R_OK) != 0 || access(spans, R_OK) != 0)
        return false;
    load_docs(docs);
    load_labels(spans);
    return true;
}

/* ---- scoring ------------------------------------------------------------------------------------------------------------- */

/* A letter or digit; all bytes of other letters than ASCII count. */
static bool counts(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 0x80 || (u >= '0' && u <= '9') || ((u | 0x20) >= 'a' && (u | 0x20) <= 'z');
}

static bool is_structured(const char *type)
{
    static const char *const types[] = { "PHONE", "FAX", "EMAIL", "URL", "IP", "SSN", "MRN", "HEALTHPLAN", "ACCOUNT", "LICENSE", "DEVICE", "VEHICLE" };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i], type) == 0)
            return true;
    return false;
}

struct spans_score {
    double n, covered;
};

/* Fills in the document's figures and adds its structured spans to *score. `shown` prints what went wrong. */
static void score_doc(struct doc *doc, struct phi_spans *spans, struct spans_score *score, bool shown)
{
    enum { FREE = 1, WANTED = 2, GONE = 4 };
    unsigned char *mark = calloc(doc->len + 1, 1);

    assert_non_null(mark);
    assert_int_equal(deidentify_find(spans, doc->text, doc->len, NULL, NULL), 0);
    doc->wanted = doc->found = doc->wrong = 0;
    doc->touched = spans->n > 0;
    for (size_t i = 0; i < doc->n_labels; i++)
        for (size_t at = doc->label[i].start; at < doc->label[i].end; at++)
            mark[at] |= doc->label[i].required ? WANTED : FREE;
    for (size_t i = 0; i < spans->n; i++)
        for (size_t at = spans->span[i].start; at < spans->span[i].end; at++)
            mark[at] |= GONE;
    for (size_t at = 0; at < doc->len; at++) {
        if (!counts(doc->text[at]))
            continue;
        doc->wanted += (mark[at] & WANTED) != 0;
        doc->found += (mark[at] & WANTED) != 0 && (mark[at] & GONE) != 0;
        doc->wrong += (mark[at] & (WANTED | FREE)) == 0 && (mark[at] & GONE) != 0;
    }
    for (size_t i = 0; i < doc->n_labels; i++) {
        const struct label *label = &doc->label[i];
        bool covered = true;

        for (size_t at = label->start; at < label->end; at++)
            covered = covered && (!counts(doc->text[at]) || (mark[at] & GONE) != 0);
        if (label->required && is_structured(label->type)) {
            score->n++;
            score->covered += covered;
        }
        if (shown && label->required && !covered)
            printf("MISS %s %s %s '%.*s' in: %s\n", doc->id, doc->group, label->type, (int)(label->end - label->start), doc->text + label->start, doc->text);
    }
    for (size_t i = 0; shown && i < spans->n; i++) {
        const struct phi_span *span = &spans->span[i];
        bool wrong = false;

        for (size_t at = span->start; at < span->end; at++)
            wrong = wrong || (counts(doc->text[at]) && (mark[at] & (WANTED | FREE)) == 0);
        if (wrong)
            printf("WRONG %s %s %s '%.*s' in: %s\n", doc->id, doc->group, phi_type_name[span->type], (int)(span->end - span->start), doc->text + span->start, doc->text);
    }
    free(mark);
}

struct figures {
    double recall, precision, negatives_touched, structured;
    double recall_low, recall_high, precision_low, precision_high;
};

static bool in_half(const struct doc *doc, int half)
{
    return half == ALL || doc->number % 2 == half;
}

static int compare_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 95 % intervals; templates are drawn, not documents, as those of one template stand or fall together. */
static void bootstrap(struct figures *f, int source, int half)
{
    enum { NUMBERS = 4096 };
    static double wanted[NUMBERS], found[NUMBERS], wrong[NUMBERS];
    double recall[BOOTSTRAPS], precision[BOOTSTRAPS];
    int number[NUMBERS], n = 0;
    struct rng rng;

    memset(wanted, 0, sizeof wanted);
    memset(found, 0, sizeof found);
    memset(wrong, 0, sizeof wrong);
    for (size_t i = 0; i < corpus.n; i++) {
        const struct doc *doc = &corpus.doc[i];

        if (doc->source != source || !in_half(doc, half))
            continue;
        assert_true(doc->number < NUMBERS);
        wanted[doc->number] += doc->wanted;
        found[doc->number] += doc->found;
        wrong[doc->number] += doc->wrong;
    }
    for (int i = 0; i < NUMBERS; i++)
        if (wanted[i] + wrong[i] > 0)
            number[n++] = i;
    assert_true(n > 0);
    rng_init(&rng, 1);
    for (int b = 0; b < BOOTSTRAPS; b++) {
        double w = 0, g = 0, x = 0;

        for (int i = 0; i < n; i++) {
            int k = number[rng_below(&rng, (uint64_t)n)];

            w += wanted[k];
            g += found[k];
            x += wrong[k];
        }
        recall[b] = w > 0 ? g / w : 1;
        precision[b] = g + x > 0 ? g / (g + x) : 1;
    }
    qsort(recall, BOOTSTRAPS, sizeof recall[0], compare_double);
    qsort(precision, BOOTSTRAPS, sizeof precision[0], compare_double);
    f->recall_low = recall[BOOTSTRAPS / 40];
    f->recall_high = recall[BOOTSTRAPS - 1 - BOOTSTRAPS / 40];
    f->precision_low = precision[BOOTSTRAPS / 40];
    f->precision_high = precision[BOOTSTRAPS - 1 - BOOTSTRAPS / 40];
}

static struct figures score(int source, int half, bool shown)
{
    struct figures f = { 0 };
    struct phi_spans spans = { 0 };
    struct spans_score structured = { 0 };
    double wanted = 0, found = 0, wrong = 0, negatives = 0, touched = 0;

    for (size_t i = 0; i < corpus.n; i++) {
        struct doc *doc = &corpus.doc[i];

        if (doc->source != source || !in_half(doc, half))
            continue;
        score_doc(doc, &spans, &structured, shown);
        wanted += doc->wanted;
        found += doc->found;
        wrong += doc->wrong;
        negatives += strcmp(doc->group, "neg") == 0;
        touched += strcmp(doc->group, "neg") == 0 && doc->touched;
        if (shown && strcmp(doc->group, "neg") == 0 && doc->touched)
            printf("TOUCHED %s: %s\n", doc->id, doc->text);
    }
    phi_spans_release(&spans);
    f.recall = found / wanted;
    f.precision = found / (found + wrong);
    f.negatives_touched = negatives > 0 ? touched / negatives : 0;
    f.structured = structured.covered / structured.n;
    bootstrap(&f, source, half);
    return f;
}

/* Megabytes a second of processor time over a text, looked at in pieces of about a ticket's length, repeated for at least half a second. */
static double speed(const char *text, size_t len)
{
    enum { PIECE = 2000 };
    struct phi_spans spans = { 0 };
    struct timespec start, now;
    double bytes = 0, seconds;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    do {
        for (size_t at = 0; at < len;) {
            const char *line = at + PIECE < len ? memchr(text + at + PIECE, '\n', len - at - PIECE) : NULL;
            size_t end = line == NULL ? len : (size_t)(line - text) + 1;

            assert_int_equal(deidentify_find(&spans, text + at, end - at, NULL, NULL), 0);
            at = end;
        }
        bytes += (double)len;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        seconds = (double)(now.tv_sec - start.tv_sec) + 1e-9 * (double)(now.tv_nsec - start.tv_nsec);
    } while (seconds < 0.5);
    phi_spans_release(&spans);
    return bytes / seconds / 1e6;
}

static int report_speed(const char *path)
{
    size_t len;
    char *text = get_file(path, &len);

    printf("de-identify speed over %.1f MB of tickets, one core: %.0f MB/s\n", (double)len / 1e6, speed(text, len));
    free(text);
    return 0;
}

static double corpus_speed(void)
{
    struct strbuf all;
    double result;

    strbuf_init(&all);
    for (size_t i = 0; i < corpus.n; i++) {
        strbuf_add(&all, corpus.doc[i].text, corpus.doc[i].len);
        strbuf_addc(&all, '\n');
    }
    assert_int_equal(strbuf_check(&all, NULL), 0);
    result = speed(all.data, all.len);
    strbuf_release(&all);
    return result;
}

/* ---- the report ---------------------------------------------------------------------------------------------------------- */

static int report(int half, bool shown)
{
    if (!load()) {
        printf("skipped: no labelled text beside the repository (shared/data/phi)\n");
        return 0;
    }
    for (int source = 0; source < SOURCES; source++) {
        struct figures f = score(source, half, shown);

        printf("de-identify %-18s recall %.4f [%.3f, %.3f]  precision %.4f [%.3f, %.3f]  structured spans %.4f  negative texts touched %.1f %%\n",
               source_name[source], f.recall, f.recall_low, f.recall_high, f.precision, f.precision_low, f.precision_high, f.structured,
               100 * f.negatives_touched);
    }
    printf("de-identify speed over these texts, one core: %.0f MB/s\n", corpus_speed());
    return 0;
}

/* ---- the floors ---------------------------------------------------------------------------------------------------------- */

static int setup(void **state)
{
    (void)state;
    if (corpus.n == 0)
        load();
    return 0;
}

static void need_corpus(void)
{
    if (corpus.n == 0)
        skip_because("no labelled text beside the repository (shared/data/phi)");
}

static void clinical_questions_lose_their_patients_and_keep_their_eponyms(void **state)
{
    struct figures f;

    (void)state;
    need_corpus();
    f = score(0, ALL, false);
    assert_true(f.structured >= 0.99);
    assert_true(f.recall >= 0.98);
    assert_true(f.negatives_touched <= 0.15);
}

static void letters_lose_their_persons_and_keep_the_rest(void **state)
{
    struct figures f;

    (void)state;
    need_corpus();
    f = score(1, ALL, false);
    assert_true(f.structured >= 0.99);
    assert_true(f.recall >= 0.85);
    assert_true(f.precision >= 0.90);
}

static void tickets_lose_what_identifies(void **state)
{
    struct figures f;

    (void)state;
    need_corpus();
    f = score(2, ALL, false);
    assert_true(f.structured >= 0.99);
    assert_true(f.recall >= 0.99);
    assert_true(f.precision >= 0.98);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clinical_questions_lose_their_patients_and_keep_their_eponyms),
        cmocka_unit_test(letters_lose_their_persons_and_keep_the_rest),
        cmocka_unit_test(tickets_lose_what_identifies),
    };
    int half = ALL;
    bool shown = false, reported = false;

    if (argc == 3 && strcmp(argv[1], "--speed") == 0)
        return report_speed(argv[2]);
    for (int i = 1; i < argc; i++) {
        reported = reported || strcmp(argv[i], "--report") == 0;
        shown = shown || strcmp(argv[i], "--misses") == 0;
        if (strcmp(argv[i], "--half") == 0 && i + 1 < argc)
            half = atoi(argv[++i]);
    }
    if (reported)
        return report(half, shown);
    return cmocka_run_group_tests(tests, setup, NULL);
}
