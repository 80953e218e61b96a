/*
 * authors.h - the people who change the systems: where they work, how much they have done, who is new.
 *
 * A fixed number of seats, each with a home system. People leave and new ones take their seats, so that there is always somebody
 * without experience. What a seat's holder has done is kept by week and by system, which is all that the metrics exp, rexp and
 * sexp of Kamei et al. 2013 need: rexp counts a change as 1/(years + 1), years to the week.
 */
#ifndef PRODROME_HOSPITAL_AUTHORS_H
#define PRODROME_HOSPITAL_AUTHORS_H

#include "datasets/base/err.h"
#include "datasets/hospital/hospital.h"
#include "datasets/hospital/systems.h"

struct rng;
struct simulation;

enum {
    AUTHORS_PER_SCALE = 38,
    AUTHORS_MAX = 4096,
    AUTHOR_WEEKS_BEFORE = 156, /* of history at the start                     */
    AUTHOR_WEEKS = AUTHOR_WEEKS_BEFORE + HOSPITAL_DAYS / 7 + 1,
    PERSONS_MAX = 8192         /* numbers of people repeat after this many    */
};

struct author {
    unsigned       person;                 /* number, from 0                     */
    enum system_id home;
    uint32_t       exp;                    /* changes so far                     */
    uint32_t       by_system[N_SYSTEMS];
    uint16_t       by_week[AUTHOR_WEEKS];
};

struct authors {
    struct author seat[AUTHORS_MAX];       /* [n]                                            */
    unsigned      n;
    unsigned      at_home[AUTHORS_MAX];    /* [n] seats, those of a system together          */
    unsigned      home_begin[N_SYSTEMS + 1];
    unsigned      n_persons;               /* ever                                           */
    double        leaving;                 /* chance per change that somebody is replaced    */
    double        weight[AUTHOR_WEEKS];    /* of a change so many weeks ago                  */
};

/* Fills the seats and writes truth/people.csv for those who are there. */
int authors_init(struct simulation *sim, struct err *err);

/* Who makes a change to that system; now and then a new person, who is written to truth/people.csv. */
int authors_pick(struct author **out, struct simulation *sim, enum system_id system, struct rng *rng, struct err *err);

double author_rexp(const struct authors *authors, const struct author *author, int64_t since_start);
void   author_worked(struct author *author, enum system_id system, int64_t since_start);
void   author_mail(char *out, const struct simulation *sim, const struct author *author); /* [MAIL_MAX_BYTES] */

#endif
