/*
 * facts_ages.h - the moment to which the ages of a project's tickets are counted.
 *
 * Now, as the clock or --now has it, while the project's newest ticket is at most FACTS_AGES_CURRENT_DAYS old. Where the export ended longer ago, its newest ticket: what
 * happened to the open ones since then nobody has told the store, and ages of years by the clock would order nothing. --now always counts.
 */
#ifndef PRODROME_FACTS_AGES_H
#define PRODROME_FACTS_AGES_H

#include "datasets/base/intern.h"
#include "score/report/facts.h"

enum { FACTS_AGES_CURRENT_DAYS = 14 };

struct facts_ages {
    const struct facts *f;
    struct intern       project;
    struct ages_to     *to;   /* [project.n] in its order */
    size_t              cap;
};

struct ages_to {
    int64_t at;
    bool    by_data; /* at is the newest ticket, not the clock */
};

void facts_ages_init(struct facts_ages *ages, const struct facts *f);
void facts_ages_release(struct facts_ages *ages);

int facts_ages_of(struct ages_to *out, struct facts_ages *ages, const char *project, struct err *err);

/* Days from `created` to it, not below 0; NaN where it is undated. */
double ages_days(const struct ages_to *to, int64_t created);

/* [{project, at}] of those asked for that are counted to the data. */
json_t *facts_ages_json(const struct facts_ages *ages);

#endif
