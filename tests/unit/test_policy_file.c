/*
 * A policy as a file: what is built in, what a file changes, what it may not say, and its canonical text.
 */
#include "score/policy/policy_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static struct config config;

static int setup(void **state)
{
    (void)state;
    digest_setup(NULL);
    return config_load(&config, NULL, "/nowhere/store.db", NULL);
}

static int teardown(void **state)
{
    (void)state;
    mem_fail_after(-1);
    config_release(&config);
    return 0;
}

static void parse(struct policy *out, const char *text)
{
    struct err err = ERR_INIT;

    if (policy_parse(out, "p", text, strlen(text), &config, &err) < 0)
        fail_msg("%s", err.msg);
}

static void wrong(const char *text, int line, const char *words)
{
    struct policy policy = { .version = "untouched" };
    struct err err = ERR_INIT;
    char start[16];

    snprintf(start, sizeof(start), "p:%d: ", line);
    assert_int_equal(policy_parse(&policy, "p", text, strlen(text), &config, &err), ERR_USAGE);
    assert_string_equal(policy.version, "untouched");
    if (strncmp(err.msg, start, strlen(start)) != 0)
        fail_msg("not at line %d: %s", line, err.msg);
    assert_contains(err.msg, words);
}

static const struct policy_rule *find(const struct policy *policy, const char *name)
{
    for (size_t i = 0; i < policy->n_rules; i++)
        if (strcmp(policy->rule[i].name, name) == 0)
            return &policy->rule[i];
    return NULL;
}

static void the_template_changes_nothing_with_or_without_its_semicolons(void **state)
{
    const char *template = policy_template();
    char *bare = malloc(strlen(template) + 1);
    struct policy built_in, as_is, uncommented;
    struct err err = ERR_INIT;
    size_t n = 0;

    (void)state;
    for (size_t i = 0; template[i] != '\0'; i++)
        if (template[i] != ';' || (i > 0 && template[i - 1] != '\n') || template[i + 1] == ' ' || template[i + 1] == '\n')
            bare[n++] = template[i];
    bare[n] = '\0';
    assert_int_equal(policy_built_in(&built_in, &config, &err), 0);
    parse(&as_is, template);
    parse(&uncommented, bare);
    assert_string_equal(built_in.hash, as_is.hash);
    assert_string_equal(built_in.hash, uncommented.hash);
    assert_int_equal(built_in.evidence[CARE_CRITICAL][EVIDENCE_ROLLBACK_PLAN], POLICY_REVIEW);
    assert_int_equal(find(&built_in, "care-critical-production")->effect, POLICY_REVIEW);
    assert_int_equal(built_in.after[CARE_CRITICAL].checks.n, 4);
    policy_release(&built_in);
    policy_release(&as_is);
    policy_release(&uncommented);
    free(bare);
}

static void a_file_changes_the_keys_that_it_gives_and_adds_rules(void **state)
{
    struct policy p;
    const struct policy_rule *r;

    (void)state;
    parse(&p, "[policy]\nversion = 2026-11\n[rule compliance]\neffect = hold\n[rule lab]\nreason = the laboratory\nsystem = lis|lab-*\npath = src/** | *.sql\n"
              "[evidence unknown]\nrunbook = hold\n[after administrative]\nchecks = a|b\naccess_review = yes\n");
    assert_string_equal(p.version, "2026-11");
    r = find(&p, "compliance");
    assert_int_equal(r->effect, POLICY_HOLD);
    assert_true(r->on[ON_WORD].n > 5);
    r = find(&p, "lab");
    assert_int_equal(r->effect, POLICY_REVIEW); /* unless it says otherwise */
    assert_int_equal(r->on[ON_SYSTEM].n, 2);
    assert_string_equal(r->on[ON_PATH].word[0], "src/**");
    assert_int_equal(p.evidence[CRITICALITY_UNKNOWN][EVIDENCE_RUNBOOK], POLICY_HOLD);
    assert_true(p.after[ADMINISTRATIVE].review);
    assert_string_equal(p.after[ADMINISTRATIVE].checks.word[1], "b");
    policy_release(&p);
}

static void comments_and_order_are_no_other_policy_and_a_word_is(void **state)
{
    struct policy a, b, c;

    (void)state;
    parse(&a, "[rule x]\nword = a | b\nreason = why\n");
    parse(&b, "; a comment\n[rule x]\nreason = why\n\nword=a|b ; another\n");
    parse(&c, "[rule x]\nword = a | c\nreason = why\n");
    assert_string_equal(a.hash, b.hash);
    assert_string_not_equal(a.hash, c.hash);
    assert_string_not_equal(a.rules_hash, c.rules_hash);
    assert_string_equal(a.costs_hash, c.costs_hash);
    assert_string_equal(a.version, "without a version"); /* it is not the built-in one */
    policy_release(&a);
    policy_release(&b);
    policy_release(&c);
}

