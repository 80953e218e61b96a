/*
 * config.c - see config.h. Sections and keys arrive one by one from ini_file.h.
 */
#include "datasets/config/config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/config/config_parser.h"
#include "datasets/phi/phi_rules.h"
#include "datasets/readers/ini_file.h"

enum { FILE_MAX = 1024 * 1024 };

const char *const retention_name[N_RETENTIONS] = { "tickets",     "changes",  "releases", "outcomes",
                                                   "postmortems", "evidence", "patches",  "predictions", "updates" };

/* Cost of a miss in reviews: how many needless reviews one stopped incident is worth. Ours: asked was only that
 * they differ by criticality. A missed incident of a care-critical system costs clinical time and risks harm (20),
 * one of a compliance-critical system a report to the authority (10), one of an administrative system rework (4); a
 * ticket at the wrong team costs a day of one to three reviews. */
static const struct config_cost default_cost[N_CRITICALITIES] = {
    [CARE_CRITICAL] = { .miss = 20, .review = 1, .misroute = 2.5 },
    [COMPLIANCE_CRITICAL] = { .miss = 10, .review = 1, .misroute = 2 },
    [ADMINISTRATIVE] = { .miss = 4, .review = 1, .misroute = 1.5 },
    [CRITICALITY_UNKNOWN] = { .miss = 10, .review = 1, .misroute = 2 },
};

/* "a/b.conf" -> "a/" */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "" : arena_memdup(arena, path, (size_t)(slash - path) + 1);
}

static int set_defaults(struct config *config, const char *folder, struct err *err)
{
    config->path = "";
    config->metrics_file = "";
    config->closing_phrases = "";
    config->score_window_days = 30;
    config->duplicate_precision = 0.5;
    config->rebuild_days = 7;
    config->rebuild_percent = 10;
    config->suggest_precision = 0.9;
    config->label_maturity_days = 90;
    config->link_window_days = 7;
    config->age_days[AGE_UNMAPPED] = 14;
    config->age_days[AGE_CARE_BLOCKING] = 1;
    config->age_days[AGE_OPERATIONAL] = 7;
    config->age_days[AGE_MINOR] = 30;
    memcpy(config->cost, default_cost, sizeof config->cost);
    for (size_t task = 0; task < N_READINESS_TASKS; task++)
        readiness_defaults(&config->readiness[task], task);
    config->reports_dir = config_join_path(&config->arena, folder, "reports");
    return config->reports_dir == NULL ? err_nomem(err) : 0;
}

static int parse(struct config_parser *parser, const char *text, size_t len)
{
    static const struct ini_handler handler = { config_enter_section, config_set_key };

    parser->rc = ini_read(parser->path, text, len, &handler, parser, &parser->line, parser->err);
    for (size_t i = 0; parser->rc == 0 && i < parser->config->n_sources; i++)
        config_check_source(parser, i);
    if (parser->rc == 0)
        config_check_retention(parser);
    if (parser->rc == 0)
        config_check_readiness(parser);
    if (!parser->unknown_cost)
        parser->config->cost[CRITICALITY_UNKNOWN] = parser->config->cost[COMPLIANCE_CRITICAL];
    return parser->rc;
}

static void hash_text(char hex[DIGEST_HEX_SIZE], const char *text, size_t len)
{
    uint8_t digest[DIGEST_SIZE];

    digest_of(text, len, digest);
    digest_hex(digest, DIGEST_SIZE, hex);
}

static int load_text(struct config *config, const char *path, const char *folder, const char *text, size_t len,
                     struct err *err)
{
    struct config_parser parser = { .config = config, .path = path, .folder = folder, .err = err };
    int rc;

    config->path = arena_strdup(&config->arena, path);
    if (config->path == NULL)
        return err_nomem(err);
    intern_init(&parser.seen);
    rc = parse(&parser, text, len);
    intern_release(&parser.seen);
    hash_text(config->hash, text, len);
    return rc;
}

static int load_into(struct config *config, const char *path, bool may_be_missing, struct err *err)
{
    const char *folder = folder_of(&config->arena, path);
    char *text = NULL;
    size_t len = 0;
    int rc;

    if (folder == NULL)
        return err_nomem(err);
    hash_text(config->hash, "", 0);
    rc = set_defaults(config, folder, err);
    if (rc < 0)
        return rc;
    rc = file_read(&text, &len, path, FILE_MAX, err);
    if (rc == ERR_NOTFOUND && may_be_missing)
        return 0;
    if (rc < 0 && rc != ERR_NOMEM && err != NULL)
        err->code = ERR_USAGE;
    if (rc < 0)
        return rc == ERR_NOMEM ? rc : ERR_USAGE;
    rc = load_text(config, path, folder, text, len, err);
    mem_free(text);
    return rc;
}

static void keep_as_written(struct config *config)
{
    memcpy(config->as_written.cost, config->cost, sizeof config->cost);
    config->as_written.reviews_per_week = config->reviews_per_week;
}

bool config_costs_are_built_in(const struct config *config)
{
    return memcmp(config->as_written.cost, default_cost, sizeof default_cost) == 0 && config->as_written.reviews_per_week == 0;
}

int config_load(struct config *out, const char *path, const char *store_path, struct err *err)
{
    struct config config = { .n_sources = 0 };
    struct strbuf beside;
    int rc;

    assert(out != NULL && (path != NULL || store_path != NULL));

    arena_init(&config.arena);
    strbuf_init(&beside);
    if (path == NULL)
        strbuf_addf(&beside, "%s.conf", store_path);
    rc = strbuf_check(&beside, err);
    if (rc == 0)
        rc = load_into(&config, path != NULL ? path : beside.data, path == NULL, err);
    strbuf_release(&beside);
    if (rc < 0) {
        config_release(&config);
        return rc;
    }
    if (err != NULL)
        *err = (struct err)ERR_INIT; /* of a default file that is not there */
    keep_as_written(&config);
    *out = config;
    return 0;
}

void config_release(struct config *config)
{
    phi_rules_free(config->rules);
    arena_release(&config->arena);
    *config = (struct config){ .path = "" };
}

static size_t index_of_task(const char *task)
{
    size_t i = 0;

    while (i < known_tasks.n && strcmp(known_tasks.word[i], task) != 0)
        i++;
    assert(i < N_READINESS_TASKS);
    return i;
}

const struct readiness_limits *config_readiness(const struct config *config, const char *task)
{
    return &config->readiness[index_of_task(task)];
}

double config_precision(const struct config *config, const char *task)
{
    double of_task = config->suggest_precision_of[index_of_task(task)];

    return of_task > 0 ? of_task : config->suggest_precision;
}
