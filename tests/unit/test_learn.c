#include "train/learn/learned_filed.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/estate_fixture.h"

static const struct learn_options options = { .seed = 1, .n_threads = 2, .mature_until = TIME_NONE };

static uint32_t *first_rows(size_t n)
{
    uint32_t *rows = calloc(n, sizeof(*rows));

    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)i;
    return rows;
}

static void learn_first(struct learned *l, const struct examples *e, size_t n)
{
    uint32_t *rows = first_rows(n);
    struct err err = ERR_INIT;

    assert_ok(learn(l, e, rows, n, e->label, &options, &err), err);
    free(rows);
}

static double *margins(const struct learned *l, const struct examples *e)
{
    uint32_t *rows = first_rows(e->n);
    double *out = NULL;
    struct err err = ERR_INIT;

    assert_ok(learned_margins(&out, l, &e->samples, &e->tokens, rows, e->n, 1, &err), err);
    free(rows);
    return out;
}

static void save(const struct learned *l, struct strbuf part[LEARNED_PARTS], const void *data[LEARNED_PARTS], size_t len[LEARNED_PARTS])
{
    struct err err = ERR_INIT;

    for (size_t i = 0; i < LEARNED_PARTS; i++) {
        strbuf_init(&part[i]);
        if (learned_has_part(l, i))
            assert_ok(learned_save_part(l, i, &part[i], &err), err);
        data[i] = learned_has_part(l, i) ? part[i].data : NULL;
        len[i] = part[i].len;
    }
}

static void classes_are_sorted_by_name_and_counted(void **state)
{
    struct examples e;
    struct learned l;
    size_t sum = 0;

    estate_load(*state, "route", "desk", &e);
    learn_first(&l, &e, e.n);
    assert_int_equal(l.n_classes, 3);
    assert_string_equal(l.class_name[0], "network");
    assert_string_equal(l.class_name[2], "records");
    for (size_t k = 0; k < 3; k++)
        sum += l.class_rows[k];
    assert_int_equal(sum, e.n);
    assert_true(l.n_tried >= 2);
    learned_release(&l);
    examples_release(&e);
}

static void what_comes_after_the_training_rows_changes_nothing(void **state)
{
    struct examples e;
    struct learned a, b;
    double *ma, *mb;

    estate_load(*state, "route", "desk", &e);
    learn_first(&a, &e, 180);
    for (size_t i = 180; i < e.n; i++) /* the future told otherwise */
        e.label[i] = (e.label[i] + 1) % 3;
    learn_first(&b, &e, 180);
    ma = margins(&a, &e);
    mb = margins(&b, &e);
    assert_memory_equal(ma, mb, e.n * 3 * sizeof(*ma));
    mem_free(ma);
    mem_free(mb);
    learned_release(&a);
    learned_release(&b);
    examples_release(&e);
}

static void a_model_read_back_gives_the_same_bits(void **state)
{
    struct examples e;
    struct learned l, back;
    struct strbuf part[LEARNED_PARTS];
    const void *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
    struct err err = ERR_INIT;
    double *was, *now;

    estate_load(*state, "change-risk", "app", &e);
    learn_first(&l, &e, e.n);
    save(&l, part, data, len);
    assert_ok(learned_load(&back, l.task, data, len, &err), err);
    was = margins(&l, &e);
    now = margins(&back, &e);
    assert_memory_equal(was, now, e.n * sizeof(*was));
    assert_memory_equal(&l.calibration, &back.calibration, sizeof(l.calibration));
    mem_free(was);
    mem_free(now);
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_release(&part[i]);
    learned_release(&l);
    learned_release(&back);
    examples_release(&e);
}

