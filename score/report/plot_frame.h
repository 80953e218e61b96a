/*
 * plot_frame.h - what the plots of svg.h are made of: a figure, its frame with axes and round ticks, a legend, lines
 * and markers.
 *
 * A plot sets up a frame and a legend, then writes
 *
 *     plot_figure_begin(h, title, height);   up to the inside of <desc>: say in words what the plot shows
 *     plot_figure_body(h);                   the drawing
 *     ...
 *     plot_figure_data(h, title, column, n); the table of its data: html_row, html_cell
 *     ...
 *     plot_figure_end(h);
 *
 * Units are those of the viewBox, PLOT_WIDTH wide; the stylesheet lets a plot be 0.8 to 1.1 CSS pixels a unit.
 */
#ifndef PRODROME_PLOT_FRAME_H
#define PRODROME_PLOT_FRAME_H

#include "score/report/plot_text.h"
#include "score/report/svg.h"

enum { PLOT_LEGEND_LINE = 18 }; /* height of a line of the legend */

bool plot_is_value(double value); /* finite and drawable */

/* ---- ticks ---- */

/* Values i x digit x 10^exponent for i from first to last. */
struct plot_ticks {
    int digit, exponent;
    long first, last;
    bool percent;
    double divisor; /* of the labels: 1, 1e3, 1e6 */
};

/* The finest round step with at most n_max intervals that cover [low, high]; `whole`: no fractions. */
struct plot_ticks plot_nice_ticks(double low, double high, long n_max, bool percent, bool whole);
double plot_widest_tick(struct html *h, const struct plot_ticks *t);

/* ---- the frame and its axes ---- */

/* Where the data stands: [x0, x1] x [y0, y1] drawn over [left, left + width] x [top, top + height]. */
struct plot_frame {
    double left, top, width, height;
    double x0, x1, y0, y1;
};

double plot_x(const struct plot_frame *f, double x); /* values outside go to the edge */
double plot_y(const struct plot_frame *f, double y);
void   plot_set_y(struct plot_frame *f, const struct plot_ticks *t);
void   plot_y_axis(struct html *h, const struct plot_frame *f, const struct plot_ticks *t);
/* Labels of a numeric axis under `bottom`; ticks outside the frame are left out. */
void   plot_x_axis(struct html *h, const struct plot_frame *f, const struct plot_ticks *t, double bottom);

/* ---- legends ---- */

enum plot_mark {
    PLOT_MARK_SERIES_1,
    PLOT_MARK_SERIES_2,
    PLOT_MARK_SERIES_3,
    PLOT_MARK_LIMIT,
    PLOT_MARK_UP,
    PLOT_MARK_DOWN,
    PLOT_MARK_POINT,
    PLOT_MARK_VERTICAL,
    PLOT_MARK_INTERVAL
};

struct plot_legend {
    struct {
        enum plot_mark kind;
        const char *name;
        double x;
        int line;
    } item[SVG_SERIES_MAX + 2];
    size_t n;
    double x; /* where the next would begin */
    int n_lines;
};

void plot_legend_add(struct html *h, struct plot_legend *legend, enum plot_mark kind, const char *name);
void plot_legend_draw(struct html *h, const struct plot_legend *legend);

/* ---- lines ---- */

void plot_line(struct html *h, const char *class, double x1, double y1, double x2, double y2);
void plot_rect(struct html *h, const char *class, double x, double y, double width, double height);
/* Circle, square, triangle: the series are told apart without colour, as by their dashes. */
void plot_marker(struct html *h, enum plot_mark kind, double x, double y);
/* The path through n points, x NULL: 0, 1, 2...; a value that cannot be drawn parts it. */
void plot_curve(struct html *h, const struct plot_frame *f, size_t series, const double *x, const double *y, size_t n,
                bool step);
/* A marker at every point, or only at those without a neighbour, which a line does not show. */
void plot_markers(struct html *h, const struct plot_frame *f, size_t series, const double *y, size_t n, bool only_lone);

/* ---- figures ---- */

void plot_figure_empty(struct html *h, const char *title);
void plot_figure_begin(struct html *h, const char *title, double height);
void plot_figure_body(struct html *h);
void plot_figure_data(struct html *h, const char *title, const struct html_column *column, size_t n_columns);
void plot_figure_end(struct html *h);

#endif
