/*
 * nightly_policy.c - see nightly_policy.h.
 */
#include "score/night/nightly_policy.h"

#include <stdio.h>

#include "score/policy/policy_in_force.h"

static void warn(struct log *log, json_t *warnings, const char *words)
{
    if (words == NULL)
        return;
    log_warn(log, "%s", words);
    json_array_append_new(warnings, json_string(words));
}

int nightly_policy(char out[NIGHTLY_POLICY_SIZE], struct store *store, const struct config *config, struct log *log, json_t *warnings, struct err *err)
{
    struct policy_in_force f;
    int rc = policy_in_force(&f, store, config, err);

    if (rc < 0)
        return rc;
    snprintf(out, NIGHTLY_POLICY_SIZE, "%s%s", f.now.hash, f.policy_id != 0 ? f.last.hash : "");
    warn(log, warnings, policy_says(&f));
    warn(log, warnings, policy_says_of_costs(&f));
    policy_in_force_release(&f);
    return 0;
}
