/*
 * release_questions.c - see release_questions.h.
 */
#include "score/release/release_questions.h"

#include <string.h>

#include "score/report/report_read.h"

/* In the order of gate.h's enum. */
static const struct release_question questions[] = {
    { "scored", "The score is of the release as it is", "Was it scored, with exactly the changes that it has now? Review where it has changed since, not enough data where it was never scored." },
    { "complete", "All changes of the release are known", "Does the store have every change that the release names? Review where some are missing." },
    { "model", "The model is approved, in use and valid", "Is the model that scored it in production by a valid signature, still the one in use, and its validation not ended? Review where not." },
    { "known-harm", "No change of it is known to have done harm", "Is a change of the release recorded as having caused an incident, a hotfix or a rollback? Review, unless a person approved exactly this content." },
    { "threshold", "The chance of harm is below the threshold", "Is its chance of harm (that a change of it does harm, or, of a version of release-risk, that it goes wrong) below the threshold in force? Review at or above it, unless a person approved exactly this content." },
    { "not-learned-from", "The model learned from none of its changes", "Did the model not learn from changes of the release? Review where it did, unless a person approved exactly this content." },
    { "people", "No person stands against it", "What did people decide? Hold where a person rejected exactly this content; review where a decision is asked for and open." },
    { "rules", "No rule of the policy asks for more", "Does it meet a rule of the release policy? Hold or review as the rule says; a review is settled where a person approved exactly this content." },
    { "evidence", "The evidence is there that the policy asks for", "Is each piece of evidence there that the policy asks for by the criticality of its system? Hold where it is mandatory, else review." },
    { "policy", "The release policy is signed", "Is the policy the built-in one, or was it signed as it is? Review where not." },
};

size_t release_questions(const struct release_question **out)
{
    *out = questions;
    return sizeof(questions) / sizeof(questions[0]);
}

static int weight(const char *verdict)
{
    return strcmp(verdict, "hold") == 0 ? 3 : strcmp(verdict, "review") == 0 ? 2 : strcmp(verdict, "not enough data") == 0 ? 1 : 0;
}

const char *release_answer(const char **text, const json_t *doc, const char *id)
{
    const json_t *judged = json_object_get(doc, "judged");
    const char *found = "";

    *text = "";
    for (size_t i = 0; i < json_array_size(judged); i++) {
        const json_t *one = json_array_get(judged, i);
        const char *leads = report_text(one, "leads_to");

        if (strcmp(report_text(one, "question"), id) == 0 && weight(leads) > weight(found)) {
            found = leads;
            *text = report_text(one, "text");
        }
    }
    return found;
}

bool release_was_judged(const json_t *doc)
{
    return strcmp(report_text(doc, "verdict"), "not enough data") != 0;
}
