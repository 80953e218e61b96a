/*
 * release_safeguards.c - what is usually done about what stands against a release, each tied to a fact of the report; see release_gathered.h.
 *
 * safeguards[{family, value, fact, text, files[]}], the weightiest kind first; value: in log-odds, null where it is no contribution of the model
 *   evidence      an item that the policy demands and that is missing or denied; what holds a release first
 *   dependencies  a changed dependency that broke something when it was changed before, or of which that is expected TIMES_BASE times as often as of others
 *   files         files of the release of whose earlier judged changes more did harm than of all (Wilson's 95 % interval is above the rate of all, at least FILE_HARMS of them)
 *   others        the kinds of factor that raise the risk most by the model, by SAFEGUARD_LEAST and more, from the table below
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/doc_read.h"
#include "score/release/release_gathered.h"

enum { OF_EVIDENCE = 4, OF_DEPENDENCIES = 3, OF_FACTORS = 3, FILES_LISTED = 5, FILE_HARMS = 2 };

#define SAFEGUARD_LEAST .05 /* in the logit: what raises the risk by less is no reason to do anything */
#define TIMES_BASE 1.5

static void add(json_t *list, const char *family, double value, const char *fact, const char *text, json_t *files)
{
    json_array_append_new(list, json_pack("{s:s, s:o, s:s, s:s, s:o}", "family", family, "value", isnan(value) ? json_null() : json_real(value), "fact", fact, "text", text, "files",
                                          files != NULL ? files : json_array()));
}

/* ------------------------------------------------------------- evidence */

static const char *const of_evidence[N_POLICY_EVIDENCE] = {
    [EVIDENCE_ROLLBACK_PLAN] = "Write down how to go back, who decides it, and who does it.",
    [EVIDENCE_ROLLBACK_TESTED] = "Rehearse the way back on a test system, and record how long it takes.",
    [EVIDENCE_RUNBOOK] = "Bring the runbook up to this release, and have somebody else follow it once.",
    [EVIDENCE_TRAINING] = "Tell and train those who work with it before it goes out.",
    [EVIDENCE_STAGED] = "Roll it out in stages, and stop at the first sign of harm.",
    [EVIDENCE_PARITY] = "Compare the test system with production, and list the differences.",
    [EVIDENCE_APPROVAL] = "Get the approval of the board that is asked before a change.",
    [EVIDENCE_TESTS] = "Run the tests, and attach their report.",
    [EVIDENCE_WINDOW] = "Agree on a window in which it may go out, with those whom it interrupts.",
    [EVIDENCE_ACCESS_REVIEW] = "Look at who has access, before and after.",
};

static void add_evidence(json_t *list, const json_t *evidence, const char *effect, size_t *n)
{
    for (size_t i = 0; i < json_array_size(evidence) && *n < OF_EVIDENCE; i++) {
        const json_t *one = json_array_get(evidence, i);
        struct strbuf fact;

        if (strcmp(doc_text(one, "effect"), effect) != 0 || strcmp(doc_text(one, "state"), "given") == 0)
            continue;
        strbuf_init(&fact);
        for (const char *c = doc_text(one, "item"); *c != '\0'; c++)
            strbuf_addc(&fact, *c == '_' ? ' ' : *c);
        strbuf_addf(&fact, " is %s, and %s", doc_text(one, "state"), strcmp(effect, "hold") == 0 ? "that holds the release" : "that asks for a review");
        for (int k = 0; k < N_POLICY_EVIDENCE && !fact.failed; k++)
            if (strcmp(policy_evidence_name[k], doc_text(one, "item")) == 0) {
                add(list, "evidence", (double)NAN, fact.data, of_evidence[k], NULL);
                ++*n;
            }
        strbuf_release(&fact);
    }
}

/* ------------------------------------------------------------- dependencies */

static size_t times_broken(const json_t *dependency)
{
    const json_t *evidence = json_object_get(dependency, "evidence");
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(evidence); i++)
        n += json_is_true(json_object_get(json_array_get(evidence, i), "broke"));
    return n;
}

