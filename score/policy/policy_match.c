/*
 * policy_match.c - see policy_match.h.
 *
 *   policy_match -> release_facts_load -> each rule: meets_release (systems, facts), meets_change (of each change) -> lack_evidence -> order
 */
#include "score/policy/policy_match.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/config/config_words.h"
#include "score/damage/damage_kind.h"
#include "score/policy/policy_text_match.h"
#include "score/policy/ticket_labels.h"

struct matcher {
    struct policy_hits          *hits;
    const struct policy_subject *subject;
    struct fold                  fold;
    struct strbuf                folded;          /* the messages that were asked about, one behind the other, each ended by NUL */
    size_t                      *folded_at;       /* [n_members] 1 + where a message begins; 0: not yet asked about */
    struct strbuf                words;           /* the words of the rule, likewise */
    size_t                      *word_at, word_cap; /* [on[ON_WORD].n] where each begins */
    struct ticket_labels         labels;
    struct dependency_changes    own;             /* that were read of the release */
    const struct dependency_changes *dependencies; /* that it changes; NULL: none are known */
    bool                         looked;          /* for them */
    struct err                  *err;
};

/* --------------------------------------------------------------------------------------------------------- recording */

static void met(struct policy_hit *hit, const char *condition, const char *matched, const char *commit, const char *in)
{
    hit->n_met++;
    if (hit->n_told < POLICY_MATCHES_MAX)
        hit->met[hit->n_told++] = (struct policy_met){ condition, matched, commit, in };
}

static const char *keep(struct matcher *m, const char *text, size_t len)
{
    return arena_memdup(&m->hits->arena, text, len);
}

/* ----------------------------------------------------------------------------------------------------------- release */

/* A word of ours or a name, with '*' and '?' for any. 1 or 0, or ERR_NOMEM. */
static int name_is(const char *pattern, const char *name, struct err *err)
{
    return strpbrk(pattern, "*?") != NULL ? glob_match(pattern, name, strlen(name), err) : strcmp(pattern, name) == 0;
}

/* Whether the system meets one alternative of a condition; *which becomes that. 1, 0 or negative. */
static int system_meets(const char **which, const struct touched *t, enum policy_condition on, const struct policy_list *list, struct err *err)
{
    for (size_t i = 0; i < list->n; i++) {
        const char *word = list->word[i];
        int is;

        if (on == ON_SYSTEM)
            is = name_is(word, t->system, err);
        else if (on == ON_CRITICALITY)
            is = criticality_of(t->row != NULL ? t->row->criticality : "") == criticality_of(word);
        else
            is = t->row != NULL && t->row->internet_facing == (strcmp(word, "yes") == 0);
        if (is != 0) {
            *which = word;
            return is;
        }
    }
    return 0;
}

/* All conditions about systems hold of one of them. */
static int meets_systems(struct matcher *m, struct policy_hit *hit, const struct policy_rule *r)
{
    static const enum policy_condition of_systems[] = { ON_SYSTEM, ON_CRITICALITY, ON_INTERNET_FACING };
    const struct release_facts *f = &m->hits->facts;
    size_t n_found = 0;

    for (size_t i = 0; i < f->n_touched; i++) {
        const char *which = "", *condition = NULL;
        int is = 1;

        for (size_t c = 0; is == 1 && c < 3; c++) {
            const struct policy_list *list = &r->on[of_systems[c]];

            if (list->n == 0)
                continue;
            is = system_meets(&which, &f->touched[i], of_systems[c], list, m->err);
            condition = policy_condition_name[of_systems[c]];
        }
        if (is < 0)
            return is;
        if (is == 0)
            continue;
        if (condition == NULL)
            return 1; /* nothing is asked of systems */
        n_found++;
        met(hit, condition, which, "", f->touched[i].system);
    }
    return n_found > 0 || (r->on[ON_SYSTEM].n + r->on[ON_CRITICALITY].n + r->on[ON_INTERNET_FACING].n == 0);
}

