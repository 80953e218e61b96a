/*
 * facts.h - what a report says, before it is HTML, Markdown or JSON.
 *
 * Each report is one JSON document; the renderers only show it, so that all forms carry the same facts. Keys are stable and may grow; a
 * `schema_version` is in each. Texts in it are de-identified but otherwise hostile: renderers escape.
 *
 * head (in every document): schema_version, report, engine_version, generated_at, data_through, snapshot_hash, audit_head, audit_rows,
 *   demonstration
 * model (an object, or null where there is none): name, stage, approved, created_at, valid_until, trained_from, trained_through (times of the rows that it learned from,
 *   null where the record has none), metric, value, low, high, baseline
 *
 * triage:  run_id, model_not_approved, projects[{project, model, abstention{asked,threshold,coverage,precision} (facts_abstention.h), suggestion_tasks[{task,model,abstention}],
 *          cause_learned{} (facts_causes.h), open, without_model, no_model, damage{}, damage_learned{} (facts_damage.h), labels[{label,n}],
 *          tickets[...] (facts_tickets.h; in a report as many as facts_listed.h says, with needs_person, sure, suspected, listed),
 *          similar_bar{threshold,precision,precision_low,coverage,pairs,tickets,asked,...}}], waiting, clusters[...], severity[] and unmapped[] (facts_severity.h)
 *   ticket: item, id, title, created, age_days, severity, impact, predicted_severity, predicted_impact, status, system, criticality, component_filed,
 *           suggestion, probability, top[{label,p}], why{bias,score,contributions[{column,family,value}],rest,families{}}, known_words,
 *           person_should_look, threshold, cluster (facts_clusters.h, as clusters[]),
 *           similar[{rank,item,project,id,title,created,similarity,suspected,terms[{term,share}],status,resolution,team,cause,note,days_to_resolve}]
 *           postmortems[] (facts_similar.h), suggestions[], outside (facts_suggestions.h), cause_evidence[] (facts_causes.h), damage{kind,by,also[],reason} (facts_damage.h),
 *           no_model (why there is no suggestion of a team), unlike_any_class (as the model of routes says it)
 *           queue_place (in queue, null: not listed), stranger (facts_similar.h)
 *   bursts[] (facts_bursts.h), queue (facts_queue.h), new[] (facts_new.h), repeats[] (facts_repeats.h), closing[] (facts_closing.h)
 * release: project, release, system, system_name, criticality, planned, deployed, status, outcome, retrospective (when it was tagged, where it was imported as of that; else ""), known_later (of how many changes and releases the store has what became known after that), verdict, exit_status, reasons[],
 *   judged[{question,leads_to,text}] (gate.h: the reasons, each with what it answers), model,
 *   probability, of_release (what it is the chance of: that the release goes wrong, else that one of its changes does harm), interval, base, ratio, band, size_only
 *   (score/release_meaning.h; null where not known), threshold, cost{miss,review}, thresholds{by_cost,by_capacity,in_force,limited,capacity,from,to,weeks,scored,flagged,
 *   of_criticality{scored,at_cost,at_in_force,missed_per_week}}, release_model (as model: the version of release-risk that made the figure, or null), method, members, missing, learned_from, changes[...],
 *   past{releases,with_outcome,told,harm_alone,failed,silent,mature_days,list[]} (told: outcome told by release_outcomes.h; harm_alone: with recorded harm that is not counted; silent: without an outcome, and mature), record{thresholds,bins,limits[],judged_by},
 *   gate{unit,criticality,rows,harms,weeks,gates[GATE],today{GATE}}, review{item,content_hash,state,holder,until,signers{required,given,roles[]},
 *   signatures[{name,role,at,meaning,content_hash,fresh,valid}], decisions[{decision,name,role,at,until,reason,signed,fresh}]}
 *   damage{by,safety,privacy,continuity,list[{commit,message,kind,reason}]}, families[{family,value}], safeguards[{family,value|null,fact,text,files[]}] (score/release/release_safeguards.c), readers{clinical,compliance,
 *   operations} (score/release/release_factors.c), likeness{weights{},least,known,known_releases,changes[],releases[],workflows{}} (score/release/release_likeness.c)
 *   dependencies{} or null (score/dependency/facts_dependencies.h), services{} or null (score/dependency/facts_services.h)
 *   policy{}, rules[], evidence[], rules_blind{} (score/release/facts_rules.h), after{} or null (score/release/facts_after_release.h)
 *   readiness (readiness_json of the project's change-risk where there is no model to score with, else null)
 *   past.list[]: release, system, deployed, outcome, told (nobody recorded it), mends, changes, harmful (of them known to have done harm by then), probability (said of it before it went out, else null),
 *   same_system
 *   gate_releases{} (score/release/release_gates.c): the same with past releases as its rows, or why there are too few
 *   health[] (score/release/release_health.c)
 *   GATE: gate_percent, threshold, gated, caught, missed, catch_percent, reviews_per_week, missed_per_week
 *   change: commit, item, author, date, message, kind, la, ld, files, paths[] (the first 100), probability, share, size_percentile, known_harm, mended_in_it (it did harm, and what mended it
 *   is in the release, too: not known_harm), learned_from, why{}
 * model:   name, task, project, stage, history[{stage,at,by,reason}], drift (report_drift.h), record (the validation record), record_hash (of its
 *   canonical text)
 */
#ifndef PRODROME_FACTS_H
#define PRODROME_FACTS_H

#include <jansson.h>

#include "datasets/config/config.h"
#include "datasets/rows/rows.h"
#include "train/registry.h"

struct policy_in_force;

struct facts {
    struct store            *store;
    const struct config     *config;
    const struct snapshot   *snapshot;
    const struct model_list *models;
    const char              *project;  /* triage: of this one alone; NULL: of all */
    const struct policy_in_force *policy; /* releases: that holds; NULL: what is beside the store now */
};

/* Of the scores of one run. */
int facts_triage(json_t **out, const struct facts *f, int64_t run_id, struct err *err);
/* Of the newest score of the release. ERR_NOTFOUND where there is no such release; a release that was not scored has the verdict
 * "not enough data". */
int facts_release(json_t **out, const struct facts *f, const char *project, const char *release, struct err *err);
int facts_model(json_t **out, const struct facts *f, const struct model_version *version, struct err *err);

/* The head of a document named `report`. */
json_t *facts_head(const struct facts *f, const char *report, int64_t data_through, struct err *err);
/* The model object of a version (NULL: null). */
json_t *facts_of_model(const struct facts *f, const struct model_version *version);
/* The same by a validation record that was read already (NULL: there is none). */
json_t *facts_of_model_by(const struct model_version *version, const json_t *record);
/* The validation record of a version; NULL where it has none or it cannot be read. `hash` (may be NULL) gets the hex of its digest. Yours. */
json_t *facts_record(const struct facts *f, const struct model_version *version, char hash[DIGEST_HEX_SIZE], struct err *err);

#endif