static void add_dependency(json_t *list, const json_t *one, size_t broken)
{
    const char *from = doc_text(one, "from"), *to = doc_text(one, "to");
    struct strbuf fact, text;

    strbuf_init(&fact);
    strbuf_init(&text);
    strbuf_addf(&fact, "%s %s", doc_text(one, "name"), doc_text(one, "change"));
    if (from[0] != '\0' && to[0] != '\0')
        strbuf_addf(&fact, " from %s to %s", from, to);
    if (broken > 0)
        strbuf_addf(&fact, "; %zu of its %zu newest known cases broke something", broken, json_array_size(json_object_get(one, "evidence")));
    else
        strbuf_addf(&fact, "; expected to break something %.1f times as often as others", json_number_value(json_object_get(one, "times_base")));
    strbuf_addf(&text, "Test against %s%s%s", doc_text(one, "name"), to[0] != '\0' ? " " : "", to);
    if (from[0] != '\0')
        strbuf_addf(&text, ", and keep %s ready to go back to", from);
    strbuf_addc(&text, '.');
    if (!fact.failed && !text.failed)
        add(list, "dependencies", (double)NAN, fact.data, text.data, NULL);
    strbuf_release(&text);
    strbuf_release(&fact);
}

/* Riskiest first, as they are listed. */
static void add_dependencies(json_t *list, const json_t *dependencies)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(dependencies) && n < OF_DEPENDENCIES; i++) {
        const json_t *one = json_array_get(dependencies, i);
        size_t broken = times_broken(one);

        if (broken == 0 && !(json_number_value(json_object_get(one, "times_base")) >= TIMES_BASE))
            continue;
        add_dependency(list, one, broken);
        n++;
    }
}

/* ------------------------------------------------------------- files */

struct file_rate { const char *path; uint32_t n, harms; };

struct file_rates {
    struct intern     path;   /* of the release's files */
    struct file_rate *rate;   /* [path.n]               */
    size_t            n, harms; /* judged changes of all */
};

/* Adds the paths of a change, or counts it into those that are there. False when memory is out. */
static bool each_path(struct file_rates *f, const struct change *c, bool counting)
{
    const char *at = c->files.str, *end = at + c->files.len;

    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t len = (size_t)((bar != NULL ? bar : end) - at);

        if (len > 0 && !counting && intern_add(&f->path, at, len) == INTERN_NONE)
            return false;
        if (len > 0 && counting) {
            uint32_t id = intern_find(&f->path, at, len);

            if (id != INTERN_NONE) {
                f->rate[id].n++;
                f->rate[id].harms += c->buggy == 1;
            }
        }
        at += len + 1;
    }
    return true;
}

/* Judged changes of others that were known when the release went out, or are today. */
static bool count_files(struct file_rates *f, const struct gathered *g)
{
    int64_t as_of = g->release->deployed != TIME_NONE ? g->release->deployed : store_now(g->f->store);
    bool *own = mem_calloc(g->changes.n, sizeof(*own)), good = own != NULL;

    for (size_t i = 0; good && i < g->release->n_members; i++) {
        own[g->release->member[i]] = true;
        good = each_path(f, &g->changes.row[g->release->member[i]], false);
    }
    f->rate = mem_calloc(f->path.n, sizeof(*f->rate));
    good = good && f->rate != NULL;
    for (uint32_t id = 0; good && id < f->path.n; id++)
        f->rate[id].path = f->path.str[id];
    for (size_t i = 0; good && i < g->changes.n && f->path.n > 0; i++) {
        const struct change *c = &g->changes.row[i];

        if (c->buggy < 0 || c->author_date == TIME_NONE || c->author_date >= as_of || (c->label_time != TIME_NONE && c->label_time > as_of) || own[i])
            continue;
        f->n++;
        f->harms += c->buggy == 1;
        each_path(f, c, true);
    }
    mem_free(own);
    return good;
}

static bool stands_out(const struct file_rate *r, double base)
{
    double low, high;

    if (r->harms < FILE_HARMS)
        return false;
    wilson_interval(&low, &high, r->harms, r->n);
    return low > base;
}

static int by_rate(const void *a, const void *b)
{
    const struct file_rate *x = a, *y = b;
    double p = (double)x->harms / (double)(x->n > 0 ? x->n : 1), q = (double)y->harms / (double)(y->n > 0 ? y->n : 1);

    if (p != q)
        return p < q ? 1 : -1;
    return x->harms != y->harms ? (x->harms < y->harms ? 1 : -1) : strcmp(x->path, y->path);
}

/* Whether there were such files. */
static bool add_files(json_t *list, const struct gathered *g)
{
    struct file_rates f = { .n = 0 };
    json_t *files = json_array();
    struct strbuf fact;
    size_t n = 0;

    intern_init(&f.path);
    strbuf_init(&fact);
    if (count_files(&f, g) && f.n > 0) {
        double base = (double)f.harms / (double)f.n;

        qsort(f.rate, f.path.n, sizeof(*f.rate), by_rate);
        for (size_t i = 0; i < f.path.n && n < FILES_LISTED; i++) {
            if (!stands_out(&f.rate[i], base))
                continue;
            strbuf_addf(&fact, "%s%u of %u earlier changes of %s did harm", n == 0 ? "" : "; ", f.rate[i].harms, f.rate[i].n, f.rate[i].path);
            json_array_append_new(files, json_string(f.rate[i].path));
            n++;
        }
        strbuf_addf(&fact, "; of all changes %.0f %% did", 100 * base);
    }
    if (n > 0 && !fact.failed)
        add(list, "files", (double)NAN, fact.data, "Run the tests of these files, look at what was last mended in them, and watch what depends on them after the release.", json_incref(files));
    json_decref(files);
    strbuf_release(&fact);
    mem_free(f.rate);
    intern_release(&f.path);
    return n > 0;
}

