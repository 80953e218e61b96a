#include "datasets/hospital/postmortems.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/simulation.h"

enum { DAY_S = 86400 };

/* From this share of the two years on whatever is at hand is taken, so that none is missing at the end; what is reported in the last
 * month is not closed before `end`. */
static const double CATCH_UP = 0.84, LAST = 0.94;

/* Removes a folder of files. One that is not there is no error. */
static int remove_folder(const char *path, struct err *err)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    int rc = 0;

    if (dir == NULL)
        return errno == ENOENT ? 0 : err_set(err, ERR_IO, "cannot read '%s': %s", path, strerror(errno));
    while (rc == 0 && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlinkat(dirfd(dir), entry->d_name, 0) != 0)
            rc = err_set(err, ERR_IO, "cannot remove '%s' in '%s': %s", entry->d_name, path, strerror(errno));
    }
    closedir(dir);
    if (rc == 0 && rmdir(path) != 0)
        rc = err_set(err, ERR_IO, "cannot remove '%s': %s", path, strerror(errno));
    return rc;
}

void postmortems_init(struct simulation *sim)
{
    struct postmortems *postmortems = &sim->postmortems;

    strbuf_init(&postmortems->folder);
    strbuf_init(&postmortems->path);
    strbuf_init(&postmortems->page);
    strbuf_init(&postmortems->scratch);
    rng_init_named(&postmortems->rng, sim->seed, "postmortems");
    postmortems->wanted = (uint64_t)HOSPITAL_POSTMORTEMS * sim->scale;
}

int postmortems_open(struct simulation *sim, const char *dir, struct err *err)
{
    struct postmortems *postmortems = &sim->postmortems;
    int rc;

    strbuf_addf(&postmortems->folder, "%s/postmortems.new", dir);
    rc = strbuf_check(&postmortems->folder, err);
    if (rc == 0)
        rc = remove_folder(postmortems->folder.data, err);
    if (rc == 0)
        rc = outfile_make_dirs(postmortems->folder.data, 0755, err);
    return rc;
}

void postmortems_close(struct simulation *sim)
{
    struct postmortems *postmortems = &sim->postmortems;

    if (postmortems->folder.len > 0)
        remove_folder(postmortems->folder.data, NULL);
    strbuf_release(&postmortems->folder);
    strbuf_release(&postmortems->path);
    strbuf_release(&postmortems->page);
    strbuf_release(&postmortems->scratch);
}

/* Place of the one that is due first; of two at once the one whose ticket is older. */
static unsigned first_due(const struct postmortems *postmortems)
{
    unsigned first = 0;

    for (unsigned i = 1; i < postmortems->n_open; i++) {
        const struct postmortem *a = &postmortems->open[i], *b = &postmortems->open[first];

        if (a->due < b->due || (a->due == b->due && a->ticket.number < b->ticket.number))
            first = i;
    }
    return first;
}

int64_t postmortems_due(const struct simulation *sim)
{
    const struct postmortems *postmortems = &sim->postmortems;

    return postmortems->n_open == 0 ? INT64_MAX : postmortems->open[first_due(postmortems)].due;
}

/* As many as the time that has passed asks for: incidents are frequent enough that nearly each can be waited for. */
bool postmortems_pick(struct simulation *sim, const struct ticket *ticket, bool major)
{
    struct postmortems *postmortems = &sim->postmortems;
    double passed = (double)(ticket->created - sim->start) / (double)(sim->end - sim->start);
    double asked = (double)postmortems->wanted * (passed < CATCH_UP ? passed / CATCH_UP : 1.0);
    int64_t due = ticket->resolved + (int64_t)((1.5 + 5 * rng_double(&postmortems->rng)) * DAY_S);
    struct postmortem *postmortem = &postmortems->open[postmortems->n_open];

    if (ticket->maintenance != CORRECTIVE || ticket->open || ticket->parent != 0 || ticket->duplicate_of != 0 ||
        ticket->severity > (passed < LAST ? 1 : 2) || due >= sim->end || !(major || passed >= CATCH_UP))
        return false;
    if (postmortems->picked >= postmortems->wanted || (double)postmortems->picked >= asked ||
        postmortems->n_open == POSTMORTEMS_OPEN)
        return false;
    *postmortem = (struct postmortem){ .due = due, .ticket = *ticket };
    postmortems->n_open++;
    postmortems->picked++;
    return true;
}

void postmortems_note(struct simulation *sim, uint64_t parent, uint64_t ticket)
{
    struct postmortems *postmortems = &sim->postmortems;

    for (unsigned i = 0; i < postmortems->n_open; i++) {
        struct postmortem *postmortem = &postmortems->open[i];

        if (postmortem->ticket.number == parent && postmortem->n_followers < POSTMORTEM_TICKETS)
            postmortem->follower[postmortem->n_followers++] = ticket;
    }
}

static int write_truth(struct simulation *sim, const struct postmortem *postmortem, const char *id, bool stated,
                       struct err *err)
{
    struct table *table = &sim->out[TRUTH_POSTMORTEMS];
    char ticket[TICKET_ID_MAX];

    ticket_id(ticket, postmortem->ticket.number);
    table_adds(table, id);
    table_adds(table, ticket);
    table_adds(table, system_table[component_table[postmortem->ticket.component].system].key);
    table_adds(table, cause_name[postmortem->ticket.cause]);
    table_adds(table, stated ? "1" : "0");
    return table_end_row(table, err);
}

int postmortems_next(struct simulation *sim, struct err *err)
{
    struct postmortems *postmortems = &sim->postmortems;
    unsigned first = first_due(postmortems);
    struct postmortem postmortem;
    bool stated = false;
    char id[32];
    int rc;

    assert(postmortems->n_open > 0);

    postmortem = postmortems->open[first];
    postmortems->open[first] = postmortems->open[--postmortems->n_open];
    snprintf(id, sizeof id, "PM-%04llu", (unsigned long long)++postmortems->written);
    rc = postmortem_tell(postmortems, &postmortem, id, &stated, err);
    if (rc < 0)
        return rc;
    strbuf_clear(&postmortems->path);
    strbuf_addf(&postmortems->path, "%s/%s-%s.md", postmortems->folder.data, id,
                system_table[component_table[postmortem.ticket.component].system].key);
    rc = strbuf_check(&postmortems->path, err);
    if (rc == 0)
        rc = outfile_put(postmortems->path.data, postmortems->page.data, postmortems->page.len, 0, err);
    return rc == 0 ? write_truth(sim, &postmortem, id, stated, err) : rc;
}

int postmortems_put(struct simulation *sim, const char *dir, struct err *err)
{
    struct postmortems *postmortems = &sim->postmortems;
    int rc;

    strbuf_clear(&postmortems->path);
    strbuf_addf(&postmortems->path, "%s/postmortems", dir);
    rc = strbuf_check(&postmortems->path, err);
    if (rc == 0)
        rc = remove_folder(postmortems->path.data, err);
    if (rc == 0 && rename(postmortems->folder.data, postmortems->path.data) != 0)
        rc = err_set(err, ERR_IO, "cannot rename '%s': %s", postmortems->folder.data, strerror(errno));
    if (rc == 0)
        strbuf_clear(&postmortems->folder);
    return rc;
}
