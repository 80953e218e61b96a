#include "datasets/config/config_keys.h"

#include <assert.h>
#include <string.h>

#include "datasets/config/config.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const section_word[N_SECTIONS] = { "",         "source", "reports", "score",     "cost",
                                               "capacity", "impact", "status",  "acceptance", "retention", "readiness", "deidentify", "age", "suggest", "cluster", "closing" };
const char *const section_argument[N_SECTIONS] = {
    [SECTION_SOURCE] = "NAME", [SECTION_COST] = "CRITICALITY", [SECTION_ACCEPTANCE] = "TASK", [SECTION_READINESS] = "TASK", [SECTION_SUGGEST] = "[TASK]"
};

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static const struct config_key source_keys[] = {
    { "kind", KEY_TEXT, offsetof(struct config_source, kind) },
    { "path", KEY_PATH, offsetof(struct config_source, path) },
    { "profile", KEY_TEXT, offsetof(struct config_source, profile) },
    { "project", KEY_TEXT, offsetof(struct config_source, project) },
    { "code", KEY_PATH, offsetof(struct config_source, code) },
    { "release", KEY_TEXT, offsetof(struct config_source, release) },
    { "timezone", KEY_TEXT, offsetof(struct config_source, timezone) },
    { "date_order", KEY_TEXT, offsetof(struct config_source, date_order) },
    { "issues", KEY_TEXT, offsetof(struct config_source, issues) },
    { "branch", KEY_TEXT, offsetof(struct config_source, branch) },
    { "tracker", KEY_TEXT, offsetof(struct config_source, tracker) },
    { "blame", KEY_TEXT, offsetof(struct config_source, blame) },
    { "system", KEY_TEXT, offsetof(struct config_source, system) },
    { "metric", KEY_TEXT, offsetof(struct config_source, metric) },
    { "git", KEY_TEXT, offsetof(struct config_source, git) },
};
static const struct config_key reports_keys[] = {
    { "dir", KEY_PATH, offsetof(struct config, reports_dir) },
    { "metrics", KEY_PATH, offsetof(struct config, metrics_file) },
};
static const struct config_key score_keys[] = {
    { "score_window_days", KEY_DAYS, offsetof(struct config, score_window_days) },
    { "label_maturity_days", KEY_DAYS, offsetof(struct config, label_maturity_days) },
    { "link_window_days", KEY_DAYS, offsetof(struct config, link_window_days) },
    { "duplicate_precision", KEY_AMOUNT, offsetof(struct config, duplicate_precision) },
};
static const struct config_key cluster_keys[] = {
    { "rebuild_days", KEY_DAYS, offsetof(struct config, rebuild_days) },
    { "rebuild_percent", KEY_AMOUNT, offsetof(struct config, rebuild_percent) },
};
static const struct config_key closing_keys[] = { { "phrase", KEY_TEXT, offsetof(struct config, closing_phrases) } };
static const struct config_key cost_keys[] = {
    { "miss", KEY_COST, offsetof(struct config_cost, miss) },
    { "review", KEY_COST, offsetof(struct config_cost, review) },
    { "misroute", KEY_COST, offsetof(struct config_cost, misroute) },
};
static const struct config_key capacity_keys[] = { { "reviews_per_week", KEY_AMOUNT,
                                                     offsetof(struct config, reviews_per_week) } };

static const struct config_key retention_keys[] = {
    { "tickets", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_TICKETS]) },
    { "changes", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_CHANGES]) },
    { "releases", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_RELEASES]) },
    { "outcomes", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_OUTCOMES]) },
    { "postmortems", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_POSTMORTEMS]) },
    { "evidence", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_EVIDENCE]) },
    { "patches", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_PATCHES]) },
    { "predictions", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_PREDICTIONS]) },
    { "updates", KEY_DAYS, offsetof(struct config, retention_days[RETAIN_UPDATES]) },
};

static const struct config_key age_keys[] = {
    { "care-blocking", KEY_DAYS, offsetof(struct config, age_days[AGE_CARE_BLOCKING]) },
    { "operational", KEY_DAYS, offsetof(struct config, age_days[AGE_OPERATIONAL]) },
    { "minor", KEY_DAYS, offsetof(struct config, age_days[AGE_MINOR]) },
    { "unmapped", KEY_DAYS, offsetof(struct config, age_days[AGE_UNMAPPED]) },
};

static const struct {
    const struct config_key *key;
    size_t n;
} keys[N_SECTIONS] = {
    [SECTION_SOURCE] = { source_keys, COUNT(source_keys) },
    [SECTION_REPORTS] = { reports_keys, COUNT(reports_keys) },
    [SECTION_SCORE] = { score_keys, COUNT(score_keys) },
    [SECTION_COST] = { cost_keys, COUNT(cost_keys) },
    [SECTION_CAPACITY] = { capacity_keys, COUNT(capacity_keys) },
    [SECTION_RETENTION] = { retention_keys, COUNT(retention_keys) },
    [SECTION_AGE] = { age_keys, COUNT(age_keys) },
    [SECTION_CLUSTER] = { cluster_keys, COUNT(cluster_keys) },
    [SECTION_CLOSING] = { closing_keys, COUNT(closing_keys) },
};

const struct config_key *section_keys(enum section section, size_t *n)
{
    *n = keys[section].n;
    assert(*n <= SECTION_KEYS_MAX);
    return keys[section].key;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static const char *const kinds[] = { "tickets", "changes",  "releases", "git",          "outcomes",  "postmortems",
                                     "estate",  "evidence", "patches",  "dependencies", "updates", "telemetry", "predictions" };
static const char *const profiles[] = { "auto", "generic", "jira", "servicenow", "github", "gitlab", "bugzilla" };
static const char *const date_orders[] = { "day-first", "month-first" };
static const char *const class_tasks[] = { "route", "component", "severity", "cause", "maintenance", "damage" };
static const char *const tasks[] = { "route", "component", "severity", "cause", "maintenance", "damage", "change-risk", "release-risk", "dependency-risk", "duplicates" };
static const char *const impacts[] = { "care-blocking", "operational", "minor" };
static const char *const statuses[] = { "open", "closed" };
/* As the JSON of a backtest names them. */
static const char *const class_metrics[] = { "top1", "top3", "macro_f1" };
static const char *const pair_metrics[] = { "recall_at_1", "recall_at_5", "recall_at_10", "map", "roc_auc", "pr_auc", "brier", "ece" };
static const char *const risk_metrics[] = { "roc_auc", "pr_auc", "brier", "ece", "recall_at_20_effort", "popt" };

const struct config_list known_kinds = { kinds, COUNT(kinds) };
const struct config_list known_profiles = { profiles, COUNT(profiles) };
const struct config_list known_date_orders = { date_orders, COUNT(date_orders) };
const struct config_list known_tasks = { tasks, COUNT(tasks) };
const struct config_list suggest_tasks = { class_tasks, COUNT(class_tasks) };
const struct config_list known_impacts = { impacts, COUNT(impacts) };
const struct config_list known_statuses = { statuses, COUNT(statuses) };

struct config_list task_metrics(const char *task)
{
    for (size_t i = 0; i < COUNT(class_tasks); i++)
        if (strcmp(task, class_tasks[i]) == 0)
            return (struct config_list){ class_metrics, COUNT(class_metrics) };
    if (strcmp(task, "duplicates") == 0)
        return (struct config_list){ pair_metrics, COUNT(pair_metrics) };
    return (struct config_list){ risk_metrics, COUNT(risk_metrics) };
}
