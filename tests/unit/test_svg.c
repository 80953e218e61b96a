#include "score/report/svg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

#define HOSTILE "\"'></text></svg><img src=x onerror=alert(1)>&\xFF\xE2\x80\xAE\a\n"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

/* ---- plots to look at ---- */

enum { N_MOMENTS = 40, N_BINS = 15 };

static double scale_of_values = 1; /* of what write_plots draws */

static void write_trend(struct html *h, const char *text, size_t n, bool percent)
{
    double y[3][N_MOMENTS];
    const char *label[N_MOMENTS];
    struct svg_series series[3];

    for (size_t i = 0; i < n; i++) {
        label[i] = text;
        y[0][i] = scale_of_values * (0.1 + (double)(i % 7) / 10);
        y[1][i] = i % 5 == 0 ? (double)NAN : scale_of_values * 0.4;
        y[2][i] = i % 2 == 0 ? (double)INFINITY : -scale_of_values * (double)i;
    }
    for (size_t s = 0; s < 3; s++)
        series[s] = (struct svg_series){ text, y[s] };
    svg_trend(h, &(struct svg_trend){ .title = text,
                                      .label = label,
                                      .n = n,
                                      .series = series,
                                      .n_series = 3,
                                      .percent = percent,
                                      .step = percent,
                                      .limit = percent ? (double)NAN : scale_of_values / 2,
                                      .limit_name = text });
}

static void write_rest(struct html *h, const char *text)
{
    static const uint64_t count[] = { 3, 0, 1000000, 17, 1 };
    static const double gate[] = { 0, 0.1, 0.4, 1 }, caught[] = { 0, 0.5, 0.9, 1 }, spark[] = { 1, NAN, 3, -1e308, 2 };
    const struct svg_curve curve[] = { { text, gate, caught, 4 }, { text, gate, gate, 4 }, { text, gate, caught, 0 } };
    struct svg_bin bin[N_BINS];

    for (size_t i = 0; i < N_BINS; i++)
        bin[i] = (struct svg_bin){ (double)i / N_BINS, (double)(i + 1) / N_BINS, (i + 0.5) / N_BINS,
                                   (double)(i % 4) / 4, 100000 / (i * i * i + 1) };
    svg_reliability(h, text, bin, N_BINS);
    svg_histogram(h, &(struct svg_histogram){ text, text, -scale_of_values, 2 * scale_of_values, count, 5, false,
                                              scale_of_values, text });
    svg_threshold(h, &(struct svg_threshold){ text, text, text, curve, 3, 0.1, 0.5 });
    svg_sparkline(h, text, spark, 5);
}

/* Every plot, with `text` wherever text can stand. */
static int write_plots(struct strbuf *out, const char *text)
{
    const struct svg_contribution item[] = {
        { text, 1.5 * scale_of_values }, { text, -0.5 * scale_of_values }, { text, NAN }, { text, 0 }
    };
    struct html h;
    int rc;

    html_init(&h, out);
    svg_group_begin(&h);
    svg_contributions(&h, text, text, text, item, 4);
    write_trend(&h, text, N_MOMENTS, false);
    write_trend(&h, text, 6, true);
    write_trend(&h, text, 1, false);
    write_rest(&h, text);
    svg_group_end(&h);
    rc = html_check(&h, NULL);
    html_release(&h);
    return rc;
}

/* ---- reading them ---- */

static size_t count_of(const char *haystack, const char *needle)
{
    size_t n = 0;

    while ((haystack = strstr(haystack, needle)) != NULL) {
        haystack++;
        n++;
    }
    return n;
}

struct box {
    double left, right, baseline, size;
};

/* The text element at `at`, about as wide as DejaVu Sans draws it; an entity and a sequence of UTF-8 are one
 * character. */
static struct box read_label(const char *at)
{
    struct box box;
    char class[16], anchor[16];
    const char *text;
    double x, width = 0;

    assert_int_equal(sscanf(at, "<text class=\"%15[^\"]\" text-anchor=\"%15[^\"]\" x=\"%lf\" y=\"%lf\">", class, anchor,
                            &x, &box.baseline),
                     4);
    box.size = strcmp(class, "tick") == 0 ? 11 : 12;
    text = strchr(at, '>') + 1;
    if (strncmp(text, "<title>", 7) == 0)
        text = strstr(text, "</title>") + 8;
    for (; *text != '<'; text++) {
        if (*text == '&')
            text = strchr(text, ';');
        if (((unsigned char)*text & 0xC0) != 0x80)
            width += box.size * (strchr(" ijl.,:;|'-()ft", *text) != NULL ? 0.33 : *text == '%' ? 0.95 : 0.61);
    }
    box.left = strcmp(anchor, "start") == 0 ? x : strcmp(anchor, "end") == 0 ? x - width : x - width / 2;
    box.right = box.left + width;
    return box;
}

