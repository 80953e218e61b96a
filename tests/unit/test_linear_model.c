#include "train/solver/linear_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

/* Offsets in the stored form (linear_model.c). */
enum { AT_VERSION = 8, AT_COLS = 12, AT_OUTPUTS = 16, AT_STORED = 20, AT_BIAS = 24 };

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void random_model(struct linear_model *m, struct rng *rng, uint32_t n_cols, size_t n_outputs)
{
    assert_int_equal(linear_model_init(m, n_cols, n_outputs, NULL), 0);
    for (size_t i = 0; i < n_cols * n_outputs; i++)
        m->w[i] = (float)rng_normal(rng);
    for (size_t k = 0; k < n_outputs; k++)
        m->bias[k] = rng_normal(rng);
}

static void random_rows(struct csr *x, struct rng *rng, uint32_t n_cols, size_t n_rows)
{
    uint32_t col[64];
    float val[64];

    assert_true(n_cols <= 64);
    assert_int_equal(csr_init(x, n_cols, NULL), 0);
    for (size_t row = 0; row < n_rows; row++) {
        size_t n = 0;

        for (uint32_t c = 0; c < n_cols; c++) {
            col[n] = c;
            val[n] = (float)rng_normal(rng);
            n += rng_below(rng, 3) > 0;
        }
        assert_int_equal(csr_append(x, col, val, n, NULL), 0);
    }
}

static void a_new_model_answers_zero(void **state)
{
    static const uint32_t col[] = { 0, 2 };
    static const float val[] = { 5, -1 };
    double margin[3] = { 1, 1, 1 };
    struct linear_model m;

    (void)state;
    assert_int_equal(linear_model_init(&m, 3, 3, NULL), 0);
    linear_model_margins(&m, col, val, 2, margin);
    for (size_t k = 0; k < 3; k++)
        assert_true(margin[k] == 0);
    linear_model_release(&m);
    assert_null(m.w);
}

static void margins_are_bias_and_weighted_sum(void **state)
{
    static const uint32_t col[] = { 0, 2 };
    static const float val[] = { 2, 0.5F };
    double margin[2];
    struct linear_model m;

    (void)state;
    assert_int_equal(linear_model_init(&m, 3, 2, NULL), 0);
    m.bias[0] = 10;
    m.bias[1] = -1;
    m.w[0] = 3; /* column 0 */
    m.w[1] = 4;
    m.w[2] = 100; /* column 1: not in the row */
    m.w[4] = -8;  /* column 2 */
    m.w[5] = 6;
    linear_model_margins(&m, col, val, 2, margin);
    assert_true(margin[0] == 10 + 3 * 2 + -8 * 0.5);
    assert_true(margin[1] == -1 + 4 * 2 + 6 * 0.5);
    linear_model_margins(&m, NULL, NULL, 0, margin);
    assert_true(margin[0] == 10 && margin[1] == -1);
    linear_model_release(&m);
}

/* Each output's sum, in the order that the header gives, alone. */
static double margin_by_hand(const struct linear_model *m, const struct csr *x, size_t row, size_t k)
{
    volatile double margin = m->bias[k];

    for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++) {
        volatile double product = (double)m->w[x->col[i] * m->n_outputs + k] * (double)x->val[i];

        margin = margin + product;
    }
    return margin;
}

static void margins_have_the_same_bits_alone_among_others_and_on_any_number_of_threads(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (size_t n_outputs = 1; n_outputs < 12; n_outputs++) {
        struct linear_model m;
        struct csr x;
        double *all;

        random_model(&m, &rng, 64, n_outputs);
        random_rows(&x, &rng, 64, 700);
        for (int n_threads = 1; n_threads <= 3; n_threads++) {
            assert_int_equal(linear_model_margins_all(&all, &m, &x, n_threads, NULL), 0);
            for (size_t row = 0; row < x.n_rows; row++) {
                double alone[12];

                linear_model_margins(&m, x.col + x.row_start[row], x.val + x.row_start[row],
                                     x.row_start[row + 1] - x.row_start[row], alone);
                assert_memory_equal(alone, all + row * n_outputs, n_outputs * sizeof *alone);
                for (size_t k = 0; k < n_outputs; k++)
                    assert_true(alone[k] == margin_by_hand(&m, &x, row, k));
            }
            mem_free(all);
        }
        linear_model_release(&m);
        csr_release(&x);
    }
}

static void no_rows_have_no_margins(void **state)
{
    struct linear_model m;
    struct csr x;
    double *all = NULL;

    (void)state;
    assert_int_equal(linear_model_init(&m, 3, 2, NULL), 0);
    assert_int_equal(csr_init(&x, 3, NULL), 0);
    assert_int_equal(linear_model_margins_all(&all, &m, &x, 2, NULL), 0);
    assert_non_null(all);
    mem_free(all);
    linear_model_release(&m);
    csr_release(&x);
}

