/*
 * fuzz_dependency_model.c - the parts of a version of dependency-risk from anywhere, parted by bytes 0x1e; and the first of them as a model of releases. What is
 * accepted must judge an update and the row that it makes of it, to the same bits, and be stored and read again as the same bytes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/dependency/dependency_model_io.h"
#include "train/release/release_model_io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTED = 0x1e };

static void judge(const struct dependency_model *m)
{
    struct dependency_update u = { .project = "p", .group = "com.acme", .name = "com.acme:lib", .from = "1.0", .to = "2.0", .scope = "test", .direct = -1, .broke = -1 };
    struct dependency_row row;
    struct update_rate rate;
    double margin, logit, again, again_logit;

    if (dependency_model_score(&margin, &logit, &rate, m, &u, NULL) < 0)
        return;
    if (dependency_model_row(&row, m, &u, NULL) < 0)
        return;
    if (dependency_model_of_row(&again, &again_logit, m, row.col, row.val, row.n, NULL) < 0 || memcmp(&again, &margin, sizeof again) != 0)
        abort();
    for (size_t i = 0; i < row.n; i++)
        row.col[i] += 3; /* any columns: refused, or a number */
    if (dependency_model_of_row(&again, &again_logit, m, row.col, row.val, row.n, NULL) == 0 && isnan(again) && !isnan(margin))
        abort();
    dependency_row_release(&row);
}

static void store_again(const struct dependency_model *m)
{
    struct dependency_parts parts, second;
    struct dependency_model back;

    if (dependency_model_save(&parts, m, NULL) < 0)
        return;
    if (dependency_model_read(&back, parts.part, parts.n, NULL) < 0)
        abort();
    if (dependency_model_save(&second, &back, NULL) == 0) {
        for (size_t i = 0; i < parts.n; i++)
            if (second.n != parts.n || second.part[i].len != parts.part[i].len || memcmp(second.part[i].data, parts.part[i].data, parts.part[i].len) != 0)
                abort();
        dependency_parts_release(&second);
    }
    dependency_model_release(&back);
    dependency_parts_release(&parts);
}

static void read_release(const uint8_t *data, size_t size)
{
    struct release_model m = { .method = RELEASE_PRODUCT };
    json_t *doc = json_loadb((const char *)data, size, 0, NULL);
    double number[N_RELEASE_NUMBERS] = { 1, 0.5 };

    if (doc != NULL && release_model_read(&m, doc, NULL) == 0)
        (void)release_model_logit(&m, number);
    json_decref(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const name[DEPENDENCY_PARTS] = { "dependencies", "rates", "weights" };
    struct model_part part[DEPENDENCY_PARTS];
    struct dependency_model m;
    size_t n = 0, at = 0;

    while (n < DEPENDENCY_PARTS && at <= size) {
        const uint8_t *end = n + 1 < DEPENDENCY_PARTS && at < size ? memchr(data + at, PARTED, size - at) : NULL;
        size_t len = end != NULL ? (size_t)(end - data) - at : size - at;

        part[n] = (struct model_part){ name[n], data + at, len };
        n++;
        at += len + 1;
    }
    read_release((const uint8_t *)part[0].data, part[0].len);
    if (dependency_model_read(&m, part, n, NULL) < 0)
        return 0;
    judge(&m);
    store_again(&m);
    dependency_model_release(&m);
    return 0;
}