/* ------------------------------------------------------------- factors of the model */

static const struct { const char *family, *text; } of_factor[] = {
    { "size", "Split it into smaller releases, or roll it out in stages and stop at the first sign of harm." },
    { "spread", "It touches many places at once: have the owner of each subsystem look at their part, and test where the parts meet." },
    { "history", "Its files have changed often or by many hands: run the regression tests of these files, and look at what was last mended in them." },
    { "experience", "Its authors know these parts little: ask for a second reviewer who knows them." },
    { "purpose", "It mends defects: repeat the steps of the defect, and look for the same mistake elsewhere." },
    { "words", "What its messages say resembles changes that did harm: read those changes first." },
    { "code", "Its changed lines resemble those that did harm: review them line by line." },
    { "paths", "It touches files whose changes did harm before: run their tests, and watch what depends on them after the release." },
    { "files", "It touches files whose changes did harm before: run their tests, and watch what depends on them after the release." },
};

/* The files whose changes are together the riskiest, the worst first: each by the sum of -ln(1 - p) over the changes that touch it, as far as the document lists
 * their paths. Of files as risky the one of the riskier change. */
static json_t *first_files(const json_t *changes)
{
    struct intern path;
    double *risk = NULL;
    size_t cap = 0;
    json_t *list = json_array();
    bool whole = true;

    intern_init(&path);
    for (size_t i = 0; i < json_array_size(changes) && whole; i++) {
        const json_t *paths = json_object_get(json_array_get(changes, i), "paths");
        double p = json_number_value(json_object_get(json_array_get(changes, i), "probability"));

        for (size_t k = 0; k < json_array_size(paths) && whole; k++) {
            const char *one = json_string_value(json_array_get(paths, k));
            size_t known = path.n;
            uint32_t id = intern_add(&path, one, strlen(one));

            whole = id != INTERN_NONE && mem_grow(&risk, &cap, path.n, sizeof(*risk), NULL) == 0;
            if (whole && path.n > known)
                risk[id] = 0;
            if (whole)
                risk[id] -= log1p(-fmin(p, 1 - 1e-15));
        }
    }
    while (whole && json_array_size(list) < FILES_LISTED) {
        size_t best = path.n;

        for (size_t k = 0; k < path.n; k++)
            if (risk[k] >= 0 && (best == path.n || risk[k] > risk[best]))
                best = k;
        if (best == path.n)
            break;
        json_array_append_new(list, json_string(path.str[best]));
        risk[best] = -1;
    }
    mem_free(risk);
    intern_release(&path);
    return list;
}

/* families: largest first. What files were told of by their counts is not told again. */
static void add_factors(json_t *list, const json_t *families, const json_t *changes, bool files_told)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(families) && n < OF_FACTORS; i++) {
        const char *family = doc_text(json_array_get(families, i), "family");
        double value = json_number_value(json_object_get(json_array_get(families, i), "value"));
        bool of_files = strcmp(family, "paths") == 0 || strcmp(family, "files") == 0;

        for (size_t k = 0; value >= SAFEGUARD_LEAST && !(of_files && files_told) && k < sizeof(of_factor) / sizeof(of_factor[0]); k++)
            if (strcmp(of_factor[k].family, family) == 0) {
                add(list, family, value, "raises the risk by the model", of_factor[k].text, of_files || strcmp(family, "history") == 0 ? first_files(changes) : NULL);
                n++;
            }
    }
}

void release_add_safeguards(json_t *doc, const struct gathered *g)
{
    const json_t *evidence = json_object_get(doc, "evidence");
    json_t *list = json_array();
    size_t n_evidence = 0;
    bool files_told;

    add_evidence(list, evidence, "hold", &n_evidence);
    add_evidence(list, evidence, "review", &n_evidence);
    add_dependencies(list, json_object_get(json_object_get(doc, "dependencies"), "list"));
    files_told = add_files(list, g);
    add_factors(list, json_object_get(doc, "families"), json_object_get(doc, "changes"), files_told);
    json_object_set_new(doc, "safeguards", list);
}
