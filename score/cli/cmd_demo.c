/*
 * cmd_demo.c - prodrome demo [DIR]
 *
 *   write the estate -> a store marked as a demonstration, its configuration -> one night -> people decide -> a second night -> what to look at
 *
 * In the first night nothing is approved yet, and its reports say so. In the second the models are in production and one release is approved.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit/audit.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/hospital/hospital.h"
#include "datasets/manifest/dependency_import.h"
#include "score/cli/commands.h"
#include "score/demonstration.h"
#include "score/night/nightly.h"

static const struct cli_option options[] = {
    { 0, "scale", "N", "how large: N times 2,000 tickets, 1,000 changes, 40 releases (default 1)" },
    { 0, NULL, NULL, NULL },
};

enum { MORNING_S = 8 * 3600, DAY_S = 86400 };

struct demo {
    struct cli *cli;
    int64_t     today;         /* midnight of the first night */
    const char *dir;
    char        data[4096], store[4096], config[4096];
    char        made_of[64];   /* "seed 1 scale 1": what an existing demonstration must be of to be gone on with */
};

/* Dependencies of the upcoming releases: those of the releases before them were read once, when the store was made. */
static void add_reads(struct strbuf *text, const struct hospital_counts *counts)
{
    for (size_t i = 0; i < counts->n_read; i++) {
        const struct hospital_read *read = &counts->read[i];

        if (!read->upcoming)
            continue;
        strbuf_addf(text, "[source dependencies-%s]\nkind = dependencies\nsystem = %s\nrelease = %s\npath = data/release-dependencies/%s\n\n", read->release, read->system, read->release,
                    read->release);
    }
}

static int write_config(struct demo *d, const struct hospital_counts *counts, struct err *err)
{
    static const struct { const char *name, *kind, *file; } source[] = {
        { "estate", "estate", "estate.csv" },       { "tickets", "tickets", "tickets.csv" },    { "changes", "changes", "changes.csv" },
        { "releases", "releases", "releases.csv" }, { "outcomes", "outcomes", "outcomes.csv" },
        { "evidence", "evidence", "evidence.csv" }, { "postmortems", "postmortems", "postmortems" },
        { "updates", "updates", "updates.csv" },
    };
    struct strbuf text;
    int rc;

    strbuf_init(&text);
    strbuf_adds(&text, "; The demonstration's configuration. 'prodrome init' writes one in which every key is explained.\n\n");
    for (size_t i = 0; i < sizeof(source) / sizeof(source[0]); i++) {
        strbuf_addf(&text, "[source %s]\nkind = %s\npath = data/%s\n", source[i].name, source[i].kind, source[i].file);
        if (strcmp(source[i].kind, "changes") == 0)
            strbuf_adds(&text, "code = data/changes-code.csv\n");
        strbuf_addc(&text, '\n');
    }
    add_reads(&text, counts);
    strbuf_adds(&text, "[reports]\ndir = reports\n\n[impact]\n");
    for (size_t i = 0; i < HOSPITAL_SEVERITIES; i++)
        strbuf_addf(&text, "%s = %s\n", hospital_severity[i].verbatim, hospital_severity[i].impact);
    rc = strbuf_check(&text, err);
    if (rc == 0)
        rc = outfile_put(d->config, text.data, text.len, 0, err);
    strbuf_release(&text);
    return rc;
}

static struct store_options store_options(const struct demo *d)
{
    return (struct store_options){ .path = d->store, .clock = d->cli->clock, .log = &d->cli->log, .command = "demo" };
}

/* A demonstration of the same estate that is there is gone on with; anything else is left alone. */
static int check_existing(struct demo *d, struct err *err)
{
    struct store_options so = store_options(d);
    struct store *store = NULL;
    char *of = NULL;
    int rc = store_open(&store, &so, STORE_READ, err);

    if (rc == 0 && !store->demonstration)
        rc = err_set(err, ERR_USAGE, "'%s' holds a store that is no demonstration; name another folder", d->dir);
    if (rc == 0)
        rc = store_setting_get(store, &of, "demonstration_of", err);
    if (rc == ERR_NOTFOUND || (rc == 0 && strcmp(of, d->made_of) != 0))
        rc = err_set(err, ERR_USAGE, "'%s' holds a demonstration of another estate (%s, not %s); name another folder", d->dir, of != NULL ? of : "unfinished", d->made_of);
    mem_free(of);
    store_close(store);
    return rc;
}

/* Where nothing else is said, commands that open this store take the estate's today for theirs (cli_open_store). */
static int put_today(struct store *store, int64_t today, struct err *err)
{
    char text[TIME_ISO_MAX];

    return store_setting_put(store, "demonstration_today", time_format(today, text), err);
}

