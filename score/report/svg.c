#include "score/report/svg.h"

#include <math.h>
#include <string.h>

#include "score/report/plot_frame.h"

/* One function a plot with its parts before it: contributions, reliability, histogram. Those that are lines are in
 * svg_curves.c. */

void svg_group_begin(struct html *h)
{
    html_open(h, "div", "class", "plots", NULL);
    html_raw(h, "\n");
}

void svg_group_end(struct html *h)
{
    html_close(h, "div");
}

/* ---- contributions ---- */

static void draw_contribution(struct html *h, const struct svg_contribution *item, double zero, double scale, double y)
{
    char value[HTML_NUMBER_MAX];
    double v = plot_is_value(item->value) ? item->value : 0, value_width;

    html_format_signed(value, item->value, 2);
    value_width = 1.1 * plot_text_width(h, value, PLOT_FONT, PLOT_WIDTH); /* it is bold */
    plot_label(h, "label", PLOT_START, 0, y + 11, item->label, PLOT_WIDTH - value_width - 14);
    plot_label(h, "value", PLOT_END, PLOT_WIDTH, y + 11, value, PLOT_WIDTH);
    plot_rect(h, "track", 0, y + 17, PLOT_WIDTH, 7);
    plot_rect(h, v < 0 ? "down" : "up", v < 0 ? zero + v * scale : zero, y + 17, fabs(v) * scale, 7);
    plot_line(h, "axis", zero, y + 15, zero, y + 26);
}

static void contributions_data(struct html *h, const char *title, const struct svg_contribution *item, size_t n)
{
    static const struct html_column column[] = { { "Factor", HTML_COLUMN_HEADER },
                                                 { "Contribution", HTML_COLUMN_NUMBER } };

    plot_figure_data(h, title, column, 2);
    for (size_t i = 0; i < n; i++) {
        html_row(h);
        html_cell(h, item[i].label);
        html_cell_signed(h, item[i].value, 4);
    }
    plot_figure_end(h);
}

void svg_contributions(struct html *h, const char *title, const char *raises, const char *lowers,
                       const struct svg_contribution *item, size_t n)
{
    const double row = 34;
    struct plot_legend legend = { .n = 0 };
    double low = 0, high = 0, scale, zero, top;
    size_t n_up = 0;

    for (size_t i = 0; i < n; i++) {
        if (plot_is_value(item[i].value)) {
            low = fmin(low, item[i].value);
            high = fmax(high, item[i].value);
            n_up += item[i].value > 0;
        }
    }
    if (n == 0) {
        plot_figure_empty(h, title);
        return;
    }
    scale = high - low > 1e-12 ? PLOT_WIDTH / (high - low) : 0; /* all nought, or as good as */
    zero = low < 0 ? -low * scale : 0;
    plot_legend_add(h, &legend, PLOT_MARK_DOWN, lowers);
    plot_legend_add(h, &legend, PLOT_MARK_UP, raises);
    top = PLOT_LEGEND_LINE * legend.n_lines + 8;

    plot_figure_begin(h, title, top + row * (double)n);
    html_textf(h, "%zu factors, %zu of them: %s; the others: %s. The first is: %s.", n, n_up, raises, lowers,
               item[0].label);
    plot_figure_body(h);
    plot_legend_draw(h, &legend);
    for (size_t i = 0; i < n; i++)
        draw_contribution(h, &item[i], zero, scale, top + row * (double)i);
    contributions_data(h, title, item, n);
}

/* ---- reliability ---- */

/* Wilson's score interval, 95 % (Wilson 1927; Brown, Cai and DasGupta 2001, section 3.1.1), n trials of which the
 * share p succeeded:
 *     ( p + z^2/2n  +-  z sqrt( p (1 - p) / n + z^2/4n^2 ) ) / ( 1 + z^2/n ) */
static void wilson(double p, double n, double *low, double *high)
{
    const double z = 1.959963984540054;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * sqrt(fmax(p * (1 - p), 0) / n + z * z / (4 * n * n)) / (1 + z * z / n);

    *low = fmax(middle - half, 0);
    *high = fmin(middle + half, 1);
}

static bool bin_counts(const struct svg_bin *bin)
{
    return bin->n > 0 && plot_is_value(bin->predicted) && plot_is_value(bin->observed) && bin->low < bin->high;
}

