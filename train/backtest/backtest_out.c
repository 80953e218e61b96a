/*
 * backtest_out.c - predictions as the CSV of the contract.
 */
#include <string.h>

#include "datasets/base/outfile.h"
#include "datasets/base/strbuf.h"
#include "train/backtest/backtest.h"
#include "train/cluster/backtest_clusters.h"
#include "train/duplicate/backtest_duplicates.h"
#include "train/release/backtest_releases.h"

/* One RFC 4180 field. Names of classes and ids come from tickets: quoted whenever that could matter. */
static void add_fieldn(struct strbuf *out, const char *text, size_t len)
{
    if (strcspn(text, ",\"\r\n") >= len) {
        strbuf_add(out, text, len);
        return;
    }
    strbuf_addc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, text[i]);
    }
    strbuf_addc(out, '"');
}

static void add_field(struct strbuf *out, const char *text)
{
    add_fieldn(out, text, strlen(text));
}

static void add_classes(struct strbuf *out, const struct examples *e, const struct prediction *p)
{
    add_field(out, e->class_name.str[e->label[p->row]]);
    for (int t = 0; t < BACKTEST_TOP; t++) {
        strbuf_addc(out, ',');
        if (p->copied != NULL && (size_t)t == p->copied_at)
            add_fieldn(out, p->copied, p->copied_len);
        else if (p->top[t] >= 0)
            add_field(out, e->class_name.str[p->top[t]]);
        strbuf_addf(out, ",%.17g", p->p[t]);
    }
}

/* Adds the lines of one row of `of`. */
typedef void (*add_row)(struct strbuf *out, const void *of, size_t i);

static int write_rows(const char *path, const char *head, const void *of, size_t n, add_row add, struct err *err)
{
    struct outfile *file = NULL;
    struct strbuf lines;
    int rc = outfile_open(&file, path, 0, err);

    strbuf_init(&lines);
    if (rc == 0)
        rc = outfile_printf(file, err, "%s\r\n", head);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        strbuf_clear(&lines);
        add(&lines, of, i);
        rc = strbuf_check(&lines, err);
        if (rc == 0)
            rc = outfile_write(file, lines.data, lines.len, err);
    }
    if (rc == 0)
        rc = outfile_commit(file, err);
    outfile_close(file);
    strbuf_release(&lines);
    return rc;
}

static void add_prediction(struct strbuf *out, const void *of, size_t i)
{
    const struct backtest *b = of;
    const struct examples *e = b->examples;
    const struct prediction *p = &b->prediction[i];

    add_field(out, e->id[p->row]);
    strbuf_addc(out, ',');
    if (e->task->kind == TASK_OF_RISK)
        strbuf_addf(out, "%d,%.17g,%.17g", (int)e->label[p->row], p->p[0], e->effort[p->row]);
    else
        add_classes(out, e, p);
    strbuf_adds(out, "\r\n");
}

int backtest_write_predictions(const struct backtest *b, const char *path, struct err *err)
{
    const char *head = b->examples->task->kind == TASK_OF_RISK ? "commit,truth,probability,effort" : "id,truth,label1,p1,label2,p2,label3,p3";

    return write_rows(path, head, b, b->test_rows, add_prediction, err);
}

static void add_candidates(struct strbuf *out, const void *of, size_t query)
{
    const struct duplicates_backtest *b = of;
    const struct duplicate_prediction *p = &b->prediction[query];
    const struct ticket *ticket = b->tickets->row;
    struct strbuf truth;
    const uint32_t *right;
    size_t n_right = duplicates_earlier(&right, &b->groups, p->row);

    strbuf_init(&truth);
    for (size_t i = 0; i < n_right; i++) {
        strbuf_adds(&truth, i == 0 ? "" : "|");
        strbuf_adds(&truth, ticket[right[i]].id);
    }
    for (size_t i = 0; i < p->n_hits; i++) {
        add_field(out, ticket[p->row].id);
        strbuf_addc(out, ',');
        add_field(out, truth.data);
        strbuf_addf(out, ",%zu,", i + 1);
        add_field(out, ticket[p->hit[i].row].id);
        strbuf_addf(out, ",%.9g\r\n", (double)p->hit[i].score);
    }
    out->failed |= truth.failed;
    strbuf_release(&truth);
}

int duplicates_write_predictions(const struct duplicates_backtest *b, const char *path, struct err *err)
{
    return write_rows(path, "id,truth,rank,candidate,score", b, b->n_queries, add_candidates, err);
}

static void add_cluster(struct strbuf *out, const void *of, size_t i)
{
    const struct clusters_backtest *b = of;

    add_field(out, b->tickets.row[i].id);
    strbuf_addf(out, ",%u\r\n", (unsigned)b->cluster[i]);
}

int clusters_write_predictions(const struct clusters_backtest *b, const char *path, struct err *err)
{
    return write_rows(path, "id,cluster", b, b->tickets.n, add_cluster, err);
}

static void add_release(struct strbuf *out, const void *of, size_t i)
{
    const struct releases_backtest *b = of;
    const struct release_prediction *p = &b->prediction[i];

    add_field(out, p->name);
    strbuf_addf(out, ",%d,%.17g,%zu\r\n", (int)p->truth, p->p, p->changes);
}

int releases_write_predictions(const struct releases_backtest *b, const char *path, struct err *err)
{
    return write_rows(path, "release,truth,probability,changes", b, b->n, add_release, err);
}
