#include "score/triage/stranger.h"

#include <assert.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* So long as 1 + i stays below level (n + 1), i tickets may be as strange. */
static size_t tail_length(size_t n)
{
    size_t i = 0;

    while (i < n && 1 + (double)i < STRANGER_LEVEL * ((double)n + 1))
        i++;
    return i;
}

void stranger_calibrate(struct stranger_bar *out, double *similarity, size_t n)
{
    assert(n <= STRANGER_PAST_MAX);

    *out = (struct stranger_bar){ .n = n, .n_tail = tail_length(n) };
    assert(out->n_tail <= STRANGER_TAIL_MAX);
    if (n > 0)
        qsort(similarity, n, sizeof *similarity, ascending);
    for (size_t i = 0; i < out->n_tail; i++)
        out->tail[i] = similarity[i];
}

double stranger_p(const struct stranger_bar *bar, double similarity)
{
    size_t below = 0;

    while (below < bar->n_tail && bar->tail[below] <= similarity)
        below++;
    return below == bar->n_tail ? 1 : (1 + (double)below) / ((double)bar->n + 1);
}
