#include "score/release_meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "score/release/report_meaning.h"
#include "tests/support/support.h"

enum { DAY = 86400, N = 14 };

static void releases_make(struct release row[N], const char *good)
{
    for (size_t i = 0; i < N; i++)
        row[i] = (struct release){ .project = "app", .name = "r", .status = RELEASE_DEPLOYED, .deployed = (int64_t)i * 10 * DAY, .outcome = i % 4 == 0 ? "incident" : good,
                                   .outcome_time = (int64_t)(i * 10 + 1) * DAY };
}

static void the_base_rate_is_of_releases_whose_outcome_was_known_by_then(void **state)
{
    struct release row[N];
    struct release_table all = { .row = row, .n = N };
    struct release_base base;

    (void)state;
    releases_make(row, "ok");
    row[3].status = RELEASE_CANCELLED;
    release_base_count(&base, &all, N, 1000 * DAY, 90);
    assert_int_equal(base.releases, 13);
    assert_int_equal(base.known, 13);
    assert_int_equal(base.failed, 4); /* 0, 4, 8, 12 */
    assert_near(release_base_rate(&base), 4.0 / 13, 1e-12);
    release_base_count(&base, &all, N, 80 * DAY, 90); /* what became known on day 81 and later is not known */
    assert_int_equal(base.known, 7);
    assert_int_equal(base.failed, 2);
    row[4].harm_alone = true;
    release_base_count(&base, &all, N, 1000 * DAY, 90);
    assert_int_equal(base.failed, 3);
    assert_int_equal(base.alone, 1);
    assert_near(release_base_rate(&base), 3.0 / 12, 1e-12);
    release_base_count(&base, &all, 0, 80 * DAY, 90);
    assert_true(isnan(release_base_rate(&base)));
}

static void where_only_harm_is_recorded_old_silence_counts_as_good(void **state)
{
    struct release row[N];
    struct release_table all = { .row = row, .n = N };
    struct release_base base;

    (void)state;
    releases_make(row, "");
    release_base_count(&base, &all, N, 200 * DAY, 90); /* deployed before day 110: 0 to 10 */
    assert_int_equal(base.silent, 8);
    assert_true(release_base_is_of_harm(&base));
    assert_int_equal(release_base_n(&base), 12);
    assert_near(release_base_rate(&base), 4.0 / 12, 1e-12);
}

/* The keys of a product of two changes with 5 and 50 lines, over a reference of 400 judged rows. */
static json_t *meaning_of(size_t failed, size_t known, bool has_reference)
{
    static const double logit[2] = { -1, -2 }, lines[2] = { 50, 5 };
    static const struct release_model product = { .method = RELEASE_PRODUCT };
    struct risk_reference reference = { .n = 0 };
    struct release_said said = { .model = &product, .reference = &reference, .logit = logit, .lines = lines, .n = 2, .probability = .3563,
                                 .base = { .releases = known, .known = known, .failed = failed } };
    double judged[400], size[400];
    json_t *detail = json_object();
    int32_t y[400];

    for (size_t i = 0; i < 400; i++) {
        judged[i] = -3 + 4.0 * (double)i / 400;
        y[i] = i % 7 == 0 || (i > 300 && i % 2 == 0);
        size[i] = (double)i;
    }
    if (has_reference)
        assert_int_equal(risk_reference_fit(&reference, judged, y, 400, size, y, 400, NULL), 0);
    assert_int_equal(release_meaning_add(detail, &said, NULL), 0);
    return detail;
}

static void a_figure_has_an_interval_a_band_and_what_lines_alone_say(void **state)
{
    json_t *detail = meaning_of(4, 20, true), *interval = json_object_get(detail, "interval");

    (void)state;
    assert_true(json_number_value(json_object_get(interval, "low")) < .3563 && json_number_value(json_object_get(interval, "high")) > .3563);
    assert_string_equal(json_string_value(json_object_get(interval, "of")), "changes");
    assert_near(json_number_value(json_object_get(detail, "ratio")), .3563 / .2, 1e-9);
    assert_string_equal(json_string_value(json_object_get(detail, "band")), "above");
    assert_true(json_number_value(json_object_get(json_object_get(detail, "size_only"), "probability")) > 0);
    json_decref(detail);
}

static void too_few_releases_make_no_band_and_no_reference_no_interval(void **state)
{
    json_t *detail = meaning_of(1, RELEASE_PLATT_MIN - 1, false);

    (void)state;
    assert_int_equal(json_integer_value(json_object_get(json_object_get(detail, "base"), "releases")), RELEASE_PLATT_MIN - 1);
    assert_null(json_object_get(detail, "band"));
    assert_null(json_object_get(detail, "interval"));
    assert_null(json_object_get(detail, "size_only"));
    json_decref(detail);
}

static char *said_of(const char *text)
{
    json_t *change = json_loads(text, 0, NULL);
    struct strbuf out;

    strbuf_init(&out);
    report_add_change_meaning(&out, change);
    json_decref(change);
    return out.data;
}

static void the_interval_of_a_change_is_written_around_its_chance(void **state)
{
    char *edge = said_of("{\"probability\":0.1553,\"interval\":{\"low\":0.1553,\"high\":0.3838,\"rows\":58,\"harms\":15},\"ratio\":1.2,\"recent_rate\":0.12,\"percentile\":70.0}");
    char *within = said_of("{\"probability\":0.25,\"interval\":{\"low\":0.1635,\"high\":0.3838,\"rows\":58,\"harms\":15},\"ratio\":1.2,\"recent_rate\":0.12,\"percentile\":70.0}");

    (void)state;
    assert_contains(edge, "of the 58 that scored most like it 15 did harm (95%, widened to its own chance: 0.155 to 0.384)");
    assert_contains(within, "15 did harm (95%: 0.164 to 0.384)");
    free(edge);
    free(within);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_base_rate_is_of_releases_whose_outcome_was_known_by_then),
        cmocka_unit_test(where_only_harm_is_recorded_old_silence_counts_as_good),
        cmocka_unit_test(a_figure_has_an_interval_a_band_and_what_lines_alone_say),
        cmocka_unit_test(the_interval_of_a_change_is_written_around_its_chance),
        cmocka_unit_test(too_few_releases_make_no_band_and_no_reference_no_interval),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
