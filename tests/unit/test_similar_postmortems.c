#include "score/similar/similar_postmortems.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "tests/support/fixture_store.h"

struct world {
    struct fixture *f;
    struct snapshot snapshot;
    struct ticket_table tickets;
    struct postmortem_table postmortems;
};

static void import_text(struct fixture *f, const char *kind, const char *name, const char *text)
{
    const char *path = path_in(f->dir, name);
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_ok(import_run(&report, f->store, &options, &err), err);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = ERR_INIT;
    void *fixture = NULL;

    if (w == NULL || digest_setup(NULL) < 0 || fixture_setup(&fixture) != 0)
        return -1;
    w->f = fixture;
    import_text(w->f, "tickets", "t.csv", "id,project,title,description,created\nT-1,p,printer jam,label printer stuck,2023-01-01\nT-2,p,label printer,printer offline again,2023-02-01\n"
                                          "T-3,p,slow record,record slow offline,2023-03-01\nT-4,p,printer dead,label printer shows nothing,2023-04-01\n");
    import_text(w->f, "postmortems", "a.md", "---\nid: PM-1\ndate: 2023-03-05\ntickets: [T-2, T-4]\nsystems: print\nstarted: 2023-02-01T08:00:00Z\ndetected: 2023-02-01T08:10:00Z\n"
                                             "resolved: 2023-02-01T11:00:00Z\n---\n# Label printer offline\n\n## Cause\n\ndriver\nlost\n\n## Actions\n\n1. pin the driver\n2. alert\n");
    import_text(w->f, "postmortems", "b.md", "---\nid: PM-2\ndate: 2023-03-06\n---\n# Slow record\n\nrecord slow\n");
    import_text(w->f, "postmortems", "c.md", "---\nid: PM-3\ndate: 2030-01-01\n---\n# Label printer of the future\n\nlabel printer\n");
    assert_ok(snapshot_take(&w->snapshot, w->f->store, &err), err);
    assert_ok(tickets_load(&w->tickets, w->f->store, &w->snapshot, NULL, &err), err);
    assert_ok(similar_postmortems_load(&w->postmortems, w->f->store, &w->snapshot, &err), err);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    void *fixture = w->f;

    tickets_release(&w->tickets);
    postmortems_release(&w->postmortems);
    snapshot_release(&w->snapshot);
    free(w);
    return fixture_teardown(&fixture);
}

static void postmortems_are_loaded_by_id_with_their_times(void **state)
{
    struct world *w = *state;

    assert_int_equal(w->postmortems.n, 2); /* one is not known yet */
    assert_string_equal(w->postmortems.row[0].id, "PM-1");
    assert_string_equal(w->postmortems.row[0].tickets, "T-2|T-4");
    assert_string_equal(w->postmortems.row[0].actions, "1. pin the driver\n2. alert");
    assert_int_equal(w->postmortems.row[0].resolved - w->postmortems.row[0].started, 3 * 3600);
    assert_int_equal(w->postmortems.row[1].started, TIME_NONE);
}

static void the_postmortem_of_like_words_is_found_and_says_how_it_was_solved(void **state)
{
    struct world *w = *state;
    struct similar_found found[SIMILAR_POSTMORTEMS];
    struct similar s = { 0 };
    struct err err = ERR_INIT;
    struct strbuf out;
    size_t n_found = 2;
    json_t *list;

    assert_ok(similar_postmortems_put(&w->tickets, &w->postmortems, &err), err);
    assert_int_equal(w->tickets.n, 6);
    assert_string_equal(w->tickets.row[5].id, "T-4");
    assert_ok(similar_init(&s, &w->tickets, w->tickets.n, 1, &err), err);
    similar_share(&found[0], &s, 5, 0);
    similar_share(&found[1], &s, 5, 1);
    assert_string_equal(w->postmortems.row[found[0].row].id, "PM-1");
    assert_true(found[0].similarity > found[1].similarity);
    n_found = similar_postmortems_keep(found, n_found);
    assert_int_equal(n_found, 1);
    strbuf_init(&out);
    similar_postmortems_text(&out, found, n_found, &w->postmortems, "T-4");
    assert_contains(out.data, "PM-1  2023-03-05  Label printer offline\n");
    assert_contains(out.data, "noticed after 10 minutes; restored after 3.0 hours; systems print; tickets T-2, T-4; it is about this ticket\n");
    assert_contains(out.data, "root cause: driver lost\n");
    assert_contains(out.data, "then done: pin the driver; alert\n");
    strbuf_release(&out);
    list = similar_postmortems_json(found, n_found, &w->postmortems, "T-9");
    assert_int_equal(json_integer_value(json_object_get(json_array_get(list, 0), "seconds_to_detect")), 600);
    assert_true(json_is_false(json_object_get(json_array_get(list, 0), "names_the_ticket")));
    json_decref(list);
    similar_release(&s);
}

static void behind_the_tickets_they_change_nothing_between_these(void **state)
{
    struct world *w = *state;
    struct similar_found before, after;
    struct similar s = { 0 };
    struct err err = ERR_INIT;

    assert_ok(similar_init(&s, &w->tickets, w->tickets.n, 1, &err), err);
    similar_share(&before, &s, 3, 0);
    similar_release(&s);
    assert_ok(similar_postmortems_put_behind(&w->tickets, &w->postmortems, &err), err);
    assert_string_equal(w->tickets.row[3].id, "T-4");
    assert_string_equal(w->tickets.row[4].id, "PM-1");
    assert_ok(similar_init(&s, &w->tickets, 4, 1, &err), err);
    similar_share(&after, &s, 3, 0);
    assert_true(before.similarity > 0);
    assert_memory_equal(&before.similarity, &after.similarity, sizeof before.similarity);
    similar_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(behind_the_tickets_they_change_nothing_between_these, setup, teardown),
        cmocka_unit_test_setup_teardown(postmortems_are_loaded_by_id_with_their_times, setup, teardown),
        cmocka_unit_test_setup_teardown(the_postmortem_of_like_words_is_found_and_says_how_it_was_solved, setup, teardown),
    };

    return cmocka_run_group_tests_name("similar_postmortems", tests, NULL, NULL);
}