static void assert_labels_apart(const char *svg)
{
    const char *end = strstr(svg, "</svg>");
    struct box box[256];
    double height;
    size_t n = 0;

    if (strncmp(svg, "<svg viewBox", 12) != 0)
        return; /* a sparkline has no labels */
    assert_int_equal(sscanf(svg, "<svg viewBox=\"0 0 440 %lf\"", &height), 1);
    for (const char *at = strstr(svg, "<text"); at != NULL && at < end; at = strstr(at + 1, "<text")) {
        assert_true(n < 256);
        box[n] = read_label(at);
        if (box[n].left < -0.5 || box[n].right > 440.5 || box[n].baseline - 0.8 * box[n].size < -0.5 ||
            box[n].baseline + 3 > height)
            fail_msg("a label leaves the drawing: %.120s", at);
        for (size_t i = 0; i < n; i++) {
            if (fabs(box[i].baseline - box[n].baseline) < 0.8 * box[n].size && box[i].left < box[n].right &&
                box[n].left < box[i].right)
                fail_msg("a label overlaps another: %.120s", at);
        }
        n++;
    }
}

/* ---- cases ---- */

static void hostile_labels_stay_text_in_every_plot(void **state)
{
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(write_plots(&out, HOSTILE), 0);
    assert_lacks(out.data, "<img");
    assert_lacks(out.data, "\xE2\x80\xAE");
    assert_lacks(out.data, "\xFF");
    assert_lacks(out.data, "\a");
    assert_lacks(out.data, "'");
    assert_int_equal(count_of(out.data, "<svg"), count_of(out.data, "</svg>"));
    assert_int_equal(count_of(out.data, "<text"), count_of(out.data, "</text>"));
    assert_int_equal(count_of(out.data, "<title"), count_of(out.data, "</title>"));
    strbuf_release(&out);
}

static void labels_never_overlap_nor_leave_the_drawing(void **state)
{
    static const double scale[] = { 1, 1e-9, 0.004, 37, 12345, 9.9e6, 4e14 };
    static const char *const text[] = {
        "a", "2026-03-02", "release-2026.03.02-rc1",
        "a label much longer than a drawing four hundred and forty units wide can show"
    };
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof scale / sizeof scale[0]; i++) {
        for (size_t t = 0; t < 4; t++) {
            scale_of_values = scale[i];
            strbuf_clear(&out);
            assert_int_equal(write_plots(&out, text[t]), 0);
            for (const char *svg = out.data; (svg = strstr(svg, "<svg")) != NULL; svg++)
                assert_labels_apart(svg);
        }
    }
    scale_of_values = 1;
    strbuf_release(&out);
}

static void a_label_that_is_cut_keeps_its_whole_as_a_tooltip(void **state)
{
    const struct svg_contribution item[] = {
        { "words: a label much longer than a drawing four hundred and forty units wide can show <at once>", 1 },
        { "size", 2 }
    };
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    svg_contributions(&h, "t", "up", "down", item, 2);
    assert_contains(
        out.data,
        "><title>words: a label much longer than a drawing four hundred and forty units wide can show &lt;at once&gt;</title>words: a label");
    assert_contains(out.data, "\xE2\x80\xA6</text>");
    assert_contains(out.data, "\">size</text>");
    assert_contains(out.data, "\">+2.00</text>");
    html_release(&h);
    strbuf_release(&out);
}

static void every_plot_has_a_title_a_description_and_its_data(void **state)
{
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(write_plots(&out, "x"), 0);
    assert_int_equal(count_of(out.data, "<figure class=\"plot\">"), 7);
    assert_int_equal(count_of(out.data, "role=\"img\" aria-labelledby=\"plot-"), 7);
    assert_int_equal(count_of(out.data, "<title id=\"plot-"), 7);
    assert_int_equal(count_of(out.data, "<desc id=\"plot-"), 7);
    assert_int_equal(count_of(out.data, "<details class=\"data\">"), 7);
    assert_int_equal(count_of(out.data, "role=\"img\" aria-label=\"x\"><title>x</title>"), 1);
    assert_contains(out.data, "<td class=\"n\" data-label=\"Contribution\">+1.5000</td>");
    strbuf_release(&out);
}