/* A release of a system that the estate does not know is of unknown criticality, also where it names no system at all. */
static int meets_unnamed(struct policy_hit *hit, const struct matcher *m, const struct policy_rule *r)
{
    if (m->hits->facts.n_touched > 0 || r->on[ON_SYSTEM].n > 0 || r->on[ON_INTERNET_FACING].n > 0)
        return 0;
    for (size_t i = 0; i < r->on[ON_CRITICALITY].n; i++)
        if (criticality_of(r->on[ON_CRITICALITY].word[i]) == CRITICALITY_UNKNOWN) {
            met(hit, "criticality", r->on[ON_CRITICALITY].word[i], "", "");
            return 1;
        }
    return 0;
}

static int64_t at_of(const struct matcher *m)
{
    return m->hits->facts.planned != TIME_NONE ? m->hits->facts.planned : store_now(m->subject->store);
}

static int find_support(struct matcher *m, struct policy_hit *hit)
{
    const struct release_facts *f = &m->hits->facts;
    size_t before = hit->n_met;

    for (size_t i = 0; i < f->n_touched; i++) {
        const char *why = f->touched[i].row != NULL ? out_of_support(f->touched[i].row, at_of(m), &m->hits->arena) : NULL;
        char text[320];

        if (why == NULL)
            continue;
        snprintf(text, sizeof(text), "%.120s: %s", f->touched[i].system, why);
        met(hit, "when", policy_fact_name[WHEN_OUT_OF_SUPPORT], "", keep(m, text, strlen(text)));
    }
    return hit->n_met > before;
}

/* A system of that name, out of support. */
static void add_unsupported(struct matcher *m, struct policy_hit *hit, const char *name, const char *of)
{
    const struct system_row *row = systems_find(m->subject->systems, name);
    const char *why = row != NULL ? out_of_support(row, at_of(m), &m->hits->arena) : NULL;
    char text[480];

    if (why == NULL)
        return;
    snprintf(text, sizeof(text), "%.120s (%.120s): %s", name, of, why);
    met(hit, "when", policy_fact_name[WHEN_UNSUPPORTED_DEPENDENCY], "", keep(m, text, strlen(text)));
}

static int read_dependencies(struct matcher *m)
{
    int rc;

    if (m->looked || m->dependencies != NULL)
        return 0;
    m->looked = true;
    rc = dependency_changes(&m->own, m->subject->store, m->subject->release->project, m->subject->release->name, NULL);
    if (rc == 0)
        m->dependencies = &m->own;
    return rc == ERR_NOTFOUND ? 0 : rc;
}

static int find_dependencies(struct matcher *m, struct policy_hit *hit)
{
    const struct release_facts *f = &m->hits->facts;
    size_t before = hit->n_met;
    int rc = read_dependencies(m);

    if (rc < 0)
        return err_set(m->err, (enum err_code)rc, "cannot read the dependencies of release '%s'", m->subject->release->name);
    for (size_t i = 0; i < f->n_touched; i++) {
        const char *list = f->touched[i].row != NULL ? f->touched[i].row->depends_on : "";
        char name[256], of[300];

        snprintf(of, sizeof(of), "%.200s depends on it", f->touched[i].system);
        while (*list != '\0') {
            size_t n = strcspn(list, "|");

            snprintf(name, sizeof(name), "%.*s", (int)(n < sizeof(name) ? n : sizeof(name) - 1), list);
            add_unsupported(m, hit, name, of);
            list += n + (list[n] == '|');
        }
    }
    for (size_t i = 0; m->dependencies != NULL && i < m->dependencies->n; i++)
        if (m->dependencies->row[i].kind != DEPENDENCY_REMOVED)
            add_unsupported(m, hit, m->dependencies->row[i].name, m->subject->before_merge ? "these commits change it" : "the release changes it");
    return hit->n_met > before;
}

