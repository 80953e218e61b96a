#include "tests/support/release_form_facts.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

const struct form_fact release_form_fact[] = {
    { "schema_version", TOLD, "of the document, not of the release" }, { "report", TOLD, "the heading" }, { "engine_version", TEXT, NULL },
    { "generated_at", WHEN, NULL }, { "data_through", WHEN, NULL }, { "snapshot_hash", HASH, NULL }, { "audit_head", TEXT, NULL }, { "audit_rows", COUNT, NULL },
    { "demonstration", WORDS, "made up" }, { "project", TEXT, NULL }, { "release", TEXT, NULL }, { "system", TEXT, NULL }, { "system_name", TEXT, NULL },
    { "criticality", TEXT, NULL }, { "planned", TOLD, "the page of a deployed release tells when it was deployed" }, { "deployed", WHEN, NULL }, { "status", TEXT, NULL },
    { "outcome", TEXT, NULL }, { "retrospective", DAY, NULL }, { "known_later", COUNT, NULL }, { "members", COUNT, NULL }, { "missing", COUNT, NULL }, { "learned_from", TOLD, "each change says it, and the reasons count them" },
    { "verdict", TEXT, NULL }, { "exit_status", TEXT, NULL }, { "reasons[]", TEXT, NULL }, { "probability", CHANCE_2, NULL }, { "of_release", WORDS, "the release goes wrong" }, { "interval.low", CHANCE_2, NULL }, { "interval.high", CHANCE_2, NULL },
    { "interval.of", TEXT, NULL }, { "base.releases", TEXT, NULL }, { "base.harms", TEXT, NULL }, { "base.silent", TOLD, "those without a word taken as good" }, { "base.rate", CHANCE_2, NULL }, { "ratio", NUMBER_1, NULL }, { "band", TEXT, NULL },
    { "size_only.probability", CHANCE_2, NULL }, { "threshold", CHANCE_2, NULL },
    { "cost.miss", G, NULL }, { "cost.review", G, NULL }, { "thresholds.by_cost", CHANCE, NULL }, { "thresholds.by_capacity", CHANCE, NULL },
    { "thresholds.in_force", CHANCE, NULL }, { "thresholds.limited", WORDS, "reviews a week that people can do" }, { "thresholds.capacity", G, NULL },
    { "thresholds.from", WHEN, NULL }, { "thresholds.to", WHEN, NULL }, { "thresholds.weeks", NUMBER_1, NULL }, { "thresholds.scored", COUNT, NULL },
    { "thresholds.flagged", COUNT, NULL }, { "thresholds.of_criticality.scored", COUNT, NULL }, { "thresholds.of_criticality.at_cost", COUNT, NULL },
    { "thresholds.of_criticality.at_in_force", COUNT, NULL }, { "thresholds.of_criticality.missed_per_week", NUMBER_2, NULL }, { "method", TEXT, NULL },
    { "release_model", TOLD, "by its name, in the method" }, { "model.name", TEXT, NULL }, { "model.stage", TEXT, NULL }, { "model.approved", WORDS_NOT, "model not approved" }, { "model.created_at", WHEN, NULL },
    { "model.valid_until", WHEN, NULL }, { "model.metric", TOLD, "by its name, ROC-AUC" }, { "model.value", NUMBER_3, NULL }, { "model.low", NUMBER_3, NULL },
    { "model.high", NUMBER_3, NULL }, { "model.baseline.size_only.roc_auc", NUMBER_3, NULL }, { "model.baseline.size_only.brier", TOLD, "of the model's own measure alone" },
    { "changes[].commit", HASH, NULL }, { "changes[].item", TOLD, "project and commit" }, { "changes[].author", TEXT, NULL }, { "changes[].date", DAY, NULL },
    { "changes[].message", TEXT, NULL }, { "changes[].kind", TEXT, NULL }, { "changes[].la", NUMBER, NULL }, { "changes[].ld", NUMBER, NULL },
    { "changes[].files", COUNT, NULL }, { "changes[].probability", CHANCE, NULL }, { "changes[].share", SHARE, NULL }, { "changes[].size_percentile", SHARE, NULL },
    { "changes[].known_harm", WORDS, "did harm already" }, { "changes[].mended_in_it", WORDS, "mended in this release" }, { "changes[].learned_from", WORDS, "the model learned from it" },
    { "changes[].base_rate", TOLD, "the start of the explanation" }, { "changes[].why.bias", SIGNED_4, NULL }, { "changes[].why.score", SIGNED_4, NULL },
    { "changes[].why.rest", SIGNED_4, NULL }, { "changes[].why.n", TOLD, "named and others" }, { "changes[].why.families.size", SIGNED_2, NULL },
    { "changes[].why.families.words", SIGNED_2, NULL }, { "changes[].why.contributions[].column", TOLD, "in words: 'log lines added'" },
    { "changes[].why.contributions[].family", TOLD, "by kind" }, { "changes[].why.contributions[].value", SIGNED_2, NULL }, { "past.releases", COUNT, NULL }, { "past.scored", COUNT, NULL },
    { "past.at_or_below", COUNT, NULL },
    { "past.with_outcome", COUNT, NULL }, { "past.told", COUNT, NULL }, { "past.harm_alone", COUNT, NULL }, { "past.list[].told", WORDS, "told: mended" }, { "past.list[].mends", TOLD, "with an outcome that was told" }, { "past.failed", COUNT, NULL }, { "past.list[].release", TEXT, NULL }, { "past.list[].system", TEXT, NULL },
    { "past.list[].deployed", DAY, NULL }, { "past.list[].outcome", TEXT, NULL }, { "past.list[].changes", COUNT, NULL }, { "past.list[].same_system", WORDS, "(the same)" },
    { "record.bins[].from", TOLD, "the bin's mean" }, { "record.bins[].to", TOLD, "the bin's mean" }, { "record.bins[].n", COUNT, NULL },
    { "record.bins[].mean_p", TOLD, "a point of the plot, a row of the table" }, { "record.bins[].rate", TOLD, "a point of the plot, a row of the table" },
    { "record.limits[]", TEXT, NULL }, { "record.judged_by", TOLD, "as they were known at the cut" }, { "limits[]", TEXT, NULL }, { "gate.criticality", TEXT, NULL },
    { "gate.rows", COUNT, NULL }, { "gate.harms", COUNT, NULL }, { "gate.weeks", NUMBER_1, NULL }, { "gate.gates[].gate_percent", NUMBER, NULL },
    { "gate.gates[].threshold", CHANCE, NULL }, { "gate.gates[].gated", COUNT, NULL }, { "gate.gates[].caught", COUNT, NULL }, { "gate.gates[].missed", COUNT, NULL },
    { "gate.gates[].catch_percent", PERCENT, NULL }, { "gate.gates[].reviews_per_week", NUMBER_1, NULL }, { "gate.gates[].missed_per_week", NUMBER_2, NULL },
    { "gate.today.gate_percent", NUMBER_1, NULL }, { "gate.today.threshold", CHANCE, NULL }, { "gate.today.gated", COUNT, NULL }, { "gate.today.caught", COUNT, NULL },
    { "gate.today.missed", COUNT, NULL }, { "gate.today.catch_percent", PERCENT, NULL }, { "gate.today.reviews_per_week", NUMBER_1, NULL },
    { "gate.today.missed_per_week", NUMBER_2, NULL }, { "review.item", TOLD, "its number in the queue: 'review list'" }, { "review.content_hash", TEXT, NULL },
    { "review.state", TEXT, NULL }, { "review.holder", TEXT, NULL }, { "review.until", WHEN, NULL }, { "review.signers.required", COUNT, NULL },
    { "review.signers.given", COUNT, NULL }, { "review.signers.roles[]", TEXT, NULL }, { "review.signatures[].name", TEXT, NULL }, { "review.signatures[].role", TEXT, NULL },
    { "review.signatures[].at", WHEN, NULL }, { "review.signatures[].meaning", TEXT, NULL }, { "review.signatures[].content_hash", HASH, NULL },
    { "review.signatures[].fresh", WORDS, "fresh" }, { "review.signatures[].valid", WORDS_NOT, "not valid" }, { "review.decisions[].decision", TEXT, NULL },
    { "review.decisions[].name", TEXT, NULL }, { "review.decisions[].role", TEXT, NULL }, { "review.decisions[].at", WHEN, NULL }, { "review.decisions[].until", WHEN, NULL },
    { "review.decisions[].reason", TEXT, NULL }, { "review.decisions[].signed", WORDS, "signed" }, { "review.decisions[].fresh", WORDS_NOT, "another content" },
    { "changes[].why.families", TOLD, "all of them, as size and words above" }, { "model.baseline", TOLD, "of the model's own measure alone" },
    { "model.trained_from", DAY, NULL }, { "model.trained_through", DAY, NULL }, { "gate.unit", TOLD, "the table's caption" },
    { "judged[].question", TOLD, "a case of JUnit, a rule of SARIF; the reasons here" }, { "judged[].leads_to", TOLD, "the verdict is the weightiest" },
    { "judged[].text", TEXT, NULL }, { "changes[].paths[]", TOLD, "the first 100 in JSON; how many are told" }, { "changes[].recent_rate", CHANCE, NULL },
    { "changes[].ratio", NUMBER_1, NULL }, { "changes[].band", TEXT, NULL }, { "changes[].interval.low", CHANCE, NULL }, { "changes[].interval.high", CHANCE, NULL },
    { "changes[].interval.rows", COUNT, NULL }, { "changes[].interval.harms", COUNT, NULL }, { "changes[].percentile", NUMBER, NULL },
    { "changes[].size_only.probability", CHANCE, NULL }, { "changes[].lower[].what", TEXT, NULL }, { "changes[].lower[].probability", CHANCE, NULL },
    { "changes[].lower[].set.la", TOLD, "in words: 'half of the lines'" }, { "changes[].lower[].set.ld", TOLD, "likewise" }, { "changes[].lower[].set.nf", TOLD, "likewise" },
    { "changes[].lower[].set.nd", TOLD, "likewise" }, { "changes[].lower[].set.exp", TOLD, "'an experienced author'" }, { "changes[].lower[].set.rexp", TOLD, "likewise" },
    { "changes[].lower[].set.sexp", TOLD, "likewise" }, { "changes[].worst_file.path", TEXT, NULL }, { "changes[].worst_file.changes", COUNT, NULL },
    { "changes[].worst_file.harms", COUNT, NULL }, { "past.silent", TOLD, "where only harm is recorded: then those without a word count as good" },
    { "past.mature_days", TOLD, "likewise" }, { "past.list[].harmful", COUNT, NULL }, { "past.list[].probability", CHANCE, NULL },
    { "record.thresholds[].gate_percent", TOLD, "in the gate table" }, { "record.thresholds[].threshold", TOLD, "likewise" }, { "record.thresholds[].caught", TOLD, "likewise" },
    { "record.thresholds[].missed", TOLD, "likewise" }, { "record.thresholds[].catch_percent", TOLD, "likewise" }, { "record.thresholds[].reviews_per_week", TOLD, "likewise" },
    { "gate_releases.unit", TOLD, "the table's caption" }, { "gate_releases.from", TOLD, "in words: before it went out" }, { "gate_releases.why", TEXT, NULL },
    { "gate_releases.needed", COUNT, NULL }, { "gate_releases.needed_each", COUNT, NULL }, { "gate_releases.usable", COUNT, NULL }, { "gate_releases.failed", COUNT, NULL },
    { "gate_releases.criticality", TOLD, "of all systems: so few" }, { "gate_releases.rows", COUNT, NULL }, { "gate_releases.harms", COUNT, NULL },
    { "gate_releases.weeks", NUMBER_1, NULL }, { "gate_releases.gates[].gate_percent", NUMBER, NULL }, { "gate_releases.gates[].threshold", CHANCE, NULL },
    { "gate_releases.gates[].gated", COUNT, NULL }, { "gate_releases.gates[].caught", COUNT, NULL }, { "gate_releases.gates[].missed", COUNT, NULL },
    { "gate_releases.gates[].catch_percent", PERCENT, NULL }, { "gate_releases.gates[].reviews_per_week", TOLD, "a year" },
    { "gate_releases.gates[].missed_per_week", TOLD, "a year" }, { "gate_releases.today.gate_percent", NUMBER_1, NULL }, { "gate_releases.today.threshold", CHANCE, NULL },
    { "gate_releases.today.gated", COUNT, NULL }, { "gate_releases.today.caught", COUNT, NULL }, { "gate_releases.today.missed", COUNT, NULL },
    { "gate_releases.today.catch_percent", PERCENT, NULL }, { "gate_releases.today.reviews_per_week", TOLD, "a year" },
    { "gate_releases.today.missed_per_week", TOLD, "a year" }, { "gate_releases.by_criticality[].criticality", TEXT, NULL }, { "gate_releases.by_criticality[].rows", COUNT, NULL },
    { "gate_releases.by_criticality[].harms", TOLD, "so many of them were caught" }, { "gate_releases.by_criticality[].cost.miss", G, NULL }, { "gate_releases.by_criticality[].cost.review", G, NULL },
    { "gate_releases.by_criticality[].by_cost", TOLD, "by what it would have cost" }, { "gate_releases.by_criticality[].in_force", CHANCE, NULL },
    { "gate_releases.by_criticality[].limited", WORDS, "by capacity" }, { "gate_releases.by_criticality[].today.gated", COUNT, NULL }, { "gate_releases.by_criticality[].today", TOLD, "a year" },
    { "gate_releases.by_criticality[].at_cost", TOLD, "by what it would have cost" }, { "gate_releases.by_criticality[].cost_today", NUMBER_1, NULL },
    { "gate_releases.by_criticality[].cost_at_cost", NUMBER_1, NULL }, { "health[].task", TOLD, "by its name" }, { "health[].name", TEXT, NULL }, { "health[].created_at", DAY, NULL },
    { "health[].age_days", TEXT, NULL }, { "health[].drift.at", WHEN, NULL }, { "health[].drift.verdict", TEXT, NULL }, { "health[].drift.columns", TEXT, NULL },
    { "health[].drift.without_data", TEXT, NULL }, { "health[].drift.drifting[]", TEXT, NULL }, { "health[].drift.predictions", TEXT, NULL },
    { "health[].calibration.verdict", TEXT, NULL }, { "health[].calibration.rows", TEXT, NULL }, { "health[].calibration.said", SHARE, NULL },
    { "health[].calibration.came", SHARE, NULL }, { "health[].calibration.ece", NUMBER_3, NULL }, { "health[].live.since", DAY, NULL }, { "health[].live.scored", TEXT, NULL },
    { "health[].live.judged", TEXT, NULL }, { "health[].live.by_this", TEXT, NULL }, { "health[].live.harms", TOLD, "the share that came" }, { "health[].live.verdict", TEXT, NULL },
    { "health[].live.said", SHARE, NULL }, { "health[].live.came", SHARE, NULL }, { "health[].live.low", SHARE, NULL }, { "health[].live.high", SHARE, NULL },
    { "health[].live.roc_auc", NUMBER_3, NULL }, { "policy.source", TEXT, NULL }, { "policy.version", TEXT, NULL }, { "policy.hash", HASH, NULL },
    { "policy.state", TEXT, NULL }, { "policy.says", TEXT, NULL }, { "policy.signed.number", COUNT, NULL }, { "policy.signed.hash", TOLD, "that of the policy, or it has changed" },
    { "policy.signed.by", TEXT, NULL }, { "policy.signed.role", TEXT, NULL }, { "policy.signed.at", WHEN, NULL }, { "policy.costs.state", TEXT, NULL },
    { "policy.costs.says", TEXT, NULL }, { "policy.costs.hash", TOLD, "part of the policy's" }, { "rules[].rule", TEXT, NULL }, { "rules[].effect", TEXT, NULL },
    { "rules[].reason", TEXT, NULL }, { "rules[].settled", WORDS, "settled by approval" }, { "rules[].matched", TOLD, "the matches, and how many more" },
    { "rules[].matches[].condition", TEXT, NULL }, { "rules[].matches[].matched", TEXT, NULL }, { "rules[].matches[].commit", HASH, NULL }, { "rules[].matches[].in", TEXT, NULL },
    { "rules_blind.changes_without_paths", COUNT, NULL }, { "rules_blind.changes", COUNT, NULL }, { "evidence[].item", ITEM, NULL },
    { "evidence[].effect", TOLD, "in words: holds the release, asks for a review" }, { "evidence[].state", TEXT, NULL }, { "evidence[].value", TEXT, NULL },
    { "evidence[].time", WHEN, NULL }, { "evidence[].by", TEXT, NULL }, { "readers.clinical", TEXT, NULL }, { "readers.compliance", TEXT, NULL },
    { "readers.operations", TEXT, NULL }, { "damage.by", TOLD, "by rule" }, { "damage.safety", TOLD, "in the line for clinical readers" },
    { "damage.privacy", TOLD, "in the line for compliance" }, { "damage.continuity", TOLD, "in the line for operations" }, { "damage.list[].commit", HASH, NULL },
    { "damage.list[].message", TEXT, NULL }, { "damage.list[].kind", TEXT, NULL }, { "damage.list[].reason", TEXT, NULL }, { "families[].family", TEXT, NULL },
    { "families[].value", SIGNED_2, NULL }, { "safeguards[].family", TEXT, NULL }, { "safeguards[].value", SIGNED_2, NULL }, { "safeguards[].fact", TEXT, NULL }, { "safeguards[].text", TEXT, NULL },
    { "safeguards[].files[]", TEXT, NULL }, { "dependencies.system", TOLD, "of the release" }, { "dependencies.release", TOLD, "this one" },
    { "dependencies.before", TEXT, NULL }, { "dependencies.at", TOLD, "since when it is so: JSON alone" }, { "dependencies.counts.added", COUNT, NULL },
    { "dependencies.counts.removed", COUNT, NULL }, { "dependencies.counts.upgraded", COUNT, NULL }, { "dependencies.counts.downgraded", COUNT, NULL },
    { "dependencies.counts.changed", COUNT, NULL }, { "dependencies.learned_from.updates", COUNT, NULL }, { "dependencies.learned_from.broke", COUNT, NULL },
    { "dependencies.learned_from.releases", COUNT, NULL }, { "dependencies.learned_from.failed_releases", COUNT, NULL }, { "dependencies.learned_from.projects", TOLD, "JSON alone" },
    { "dependencies.learned_from.model", TOLD, "JSON alone" }, { "dependencies.learned_from.method", TOLD, "JSON alone" },
    { "dependencies.learned_from.version", TEXT, NULL }, { "dependencies.learned_from.approved", WORDS_NOT, "model not approved" },
    { "dependencies.learned_from.base_rate", CHANCE_2, NULL }, { "dependencies.reason", TEXT, NULL }, { "dependencies.omitted", COUNT, NULL },
    { "dependencies.removed[].name", TEXT, NULL }, { "dependencies.removed[].ecosystem", TOLD, "JSON alone" }, { "dependencies.removed[].file", TOLD, "JSON alone" },
    { "dependencies.removed[].from", TEXT, NULL }, { "dependencies.list[].item", TOLD, "its name" }, { "dependencies.list[].name", TEXT, NULL },
    { "dependencies.list[].ecosystem", TOLD, "JSON alone" }, { "dependencies.list[].file", TOLD, "JSON alone" }, { "dependencies.list[].files", TOLD, "JSON alone" },
    { "dependencies.list[].scope", TOLD, "JSON alone" }, { "dependencies.list[].direct", TOLD, "JSON alone" }, { "dependencies.list[].change", TEXT, NULL },
    { "dependencies.list[].step", TOLD, "in the summary" }, { "dependencies.list[].from", TEXT, NULL }, { "dependencies.list[].to", TEXT, NULL },
    { "dependencies.list[].probability", CHANCE, NULL }, { "dependencies.list[].low", NUMBER_2, NULL }, { "dependencies.list[].high", NUMBER_2, NULL },
    { "dependencies.list[].rate", TOLD, "in the summary" }, { "dependencies.list[].times_base", TOLD, "in the summary" }, { "dependencies.list[].summary", TEXT, NULL },
    { "dependencies.list[].why", TOLD, "'explain dependency:SYSTEM/NAME'" }, { "dependencies.list[].levels", TOLD, "likewise" },
    { "dependencies.list[].evidence[].kind", TEXT, NULL }, { "dependencies.list[].evidence[].project", TOLD, "its id" }, { "dependencies.list[].evidence[].id", TEXT, NULL },
    { "dependencies.list[].evidence[].from", TEXT, NULL }, { "dependencies.list[].evidence[].to", TEXT, NULL }, { "dependencies.list[].evidence[].broke", WORDS, "failed" },
    { "dependencies.list[].evidence[].at", TOLD, "JSON alone" }, { "services.system", TEXT, NULL }, { "services.all", CHANCE_2, NULL },
    { "services.list[].item", TOLD, "its name" }, { "services.list[].basis", TOLD, "the heading" }, { "services.list[].name", TEXT, NULL }, { "services.list[].incidents", COUNT, NULL },
    { "services.list[].tied", COUNT, NULL }, { "services.list[].probability", CHANCE_2, NULL }, { "services.list[].low", NUMBER_2, NULL }, { "services.list[].high", NUMBER_2, NULL },
    { "services.list[].by_chance", TOLD, "in the summary" }, { "services.list[].all", TOLD, "above" }, { "services.list[].summary", TEXT, NULL },
    { "services.list[].evidence[].service", TEXT, NULL }, { "services.list[].evidence[].system", TEXT, NULL }, { "services.list[].evidence[].at", WHEN, NULL }, { "likeness.weights.files", G, NULL }, { "likeness.weights.words", G, NULL }, { "likeness.weights.system", G, NULL },
    { "likeness.weights.metrics", G, NULL }, { "likeness.least", G, NULL }, { "likeness.known", COUNT, NULL }, { "likeness.known_releases", COUNT, NULL },
    { "likeness.changes[].commit", HASH, NULL }, { "likeness.changes[].author", TOLD, "JSON alone" }, { "likeness.changes[].date", DAY, NULL },
    { "likeness.changes[].message", TEXT, NULL }, { "likeness.changes[].kind", TOLD, "JSON alone" }, { "likeness.changes[].la", TOLD, "JSON alone" },
    { "likeness.changes[].ld", TOLD, "JSON alone" }, { "likeness.changes[].files", TOLD, "JSON alone" }, { "likeness.changes[].like", HASH, NULL },
    { "likeness.changes[].outcome", TOLD, "did harm" }, { "likeness.changes[].release", TOLD, "JSON alone" }, { "likeness.changes[].similarity", NUMBER_2, NULL },
    { "likeness.changes[].parts.files", NUMBER_2, NULL }, { "likeness.changes[].parts.words", NUMBER_2, NULL }, { "likeness.changes[].parts.system", NUMBER_2, NULL },
    { "likeness.changes[].parts.metrics", NUMBER_2, NULL }, { "likeness.changes[].incidents", COUNT, NULL }, { "likeness.changes[].median_restore_hours", NUMBER_1, NULL },
    { "likeness.changes[].tickets", TOLD, "how many are told" }, { "likeness.releases[].release", TEXT, NULL }, { "likeness.releases[].system", TOLD, "JSON alone" },
    { "likeness.releases[].deployed", DAY, NULL }, { "likeness.releases[].changes", COUNT, NULL }, { "likeness.releases[].outcome", TEXT, NULL },
    { "likeness.releases[].similarity", NUMBER_2, NULL }, { "likeness.releases[].parts.files", NUMBER_2, NULL }, { "likeness.releases[].parts.words", NUMBER_2, NULL },
    { "likeness.releases[].parts.system", NUMBER_2, NULL }, { "likeness.releases[].parts.metrics", NUMBER_2, NULL }, { "likeness.releases[].incidents", COUNT, NULL },
    { "likeness.releases[].median_restore_hours", NUMBER_1, NULL }, { "likeness.releases[].tickets", TOLD, "how many are told" },
    { "likeness.workflows.incidents", COUNT, NULL }, { "likeness.workflows.releases", COUNT, NULL }, { "likeness.workflows.window_days", COUNT, NULL },
    { "likeness.workflows.list[].workflow", TEXT, NULL }, { "likeness.workflows.list[].incidents", COUNT, NULL }, { "likeness.workflows.list[].median_restore_hours", NUMBER_1, NULL },
    { "after.checks[].check", TEXT, NULL }, { "after.checks[].planned", WORDS_NOT, "not planned" }, { "after.checks[].state", TEXT, NULL }, { "after.checks[].due", WHEN, NULL },
    { "after.checks[].value", TEXT, NULL }, { "after.checks[].time", WHEN, NULL }, { "after.checks[].by", TEXT, NULL }, { "after.checks_open", COUNT, NULL },
    { "after.access_review.why", TEXT, NULL }, { "after.access_review.due", WHEN, NULL }, { "after.access_review.state", TEXT, NULL }, { "after.access_review.time", TOLD, "once it was done" },
    { "after.outcomes[].item", TEXT, NULL }, { "after.outcomes[].title", TEXT, NULL }, { "after.outcomes[].created", WHEN, NULL }, { "after.outcomes[].state", TEXT, NULL },
    { "after.outcomes[].rule", TEXT, NULL }, { "after.outcomes_suspected", COUNT, NULL }, { "after.metrics", COUNT, NULL }, { "readiness", TOLD, "its reason is one of the verdict's; else JSON alone" },
};