static void one_class_is_not_enough(void **state)
{
    struct examples e;
    struct learned l;
    struct err err = ERR_INIT;
    uint32_t rows[100];
    size_t n = 0;

    estate_load(*state, "route", "desk", &e);
    for (size_t i = 0; i < e.n && n < 100; i++)
        if (e.label[i] == 0)
            rows[n++] = (uint32_t)i;
    assert_int_equal(learn(&l, &e, rows, n, e.label, &options, &err), ERR_NODATA);
    assert_contains(err.msg, "only one team");
    assert_int_equal(learn(&l, &e, rows, 5, e.label, &options, &err), ERR_NODATA);
    assert_contains(err.msg, "has 5 rows to learn route from");
    examples_release(&e);
}

static void threads_do_not_change_a_bit(void **state)
{
    struct examples e;
    struct learned a, b;
    struct learn_options one = { .seed = 1, .n_threads = 1, .mature_until = TIME_NONE };
    uint32_t *rows;
    struct err err = ERR_INIT;
    double *ma, *mb;

    estate_load(*state, "route", "desk", &e);
    rows = first_rows(e.n);
    learn_first(&a, &e, e.n);
    assert_ok(learn(&b, &e, rows, e.n, e.label, &one, &err), err);
    ma = margins(&a, &e);
    mb = margins(&b, &e);
    assert_memory_equal(ma, mb, e.n * 3 * sizeof(*ma));
    assert_true(memcmp(&a.calibration, &b.calibration, sizeof(a.calibration)) == 0);
    free(rows);
    mem_free(ma);
    mem_free(mb);
    learned_release(&a);
    learned_release(&b);
    examples_release(&e);
}

/* Half of the pharmacy's tickets is critical, one in six of all: the rare class is found, and its probability stays honest. Two
 * classes have two margins. */
static void a_rare_class_is_suggested_though_it_is_not_the_likely_one(void **state)
{
    struct examples e;
    struct learned l;
    double *margin, p[2], sum = 0;
    size_t found = 0, critical = 0, said = 0;

    estate_load(*state, "severity", "desk", &e);
    learn_first(&l, &e, e.n);
    assert_int_equal(l.n_classes, 2);
    assert_string_equal(l.class_name[0], "critical");
    assert_int_equal(l.model.n_outputs, 2);
    assert_string_equal(l.criterion, "macro_f1");
    assert_int_equal(l.calibration.kind, CALIBRATION_OFFSETS);
    assert_true(l.balance > 0);
    margin = margins(&l, &e);
    for (size_t i = 0; i < e.n; i++) {
        bool is = strcmp(e.class_name.str[e.label[i]], "critical") == 0, says = margin[2 * i] > margin[2 * i + 1];

        calibration_softmax(&l.calibration, margin + 2 * i, 2, p);
        sum += p[0];
        critical += is;
        said += says;
        found += is && says;
    }
    assert_true(critical > 10 && said > critical);
    assert_true(found * 2 > critical);
    assert_true(sum < (double)said); /* they are likely, not certain */
    mem_free(margin);
    learned_release(&l);
    examples_release(&e);
}

static void a_model_of_rare_classes_read_back_gives_the_same_probabilities(void **state)
{
    struct examples e;
    struct learned l, back;
    struct strbuf part[LEARNED_PARTS];
    const void *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
    struct err err = ERR_INIT;

    estate_load(*state, "severity", "desk", &e);
    learn_first(&l, &e, e.n);
    save(&l, part, data, len);
    assert_ok(learned_load(&back, e.task, data, len, &err), err);
    assert_int_equal(back.calibration.kind, CALIBRATION_OFFSETS);
    assert_true(back.calibration.a == l.calibration.a);
    assert_memory_equal(back.calibration.offset, l.calibration.offset, l.n_classes * sizeof(double));
    learned_release(&back);
    for (size_t i = 0; i < LEARNED_PARTS; i++) /* an offset that is lost is seen */
        if (strcmp(learned_part_name[i], "calibration") == 0)
            len[i] -= 8;
    assert_int_equal(learned_load(&back, e.task, data, len, &err), ERR_INTEGRITY);
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_release(&part[i]);
    learned_release(&l);
    examples_release(&e);
}

