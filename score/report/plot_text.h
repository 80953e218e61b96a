/*
 * plot_text.h - text in a plot: how wide it is, and a label that touches nothing.
 *
 * Units are those of the viewBox. Widths are estimated from the widest of the usual system fonts.
 */
#ifndef PRODROME_PLOT_TEXT_H
#define PRODROME_PLOT_TEXT_H

#include "score/report/html.h"

/* A plot's width, and the sizes of text as in stylesheet.c. */
enum { PLOT_WIDTH = 440, PLOT_FONT = 12, PLOT_FONT_TICK = 11 };

enum plot_anchor { PLOT_START, PLOT_MIDDLE, PLOT_END };

/* At most `max`: what is wider will be cut. */
double plot_text_width(struct html *h, const char *text, double font, double max);
/* A text of class "tick", "label" or "value" at x, y (its baseline), at most `max` wide; where it is cut, the whole is its
 * tooltip. */
void plot_label(struct html *h, const char *class, enum plot_anchor anchor, double x, double y, const char *text,
                double max);

#endif
