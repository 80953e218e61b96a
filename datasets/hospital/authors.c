#include "datasets/hospital/authors.h"

#include <assert.h>
#include <string.h>

#include "datasets/hospital/names.h"
#include "datasets/hospital/simulation.h"

enum { WEEK_S = 7 * 86400 };

/* Of all seats, so many change hands over the two years. */
static const double REPLACED = 0.85;

void author_mail(char *out, const struct simulation *sim, const struct author *author)
{
    staff_mail(out, sim->seed, STAFF_DEVELOPERS + author->person);
}

static int write_person(struct simulation *sim, const struct author *author, struct err *err)
{
    struct table *table = &sim->out[TRUTH_PEOPLE];
    char mail[MAIL_MAX_BYTES];

    author_mail(mail, sim, author);
    table_adds(table, mail);
    table_add_u64(table, author->exp);
    return table_end_row(table, err);
}

/* Work of earlier years: mostly at home, spread over the last three years or, for those who came lately, the last weeks. */
static void give_history(struct author *author, unsigned n, struct rng *rng)
{
    unsigned weeks = n < 20 ? 12 : AUTHOR_WEEKS_BEFORE;

    for (unsigned i = 0; i < n; i++) {
        enum system_id system = rng_below(rng, 5) == 0 ? (enum system_id)rng_below(rng, N_SYSTEMS) : author->home;

        author->exp++;
        author->by_system[system]++;
        author->by_week[AUTHOR_WEEKS_BEFORE - 1 - rng_below(rng, weeks)]++;
    }
}

static void index_homes(struct authors *authors)
{
    unsigned n = 0;

    for (int system = 0; system < N_SYSTEMS; system++) {
        authors->home_begin[system] = n;
        for (unsigned seat = 0; seat < authors->n; seat++) {
            if (authors->seat[seat].home == (enum system_id)system)
                authors->at_home[n++] = seat;
        }
    }
    authors->home_begin[N_SYSTEMS] = n;
}

int authors_init(struct simulation *sim, struct err *err)
{
    struct authors *authors = &sim->authors;
    struct rng rng;
    int rc = 0;

    rng_init_named(&rng, sim->seed, "authors");
    authors->n = sim->scale < AUTHORS_MAX / AUTHORS_PER_SCALE ? AUTHORS_PER_SCALE * sim->scale : AUTHORS_MAX;
    authors->leaving = REPLACED * authors->n / ((double)HOSPITAL_CHANGES * sim->scale);
    for (int week = 0; week < AUTHOR_WEEKS; week++)
        authors->weight[week] = 1.0 / (week * 7 / 365.25 + 1.0);
    for (unsigned i = 0; i < authors->n && rc == 0; i++) {
        struct author *author = &authors->seat[i];
        double u = rng_double(&rng);

        author->person = authors->n_persons++;
        author->home = system_pick(&rng);
        give_history(author, u < 0.25 ? rng_below(&rng, 12) : 25 + (unsigned)(900 * u * u * u * u), &rng);
        rc = write_person(sim, author, err);
    }
    index_homes(authors);
    return rc;
}

static int replace(struct simulation *sim, struct author *author, struct err *err)
{
    enum system_id home = author->home;

    memset(author, 0, sizeof *author);
    author->person = sim->authors.n_persons++;
    author->home = home;
    return write_person(sim, author, err);
}

/* The smaller of two draws: some do much, many do little. */
static unsigned busy_of(unsigned n, struct rng *rng)
{
    unsigned a = rng_below(rng, n), b = rng_below(rng, n);

    return a < b ? a : b;
}

int authors_pick(struct author **out, struct simulation *sim, enum system_id system, struct rng *rng, struct err *err)
{
    struct authors *authors = &sim->authors;
    unsigned begin = authors->home_begin[system], n = authors->home_begin[system + 1] - begin,
             leaver = rng_below(rng, authors->n);
    bool guest = n == 0 || rng_double(rng) < 0.2;

    if (rng_double(rng) < authors->leaving) {
        int rc = replace(sim, &authors->seat[leaver], err);

        if (rc < 0)
            return rc;
    }
    *out = &authors->seat[guest ? busy_of(authors->n, rng) : authors->at_home[begin + busy_of(n, rng)]];
    return 0;
}

static int week_of(int64_t since_start)
{
    int week = AUTHOR_WEEKS_BEFORE + (int)(since_start / WEEK_S);

    assert(week >= AUTHOR_WEEKS_BEFORE && week < AUTHOR_WEEKS);
    return week;
}

double author_rexp(const struct authors *authors, const struct author *author, int64_t since_start)
{
    int now = week_of(since_start);
    double sum = 0;

    for (int week = 0; week <= now; week++)
        sum += author->by_week[week] * authors->weight[now - week];
    return sum;
}

void author_worked(struct author *author, enum system_id system, int64_t since_start)
{
    author->exp++;
    author->by_system[system]++;
    author->by_week[week_of(since_start)]++;
}
