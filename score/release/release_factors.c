/*
 * release_factors.c - what a release may damage, and which kinds of factor raise its risk; see release_gathered.h.
 *
 * damage{by "rule", safety, privacy, continuity (how many changes each), list[{commit, message, kind, reason}]}: damage_kind.h over message and paths of each change, with the
 *   criticality of the release's system
 * families[{family, value}]: contributions of the changes by kind of factor, in log-odds, each change weighed with its share of the release's risk; largest first
 * readers{clinical, compliance, operations}: a sentence for each, of nothing but the document's own figures
 */
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "score/damage/damage_kind.h"
#include "score/release/release_gathered.h"

enum { DAMAGE_LISTED = 10, FAMILIES_MAX = 24 };

/* ------------------------------------------------------------- damage */

static json_t *damage_entry(const struct change *c, const struct damage *d, enum criticality criticality)
{
    struct strbuf reason;
    json_t *one;

    strbuf_init(&reason);
    damage_add_reason(&reason, d, criticality);
    one = json_pack("{s:s, s:s%, s:s, s:s}", "commit", c->commit, "message", c->message.str, strcspn(c->message.str, "\r\n"), "kind", damage_kind_name[d->kind], "reason",
                    reason.failed || reason.len == 0 ? "" : reason.data);
    strbuf_release(&reason);
    return one;
}

static void add_damage(json_t *list, json_int_t n[DAMAGE_OTHER], const struct gathered *g, const struct change *c)
{
    struct damage d;

    damage_by_rule(&d, g->gate.criticality, (const struct text[]){ c->message, c->files }, 2);
    for (int k = 0; k < DAMAGE_OTHER; k++)
        n[k] += d.holds[k];
    if (d.kind != DAMAGE_OTHER && json_array_size(list) < DAMAGE_LISTED)
        json_array_append_new(list, damage_entry(c, &d, g->gate.criticality));
}

/* In the order of the document's changes, riskiest first; then those of the release that were not scored: the rule needs no score. */
static json_t *damage_json(const json_t *changes, const struct gathered *g)
{
    bool *told = mem_calloc(g->release->n_members, sizeof(*told));
    json_int_t n[DAMAGE_OTHER] = { 0 };
    json_t *list = json_array();

    for (size_t i = 0; told != NULL && i < json_array_size(changes); i++) {
        size_t member = gathered_member(g, json_string_value(json_object_get(json_array_get(changes, i), "commit")));

        if (member == g->release->n_members)
            continue;
        told[member] = true;
        add_damage(list, n, g, &g->changes.row[g->release->member[member]]);
    }
    for (size_t member = 0; told != NULL && member < g->release->n_members; member++)
        if (!told[member])
            add_damage(list, n, g, &g->changes.row[g->release->member[member]]);
    mem_free(told);
    return json_pack("{s:s, s:I, s:I, s:I, s:o}", "by", "rule", "safety", n[DAMAGE_SAFETY], "privacy", n[DAMAGE_PRIVACY], "continuity", n[DAMAGE_CONTINUITY], "list", list);
}

/* ------------------------------------------------------------- families */

struct family { const char *name; double value; };

static size_t sum_families(struct family *f, json_t *changes)
{
    json_t *one, *value;
    const char *name;
    size_t n = 0, at, k;

    json_array_foreach(changes, at, one)
        json_object_foreach(json_object_get(json_object_get(one, "why"), "families"), name, value)
        {
            for (k = 0; k < n && strcmp(f[k].name, name) != 0; k++)
                ;
            if (k == FAMILIES_MAX)
                continue;
            if (k == n)
                f[n++] = (struct family){ name, 0 };
            f[k].value += json_number_value(value) * json_number_value(json_object_get(one, "share"));
        }
    return n;
}

/* Largest first, in place; few. */
static void sort_families(struct family *f, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && (f[k].value > f[k - 1].value || (!(f[k].value < f[k - 1].value) && strcmp(f[k].name, f[k - 1].name) < 0)); k--) {
            struct family t = f[k];

            f[k] = f[k - 1];
            f[k - 1] = t;
        }
}