static void reliability_points(struct html *h, const struct plot_frame *f, const struct svg_bin *bin, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = plot_x(f, bin[i].predicted), low, high;

        if (!bin_counts(&bin[i]))
            continue;
        wilson(bin[i].observed, (double)bin[i].n, &low, &high);
        plot_line(h, "interval", x, plot_y(f, low), x, plot_y(f, high));
        plot_marker(h, PLOT_MARK_SERIES_1, x, plot_y(f, bin[i].observed));
    }
}

/* How many cases each bin has, under the plot; a count is written where its bin is wide enough. */
static void reliability_counts(struct html *h, const struct plot_frame *f, const struct svg_bin *bin, size_t n,
                               double top, double height)
{
    char buf[HTML_NUMBER_MAX];
    uint64_t most = 1;

    for (size_t i = 0; i < n; i++)
        most = bin_counts(&bin[i]) && bin[i].n > most ? bin[i].n : most;
    for (size_t i = 0; i < n; i++) {
        double x = plot_x(f, bin[i].low), width = plot_x(f, bin[i].high) - x;
        double bar = height * (double)bin[i].n / (double)most;

        if (!bin_counts(&bin[i]))
            continue;
        plot_rect(h, "bin", x + 0.5, top + height - bar, width - 1, fmax(bar, 1));
        if (plot_text_width(h, html_format_count(buf, bin[i].n), PLOT_FONT_TICK, PLOT_WIDTH) <= width - 2)
            plot_label(h, "tick", PLOT_MIDDLE, x + width / 2, top + height - bar - 3, buf, width);
    }
    plot_line(h, "axis", f->left, top + height, f->left + f->width, top + height);
    plot_label(h, "tick", PLOT_END, f->left - 6, top + height, "cases", f->left - 6);
}

static void reliability_data(struct html *h, const char *title, const struct svg_bin *bin, size_t n)
{
    static const struct html_column column[] = {
        { "Predicted, from and to", HTML_COLUMN_HEADER },
        { "Mean predicted", HTML_COLUMN_NUMBER },
        { "Observed", HTML_COLUMN_NUMBER },
        { "Cases", HTML_COLUMN_NUMBER },
    };

    plot_figure_data(h, title, column, 4);
    for (size_t i = 0; i < n; i++) {
        html_row(h);
        html_cellf(h, "%.1f%% to %.1f%%", 100 * bin[i].low, 100 * bin[i].high);
        html_cell_probability(h, bin[i].n > 0 ? bin[i].predicted : (double)NAN);
        html_cell_probability(h, bin[i].n > 0 ? bin[i].observed : (double)NAN);
        html_cell_count(h, bin[i].n);
    }
    plot_figure_end(h);
}

/* Says in words what the plot shows. Returns the top of the axes: the largest rate or probability. */
static double reliability_summary(const struct svg_bin *bin, size_t n, double *gap, size_t *worst, size_t *n_used)
{
    double top = 0.1;

    *gap = 0;
    *worst = *n_used = 0;
    for (size_t i = 0; i < n; i++) {
        if (!bin_counts(&bin[i]))
            continue;
        top = fmax(top, fmin(fmax(bin[i].predicted, bin[i].observed), 1));
        if (++*n_used == 1 || fabs(bin[i].observed - bin[i].predicted) > *gap) {
            *gap = fabs(bin[i].observed - bin[i].predicted);
            *worst = i;
        }
    }
    return top;
}

void svg_reliability(struct html *h, const char *title, const struct svg_bin *bin, size_t n)
{
    const double height = 210, strip = 44;
    struct plot_legend legend = { .n = 0 };
    struct plot_frame f = { .left = 46, .width = PLOT_WIDTH - 46 - 20, .height = height };
    struct plot_ticks t;
    double gap, top = 0, bottom;
    size_t worst, n_used;

    top = reliability_summary(bin, n, &gap, &worst, &n_used);
    if (n_used == 0) {
        plot_figure_empty(h, title);
        return;
    }
    t = plot_nice_ticks(0, top, 5, true, false);
    plot_set_y(&f, &t);
    f.x0 = f.y0;
    f.x1 = f.y1;
    plot_legend_add(h, &legend, PLOT_MARK_INTERVAL, "observed, 95% interval");
    plot_legend_add(h, &legend, PLOT_MARK_LIMIT, "as predicted");
    f.top = PLOT_LEGEND_LINE * legend.n_lines + 12;
    bottom = f.top + f.height + strip + 22;

    plot_figure_begin(h, title, bottom + 38);
    html_textf(h, "%zu bins with cases. Predicted and observed are furthest apart, by %.1f%%, at %.1f%% predicted.",
               n_used, 100 * gap, 100 * bin[worst].predicted);
    plot_figure_body(h);
    plot_legend_draw(h, &legend);
    plot_y_axis(h, &f, &t);
    plot_line(h, "line limit", f.left, f.top + f.height, f.left + f.width, f.top);
    reliability_points(h, &f, bin, n);
    reliability_counts(h, &f, bin, n, bottom - strip, strip);
    plot_x_axis(h, &f, &t, bottom);
    plot_label(h, "tick", PLOT_MIDDLE, f.left + f.width / 2, bottom + 33, "predicted probability", f.width);
    reliability_data(h, title, bin, n);
}

