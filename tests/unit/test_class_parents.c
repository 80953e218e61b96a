#include "train/learn/class_parents.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"

enum { ROWS = 120 };

/* "Ios / A" and "Ios / B" of 50 and 30 rows, "Mono / C" of 25, "Mono / D" of 15: too few to be a class. */
struct made {
    struct examples  e;
    struct learn_cut cut;
    uint32_t         rows[ROWS];
    int32_t          label[ROWS];
    struct ticket    ticket[ROWS];
};

static void make(struct made *m, const char *const name[4])
{
    static const int n[] = { 50, 30, 25, 15 };
    struct err err = ERR_INIT;
    int at = 0;

    memset(m, 0, sizeof(*m));
    m->e.label_field = "component";
    m->e.project = "p";
    m->e.task = task_find("component");
    intern_init(&m->e.class_name);
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < n[k]; i++, at++) {
            m->rows[at] = (uint32_t)at;
            m->label[at] = (int32_t)intern_add(&m->e.class_name, name[k], strlen(name[k]));
            m->ticket[at].team = k < 2 ? "phones" : "servers";
        }
    m->e.label = m->label;
    m->e.tickets.row = m->ticket;
    m->cut = (struct learn_cut){ .train = m->rows, .n_train = ROWS };
    assert_ok(learn_cut_fill(&m->cut, NULL, &m->e, m->label, &err), err);
}

static void made_release(struct made *m)
{
    learn_cut_release(&m->cut);
    intern_release(&m->e.class_name);
}

static void check_parents(const char *const name[4])
{
    struct made m;
    struct class_parents p;
    struct err err = ERR_INIT;

    make(&m, name);
    assert_ok(class_parents_make(&p, &m.e, &m.cut, m.label, &err), err);
    assert_int_equal(m.cut.n_classes, 3);
    assert_int_equal(p.n, 2);
    assert_int_equal(p.n_rows, ROWS); /* also those of the class that is too rare */
    assert_int_equal(p.of_class[0], p.of_class[1]);
    assert_int_not_equal(p.of_class[0], p.of_class[2]);
    class_parents_release(&p);
    made_release(&m);
}

static void a_leading_part_is_a_parent(void **state)
{
    static const char *const name[] = { "Ios / A", "Ios / B", "Mono / C", "Mono / D" };

    (void)state;
    check_parents(name);
}

static void else_the_team_of_most_rows_is(void **state)
{
    static const char *const name[] = { "A", "B", "C", "D" };

    (void)state;
    check_parents(name);
}

/* "major" and "blocker" of 50 and 30 rows, "normal" of 25; "trivial" of 15 is too rare for a class or a parent. */
static void severities_belong_together_by_their_order(void **state)
{
    static const char *const name[] = { "major", "blocker", "normal", "trivial" }, *const wishes[] = { "minor", "trivial", "enhancement", "wishlist" };
    struct made m;
    struct class_parents p;
    struct err err = ERR_INIT;

    (void)state;
    make(&m, name);
    m.e.label_field = "severity";
    assert_ok(class_parents_make(&p, &m.e, &m.cut, m.label, &err), err);
    assert_int_equal(p.n, 2);
    assert_int_equal(p.n_rows, 105);
    assert_int_equal(p.of_class[m.cut.class_of[0]], p.of_class[m.cut.class_of[1]]);
    assert_int_not_equal(p.of_class[m.cut.class_of[0]], p.of_class[m.cut.class_of[2]]);
    class_parents_release(&p);
    made_release(&m);
    make(&m, wishes);
    m.e.label_field = "severity";
    assert_ok(class_parents_make(&p, &m.e, &m.cut, m.label, &err), err);
    assert_int_equal(p.n, 2);
    assert_int_equal(p.n_rows, 120); /* the too rare wishes teach their parent */
    class_parents_release(&p);
    made_release(&m);
}

static void teams_have_no_parents_and_only_children_none_to_share(void **state)
{
    static const char *const flat[] = { "A", "B", "C", "D" }, *const alone[] = { "a / A", "b / B", "c / C", "d / D" };
    struct made m;
    struct class_parents p;
    struct err err = ERR_INIT;

    (void)state;
    make(&m, flat);
    m.e.label_field = "team";
    assert_ok(class_parents_make(&p, &m.e, &m.cut, m.label, &err), err);
    assert_int_equal(p.n, 0);
    class_parents_release(&p);
    made_release(&m);
    make(&m, alone);
    assert_ok(class_parents_make(&p, &m.e, &m.cut, m.label, &err), err);
    assert_int_equal(p.n, 0);
    class_parents_release(&p);
    made_release(&m);
}

static void folded_weights_give_the_margins_of_both(void **state)
{
    int32_t of_class[] = { 1, -1, 0 };
    struct class_parents p = { .n = 2, .of_class = of_class };
    struct linear_model m, of_parents;
    uint32_t col[] = { 0, 2 };
    float val[] = { 0.5F, 2 };
    double sum[3], parent[2], folded[3];
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(linear_model_init(&m, 3, 3, &err), err);
    assert_ok(linear_model_init(&of_parents, 3, 2, &err), err);
    for (int i = 0; i < 9; i++)
        m.w[i] = (float)(i * i % 7) - 3;
    for (int i = 0; i < 6; i++)
        of_parents.w[i] = (float)(i * 5 % 11) - 4;
    m.bias[1] = 0.25;
    of_parents.bias[0] = -2;
    linear_model_margins(&m, col, val, 2, sum);
    linear_model_margins(&of_parents, col, val, 2, parent);
    class_parents_add(sum, parent, 1, 3, &p, 0.5);
    class_parents_fold(&m, &of_parents, &p, 0.5);
    linear_model_margins(&m, col, val, 2, folded);
    for (int k = 0; k < 3; k++)
        assert_true(sum[k] - folded[k] < 1e-9 && folded[k] - sum[k] < 1e-9);
    linear_model_release(&m);
    linear_model_release(&of_parents);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leading_part_is_a_parent),
        cmocka_unit_test(else_the_team_of_most_rows_is),
        cmocka_unit_test(severities_belong_together_by_their_order),
        cmocka_unit_test(teams_have_no_parents_and_only_children_none_to_share),
        cmocka_unit_test(folded_weights_give_the_margins_of_both),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
