#include "train/learn/filed_copy.h"

#include <string.h>

#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

enum { ROWS = 100 };

/* 80 older and 20 newer rows of three labels: "Ios" of 40 and 10, "Mono" of 40 and 5, "Watch", which only the newer ones have, of 5. */
struct made {
    struct examples e;
    uint32_t        rows[ROWS];
    int32_t         label[ROWS];
    const char     *filed[ROWS];
};

static int32_t class_of(struct made *m, const char *name)
{
    return (int32_t)intern_add(&m->e.class_name, name, strlen(name));
}

static void make(struct made *m)
{
    memset(m, 0, sizeof(*m));
    intern_init(&m->e.class_name);
    for (int i = 0; i < ROWS; i++) {
        const char *name = i % 2 == 0 ? "Ios" : i < 90 ? "Mono" : "Watch";

        m->rows[i] = (uint32_t)i;
        m->label[i] = class_of(m, name);
        m->filed[i] = i % 2 == 0 ? "Ios / Tools" : i < 90 ? "Mono / General" : "Watch / Store";
    }
    m->e.n = ROWS;
    m->e.label = m->label;
    m->e.filed = m->filed;
}

static struct filed_copy learned(const struct made *m)
{
    struct filed_copy c;
    struct err err = ERR_INIT;

    assert_ok(filed_copy_learn(&c, &m->e, m->rows, ROWS, m->label, &err), err);
    return c;
}

static void the_leading_part_of_a_value_names_the_class_where_rows_bear_that_out(void **state)
{
    struct made m;
    struct filed_copy c;
    const char *name;
    int32_t class;

    (void)state;
    make(&m);
    c = learned(&m);
    assert_true(c.kept && c.leading);
    assert_int_equal(filed_copy_class(&name, &class, &c, &m.e, 0), 3);
    assert_int_equal(class, class_of(&m, "Ios"));
    m.filed[0] = "Windows / Store";
    assert_int_equal(filed_copy_class(&name, &class, &c, &m.e, 0), 7);
    assert_memory_equal(name, "Windows", 7);
    assert_int_equal(class, -1);
    m.filed[0] = "";
    assert_int_equal(filed_copy_class(&name, &class, &c, &m.e, 0), 0);
    intern_release(&m.e.class_name);
}

static void whole_values_are_taken_where_they_are_the_labels(void **state)
{
    struct made m;
    struct filed_copy c;

    (void)state;
    make(&m);
    for (int i = 0; i < ROWS; i++)
        m.label[i] = class_of(&m, m.filed[i]);
    c = learned(&m);
    assert_true(c.kept && !c.leading);
    intern_release(&m.e.class_name);
}

/* Of the newest 20 rows the five of "Watch" name a class that the older ones did not suffice for; all were right, then three of them. */
static void the_probability_is_what_such_copies_were_worth(void **state)
{
    struct made m;
    struct filed_copy c;

    (void)state;
    make(&m);
    c = learned(&m);
    assert_int_equal(c.n, 5);
    assert_int_equal(c.right, 5);
    assert_near(c.p, 1, 1e-12);
    m.label[91] = m.label[93] = class_of(&m, "Mono");
    c = learned(&m);
    assert_int_equal(c.n, 5);
    assert_int_equal(c.right, 3);
    assert_near(c.p, (3 + 4 * 0.98) / 9, 1e-12);
    intern_release(&m.e.class_name);
}

static void the_words_of_another_field_are_never_kept(void **state)
{
    struct made m;

    (void)state;
    make(&m);
    for (int i = 0; i < ROWS; i++)
        m.filed[i] = i % 3 == 0 ? "Ios / Tools" : "high";
    assert_false(learned(&m).kept);
    for (int i = 0; i < ROWS; i++)
        m.filed[i] = "";
    assert_false(learned(&m).kept);
    intern_release(&m.e.class_name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_leading_part_of_a_value_names_the_class_where_rows_bear_that_out),
        cmocka_unit_test(whole_values_are_taken_where_they_are_the_labels),
        cmocka_unit_test(the_probability_is_what_such_copies_were_worth),
        cmocka_unit_test(the_words_of_another_field_are_never_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
