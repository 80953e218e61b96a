#include "score/report/plot_frame.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- ticks ---- */

bool plot_is_value(double value)
{
    return isfinite(value) && fabs(value) <= 1e15;
}

static double tick_value(const struct plot_ticks *t, long i)
{
    double power = 1;

    for (int k = 0; k < (t->exponent < 0 ? -t->exponent : t->exponent); k++)
        power *= 10; /* exact up to 1e22 */
    return t->exponent < 0 ? (double)i * t->digit / power : (double)i * t->digit * power;
}

struct plot_ticks plot_nice_ticks(double low, double high, long n_max, bool percent, bool whole)
{
    static const int digit[] = { 1, 2, 5 };
    struct plot_ticks t = { .percent = percent, .divisor = 1 };

    for (int k = whole ? 0 : -12;; k++) {
        for (size_t d = 0; d < 3; d++) {
            double step;

            t.digit = digit[d];
            t.exponent = k;
            step = tick_value(&t, 1);
            if ((high - low) / step > (double)n_max + 1)
                continue;
            t.first = (long)floor(low / step + 1e-9);
            t.last = (long)ceil(high / step - 1e-9);
            if (t.last - t.first > n_max)
                continue;
            if (t.last == t.first)
                t.last++;
            if (!percent && fmax(fabs(low), fabs(high)) >= 1e4)
                t.divisor = step >= 1e6 ? 1e6 : step >= 1e3 ? 1e3 : 1;
            return t;
        }
    }
}

static char *tick_label(char buf[HTML_NUMBER_MAX], const struct plot_ticks *t, long i)
{
    int decimals = t->percent ? -t->exponent - 2 : -t->exponent;

    html_format_number(buf, tick_value(t, i) * (t->percent ? 100 : 1) / t->divisor,
                       decimals < 0   ? 0
                       : decimals > 9 ? 9
                                      : decimals);
    return strcat(buf, t->percent ? "%" : i == 0 ? "" : t->divisor >= 1e6 ? "M" : t->divisor >= 1e3 ? "k" : "");
}

double plot_widest_tick(struct html *h, const struct plot_ticks *t)
{
    char buf[HTML_NUMBER_MAX];
    double widest = 0;

    for (long i = t->first; i <= t->last; i++)
        widest = fmax(widest, plot_text_width(h, tick_label(buf, t, i), PLOT_FONT_TICK, PLOT_WIDTH));
    return widest;
}

/* ---- the frame and its axes ---- */

double plot_x(const struct plot_frame *f, double x)
{
    return f->left + f->width * (fmin(fmax(x, f->x0), f->x1) - f->x0) / (f->x1 - f->x0);
}

double plot_y(const struct plot_frame *f, double y)
{
    return f->top + f->height * (f->y1 - fmin(fmax(y, f->y0), f->y1)) / (f->y1 - f->y0);
}

void plot_set_y(struct plot_frame *f, const struct plot_ticks *t)
{
    f->y0 = tick_value(t, t->first);
    f->y1 = tick_value(t, t->last);
}

void plot_line(struct html *h, const char *class, double x1, double y1, double x2, double y2)
{
    strbuf_addf(h->out, "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2f\"/>\n", class, x1, y1, x2, y2);
}

void plot_rect(struct html *h, const char *class, double x, double y, double width, double height)
{
    strbuf_addf(h->out, "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>\n", class, x, y,
                fmax(width, 0), fmax(height, 0));
}

void plot_y_axis(struct html *h, const struct plot_frame *f, const struct plot_ticks *t)
{
    char buf[HTML_NUMBER_MAX];

    for (long i = t->first; i <= t->last; i++) {
        double y = plot_y(f, tick_value(t, i));

        plot_line(h, i == t->first ? "axis" : "grid", f->left, y, f->left + f->width, y);
        plot_label(h, "tick", PLOT_END, f->left - 6, y + 4, tick_label(buf, t, i), f->left);
    }
}

void plot_x_axis(struct html *h, const struct plot_frame *f, const struct plot_ticks *t, double bottom)
{
    char buf[HTML_NUMBER_MAX];

    for (long i = t->first; i <= t->last; i++) {
        double value = tick_value(t, i);

        if (value < f->x0 - 1e-9 * fabs(f->x0) || value > f->x1 + 1e-9 * fabs(f->x1))
            continue;
        plot_line(h, "axis", plot_x(f, value), bottom, plot_x(f, value), bottom + 4);
        plot_label(h, "tick", PLOT_MIDDLE, plot_x(f, value), bottom + 16, tick_label(buf, t, i), PLOT_WIDTH);
    }
}

/* ---- legends ---- */

static const double LEGEND_MARK = 28, LEGEND_GAP = 18;

void plot_legend_add(struct html *h, struct plot_legend *legend, enum plot_mark kind, const char *name)
{
    double width = LEGEND_MARK + plot_text_width(h, name, PLOT_FONT, PLOT_WIDTH - LEGEND_MARK);

    assert(legend->n < sizeof legend->item / sizeof legend->item[0]);

    if (legend->n_lines == 0 || legend->x + width > PLOT_WIDTH) {
        legend->n_lines++;
        legend->x = 0;
    }
    legend->item[legend->n].kind = kind;
    legend->item[legend->n].name = name;
    legend->item[legend->n].x = legend->x;
    legend->item[legend->n].line = legend->n_lines - 1;
    legend->n++;
    legend->x += width + LEGEND_GAP;
}

