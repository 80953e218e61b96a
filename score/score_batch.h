/*
 * score_batch.h - one model at work on one batch of records: rows, margins, explanations, and what is written of each.
 *
 *     b.version = registry_scorer(...);  samples_of_tickets(&b.samples, ...);
 *     score_batch_run(&b, ticket_token_kind, err);
 *     for each row: score_batch_explain(detail, &margin, &b, row, output, err); score_batch_put(&w, &score_id, &b, row, ...);
 *     score_batch_release(&b);
 */
#ifndef PRODROME_SCORE_BATCH_H
#define PRODROME_SCORE_BATCH_H

#include <jansson.h>

#include "score/score_writer.h"
#include "score/scoring.h"

enum { SCORE_ITEM_MAX = 1200 };

/* One model at work on one batch of samples; s, version, approved and samples are the caller's to fill in. */
struct score_batch {
    const struct scoring       *s;
    const struct model_version *version;
    bool                        approved;
    struct learned              learned;
    struct samples              samples;
    struct tokens               tokens;
    struct csr                  x;
    double                     *margin;      /* [n * outputs] */
};

/* Loads the model and turns the samples into margins. */
int  score_batch_run(struct score_batch *b, const enum token_kind *kind, struct err *err);
void score_batch_release(struct score_batch *b);

/* The parts common to all detail documents: the explanation of one output; *score is its margin. */
int score_batch_explain(json_t *detail, double *score, const struct score_batch *b, size_t row, size_t output, struct err *err);
/* Writes the score of a row. Takes `detail` over. */
int score_batch_put(struct score_writer *w, int64_t *score_id, const struct score_batch *b, size_t row, const char *item, int64_t version_id,
                    double probability, double logit, const char *label, json_t *detail, struct err *err);

/* The detail as it is stored; yours (free). Takes `detail` over, which may be NULL: out of memory. */
int score_detail_text(char **out, json_t *detail, struct err *err);

#endif