/* What went out before the upcoming releases: what these change is told against it. */
static int read_released(const struct demo *d, struct store *store, const struct hospital_counts *counts, struct err *err)
{
    char folder[4200];
    const char *path[] = { folder };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < counts->n_read; i++) {
        struct import_options io = { .kind = import_kind_find("dependencies"), .project = counts->read[i].system, .path = path, .n_paths = 1, .source = "demo", .tolerate_percent = 5, .n_threads = 1 };
        struct import_report report;

        if (counts->read[i].upcoming)
            continue;
        snprintf(folder, sizeof(folder), "%s/release-dependencies/%s", d->data, counts->read[i].release);
        rc = dependency_import(&report, store, &io, &(struct dependency_options){ .release = counts->read[i].release }, err);
    }
    return rc;
}

static int make_store(struct demo *d, const struct hospital_counts *counts, struct err *err)
{
    struct store_options so = store_options(d);
    struct store *store = NULL;
    int rc = store_create(&so, true, err);

    if (rc == 0)
        rc = store_open(&store, &so, STORE_WRITE, err);
    if (rc == 0)
        rc = audit_found(store, err);
    if (rc == 0)
        rc = store_setting_put(store, "demonstration_of", d->made_of, err);
    if (rc == 0)
        rc = put_today(store, d->today + DAY_S + MORNING_S, err);
    if (rc == 0)
        rc = read_released(d, store, counts, err);
    store_close(store);
    return rc;
}

static int prepare(struct demo *d, unsigned scale, struct hospital_counts *counts, struct err *err)
{
    struct hospital_options ho = { .seed = d->cli->seed, .scale = scale, .end = 0 };
    int rc;

    if (access(d->store, F_OK) == 0)
        return check_existing(d, err);
    rc = outfile_make_dirs(d->dir, 0755, err);
    progress_begin(&d->cli->log, "estate", 0);
    if (rc == 0)
        rc = hospital_write(d->data, &ho, counts, err);
    progress_end(&d->cli->log, "%llu tickets, %llu changes, %llu releases of %llu systems", (unsigned long long)counts->tickets, (unsigned long long)counts->changes,
                 (unsigned long long)counts->releases, (unsigned long long)counts->systems);
    if (rc == 0)
        rc = write_config(d, counts, err);
    if (rc == 0)
        rc = make_store(d, counts, err);
    return rc;
}

static int night(struct demo *d, struct nightly *n, int64_t at, struct err *err)
{
    struct store_options so = store_options(d);
    struct config config = {0};
    struct nightly_options no = { .config = &config, .seed = d->cli->seed, .n_threads = d->cli->threads, .log = &d->cli->log };
    struct store *store = NULL;
    int rc = config_load(&config, d->config, d->store, err);

    so.clock.fixed = at;
    if (rc == 0)
        rc = store_open(&store, &so, STORE_JOB, err);
    if (rc == 0) {
        store_use_rules(store, config.rules);
        rc = nightly_run(n, store, &no, err);
    }
    store_close(store);
    config_release(&config);
    return rc;
}

static int decide(struct demo *d, struct demonstration *out, struct err *err)
{
    struct store_options so = store_options(d);
    struct store *store = NULL;
    int rc;

    so.clock.fixed = d->today + MORNING_S;
    rc = store_open(&store, &so, STORE_WRITE, err);
    if (rc == 0)
        rc = demonstration_decide(out, store, d->dir, err);
    store_close(store);
    return rc;
}

/* The last night is what the demonstration is judged by. */
static int run_all(struct demo *d, struct nightly *n, struct demonstration *people, struct err *err)
{
    int rc = night(d, n, d->today, err);

    if (rc == 0)
        rc = decide(d, people, err);
    return rc < 0 ? rc : night(d, n, d->today + DAY_S, err);
}

static json_t *show_json(const struct demo *d, const struct nightly *n, const struct demonstration *people)
{
    json_t *names = json_array();
    char passwords[4200];

    for (size_t i = 0; i < DEMONSTRATION_PEOPLE; i++)
        json_array_append_new(names, json_pack("{s:s, s:s}", "name", demonstration_person[i].name, "role", role_name[demonstration_person[i].role]));
    snprintf(passwords, sizeof(passwords), "%s/passwords.txt", d->dir);
    return json_pack("{s:i, s:s, s:s, s:I, s:I, s:I, s:o, s:s, s:s}", "schema_version", 1, "store", d->store, "reports_dir", n->reports_dir, "scored", (json_int_t)n->scored,
                     "flagged", (json_int_t)n->flagged, "waiting", (json_int_t)n->waiting, "people", names, "passwords", passwords, "approved", people->release);
}

