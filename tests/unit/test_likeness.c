#include "score/release/likeness.h"

#include <math.h>
#include <string.h>

#include "tests/support/support.h"

enum { N = 4 };

static struct text text_of(const char *text)
{
    return (struct text){ text, (uint32_t)strlen(text) };
}

static struct change change_of(const char *message, const char *files, const char *system, double la)
{
    struct change c = { .message = text_of(message), .files = text_of(files), .system = system };

    for (size_t m = 0; m < N_METRICS; m++)
        c.metric[m] = (double)NAN;
    c.metric[METRIC_LA] = la;
    return c;
}

static void init(struct likeness *l, struct change row[N])
{
    static const bool known[N] = { true, true, true, false };
    struct change_table table = { .row = row, .n = N };
    struct err err = ERR_INIT;

    if (likeness_init(l, &table, known, &err) < 0)
        fail_msg("%s", err.msg);
}

static void fill(struct change row[N])
{
    row[0] = change_of("Retry the pump", "src/a.c|src/b.c", "ehr", 0);
    row[1] = change_of("retry the bed", "src/a.c|doc/x", "lab", 0);
    row[2] = change_of("colours", "web/style.css", "", 5);
    row[3] = change_of("retry the PUMP", "src/b.c|src/a.c", "ehr", exp(1) - 1);
}

static void parts_are_what_the_header_says(void **state)
{
    struct change row[N];
    struct likeness l;
    struct likeness_score s;
    double retry = log(4.0 / 3), pump = log(4.0 / 2), bed = pump; /* of 3 known changes, with "retry" and "the" 2, "pump" and "bed" 1 */

    (void)state;
    fill(row);
    init(&l, row);
    s = likeness_of(&l, &l.thing[0], &l.thing[1]);
    assert_near(s.part[LIKE_FILES], 0.4 * 2 / 5, 1e-12); /* a.c and src/ of a.c b.c src/ doc/ x */
    assert_near(s.part[LIKE_WORDS], 0.3 * 2 * retry * retry / (2 * retry * retry + pump * bed), 1e-12);
    assert_near(s.part[LIKE_SYSTEM], 0, 0);
    assert_near(s.part[LIKE_METRICS], 0.2, 1e-12);
    assert_near(s.total, s.part[0] + s.part[1] + s.part[2] + s.part[3], 1e-12);
    likeness_release(&l);
}

static void order_and_case_do_not_matter_and_size_does(void **state)
{
    struct change row[N];
    struct likeness l;
    struct likeness_score s, back;

    (void)state;
    fill(row);
    init(&l, row);
    s = likeness_of(&l, &l.thing[0], &l.thing[3]);
    back = likeness_of(&l, &l.thing[3], &l.thing[0]);
    assert_near(s.part[LIKE_FILES], 0.4, 1e-12);
    assert_near(s.part[LIKE_WORDS], 0.3, 1e-12);
    assert_near(s.part[LIKE_SYSTEM], 0.1, 1e-12);
    assert_near(s.part[LIKE_METRICS], 0.2 / 2, 1e-12); /* ln(1 + la) differs by 1 */
    assert_near(s.total, back.total, 0);
    likeness_release(&l);
}

static void what_is_not_there_is_like_nothing(void **state)
{
    struct change row[N];
    struct likeness l;
    struct likeness_score s;

    (void)state;
    fill(row);
    row[1] = change_of("", "", "", (double)NAN);
    row[2] = change_of("", "", "", (double)NAN);
    init(&l, row);
    s = likeness_of(&l, &l.thing[1], &l.thing[2]);
    assert_near(s.total, 0, 0);
    likeness_release(&l);
}

static void a_union_has_each_word_and_path_once(void **state)
{
    static const uint32_t all[] = { 0, 1 }, again[] = { 1, 0, 0 };
    struct change row[N];
    struct likeness_thing a, b;
    struct likeness l;
    struct err err = ERR_INIT;
    struct likeness_score s;

    (void)state;
    fill(row);
    init(&l, row);
    assert_int_equal(likeness_union(&a, &l, all, 2, "ehr", &err), 0);
    assert_int_equal(likeness_union(&b, &l, again, 3, "ehr", &err), 0);
    assert_int_equal(a.n_files, 5);
    assert_int_equal(a.n_words, 4);
    s = likeness_of(&l, &a, &b);
    assert_near(s.total, 1, 1e-12);
    assert_int_equal(likeness_union(&b, &l, again, 0, "", &err), 0);
    assert_near(likeness_of(&l, &a, &b).total, 0, 0);
    likeness_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_what_the_header_says),
        cmocka_unit_test(order_and_case_do_not_matter_and_size_does),
        cmocka_unit_test(what_is_not_there_is_like_nothing),
        cmocka_unit_test(a_union_has_each_word_and_path_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