static void a_model_that_is_too_large_is_refused(void **state)
{
    struct linear_model m = { .n_cols = 9 };
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(linear_model_init(&m, LINEAR_MODEL_WEIGHTS_MAX / 4 + 1, 4, &err), ERR_REFUSED);
    assert_contains(err.msg, "too large");
    assert_int_equal(linear_model_init(&m, UINT32_MAX, 1, &err), ERR_REFUSED);
    assert_int_equal(linear_model_init(&m, 1, SIZE_MAX, &err), ERR_REFUSED);
    assert_int_equal(m.n_cols, 9);
}

/* --- save and load ---------------------------------------------------------------------------------------------- */

/* Six columns, of which 1 and 4 have no weight; -0, the smallest and the largest numbers among the others. */
static void small_model(struct linear_model *m)
{
    assert_int_equal(linear_model_init(m, 6, 2, NULL), 0);
    m->bias[0] = 0.1;
    m->bias[1] = -1e300;
    m->w[0] = 1.5F;
    m->w[5] = -0.0F;
    m->w[6] = 1e-45F;
    m->w[7] = 3.4e38F;
    m->w[10] = -2;
}

static void saved(struct strbuf *out)
{
    struct linear_model m;

    strbuf_init(out);
    small_model(&m);
    assert_int_equal(linear_model_save(&m, out, NULL), 0);
    linear_model_release(&m);
}

static void a_loaded_model_has_the_bits_of_the_saved_one(void **state)
{
    struct linear_model m, back;
    struct strbuf stored;

    (void)state;
    small_model(&m);
    saved(&stored);
    assert_int_equal(linear_model_load(&back, stored.data, stored.len, NULL), 0);
    assert_int_equal(back.n_cols, 6);
    assert_int_equal(back.n_outputs, 2);
    assert_memory_equal(back.w, m.w, 12 * sizeof *m.w);
    assert_memory_equal(back.bias, m.bias, 2 * sizeof *m.bias);
    linear_model_release(&m);
    linear_model_release(&back);
    strbuf_release(&stored);
}

static void the_stored_form_is_what_its_description_says(void **state)
{
    static const unsigned char start[] = { 'P',  'R',  'D',  'L',  'M',  'O',  'D',  '\n',
                                           1,    0,    0,    0, /* form 1       */
                                           6,    0,    0,    0,    2,    0,    0,    0,
                                           4,    0,    0,    0,                                      /* sizes        */
                                           0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f };         /* 0.1          */
    static const unsigned char cols[] = { 0, 0, 0,    0,    2, 0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0,      /* 1, 4 are out */
                                          0, 0, 0xc0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80 }; /* 1.5 0 0 -0 */
    struct strbuf stored;
    uint8_t digest[DIGEST_SIZE];

    (void)state;
    saved(&stored);
    assert_int_equal(stored.len, AT_BIAS + 2 * 8 + 4 * 4 + 4 * 2 * 4 + DIGEST_SIZE);
    assert_memory_equal(stored.data, start, sizeof start);
    assert_memory_equal(stored.data + AT_BIAS + 16, cols, sizeof cols);
    digest_of(stored.data, stored.len - DIGEST_SIZE, digest);
    assert_memory_equal(stored.data + stored.len - DIGEST_SIZE, digest, DIGEST_SIZE);
    strbuf_release(&stored);
}

static void saving_appends(void **state)
{
    struct linear_model m, back;
    struct strbuf out;

    (void)state;
    small_model(&m);
    strbuf_init(&out);
    strbuf_adds(&out, "before");
    assert_int_equal(linear_model_save(&m, &out, NULL), 0);
    assert_memory_equal(out.data, "before", 6);
    assert_int_equal(linear_model_load(&back, out.data + 6, out.len - 6, NULL), 0);
    linear_model_release(&m);
    linear_model_release(&back);
    strbuf_release(&out);
}

