/*
 * fuzz_linear_model.c - a stored model from anywhere. The input is read as it is, and once more with its checksum made right, so
 * that the parser behind the checksum is reached too. What loads must be stored again as the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "train/solver/linear_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where the stored form says how large it is (linear_model.c), and the most that is worth the time to clear. */
enum { AT_COLS = 12, AT_OUTPUTS = 16, WEIGHTS_MAX = 1 << 20 };

static uint64_t number_at(const uint8_t *data, size_t at)
{
    return (uint64_t)data[at] | (uint64_t)data[at + 1] << 8 | (uint64_t)data[at + 2] << 16 |
           (uint64_t)data[at + 3] << 24;
}

static void load(const uint8_t *data, size_t size)
{
    struct linear_model m;
    struct strbuf again;
    double *margin;

    if (linear_model_load(&m, data, size, NULL) < 0)
        return;
    strbuf_init(&again);
    if (linear_model_save(&m, &again, NULL) < 0 || again.len != size || memcmp(again.data, data, size) != 0)
        abort();
    margin = calloc(m.n_outputs, sizeof *margin);
    if (margin == NULL)
        abort();
    if (m.n_cols > 0)
        linear_model_margins(&m, &(uint32_t){ m.n_cols - 1 }, &(float){ 1 }, 1, margin);
    free(margin);
    strbuf_release(&again);
    linear_model_release(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *sealed;

    if (digest_setup(NULL) < 0)
        abort();
    load(data, size);
    if (size < AT_OUTPUTS + 4 + DIGEST_SIZE || number_at(data, AT_COLS) * number_at(data, AT_OUTPUTS) > WEIGHTS_MAX)
        return 0;
    sealed = malloc(size);
    if (sealed == NULL)
        abort();
    memcpy(sealed, data, size);
    digest_of(sealed, size - DIGEST_SIZE, sealed + size - DIGEST_SIZE);
    load(sealed, size);
    free(sealed);
    return 0;
}
