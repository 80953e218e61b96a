#include "train/duplicate/ticket_mentions.h"

#include <math.h>
#include <string.h>

#include "tests/support/support.h"

/* id, text */
static const char *const texts[][2] = {
    { "100", "crash in 8.4.1.27 and 8.4.1.27, Build 99" },
    { "200", "see bug 100, and 300 times; version 1.2 is fine" },
    { "300", "like Issue #100 and ticket no. 200; 8.4.1.27" },
    { "KAFKA-7", "duplicate of KAFKA-7, not of KAFKA-8 or 100" },
    { "5", "(bug: 300) build 99 x8.4.1.27 9.9.9 #5 bug 400 bug 10000000000" },
    { "\xc3\xa9", "\xff#100 \xc3\xa9" },
};
enum { N = sizeof texts / sizeof texts[0] };

static void make(struct ticket_mentions *m, struct ticket *row, size_t n_train)
{
    struct ticket_table table = { .row = row, .n = N };
    struct err err = ERR_INIT;

    for (size_t i = 0; i < N; i++)
        row[i] = (struct ticket){ .project = "desk", .id = texts[i][0], .title = { "", 0 }, .description = { texts[i][1], (uint32_t)strlen(texts[i][1]) } };
    if (ticket_mentions_make(m, &table, n_train, &err) < 0)
        fail_msg("%s", err.msg);
}

static void tickets_are_named_after_a_word_that_says_so(void **state)
{
    struct ticket row[N];
    struct ticket_mentions m;

    (void)state;
    make(&m, row, N);
    assert_true(mentions_has(&m.ticket, 1, 0));
    assert_false(mentions_has(&m.ticket, 1, 2)); /* "300 times" */
    assert_true(mentions_has(&m.ticket, 2, 0) && mentions_has(&m.ticket, 2, 1));
    assert_false(mentions_has(&m.ticket, 3, 3)); /* itself */
    assert_false(mentions_has(&m.ticket, 3, 0)); /* "or 100" */
    assert_true(mentions_has(&m.ticket, 4, 2));
    assert_int_equal(m.ticket.start[5] - m.ticket.start[4], 1);
    assert_true(mentions_has(&m.ticket, 5, 0));
    assert_true(mentions_share(&m.ticket, 1, 2));
    assert_false(mentions_share(&m.ticket, 1, 4));
    ticket_mentions_release(&m);
}

static void versions_are_compared_by_how_rare_they_are(void **state)
{
    struct ticket row[N];
    struct ticket_mentions m;
    double common;

    (void)state;
    make(&m, row, N);
    assert_int_equal(m.version_name.n, 3); /* 8.4.1.27, build 99, 9.9.9: not 1.2, not x8.4.1.27 */
    assert_near(mentions_version_cosine(&m, 0, 2, &common), sqrt(.5), 1e-6);
    assert_near(common, log(7. / 3) + 1, 1e-6);
    assert_near(mentions_version_cosine(&m, 0, 4, NULL), sqrt(.5), 1e-6); /* build 99; 9.9.9 is in one ticket alone */
    assert_near(mentions_version_cosine(&m, 1, 2, &common), 0, 0);
    assert_near(common, 0, 0);
    ticket_mentions_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickets_are_named_after_a_word_that_says_so),
        cmocka_unit_test(versions_are_compared_by_how_rare_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