/* Whose turn it is: the commands to go on with. */
static void add_next(struct strbuf *out, const struct demo *d, const struct demonstration *people)
{
    const char *program = d->cli->program, *colon = strchr(people->release, ':');

    if (colon != NULL)
        strbuf_addf(out, "%s has approved %s, and nothing holds it: exit status 0\n\n  %s --store %s report release %s --format md\n\n", people->by, people->release, program, d->store,
                    colon + 1);
    strbuf_addf(out, "Others wait. Look at one, decide on it, and ask for its report again\n\n"
                "  %s --store %s review list\n"
                "  %s --store %s review show NUMBER\n"
                "  %s --store %s review approve NUMBER --as emil --password-file %s/emil.password\n\n"
                "What all of it rests on\n\n"
                "  %s --store %s model list\n"
                "  %s --store %s audit verify\n", program, d->store, program, d->store, program, d->store, d->dir, program, d->store, program, d->store);
}

static int show(struct demo *d, const struct nightly *n, const struct demonstration *people)
{
    struct strbuf out;
    int status;

    if (d->cli->json)
        return cli_print_json(d->cli, show_json(d, n, people));
    strbuf_init(&out);
    strbuf_addf(&out, "\nA made-up hospital, and two nights of Prodrome on it. All persons in it are invented.\n\n"
                "  reports        %s/reports/latest/index.html\n"
                "  store          %s\n"
                "  what is true   %s/truth\n"
                "  passwords      %s/passwords.txt (admin, administrator; clara, clinical; emil, engineering)\n\n"
                "%zu items wait for a person.\n\n", d->dir, d->store, d->data, d->dir, n->waiting);
    add_next(&out, d, people);
    status = cli_print(d->cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct demo d = { .cli = cli, .dir = "prodrome-demo" };
    struct hospital_counts counts = {0};
    struct nightly n = {0};
    struct demonstration people = {0};
    struct err err = ERR_INIT;
    long long scale = 1;
    int status;

    if (cli->n_args > 1)
        return cli_usage_error(cli, "demo takes one folder");
    if (cli->n_args == 1)
        d.dir = cli->arg[0];
    status = cli_integer(cli, "scale", 1, HOSPITAL_SCALE_MAX, &scale);
    if (status != STATUS_DONE)
        return status;
    if (strlen(d.dir) > 3000)
        return cli_usage_error(cli, "the folder's name is too long");
    if (cli->clock.fixed == TIME_NONE) /* the estate's today: the demonstration is the same whenever it is made */
        cli->clock.fixed = HOSPITAL_END;
    d.today = cli->clock.fixed;
    snprintf(d.data, sizeof(d.data), "%s/data", d.dir);
    snprintf(d.store, sizeof(d.store), "%s/prodrome.db", d.dir);
    snprintf(d.config, sizeof(d.config), "%s/prodrome.db.conf", d.dir);
    snprintf(d.made_of, sizeof(d.made_of), "seed %llu scale %lld", (unsigned long long)cli->seed, scale);
    if (prepare(&d, (unsigned)scale, &counts, &err) < 0 || run_all(&d, &n, &people, &err) < 0)
        return cli_fail(cli, &err);
    if (n.exit_status != STATUS_DONE && n.exit_status != STATUS_DECISION)
        return n.exit_status;
    return show(&d, &n, &people);
}

static const struct cli_file files[] = {
    { "prodrome-demo/data/", "the estate as CSV, and in truth/ what is true of it" },
    { "prodrome-demo/prodrome.db", "the store, marked as a demonstration" },
    { "prodrome-demo/reports/latest/index.html", "what the night wrote" },
    { NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome demo", "the hospital in ./prodrome-demo" },
    { "prodrome demo --scale 10 --seed 7 /tmp/large", "a larger and another one" },
    { NULL, NULL },
};

const struct cli_command cmd_demo = {
    .name = "demo",
    .synopsis = "demo [DIR] [OPTION...]",
    .summary = "a made-up hospital estate through the whole pipeline, reports included",
    .description = "Writes a made-up hospital into DIR (default ./prodrome-demo): its systems, two years of tickets, changes and releases, and beside them what is true; "
                   "makes a store marked as a demonstration and runs a night on it. Then two made-up persons, with random passwords in a file of mode 0600, approve the models "
                   "and one release, a second night runs, and it is said where the reports are and what waits to be decided. The same --seed and --scale give the same "
                   "estate. Commands that open the store take the estate's today for theirs, unless --now says otherwise.",
    .option = options,
    .run = run,
    .file = files,
    .example = examples,
    .see_also = "nightly review audit",
};
