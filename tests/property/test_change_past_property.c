/*
 * Time honesty: what the past tells of a change does not move when later changes are left out or altered, nor when labels are that were known no earlier
 * than the change; and what a test is told moves with no label of a tested change.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "features/change/change_past.h"
#include "tests/support/support.h"

enum { HISTORIES = 60, ROWS_MAX = 80, FILES = 7, DAY = 86400, TEXT_MAX = 64 };

struct history {
    struct change       row[ROWS_MAX];
    char                files[ROWS_MAX][TEXT_MAX];
    struct change_table table;
};

static const char *const author[] = { "", "ada", "bea", "cyd" };
static const char *const message[] = { "", "EHR-1: a", "b", "LAB-2, LAB-3" };

static void draw_label(struct change *c, struct rng *rng)
{
    c->buggy = (int)rng_below(rng, 4) - 1;
    c->buggy = c->buggy > 1 ? 1 : c->buggy;
    c->label_time = c->buggy == 1 && rng_below(rng, 8) > 0 ? c->author_date + (int64_t)rng_below(rng, 400) * DAY : TIME_NONE;
}

static void draw_rest(struct history *h, size_t i, struct rng *rng)
{
    struct change *c = &h->row[i];
    size_t len = 0;

    for (size_t k = rng_below(rng, 4); k > 0; k--)
        len += (size_t)snprintf(h->files[i] + len, TEXT_MAX - len, "%sd%u/f%u.c", len > 0 ? "|" : "", (unsigned)rng_below(rng, 3), (unsigned)rng_below(rng, FILES));
    h->files[i][len] = '\0';
    c->files = (struct text){ h->files[i], (uint32_t)len };
    c->author = author[rng_below(rng, 4)];
    c->message.str = message[rng_below(rng, 4)];
    c->message.len = (uint32_t)strlen(c->message.str);
    c->tickets = "";
    draw_label(c, rng);
}

static void draw_history(struct history *h, struct rng *rng)
{
    int64_t time = 0;

    memset(h, 0, sizeof(*h));
    h->table = (struct change_table){ .row = h->row, .n = 20 + rng_below(rng, ROWS_MAX - 20), .has_code = true };
    for (size_t i = 0; i < h->table.n; i++) {
        h->row[i].author_date = time += (int64_t)rng_below(rng, 30) * DAY;
        draw_rest(h, i, rng);
    }
}

static void fill(struct history *h)
{
    assert_int_equal(change_past_fill(&h->table, NULL, NULL), 0);
}

static void assert_same(const struct change *a, const struct change *b)
{
    assert_memory_equal(a->past, b->past, sizeof(a->past));
    assert_int_equal(a->worst.harms, b->worst.harms);
    assert_int_equal(a->worst.changes, b->worst.changes);
    assert_int_equal(a->worst.path.len, b->worst.path.len);
}

static void copy_history(struct history *out, const struct history *h)
{
    *out = *h;
    out->table.row = out->row;
    for (size_t i = 0; i < out->table.n; i++)
        out->row[i].files.str = out->files[i];
}

static void later_changes_move_nothing(void **state)
{
    static struct history h, other;
    struct rng rng;

    (void)state;
    rng_init(&rng, 41);
    for (int k = 0; k < HISTORIES; k++) {
        size_t i;

        draw_history(&h, &rng);
        fill(&h);
        i = rng_below(&rng, (uint32_t)h.table.n);
        copy_history(&other, &h);
        for (size_t j = i + 1; j < other.table.n; j++)
            draw_rest(&other, j, &rng);
        fill(&other);
        assert_same(&h.row[i], &other.row[i]);
        other.table.n = i + 1;
        fill(&other);
        assert_same(&h.row[i], &other.row[i]);
    }
}

/* Earlier changes' labels that nobody knew yet: a harm that is told later, or turns out to be none, or one that nobody had told. */
static void labels_that_were_not_known_yet_move_nothing(void **state)
{
    static struct history h, other;
    struct rng rng;
    size_t altered = 0;

    (void)state;
    rng_init(&rng, 43);
    for (int k = 0; k < HISTORIES; k++) {
        size_t i;

        draw_history(&h, &rng);
        fill(&h);
        i = rng_below(&rng, (uint32_t)h.table.n);
        copy_history(&other, &h);
        for (size_t j = 0; j <= i; j++) {
            struct change *c = &other.row[j];

            if (c->buggy < 0 || (c->buggy == 1 && c->label_time != TIME_NONE && c->label_time < h.row[i].author_date))
                continue;
            c->buggy = (int)rng_below(&rng, 2);
            c->label_time = c->buggy == 1 ? h.row[i].author_date + (int64_t)rng_below(&rng, 50) * DAY : TIME_NONE;
            altered += c->buggy != h.row[j].buggy;
        }
        fill(&other);
        assert_same(&h.row[i], &other.row[i]);
    }
    assert_true(altered > 100);
}

static void what_a_test_is_told_hangs_on_no_label_of_a_tested_change(void **state)
{
    static struct history h, other;
    bool train[ROWS_MAX] = { false };
    struct change_files files;
    struct rng rng;

    (void)state;
    rng_init(&rng, 47);
    for (int k = 0; k < HISTORIES; k++) {
        size_t cut;

        draw_history(&h, &rng);
        cut = h.table.n / 2;
        for (size_t i = 0; i < ROWS_MAX; i++)
            train[i] = i < cut;
        copy_history(&other, &h);
        for (size_t j = cut; j < other.table.n; j++)
            draw_label(&other.row[j], &rng);
        assert_int_equal(change_past_fill(&h.table, &files, NULL), 0);
        assert_int_equal(change_past_rates(&h.table, &files, train, INT64_MAX, NULL), 0);
        change_files_release(&files);
        assert_int_equal(change_past_fill(&other.table, &files, NULL), 0);
        assert_int_equal(change_past_rates(&other.table, &files, train, INT64_MAX, NULL), 0);
        change_files_release(&files);
        for (size_t i = 0; i < h.table.n; i++)
            assert_same(&h.row[i], &other.row[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_changes_move_nothing),
        cmocka_unit_test(labels_that_were_not_known_yet_move_nothing),
        cmocka_unit_test(what_a_test_is_told_hangs_on_no_label_of_a_tested_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