static void add_families(json_t *doc, json_t *changes)
{
    struct family f[FAMILIES_MAX];
    json_t *list = json_array();
    size_t n = sum_families(f, changes);

    sort_families(f, n);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:s, s:f}", "family", f[i].name, "value", f[i].value));
    json_object_set_new(doc, "families", list);
}

/* ------------------------------------------------------------- readers */

static json_int_t demanded_and_missing(const json_t *evidence)
{
    json_int_t n = 0;

    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const char *effect = json_string_value(json_object_get(json_array_get(evidence, i), "effect")), *state = json_string_value(json_object_get(json_array_get(evidence, i), "state"));

        n += effect != NULL && state != NULL && (strcmp(effect, "hold") == 0 || strcmp(effect, "review") == 0) && strcmp(state, "given") != 0;
    }
    return n;
}

/* "3 of 12 changes touch WHAT, by RULE; ": a change without message and files tells nothing, which is no reassurance. */
static void add_touching(struct strbuf *out, const json_t *damage, const char *kind, const char *what, const char *rule, const struct gathered *g)
{
    long long hits = json_integer_value(json_object_get(damage, kind));
    size_t n = g->release->n_members, blind = 0;

    for (size_t i = 0; i < n; i++) {
        const struct change *c = &g->changes.row[g->release->member[i]];

        blind += c->message.len == 0 && c->files.len == 0;
    }
    if (n > 0 && blind == n) {
        strbuf_addf(out, "whether its changes touch %s is not known, for none of the %zu has a message or files; ", what, n);
        return;
    }
    strbuf_addf(out, "%lld of %zu changes touch %s, by %s; ", hits, n, what, rule);
    if (blind > 0)
        strbuf_addf(out, "of %zu of them it is not known, without message and files; ", blind);
}

static void set_reader(json_t *readers, const char *name, const struct strbuf *text)
{
    json_object_set_new(readers, name, json_string(text->failed ? "" : text->data));
}

static json_t *readers_json(const json_t *doc, const struct gathered *g)
{
    const json_t *damage = json_object_get(doc, "damage"), *evidence = json_object_get(doc, "evidence"), *dependencies = json_object_get(doc, "dependencies");
    size_t n_changed = json_array_size(json_object_get(dependencies, "list"));
    long long n_approvals = (long long)g->gate.standing.n_approvals, n_missing = (long long)demanded_and_missing(evidence);
    json_t *readers = json_object();
    struct strbuf clinical, compliance, operations;

    strbuf_init(&clinical);
    strbuf_init(&compliance);
    strbuf_init(&operations);
    add_touching(&clinical, damage, "safety", "what patient safety rests on", "the rule for words and paths", g);
    strbuf_addf(&clinical, "the system's criticality is %s.", criticality_name[g->gate.criticality]);
    add_touching(&compliance, damage, "privacy", "protected data or access to it", "the same rule", g);
    if (json_is_array(evidence))
        strbuf_addf(&compliance, "%lld item%s of demanded evidence missing; ", n_missing, n_missing == 1 ? "" : "s");
    else
        strbuf_adds(&compliance, "no rule of a policy was asked; ");
    strbuf_addf(&compliance, "%lld approval%s of exactly this content given.", n_approvals, n_approvals == 1 ? "" : "s");
    add_touching(&operations, damage, "continuity", "what keeps the service running", "the same rule", g);
    if (json_is_object(dependencies))
        strbuf_addf(&operations, "%zu changed dependenc%s listed below.", n_changed, n_changed == 1 ? "y is" : "ies are");
    else
        strbuf_adds(&operations, "no dependencies of this release were read.");
    set_reader(readers, "clinical", &clinical);
    set_reader(readers, "compliance", &compliance);
    set_reader(readers, "operations", &operations);
    strbuf_release(&operations);
    strbuf_release(&compliance);
    strbuf_release(&clinical);
    return readers;
}

void release_add_factors(json_t *doc, const struct gathered *g)
{
    json_t *changes = json_object_get(doc, "changes");

    json_object_set_new(doc, "damage", damage_json(changes, g));
    add_families(doc, changes);
    release_add_safeguards(doc, g);
    json_object_set_new(doc, "readers", readers_json(doc, g));
}
