#include "datasets/base/packed.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/support.h"

static const char magic[] = "PRDMTEST";

static void make(struct strbuf *out)
{
    struct err err = ERR_INIT;
    size_t begin;

    strbuf_adds(out, "before");
    begin = packed_begin(out, magic, 3);
    packed_put(out, 0x0102, 2);
    packed_put_double(out, -1.5);
    assert_int_equal(packed_end(out, begin, &err), 0);
}

static void what_was_put_is_got_and_no_more(void **state)
{
    struct packed_reader body;
    struct strbuf out;
    uint32_t format = 0;
    uint64_t bits;
    double value;

    (void)state;
    strbuf_init(&out);
    make(&out);
    assert_int_equal(packed_open(&body, &format, out.data + 6, out.len - 6, magic, 3), PACKED_FITS);
    assert_int_equal(packed_get(&body, 1), 2); /* the low byte first */
    assert_int_equal(packed_get(&body, 1), 1);
    bits = packed_get(&body, 8);
    memcpy(&value, &bits, sizeof value);
    assert_true(value == -1.5);
    assert_true(body.at == body.end && !body.bad);
    assert_int_equal(packed_get(&body, 1), 0);
    assert_true(body.bad);
    strbuf_release(&out);
}

static void each_cut_and_each_changed_byte_is_told(void **state)
{
    struct packed_reader body;
    struct strbuf out;
    uint32_t format = 0;

    (void)state;
    strbuf_init(&out);
    make(&out);
    for (size_t len = 0; len < out.len - 6; len++) {
        char *part = malloc(len + 1); /* of its own, so that a read beyond it shows */

        memcpy(part, out.data + 6, len);
        assert_true(packed_open(&body, &format, part, len, magic, 3) != PACKED_FITS);
        free(part);
    }
    for (size_t i = 6; i < out.len; i++) {
        enum packed_fault fault;

        out.data[i] ^= 1;
        fault = packed_open(&body, &format, out.data + 6, out.len - 6, magic, 3);
        assert_int_equal(fault, i < 14 ? PACKED_ALIEN : i < 18 ? PACKED_FORMAT : i < 26 ? PACKED_LENGTH : PACKED_DIGEST);
        out.data[i] ^= 1;
    }
    assert_int_equal(packed_open(&body, &format, out.data + 6, out.len - 6, magic, 4), PACKED_FORMAT);
    assert_int_equal(format, 3);
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_got_and_no_more),
        cmocka_unit_test(each_cut_and_each_changed_byte_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
