#include "score/dependency/facts_dependencies.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/strbuf.h"

/* "3 of 7 updates to its line broke something; of the exact version 1 of 1" in words that say of what. */
static void summarise(struct strbuf *out, const struct dependency_judgement *j, const struct dependency_update *u)
{
    const struct update_rate *l = &j->levels;

    if (l->updates[RATE_VERSION] > 0)
        strbuf_addf(out, "%u of %u updates to exactly this version broke something", l->broke[RATE_VERSION], l->updates[RATE_VERSION]);
    if (l->updates[RATE_ARTIFACT] > l->updates[RATE_VERSION]) /* a version that is not known has none */
        strbuf_addf(out, "%s%u of %u updates of it to %s", out->len > 0 ? "; " : "", l->broke[RATE_ARTIFACT], l->updates[RATE_ARTIFACT],
                    out->len > 0 ? "any version" : "any version broke something");
    if (l->updates[RATE_ARTIFACT] == 0 && l->updates[RATE_GROUP] > 0)
        strbuf_addf(out, "never seen; %u of %u updates of its group %s broke something", l->broke[RATE_GROUP], l->updates[RATE_GROUP], u->group);
    if (out->len == 0)
        strbuf_adds(out, "never seen, nor its group: only the kind of step speaks");
}

static int judged_json(json_t *doc, struct dependency_book *book, struct dependency_update *u, struct err *err)
{
    struct dependency_judgement j;
    json_t *why = NULL, *evidence = NULL;
    struct strbuf summary;
    int rc = dependency_judge(&j, book, u, err);

    if (rc == 0)
        rc = dependency_why_json(&why, book, u, &j, err);
    if (rc == 0)
        rc = dependency_evidence_json(&evidence, book, u, FACTS_DEPENDENCIES_EVIDENCE, err);
    if (rc < 0) {
        json_decref(why);
        return rc;
    }
    strbuf_init(&summary);
    summarise(&summary, &j, u);
    json_object_update_new(doc, json_pack("{s:f, s:f, s:f, s:f, s:f, s:s, s:o, s:o, s:o}", "probability", j.probability, "low", j.low, "high", j.high, "rate", j.rate, "times_base",
                                          j.probability / book->model.rates.base, "summary", summary.data, "why", why, "levels", dependency_levels_json(&j), "evidence", evidence));
    rc = strbuf_check(&summary, err);
    strbuf_release(&summary);
    return rc;
}

int dependency_facts(json_t **out, struct dependency_row *seen, struct dependency_book *book, const struct dependency_changes *c, const struct dependency_change *row,
                     struct err *err)
{
    struct dependency_update u = { .time = c->at, .project = c->system, .id = c->release, .ecosystem = row->ecosystem, .group_id = "", .artifact = row->name, .from = row->from,
                                   .to = row->to, .scope = row->scope, .split = "", .direct = row->direct, .broke = -1, .label_known_at = TIME_NONE };
    struct version_step step;
    struct arena arena;
    json_t *doc;
    int rc;

    arena_init(&arena);
    version_step(&step, row->from, row->to);
    doc = json_pack("{s:o, s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:n}", "item", json_sprintf("dependency:%s/%s", c->system, row->name), "name", row->name, "ecosystem",
                    row->ecosystem, "file", row->file, "scope", row->scope, "direct", row->direct, "change", dependency_change_name[row->kind], "step", step_name[step.kind],
                    "from", row->from, "to", row->to, "probability");
    rc = doc == NULL ? err_nomem(err) : update_name(&u, &arena, err);
    if (rc == 0 && book != NULL && row->kind != DEPENDENCY_REMOVED)
        rc = judged_json(doc, book, &u, err);
    if (rc == 0 && book != NULL && book->has_model && seen != NULL)
        rc = dependency_model_row(seen, &book->model, &u, err);
    arena_release(&arena);
    if (rc < 0)
        json_decref(doc);
    else
        *out = doc;
    return rc;
}

/* ---- of a release ------------------------------------------------------------------------------------------------ */

/* Since when the release is out; TIME_NONE: it is not. */
static int out_since(int64_t *at, struct store *store, const char *project, const char *release, struct err *err)
{
    int rc = db_get_int(store->db, at, NULL, "SELECT r.deployed FROM current_versions v JOIN releases r ON r.version_id = v.version_id"
                        " WHERE v.kind = 'release' AND v.project = ? AND v.id = ? AND r.deployed IS NOT NULL", "tt", project, release);

    if (rc == ERR_NOTFOUND)
        *at = TIME_NONE;
    return rc == ERR_NOTFOUND ? 0 : rc < 0 ? err_set(err, (enum err_code)rc, "%s", "the releases cannot be read") : 0;
}

struct ranked { json_t *doc; double p; const char *name; };

