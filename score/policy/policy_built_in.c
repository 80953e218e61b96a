/*
 * policy_built_in.c - the policy that holds where an organisation has none of its own.
 *
 * It is written once, as the template of a policy file: every key behind a ';', so that removing one changes nothing. What is read for the built-in policy is
 * the same text without them.
 */
#include <string.h>

#include "datasets/base/mem.h"
#include "score/policy/policy_file.h"

/* Longer than the 4095 bytes that C17 promises for a literal; every compiler we use takes it. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* A line that begins with ';' and no blank is a key of the built-in policy. The words are our reading of what PRODUCT.md asks a person to look at: patient
 * safety, protected data, compliance, production of care-critical systems; an organisation knows its own better. Missing evidence asks for
 * a person by criticality, and holds nothing: in an organisation that does not import evidence yet every release would be stopped, and no approval could let it go. */
static const char template[] =
    "; Policy for releases. Lines that begin with ';' or '#' are comments; ' ;' ends a line. Unknown sections and keys are errors.\n"
    "; Everything below is built in: removing a ';' changes nothing. What you write here is used at once, and until an administrator or somebody of security\n"
    "; has signed it ('prodrome policy sign') every release also needs a review. 'prodrome policy show' prints what is in force.\n"
    ";\n"
    "; effect = note: it is said; review: a person must look, at any score; hold: it does not go until the reason is gone; off: no such rule.\n"
    "; Alternatives are joined by '|'; of several conditions all must hold.\n"
    "; Of a system that the release touches: system (names), criticality, internet_facing; of the release: when.\n"
    "; Of a change in it: path (folder or file names, or patterns with '/', '*', '**'), kind, label (of the tickets it names), word (whole words of its message).\n"
    "\n"
    "[policy]\n"
    ";version = built-in\n"
    "\n"
    "; --- where a person looks at any score ----------------------------------------------------------\n"
    "[rule care-critical-production]\n"
    ";effect = review\n"
    ";reason = a production release of a system on which care depends\n"
    ";criticality = care-critical\n"
    "\n"
    "[rule patient-safety]\n"
    ";effect = review\n"
    ";reason = its words touch patient safety\n"
    ";word = patient safety | dose | doses | dosage | dosing | overdose | allergy | allergies | contraindication | contraindications | drug interaction | drug interactions | infusion | ventilator | transfusion | blood group | vital signs | wrong patient | patient identity | medication order | medication orders | alarm limit | alarm limits | clinical decision support | early warning score\n"
    "\n"
    "[rule protected-data]\n"
    ";effect = review\n"
    ";reason = its words touch protected data or who may see it\n"
    ";word = phi | personal data | patient data | patient record | patient records | health record | health records | privacy | consent | anonymization | anonymisation | pseudonymization | pseudonymisation | de-identification | encryption | encrypt | decrypt | access control | access rights | permission | permissions | data export | data breach | break glass\n"
    "\n"
    "[rule protected-data-paths]\n"
    ";effect = review\n"
    ";reason = it touches code that guards protected data\n"
    ";path = auth | authn | authz | authentication | authorization | security | privacy | consent | permissions | crypto | encryption | deidentify\n"
    "\n"
    "[rule compliance]\n"
    ";effect = review\n"
    ";reason = its words touch what an authority asks for\n"
    ";word = hipaa | gdpr | mdr | fda | audit log | audit trail | audit logging | data retention | legal hold | electronic signature | electronic signatures | regulatory | compliance\n"
    "\n"
    "[rule compliance-paths]\n"
    ";effect = review\n"
    ";reason = it touches the audit trail or what must be retained\n"
    ";path = audit | audittrail | audit_trail | audit-trail | auditlog | audit_log | retention | compliance\n"
    "\n"
    "[rule sensitive-tickets]\n"
    ";effect = review\n"
    ";reason = a ticket that it answers is marked as safety, privacy, security or compliance\n"
    ";label = safety | patient-safety | privacy | security | compliance | phi | gdpr | hipaa\n"
    "\n"
    "; --- what should not be so -----------------------------------------------------------------------\n"
    "[rule outside-window]\n"
    ";effect = review\n"
    ";reason = it is planned outside its window\n"
    ";when = outside-window\n"
    "\n"
    "[rule out-of-support]\n"
    ";effect = review\n"
    ";reason = a system that it touches is out of support\n"
    ";when = out-of-support\n"
    "\n"
    "[rule unsupported-dependency]\n"
    ";effect = review\n"
    ";reason = it depends on something that is out of support\n"
    ";when = unsupported-dependency\n"
    "\n"
    "[rule overdue-patch]\n"
    ";effect = review\n"
    ";reason = a patch of a system that it touches is overdue\n"
    ";when = overdue-patch\n"
    "\n"
    "[rule tests-failed]\n"
    ";effect = review\n"
    ";reason = tests failed\n"
    ";when = tests-failed\n"
    "\n"
    "; --- the evidence that a release must have, by the criticality of its system: what its absence does --------------------------\n"
    "; Built in is that a person looks, so that a release can be decided on before evidence is imported. What is mandatory is yours to say, for example\n"
    ";     rollback_plan = hold\n"
    "; and then no approval lets a release go without it.\n"
    "[evidence care-critical]\n"
    ";rollback_plan = review\n"
    ";rollback_tested = review\n"
    ";runbook = review\n"
    ";training = review\n"
    ";staged = review\n"
    ";parity = review\n"
    ";approval = review\n"
    ";tests = review\n"
    ";window = review\n"
    ";access_review = off\n"
    "\n"
    "[evidence compliance-critical]\n"
    ";rollback_plan = review\n"
    ";rollback_tested = review\n"
    ";runbook = note\n"
    ";training = note\n"
    ";staged = note\n"
    ";parity = note\n"
    ";approval = review\n"
    ";tests = review\n"
    ";window = note\n"
    ";access_review = off\n"
    "\n"
    "[evidence administrative]\n"
    ";rollback_plan = note\n"
    ";rollback_tested = off\n"
    ";runbook = off\n"
    ";training = off\n"
    ";staged = off\n"
    ";parity = off\n"
    ";approval = off\n"
    ";tests = note\n"
    ";window = off\n"
    ";access_review = off\n"
    "\n"
    "; Of a system that the estate does not know, or whose criticality it does not say.\n"
    "[evidence unknown]\n"
    ";rollback_plan = note\n"
    ";rollback_tested = off\n"
    ";runbook = off\n"
    ";training = off\n"
    ";staged = off\n"
    ";parity = off\n"
    ";approval = off\n"
    ";tests = note\n"
    ";window = off\n"
    ";access_review = off\n"
    "\n"
    "; --- after a release: checks (their results are evidence 'check:NAME', pass or fail) and the review of who has access ----------\n"
    "[after care-critical]\n"
    ";checks = error-rate | response-time | workflow-smoke-test | restore-test\n"
    ";check_days = 3\n"
    ";access_review = no\n"
    ";access_review_changes = 50\n"
    ";access_review_path = auth | authn | authz | authentication | authorization | permissions | roles\n"
    ";access_review_days = 14\n"
    "\n"
    "[after compliance-critical]\n"
    ";checks = error-rate | audit-trail\n"
    ";check_days = 7\n"
    ";access_review = no\n"
    ";access_review_changes = 50\n"
    ";access_review_path = auth | authn | authz | authentication | authorization | permissions | roles\n"
    ";access_review_days = 14\n"
    "\n"
    "[after administrative]\n"
    ";checks = error-rate\n"
    ";check_days = 14\n"
    ";access_review = no\n"
    ";access_review_changes = 0\n"
    ";access_review_path = auth | authn | authz | authentication | authorization | permissions | roles\n"
    ";access_review_days = 30\n"
    "\n"
    "; Of systems of unknown criticality nothing is planned, unless you say so.\n"
    "[after unknown]\n"
    ";check_days = 14\n"
    ";access_review = no\n"
    ";access_review_changes = 0\n"
    ";access_review_days = 30\n"
    "\n"
    "; --- an example of your own: what touches the laboratory's interface from outside -------------------------------------\n"
    "; [rule lab-interface]\n"
    "; effect = review\n"
    "; reason = the laboratory wants to know\n"
    "; system = lis | lab-*\n"
    "; path = src/interfaces/**\n";

#pragma GCC diagnostic pop

const char *policy_template(void)
{
    return template;
}

int policy_built_in(struct policy *out, const struct config *config, struct err *err)
{
    char *text = mem_alloc(sizeof(template));
    size_t n = 0;
    int rc;

    if (text == NULL)
        return err_nomem(err);
    for (size_t i = 0; template[i] != '\0'; i++)
        if (template[i] != ';' || (i > 0 && template[i - 1] != '\n') || template[i + 1] == ' ' || template[i + 1] == '\n')
            text[n++] = template[i];
    text[n] = '\0';
    rc = policy_parse_whole(out, "the built-in policy", text, n, err);
    mem_free(text);
    if (rc < 0)
        return rc;
    policy_take_costs(out, config);
    return policy_seal(out, err);
}
