#include "tests/support/estate_fixture.h"

#include <stdlib.h>

int estate_setup(void **state)
{
    struct estate *e = calloc(1, sizeof(*e));
    struct err err = ERR_INIT;
    void *f = NULL;

    assert_non_null(e);
    fixture_setup(&f);
    e->f = f;
    small_estate(e->f, ESTATE_TICKETS, ESTATE_CHANGES);
    assert_ok(config_load(&e->config, NULL, e->f->path, &err), err);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    *state = e;
    return 0;
}

int estate_teardown(void **state)
{
    struct estate *e = *state;
    void *f = e->f;

    snapshot_release(&e->snapshot);
    config_release(&e->config);
    free(e);
    return fixture_teardown(&f);
}

void estate_load(struct estate *e, const char *task, const char *project, struct examples *out)
{
    struct examples_options options = { .task = task_find(task), .project = project, .n_threads = 1 };
    struct err err = ERR_INIT;

    assert_ok(examples_load(out, e->f->store, &e->snapshot, &options, &err), err);
}

void estate_train(struct estate *e, const char *task, const char *project, struct training *out)
{
    struct training_options options = { .seed = 1, .n_threads = 1 };
    struct err err = ERR_INIT;

    assert_ok(training_run(out, e->f->store, &e->config, &e->snapshot, task_find(task), project, &options, &err), err);
}
