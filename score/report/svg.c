#include "score/report/svg.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/*
 * In order: widths of text, ticks, the frame and its axes, legends, figures; then one function a plot with its parts
 * before it. Units are those of the viewBox, WIDTH wide; the stylesheet lets a plot be 0.8 to 1.1 CSS pixels a unit.
 */

static const double WIDTH = 440;
static const double FONT = 12, FONT_TICK = 11; /* as in stylesheet.c */
static const double LEGEND_LINE = 18;

/* ---- widths of text ---- */

/* Advance widths of ' ' to '~' in hundredths of an em: the larger of DejaVu Sans and Verdana, the widest faces that a
 * system font stack ends at (from their hmtx tables), rounded up. */
static const unsigned char ascii_advance[] = {
    36, 41, 46, 84, 64, 108, 78, 28, 46,  46, 64, 84, 37, 46, 37, 46, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 46, 46, 84, 84,  84, 55, 100, 69, 69, 70, 78, 64, 58, 78, 76, 43, 46, 70, 56, 87, 75, 79,
    61, 79, 70, 69, 62, 74,  69, 99, 69,  62, 69, 46, 46, 46, 84, 64, 64, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 35, 60, 28, 98,  64, 62, 64,  64, 43, 53, 40, 64, 60, 82, 60, 60, 53, 64, 46, 64, 84,
};

/* In em. Beyond ASCII by script, so that an estimate is hardly ever too small. */
static double advance(uint32_t cp)
{
    if (cp < ' ')
        return 0.36; /* shown as a blank */
    if (cp < 0x7F)
        return ascii_advance[cp - ' '] / 100.0;
    if ((cp >= 0x300 && cp <= 0x36F) || cp == 0x200C || cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F)
        return 0;
    if (cp < 0x530)
        return 0.85;
    if (cp == 0xFDFD || cp == 0xFDFA || cp == 0x2E3B || (cp >= 0x12000 && cp <= 0x1254F))
        return 12; /* single characters as wide as a word */
    return cp >= 0x1F000 ? 1.4 : 1.1;
}

/* Writes the visible form of `text` to `out`, one line, cut with an ellipsis where it would be wider than `max`.
 * Returns its width. */
static double fit_text(struct strbuf *out, const char *text, double font, double max, bool *cut)
{
    const double ellipsis = 1.0 * font;
    double width = 0, width_fits = 0;
    size_t at = 0, fits = 0; /* out->data[0, fits) and an ellipsis stay below max */

    strbuf_clear(out);
    html_visible(out, text, strlen(text));
    while (at < out->len) {
        uint32_t cp;
        size_t n = html_decode(&cp, out->data + at, out->len - at);
        double step;

        if (cp == '\n' || cp == '\t')
            out->data[at] = ' ';
        step = advance(cp) * font;
        if (width + ellipsis <= max && step > 0) {
            fits = at;
            width_fits = width;
        }
        width += step;
        at += n;
    }
    *cut = width > max && !out->failed;
    if (*cut) {
        out->len = fits;
        strbuf_adds(out, "\xE2\x80\xA6");
        width = width_fits + ellipsis;
    }
    return width;
}

static double text_width(struct html *h, const char *text, double font, double max)
{
    bool cut;
    double width = fit_text(&h->scratch, text, font, max, &cut);

    if (h->scratch.failed)
        h->out->failed = 1;
    return width;
}

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* A text at x, y (its baseline), at most `max` wide; where it is cut, the whole is its tooltip. */
static void write_label(struct html *h, const char *class, enum anchor anchor, double x, double y, const char *text,
                        double max)
{
    static const char *const name[] = { "start", "middle", "end" };
    const double font = strcmp(class, "tick") == 0 ? FONT_TICK : FONT;
    bool cut;

    fit_text(&h->scratch, text, font, max, &cut);
    strbuf_addf(h->out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%.2f\" y=\"%.2f\">", class, name[anchor], x, y);
    if (cut) {
        html_raw(h, "<title>");
        html_text(h, text);
        html_raw(h, "</title>");
    }
    html_textn(h, h->scratch.data, h->scratch.len);
    html_raw(h, "</text>\n");
    if (h->scratch.failed)
        h->out->failed = 1;
}