static int find_patches(struct matcher *m, struct policy_hit *hit)
{
    const struct release_facts *f = &m->hits->facts;
    size_t before = hit->n_met;

    for (size_t i = 0; i < f->n_touched; i++) {
        const char *why;
        char text[480];
        size_t n;
        int rc = overdue_patch(&why, &n, m->subject->store, f->touched[i].system, store_now(m->subject->store), &m->hits->arena, m->err);

        if (rc < 0)
            return rc;
        if (n == 0)
            continue;
        if (n > 1)
            snprintf(text, sizeof(text), "%.120s: %s, and %zu more", f->touched[i].system, why, n - 1);
        else
            snprintf(text, sizeof(text), "%.120s: %s", f->touched[i].system, why);
        met(hit, "when", policy_fact_name[WHEN_OVERDUE_PATCH], "", keep(m, text, strlen(text)));
    }
    return hit->n_met > before;
}

static int find_window(struct matcher *m, struct policy_hit *hit)
{
    const struct release_facts *f = &m->hits->facts;
    char text[200], planned[TIME_ISO_MAX], starts[TIME_ISO_MAX], ends[TIME_ISO_MAX];

    if (!release_outside_window(f))
        return 0;
    time_format(f->starts, starts);
    time_format(f->ends, ends);
    snprintf(text, sizeof(text), "planned %s, window %s to %s", f->planned % 86400 == 0 ? time_format_date(f->planned, planned) : time_format(f->planned, planned),
             starts[0] != '\0' ? starts : "(open)", ends[0] != '\0' ? ends : "(open)");
    met(hit, "when", policy_fact_name[WHEN_OUTSIDE_WINDOW], "", keep(m, text, strlen(text)));
    return 1;
}

static int meets_fact(struct matcher *m, struct policy_hit *hit, const char *fact)
{
    if (strcmp(fact, policy_fact_name[WHEN_OUTSIDE_WINDOW]) == 0)
        return find_window(m, hit);
    if (strcmp(fact, policy_fact_name[WHEN_OUT_OF_SUPPORT]) == 0)
        return find_support(m, hit);
    if (strcmp(fact, policy_fact_name[WHEN_UNSUPPORTED_DEPENDENCY]) == 0)
        return find_dependencies(m, hit);
    if (strcmp(fact, policy_fact_name[WHEN_OVERDUE_PATCH]) == 0)
        return find_patches(m, hit);
    if (strcmp(fact, policy_fact_name[WHEN_TESTS_FAILED]) == 0) {
        if (m->hits->facts.tests_failed > 0)
            met(hit, "when", policy_fact_name[WHEN_TESTS_FAILED], "", m->hits->facts.evidence[EVIDENCE_TESTS].value);
        return m->hits->facts.tests_failed > 0;
    }
    if (strcmp(fact, policy_fact_name[WHEN_RELEASE]) == 0 && m->subject->before_merge)
        return 0;
    if (hit->n_met == 0)
        met(hit, "when", fact, "", "");
    return 1;
}

static int meets_facts(struct matcher *m, struct policy_hit *hit, const struct policy_rule *r)
{
    int any = r->on[ON_WHEN].n == 0;

    for (size_t i = 0; i < r->on[ON_WHEN].n; i++) {
        int is = meets_fact(m, hit, r->on[ON_WHEN].word[i]);

        if (is < 0)
            return is;
        any = any || is;
    }
    return any;
}

/* ----------------------------------------------------------------------------------------------------------- changes */

static int meets_path(const char **in, struct matcher *m, const struct change *c, const char *glob)
{
    const char *at = c->files.str, *end = at + c->files.len;

    while (at < end) {
        size_t n = strcspn(at, "|");
        int is = path_match(glob, at, n, m->err);

        if (is > 0)
            *in = keep(m, at, n);
        if (is != 0)
            return is;
        at += n + 1;
    }
    return 0;
}

