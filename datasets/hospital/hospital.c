#include "datasets/hospital/hospital.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/hospital/names.h"
#include "datasets/hospital/readme.h"
#include "datasets/hospital/simulation.h"

enum { DAY_S = 86400 };

/* Name and columns of each file. */
static const struct {
    const char *name, *header;
} output[N_OUTPUTS] = {
    [OUT_ESTATE] = { "estate.csv",
                     "system,name,owner,criticality,support,vendor,internet_facing,replacement_date,depends_on,workflows" },
    [OUT_TICKETS] = { "tickets.csv", ticket_header },
    [OUT_CHANGES] = { "changes.csv", change_header },
    [OUT_CODE] = { "changes-code.csv", change_code_header },
    [OUT_RELEASES] = { "releases.csv", "project,release,system,planned,deployed,status" },
    [OUT_OUTCOMES] = { "outcomes.csv", "project,release,outcome,time,evidence" },
    [OUT_EVIDENCE] = { "evidence.csv", "project,release,item,value,time,by,starts,ends" },
    [OUT_DEPENDENCIES] = { "dependencies.csv", "file,ecosystem,name,version,scope,direct" },
    [OUT_UPDATES] = { "updates.csv", update_header },
    [TRUTH_FAMILIES] = { "truth/families.csv", "ticket,family,true_team,true_component,misfiled,true_severity" },
    [TRUTH_SYSTEMS] = { "truth/systems.csv", "system,risk" },
    [TRUTH_CHANGES] = { "truth/changes.csv", "commit,p_true,caused,reasons" },
    [TRUTH_RELEASES] = { "truth/releases.csv", "release,p_true,outcome" },
    [TRUTH_IDENTIFIERS] = { "truth/identifiers.csv", "ticket,field,type,value" },
    [TRUTH_PEOPLE] = { "truth/people.csv", "author,experience" },
    [TRUTH_CAUSES] = { "truth/causes.csv", "ticket,cause,recorded,hint" },
    [TRUTH_BURSTS] = { "truth/bursts.csv", "burst,ticket" },
    [TRUTH_POSTMORTEMS] = { "truth/postmortems.csv", "postmortem,ticket,system,cause,stated" },
    [TRUTH_DEPENDENCIES] = { "truth/dependencies.csv", "ecosystem,name,systems,risk,updates,faulty" },
};

static int check(const struct hospital_options *options, struct err *err)
{
    if (options->scale < 1 || options->scale > HOSPITAL_SCALE_MAX)
        return err_set(err, ERR_USAGE, "scale %u is not between 1 and %d", options->scale, HOSPITAL_SCALE_MAX);
    if (options->end < 0 || options->end > time_days_from_civil(2200, 1, 1) * DAY_S)
        return err_set(err, ERR_USAGE, "the end of the hospital's two years is out of range");
    return 0;
}

static int open_outputs(struct simulation *sim, const char *dir, struct err *err)
{
    struct strbuf path;
    int rc = 0;

    strbuf_init(&path);
    strbuf_addf(&path, "%s/truth", dir);
    rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = outfile_make_dirs(path.data, 0755, err);
    for (int i = 0; i < N_OUTPUTS && rc == 0; i++) {
        strbuf_clear(&path);
        strbuf_addf(&path, "%s/%s", dir, output[i].name);
        rc = strbuf_check(&path, err);
        if (rc == 0)
            rc = table_open(&sim->out[i], path.data, output[i].header, err);
    }
    strbuf_release(&path);
    return rc;
}

static int write_system(struct simulation *sim, enum system_id system, struct err *err)
{
    const struct system_info *info = &system_table[system];
    struct table *table = &sim->out[OUT_ESTATE], *truth = &sim->out[TRUTH_SYSTEMS];
    char owner[NAME_MAX_BYTES];
    int rc;

    staff_name(owner, sim->seed, STAFF_OWNERS + (unsigned)system);
    table_adds(table, info->key);
    table_adds(table, info->product);
    table_adds(table, owner);
    table_adds(table, info->criticality);
    table_adds(table, info->support);
    table_adds(table, info->vendor);
    table_adds(table, info->internet ? "yes" : "no");
    table_add_time(table, info->replace_days == 0 ? TIME_NONE : sim->end + (int64_t)info->replace_days * DAY_S);
    table_adds(table, info->depends_on);
    table_adds(table, info->workflows);
    rc = table_end_row(table, err);
    if (rc < 0)
        return rc;
    table_adds(truth, info->key);
    table_add_real(truth, info->risk, 2);
    return table_end_row(truth, err);
}

