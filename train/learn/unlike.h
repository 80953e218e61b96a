/*
 * unlike.h - whether a ticket is like none of the classes that a model knows.
 *
 * The largest margin of a ticket, over all classes, is held against those of rows that the weights did not see. Of the judged rows of the inner cut
 * whose class was learned, a share of UNLIKE_LEVEL lies below the bar; what lies below it is marked:
 *
 *     bar = the floor(UNLIKE_LEVEL n)-th smallest of the n largest margins of known classes
 *
 * so that about that share of the tickets of known classes is marked by mistake. How many rows of classes that were not learned lie below it is counted beside:
 * these are what is looked for. Where the cut has fewer than UNLIKE_NEW_MIN of such rows, or where their share among the marked is not UNLIKE_LIFT times that among
 * all, margins do not tell, and nothing is marked.
 */
#ifndef PRODROME_UNLIKE_H
#define PRODROME_UNLIKE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

#define UNLIKE_LEVEL 0.02

#define UNLIKE_LIFT 1.5

enum { UNLIKE_NEW_MIN = 10 };

struct unlike_bar {
    bool     marks;               /* whether anything is marked; else why not is in the counts   */
    double   margin;              /* a largest margin below it is marked                         */
    uint32_t known, known_marked; /* judged rows of learned classes, and how many lie below      */
    uint32_t news, news_marked;   /* of others: classes that came later or were too rare         */
};

/* margin: [n * n_classes] of the judged rows, y: [n] class or -1 where it was not learned. */
int  unlike_fit(struct unlike_bar *out, const double *margin, const int32_t *y, size_t n, size_t n_classes, struct err *err);
bool unlike_marked(const struct unlike_bar *bar, const double *margin, size_t n_classes);

/* What is said of a ticket that is marked: {"margin": its largest one, "bar", "known_share": of judged tickets of known classes below the bar, "new_share": of all below
 * it, how many were of another class}; NULL where it is not, or where memory is out. */
json_t *unlike_said(const struct unlike_bar *bar, const double *margin, size_t n_classes);

/* {"level", "margin" (null where nothing is marked), "known", "known_marked", "new", "new_marked"}; NULL where memory is out. */
json_t *unlike_json(const struct unlike_bar *bar);
/* Reads that back; false for anything else. */
bool    unlike_read(struct unlike_bar *out, const json_t *json);

#endif