/* The words for a kind of damage, by the rule that also tells what a change may damage: in its message and its paths. *in: which. */
static int meets_lexicon(const char **in, struct matcher *m, const struct change *c, enum damage_kind kind)
{
    struct damage damage;
    struct strbuf which;
    int rc;

    damage_by_rule(&damage, m->hits->criticality, (const struct text[]){ c->message, c->files }, 2);
    if (!damage.holds[kind])
        return 0;
    strbuf_init(&which);
    damage_add_reason_of(&which, &damage, kind, m->hits->criticality);
    rc = strbuf_check(&which, m->err);
    if (rc == 0)
        *in = keep(m, which.data != NULL ? which.data : "", which.len);
    strbuf_release(&which);
    return rc < 0 ? rc : *in == NULL ? err_nomem(m->err) : 1;
}

/* The words of the message of a member, folded once for all rules. */
static int folded_message(const char **out, struct matcher *m, size_t member, const struct change *c)
{
    int rc = 0;

    if (m->folded_at[member] == 0) {
        m->folded_at[member] = m->folded.len + 1;
        rc = words_fold(&m->folded, &m->fold, c->message.str, c->message.len, m->err);
        strbuf_addc(&m->folded, '\0');
    }
    if (rc == 0)
        rc = strbuf_check(&m->folded, m->err);
    *out = rc == 0 ? m->folded.data + m->folded_at[member] - 1 : "";
    return rc;
}

static int meets_word(const char **in, struct matcher *m, size_t member, const struct change *c, const char *word, size_t alternative)
{
    enum damage_kind kind;
    const char *message;
    int rc;

    if (word[0] == '@' && damage_kind_of(&kind, word + 1) && kind != DAMAGE_OTHER)
        return meets_lexicon(in, m, c, kind);
    rc = folded_message(&message, m, member, c);
    return rc < 0 ? rc : words_contain(message, m->words.data + m->word_at[alternative]);
}

static int meets_one(const char **in, struct matcher *m, size_t member, const struct change *c, enum policy_condition on, const char *word, size_t alternative)
{
    switch (on) {
    case ON_PATH:
        return meets_path(in, m, c, word);
    case ON_KIND:
        return word_same(c->kind, word);
    case ON_LABEL:
        return ticket_labels_have(in, &m->labels, m->subject->store, c, word, m->err);
    default:
        return meets_word(in, m, member, c, word, alternative);
    }
}

/* Every condition about changes holds of this one. */
static int meets_change(struct matcher *m, struct policy_hit *hit, const struct policy_rule *r, size_t member)
{
    static const enum policy_condition of_changes[] = { ON_KIND, ON_LABEL, ON_PATH, ON_WORD };
    const struct change *c = &m->subject->changes->row[m->subject->release->member[member]];
    const char *which = "", *in = "", *condition = "";

    for (size_t k = 0; k < 4; k++) {
        const struct policy_list *list = &r->on[of_changes[k]];
        int is = list->n == 0;

        for (size_t i = 0; is == 0 && i < list->n; i++) {
            in = "";
            is = meets_one(&in, m, member, c, of_changes[k], list->word[i], i);
            which = list->word[i];
            condition = policy_condition_name[of_changes[k]];
        }
        if (is <= 0)
            return is;
    }
    met(hit, condition, which, c->commit, in);
    return 1;
}

/* Folds the words that a rule asks for. */
static int fold_words(struct matcher *m, const struct policy_list *list)
{
    int rc = mem_grow(&m->word_at, &m->word_cap, list->n, sizeof(*m->word_at), m->err);

    strbuf_clear(&m->words);
    for (size_t i = 0; rc == 0 && i < list->n; i++) {
        m->word_at[i] = m->words.len;
        rc = words_fold(&m->words, &m->fold, list->word[i], strlen(list->word[i]), m->err);
        strbuf_addc(&m->words, '\0');
    }
    return rc < 0 ? rc : strbuf_check(&m->words, m->err);
}