/* ---- ticks ---- */

static bool is_plottable(double value)
{
    return isfinite(value) && fabs(value) <= 1e15;
}

/* Values i x digit x 10^exponent for i from first to last. */
struct ticks {
    int digit, exponent;
    long first, last;
    bool percent;
    double divisor; /* of the labels: 1, 1e3, 1e6 */
};

static double tick_value(const struct ticks *t, long i)
{
    double power = 1;

    for (int k = 0; k < (t->exponent < 0 ? -t->exponent : t->exponent); k++)
        power *= 10; /* exact up to 1e22 */
    return t->exponent < 0 ? (double)i * t->digit / power : (double)i * t->digit * power;
}

/* The finest round step with at most n_max intervals that cover [low, high]; `whole`: no fractions. */
static struct ticks nice_ticks(double low, double high, long n_max, bool percent, bool whole)
{
    static const int digit[] = { 1, 2, 5 };
    struct ticks t = { .percent = percent, .divisor = 1 };

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

static char *tick_label(char buf[HTML_NUMBER_MAX], const struct ticks *t, long i)
{
    int decimals = t->percent ? -t->exponent - 2 : -t->exponent;

    html_format_number(buf, tick_value(t, i) * (t->percent ? 100 : 1) / t->divisor,
                       decimals < 0   ? 0
                       : decimals > 9 ? 9
                                      : decimals);
    return strcat(buf, t->percent ? "%" : i == 0 ? "" : t->divisor >= 1e6 ? "M" : t->divisor >= 1e3 ? "k" : "");
}

static double widest_tick(struct html *h, const struct ticks *t)
{
    char buf[HTML_NUMBER_MAX];
    double widest = 0;

    for (long i = t->first; i <= t->last; i++)
        widest = fmax(widest, text_width(h, tick_label(buf, t, i), FONT_TICK, WIDTH));
    return widest;
}

/* ---- the frame and its axes ---- */

/* Where the data stands: [x0, x1] x [y0, y1] drawn over [left, left + width] x [top, top + height]. */
struct frame {
    double left, top, width, height;
    double x0, x1, y0, y1;
};

static double frame_x(const struct frame *f, double x)
{
    return f->left + f->width * (fmin(fmax(x, f->x0), f->x1) - f->x0) / (f->x1 - f->x0);
}

static double frame_y(const struct frame *f, double y)
{
    return f->top + f->height * (f->y1 - fmin(fmax(y, f->y0), f->y1)) / (f->y1 - f->y0);
}

static void frame_set_y(struct frame *f, const struct ticks *t)
{
    f->y0 = tick_value(t, t->first);
    f->y1 = tick_value(t, t->last);
}

static void line(struct html *h, const char *class, double x1, double y1, double x2, double y2)
{
    strbuf_addf(h->out, "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2f\"/>\n", class, x1, y1, x2, y2);
}

static void rect(struct html *h, const char *class, double x, double y, double width, double height)
{
    strbuf_addf(h->out, "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>\n", class, x, y,
                fmax(width, 0), fmax(height, 0));
}

static void draw_y_axis(struct html *h, const struct frame *f, const struct ticks *t)
{
    char buf[HTML_NUMBER_MAX];

    for (long i = t->first; i <= t->last; i++) {
        double y = frame_y(f, tick_value(t, i));

        line(h, i == t->first ? "axis" : "grid", f->left, y, f->left + f->width, y);
        write_label(h, "tick", ANCHOR_END, f->left - 6, y + 4, tick_label(buf, t, i), f->left);
    }
}

/* Labels of a numeric axis under `bottom`; ticks outside the frame are left out. */
static void draw_x_axis(struct html *h, const struct frame *f, const struct ticks *t, double bottom)
{
    char buf[HTML_NUMBER_MAX];

    for (long i = t->first; i <= t->last; i++) {
        double value = tick_value(t, i);

        if (value < f->x0 - 1e-9 * fabs(f->x0) || value > f->x1 + 1e-9 * fabs(f->x1))
            continue;
        line(h, "axis", frame_x(f, value), bottom, frame_x(f, value), bottom + 4);
        write_label(h, "tick", ANCHOR_MIDDLE, frame_x(f, value), bottom + 16, tick_label(buf, t, i), WIDTH);
    }
}

/* ---- legends ---- */

enum mark_kind {
    MARK_SERIES_1,
    MARK_SERIES_2,
    MARK_SERIES_3,
    MARK_LIMIT,
    MARK_UP,
    MARK_DOWN,
    MARK_POINT,
    MARK_VERTICAL,
    MARK_INTERVAL
};

struct legend {
    struct {
        enum mark_kind kind;
        const char *name;
        double x;
        int line;
    } item[SVG_SERIES_MAX + 2];
    size_t n;
    double x; /* where the next would begin */
    int n_lines;
};

static const double LEGEND_MARK = 28, LEGEND_GAP = 18;

static void legend_add(struct html *h, struct legend *legend, enum mark_kind kind, const char *name)
{
    double width = LEGEND_MARK + text_width(h, name, FONT, WIDTH - LEGEND_MARK);

    assert(legend->n < sizeof legend->item / sizeof legend->item[0]);

    if (legend->n_lines == 0 || legend->x + width > WIDTH) {
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

/* Circle, square, triangle: the series are told apart without colour, as by their dashes. */
static void draw_marker(struct html *h, enum mark_kind kind, double x, double y)
{
    if (kind == MARK_SERIES_2)
        rect(h, "dot s2", x - 3, y - 3, 6, 6);
    else if (kind == MARK_SERIES_3)
        strbuf_addf(h->out, "<path class=\"dot s3\" d=\"M%.2f %.2fl4 7h-8z\"/>\n", x, y - 4);
    else
        strbuf_addf(h->out, "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%s\"/>\n",
                    kind == MARK_POINT ? "here" : "dot s1", x, y, kind == MARK_POINT ? "5" : "3.2");
}

/* What stands before a name in a legend: 22 units wide from x, its middle at y. */
static void draw_mark(struct html *h, enum mark_kind kind, double x, double y)
{
    static const char *const class[] = { "line s1", "line s2", "line s3", "line limit" };

    switch (kind) {
    case MARK_UP:
    case MARK_DOWN:
        rect(h, kind == MARK_UP ? "up" : "down", x, y - 4, 22, 8);
        break;
    case MARK_POINT:
        draw_marker(h, MARK_POINT, x + 11, y);
        break;
    case MARK_VERTICAL:
        line(h, "line here", x + 11, y - 7, x + 11, y + 7);
        break;
    case MARK_INTERVAL:
        line(h, "interval", x + 11, y - 7, x + 11, y + 7);
        draw_marker(h, MARK_SERIES_1, x + 11, y);
        break;
    default:
        line(h, class[kind], x, y, x + 22, y);
        if (kind != MARK_LIMIT)
            draw_marker(h, kind, x + 11, y);
    }
}

static void draw_legend(struct html *h, const struct legend *legend)
{
    for (size_t i = 0; i < legend->n; i++) {
        double x = legend->item[i].x, y = LEGEND_LINE * legend->item[i].line + 9;

        draw_mark(h, legend->item[i].kind, x, y);
        write_label(h, "label", ANCHOR_START, x + LEGEND_MARK, y + 4, legend->item[i].name, WIDTH - x - LEGEND_MARK);
    }
}

/* ---- figures ---- */

void svg_group_begin(struct html *h)
{
    html_open(h, "div", "class", "plots", NULL);
    html_raw(h, "\n");
}

void svg_group_end(struct html *h)
{
    html_close(h, "div");
}

static void figure_empty(struct html *h, const char *title)
{
    html_open(h, "figure", "class", "plot", NULL);
    html_element(h, "figcaption", title);
    html_empty(h, "There is nothing to plot.");
    html_close(h, "figure");
}

/* Up to the inside of <desc>, which figure_body ends. */
static void figure_begin(struct html *h, const char *title, double height)
{
    char box[64], title_id[48], desc_id[48], both[100];

    h->n_ids++;
    snprintf(box, sizeof box, "0 0 %.0f %.0f", WIDTH, height);
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

static void figure_body(struct html *h)
{
    html_close(h, "desc");
}

/* Ends the drawing and begins the table of its data. */
static void figure_data(struct html *h, const char *title, const struct html_column *column, size_t n_columns)
{
    html_close(h, "svg");
    html_raw(h, "\n");
    html_open(h, "details", "class", "data", NULL);
    html_element(h, "summary", "Data");
    html_table_begin(h, title, column, n_columns);
}

static void figure_end(struct html *h)
{
    html_table_end(h, "No data.");
    html_close(h, "details");
    html_close(h, "figure");
}

/* ---- contributions ---- */

static void draw_contribution(struct html *h, const struct svg_contribution *item, double zero, double scale, double y)
{
    char value[HTML_NUMBER_MAX];
    double v = is_plottable(item->value) ? item->value : 0, value_width;

    html_format_signed(value, item->value, 2);
    value_width = 1.1 * text_width(h, value, FONT, WIDTH); /* it is bold */
    write_label(h, "label", ANCHOR_START, 0, y + 11, item->label, WIDTH - value_width - 14);
    write_label(h, "value", ANCHOR_END, WIDTH, y + 11, value, WIDTH);
    rect(h, "track", 0, y + 17, WIDTH, 7);
    rect(h, v < 0 ? "down" : "up", v < 0 ? zero + v * scale : zero, y + 17, fabs(v) * scale, 7);
    line(h, "axis", zero, y + 15, zero, y + 26);
}

static void contributions_data(struct html *h, const char *title, const struct svg_contribution *item, size_t n)
{
    static const struct html_column column[] = { { "Factor", HTML_COLUMN_HEADER },
                                                 { "Contribution", HTML_COLUMN_NUMBER } };

    figure_data(h, title, column, 2);
    for (size_t i = 0; i < n; i++) {
        html_row(h);
        html_cell(h, item[i].label);
        html_cell_signed(h, item[i].value, 4);
    }
    figure_end(h);
}

void svg_contributions(struct html *h, const char *title, const char *raises, const char *lowers,
                       const struct svg_contribution *item, size_t n)
{
    const double row = 34;
    struct legend legend = { .n = 0 };
    double low = 0, high = 0, scale, zero, top;
    size_t n_up = 0;

    for (size_t i = 0; i < n; i++) {
        if (is_plottable(item[i].value)) {
            low = fmin(low, item[i].value);
            high = fmax(high, item[i].value);
            n_up += item[i].value > 0;
        }
    }
    if (n == 0) {
        figure_empty(h, title);
        return;
    }
    scale = high - low > 1e-12 ? WIDTH / (high - low) : 0; /* all nought, or as good as */
    zero = low < 0 ? -low * scale : 0;
    legend_add(h, &legend, MARK_DOWN, lowers);
    legend_add(h, &legend, MARK_UP, raises);
    top = LEGEND_LINE * legend.n_lines + 8;

    figure_begin(h, title, top + row * (double)n);
    html_textf(h, "%zu factors, %zu of them: %s; the others: %s. The first is: %s.", n, n_up, raises, lowers,
               item[0].label);
    figure_body(h);
    draw_legend(h, &legend);
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
    return bin->n > 0 && is_plottable(bin->predicted) && is_plottable(bin->observed) && bin->low < bin->high;
}

static void reliability_points(struct html *h, const struct frame *f, const struct svg_bin *bin, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = frame_x(f, bin[i].predicted), low, high;

        if (!bin_counts(&bin[i]))
            continue;
        wilson(bin[i].observed, (double)bin[i].n, &low, &high);
        line(h, "interval", x, frame_y(f, low), x, frame_y(f, high));
        draw_marker(h, MARK_SERIES_1, x, frame_y(f, bin[i].observed));
    }
}

/* How many cases each bin has, under the plot; a count is written where its bin is wide enough. */
static void reliability_counts(struct html *h, const struct frame *f, const struct svg_bin *bin, size_t n, double top,
                               double height)
{
    char buf[HTML_NUMBER_MAX];
    uint64_t most = 1;

    for (size_t i = 0; i < n; i++)
        most = bin_counts(&bin[i]) && bin[i].n > most ? bin[i].n : most;
    for (size_t i = 0; i < n; i++) {
        double x = frame_x(f, bin[i].low), width = frame_x(f, bin[i].high) - x;
        double bar = height * (double)bin[i].n / (double)most;

        if (!bin_counts(&bin[i]))
            continue;
        rect(h, "bin", x + 0.5, top + height - bar, width - 1, fmax(bar, 1));
        if (text_width(h, html_format_count(buf, bin[i].n), FONT_TICK, WIDTH) <= width - 2)
            write_label(h, "tick", ANCHOR_MIDDLE, x + width / 2, top + height - bar - 3, buf, width);
    }
    line(h, "axis", f->left, top + height, f->left + f->width, top + height);
    write_label(h, "tick", ANCHOR_END, f->left - 6, top + height, "cases", f->left - 6);
}

static void reliability_data(struct html *h, const char *title, const struct svg_bin *bin, size_t n)
{
    static const struct html_column column[] = {
        { "Predicted, from and to", HTML_COLUMN_HEADER },
        { "Mean predicted", HTML_COLUMN_NUMBER },
        { "Observed", HTML_COLUMN_NUMBER },
        { "Cases", HTML_COLUMN_NUMBER },
    };

    figure_data(h, title, column, 4);
    for (size_t i = 0; i < n; i++) {
        html_row(h);
        html_cellf(h, "%.1f%% to %.1f%%", 100 * bin[i].low, 100 * bin[i].high);
        html_cell_probability(h, bin[i].n > 0 ? bin[i].predicted : (double)NAN);
        html_cell_probability(h, bin[i].n > 0 ? bin[i].observed : (double)NAN);
        html_cell_count(h, bin[i].n);
    }
    figure_end(h);
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
    struct legend legend = { .n = 0 };
    struct frame f = { .left = 46, .width = WIDTH - 46 - 20, .height = height };
    struct ticks t;
    double gap, top = 0, bottom;
    size_t worst, n_used;

    top = reliability_summary(bin, n, &gap, &worst, &n_used);
    if (n_used == 0) {
        figure_empty(h, title);
        return;
    }
    t = nice_ticks(0, top, 5, true, false);
    frame_set_y(&f, &t);
    f.x0 = f.y0;
    f.x1 = f.y1;
    legend_add(h, &legend, MARK_INTERVAL, "observed, 95% interval");
    legend_add(h, &legend, MARK_LIMIT, "as predicted");
    f.top = LEGEND_LINE * legend.n_lines + 12;
    bottom = f.top + f.height + strip + 22;

    figure_begin(h, title, bottom + 38);
    html_textf(h, "%zu bins with cases. Predicted and observed are furthest apart, by %.1f%%, at %.1f%% predicted.",
               n_used, 100 * gap, 100 * bin[worst].predicted);
    figure_body(h);
    draw_legend(h, &legend);
    draw_y_axis(h, &f, &t);
    line(h, "line limit", f.left, f.top + f.height, f.left + f.width, f.top);
    reliability_points(h, &f, bin, n);
    reliability_counts(h, &f, bin, n, bottom - strip, strip);
    draw_x_axis(h, &f, &t, bottom);
    write_label(h, "tick", ANCHOR_MIDDLE, f.left + f.width / 2, bottom + 33, "predicted probability", f.width);
    reliability_data(h, title, bin, n);
}

/* ---- curves ---- */

/* The path through n points; a value that cannot be drawn parts it. */
static void draw_curve(struct html *h, const struct frame *f, size_t series, const double *x, const double *y, size_t n,
                       bool step)
{
    bool pen_down = false;

    strbuf_addf(h->out, "<path class=\"line s%zu\" d=\"", series + 1);
    for (size_t i = 0; i < n; i++) {
        double at = x != NULL ? x[i] : (double)i;

        if (!is_plottable(at) || !is_plottable(y[i])) {
            pen_down = false;
            continue;
        }
        if (!pen_down)
            strbuf_addf(h->out, "M%.2f %.2f", frame_x(f, at), frame_y(f, y[i]));
        else if (step)
            strbuf_addf(h->out, "H%.2fV%.2f", frame_x(f, at), frame_y(f, y[i]));
        else
            strbuf_addf(h->out, "L%.2f %.2f", frame_x(f, at), frame_y(f, y[i]));
        pen_down = true;
    }
    html_raw(h, "\"/>\n");
}

/* A marker at every point, or only at those without a neighbour, which a line does not show. */
static void draw_markers(struct html *h, const struct frame *f, size_t series, const double *y, size_t n,
                         bool only_lone)
{
    for (size_t i = 0; i < n; i++) {
        bool lone = (i == 0 || !is_plottable(y[i - 1])) && (i + 1 == n || !is_plottable(y[i + 1]));

        if (is_plottable(y[i]) && (lone || !only_lone))
            draw_marker(h, (enum mark_kind)series, frame_x(f, (double)i), frame_y(f, y[i]));
    }
}

static bool trend_range(const struct svg_trend *trend, double *low, double *high)
{
    bool any = false;

    for (size_t s = 0; s < trend->n_series; s++) {
        for (size_t i = 0; i < trend->n; i++) {
            double y = trend->series[s].y[i];

            if (!is_plottable(y))
                continue;
            *low = any ? fmin(*low, y) : y;
            *high = any ? fmax(*high, y) : y;
            any = true;
        }
    }
    if (any && is_plottable(trend->limit)) {
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
static void trend_labels(struct html *h, const struct frame *f, const struct svg_trend *trend, double half)
{
    double slot = trend->n > 1 ? f->width / (double)(trend->n - 1) : f->width;
    size_t every = (size_t)ceil((2 * half + 10) / slot);

    for (size_t i = 0; i < trend->n; i++) {
        if ((trend->n - 1 - i) % every == 0)
            write_label(h, "tick", ANCHOR_MIDDLE, frame_x(f, (double)i), f->top + f->height + 17, trend->label[i],
                        2 * half + 1);
    }
}

static void trend_data(struct html *h, const struct svg_trend *trend)
{
    struct html_column column[SVG_SERIES_MAX + 1] = { { "", HTML_COLUMN_HEADER } };

    for (size_t s = 0; s < trend->n_series; s++)
        column[s + 1] = (struct html_column){ trend->series[s].name, HTML_COLUMN_NUMBER };
    column[0].label = "At";
    figure_data(h, trend->title, column, trend->n_series + 1);
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
    figure_end(h);
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
    struct legend legend = { .n = 0 };
    struct frame f = { .height = 170, .x1 = trend->n > 1 ? (double)(trend->n - 1) : 1 };
    struct ticks t;
    double low = 0, high = 0, half = 0, right;

    assert(trend->n_series <= SVG_SERIES_MAX);
    if (!trend_range(trend, &low, &high)) {
        figure_empty(h, trend->title);
        return;
    }
    t = nice_ticks(low, high, 5, trend->percent, false);
    frame_set_y(&f, &t);
    for (size_t s = 0; s < trend->n_series; s++)
        legend_add(h, &legend, (enum mark_kind)s, trend->series[s].name);
    if (is_plottable(trend->limit))
        legend_add(h, &legend, MARK_LIMIT, trend->limit_name);
    for (size_t i = 0; i < trend->n; i++)
        half = fmax(half, text_width(h, trend->label[i], FONT_TICK, 84) / 2);
    right = half + 4;
    f.left = fmax(widest_tick(h, &t) + 10, half + 2);
    f.width = WIDTH - f.left - right;
    f.top = LEGEND_LINE * legend.n_lines + 12;

    figure_begin(h, trend->title, f.top + f.height + 26);
    trend_summary(h, trend);
    figure_body(h);
    draw_legend(h, &legend);
    draw_y_axis(h, &f, &t);
    if (is_plottable(trend->limit))
        line(h, "line limit", f.left, frame_y(&f, trend->limit), f.left + f.width, frame_y(&f, trend->limit));
    for (size_t s = 0; s < trend->n_series; s++) {
        draw_curve(h, &f, s, NULL, trend->series[s].y, trend->n, trend->step);
        draw_markers(h, &f, s, trend->series[s].y, trend->n, trend->n > MARKERS_UP_TO);
    }
    trend_labels(h, &f, trend, half);
    trend_data(h, trend);
}

/* ---- histogram ---- */

static void histogram_data(struct html *h, const struct svg_histogram *g)
{
    static const struct html_column column[] = { { "From and to", HTML_COLUMN_HEADER },
                                                 { "Count", HTML_COLUMN_NUMBER } };
    const double step = (g->high - g->low) / (double)g->n, factor = g->percent ? 100 : 1;
    char from[HTML_NUMBER_MAX], to[HTML_NUMBER_MAX];

    figure_data(h, g->title, column, 2);
    for (size_t i = 0; i < g->n; i++) {
        html_row(h);
        html_format_number(from, factor * (g->low + step * (double)i), 2);
        html_format_number(to, factor * (g->low + step * (double)(i + 1)), 2);
        html_cellf(h, g->percent ? "%s%% to %s%%" : "%s to %s", from, to);
        html_cell_count(h, g->count[i]);
    }
    figure_end(h);
}

static void histogram_bars(struct html *h, const struct frame *f, const struct svg_histogram *g)
{
    const double slot = f->width / (double)g->n, gap = slot > 4 ? 1 : 0;

    for (size_t i = 0; i < g->n; i++) {
        double y = frame_y(f, (double)g->count[i]);

        if (g->count[i] > 0)
            rect(h, "bin", f->left + slot * (double)i + gap / 2, y, slot - gap, fmax(f->top + f->height - y, 1));
    }
    if (is_plottable(g->mark))
        line(h, "line here", frame_x(f, g->mark), f->top, frame_x(f, g->mark), f->top + f->height);
}

/* As many ticks as stand apart, allowing for the margin that the last one needs. */
static struct ticks ticks_that_fit(struct html *h, const struct svg_histogram *g, const struct frame *f)
{
    struct ticks t;
    double widest;
    long n = 8;

    do {
        t = nice_ticks(g->low, g->high, n, g->percent, false);
        widest = widest_tick(h, &t);
    } while ((widest + 10) * (double)n > f->width - widest && --n > 1);
    return t;
}

void svg_histogram(struct html *h, const struct svg_histogram *g)
{
    struct legend legend = { .n = 0 };
    struct frame f = { .height = 150, .x0 = g->low, .x1 = g->high };
    struct ticks tx, ty;
    uint64_t most = 0, total = 0;
    double half;

    for (size_t i = 0; i < g->n; i++) {
        most = g->count[i] > most ? g->count[i] : most;
        total += g->count[i];
    }
    if (most == 0 || !is_plottable(g->low) || !is_plottable(g->high) || !(g->low < g->high)) {
        figure_empty(h, g->title);
        return;
    }
    ty = nice_ticks(0, fmin((double)most, 1e15), 4, false, true);
    frame_set_y(&f, &ty);
    if (is_plottable(g->mark))
        legend_add(h, &legend, MARK_VERTICAL, g->mark_name);
    f.left = widest_tick(h, &ty) + 10;
    f.width = WIDTH - f.left;
    tx = ticks_that_fit(h, g, &f);
    half = widest_tick(h, &tx) / 2 + 2;
    f.left = fmax(f.left, half);
    f.width = WIDTH - f.left - half;
    f.top = LEGEND_LINE * legend.n_lines + 10;

    figure_begin(h, g->title, f.top + f.height + 40);
    html_textf(h, "%llu values in %zu bins; the fullest has %llu.", (unsigned long long)total, g->n,
               (unsigned long long)most);
    figure_body(h);
    draw_legend(h, &legend);
    draw_y_axis(h, &f, &ty);
    histogram_bars(h, &f, g);
    draw_x_axis(h, &f, &tx, f.top + f.height);
    write_label(h, "tick", ANCHOR_MIDDLE, f.left + f.width / 2, f.top + f.height + 34, g->unit, f.width);
    histogram_data(h, g);
}

/* ---- threshold ---- */

static void threshold_data(struct html *h, const struct svg_threshold *t)
{
    const struct html_column column[] = { { "Curve", HTML_COLUMN_HEADER },
                                          { t->gate_name, HTML_COLUMN_NUMBER },
                                          { t->caught_name, HTML_COLUMN_NUMBER } };

    figure_data(h, t->title, column, 3);
    for (size_t c = 0; c < t->n_curves; c++) {
        for (size_t i = 0; i < t->curve[c].n; i++) {
            html_row(h);
            html_cell(h, t->curve[c].name);
            html_cell_probability(h, t->curve[c].gate[i]);
            html_cell_probability(h, t->curve[c].caught[i]);
        }
    }
    figure_end(h);
}

static void draw_operating_point(struct html *h, const struct frame *f, double gate, double caught)
{
    double x = frame_x(f, gate), y = frame_y(f, caught);

    strbuf_addf(h->out, "<path class=\"guide\" d=\"M%.2f %.2fV%.2fH%.2f\"/>\n", x, f->top + f->height, y, f->left);
    draw_marker(h, MARK_POINT, x, y);
}

void svg_threshold(struct html *h, const struct svg_threshold *threshold)
{
    struct legend legend = { .n = 0 };
    struct frame f = { .left = 46, .width = WIDTH - 46 - 20, .height = 220, .x1 = 1, .y1 = 1 };
    const struct ticks t = nice_ticks(0, 1, 5, true, false);
    const bool here = is_plottable(threshold->gate) && is_plottable(threshold->caught);
    char gate[HTML_NUMBER_MAX], caught[HTML_NUMBER_MAX], point[3 * HTML_NUMBER_MAX];

    assert(threshold->n_curves <= SVG_SERIES_MAX);
    if (threshold->n_curves == 0) {
        figure_empty(h, threshold->title);
        return;
    }
    html_format_probability(gate, threshold->gate);
    html_format_probability(caught, threshold->caught);
    snprintf(point, sizeof point, "gate %s, catch %s", gate, caught);
    for (size_t c = 0; c < threshold->n_curves; c++)
        legend_add(h, &legend, (enum mark_kind)c, threshold->curve[c].name);
    legend_add(h, &legend, MARK_LIMIT, "by chance");
    if (here)
        legend_add(h, &legend, MARK_POINT, point);
    f.top = LEGEND_LINE * legend.n_lines + 26;

    figure_begin(h, threshold->title, f.top + f.height + 40);
    html_textf(h, "%s against %s, %zu curves. Operating point: %s.", threshold->caught_name, threshold->gate_name,
               threshold->n_curves, here ? point : "none");
    figure_body(h);
    draw_legend(h, &legend);
    write_label(h, "tick", ANCHOR_START, 0, f.top - 10, threshold->caught_name, WIDTH);
    draw_y_axis(h, &f, &t);
    line(h, "line limit", f.left, f.top + f.height, f.left + f.width, f.top);
    for (size_t c = threshold->n_curves; c-- > 0;)
        draw_curve(h, &f, c, threshold->curve[c].gate, threshold->curve[c].caught, threshold->curve[c].n, false);
    if (here)
        draw_operating_point(h, &f, threshold->gate, threshold->caught);
    draw_x_axis(h, &f, &t, f.top + f.height);
    write_label(h, "tick", ANCHOR_MIDDLE, f.left + f.width / 2, f.top + f.height + 34, threshold->gate_name, f.width);
    threshold_data(h, threshold);
}

/* ---- sparkline ---- */

void svg_sparkline(struct html *h, const char *title, const double *y, size_t n)
{
    struct frame f = { .left = 4, .top = 4, .width = 88, .height = 12, .x1 = n > 1 ? (double)(n - 1) : 1 };
    size_t last = n;
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        if (!is_plottable(y[i]))
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
        draw_curve(h, &f, 0, NULL, y, n, false);
        draw_marker(h, MARK_SERIES_1, frame_x(&f, (double)last), frame_y(&f, y[last]));
    }
    html_close(h, "svg");
}
