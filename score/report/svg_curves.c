#include "score/report/svg.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "score/report/plot_frame.h"

/* The plots that are lines, with their parts before each: trend, threshold, sparkline. */

/* ---- trend ---- */

static bool trend_range(const struct svg_trend *trend, double *low, double *high)
{
    bool any = false;

    for (size_t s = 0; s < trend->n_series; s++) {
        for (size_t i = 0; i < trend->n; i++) {
            double y = trend->series[s].y[i];

            if (!plot_is_value(y))
                continue;
            *low = any ? fmin(*low, y) : y;
            *high = any ? fmax(*high, y) : y;
            any = true;
        }
    }
    if (any && plot_is_value(trend->limit)) {
        *low = fmin(*low, trend->limit);
        *high = fmax(*high, trend->limit);
    }
    /* A range that is wide beside its values begins at nought; a narrow one would be flat there. One without any width
     * begins there too. */
    if (any && *low > 0 && (*low < *high / 2 || *high - *low < 1e-9 * *high))
        *low = 0;
    if (any && *high <= 0 && *high - *low < 1e-9 * -*low)
        *high = 0;
    if (any && *low == *high)
        *high = *low + 1;
    return any;
}

/* As many labels as fit, counted from the newest. `half` is half the width of the widest. */
static void trend_labels(struct html *h, const struct plot_frame *f, const struct svg_trend *trend, double half)
{
    double slot = trend->n > 1 ? f->width / (double)(trend->n - 1) : f->width;
    size_t every = (size_t)ceil((2 * half + 10) / slot);

    for (size_t i = 0; i < trend->n; i++) {
        if ((trend->n - 1 - i) % every == 0)
            plot_label(h, "tick", PLOT_MIDDLE, plot_x(f, (double)i), f->top + f->height + 17, trend->label[i],
                       2 * half + 1);
    }
}

static void trend_data(struct html *h, const struct svg_trend *trend)
{
    struct html_column column[SVG_SERIES_MAX + 1] = { { "", HTML_COLUMN_HEADER } };

    for (size_t s = 0; s < trend->n_series; s++)
        column[s + 1] = (struct html_column){ trend->series[s].name, HTML_COLUMN_NUMBER };
    column[0].label = "At";
    plot_figure_data(h, trend->title, column, trend->n_series + 1);
    for (size_t i = 0; i < trend->n; i++) {
        html_row(h);
        html_cell(h, trend->label[i]);
        for (size_t s = 0; s < trend->n_series; s++) {
            if (trend->percent)
                html_cell_probability(h, trend->series[s].y[i]);
            else
                html_cell_number(h, trend->series[s].y[i], 2);
        }
    }
    plot_figure_end(h);
}

static void trend_summary(struct html *h, const struct svg_trend *trend)
{
    char buf[HTML_NUMBER_MAX];

    html_textf(h, "%zu moments from %s to %s.", trend->n, trend->label[0], trend->label[trend->n - 1]);
    for (size_t s = 0; s < trend->n_series; s++) {
        double last = trend->series[s].y[trend->n - 1];

        if (trend->percent)
            html_format_probability(buf, last);
        else
            html_format_number(buf, last, 2);
        html_textf(h, " %s ends at %s.", trend->series[s].name, buf);
    }
}

void svg_trend(struct html *h, const struct svg_trend *trend)
{
    enum { MARKERS_UP_TO = 24 };
    struct plot_legend legend = { .n = 0 };
    struct plot_frame f = { .height = 170, .x1 = trend->n > 1 ? (double)(trend->n - 1) : 1 };
    struct plot_ticks t;
    double low = 0, high = 0, half = 0, right;

    assert(trend->n_series <= SVG_SERIES_MAX);
    if (!trend_range(trend, &low, &high)) {
        plot_figure_empty(h, trend->title);
        return;
    }
    t = plot_nice_ticks(low, high, 5, trend->percent, false);
    plot_set_y(&f, &t);
    for (size_t s = 0; s < trend->n_series; s++)
        plot_legend_add(h, &legend, (enum plot_mark)s, trend->series[s].name);
    if (plot_is_value(trend->limit))
        plot_legend_add(h, &legend, PLOT_MARK_LIMIT, trend->limit_name);
    for (size_t i = 0; i < trend->n; i++)
        half = fmax(half, plot_text_width(h, trend->label[i], PLOT_FONT_TICK, 84) / 2);
    right = half + 4;
    f.left = fmax(plot_widest_tick(h, &t) + 10, half + 2);
    f.width = PLOT_WIDTH - f.left - right;
    f.top = PLOT_LEGEND_LINE * legend.n_lines + 12;

    plot_figure_begin(h, trend->title, f.top + f.height + 26);
    trend_summary(h, trend);
    plot_figure_body(h);
    plot_legend_draw(h, &legend);
    plot_y_axis(h, &f, &t);
    if (plot_is_value(trend->limit))
        plot_line(h, "line limit", f.left, plot_y(&f, trend->limit), f.left + f.width, plot_y(&f, trend->limit));
    for (size_t s = 0; s < trend->n_series; s++) {
        plot_curve(h, &f, s, NULL, trend->series[s].y, trend->n, trend->step);
        plot_markers(h, &f, s, trend->series[s].y, trend->n, trend->n > MARKERS_UP_TO);
    }
    trend_labels(h, &f, trend, half);
    trend_data(h, trend);
}