static void the_canonical_text_reads_back_as_the_same_policy(void **state)
{
    struct policy a, b;
    struct strbuf text;
    struct err err = ERR_INIT;

    (void)state;
    config.as_written.cost[CARE_CRITICAL].miss = 1.0 / 3;
    config.as_written.reviews_per_week = 7;
    parse(&a, "[rule compliance]\neffect = off\n[rule x]\nwhen = always\nreason = why\n");
    strbuf_init(&text);
    policy_text(&text, &a);
    if (policy_parse_whole(&b, "text", text.data, text.len, &err) < 0)
        fail_msg("%s", err.msg);
    assert_string_equal(a.hash, b.hash);
    assert_true(b.cost[CARE_CRITICAL].miss == 1.0 / 3);
    assert_near(b.reviews_per_week, 7, 0);
    assert_null(find(&b, "compliance")); /* off is none */
    strbuf_release(&text);
    policy_release(&a);
    policy_release(&b);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    char rules[8192] = "";

    (void)state;
    wrong("x = y\n", 1, "stands before the first section");
    wrong("[ruel a]\n", 1, "unknown section 'ruel'; did you mean 'rule'");
    wrong("[rule]\n", 1, "is written [rule NAME]");
    wrong("[rule a b]\n", 1, "is no name of a rule");
    wrong("[rule a]\nefect = hold\n", 2, "unknown key 'efect'; did you mean 'effect'");
    wrong("[rule a]\neffect = stop\n", 2, "off, note, review or hold");
    wrong("[rule a]\nreason = r\n", 1, "has no condition");
    wrong("\n[rule a]\nwhen = always\n", 2, "has no 'reason'");
    wrong("[rule a]\nword = dose | @safty\nreason = r\n", 2, "unknown lexicon '@safty'");
    wrong("[rule a]\nwhen = sometimes\nreason = r\n", 2, "unknown fact 'sometimes'");
    wrong("[rule a]\nword = a||b\nreason = r\n", 2, "an empty alternative");
    wrong("[rule a]\nword = a|\nreason = r\n", 2, "an empty alternative");
    wrong("[rule a]\nword =\nreason = r\n", 2, "it has no value");
    wrong("[rule a]\ncriticality = care critical\nreason = r\n", 2, "unknown criticality");
    wrong("[rule a]\ninternet_facing = maybe\nreason = r\n", 2, "yes or no");
    wrong("[rule a]\nword = x\nword = y\n", 3, "given twice in [rule a]");
    wrong("[rule a]\nword = x;y\n", 2, "has a ';'");
    wrong("[rule a]\nword = \xff\n", 2, "no UTF-8");
    wrong("[evidence critical]\n", 1, "unknown criticality");
    wrong("[evidence care-critical]\nrollback = hold\n", 2, "unknown evidence 'rollback'");
    wrong("[after care-critical]\nchecks = a | a\n", 2, "named twice");
    wrong("[after care-critical]\nchecks = a b\n", 2, "no name of a check");
    wrong("[after care-critical]\ncheck_days = 0\n", 2, "between 1 and");
    wrong("[after care-critical]\ncheck_days = 1.5\n", 2, "not a whole number");
    wrong("[cost care-critical]\nmiss = 3\n", 1, "belongs into the configuration");
    wrong("[policy]\nnumber = 3\n", 2, "[policy] has 'version'");
    wrong("neither\n", 1, "neither a [section] nor");
    for (int i = 0; i < POLICY_RULES_MAX; i++)
        snprintf(rules + strlen(rules), sizeof(rules) - strlen(rules), "[rule r%d]\nreason = r\nwhen = always\n", i);
    wrong(rules, 3 * (POLICY_RULES_MAX - 19) + 1, "more than 64 rules"); /* nineteen are built in */
}

static void running_out_of_memory_is_an_error_at_any_point(void **state)
{
    static const char text[] = "[rule x]\nword = a | b\nreason = why\n[after unknown]\nchecks = c\n";
    int rc = ERR_NOMEM;

    (void)state;
    for (long n = 0; rc < 0; n += 1 + n / 50) {
        struct policy p;
        struct err err = ERR_INIT;

        mem_fail_after(n);
        rc = policy_parse(&p, "p", text, strlen(text), &config, &err);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        if (rc == 0)
            policy_release(&p);
    }
}

#define WITH_CONFIG(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CONFIG(the_template_changes_nothing_with_or_without_its_semicolons),
        WITH_CONFIG(a_file_changes_the_keys_that_it_gives_and_adds_rules),
        WITH_CONFIG(comments_and_order_are_no_other_policy_and_a_word_is),
        WITH_CONFIG(the_canonical_text_reads_back_as_the_same_policy),
        WITH_CONFIG(what_is_wrong_is_told_with_its_line),
        WITH_CONFIG(running_out_of_memory_is_an_error_at_any_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
