#include "features/samples.h"

#include <math.h>
#include <string.h>

#include "features/change/change_past.h"
#include "tests/support/support.h"

static struct text text_of(const char *str)
{
    return (struct text){ str, (uint32_t)strlen(str) };
}

static void fresh_samples_are_empty_and_missing(void **state)
{
    static const char *const name[] = { "a", "b" };
    struct samples s = { .n_texts = 2, .n_numbers = 1, .n_words = 1, .text_name = name, .number_name = name, .word_name = name };

    (void)state;
    assert_int_equal(samples_init(&s, 3, NULL), 0);
    assert_int_equal(s.n, 3);
    assert_string_equal(s.text[5].str, "");
    assert_int_equal(s.text[5].len, 0);
    assert_true(isnan(s.number[2]));
    assert_string_equal(s.word[2], "");
    samples_release(&s);
}

static void a_ticket_gives_what_was_known_when_it_was_filed(void **state)
{
    struct ticket ticket = { .title = text_of("Disk full"), .description = text_of("on server 3"), .component = "Storage",
                             .team = "Ops", .component_filed = "Unknown", .team_filed = "", .severity_filed = "major",
                             .priority_filed = "High" };
    struct ticket_table table = { .row = &ticket, .n = 1 };
    struct samples s;

    (void)state;
    assert_int_equal(samples_of_tickets(&s, &table, NULL), 0);
    assert_int_equal(s.n, 1);
    assert_int_equal(s.n_numbers, 0);
    assert_string_equal(s.text_name[0], "title");
    assert_string_equal(s.text[0].str, "Disk full");
    assert_string_equal(s.text_name[1], "description");
    assert_string_equal(s.text[1].str, "on server 3");
    assert_string_equal(s.word_name[0], "component_filed");
    assert_string_equal(s.word[0], "Unknown");
    assert_string_equal(s.word[1], "");
    assert_string_equal(s.word[2], "major");
    assert_string_equal(s.word[3], "High");
    samples_release(&s);
}

static void the_opening_ends_between_words(void **state)
{
    char text[600];
    struct ticket ticket = { .title = text_of("t"), .component_filed = "", .team_filed = "", .severity_filed = "", .priority_filed = "" };
    struct ticket_table table = { .row = &ticket, .n = 1 };
    struct samples s;

    (void)state;
    memset(text, 'x', sizeof text);
    text[310] = ' ';
    ticket.description = (struct text){ text, sizeof text };
    assert_int_equal(samples_of_tickets(&s, &table, NULL), 0);
    assert_string_equal(s.text_name[3], "opening letters");
    assert_int_equal(s.text[3].len, 310);
    assert_int_equal(s.text[1].len, 600);
    samples_release(&s);
}

static void a_change_gives_its_metrics_and_how_they_relate(void **state)
{
    struct change change = { .message = text_of("fix leak"), .files = text_of("a/b.c"), .added = text_of("free"), .removed = text_of("") };
    struct change_table table = { .row = &change, .n = 1 };
    struct samples s;

    (void)state;
    for (int i = 0; i < N_METRICS; i++)
        change.metric[i] = i;
    change.metric[METRIC_LD] = NAN;
    for (int i = 0; i < N_CHANGE_PAST; i++)
        change.past[i] = 100 + i;
    assert_int_equal(samples_of_changes(&s, &table, NULL), 0);
    assert_string_equal(s.text[0].str, "fix leak");
    assert_string_equal(s.text[1].str, "a/b.c");
    assert_string_equal(s.text[2].str, "free");
    for (size_t i = 0; i < N_METRICS; i++)
        assert_string_equal(s.number_name[i], change_metric_name[i]);
    assert_near(s.number[METRIC_SEXP], METRIC_SEXP, 0);
    for (size_t i = 0; i < N_CHANGE_PAST; i++) {
        assert_string_equal(s.number_name[s.n_numbers - N_CHANGE_PAST + i], change_past_name[i]);
        assert_near(s.number[s.n_numbers - N_CHANGE_PAST + i], 100 + (double)i, 0);
    }
    for (size_t i = 0; i < s.n_numbers; i++) {
        if (strcmp(s.number_name[i], "la+ld") == 0 || strcmp(s.number_name[i], "la/ld") == 0)
            assert_true(isnan(s.number[i]));
        if (strcmp(s.number_name[i], "sexp/exp") == 0)
            assert_near(s.number[i], (1.0 + METRIC_SEXP) / (1.0 + METRIC_EXP), 1e-15);
        if (strcmp(s.number_name[i], "la/nf") == 0)
            assert_near(s.number[i], (double)METRIC_LA / METRIC_NF, 1e-15);
    }
    samples_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fresh_samples_are_empty_and_missing),
        cmocka_unit_test(a_ticket_gives_what_was_known_when_it_was_filed),
        cmocka_unit_test(the_opening_ends_between_words),
        cmocka_unit_test(a_change_gives_its_metrics_and_how_they_relate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
