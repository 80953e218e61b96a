/*
 * gate_rules.c - see gate_rules.h.
 */
#include "score/review/gate_rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/text_cut.h"
#include "score/review/content.h"

/* ------------------------------------------------------------------------------------------------------------- words */

/* How many bytes of the text to print. */
static int whole(const char *text, size_t max)
{
    return (int)text_cut(text, strlen(text), max);
}

static void met_words(char *out, size_t size, const struct policy_met *m)
{
    bool when = strcmp(m->condition, "when") == 0;

    if (when || m->commit[0] == '\0')
        snprintf(out, size, "%.*s%s%.*s", whole(m->matched, 300), m->in[0] != '\0' && when ? "" : m->matched, m->in[0] != '\0' && !when ? ": " : "", whole(m->in, 200), m->in);
    else
        snprintf(out, size, "%s '%.*s'%s%.*s in change %.12s", m->condition, whole(m->matched, 200), m->matched, m->in[0] != '\0' ? ", " : "", whole(m->in, 200), m->in, m->commit);
}

void gate_rule_words(char *out, size_t size, const struct policy_hit *hit)
{
    char met[800] = "";

    if (hit->n_told > 0)
        met_words(met, sizeof(met), &hit->met[0]);
    if (met[0] == '\0')
        snprintf(out, size, "rule '%s': %.*s", hit->rule, whole(hit->reason, 400), hit->reason);
    else if (hit->n_met > 1)
        snprintf(out, size, "rule '%s': %.*s (%s; and %zu more)", hit->rule, whole(hit->reason, 400), hit->reason, met, hit->n_met - 1);
    else
        snprintf(out, size, "rule '%s': %.*s (%s)", hit->rule, whole(hit->reason, 400), hit->reason, met);
}

void gate_lack_words(char *out, size_t size, const struct policy_hits *rules, enum policy_effect effect)
{
    size_t n = 0;

    out[0] = '\0';
    for (int e = 0; e < N_POLICY_EVIDENCE; e++) {
        const struct evidence_given *given = &rules->facts.evidence[e];

        if (rules->evidence[e].effect != effect || !policy_lacks(rules, (enum policy_evidence)e))
            continue;
        n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? ", " : "", policy_evidence_name[e]);
        if (given->state == EVIDENCE_DENIED)
            n += (size_t)snprintf(out + n, size - n, " (it says '%.40s')", given->value);
    }
}

/* ----------------------------------------------------------------------------------------------------------- finding */

int gate_rules_find(struct gate *gate, const struct gate_input *in, struct err *err)
{
    struct policy_in_force own = { .policy_id = 0 };
    const struct policy_in_force *f = in->policy;
    const struct policy *list[2];
    struct policy_subject subject = { .store = in->store, .release = in->release, .changes = in->changes, .systems = in->systems };
    size_t n;
    int rc = 0;

    if (f == NULL) {
        rc = policy_in_force(&own, in->store, in->config, err);
        f = &own;
    }
    if (rc < 0)
        return rc;
    n = policy_holding(f, list);
    rc = policy_match(&gate->rules, list, n, &subject, err);
    gate->policy_says = policy_says(f);
    gate->costs_ask = policy_asks_of_costs(f);
    policy_in_force_release(&own);
    return rc;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Of a release that no model has scored: it and its changes in the versions that there are. */
static int unscored_content(uint8_t out[DIGEST_SIZE], const struct gate_input *in, struct err *err)
{
    const struct release *r = in->release;
    int64_t *version = mem_calloc(r->n_members, sizeof(*version));
    struct digest d;

    if (version == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->n_members; i++)
        version[i] = in->changes->row[r->member[i]].version_id;
    if (r->n_members > 0)
        qsort(version, r->n_members, sizeof(*version), by_id);
    digest_init(&d);
    digest_field(&d, "release", 7);
    digest_field(&d, r->project, strlen(r->project));
    digest_field(&d, r->name, strlen(r->name));
    digest_int(&d, r->version_id);
    for (size_t i = 0; i < r->n_members; i++)
        digest_int(&d, version[i]);
    digest_final(&d, out);
    mem_free(version);
    return 0;
}

int gate_content(uint8_t out[DIGEST_SIZE], const struct gate_input *in, int64_t score_id, const struct policy_hits *rules, struct err *err)
{
    int rc = score_id != 0 ? content_of_score(out, in->store, score_id, err) : unscored_content(out, in, err);

    if (rc == 0)
        policy_bind_content(out, rules);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------------- reasons */

static int add_rules(struct gate *gate, enum policy_effect effect, enum verdict verdict, struct err *err)
{
    char words[GATE_RULE_WORDS_MAX];
    int rc = 0;

    gate->asking = GATE_RULES;
    for (size_t i = 0; rc == 0 && i < gate->rules.n; i++)
        if (gate->rules.hit[i].effect == effect) {
            gate_rule_words(words, sizeof(words), &gate->rules.hit[i]);
            rc = gate_add(gate, verdict, err, "%s", words);
        }
    return rc;
}

int gate_rules_hold(struct gate *gate, struct err *err)
{
    char words[GATE_RULE_WORDS_MAX];
    int rc = 0;

    gate->asking = GATE_EVIDENCE;
    gate_lack_words(words, sizeof(words), &gate->rules, POLICY_HOLD);
    if (words[0] != '\0')
        rc = gate_add(gate, VERDICT_HOLD, err, "blocked by policy: mandatory evidence is missing: %s (criticality %s)", words, criticality_name[gate->rules.criticality]);
    if (rc == 0)
        rc = add_rules(gate, POLICY_HOLD, VERDICT_HOLD, err);
    gate->asking = GATE_POLICY;
    if (rc == 0 && gate->policy_says != NULL)
        rc = gate_add(gate, VERDICT_REVIEW, err, "%s", gate->policy_says);
    if (rc == 0 && gate->costs_ask != NULL)
        rc = gate_add(gate, VERDICT_REVIEW, err, "%s", gate->costs_ask);
    return rc;
}

int gate_rules_ask(struct gate *gate, enum verdict open, struct err *err)
{
    char words[GATE_RULE_WORDS_MAX];
    int rc = add_rules(gate, POLICY_REVIEW, open, err);

    gate->asking = GATE_EVIDENCE;
    gate_lack_words(words, sizeof(words), &gate->rules, POLICY_REVIEW);
    if (rc == 0 && words[0] != '\0')
        rc = gate_add(gate, open, err, "evidence is missing: %s (criticality %s)", words, criticality_name[gate->rules.criticality]);
    return rc;
}

int gate_rules_note(struct gate *gate, struct err *err)
{
    char words[GATE_RULE_WORDS_MAX];
    int rc = add_rules(gate, POLICY_NOTE, VERDICT_CLEAR, err);

    gate->asking = GATE_EVIDENCE;
    gate_lack_words(words, sizeof(words), &gate->rules, POLICY_NOTE);
    if (rc == 0 && words[0] != '\0')
        rc = gate_add(gate, VERDICT_CLEAR, err, "evidence is missing that is not demanded: %s", words);
    return rc;
}
