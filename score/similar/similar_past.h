/*
 * similar_past.h - one question to the past: which earlier tickets are most like this one, what they share, and how they were solved.
 *
 * A ticket of a project that has a usable version of `duplicates` gets the earlier ones in its order (similar_order.h), out of a pool of some hundred; else, and for a text, they are
 * ordered by words: a text has no component, and the model was taught by tickets.
 *
 * By the index that the night keeps (similar_file.h) where that is there and current: then only the rows to be shown are read. Else the words of all tickets are read
 * and counted for this one answer, which takes a second for each 100,000. The answer is the same. An index that turns out to be damaged is passed over. All is
 * read as of one moment.
 */
#ifndef PRODROME_SIMILAR_PAST_H
#define PRODROME_SIMILAR_PAST_H

#include "score/similar/similar_file.h"
#include "score/similar/similar_order.h"
#include "score/similar/similar_postmortems.h"

struct similar_asked {
    int64_t     record, version;    /* of a ticket that is in the store; 0: a text, below */
    const char *project;            /* compared with tickets of this one; NULL: of all    */
    struct text title, description; /* of a text, de-identified                           */
    size_t      top;
    int         n_threads;
    bool        without_index;      /* though there be one                                */
};

struct similar_past {
    struct ticket_table  query;       /* [1] what is asked about                                          */
    struct ticket_table  tickets;     /* [n_found] most similar first                                     */
    struct similar_found *found;      /* [n_found] `row` counts the section's rows                        */
    size_t               n_found;
    size_t               n_compared;  /* earlier tickets                                                  */
    struct postmortem_table postmortems; /* [n_postmortems] most similar first                            */
    struct similar_found postmortem[SIMILAR_POSTMORTEMS]; /* `row` counts postmortems above               */
    size_t               n_postmortems;
    size_t               n_compared_postmortems;
    size_t               known_words; /* of the query's                                                   */
    const char         **group;       /* [n_found] ids of the group of duplicates joined by '|', "": none */
    bool                *same_group;  /* [n_found] it is the query's own                                  */
    const char         **close_note;  /* [n_found] the close note, "": none                               */
    struct duplicate_bar bar;         /* from which similarity, or margin of the model, on one of the query's project is suspected to be the same incident, and how likely it is */
    char                 model[768];  /* the version that ordered them, "": words                         */
    bool                 approved;
    struct similar_order order;       /* what it says                                                     */
    struct similar_likely *likely;    /* [n_found] of that order; NULL: by words                          */
    bool                 by_index;    /* false: all tickets were read                                     */
    char                 note[ERR_MSG_MAX]; /* why an index that is there was not used; ""                */
    /* what the above borrows from */
    struct similar_file    file;
    struct similar_section section;
    struct arena           arena;
};

/* ERR_NODATA: there is no ticket, or no word is in two of them. The answer must not be moved. */
int  similar_past_ask(struct similar_past *out, struct store *store, const struct similar_asked *asked, struct err *err);
void similar_past_release(struct similar_past *past);

/* A current ticket by "PROJECT/ID", else by the bare id, which must be unique; project: only there, NULL: anywhere. *found_project is the arena's. ERR_USAGE:
 * none, or several (which are named). */
int similar_past_ticket(int64_t *record, int64_t *version, const char **found_project, struct arena *arena, struct store *store, const char *project, const char *name,
                        struct err *err);

#endif
