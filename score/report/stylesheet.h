/*
 * stylesheet.h - how the reports look.
 *
 * One embedded stylesheet: no import, no url(), no font file. Light and dark by prefers-color-scheme, always light on
 * paper; from phone to A4. Every colour comes from the palette below, and every pair of text and background that the
 * rules use is listed, so that a test can compute its contrast (WCAG 2.1, 1.4.3 and 1.4.11).
 */
#ifndef PRODROME_STYLESHEET_H
#define PRODROME_STYLESHEET_H

#include <stddef.h>

#include "datasets/base/strbuf.h"

struct stylesheet_color {
    const char *name;  /* of the CSS variable, without "--" */
    const char *light; /* "#rrggbb"                         */
    const char *dark;
};

struct stylesheet_pair {
    const char *front, *back; /* names of colours                                            */
    double      ratio_min;    /* 4.5 for text, 3 for shapes that carry meaning               */
};

extern const struct stylesheet_color stylesheet_colors[];
extern const size_t                  stylesheet_n_colors;
extern const struct stylesheet_pair  stylesheet_pairs[];
extern const size_t                  stylesheet_n_pairs;

void stylesheet_write(struct strbuf *out); /* the CSS, without <style>; holds no '<' */

#endif