/* ---- histogram ---- */

static void histogram_data(struct html *h, const struct svg_histogram *g)
{
    static const struct html_column column[] = { { "From and to", HTML_COLUMN_HEADER },
                                                 { "Count", HTML_COLUMN_NUMBER } };
    const double step = (g->high - g->low) / (double)g->n, factor = g->percent ? 100 : 1;
    char from[HTML_NUMBER_MAX], to[HTML_NUMBER_MAX];

    plot_figure_data(h, g->title, column, 2);
    for (size_t i = 0; i < g->n; i++) {
        html_row(h);
        html_format_number(from, factor * (g->low + step * (double)i), 2);
        html_format_number(to, factor * (g->low + step * (double)(i + 1)), 2);
        html_cellf(h, g->percent ? "%s%% to %s%%" : "%s to %s", from, to);
        html_cell_count(h, g->count[i]);
    }
    plot_figure_end(h);
}

static void histogram_bars(struct html *h, const struct plot_frame *f, const struct svg_histogram *g)
{
    const double slot = f->width / (double)g->n, gap = slot > 4 ? 1 : 0;

    for (size_t i = 0; i < g->n; i++) {
        double y = plot_y(f, (double)g->count[i]);

        if (g->count[i] > 0)
            plot_rect(h, "bin", f->left + slot * (double)i + gap / 2, y, slot - gap, fmax(f->top + f->height - y, 1));
    }
    if (plot_is_value(g->mark))
        plot_line(h, "line here", plot_x(f, g->mark), f->top, plot_x(f, g->mark), f->top + f->height);
}

/* As many ticks as stand apart, allowing for the margin that the last one needs. */
static struct plot_ticks ticks_that_fit(struct html *h, const struct svg_histogram *g, const struct plot_frame *f)
{
    struct plot_ticks t;
    double widest;
    long n = 8;

    do {
        t = plot_nice_ticks(g->low, g->high, n, g->percent, false);
        widest = plot_widest_tick(h, &t);
    } while ((widest + 10) * (double)n > f->width - widest && --n > 1);
    return t;
}

void svg_histogram(struct html *h, const struct svg_histogram *g)
{
    struct plot_legend legend = { .n = 0 };
    struct plot_frame f = { .height = 150, .x0 = g->low, .x1 = g->high };
    struct plot_ticks tx, ty;
    uint64_t most = 0, total = 0;
    double half;

    for (size_t i = 0; i < g->n; i++) {
        most = g->count[i] > most ? g->count[i] : most;
        total += g->count[i];
    }
    if (most == 0 || !plot_is_value(g->low) || !plot_is_value(g->high) || !(g->low < g->high)) {
        plot_figure_empty(h, g->title);
        return;
    }
    ty = plot_nice_ticks(0, fmin((double)most, 1e15), 4, false, true);
    plot_set_y(&f, &ty);
    if (plot_is_value(g->mark))
        plot_legend_add(h, &legend, PLOT_MARK_VERTICAL, g->mark_name);
    f.left = plot_widest_tick(h, &ty) + 10;
    f.width = PLOT_WIDTH - f.left;
    tx = ticks_that_fit(h, g, &f);
    half = plot_widest_tick(h, &tx) / 2 + 2;
    f.left = fmax(f.left, half);
    f.width = PLOT_WIDTH - f.left - half;
    f.top = PLOT_LEGEND_LINE * legend.n_lines + 10;

    plot_figure_begin(h, g->title, f.top + f.height + 40);
    html_textf(h, "%llu values in %zu bins; the fullest has %llu.", (unsigned long long)total, g->n,
               (unsigned long long)most);
    plot_figure_body(h);
    plot_legend_draw(h, &legend);
    plot_y_axis(h, &f, &ty);
    histogram_bars(h, &f, g);
    plot_x_axis(h, &f, &tx, f.top + f.height);
    plot_label(h, "tick", PLOT_MIDDLE, f.left + f.width / 2, f.top + f.height + 34, g->unit, f.width);
    histogram_data(h, g);
}
