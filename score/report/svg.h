/*
 * svg.h - plots inside an HTML page.
 *
 * Each writes a <figure>: caption, an inline SVG with title and description for those who do not see it, and the same
 * data as a table under <details>. No script, no font, no colour of its own: the stylesheet's variables, so that dark
 * mode and paper work. Labels are hostile text like everything else: escaped, cut with an ellipsis where they would
 * touch something (the whole in a tooltip and in the table).
 *
 * Values that are not finite, or beyond 1e15, are gaps. Without a single value left a paragraph says so instead.
 * Coordinates have two decimals and axes round ticks (1, 2, 5 times a power of ten): the same data, the same bytes.
 * Widths of text are estimated from the widest of the usual system fonts, which keeps labels apart without measuring.
 *
 * Because of the table of its data a plot cannot stand in a cell of another table; a sparkline can.
 */
#ifndef PRODROME_SVG_H
#define PRODROME_SVG_H

#include "score/report/html.h"

enum { SVG_SERIES_MAX = 3 };

/* Plots between these stand side by side where there is room. */
void svg_group_begin(struct html *h);
void svg_group_end(struct html *h);

/* Signed contributions, in the order given; `raises` and `lowers` say what a bar to the right and to the left means. */
struct svg_contribution {
    const char *label;
    double      value;
};
void svg_contributions(struct html *h, const char *title, const char *raises, const char *lowers,
                       const struct svg_contribution *item, size_t n);

/* Reliability: mean predicted against observed rate with its 95 % interval; under it, how many cases each bin has. */
struct svg_bin {
    double   low, high; /* edges, in [0, 1]                */
    double   predicted; /* mean probability of its cases   */
    double   observed;  /* share of them that came true    */
    uint64_t n;         /* 0: the other two are ignored    */
};
void svg_reliability(struct html *h, const char *title, const struct svg_bin *bin, size_t n);

struct svg_series {
    const char   *name;
    const double *y; /* [n], NaN: a gap */
};

/* Up to SVG_SERIES_MAX series over the same n labelled moments (months, releases, model versions). */
struct svg_trend {
    const char              *title;
    const char *const       *label;      /* [n] of the moments, in order                 */
    size_t                   n;
    const struct svg_series *series;     /* [n_series]                                   */
    size_t                   n_series;
    bool                     percent;    /* y is a share: 0.12 is written 12%            */
    bool                     step;       /* holds until the next moment                  */
    double                   limit;      /* a dashed line, NaN: none                     */
    const char              *limit_name; /* "target"; NULL with NaN                      */
};
void svg_trend(struct html *h, const struct svg_trend *trend);

/* Counts over equal-width bins of [low, high], and where one value stands. */
struct svg_histogram {
    const char     *title;
    const char     *unit;      /* of the values: "lines changed"; with percent "probability" */
    double          low, high; /* low < high                                             */
    const uint64_t *count;     /* [n]                                                    */
    size_t          n;
    bool            percent;
    double          mark;      /* NaN: none                                              */
    const char     *mark_name; /* "this release"; NULL with NaN                          */
};
void svg_histogram(struct html *h, const struct svg_histogram *histogram);

/* Gate the riskiest X % and catch Y %: shares in [0, 1] with gate increasing; up to SVG_SERIES_MAX curves (the model,
 * size only, ...), the diagonal of chance, and the operating point of the first curve. */
struct svg_curve {
    const char   *name;
    const double *gate, *caught; /* [n] */
    size_t        n;
};
struct svg_threshold {
    const char             *title;
    const char             *gate_name, *caught_name; /* axes: "changes gated", "incidents caught" */
    const struct svg_curve *curve;                   /* [n_curves]                                */
    size_t                  n_curves;
    double                  gate, caught;            /* operating point; NaN: none                */
};
void svg_threshold(struct html *h, const struct svg_threshold *threshold);

/* A line as high as the text it stands in, with its last value marked; `title` is what it says to those who do not
 * see it. */
void svg_sparkline(struct html *h, const char *title, const double *y, size_t n);

#endif
