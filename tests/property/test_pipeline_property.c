/*
 * What must hold for the whole way from a file to predictions, whatever the rows: the order of import does not matter where times differ, the
 * same seed gives the same bytes, and nothing that comes later changes what was predicted before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/small_estate.h"
#include "train/backtest/backtest.h"

enum { TICKETS = 300 };

/* Lines of a file after its header. */
struct lines {
    char  *text, *header;
    char **line;
    size_t n;
};

static void read_lines(struct lines *out, const char *path)
{
    char *at, *next;

    out->text = get_file(path, NULL);
    out->line = calloc(TICKETS + 1, sizeof(*out->line));
    out->n = 0;
    out->header = out->text;
    at = strchr(out->text, '\n');
    *at++ = '\0';
    for (; *at != '\0'; at = next) {
        next = strchr(at, '\n');
        *next++ = '\0';
        out->line[out->n++] = at;
    }
}

static void write_lines(const char *path, const struct lines *l, size_t from, size_t to)
{
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    fprintf(out, "%s\n", l->header);
    for (size_t i = from; i < to; i++)
        fprintf(out, "%s\n", l->line[i]);
    assert_int_equal(fclose(out), 0);
}

static void shuffle(struct lines *l, uint64_t seed)
{
    struct rng rng;

    rng_init(&rng, seed);
    for (size_t i = l->n; i > 1; i--) {
        size_t j = rng_below(&rng, (uint32_t)i);
        char *t = l->line[i - 1];

        l->line[i - 1] = l->line[j];
        l->line[j] = t;
    }
}

/* The predictions of a backtest of what is in the store, as the bytes of the file. */
static char *predictions(struct fixture *f, int n_threads)
{
    struct examples_options eo = { .task = task_find("route"), .project = "desk", .n_threads = n_threads };
    struct backtest_options bo = { .holdout = 0.2, .maturity_days = 90, .seed = 1, .n_threads = n_threads };
    struct snapshot snapshot;
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;
    char path[4200];

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(examples_load(&e, f->store, &snapshot, &eo, &err), err);
    assert_ok(backtest_run(&b, &e, &bo, &err), err);
    snprintf(path, sizeof(path), "%s/predictions.csv", f->dir);
    assert_ok(backtest_write_predictions(&b, path, &err), err);
    backtest_release(&b);
    examples_release(&e);
    snapshot_release(&snapshot);
    return get_file(path, NULL);
}

/* A store of its own with the tickets imported in the given order, in two files. */
static char *predictions_after(struct lines *l, size_t half, int n_threads)
{
    struct fixture *f;
    void *state = NULL;
    char path[4200], *bytes;

    fixture_setup(&state);
    f = state;
    snprintf(path, sizeof(path), "%s/part.csv", f->dir);
    write_lines(path, l, 0, half);
    small_import(f, "tickets", path);
    write_lines(path, l, half, l->n);
    small_import(f, "tickets", path);
    bytes = predictions(f, n_threads);
    fixture_teardown(&state);
    return bytes;
}

static void the_order_of_import_and_the_threads_change_nothing(void **state)
{
    char path[4200], *first;
    struct lines l;

    snprintf(path, sizeof(path), "%s/tickets.csv", (const char *)*state);
    small_tickets_csv(path, TICKETS, 0, 5);
    read_lines(&l, path);
    first = predictions_after(&l, l.n / 2, 1);
    for (uint64_t seed = 1; seed <= 4; seed++) {
        char *again;

        shuffle(&l, seed);
        again = predictions_after(&l, (size_t)seed * 40, 1 + (int)(seed % 3));
        assert_string_equal(first, again);
        free(again);
    }
    free(first);
    free(l.line);
    free(l.text);
}

/* Labels and texts after the cut are turned upside down; the training part and so the model stays, and of the predictions only the truth changes. */
static void what_comes_after_the_cut_does_not_reach_the_model(void **state)
{
    char path[4200], *before, *after, *b, *a;
    struct lines l;
    size_t cut = TICKETS * 4 / 5;

    snprintf(path, sizeof(path), "%s/tickets.csv", (const char *)*state);
    small_tickets_csv(path, TICKETS, 0, 6);
    read_lines(&l, path);
    before = predictions_after(&l, cut, 1);
    for (size_t i = cut + 1; i < l.n; i++) { /* the first tested row keeps its text: its prediction must keep its bits */
        char *team = strstr(l.line[i], ",network,");

        if (team != NULL)
            memcpy(team, ",records,", 9);
    }
    after = predictions_after(&l, cut, 1);
    b = strchr(before, '\n') + 1;
    a = strchr(after, '\n') + 1;
    for (; *b != '\0' && *a != '\0'; b = strchr(b, '\n') + 1, a = strchr(a, '\n') + 1) {
        const char *pb = strchr(strchr(b, ',') + 1, ','), *pa = strchr(strchr(a, ',') + 1, ',');
        size_t len = strcspn(pb, "\n");

        assert_int_equal(len, strcspn(pa, "\n"));
        assert_memory_equal(pb, pa, len);
    }
    assert_true(*b == '\0' && *a == '\0');
    free(before);
    free(after);
    free(l.line);
    free(l.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_order_of_import_and_the_threads_change_nothing, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(what_comes_after_the_cut_does_not_reach_the_model, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