static void values_that_are_not_numbers_leave_no_trace_in_coordinates(void **state)
{
    static const double scale[] = { 1, 1e300, INFINITY, NAN, 5e-324, 1e15 };
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof scale / sizeof scale[0]; i++) {
        scale_of_values = scale[i];
        strbuf_clear(&out);
        assert_int_equal(write_plots(&out, "x"), 0);
        for (const char *at = out.data; (at = strstr(at, " d=\"")) != NULL;) {
            at += 4;
            if (at[strspn(at, "MLHVhlvz0123456789.- ")] != '"')
                fail_msg("not a path: %.80s", at);
        }
        assert_lacks(out.data, "\"nan");
        assert_lacks(out.data, "\"-nan");
        assert_lacks(out.data, "\"inf");
        assert_lacks(out.data, "\"-");
    }
    scale_of_values = 1;
    strbuf_release(&out);
}

static void a_gap_parts_the_line_and_a_lone_value_is_marked(void **state)
{
    static const char *const label[] = { "1", "2", "3", "4", "5", "6" };
    static const double y[] = { 1, 2, NAN, 3, NAN, 1 };
    const struct svg_series series = { "s", y };
    struct strbuf out;
    struct html h;
    const char *path;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    svg_trend(&h, &(struct svg_trend){
                      .title = "t", .label = label, .n = 6, .series = &series, .n_series = 1, .limit = NAN });
    path = strstr(strstr(out.data, "<path class=\"grid\""), "<path class=\"line s1\"");
    assert_non_null(path);
    path = strstr(path, "d=\"");
    assert_int_equal(strcspn(path, "\""), 2);
    assert_int_equal(sscanf(path, "d=\"M%*fL%*f"), 0);
    assert_true(count_of(path, "<circle") >= 4);
    html_release(&h);
    strbuf_release(&out);
}

static void nothing_to_plot_is_said(void **state)
{
    static const double y[] = { NAN, INFINITY };
    static const char *const label[] = { "1", "2" };
    static const uint64_t none[] = { 0, 0 }, some[] = { 1, 2 };
    const struct svg_series series = { "s", y };
    const struct svg_bin bin = { 0, 1, 0.5, 0.5, 0 };
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    svg_contributions(&h, "t", "up", "down", NULL, 0);
    svg_reliability(&h, "t", &bin, 1);
    svg_trend(
        &h,
        &(struct svg_trend){
            .title = "t", .label = label, .n = 2, .series = &series, .n_series = 1, .limit = 3, .limit_name = "l" });
    svg_trend(&h, &(struct svg_trend){
                      .title = "t", .label = label, .n = 0, .series = &series, .n_series = 1, .limit = NAN });
    svg_histogram(&h, &(struct svg_histogram){ "t", "u", 0, 1, none, 2, false, NAN, NULL });
    svg_histogram(&h, &(struct svg_histogram){ "t", "u", 1, 1, some, 2, false, NAN, NULL });
    svg_threshold(&h, &(struct svg_threshold){ "t", "g", "c", NULL, 0, NAN, NAN });
    assert_int_equal(count_of(out.data, "There is nothing to plot."), 7);
    assert_lacks(out.data, "<svg");
    svg_sparkline(&h, "empty", NULL, 0);
    assert_contains(out.data, "<title>empty</title>\n</svg>");
    html_release(&h);
    strbuf_release(&out);
}

/* The labels of the y axis of a trend over [low, high], from below, joined by blanks. */
static void y_labels(struct strbuf *labels, double low, double high, bool percent)
{
    const double y[] = { low, high };
    static const char *const label[] = { "a", "b" };
    const struct svg_series series = { "s", y };
    struct strbuf out;
    struct html h;

    strbuf_init(&out);
    html_init(&h, &out);
    svg_trend(
        &h,
        &(struct svg_trend){
            .title = "t", .label = label, .n = 2, .series = &series, .n_series = 1, .percent = percent, .limit = NAN });
    strbuf_clear(labels);
    for (const char *at = out.data; (at = strstr(at, "<text class=\"tick\" text-anchor=\"end\"")) != NULL;) {
        at = strchr(at, '>') + 1;
        if (labels->len > 0)
            strbuf_addc(labels, ' ');
        strbuf_add(labels, at, strcspn(at, "<"));
    }
    html_release(&h);
    strbuf_release(&out);
}