static int meets_changes(struct matcher *m, struct policy_hit *hit, const struct policy_rule *r)
{
    int any = 0, rc;

    if (r->on[ON_PATH].n + r->on[ON_KIND].n + r->on[ON_LABEL].n + r->on[ON_WORD].n == 0)
        return 1;
    rc = fold_words(m, &r->on[ON_WORD]);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < m->subject->release->n_members; i++) {
        int is = meets_change(m, hit, r, i);

        if (is < 0)
            return is;
        any = any || is;
    }
    return any;
}

/* ------------------------------------------------------------------------------------------------------------- rules */

static int meets_rule(struct matcher *m, struct policy_hit *hit, const struct policy_rule *r)
{
    int is = m->hits->facts.n_touched > 0 || r->on[ON_SYSTEM].n + r->on[ON_CRITICALITY].n + r->on[ON_INTERNET_FACING].n == 0 ? meets_systems(m, hit, r)
                                                                                                                       : meets_unnamed(hit, m, r);

    if (is > 0)
        is = meets_facts(m, hit, r);
    return is > 0 ? meets_changes(m, hit, r) : is;
}

/* A rule of the same name and effect was met already: the same rule, of the other policy. */
static bool is_told(const struct policy_hits *hits, const struct policy_rule *r)
{
    for (size_t i = 0; i < hits->n; i++)
        if (strcmp(hits->hit[i].rule, r->name) == 0 && hits->hit[i].effect >= r->effect)
            return true;
    return false;
}

static int copy_hit(struct matcher *m, struct policy_hit *hit)
{
    const char **text[] = { &hit->rule, &hit->reason };

    for (size_t i = 0; i < 2; i++)
        *text[i] = arena_strdup(&m->hits->arena, *text[i]);
    for (size_t i = 0; i < hit->n_told; i++) {
        hit->met[i].matched = arena_strdup(&m->hits->arena, hit->met[i].matched);
        hit->met[i].in = arena_strdup(&m->hits->arena, hit->met[i].in); /* a label is the matcher's, which goes */
        if (hit->met[i].matched == NULL || hit->met[i].in == NULL)
            return err_nomem(m->err);
    }
    return hit->rule == NULL || hit->reason == NULL ? err_nomem(m->err) : 0;
}

static int match_rules(struct matcher *m, const struct policy *policy)
{
    int rc = 0;

    for (size_t i = 0; rc >= 0 && i < policy->n_rules; i++) {
        const struct policy_rule *r = &policy->rule[i];
        struct policy_hit hit = { .rule = r->name, .reason = r->reason, .effect = r->effect };

        if (r->effect == POLICY_OFF || is_told(m->hits, r))
            continue;
        rc = meets_rule(m, &hit, r);
        if (rc > 0)
            rc = copy_hit(m, &hit);
        else
            continue;
        for (size_t k = 0; rc == 0 && k < m->hits->n; k++) /* a milder one of that name */
            if (strcmp(m->hits->hit[k].rule, hit.rule) == 0) {
                m->hits->hit[k] = hit;
                rc = 1;
            }
        if (rc == 0) {
            assert(m->hits->n < POLICY_HITS_MAX);
            m->hits->hit[m->hits->n++] = hit;
        }
    }
    return rc < 0 ? rc : 0;
}

static void match_evidence(struct policy_hits *hits, const struct policy *policy)
{
    for (int e = 0; e < N_POLICY_EVIDENCE; e++) {
        enum policy_effect effect = policy->evidence[hits->criticality][e];

        hits->evidence[e].item = (enum policy_evidence)e;
        if (effect > hits->evidence[e].effect)
            hits->evidence[e].effect = effect;
    }
}

bool policy_lacks(const struct policy_hits *hits, enum policy_evidence item)
{
    return hits->evidence[item].effect != POLICY_OFF && hits->facts.evidence[item].state != EVIDENCE_GIVEN;
}

