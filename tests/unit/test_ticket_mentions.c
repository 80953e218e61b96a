#include "train/duplicate/ticket_mentions.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static struct ticket_mentions of(const char *title, const char *description)
{
    struct text t = { title, (uint32_t)strlen(title) }, d = { description, (uint32_t)strlen(description) };
    struct ticket_mentions m;
    struct err err = ERR_INIT;

    if (ticket_mentions_make(&m, &t, &d, &err) < 0)
        fail_msg("%s", err.msg);
    return m;
}

/* The ids that a text names, joined by ' '. */
static void assert_names(const char *description, const char *expected)
{
    struct ticket_mentions m = of("", description);
    char found[200] = "";

    for (size_t i = 0; i < m.n_tickets; i++) {
        strncat(found, i == 0 ? "" : " ", sizeof found - strlen(found) - 1);
        strncat(found, m.ticket[i].str, m.ticket[i].len);
    }
    assert_string_equal(found, expected);
    ticket_mentions_release(&m);
}

static void tickets_are_named_after_a_word_that_says_so(void **state)
{
    (void)state;
    assert_names("see bug 100, and 300 times; version 1.2 is fine", "100");
    assert_names("like Issue #100 and ticket no. 200; 8.4.1.27", "100 200");
    assert_names("duplicate of KAFKA-7, not of KAFKA-8 or 100", "KAFKA-7 KAFKA-8");
    assert_names("(bug: 300) build 99 #5 bug 10000000000", "300"); /* one digit, eleven digits */
    assert_names("\xff#100 \xc3\xa9", "100");
    assert_names("", "");
}

static void versions_are_compared_as_sets(void **state)
{
    struct ticket_mentions a = of("8.4.1.27", "crash in 8.4.1.27, Build 99"), b = of("", "build 99 x8.4.1.27 9.9.9 and 1.2"), none = of("", "version 1.2 is fine");
    size_t common;

    (void)state;
    assert_int_equal(a.n_versions, 2);
    assert_int_equal(b.n_versions, 2); /* not 1.2, not x8.4.1.27 */
    assert_near(mentions_versions(&common, &a, &b), .5, 1e-12);
    assert_int_equal(common, 1);
    assert_near(mentions_versions(&common, &a, &a), 1, 1e-12);
    assert_near(mentions_versions(&common, &a, &none), 0, 0);
    assert_int_equal(common, 0);
    ticket_mentions_release(&a);
    ticket_mentions_release(&b);
    ticket_mentions_release(&none);
}

static void each_failed_allocation_is_survived(void **state)
{
    struct text title = { "bug 100 in 8.4.1", 16 }, description = { "KAFKA-7, build 12", 17 };
    struct ticket_mentions m;
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    (void)state;
    for (long i = 0; rc == ERR_NOMEM; i++) {
        mem_fail_after(i);
        rc = ticket_mentions_make(&m, &title, &description, &err);
        mem_fail_after(-1);
    }
    assert_int_equal(rc, 0);
    assert_int_equal(m.n_tickets + m.n_versions, 4);
    ticket_mentions_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickets_are_named_after_a_word_that_says_so),
        cmocka_unit_test(versions_are_compared_as_sets),
        cmocka_unit_test(each_failed_allocation_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
