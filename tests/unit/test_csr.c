#include "features/csr.h"

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void a_fresh_matrix_has_no_rows(void **state)
{
    struct csr m;

    (void)state;
    assert_int_equal(csr_init(&m, 3, NULL), 0);
    assert_int_equal(m.n_rows, 0);
    assert_int_equal(m.n_cols, 3);
    assert_int_equal(m.row_start[0], 0);
    csr_release(&m);
}

static void rows_are_kept_in_order_without_zeros(void **state)
{
    struct csr m;

    (void)state;
    assert_int_equal(csr_init(&m, 3, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 0, 1, 2 }, (float[]){ 0, 2, -0.0f }, 3, NULL), 0);
    assert_int_equal(csr_append(&m, NULL, NULL, 0, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 0, 2 }, (float[]){ 1, 5 }, 2, NULL), 0);
    assert_int_equal(m.n_rows, 3);
    assert_memory_equal(m.row_start, ((size_t[]){ 0, 1, 1, 3 }), 4 * sizeof(size_t));
    assert_memory_equal(m.col, ((uint32_t[]){ 1, 0, 2 }), 3 * sizeof(uint32_t));
    assert_memory_equal(m.val, ((float[]){ 2, 1, 5 }), 3 * sizeof(float));
    csr_release(&m);
}

static void a_matrix_is_appended_whole(void **state)
{
    struct csr a, b;

    (void)state;
    assert_int_equal(csr_init(&a, 4, NULL), 0);
    assert_int_equal(csr_init(&b, 4, NULL), 0);
    csr_append(&a, (uint32_t[]){ 3 }, (float[]){ 1 }, 1, NULL);
    csr_append(&b, (uint32_t[]){ 0, 1 }, (float[]){ 2, 3 }, 2, NULL);
    csr_append(&b, NULL, NULL, 0, NULL);
    assert_int_equal(csr_append_all(&a, &b, NULL), 0);
    assert_memory_equal(a.row_start, ((size_t[]){ 0, 1, 3, 3 }), 4 * sizeof(size_t));
    assert_memory_equal(a.col, ((uint32_t[]){ 3, 0, 1 }), 3 * sizeof(uint32_t));
    csr_release(&a);
    csr_release(&b);
}

static void what_is_reserved_needs_no_memory_later(void **state)
{
    struct csr m;

    (void)state;
    assert_int_equal(csr_init(&m, 2, NULL), 0);
    assert_int_equal(csr_reserve(&m, 100, 100, NULL), 0);
    mem_fail_after(0);
    for (int i = 0; i < 100; i++)
        assert_int_equal(csr_append(&m, (uint32_t[]){ 1 }, (float[]){ 1 }, 1, NULL), 0);
    mem_fail_after(-1);
    assert_int_equal(m.n_rows, 100);
    csr_release(&m);
}

static void without_memory_the_matrix_is_unchanged(void **state)
{
    struct csr m;

    (void)state;
    assert_int_equal(csr_init(&m, 2, NULL), 0);
    csr_append(&m, (uint32_t[]){ 1 }, (float[]){ 7 }, 1, NULL);
    for (long turn = 0;; turn++) {
        mem_fail_after(turn);
        if (csr_reserve(&m, 1000, 1000, NULL) == 0)
            break;
        assert_int_equal(m.n_rows, 1);
        assert_int_equal(m.row_start[1], 1);
        assert_int_equal(m.col[0], 1);
        assert_true(m.val[0] == 7.0f);
    }
    mem_fail_after(-1);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 0 }, (float[]){ 1 }, 1, NULL), 0);
    assert_int_equal(m.row_start[2], 2);
    csr_release(&m);
}

static void transposed_rows_are_columns(void **state)
{
    static const size_t start[] = { 0, 1, 1, 3, 4 };
    static const uint32_t rows[] = { 0, 0, 2, 2 };
    static const float vals[] = { 3, 4, 6, 5 };
    struct csr m, t, back;

    (void)state;
    assert_int_equal(csr_init(&m, 4, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 0, 2 }, (float[]){ 3, 4 }, 2, NULL), 0);
    assert_int_equal(csr_append(&m, NULL, NULL, 0, NULL), 0);
    assert_int_equal(csr_append(&m, (uint32_t[]){ 2, 3 }, (float[]){ 6, 5 }, 2, NULL), 0);
    assert_int_equal(csr_transpose(&t, &m, NULL), 0);
    assert_int_equal(t.n_rows, 4);
    assert_int_equal(t.n_cols, 3);
    assert_memory_equal(t.row_start, start, sizeof start);
    assert_memory_equal(t.col, rows, sizeof rows);
    assert_memory_equal(t.val, vals, sizeof vals);
    assert_int_equal(csr_transpose(&back, &t, NULL), 0);
    assert_memory_equal(back.row_start, m.row_start, 4 * sizeof *m.row_start);
    assert_memory_equal(back.col, m.col, 4 * sizeof *m.col);
    csr_release(&m);
    csr_release(&t);
    csr_release(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_matrix_has_no_rows),
        cmocka_unit_test(rows_are_kept_in_order_without_zeros),
        cmocka_unit_test(a_matrix_is_appended_whole),
        cmocka_unit_test(transposed_rows_are_columns),
        cmocka_unit_test_teardown(what_is_reserved_needs_no_memory_later, never_fail),
        cmocka_unit_test_teardown(without_memory_the_matrix_is_unchanged, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
