#include "train/learn/unlike.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

static double largest(const double *margin, size_t n)
{
    double most = margin[0];

    for (size_t k = 1; k < n; k++)
        most = fmax(most, margin[k]);
    return most;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* What lies below the bar, by kind, and whether that tells anything. */
static void count(struct unlike_bar *bar, const double *margin, const int32_t *y, size_t n, size_t n_classes)
{
    double marked, all;

    for (size_t i = 0; i < n; i++) {
        bool below = largest(margin + i * n_classes, n_classes) < bar->margin;

        bar->known_marked += y[i] >= 0 && below;
        bar->news_marked += y[i] < 0 && below;
    }
    marked = (double)bar->known_marked + bar->news_marked;
    all = (double)bar->known + bar->news;
    bar->marks = bar->news >= UNLIKE_NEW_MIN && marked > 0 && bar->news_marked / marked >= UNLIKE_LIFT * bar->news / all;
}

int unlike_fit(struct unlike_bar *out, const double *margin, const int32_t *y, size_t n, size_t n_classes, struct err *err)
{
    double *known = mem_calloc(n, sizeof(*known));

    if (known == NULL)
        return err_nomem(err);
    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < n; i++) {
        if (y[i] >= 0)
            known[out->known++] = largest(margin + i * n_classes, n_classes);
        else
            out->news++;
    }
    if (out->known > 0) {
        qsort(known, out->known, sizeof(*known), ascending);
        out->margin = known[(size_t)(UNLIKE_LEVEL * out->known)];
        count(out, margin, y, n, n_classes);
    }
    mem_free(known);
    return 0;
}

bool unlike_marked(const struct unlike_bar *bar, const double *margin, size_t n_classes)
{
    return bar->marks && largest(margin, n_classes) < bar->margin;
}

json_t *unlike_said(const struct unlike_bar *bar, const double *margin, size_t n_classes)
{
    if (!unlike_marked(bar, margin, n_classes))
        return NULL;
    return json_pack("{s:f, s:f, s:f, s:f}", "margin", largest(margin, n_classes), "bar", bar->margin, "known_share", (double)bar->known_marked / bar->known,
                     "new_share", bar->news_marked / ((double)bar->known_marked + bar->news_marked));
}

json_t *unlike_json(const struct unlike_bar *bar)
{
    return json_pack("{s:f, s:o, s:I, s:I, s:I, s:I}", "level", UNLIKE_LEVEL, "margin", bar->marks ? json_real(bar->margin) : json_null(), "known",
                     (json_int_t)bar->known, "known_marked", (json_int_t)bar->known_marked, "new", (json_int_t)bar->news, "new_marked",
                     (json_int_t)bar->news_marked);
}

static bool read_count(uint32_t *out, const json_t *json, const char *key, uint32_t most)
{
    const json_t *at = json_object_get(json, key);
    json_int_t value = json_integer_value(at);

    *out = (uint32_t)value;
    return json_is_integer(at) && value >= 0 && value <= (json_int_t)most;
}

bool unlike_read(struct unlike_bar *out, const json_t *json)
{
    const json_t *margin = json_object_get(json, "margin");
    struct unlike_bar bar = { .marks = json_is_number(margin), .margin = json_number_value(margin) };

    if ((!bar.marks && !json_is_null(margin)) || !isfinite(bar.margin) || !read_count(&bar.known, json, "known", UINT32_MAX) ||
        !read_count(&bar.known_marked, json, "known_marked", bar.known) || !read_count(&bar.news, json, "new", UINT32_MAX) ||
        !read_count(&bar.news_marked, json, "new_marked", bar.news))
        return false;
    *out = bar;
    return true;
}
