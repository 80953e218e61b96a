#include "datasets/hospital/changes.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/simulation.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

/* By style: how much is added (mean and deviation of its logarithm), and how many lines go for each that comes. */
static const struct {
    double log_added, deviation, deleted;
} size_of_style[N_STYLES] = {
    [CHANGE_FIX] = { 2.3, 1.0, 0.7 },     [CHANGE_FEATURE] = { 4.0, 1.1, 0.25 }, [CHANGE_REFACTOR] = { 3.5, 1.0, 1.2 },
    [CHANGE_REWRITE] = { 4.9, 0.9, 0.8 }, [CHANGE_UPKEEP] = { 2.8, 1.1, 0.3 },   [CHANGE_RUSH] = { 1.9, 0.9, 0.5 },
    [CHANGE_OPERATE] = { 1.5, 0.8, 0.8 },
};

/* Per cent of the changes to code. */
static const int share_of_style[N_STYLES] = { [CHANGE_FIX] = 32,    [CHANGE_FEATURE] = 30, [CHANGE_REFACTOR] = 12,
                                              [CHANGE_REWRITE] = 6, [CHANGE_UPKEEP] = 13,  [CHANGE_RUSH] = 7 };

static const enum file_kind file_of_kind[N_KINDS] = { FILE_CODE, FILE_CONFIGURATION, FILE_DEPLOYMENT,
                                                      FILE_DEPENDENCIES };

static void plan_next(struct simulation *sim)
{
    struct changes *changes = &sim->changes;

    if (changes->made < changes->n)
        changes->next = arrivals_next(&changes->arrivals, &changes->rhythm, (double)(changes->n - changes->made));
}

void changes_init(struct simulation *sim)
{
    struct changes *changes = &sim->changes;

    rhythm_init(&changes->rhythm, &rhythm_of_changes, sim->start, sim->seed);
    rng_init_named(&changes->arrivals.rng, sim->seed, "change times");
    rng_init_named(&changes->facts, sim->seed, "changes");
    rng_init_named(&changes->words, sim->seed, "messages");
    rng_init_named(&changes->fates, sim->seed, "fates");
    strbuf_init(&changes->text.message);
    strbuf_init(&changes->text.files);
    strbuf_init(&changes->text.added);
    strbuf_init(&changes->text.removed);
    changes->n = (uint64_t)HOSPITAL_CHANGES * sim->scale;
    plan_next(sim);
}

void changes_close(struct simulation *sim)
{
    strbuf_release(&sim->changes.text.message);
    strbuf_release(&sim->changes.text.files);
    strbuf_release(&sim->changes.text.added);
    strbuf_release(&sim->changes.text.removed);
}

int64_t changes_due(const struct simulation *sim)
{
    return sim->changes.made < sim->changes.n ? sim->changes.next : INT64_MAX;
}

static void decide_kind(struct change *change, struct rng *rng)
{
    double draw = rng_double(rng);
    int percent = (int)rng_below(rng, 100), style = 0;

    change->kind = draw < 0.72   ? KIND_CODE
                   : draw < 0.85 ? KIND_CONFIGURATION
                   : draw < 0.90 ? KIND_INFRASTRUCTURE
                                 : KIND_PATCH;
    change->style = CHANGE_OPERATE;
    if (change->kind != KIND_CODE)
        return;
    while (percent >= share_of_style[style])
        percent -= share_of_style[style++];
    change->style = (enum change_style)style;
}

static void decide_place(struct simulation *sim, struct change *change, struct rng *rng)
{
    struct component_range range;
    double wanted = change->style == CHANGE_FIX || change->style == CHANGE_RUSH ? 0.6 : 0.12;

    change->system = system_pick(rng);
    range = system_components(change->system);
    change->component = (enum component_id)(range.first + (int)rng_below(rng, (uint32_t)range.n));
    if (rng_double(rng) < wanted)
        change->ticket = tickets_recent(sim, change->system, rng);
    if (change->ticket != NULL)
        change->component = change->ticket->component;
}

/* Most patches take a library to a newer version, the others are those of the operating system. */
static void decide_library(struct simulation *sim, struct change *change, struct rng *rng)
{
    change->library = N_LIBRARIES;
    if (change->kind == KIND_PATCH && rng_double(rng) < 0.75)
        change->library = dependency_pick(change->system, rng);
    if (change->library < N_LIBRARIES)
        dependency_update(change->old_version, change->new_version, sim, change->system, change->library);
}

