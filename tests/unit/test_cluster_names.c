#include "train/cluster/cluster_names.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/small_tickets.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static struct clustering group(const struct ticket_table *tickets, size_t k)
{
    struct clustering c;

    assert_int_equal(clustering_run(&c, tickets, &(struct clustering_options){ .k = k, .seed = 1, .n_threads = 1 },
                                    NULL),
                     0);
    return c;
}

static size_t cluster_with(const struct cluster_names *names, const char *term)
{
    for (size_t j = 0; j < names->k; j++)
        for (size_t i = 0; i < CLUSTER_TERMS && names->term[j * CLUSTER_TERMS + i].text != NULL; i++)
            if (strcmp(names->term[j * CLUSTER_TERMS + i].text, term) == 0)
                return j;
    fail_msg("no cluster has the term %s", term);
    return 0;
}

static void clusters_are_named_by_their_own_words_as_written(void **state)
{
    struct ticket_table tickets;
    struct clustering c;
    struct cluster_names names;
    size_t printing;

    (void)state;
    small_tickets(&tickets, 200, 1);
    c = group(&tickets, SMALL_SUBJECTS);
    assert_int_equal(cluster_names_make(&names, &c, &tickets, NULL), 0);
    assert_int_equal(names.k, SMALL_SUBJECTS);
    printing = cluster_with(&names, "toner");
    assert_int_equal(cluster_with(&names, "credentials"), cluster_with(&names, "password")); /* no stem: "credenti" */
    assert_int_not_equal(printing, cluster_with(&names, "password"));
    assert_int_equal(cluster_with(&names, "VpnTunnel"), cluster_with(&names, "router"));
    for (size_t j = 0; j < names.k; j++) {
        const struct cluster_term *term = names.term + j * CLUSTER_TERMS;

        assert_contains(names.name[j], term[0].text);
        for (size_t i = 1; i < CLUSTER_TERMS && term[i].text != NULL; i++)
            assert_true(term[i].weight <= term[i - 1].weight && term[i].share > 0 && term[i].share <= 1);
        for (size_t other = 0; other < j; other++)
            assert_string_not_equal(names.name[j], names.name[other]);
    }
    cluster_names_release(&names);
    clustering_release(&c);
    tickets_release(&tickets);
}

static void a_capital_at_the_beginning_says_nothing(void **state)
{
    struct ticket_table tickets;
    struct clustering c;
    struct cluster_names names;

    (void)state;
    small_tickets(&tickets, 80, 2);
    for (size_t i = 0; i < 80; i += SMALL_SUBJECTS) {
        tickets.row[i].title = (struct text){ "Printer of an iPhone", 20 };
        tickets.row[i + 1].title = (struct text){ "Login by Kerberos", 17 };
    }
    c = group(&tickets, SMALL_SUBJECTS);
    assert_int_equal(cluster_names_make(&names, &c, &tickets, NULL), 0);
    assert_int_equal(cluster_with(&names, "printer"), cluster_with(&names, "iPhone"));
    assert_int_equal(cluster_with(&names, "login"), cluster_with(&names, "Kerberos"));
    cluster_names_release(&names);
    clustering_release(&c);
    tickets_release(&tickets);
}

/* Clusters of the same words are told apart by a number. */
static void no_two_have_the_same_name(void **state)
{
    struct ticket_table tickets;
    struct clustering c;
    struct cluster_names names;

    (void)state;
    small_tickets(&tickets, 200, 3);
    c = group(&tickets, 30);
    assert_int_equal(cluster_names_make(&names, &c, &tickets, NULL), 0);
    for (size_t j = 0; j < names.k; j++)
        for (size_t other = 0; other < j; other++)
            assert_string_not_equal(names.name[j], names.name[other]);
    cluster_names_release(&names);
    clustering_release(&c);
    tickets_release(&tickets);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct ticket_table tickets;
    struct clustering c;

    (void)state;
    small_tickets(&tickets, 40, 4);
    c = group(&tickets, 4);
    for (long turn = 0;; turn++) {
        struct cluster_names names = { 0 };
        int rc;

        mem_fail_after(turn);
        rc = cluster_names_make(&names, &c, &tickets, NULL);
        cluster_names_release(&names);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
    mem_fail_after(-1);
    clustering_release(&c);
    tickets_release(&tickets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_are_named_by_their_own_words_as_written),
        cmocka_unit_test(a_capital_at_the_beginning_says_nothing),
        cmocka_unit_test(no_two_have_the_same_name),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
