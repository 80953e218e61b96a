#include "train/statistics/abstention.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

struct suggested {
    double p;
    bool   right;
};

static int by_p(const void *a, const void *b)
{
    double x = ((const struct suggested *)a)->p, y = ((const struct suggested *)b)->p;

    return (x < y) - (x > y);
}

/* The newer rows at or above each point's threshold. */
static void count_newer(struct abstention *a, const struct suggested *newer, size_t n)
{
    uint32_t count = 0, right = 0;

    for (size_t i = 0; i < a->n; i++) {
        while (count < n && newer[count].p >= a->point[i].threshold)
            right += newer[count++].right;
        a->point[i].newer = count;
        a->point[i].newer_right = right;
    }
}

/* A point at every hundredth of the older rows; all of one probability together. */
static void add_points(struct abstention *a, const struct suggested *older, size_t n)
{
    size_t points = n < ABSTENTION_POINTS ? n : ABSTENTION_POINTS, next = 1;
    uint32_t right = 0;

    for (size_t i = 0; i < n; i++) {
        right += older[i].right;
        if ((i + 1) * points < next * n || (i + 1 < n && older[i + 1].p == older[i].p))
            continue;
        a->point[a->n++] = (struct abstention_point){ .threshold = older[i].p, .older = (uint32_t)(i + 1), .older_right = right };
        next = (i + 1) * points / n + 1;
    }
}

int abstention_make(struct abstention *out, const double *p, const bool *right, size_t n_older, size_t n, struct err *err)
{
    struct suggested *row = mem_calloc(n, sizeof(*row));

    assert(n_older <= n);
    if (row == NULL)
        return err_nomem(err);
    memset(out, 0, sizeof(*out));
    out->older = (uint32_t)n_older;
    out->newer = (uint32_t)(n - n_older);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct suggested){ p[i], right[i] };
    qsort(row, n_older, sizeof(*row), by_p);
    qsort(row + n_older, n - n_older, sizeof(*row), by_p);
    add_points(out, row, n_older);
    count_newer(out, row + n_older, n - n_older);
    mem_free(row);
    return 0;
}

/* Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference", one-sided:
 *
 *     (p + z^2 / 2n - z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n) */
double abstention_lower_bound(uint32_t right, uint32_t n)
{
    static const double z = 1.6448536269514722; /* of 95 % */
    double p, zz;

    if (n == 0)
        return 0;
    p = (double)right / n;
    zz = z * z / n;
    return (p + zz / 2 - z * sqrt(p * (1 - p) / n + zz / (4 * n))) / (1 + zz);
}

/* n of n: n / (n + z^2) at least. */
uint32_t abstention_least(double asked)
{
    uint32_t n = ABSTENTION_ANSWERED_MIN;

    while (n < UINT32_MAX && asked < 1 && abstention_lower_bound(n, n) < asked)
        n++;
    return asked < 1 ? n : UINT32_MAX;
}

struct abstention_choice abstention_choose(const struct abstention *a, double asked)
{
    struct abstention_choice choice = { .threshold = (double)NAN, .precision = (double)NAN, .chosen_precision = (double)NAN, .older = a->older,
                                        .least = abstention_least(asked) };

    for (size_t i = a->n; i-- > 0;) {
        const struct abstention_point *at = &a->point[i];

        if (at->older < ABSTENTION_ANSWERED_MIN || abstention_lower_bound(at->older_right, at->older) < asked)
            continue;
        choice.threshold = at->threshold;
        choice.chosen_precision = (double)at->older_right / at->older;
        choice.coverage = a->newer > 0 ? (double)at->newer / a->newer : 0;
        choice.precision = at->newer > 0 ? (double)at->newer_right / at->newer : (double)NAN;
        break;
    }
    return choice;
}

bool abstention_asks_person(const struct abstention_choice *choice, double p)
{
    return !(p >= choice->threshold);
}

json_t *abstention_json(const struct abstention *a)
{
    json_t *curve = json_array();

    for (size_t i = 0; i < a->n; i++)
        json_array_append_new(curve, json_pack("[f, I, I, I, I]", a->point[i].threshold, (json_int_t)a->point[i].older, (json_int_t)a->point[i].older_right,
                                               (json_int_t)a->point[i].newer, (json_int_t)a->point[i].newer_right));
    return json_pack("{s:I, s:I, s:o}", "older", (json_int_t)a->older, "newer", (json_int_t)a->newer, "curve", curve);
}

static bool read_count(uint32_t *out, const json_t *json, uint32_t most)
{
    json_int_t value = json_integer_value(json);

    *out = (uint32_t)value;
    return json_is_integer(json) && value >= 0 && value <= (json_int_t)most;
}

static bool read_point(struct abstention_point *out, const json_t *json, const struct abstention *a)
{
    out->threshold = json_number_value(json_array_get(json, 0));
    return json_is_number(json_array_get(json, 0)) && read_count(&out->older, json_array_get(json, 1), a->older) &&
           read_count(&out->older_right, json_array_get(json, 2), out->older) && read_count(&out->newer, json_array_get(json, 3), a->newer) &&
           read_count(&out->newer_right, json_array_get(json, 4), out->newer);
}

bool abstention_read(struct abstention *out, const json_t *json)
{
    const json_t *curve = json_object_get(json, "curve");
    struct abstention a;

    memset(&a, 0, sizeof(a));
    if (!json_is_array(curve) || json_array_size(curve) > ABSTENTION_POINTS || !read_count(&a.older, json_object_get(json, "older"), UINT32_MAX) ||
        !read_count(&a.newer, json_object_get(json, "newer"), UINT32_MAX))
        return false;
    for (; a.n < json_array_size(curve); a.n++)
        if (!read_point(&a.point[a.n], json_array_get(curve, a.n), &a))
            return false;
    *out = a;
    return true;
}