/* Shares out the lines: some files get most of it. Nobody deletes more than there is. */
static void share_lines(struct change *change, const struct repository *repository, double added, double deleted,
                        struct rng *rng)
{
    double weight[TOUCHED_MAX], sum = 0;

    for (unsigned i = 0; i < change->n_touched; i++) {
        weight[i] = 0.05 + rng_exponential(rng);
        sum += weight[i];
    }
    for (unsigned i = 0; i < change->n_touched; i++) {
        unsigned lines = repository->file[change->touched[i].file].lines,
                 gone = (unsigned)(deleted * weight[i] / sum * lines / 300.0);

        change->touched[i].added = 1 + (unsigned)(added * weight[i] / sum);
        change->touched[i].deleted = gone < lines / 2 ? gone : lines / 2;
    }
}

/* How many lines and files: both skewed, the second following the first. */
static void decide_files(struct simulation *sim, struct change *change, struct rng *rng)
{
    double log_added =
        size_of_style[change->style].log_added + size_of_style[change->style].deviation * rng_normal(rng);
    double added = exp(log_added < 7.5 ? log_added : 7.5), files = exp(0.3 * log_added - 0.55 + 0.75 * rng_normal(rng));
    double deleted = added * size_of_style[change->style].deleted * 2 * rng_double(rng);
    unsigned limit = change->kind == KIND_CODE ? TOUCHED_MAX : change->kind == KIND_CONFIGURATION ? 4 : 1;
    unsigned n = 1 + (files < limit ? (unsigned)files : limit);
    struct choice choice = { n < limit ? n : limit, change->component, file_of_kind[change->kind],
                             file_of_kind[change->kind], false };
    const struct source_file *first;

    choice.wide = rng_below(rng, 9) == 0;
    if (change->style == CHANGE_UPKEEP)
        choice.first = FILE_TEST;
    change->n_touched = repository_choose(&sim->repository, change->touched, &choice, rng);
    first = &sim->repository.file[change->touched[0].file];
    if (first->component != N_COMPONENTS) {
        change->main_class = first->name;
        change->main_class_len = first->name_len;
    }
    share_lines(change, &sim->repository, added, deleted, rng);
    change->shared_state = change->kind == KIND_CODE && change->style != CHANGE_UPKEEP && rng_double(rng) < 0.2;
}

static void make_commit(struct change *change, struct rng *rng)
{
    for (int i = 0; i < COMMIT_HEX; i += 8)
        snprintf(change->commit + i, 9, "%08x", rng_u32(rng));
}

static void measure(struct simulation *sim, struct change *change)
{
    repository_measure(&change->files, &sim->repository, change->touched, change->n_touched, change->time);
    change->exp = change->author->exp;
    change->rexp = author_rexp(&sim->authors, change->author, change->time - sim->start);
    change->sexp = 0;
    for (unsigned i = 0; i < change->n_touched; i++) {
        unsigned here = change->author->by_system[sim->repository.file[change->touched[i].file].system];

        change->sexp = here > change->sexp ? here : change->sexp;
    }
}

/* Why what a change has broken fails, by what the change was about. */
static enum cause change_cause(const struct change *change, struct rng *rng)
{
    static const struct {
        enum cause usual, seldom;
    } of_kind[N_KINDS] = {
        [KIND_CODE] = { CAUSE_DEFECT, CAUSE_INTERFACE },
        [KIND_CONFIGURATION] = { CAUSE_CONFIGURATION, CAUSE_ACCESS },
        [KIND_INFRASTRUCTURE] = { CAUSE_CAPACITY, CAUSE_CREDENTIAL },
        [KIND_PATCH] = { CAUSE_CONFIGURATION, CAUSE_VENDOR },
    };
    double draw = rng_double(rng);

    if (draw < 0.12)
        return CAUSE_ERROR;
    if (change->library < N_LIBRARIES)
        return CAUSE_LIBRARY;
    if (change->style == CHANGE_REWRITE && draw < 0.6)
        return CAUSE_MIGRATION;
    return draw < 0.72 ? of_kind[change->kind].usual : of_kind[change->kind].seldom;
}

