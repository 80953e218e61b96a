#include "score/release_meaning.h"

#include <math.h>
#include <string.h>

#include "train/release/release_interval.h"

bool release_failed(const struct release *r)
{
    return r->outcome[0] != '\0' && strcmp(r->outcome, "ok") != 0;
}

void release_base_count(struct release_base *out, const struct release_table *releases, size_t end, int64_t as_of, int64_t maturity_days)
{
    struct release_base b = { .releases = 0 };

    for (size_t i = 0; i < end; i++) {
        const struct release *r = &releases->row[i];
        bool known = r->outcome[0] != '\0' && !r->harm_alone && (r->outcome_time == TIME_NONE || r->outcome_time <= as_of);

        if (r->status != RELEASE_DEPLOYED)
            continue;
        b.releases++;
        b.known += known;
        b.failed += known && release_failed(r);
        b.alone += r->harm_alone;
        b.silent += !known && !r->harm_alone && r->deployed != TIME_NONE && r->deployed + maturity_days * 86400 < as_of;
    }
    *out = b;
}

bool release_base_is_of_harm(const struct release_base *b)
{
    return b->known > 0 && b->known == b->failed && b->silent > 0;
}

size_t release_base_n(const struct release_base *b)
{
    return b->known + (release_base_is_of_harm(b) ? b->silent : 0);
}

double release_base_rate(const struct release_base *b)
{
    return release_base_n(b) > 0 ? (double)b->failed / (double)release_base_n(b) : (double)NAN;
}

/* 1 - prod(1 - p) over what lines alone say of each change. */
static double any_by_size(const struct release_said *s)
{
    struct risk_meaning m;
    double log_none = 0;

    for (size_t i = 0; i < s->n; i++) {
        risk_reference_tell(&m, s->reference, s->logit[i], s->lines[i]);
        log_none += log1p(-fmin(m.size_only, 1 - 1e-15));
    }
    return -expm1(log_none);
}

/* NaN: not known. */
static double by_size_alone(const struct release_said *s)
{
    if (s->model->method != RELEASE_PRODUCT)
        return s->model->has_size ? calibration_probability(calibration_logit(&s->model->size, s->number[RELEASE_LINES])) : (double)NAN;
    return s->reference->n > 0 ? any_by_size(s) : (double)NAN;
}

static bool add_interval(json_t *detail, const struct release_said *s)
{
    struct release_interval interval;
    struct risk_spread spread;

    if (s->reference->n == 0 || s->n == 0)
        return true;
    risk_spread_of(&spread, s->reference);
    if (!release_interval_of(&interval, s->model, s->number, s->logit, s->n, &spread))
        return true;
    return json_object_set_new(detail, "interval", json_pack("{s:f, s:f, s:s}", "low", fmin(interval.low, s->probability), "high", fmax(interval.high, s->probability), "of",
                                                             s->model->method == RELEASE_PRODUCT ? "changes" : "changes and past releases")) == 0;
}

static bool add_base(json_t *detail, const struct release_said *s)
{
    size_t n = release_base_n(&s->base);
    double rate = release_base_rate(&s->base);

    if (n == 0)
        return true;
    if (json_object_set_new(detail, "base", json_pack("{s:I, s:I, s:I, s:f}", "releases", (json_int_t)n, "harms", (json_int_t)s->base.failed, "silent",
                                                      (json_int_t)(n - s->base.known), "rate", rate)) != 0)
        return false;
    if (n < RELEASE_PLATT_MIN || !(rate > 0))
        return true;
    return json_object_set_new(detail, "ratio", json_real(s->probability / rate)) == 0 &&
           json_object_set_new(detail, "band", json_string(risk_band_name(s->probability / rate))) == 0;
}

int release_meaning_add(json_t *detail, const struct release_said *s, struct err *err)
{
    double size = by_size_alone(s);
    bool good = detail != NULL && add_interval(detail, s) && add_base(detail, s);

    if (good && !isnan(size))
        good = json_object_set_new(detail, "size_only", json_pack("{s:f}", "probability", size)) == 0;
    return good ? 0 : err_nomem(err);
}
