/*
 * postmortems.h - the written analyses of major incidents.
 *
 * Six a scale, each a Markdown file with YAML front matter as the contract has it, DIR/postmortems/PM-NNNN-SYSTEM.md. Which incident gets
 * one is decided when its first ticket is told; the tickets that follow are noted; it is written some days after the incident
 * is over, in the manner of one of three authors, and knows only what was known then. It always has the right cause in mind, but does not always
 * say it: the key may be missing, hold a sentence instead of a word, and now and then the prose only supposes.
 *
 * They are written into a folder beside and take their place at the end, all at once.
 */
#ifndef PRODROME_HOSPITAL_POSTMORTEMS_H
#define PRODROME_HOSPITAL_POSTMORTEMS_H

#include <stdbool.h>

#include "datasets/hospital/scene.h"
#include "datasets/hospital/ticket.h"

struct simulation;

/* Room for as many that are still to be written: enough up to a scale of about 8,000, beyond which there are fewer than six a scale. */
enum { POSTMORTEMS_OPEN = 1024, POSTMORTEM_TICKETS = 12 };

struct postmortem {
    int64_t       due;
    struct ticket ticket;                         /* that the incident began with */
    uint64_t      follower[POSTMORTEM_TICKETS];   /* [n_followers] their numbers  */
    unsigned      n_followers;
};

struct postmortems {
    struct rng        rng;
    struct postmortem open[POSTMORTEMS_OPEN];     /* [n_open] in no order         */
    unsigned          n_open;
    uint64_t          wanted, picked, written;
    struct strbuf     folder, path, page, scratch; /* folder: "" until it is made */
    struct scene      scene;
};

void    postmortems_init(struct simulation *sim);
int     postmortems_open(struct simulation *sim, const char *dir, struct err *err); /* makes the folder beside */
void    postmortems_close(struct simulation *sim);       /* and removes it where it has not taken its place    */
int64_t postmortems_due(const struct simulation *sim);   /* INT64_MAX where none is open                       */
int     postmortems_next(struct simulation *sim, struct err *err); /* writes the one that is due               */
int     postmortems_put(struct simulation *sim, const char *dir, struct err *err); /* takes the place of DIR/postmortems */

/* Whether the incident that begins with this ticket gets one. `major`: it draws others after it, or a release fell over it. */
bool postmortems_pick(struct simulation *sim, const struct ticket *ticket, bool major);

/* A ticket was told that belongs to the major incident `parent`. */
void postmortems_note(struct simulation *sim, uint64_t parent, uint64_t ticket);

/* postmortem_text.c: the whole file into `page`. ERR_NOMEM. `stated`: the front matter names the cause. */
int postmortem_tell(struct postmortems *postmortems, const struct postmortem *postmortem, const char *id, bool *stated, struct err *err);

#endif