static void ticks_are_round_numbers_around_the_data(void **state)
{
    static const struct {
        double low, high;
        bool percent;
        const char *labels;
    } wanted[] = {
        { 0, 1, true, "0% 20% 40% 60% 80% 100%" },
        { 0.02, 0.17, true, "0% 5% 10% 15% 20%" },
        { 0.71, 0.77, false, "0.70 0.72 0.74 0.76 0.78" },
        { 0, 7, false, "0 2 4 6 8" },
        { -11, 8, false,
          "\xE2\x88\x92"
          "15 \xE2\x88\x92"
          "10 \xE2\x88\x92"
          "5 0 5 10" },
        { 5000, 123456, false, "0 50k 100k 150k" },
        { 0, 4e6, false, "0 1M 2M 3M 4M" },
        { 0.5, 0.5, true, "0% 10% 20% 30% 40% 50%" },
        { 0, 0, false, "0.0 0.2 0.4 0.6 0.8 1.0" },
        { -3, -3, false,
          "\xE2\x88\x92"
          "3 \xE2\x88\x92"
          "2 \xE2\x88\x92"
          "1 0" },
        { 0, 0.0003, false, "0.0000 0.0001 0.0002 0.0003" },
    };
    struct strbuf labels;

    (void)state;
    strbuf_init(&labels);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        y_labels(&labels, wanted[i].low, wanted[i].high, wanted[i].percent);
        assert_string_equal(labels.data, wanted[i].labels);
    }
    strbuf_release(&labels);
}

/* 5 of 10: 0.2366 to 0.7634 (Wilson's interval, 95 %; R's prop.test(5, 10, correct = FALSE)). The bin at 1 makes the
 * axis end there. */
static void the_interval_of_a_reliability_bin_is_wilsons(void **state)
{
    const struct svg_bin bin[] = { { 0.4, 0.6, 0.5, 0.5, 10 }, { 0.9, 1, 0.95, 1, 1 } };
    double low, high, bottom, top, x;
    struct strbuf out;
    struct html h;
    const char *at;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    svg_reliability(&h, "t", bin, 2);
    at = strstr(out.data, "<path class=\"axis\"");
    assert_int_equal(sscanf(at, "<path class=\"axis\" d=\"M46.00 %lf", &bottom), 1);
    at = strstr(out.data, "<path class=\"line limit\" d=\"M46.00");
    assert_int_equal(sscanf(at, "<path class=\"line limit\" d=\"M46.00 %*fL%*f %lf", &top), 1);
    at = strstr(at, "<path class=\"interval\"");
    assert_int_equal(sscanf(at, "<path class=\"interval\" d=\"M%lf %lfL%*f %lf", &x, &low, &high), 3);
    assert_near((bottom - low) / (bottom - top), 0.2366, 1e-4);
    assert_near((bottom - high) / (bottom - top), 0.7634, 1e-4);
    html_release(&h);
    strbuf_release(&out);
}

static void the_same_data_draw_the_same_bytes(void **state)
{
    struct strbuf one, other;

    (void)state;
    strbuf_init(&one);
    strbuf_init(&other);
    assert_int_equal(write_plots(&one, "x"), 0);
    assert_int_equal(write_plots(&other, "x"), 0);
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.data, other.data, one.len);
    strbuf_release(&one);
    strbuf_release(&other);
}

static void every_failed_allocation_is_told(void **state)
{
    struct strbuf out;
    long n = 0;
    int rc;

    (void)state;
    do {
        strbuf_init(&out);
        mem_fail_after(n++);
        rc = write_plots(&out, "a label much longer than a drawing four hundred and forty units wide can show");
        assert_int_equal(rc, mem_failed() ? ERR_NOMEM : 0);
        strbuf_release(&out);
    } while (rc < 0);
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_labels_stay_text_in_every_plot),
        cmocka_unit_test(labels_never_overlap_nor_leave_the_drawing),
        cmocka_unit_test(a_label_that_is_cut_keeps_its_whole_as_a_tooltip),
        cmocka_unit_test(every_plot_has_a_title_a_description_and_its_data),
        cmocka_unit_test(values_that_are_not_numbers_leave_no_trace_in_coordinates),
        cmocka_unit_test(a_gap_parts_the_line_and_a_lone_value_is_marked),
        cmocka_unit_test(nothing_to_plot_is_said),
        cmocka_unit_test(ticks_are_round_numbers_around_the_data),
        cmocka_unit_test(the_interval_of_a_reliability_bin_is_wilsons),
        cmocka_unit_test(the_same_data_draw_the_same_bytes),
        cmocka_unit_test_teardown(every_failed_allocation_is_told, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