/* The strictest first, else as they were found. */
static int order(struct policy_hits *hits, struct err *err)
{
    struct policy_hit *ordered = arena_calloc(&hits->arena, hits->n + 1, sizeof(*ordered));
    size_t n = 0;

    if (ordered == NULL)
        return err_nomem(err);
    for (int effect = N_POLICY_EFFECTS - 1; effect >= 0; effect--)
        for (size_t i = 0; i < hits->n; i++)
            if ((int)hits->hit[i].effect == effect)
                ordered[n++] = hits->hit[i];
    hits->hit = ordered;
    hits->strictest = n > 0 ? ordered[0].effect : POLICY_OFF;
    for (int e = 0; e < N_POLICY_EVIDENCE; e++)
        if (policy_lacks(hits, (enum policy_evidence)e) && hits->evidence[e].effect > hits->strictest)
            hits->strictest = hits->evidence[e].effect;
    return 0;
}

int policy_match(struct policy_hits *out, const struct policy *const *policy, size_t n_policies, const struct policy_subject *subject, struct err *err)
{
    struct policy_hits hits = { .n = 0 };
    struct matcher m = { .hits = &hits, .subject = subject, .dependencies = subject->dependencies, .err = err };
    const struct system_row *system = systems_find(subject->systems, subject->release->system);
    int rc = release_facts_load(&hits.facts, subject->store, subject->release, subject->changes, subject->systems, err);

    if (rc < 0)
        return rc;
    arena_init(&hits.arena);
    fold_init(&m.fold);
    strbuf_init(&m.folded);
    strbuf_init(&m.words);
    ticket_labels_init(&m.labels);
    hits.criticality = criticality_of(system != NULL ? system->criticality : "");
    hits.hit = arena_calloc(&hits.arena, POLICY_HITS_MAX, sizeof(*hits.hit));
    m.folded_at = mem_calloc(subject->release->n_members, sizeof(*m.folded_at));
    if (hits.hit == NULL || m.folded_at == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; i < subject->release->n_members; i++)
        hits.without_paths += subject->changes->row[subject->release->member[i]].files.len == 0;
    for (size_t i = 0; rc == 0 && i < n_policies; i++) {
        rc = match_rules(&m, policy[i]);
        if (!subject->before_merge)
            match_evidence(&hits, policy[i]);
    }
    if (rc == 0)
        rc = order(&hits, err);
    dependency_changes_release(&m.own);
    ticket_labels_release(&m.labels);
    strbuf_release(&m.words);
    strbuf_release(&m.folded);
    mem_free(m.folded_at);
    mem_free(m.word_at);
    fold_release(&m.fold);
    if (rc < 0)
        policy_hits_release(&hits);
    else
        *out = hits;
    return rc;
}

void policy_hits_release(struct policy_hits *hits)
{
    release_facts_release(&hits->facts);
    arena_release(&hits->arena);
    memset(hits, 0, sizeof(*hits));
}

void policy_bind_content(uint8_t content[DIGEST_SIZE], const struct policy_hits *hits)
{
    struct digest d;

    if (hits->strictest < POLICY_REVIEW)
        return;
    digest_init(&d);
    digest_field(&d, "rules", 5);
    digest_field(&d, content, DIGEST_SIZE);
    for (size_t i = 0; i < hits->n; i++) {
        if (hits->hit[i].effect < POLICY_REVIEW)
            continue;
        digest_field(&d, hits->hit[i].rule, strlen(hits->hit[i].rule));
        digest_field(&d, hits->hit[i].reason, strlen(hits->hit[i].reason));
        digest_int(&d, hits->hit[i].effect);
    }
    for (int e = 0; e < N_POLICY_EVIDENCE; e++) {
        if (hits->evidence[e].effect < POLICY_REVIEW || !policy_lacks(hits, (enum policy_evidence)e))
            continue;
        digest_field(&d, policy_evidence_name[e], strlen(policy_evidence_name[e]));
        digest_int(&d, hits->evidence[e].effect);
    }
    digest_final(&d, content);
}
