/*
 * release_form_facts.h - every fact of the release report's document, and how its forms show it.
 *
 * Two tests hold it up: one renders a document that has all of them and looks for each in the page and in the Markdown (test_report_forms.c), the other walks a
 * document that the engine made (test_facts.c) and fails at a key that is not listed. So nothing can be added to the document and shown in one form alone, or in none, without
 * a word here.
 */
#ifndef PRODROME_TESTS_RELEASE_FORM_FACTS_H
#define PRODROME_TESTS_RELEASE_FORM_FACTS_H

#include <jansson.h>
#include <stddef.h>

enum form_fact_how {
    TOLD,      /* not as such: `words` says how it is told                    */
    TEXT, ITEM /* an identifier, with blanks for '_' */, WHEN, DAY, HASH, CHANCE, CHANCE_2, SHARE, PERCENT, COUNT, G, NUMBER, NUMBER_1, NUMBER_2, NUMBER_3, SIGNED_2, SIGNED_4,
    WORDS,     /* where true: `words`                                         */
    WORDS_NOT  /* where false: `words`                                        */
};

struct form_fact {
    const char        *path;   /* [] stands for any element of an array; a TOLD path for all that is below it, too */
    enum form_fact_how how;
    const char        *words;
};

extern const struct form_fact release_form_fact[];
extern const size_t           n_release_form_facts;

/* Index of the path, else SIZE_MAX. */
size_t release_form_fact_find(const char *path);

/* Calls `visit` for each value that is neither object nor array, with its path. */
void release_form_facts_walk(const char *path, json_t *value, void (*visit)(void *ctx, const char *path, json_t *value), void *ctx);

#endif