void plot_marker(struct html *h, enum plot_mark kind, double x, double y)
{
    if (kind == PLOT_MARK_SERIES_2)
        plot_rect(h, "dot s2", x - 3, y - 3, 6, 6);
    else if (kind == PLOT_MARK_SERIES_3)
        strbuf_addf(h->out, "<path class=\"dot s3\" d=\"M%.2f %.2fl4 7h-8z\"/>\n", x, y - 4);
    else
        strbuf_addf(h->out, "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%s\"/>\n",
                    kind == PLOT_MARK_POINT ? "here" : "dot s1", x, y, kind == PLOT_MARK_POINT ? "5" : "3.2");
}

/* What stands before a name in a legend: 22 units wide from x, its middle at y. */
static void draw_mark(struct html *h, enum plot_mark kind, double x, double y)
{
    static const char *const class[] = { "line s1", "line s2", "line s3", "line limit" };

    switch (kind) {
    case PLOT_MARK_UP:
    case PLOT_MARK_DOWN:
        plot_rect(h, kind == PLOT_MARK_UP ? "up" : "down", x, y - 4, 22, 8);
        break;
    case PLOT_MARK_POINT:
        plot_marker(h, PLOT_MARK_POINT, x + 11, y);
        break;
    case PLOT_MARK_VERTICAL:
        plot_line(h, "line here", x + 11, y - 7, x + 11, y + 7);
        break;
    case PLOT_MARK_INTERVAL:
        plot_line(h, "interval", x + 11, y - 7, x + 11, y + 7);
        plot_marker(h, PLOT_MARK_SERIES_1, x + 11, y);
        break;
    default:
        plot_line(h, class[kind], x, y, x + 22, y);
        if (kind != PLOT_MARK_LIMIT)
            plot_marker(h, kind, x + 11, y);
    }
}

void plot_legend_draw(struct html *h, const struct plot_legend *legend)
{
    for (size_t i = 0; i < legend->n; i++) {
        double x = legend->item[i].x, y = PLOT_LEGEND_LINE * legend->item[i].line + 9;

        draw_mark(h, legend->item[i].kind, x, y);
        plot_label(h, "label", PLOT_START, x + LEGEND_MARK, y + 4, legend->item[i].name, PLOT_WIDTH - x - LEGEND_MARK);
    }
}

/* ---- lines ---- */

void plot_curve(struct html *h, const struct plot_frame *f, size_t series, const double *x, const double *y, size_t n,
                bool step)
{
    bool pen_down = false;

    strbuf_addf(h->out, "<path class=\"line s%zu\" d=\"", series + 1);
    for (size_t i = 0; i < n; i++) {
        double at = x != NULL ? x[i] : (double)i;

        if (!plot_is_value(at) || !plot_is_value(y[i])) {
            pen_down = false;
            continue;
        }
        if (!pen_down)
            strbuf_addf(h->out, "M%.2f %.2f", plot_x(f, at), plot_y(f, y[i]));
        else if (step)
            strbuf_addf(h->out, "H%.2fV%.2f", plot_x(f, at), plot_y(f, y[i]));
        else
            strbuf_addf(h->out, "L%.2f %.2f", plot_x(f, at), plot_y(f, y[i]));
        pen_down = true;
    }
    html_raw(h, "\"/>\n");
}

void plot_markers(struct html *h, const struct plot_frame *f, size_t series, const double *y, size_t n, bool only_lone)
{
    for (size_t i = 0; i < n; i++) {
        bool lone = (i == 0 || !plot_is_value(y[i - 1])) && (i + 1 == n || !plot_is_value(y[i + 1]));

        if (plot_is_value(y[i]) && (lone || !only_lone))
            plot_marker(h, (enum plot_mark)series, plot_x(f, (double)i), plot_y(f, y[i]));
    }
}

/* ---- figures ---- */

void plot_figure_empty(struct html *h, const char *title)
{
    html_open(h, "figure", "class", "plot", NULL);
    html_element(h, "figcaption", title);
    html_empty(h, "There is nothing to plot.");
    html_close(h, "figure");
}

void plot_figure_begin(struct html *h, const char *title, double height)
{
    char box[64], title_id[48], desc_id[48], both[100];

    h->n_ids++;
    snprintf(box, sizeof box, "0 0 %.0f %.0f", (double)PLOT_WIDTH, height);
    snprintf(title_id, sizeof title_id, "plot-%zu-title", h->n_ids);
    snprintf(desc_id, sizeof desc_id, "plot-%zu-desc", h->n_ids);
    snprintf(both, sizeof both, "%s %s", title_id, desc_id);
    html_open(h, "figure", "class", "plot", NULL);
    html_element(h, "figcaption", title);
    html_open(h, "svg", "viewBox", box, "role", "img", "aria-labelledby", both, NULL);
    html_open(h, "title", "id", title_id, NULL);
    html_text(h, title);
    html_close(h, "title");
    html_open(h, "desc", "id", desc_id, NULL);
}

void plot_figure_body(struct html *h)
{
    html_close(h, "desc");
}

void plot_figure_data(struct html *h, const char *title, const struct html_column *column, size_t n_columns)
{
    html_close(h, "svg");
    html_raw(h, "\n");
    html_open(h, "details", "class", "data", NULL);
    html_element(h, "summary", "Data");
    html_table_begin(h, title, column, n_columns);
}

void plot_figure_end(struct html *h)
{
    html_table_end(h, "No data.");
    html_close(h, "details");
    html_close(h, "figure");
}
