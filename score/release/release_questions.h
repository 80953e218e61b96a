/*
 * release_questions.h - what is asked of a release, in the words that programs see: the tests of JUnit, the rules of SARIF.
 *
 * The answers are the document's "judged" (facts.h). A document of an older engine has none: then its reasons are answers to the question of the verdict's own.
 */
#ifndef PRODROME_RELEASE_QUESTIONS_H
#define PRODROME_RELEASE_QUESTIONS_H

#include <jansson.h>
#include <stdbool.h>

struct release_question {
    const char *id;     /* as gate_question_name          */
    const char *title;  /* what holds where nothing is against it: "The score is of the release as it is" */
    const char *text;   /* what is asked, and what leads to which verdict */
};

size_t release_questions(const struct release_question **out);

/* The strictest of the question's answers: its "leads_to" ("" where nothing is against it), and *text, that answer's words. */
const char *release_answer(const char **text, const json_t *doc, const char *id);

/* Whether the verdict is "not enough data": then the others were not asked. */
bool release_was_judged(const json_t *doc);

#endif