static void blame(struct pending *pending, const struct simulation *sim, const struct change *change, struct rng *rng)
{
    pending->system = change->system;
    pending->family = tickets_failure_of(sim, change->system, pending->due, rng);
    pending->episode = rng_u32(rng);
    pending->cause = change_cause(change, rng);
    pending->library = change->library < N_LIBRARIES ? library_table[change->library].said : NULL;
    memcpy(pending->commit, change->commit, sizeof pending->commit);
}

/* Whether this fault is the one that breaks its release. Then it is found in the first days after. */
static bool break_release(struct simulation *sim, struct change *change, struct rng *rng)
{
    struct release *release = change->release;
    struct pending pending = { 0 };
    double hours = 0.5 + 14 * rng_exponential(rng);
    enum fate fate = (enum fate)(FATE_INCIDENT + (int)rng_below(rng, 3));

    if (release == NULL || release->deployed == TIME_NONE || release->fate != FATE_NONE ||
        rng_double(rng) >= release_fragility(sim, release, change->time))
        return false;
    pending.due = release->deployed + (int64_t)((hours < 96 ? hours : 96) * HOUR_S);
    pending.followers = 3 + rng_below(rng, 7);
    pending.fate = fate;
    memcpy(pending.release, release->name, sizeof pending.release);
    blame(&pending, sim, change, rng);
    if (!tickets_cause(sim, &pending))
        return false;
    release_break(sim, release, fate);
    change->label_time = pending.due + (int64_t)((0.1 + rng_double(rng)) * DAY_S);
    return true;
}

/* Found in the pilot wards, by a ticket or by a colleague who reads the code. */
static void be_found(struct simulation *sim, struct change *change, struct rng *rng)
{
    double u = rng_double(rng), days = 1.5 + 46 * u * sqrt(u);
    bool reported = rng_double(rng) < 0.62, live;
    struct pending pending = { .due = change->time + (int64_t)(days * DAY_S) };

    change->label_time = pending.due + (int64_t)((1.5 + 10 * rng_double(rng)) * DAY_S);
    live = change->release != NULL && change->release->deployed != TIME_NONE && change->release->deployed < pending.due;
    if (live)
        memcpy(pending.release, change->release->name, sizeof pending.release);
    pending.followers = rng_below(rng, 8) == 0 ? 2 + rng_below(rng, 3) : 0;
    blame(&pending, sim, change, rng);
    if (reported)
        tickets_cause(sim, &pending);
}

/* Draws what comes of the change. The label is known 3 to 60 days after it, if that is before `end`. */
static void decide_fate(struct simulation *sim, struct change *change, struct rng *rng)
{
    int64_t earliest = change->time + INT64_C(3) * DAY_S, latest = change->time + INT64_C(60) * DAY_S;

    change->release = release_of(sim, change->system, change->time);
    change->caused = rng_double(rng) < change->p_true;
    change->label_time = TIME_NONE;
    if (change->release != NULL)
        change->release->survival *= 1.0 - change->p_true * release_fragility(sim, change->release, change->time);
    if (!change->caused)
        return;
    sim->counts.caused_changes++;
    if (change->library < N_LIBRARIES)
        sim->dependencies.n_faulty[change->library]++;
    if (!break_release(sim, change, rng))
        be_found(sim, change, rng);
    change->label_time = change->label_time < earliest ? earliest
                         : change->label_time > latest ? latest
                                                       : change->label_time;
    if (change->label_time >= sim->end)
        change->label_time = TIME_NONE;
}

int changes_next(struct simulation *sim, struct err *err)
{
    struct changes *changes = &sim->changes;
    struct change change = { .number = changes->made, .time = changes->next };
    int rc;

    changes->made++;
    plan_next(sim);
    make_commit(&change, &changes->words);
    decide_kind(&change, &changes->facts);
    decide_place(sim, &change, &changes->facts);
    decide_library(sim, &change, &changes->facts);
    rc = authors_pick(&change.author, sim, change.system, &changes->facts, err);
    if (rc < 0)
        return rc;
    decide_files(sim, &change, &changes->facts);
    measure(sim, &change);
    change_tell(&changes->text, &change, &changes->words);
    change_tell_code(&changes->text, &change, &sim->repository, &changes->words);
    rc = change_text_check(&changes->text, err);
    if (rc < 0)
        return rc;
    change_assess(&change);
    decide_fate(sim, &change, &changes->fates);
    rc = change_write(sim, &change, err);
    repository_apply(&sim->repository, change.touched, change.n_touched, change.author->person, change.time);
    author_worked(change.author, change.system, change.time - sim->start);
    return rc;
}