/* ---- threshold ---- */

static void threshold_data(struct html *h, const struct svg_threshold *t)
{
    const struct html_column column[] = { { "Curve", HTML_COLUMN_HEADER },
                                          { t->gate_name, HTML_COLUMN_NUMBER },
                                          { t->caught_name, HTML_COLUMN_NUMBER } };

    plot_figure_data(h, t->title, column, 3);
    for (size_t c = 0; c < t->n_curves; c++) {
        for (size_t i = 0; i < t->curve[c].n; i++) {
            html_row(h);
            html_cell(h, t->curve[c].name);
            html_cell_probability(h, t->curve[c].gate[i]);
            html_cell_probability(h, t->curve[c].caught[i]);
        }
    }
    plot_figure_end(h);
}

static void draw_operating_point(struct html *h, const struct plot_frame *f, double gate, double caught)
{
    double x = plot_x(f, gate), y = plot_y(f, caught);

    strbuf_addf(h->out, "<path class=\"guide\" d=\"M%.2f %.2fV%.2fH%.2f\"/>\n", x, f->top + f->height, y, f->left);
    plot_marker(h, PLOT_MARK_POINT, x, y);
}

void svg_threshold(struct html *h, const struct svg_threshold *threshold)
{
    struct plot_legend legend = { .n = 0 };
    struct plot_frame f = { .left = 46, .width = PLOT_WIDTH - 46 - 20, .height = 220, .x1 = 1, .y1 = 1 };
    const struct plot_ticks t = plot_nice_ticks(0, 1, 5, true, false);
    const bool here = plot_is_value(threshold->gate) && plot_is_value(threshold->caught);
    char gate[HTML_NUMBER_MAX], caught[HTML_NUMBER_MAX], point[3 * HTML_NUMBER_MAX];

    assert(threshold->n_curves <= SVG_SERIES_MAX);
    if (threshold->n_curves == 0) {
        plot_figure_empty(h, threshold->title);
        return;
    }
    html_format_probability(gate, threshold->gate);
    html_format_probability(caught, threshold->caught);
    snprintf(point, sizeof point, "gate %s, catch %s", gate, caught);
    for (size_t c = 0; c < threshold->n_curves; c++)
        plot_legend_add(h, &legend, (enum plot_mark)c, threshold->curve[c].name);
    plot_legend_add(h, &legend, PLOT_MARK_LIMIT, "by chance");
    if (here)
        plot_legend_add(h, &legend, PLOT_MARK_POINT, point);
    f.top = PLOT_LEGEND_LINE * legend.n_lines + 26;

    plot_figure_begin(h, threshold->title, f.top + f.height + 40);
    html_textf(h, "%s against %s, %zu curves. Operating point: %s.", threshold->caught_name, threshold->gate_name,
               threshold->n_curves, here ? point : "none");
    plot_figure_body(h);
    plot_legend_draw(h, &legend);
    plot_label(h, "tick", PLOT_START, 0, f.top - 10, threshold->caught_name, PLOT_WIDTH);
    plot_y_axis(h, &f, &t);
    plot_line(h, "line limit", f.left, f.top + f.height, f.left + f.width, f.top);
    for (size_t c = threshold->n_curves; c-- > 0;)
        plot_curve(h, &f, c, threshold->curve[c].gate, threshold->curve[c].caught, threshold->curve[c].n, false);
    if (here)
        draw_operating_point(h, &f, threshold->gate, threshold->caught);
    plot_x_axis(h, &f, &t, f.top + f.height);
    plot_label(h, "tick", PLOT_MIDDLE, f.left + f.width / 2, f.top + f.height + 34, threshold->gate_name, f.width);
    threshold_data(h, threshold);
}

/* ---- sparkline ---- */

void svg_sparkline(struct html *h, const char *title, const double *y, size_t n)
{
    struct plot_frame f = { .left = 4, .top = 4, .width = 88, .height = 12, .x1 = n > 1 ? (double)(n - 1) : 1 };
    size_t last = n;
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        if (!plot_is_value(y[i]))
            continue;
        f.y0 = any ? fmin(f.y0, y[i]) : y[i];
        f.y1 = any ? fmax(f.y1, y[i]) : y[i];
        last = i;
        any = true;
    }
    if (f.y1 - f.y0 < 1e-12) {
        f.y0 -= 1;
        f.y1 += 1;
    }
    html_open(h, "svg", "class", "spark", "viewBox", "0 0 96 20", "role", "img", "aria-label", title, NULL);
    html_element(h, "title", title);
    if (any) {
        plot_curve(h, &f, 0, NULL, y, n, false);
        plot_marker(h, PLOT_MARK_SERIES_1, plot_x(&f, (double)last), plot_y(&f, y[last]));
    }
    html_close(h, "svg");
}