static void what_a_risk_is_held_against_comes_back_from_the_store(void **state)
{
    struct strbuf part[LEARNED_PARTS];
    const void *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
    struct learned l, back;
    struct examples e;
    struct err err = ERR_INIT;

    estate_load(*state, "change-risk", "app", &e);
    learn_first(&l, &e, e.n);
    assert_true(l.reference.n > 0);
    assert_true(strlen(l.why) > 0);
    l.release = (struct release_model){ .method = RELEASE_MODEL, .n = 40, .harms = 12, .calibration = { .a = 1.0 / 3 }, .weight = { .1, -.7 }, .bias = -1.5 };
    save(&l, part, data, len);
    assert_ok(learned_load(&back, e.task, data, len, &err), err);
    assert_memory_equal(back.reference.quantile, l.reference.quantile, sizeof(l.reference.quantile));
    assert_int_equal(back.reference.n_bands, l.reference.n_bands);
    assert_true(back.reference.size_a == l.reference.size_a && back.reference.size_b == l.reference.size_b);
    assert_int_equal(back.release.method, RELEASE_MODEL);
    assert_memory_equal(back.release.weight, l.release.weight, sizeof(l.release.weight));
    assert_true(back.release.bias == l.release.bias && back.release.calibration.a == l.release.calibration.a);
    for (size_t k = 0; k < LEARNED_PARTS; k++)
        strbuf_release(&part[k]);
    learned_release(&back);
    learned_release(&l);
    examples_release(&e);
}

/* The words tell the team of three tickets in four. What a clerk filed: the team itself, of every ticket whose number `of` does not divide ("" there), and of every tenth another one. */
static void file_teams(struct examples *e, size_t of)
{
    for (size_t i = 0; i < e->n; i++) {
        const char *team;

        e->label[i] = i % 4 == 1 ? (e->label[i] + 1) % 3 : e->label[i];
        team = e->class_name.str[i % 10 == 3 ? (e->label[i] + 1) % 3 : e->label[i]];

        e->filed[i] = i % of == 0 ? "" : team;
        e->samples.word[i * e->samples.n_words + 1] = e->filed[i]; /* team_filed, as samples.h has it */
    }
}

static void a_ticket_without_a_filed_value_has_the_bits_of_the_text_alone(void **state)
{
    struct examples e;
    struct learned text, both;
    double *mt, *mb;
    size_t right_text = 0, right_both = 0, n = 0;

    estate_load(*state, "route", "desk", &e);
    file_teams(&e, 3);
    learn_first(&text, &e, 200);
    e.recipe = recipe_of_tickets(true);
    learn_first(&both, &e, 200);
    assert_null(text.filed);
    assert_non_null(both.filed);
    assert_true(both.filed->score > both.filed->text_score);
    mt = margins(&text, &e);
    mb = margins(&both, &e);
    for (size_t i = 0; i < e.n; i++) {
        size_t said_text, said_both;

        if (i % 3 == 0) {
            assert_memory_equal(mt + 3 * i, mb + 3 * i, 3 * sizeof(*mt));
            continue;
        }
        calibration_top(&said_text, 1, mt + 3 * i, 3);
        calibration_top(&said_both, 1, mb + 3 * i, 3);
        n += i >= 200;
        right_text += i >= 200 && strcmp(text.class_name[said_text], e.class_name.str[e.label[i]]) == 0;
        right_both += i >= 200 && strcmp(both.class_name[said_both], e.class_name.str[e.label[i]]) == 0;
    }
    assert_true(n > 20 && right_both > right_text);
    mem_free(mt);
    mem_free(mb);
    learned_release(&text);
    learned_release(&both);
    examples_release(&e);
}