static int riskiest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    if (x->p != y->p)
        return x->p < y->p ? 1 : -1;
    return order;
}

/* The same change of the same dependency in another file. */
static json_t *listed(json_t *list, const struct dependency_change *row)
{
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (strcmp(json_string_value(json_object_get(one, "name")), row->name) == 0 && strcmp(json_string_value(json_object_get(one, "ecosystem")), row->ecosystem) == 0 &&
            strcmp(json_string_value(json_object_get(one, "to")), row->to) == 0 && strcmp(json_string_value(json_object_get(one, "from")), row->from) == 0)
            return one;
    return NULL;
}

static int list_all(json_t *list, json_t *removed, struct dependency_book *book, const struct dependency_changes *c, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < c->n; i++) {
        const struct dependency_change *row = &c->row[i];
        json_t *one = listed(list, row);

        if (row->kind == DEPENDENCY_REMOVED) {
            json_array_append_new(removed, json_pack("{s:s, s:s, s:s, s:s}", "name", row->name, "ecosystem", row->ecosystem, "file", row->file, "from", row->from));
            continue;
        }
        if (one != NULL) {
            json_object_set_new(one, "files", json_integer(json_integer_value(json_object_get(one, "files")) + 1));
            continue;
        }
        rc = dependency_facts(&one, NULL, book, c, row, err);
        if (rc == 0) {
            json_object_set_new(one, "files", json_integer(1));
            json_array_append_new(list, one);
        }
    }
    return rc;
}

/* The riskiest of the list, in their order. */
static int rank(json_t **out, size_t *omitted, json_t *list, struct err *err)
{
    size_t n = json_array_size(list);
    struct ranked *ranked = calloc(n + 1, sizeof *ranked);
    json_t *one;
    size_t i;

    if (ranked == NULL)
        return err_nomem(err);
    json_array_foreach(list, i, one) {
        const json_t *p = json_object_get(one, "probability");

        ranked[i] = (struct ranked){ one, json_is_number(p) ? json_number_value(p) : -1, json_string_value(json_object_get(one, "name")) };
    }
    qsort(ranked, n, sizeof *ranked, riskiest_first);
    *out = json_array();
    for (i = 0; i < n && i < FACTS_DEPENDENCIES_LISTED; i++)
        json_array_append(*out, ranked[i].doc);
    *omitted = n - i;
    free(ranked);
    return 0;
}

static int make(json_t **out, struct dependency_book *book, const char *reason, const struct dependency_changes *c, struct err *err)
{
    json_t *list = json_array(), *removed = json_array(), *ranked = NULL, *counts = json_object();
    char at[TIME_ISO_MAX];
    size_t omitted = 0;
    int rc = list_all(list, removed, c->before == NULL ? NULL : book, c, err);

    if (rc == 0)
        rc = rank(&ranked, &omitted, list, err);
    json_decref(list);
    if (rc < 0) {
        json_decref(removed);
        json_decref(counts);
        return rc;
    }
    for (size_t k = 0; k < N_DEPENDENCY_CHANGES; k++)
        json_object_set_new(counts, dependency_change_name[k], json_integer((json_int_t)c->count[k]));
    *out = json_pack("{s:s, s:s, s:s?, s:s, s:o, s:o, s:s, s:I, s:o, s:o}", "system", c->system, "release", c->release, "before", c->before, "at", time_format(c->at, at), "counts",
                     counts, "learned_from", book != NULL ? dependency_learned_from_json(book) : json_null(), "reason",
                     c->before == NULL ? "the first dependencies that were read of this system: nothing tells what changed" : reason, "omitted", (json_int_t)omitted, "list", ranked,
                     "removed", removed);
    return *out == NULL ? err_nomem(err) : 0;
}

int facts_dependencies(json_t **out, const struct facts *f, const char *project, const char *release, struct err *err)
{
    struct dependency_changes c;
    struct dependency_book book;
    struct err why = ERR_INIT;
    int64_t before = TIME_NONE;
    int rc = dependency_changes(&c, f->store, project, release, &why);

    if (rc == ERR_NOTFOUND) {
        *out = json_null();
        return 0;
    }
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    rc = out_since(&before, f->store, project, release, err);
    if (rc == 0) {
        struct dependency_book_options options = { .before = before, .maturity_days = f->config->label_maturity_days };

        if (before == TIME_NONE)
            dependency_book_use(&options, f->models);
        rc = dependency_book_open(&book, f->store, f->snapshot, &options, &why);
    }
    if (rc == 0) {
        rc = make(out, &book, "", &c, err);
        dependency_book_close(&book);
    } else if (rc == ERR_NODATA) {
        rc = make(out, NULL, why.msg, &c, err);
    } else if (why.msg[0] != '\0') {
        rc = err_set(err, (enum err_code)rc, "%s", why.msg);
    }
    dependency_changes_release(&c);
    return rc;
}
