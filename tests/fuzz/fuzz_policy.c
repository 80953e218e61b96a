/*
 * fuzz_policy.c - any bytes as a policy file.
 *
 * It is read or refused with a line of the file and words; what was read has a canonical text, and that reads back as the same policy, whole and alone.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "score/policy/policy_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct policy *policy)
{
    struct policy again;
    struct strbuf text;
    struct err err = ERR_INIT;

    assert(policy->n_rules <= POLICY_RULES_MAX);
    for (size_t i = 0; i < policy->n_rules; i++) {
        size_t n = 0;

        for (int c = 0; c < N_POLICY_CONDITIONS; c++)
            n += policy->rule[i].on[c].n;
        assert(policy->rule[i].effect == POLICY_OFF || (n > 0 && policy->rule[i].reason[0] != '\0'));
    }
    strbuf_init(&text);
    policy_text(&text, policy);
    assert(policy_parse_whole(&again, "text", text.data, text.len, &err) == 0);
    assert(strcmp(again.hash, policy->hash) == 0);
    policy_release(&again);
    strbuf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct config config;
    struct policy policy;
    struct err err = ERR_INIT;
    int rc;

    if (config.reports_dir == NULL) {
        assert(digest_setup(&err) == 0);
        assert(config_load(&config, NULL, "/nowhere/store.db", &err) == 0);
    }
    rc = policy_parse(&policy, "policy", (const char *)data, size, &config, &err);
    assert(rc == 0 || rc == ERR_USAGE);
    if (rc == 0) {
        check(&policy);
        policy_release(&policy);
    } else {
        assert(strncmp(err.msg, "policy:", 7) == 0 && strtol(err.msg + 7, NULL, 10) >= 1);
    }
    return 0;
}
