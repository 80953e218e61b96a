#include "datasets/readers/doc_read.h"

#include <math.h>

#include "tests/support/support.h"

static void what_is_there_is_read(void **state)
{
    json_t *doc = json_loads("{\"name\":\"desk\",\"p\":0.25,\"n\":3}", 0, NULL);

    (void)state;
    assert_string_equal(doc_text(doc, "name"), "desk");
    assert_near(doc_number(doc, "p", -1), 0.25, 0);
    assert_near(doc_number(doc, "n", -1), 3, 0);
    assert_int_equal(doc_whole(doc, "n"), 3);
    doc_add_one(doc, "n");
    assert_int_equal(doc_whole(doc, "n"), 4);
    json_decref(doc);
}

static void what_is_missing_or_of_another_kind_is_missing(void **state)
{
    json_t *doc = json_loads("{\"name\":7,\"p\":\"x\",\"n\":null}", 0, NULL);

    (void)state;
    assert_string_equal(doc_text(doc, "name"), "");
    assert_string_equal(doc_text(NULL, "name"), "");
    assert_near(doc_number(doc, "p", -1), -1, 0);
    assert_true(isnan(doc_number(NULL, "p", (double)NAN)));
    assert_int_equal(doc_whole(doc, "n"), 0);
    doc_add_one(doc, "new");
    doc_add_one(doc, "new");
    assert_int_equal(doc_whole(doc, "new"), 2);
    json_decref(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_is_read),
        cmocka_unit_test(what_is_missing_or_of_another_kind_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