const size_t n_release_form_facts = sizeof(release_form_fact) / sizeof(release_form_fact[0]);

/* Whether the path is the listed one, or below a listed one that is told in words. */
static int is_of(const struct form_fact *fact, const char *path)
{
    size_t len = strlen(fact->path);

    return strncmp(path, fact->path, len) == 0 && (path[len] == '\0' || (fact->how == TOLD && (path[len] == '.' || path[len] == '[')));
}

size_t release_form_fact_find(const char *path)
{
    for (size_t i = 0; i < n_release_form_facts; i++)
        if (is_of(&release_form_fact[i], path))
            return i;
    return SIZE_MAX;
}

void release_form_facts_walk(const char *path, json_t *value, void (*visit)(void *ctx, const char *path, json_t *value), void *ctx)
{
    char below[256];
    const char *key;
    json_t *one;
    size_t i;

    if (json_is_object(value)) {
        json_object_foreach(value, key, one) {
            snprintf(below, sizeof(below), "%s%s%s", path, path[0] != '\0' ? "." : "", key);
            release_form_facts_walk(below, one, visit, ctx);
        }
    } else if (json_is_array(value)) {
        snprintf(below, sizeof(below), "%s[]", path);
        json_array_foreach(value, i, one)
            release_form_facts_walk(below, one, visit, ctx);
    } else {
        visit(ctx, path, value);
    }
}