static void a_model_of_filed_values_read_back_gives_the_same_bits(void **state)
{
    struct strbuf part[LEARNED_PARTS];
    const void *data[LEARNED_PARTS];
    size_t len[LEARNED_PARTS];
    struct examples e;
    struct learned l, back;
    struct err err = ERR_INIT;
    double *was, *now;

    estate_load(*state, "severity", "desk", &e);
    for (size_t i = 0; i < e.n; i++)
        e.samples.word[i * e.samples.n_words + 2] = e.filed[i] = e.class_name.str[i % 7 == 0 ? e.label[i] == 0 : e.label[i]];
    e.recipe = recipe_of_tickets(true);
    learn_first(&l, &e, e.n);
    assert_non_null(l.filed);
    save(&l, part, data, len);
    assert_ok(learned_load(&back, e.task, data, len, &err), err);
    was = margins(&l, &e);
    now = margins(&back, &e);
    assert_memory_equal(was, now, e.n * l.n_classes * sizeof(*was));
    assert_string_equal(back.filed->field, "severity");
    assert_memory_equal(back.filed->calibration.offset, l.filed->calibration.offset, l.n_classes * sizeof(double));
    assert_true(back.filed->kept == l.filed->kept && back.filed->copy.p == l.filed->copy.p);
    learned_release(&back);
    for (size_t i = 0; i < LEARNED_PARTS; i++) /* a part that is lost is seen */
        if (!learned_needs_part(i))
            data[i] = NULL;
    assert_int_equal(learned_load(&back, e.task, data, len, &err), ERR_INTEGRITY);
    for (size_t i = 0; i < LEARNED_PARTS; i++)
        strbuf_release(&part[i]);
    mem_free(was);
    mem_free(now);
    learned_release(&l);
    examples_release(&e);
}

static void a_few_filed_values_teach_nothing(void **state)
{
    struct examples e;
    struct learned l;

    estate_load(*state, "route", "desk", &e);
    file_teams(&e, 1); /* none */
    for (size_t i = 0; i < 40; i++)
        e.filed[i] = e.class_name.str[e.label[i]];
    e.recipe = recipe_of_tickets(true);
    learn_first(&l, &e, e.n);
    assert_null(l.filed);
    assert_string_equal(l.recipe, "words");
    learned_release(&l);
    examples_release(&e);
}

static void a_filed_class_that_was_not_learned_is_kept(void **state)
{
    struct examples e;
    struct learned l;
    const char *name = NULL;

    estate_load(*state, "route", "desk", &e);
    file_teams(&e, 50);
    e.recipe = recipe_of_tickets(true);
    learn_first(&l, &e, e.n);
    assert_int_equal(learned_filed_kept(&name, &l, "radiology"), strlen("radiology"));
    assert_string_equal(name, "radiology");
    assert_int_equal(learned_filed_kept(&name, &l, "pharmacy"), 0);
    assert_int_equal(learned_filed_kept(&name, &l, ""), 0);
    assert_near(calibration_probability(learned_filed_logit(l.filed)), l.filed->copy.p, 1e-9);
    learned_release(&l);
    examples_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_sorted_by_name_and_counted),
        cmocka_unit_test(what_comes_after_the_training_rows_changes_nothing),
        cmocka_unit_test(a_model_read_back_gives_the_same_bits),
        cmocka_unit_test(one_class_is_not_enough),
        cmocka_unit_test(threads_do_not_change_a_bit),
        cmocka_unit_test(a_rare_class_is_suggested_though_it_is_not_the_likely_one),
        cmocka_unit_test(a_model_of_rare_classes_read_back_gives_the_same_probabilities),
        cmocka_unit_test(what_a_risk_is_held_against_comes_back_from_the_store),
        cmocka_unit_test(a_ticket_without_a_filed_value_has_the_bits_of_the_text_alone),
        cmocka_unit_test(a_model_of_filed_values_read_back_gives_the_same_bits),
        cmocka_unit_test(a_few_filed_values_teach_nothing),
        cmocka_unit_test(a_filed_class_that_was_not_learned_is_kept),
    };

    return cmocka_run_group_tests(tests, estate_setup, estate_teardown);
}