static int begin(struct simulation *sim, struct err *err)
{
    int rc = 0;

    for (int system = 0; system < N_SYSTEMS && rc == 0; system++)
        rc = write_system(sim, (enum system_id)system, err);
    if (rc == 0)
        rc = authors_init(sim, err);
    if (rc < 0)
        return rc;
    repository_init(&sim->repository, sim->seed, sim->start, sim->authors.n_persons);
    dependencies_init(sim);
    releases_init(sim);
    changes_init(sim);
    tickets_init(sim);
    return 0;
}

static int64_t min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What comes first happens first; at the same second a release before a change before a ticket before a postmortem. */
static int tell(struct simulation *sim, struct err *err)
{
    int rc = 0;

    while (rc == 0) {
        int64_t release = releases_due(sim), change = changes_due(sim), ticket = tickets_due(sim),
                postmortem = postmortems_due(sim);
        int64_t first = min(min(release, change), min(ticket, postmortem));

        if (first == INT64_MAX)
            break;
        if (release == first)
            rc = releases_next(sim, err);
        else if (change == first)
            rc = changes_next(sim, err);
        else if (ticket == first)
            rc = tickets_next(sim, err);
        else
            rc = postmortems_next(sim, err);
    }
    if (rc == 0)
        rc = releases_finish(sim, err);
    return rc == 0 ? dependencies_finish(sim, err) : rc;
}

static void count(struct simulation *sim)
{
    sim->counts.systems = sim->out[OUT_ESTATE].n_rows;
    sim->counts.tickets = sim->out[OUT_TICKETS].n_rows;
    sim->counts.changes = sim->out[OUT_CHANGES].n_rows;
    sim->counts.releases = sim->out[OUT_RELEASES].n_rows;
    sim->counts.outcomes = sim->out[OUT_OUTCOMES].n_rows;
    sim->counts.evidence = sim->out[OUT_EVIDENCE].n_rows;
    sim->counts.updates = sim->out[OUT_UPDATES].n_rows;
    sim->counts.identifiers = sim->out[TRUTH_IDENTIFIERS].n_rows;
    sim->counts.people = sim->out[TRUTH_PEOPLE].n_rows;
    sim->counts.postmortems = sim->out[TRUTH_POSTMORTEMS].n_rows;
    for (int library = 0; library < N_LIBRARIES; library++)
        sim->counts.library_updates += sim->dependencies.n_updates[library];
}

static int finish(struct simulation *sim, const char *dir, struct err *err)
{
    int rc = 0;

    for (int i = 0; i < N_OUTPUTS && rc == 0; i++)
        rc = table_commit(&sim->out[i], err);
    if (rc == 0)
        rc = postmortems_put(sim, dir, err);
    if (rc == 0)
        rc = dependencies_put(sim, dir, err);
    count(sim);
    return rc == 0 ? readme_write(dir, sim->seed, sim->scale, sim->end, &sim->counts, err) : rc;
}

int hospital_write(const char *dir, const struct hospital_options *options, struct hospital_counts *counts,
                   struct err *err)
{
    struct simulation *sim = NULL;
    int64_t end = options->end == 0 ? HOSPITAL_END : options->end;
    int rc;

    assert(dir != NULL);

    rc = check(options, err);
    if (rc < 0)
        return rc;
    sim = mem_alloc(sizeof *sim);
    if (sim == NULL)
        return err_nomem(err);
    memset(sim, 0,
           sizeof *sim); /* not calloc: all pages are taken now, so that a larger scale needs no more than this */
    sim->seed = options->seed;
    sim->scale = options->scale;
    sim->end = time_day(end) * DAY_S;
    sim->start = sim->end - (int64_t)HOSPITAL_DAYS * DAY_S;
    for (int i = 0; i < N_OUTPUTS; i++)
        table_init(&sim->out[i]);
    postmortems_init(sim);
    rc = open_outputs(sim, dir, err);
    if (rc == 0)
        rc = postmortems_open(sim, dir, err);
    if (rc == 0)
        rc = begin(sim, err);
    if (rc == 0)
        rc = tell(sim, err);
    if (rc == 0)
        rc = finish(sim, dir, err);
    if (rc == 0 && counts != NULL)
        *counts = sim->counts;
    postmortems_close(sim);
    tickets_close(sim);
    changes_close(sim);
    for (int i = 0; i < N_OUTPUTS; i++)
        table_close(&sim->out[i]);
    mem_free(sim);
    return rc;
}
