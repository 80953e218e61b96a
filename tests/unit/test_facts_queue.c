#include "score/report/facts_queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "score/report/facts_ages.h"
#include "score/report/report_queue.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/support.h"

static struct facts facts_of(struct estate *e)
{
    return (struct facts){ .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot };
}

static json_t *queue_of(struct estate *e)
{
    struct facts f = facts_of(e);
    struct err err = ERR_INIT;
    json_t *queue = NULL;

    assert_ok(facts_queue(&queue, NULL, &f, 1, &err), err);
    return queue;
}

static const char *word(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The small estate reports open tickets as "high". */
static void severities_that_nobody_mapped_are_named_with_a_proposal(void **state)
{
    struct estate *e = *state;
    json_t *queue = queue_of(e), *to_map = json_object_get(queue, "to_map"), *doc;
    struct strbuf text;
    struct html h;

    assert_int_equal(json_integer_value(json_object_get(queue, "open")), ESTATE_OPEN);
    assert_true(json_is_false(json_object_get(queue, "mapped")));
    assert_int_equal(json_array_size(to_map), 1);
    assert_string_equal(word(json_array_get(to_map, 0), "severity"), "high");
    assert_string_equal(word(json_array_get(to_map, 0), "proposal"), "operational");
    assert_int_equal(json_integer_value(json_object_get(json_array_get(to_map, 0), "open")), ESTATE_OPEN);
    doc = json_pack("{s:O}", "queue", queue);
    strbuf_init(&text);
    report_queue_markdown(&text, doc);
    assert_contains(text.data, "```ini\n[impact]\nhigh = operational\n```\n");
    assert_contains(text.data, "not mapped; open for");
    strbuf_clear(&text);
    html_init(&h, &text);
    report_queue_html(&h, doc);
    assert_contains(text.data, "<pre>[impact]\nhigh = operational\n</pre>");
    assert_contains(text.data, "the queue is in the order of age alone");
    assert_lacks(text.data, "impact not known</span>"); /* not on every row */
    html_release(&h);
    strbuf_release(&text);
    json_decref(doc);
    json_decref(queue);
}

static void mapped_ones_need_no_lines(void **state)
{
    struct estate *e = *state;
    struct config_pair pair = { "high", "care-blocking" };
    json_t *queue;

    e->config.impact = &pair;
    e->config.n_impacts = 1;
    queue = queue_of(e);
    assert_true(json_is_true(json_object_get(queue, "mapped")));
    assert_int_equal(json_array_size(json_object_get(queue, "to_map")), 0);
    assert_string_equal(word(json_array_get(json_object_get(queue, "list"), 0), "impact"), "care-blocking");
    e->config.n_impacts = 0;
    e->config.impact = NULL;
    json_decref(queue);
}

/* What cannot be a key of an INI file must not be written as one. */
static void hostile_severities_stay_out_of_the_lines(void **state)
{
    json_t *doc = json_loads("{\"queue\":{\"open\":1,\"mapped\":false,\"to_map\":[{\"severity\":\"a\\n[cost]\",\"open\":1,\"proposal\":\"minor\"},"
                             "{\"severity\":\"```\",\"open\":1,\"proposal\":\"minor\"},{\"severity\":\"odd one\",\"open\":1,\"proposal\":\"\"}],"
                             "\"list\":[{\"place\":1,\"id\":\"T1\",\"reasons\":[]}]}}", 0, NULL);
    struct strbuf text;

    (void)state;
    assert_non_null(doc);
    strbuf_init(&text);
    report_queue_markdown(&text, doc);
    assert_contains(text.data, "```ini\n[impact]\n; odd one = care-blocking, operational or minor\n```\n");
    assert_lacks(text.data, "[cost]");
    strbuf_release(&text);
    json_decref(doc);
}

static void what_is_over_by_minutes_is_just_over(void **state)
{
    struct estate *e = *state;
    json_t *queue;
    char *text;

    e->f->store->clock.fixed = FIXTURE_NOW + 600;
    e->config.age_days[0] = 3;
    queue = queue_of(e);
    text = json_dumps(queue, 0);
    assert_contains(text, "open for 3.0 days, just over the 3 allowed");
    assert_contains(text, "open for 4.0 days, 1.0 over the 3 allowed");
    free(text);
    json_decref(queue);
}

static void ages_are_counted_to_now_or_to_where_the_tickets_end(void **state)
{
    struct estate *e = *state;
    struct facts f = facts_of(e);
    struct facts_ages ages;
    struct ages_to to;
    struct err err = ERR_INIT;
    int64_t fixed = e->f->store->clock.fixed;
    json_t *list;

    facts_ages_init(&ages, &f);
    assert_ok(facts_ages_of(&to, &ages, "desk", &err), err);
    assert_false(to.by_data); /* --now counts, however old the tickets are */
    assert_true(to.at == fixed);
    assert_int_equal(json_array_size(list = facts_ages_json(&ages)), 0);
    json_decref(list);
    facts_ages_release(&ages);

    e->f->store->clock.fixed = TIME_NONE; /* years after the estate */
    facts_ages_init(&ages, &f);
    assert_ok(facts_ages_of(&to, &ages, "desk", &err), err);
    assert_true(to.by_data);
    assert_int_equal(to.at, fixture_count(e->f->store, "SELECT max(created) FROM tickets"));
    assert_near(ages_days(&to, to.at - 43200), .5, 1e-12);
    assert_near(ages_days(&to, to.at + 43200), 0, 0);
    assert_true(isnan(ages_days(&to, TIME_NONE)));
    assert_ok(facts_ages_of(&to, &ages, "no such project", &err), err);
    assert_false(to.by_data);
    list = facts_ages_json(&ages);
    assert_int_equal(json_array_size(list), 1);
    assert_string_equal(word(json_array_get(list, 0), "project"), "desk");
    json_decref(list);
    facts_ages_release(&ages);
    e->f->store->clock.fixed = fixed;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(severities_that_nobody_mapped_are_named_with_a_proposal, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(mapped_ones_need_no_lines, estate_setup, estate_teardown),
        cmocka_unit_test(hostile_severities_stay_out_of_the_lines),
        cmocka_unit_test_setup_teardown(ages_are_counted_to_now_or_to_where_the_tickets_end, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(what_is_over_by_minutes_is_just_over, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
