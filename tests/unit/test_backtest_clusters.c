#include "train/cluster/backtest_clusters.h"

#include "tests/support/small_tickets.h"
#include "tests/support/support.h"

static void subjects_are_found_again(void **state)
{
    struct clustering_options o = { .k = 4, .seed = 1, .n_threads = 2 };
    struct clusters_backtest b;
    struct ticket_table tickets;

    (void)state;
    small_tickets(&tickets, 400, 1);
    assert_int_equal(backtest_clusters(&b, &tickets, &o, NULL), 0);
    assert_int_equal(b.tickets.n, 400);
    assert_int_equal(b.n_labels, 4);
    assert_int_equal(b.n_clusters, 4);
    assert_true(b.agreement.ami > .9 && b.agreement.ari > .9);
    clusters_backtest_release(&b);
    tickets_release(&tickets);
}

static void rare_components_are_left_out_and_tickets_without_text_are_apart(void **state)
{
    struct clustering_options o = { .k = 4, .seed = 1, .n_threads = 1 };
    struct clusters_backtest b;
    struct ticket_table tickets;

    (void)state;
    small_tickets(&tickets, 200, 2);
    tickets.row[0].component = "rare";
    tickets.row[1].component = "";
    tickets.row[9].title = tickets.row[9].description = (struct text){ "", 0 };
    assert_int_equal(backtest_clusters(&b, &tickets, &o, NULL), 0);
    assert_int_equal(b.tickets.n, 198);
    assert_int_equal(b.n_clusters, 5);
    assert_int_equal(b.cluster[7], 4); /* the tenth, two are gone */
    clusters_backtest_release(&b);
    tickets_release(&tickets);
}

static void without_frequent_components_it_says_so(void **state)
{
    struct clustering_options o = { .k = 4, .seed = 1, .n_threads = 1 };
    struct clusters_backtest b;
    struct ticket_table tickets;
    struct err err = ERR_INIT;

    (void)state;
    small_tickets(&tickets, 40, 3);
    assert_int_equal(backtest_clusters(&b, &tickets, &o, &err), ERR_NODATA);
    assert_contains(err.msg, "no component has 20 tickets");
    tickets_release(&tickets);
}

static void predictions_are_id_and_cluster(void **state)
{
    struct ticket row[2] = { { .id = "a,b" }, { .id = "2" } };
    uint32_t cluster[2] = { 3, 0 };
    struct clusters_backtest b = { .tickets = { .row = row, .n = 2 }, .cluster = cluster };
    const char *path = path_in(*state, "p.csv");

    assert_int_equal(clusters_write_predictions(&b, path, NULL), 0);
    assert_file_equal(path, "id,cluster\r\n\"a,b\",3\r\n2,0\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_are_found_again),
        cmocka_unit_test(rare_components_are_left_out_and_tickets_without_text_are_apart),
        cmocka_unit_test(without_frequent_components_it_says_so),
        cmocka_unit_test_setup_teardown(predictions_are_id_and_cluster, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
