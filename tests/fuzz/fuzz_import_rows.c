/*
 * fuzz_import_rows.c - any bytes as a CSV of telemetry or predictions (the first byte tells which), up to the rows that are handed to the store: a row
 * is rejected with a reason or has a time and a finite number, and the inputs of a prediction are a JSON object.
 */
#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/import/import_values.h"
#include "datasets/tracker/export_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

static void check_inputs(const struct import_value *inputs)
{
    json_t *object;

    if (inputs->type == VALUE_NONE)
        return;
    object = json_loadb(inputs->str, inputs->len, 0, NULL);
    check(json_is_object(object));
    json_decref(object);
}

static void check_row(struct import_row *row, const struct import_kind *kind)
{
    bool points = kind->shape == IMPORT_POINTS;
    const struct import_value *number = &row->value[points ? (int)POINT_VALUE : (int)PREDICTION_SCORE];

    if (row->reason != NULL)
        return;
    check(row->value[points ? (int)POINT_TIME : (int)PREDICTION_TIME].type == VALUE_INTEGER);
    check((number->type == VALUE_REAL && isfinite(number->real)) || (points && number->type == VALUE_NONE));
    if (!points)
        check_inputs(&row->value[kind->n_fields]);
}

static void read_rows(struct import_context *context, struct export_rows *source)
{
    struct import_value *value = mem_calloc(context->kind->n_fields + 1, sizeof *value);
    struct import_scratch scratch;
    struct csv_row row;

    check(value != NULL);
    import_scratch_init(&scratch);
    while (export_rows_next(source, &row, NULL) > 0) {
        struct import_row ready = { .value = value };

        if (row.bad)
            continue;
        import_scratch_clear(&scratch);
        check(import_row_prepare(&ready, row.field, context, &scratch, NULL) == 0);
        import_row_settle(&ready, context->kind, &scratch);
        check_row(&ready, context->kind);
    }
    import_scratch_release(&scratch);
    mem_free(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t key[DIGEST_KEY_SIZE] = { 1 };
    struct import_options options = { .tolerate_percent = 5 };
    struct import_context context = { .key = key };
    struct import_columns columns;
    struct export_rows_options plain = { .tracker = false };
    struct export_rows *source = NULL;
    struct strbuf text;

    if (size == 0 || digest_setup(NULL) < 0)
        return 0;
    options.kind = import_kind_find(data[0] % 2 == 0 ? "telemetry" : "predictions");
    strbuf_init(&text);
    strbuf_add(&text, data + 1, size - 1);
    check(!text.failed);
    if (export_rows_open(&source, "in", &text, &plain, NULL) == 0 && import_columns_init(&columns, source, "in", options.kind, &options, NULL) == 0) {
        context.kind = options.kind;
        context.columns = &columns;
        context.source = source;
        context.project_field = import_kind_project(options.kind);
        context.seen_in_field = import_kind_seen_in(options.kind);
        check(options.kind->shape != IMPORT_LOG || import_extras_probe(&columns, &context, NULL) == 0);
        read_rows(&context, source);
        import_columns_release(&columns);
    }
    export_rows_close(source);
    strbuf_release(&text);
    return 0;
}