static void assert_broken(const void *data, size_t len, const char *words)
{
    struct linear_model m = { .n_cols = 9 };
    struct err err = ERR_INIT;

    assert_int_equal(linear_model_load(&m, data, len, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "stored model");
    assert_contains(err.msg, words);
    assert_int_equal(m.n_cols, 9);
}

static void any_altered_bit_is_noticed(void **state)
{
    struct strbuf stored;

    (void)state;
    saved(&stored);
    for (size_t bit = 0; bit < 8 * stored.len; bit++) {
        stored.data[bit / 8] ^= (char)(1 << bit % 8);
        assert_broken(stored.data, stored.len, "");
        stored.data[bit / 8] ^= (char)(1 << bit % 8);
    }
    strbuf_release(&stored);
}

/* The copy has exactly the length of the cut, so that a sanitizer sees a read beyond it. */
static void any_cut_and_any_tail_is_noticed(void **state)
{
    struct strbuf stored;

    (void)state;
    saved(&stored);
    for (size_t len = 0; len < stored.len; len++) {
        char *copy = malloc(len + 1);

        assert_non_null(copy);
        copy = realloc(copy, len == 0 ? 1 : len);
        memcpy(copy, stored.data, len);
        assert_broken(copy, len, "");
        free(copy);
    }
    strbuf_addc(&stored, '\0');
    assert_broken(stored.data, stored.len, "length");
    assert_broken(NULL, 0, "begin");
    strbuf_release(&stored);
}

static void set_u32(struct strbuf *stored, size_t at, uint32_t value)
{
    for (size_t i = 0; i < 4; i++)
        stored->data[at + i] = (char)(value >> 8 * i);
}

/* As above, but whoever altered it also made the checksum anew. */
static void assert_broken_sealed(struct strbuf *stored, const char *words)
{
    digest_of(stored->data, stored->len - DIGEST_SIZE, (uint8_t *)stored->data + stored->len - DIGEST_SIZE);
    assert_broken(stored->data, stored->len, words);
    strbuf_release(stored);
    saved(stored);
}

static void nonsense_with_a_right_checksum_is_noticed(void **state)
{
    const size_t at_col = AT_BIAS + 2 * 8, at_w = at_col + 4 * 4;
    struct strbuf stored;

    (void)state;
    saved(&stored);
    set_u32(&stored, AT_VERSION, 2);
    assert_broken_sealed(&stored, "form 2");
    set_u32(&stored, AT_OUTPUTS, 0);
    assert_broken_sealed(&stored, "impossible");
    set_u32(&stored, AT_OUTPUTS, UINT32_MAX);
    assert_broken_sealed(&stored, "impossible");
    set_u32(&stored, AT_COLS, LINEAR_MODEL_WEIGHTS_MAX);
    assert_broken_sealed(&stored, "impossible");
    set_u32(&stored, AT_COLS, 3);
    assert_broken_sealed(&stored, "impossible");
    set_u32(&stored, AT_COLS, 5);
    assert_broken_sealed(&stored, "out of range");
    set_u32(&stored, AT_STORED, UINT32_MAX);
    assert_broken_sealed(&stored, "impossible");
    set_u32(&stored, AT_STORED, 3);
    assert_broken_sealed(&stored, "length");
    set_u32(&stored, AT_BIAS + 4, 0x7ff00000);
    assert_broken_sealed(&stored, "bias");
    set_u32(&stored, at_col + 4, 0);
    assert_broken_sealed(&stored, "out of order");
    set_u32(&stored, at_col + 12, UINT32_MAX);
    assert_broken_sealed(&stored, "out of range");
    set_u32(&stored, at_w, 0x7fc00000);
    assert_broken_sealed(&stored, "not a finite number");
    set_u32(&stored, at_w, 0);
    assert_broken_sealed(&stored, "without weights");
    strbuf_release(&stored);
}

static void each_failed_allocation_is_out_of_memory(void **state)
{
    struct strbuf stored, out;
    struct linear_model m;
    struct csr x;
    struct rng rng;
    double *all;
    long n;
    int rc = ERR_NOMEM;

    (void)state;
    saved(&stored);
    for (n = 0; rc != 0; n++) {
        mem_fail_after(n);
        rc = linear_model_load(&m, stored.data, stored.len, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
    }
    assert_int_equal(n, 3);
    strbuf_init(&out);
    mem_fail_after(0);
    assert_int_equal(linear_model_save(&m, &out, NULL), ERR_NOMEM);
    mem_fail_after(-1);
    strbuf_release(&out);
    rng_init(&rng, 1);
    random_rows(&x, &rng, 6, 3);
    mem_fail_after(0);
    assert_int_equal(linear_model_margins_all(&all, &m, &x, 1, NULL), ERR_NOMEM);
    mem_fail_after(-1);
    linear_model_release(&m);
    csr_release(&x);
    strbuf_release(&stored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_model_answers_zero),
        cmocka_unit_test(margins_are_bias_and_weighted_sum),
        cmocka_unit_test(margins_have_the_same_bits_alone_among_others_and_on_any_number_of_threads),
        cmocka_unit_test(no_rows_have_no_margins),
        cmocka_unit_test(a_model_that_is_too_large_is_refused),
        cmocka_unit_test(a_loaded_model_has_the_bits_of_the_saved_one),
        cmocka_unit_test(the_stored_form_is_what_its_description_says),
        cmocka_unit_test(saving_appends),
        cmocka_unit_test(any_altered_bit_is_noticed),
        cmocka_unit_test(any_cut_and_any_tail_is_noticed),
        cmocka_unit_test(nonsense_with_a_right_checksum_is_noticed),
        cmocka_unit_test_teardown(each_failed_allocation_is_out_of_memory, never_fail),
    };

    return digest_setup(NULL) < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
