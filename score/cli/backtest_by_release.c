#include "score/cli/backtest_by_release.h"

#include <math.h>

#include "datasets/base/clock.h"

void by_release_text(struct strbuf *out, const struct changes_by_release *c)
{
    char at[TIME_ISO_MAX];

    strbuf_addf(out, "by release: %zu predicted, each by what came before it; %zu passed over, with too little before them\n", c->n, c->n_skipped);
    if (c->n_both > 0)
        strbuf_addf(out, "  mean ROC-AUC          %.4f   (size only: %.4f; difference %+.4f [%+.4f, %+.4f]; %zu of %zu releases told better)\n", c->mean_auc, c->mean_size_auc,
                    c->mean_auc - c->mean_size_auc, c->low, c->high, c->n_better, c->n_both);
    strbuf_addf(out, "  %-10s  %8s  %8s  %8s  %9s  %s\n", "deployed", "changes", "harmful", "ROC-AUC", "size only", "release");
    for (size_t i = 0; i < c->n; i++) {
        const struct release_judged *r = &c->row[i];

        strbuf_addf(out, "  %.10s  %8zu  %8zu  ", time_format(r->deployed, at), r->n, r->harms);
        if (isnan(r->roc_auc))
            strbuf_addf(out, "%8s  %9s  %s\n", "-", "-", r->name);
        else
            strbuf_addf(out, "%8.3f  %9.3f  %s\n", r->roc_auc, r->size_roc_auc, r->name);
    }
}

static json_t *or_null(double value)
{
    return isnan(value) ? json_null() : json_real(value);
}

json_t *by_release_json(const struct changes_by_release *c)
{
    json_t *list = json_array();
    char at[TIME_ISO_MAX];

    for (size_t i = 0; i < c->n; i++) {
        const struct release_judged *r = &c->row[i];

        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:I, s:o, s:o}", "release", r->name, "deployed", time_format(r->deployed, at), "changes", (json_int_t)r->n,
                                              "harmful", (json_int_t)r->harms, "roc_auc", or_null(r->roc_auc), "size_only_roc_auc", or_null(r->size_roc_auc)));
    }
    return json_pack("{s:o, s:o, s:[f, f], s:I, s:I, s:I, s:o}", "mean_roc_auc", or_null(c->n_both > 0 ? c->mean_auc : (double)NAN), "mean_size_only_roc_auc",
                     or_null(c->n_both > 0 ? c->mean_size_auc : (double)NAN), "difference_interval", c->low, c->high, "both", (json_int_t)c->n_both, "better",
                     (json_int_t)c->n_better, "passed_over", (json_int_t)c->n_skipped, "list", list);
}
