/*
 * policy.c - see policy.h. What is built in is written as a policy file and read by the same reader (policy_built_in.c).
 */
#include "score/policy/policy.h"

#include <stdio.h>
#include <string.h>

const char *const policy_effect_name[N_POLICY_EFFECTS] = { "off", "note", "review", "hold" };
const char *const policy_condition_name[N_POLICY_CONDITIONS] = { "system", "criticality", "internet_facing", "when", "path", "kind", "label", "word" };
const char *const policy_fact_name[N_POLICY_FACTS] = {
    "always", "release", "outside-window", "out-of-support", "unsupported-dependency", "overdue-patch", "tests-failed",
};
const char *const policy_evidence_name[N_POLICY_EVIDENCE] = {
    "rollback_plan", "rollback_tested", "runbook", "training", "staged", "parity", "approval", "tests", "window", "access_review",
};

void policy_release(struct policy *policy)
{
    arena_release(&policy->arena);
    memset(policy, 0, sizeof(*policy));
}

void policy_take_costs(struct policy *policy, const struct config *config)
{
    memcpy(policy->cost, config->as_written.cost, sizeof(policy->cost));
    policy->reviews_per_week = config->as_written.reviews_per_week;
}

int policy_split(struct policy_list *out, struct arena *arena, const char *text, struct err *err)
{
    struct policy_list list = { .word = arena_calloc(arena, POLICY_WORDS_MAX, sizeof(*list.word)) };

    if (list.word == NULL)
        return err_nomem(err);
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "|"), lead = strspn(at, " \t"), end = len;

        lead = lead > len ? len : lead;
        while (end > lead && (at[end - 1] == ' ' || at[end - 1] == '\t'))
            end--;
        if (end == lead)
            return err_set(err, ERR_USAGE, "an empty alternative between '|'");
        if (list.n == POLICY_WORDS_MAX)
            return err_set(err, ERR_USAGE, "more than %d alternatives", POLICY_WORDS_MAX);
        list.word[list.n] = arena_memdup(arena, at + lead, end - lead);
        if (list.word[list.n++] == NULL)
            return err_nomem(err);
        if (at[len] == '|' && at[len + 1] == '\0')
            return err_set(err, ERR_USAGE, "an empty alternative after '|'");
        at += len + (at[len] == '|');
    }
    if (list.n == 0)
        return err_set(err, ERR_USAGE, "it has no value");
    *out = list;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------ canonical text */

static void add_list(struct strbuf *out, const char *key, const struct policy_list *list)
{
    if (list->n == 0)
        return;
    strbuf_addf(out, "%s = ", key);
    for (size_t i = 0; i < list->n; i++)
        strbuf_addf(out, "%s%s", i > 0 ? " | " : "", list->word[i]);
    strbuf_addc(out, '\n');
}

static void add_rules(struct strbuf *out, const struct policy *p)
{
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct policy_rule *r = &p->rule[i];

        if (r->effect == POLICY_OFF)
            continue;
        strbuf_addf(out, "\n[rule %s]\neffect = %s\nreason = %s\n", r->name, policy_effect_name[r->effect], r->reason);
        for (int c = 0; c < N_POLICY_CONDITIONS; c++)
            add_list(out, policy_condition_name[c], &r->on[c]);
    }
}

static void add_evidence(struct strbuf *out, const struct policy *p)
{
    for (int c = 0; c < N_CRITICALITIES; c++) {
        strbuf_addf(out, "\n[evidence %s]\n", criticality_name[c]);
        for (int e = 0; e < N_POLICY_EVIDENCE; e++)
            strbuf_addf(out, "%s = %s\n", policy_evidence_name[e], policy_effect_name[p->evidence[c][e]]);
    }
}

static void add_after(struct strbuf *out, const struct policy *p)
{
    for (int c = 0; c < N_CRITICALITIES; c++) {
        const struct policy_after *a = &p->after[c];

        strbuf_addf(out, "\n[after %s]\n", criticality_name[c]);
        add_list(out, "checks", &a->checks);
        strbuf_addf(out, "check_days = %lld\naccess_review = %s\n", (long long)a->check_days, a->review ? "yes" : "no");
        strbuf_addf(out, "access_review_changes = %lld\n", (long long)a->review_changes);
        add_list(out, "access_review_path", &a->privileged);
        strbuf_addf(out, "access_review_days = %lld\n", (long long)a->review_days);
    }
}

static void add_costs(struct strbuf *out, const struct policy *p)
{
    for (int c = 0; c < N_CRITICALITIES; c++)
        strbuf_addf(out, "\n[cost %s]\nmiss = %.17g\nreview = %.17g\nmisroute = %.17g\n", criticality_name[c], p->cost[c].miss, p->cost[c].review, p->cost[c].misroute);
    strbuf_addf(out, "\n[capacity]\nreviews_per_week = %.17g\n", p->reviews_per_week);
}

void policy_text(struct strbuf *out, const struct policy *policy)
{
    strbuf_addf(out, "[policy]\nversion = %s\n", policy->version);
    add_rules(out, policy);
    add_evidence(out, policy);
    add_after(out, policy);
    add_costs(out, policy);
}

static int hash_of(char hex[DIGEST_HEX_SIZE], struct strbuf *text, struct err *err)
{
    uint8_t digest[DIGEST_SIZE];
    int rc = strbuf_check(text, err);

    if (rc == 0) {
        digest_of(text->data, text->len, digest);
        digest_hex(digest, DIGEST_SIZE, hex);
    }
    strbuf_clear(text);
    return rc;
}

int policy_seal(struct policy *policy, struct err *err)
{
    struct strbuf text;
    int rc;

    strbuf_init(&text);
    policy_text(&text, policy);
    rc = hash_of(policy->hash, &text, err);
    if (rc == 0) {
        add_rules(&text, policy);
        add_evidence(&text, policy);
        add_after(&text, policy);
        rc = hash_of(policy->rules_hash, &text, err);
    }
    if (rc == 0) {
        add_costs(&text, policy);
        rc = hash_of(policy->costs_hash, &text, err);
    }
    strbuf_release(&text);
    return rc;
}
