#include "train/release/release_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "train/solver/logistic_solver.h"
#include "train/statistics/metrics.h"

#define LOGIT_MAX 30.0
#define MODEL_C .1
#define MODEL_BIAS 3.0
#define JUDGED_SHARE 0.3 /* newest releases that say whether the model is better than the product */

const char *const release_number_name[N_RELEASE_NUMBERS] = {
    "any change", "riskiest change", "changes", "lines", "files", "authors", "nights and weekends", "days since the last release",
};

const char *release_method_name(enum release_method method)
{
    static const char *const name[] = {
        [RELEASE_PRODUCT] = "1 - prod(1 - p) over the changes",
        [RELEASE_CALIBRATED] = "1 - prod(1 - p) over the changes, calibrated on past releases",
        [RELEASE_MODEL] = "a model of past releases",
    };

    return name[method];
}

static double logit_of(double p)
{
    double x = log(p) - log1p(-p);

    return x > LOGIT_MAX ? LOGIT_MAX : x < -LOGIT_MAX ? -LOGIT_MAX : x;
}

static bool is_off_hours(int64_t time)
{
    enum { HOUR = 3600, DAY = 24 * HOUR, MORNING = 7, EVENING = 19 };
    int64_t day = time / DAY, hour = time % DAY / HOUR, weekday = (day + 3) % 7; /* the epoch began on a Thursday; 0: Monday */

    return hour < MORNING || hour >= EVENING || weekday >= 5;
}

static double or_zero(double value)
{
    return value > 0 ? value : 0; /* NaN too */
}

int release_numbers(double number[N_RELEASE_NUMBERS], const struct release *r, const struct change_table *changes, const double *p, int64_t previous,
                    struct err *err)
{
    int64_t at = r->deployed != TIME_NONE ? r->deployed : r->planned;
    double log_none = 0, largest = -HUGE_VAL, lines = 0, files = 0, off = 0;
    size_t known = 0, dated = 0;
    struct intern authors;
    int rc = 0;

    intern_init(&authors);
    for (size_t i = 0; rc == 0 && i < r->n_members; i++) {
        const struct change *c = &changes->row[r->member[i]];
        double of = p[r->member[i]];

        if (!isnan(of)) {
            log_none += log1p(-fmin(of, 1 - 1e-15));
            largest = fmax(largest, logit_of(of));
            known++;
        }
        lines += or_zero(c->metric[METRIC_LA]) + or_zero(c->metric[METRIC_LD]);
        files += or_zero(c->metric[METRIC_NF]);
        if (c->author[0] != '\0' && intern_add(&authors, c->author, strlen(c->author)) == INTERN_NONE)
            rc = err_nomem(err);
        if (c->author_date != TIME_NONE && c->author_date >= 0) {
            dated++;
            off += is_off_hours(c->author_date);
        }
    }
    number[RELEASE_ANY] = known > 0 ? logit_of(-expm1(log_none)) : (double)NAN;
    number[RELEASE_LARGEST] = known > 0 ? largest : (double)NAN;
    number[RELEASE_CHANGES] = log1p((double)r->n_members);
    number[RELEASE_LINES] = log1p(lines);
    number[RELEASE_FILES] = log1p(files);
    number[RELEASE_AUTHORS] = authors.n > 0 ? log1p((double)authors.n) : (double)NAN;
    number[RELEASE_OFF_HOURS] = dated > 0 ? off / (double)dated : (double)NAN;
    number[RELEASE_SINCE] = at != TIME_NONE && previous != TIME_NONE && at >= previous ? log1p((double)(at - previous) / 86400) : (double)NAN;
    intern_release(&authors);
    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
        number[k] = number[k] == 0 ? (double)1e-6F : (double)(float)number[k];
    return rc;
}

/* ------------------------------------------------------------- fitting */

static void standardise(struct release_model *m, const double *number, size_t n)
{
    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++) {
        double sum = 0, square = 0, count = 0;

        for (size_t i = 0; i < n; i++)
            if (!isnan(number[i * N_RELEASE_NUMBERS + k])) {
                sum += number[i * N_RELEASE_NUMBERS + k];
                count++;
            }
        m->mean[k] = count > 0 ? sum / count : 0;
        for (size_t i = 0; i < n; i++)
            if (!isnan(number[i * N_RELEASE_NUMBERS + k]))
                square += pow(number[i * N_RELEASE_NUMBERS + k] - m->mean[k], 2);
        m->deviation[k] = count > 0 ? sqrt(square / count) : 0;
    }
}

double release_model_z(const struct release_model *m, const double number[N_RELEASE_NUMBERS], enum release_number k)
{
    return isnan(number[k]) || m->deviation[k] < 1e-9 ? 0 : (number[k] - m->mean[k]) / m->deviation[k];
}

/* In place, by Gauss and Jordan without exchanging rows: of a positive definite matrix every pivot is positive. False where one is not. */
static bool invert(double a[RELEASE_SPREAD_MAX][RELEASE_SPREAD_MAX], size_t n)
{
    for (size_t k = 0; k < n; k++) {
        double pivot = a[k][k];

        if (!(pivot > 1e-12))
            return false;
        a[k][k] = 1;
        for (size_t j = 0; j < n; j++)
            a[k][j] /= pivot;
        for (size_t i = 0; i < n; i++) {
            double factor = a[i][k];

            if (i == k)
                continue;
            a[i][k] = 0;
            for (size_t j = 0; j < n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    return true;
}

/* x: [n * n_spread] what multiplies each fitted number, the first 1; logit: [n] as fitted. m->spread holds the precision of the prior. */
static void fit_spread(struct release_model *m, const double *x, const double *logit, size_t n, size_t n_spread)
{
    for (size_t i = 0; i < n; i++) {
        double p = calibration_probability(logit[i]);

        for (size_t j = 0; j < n_spread; j++)
            for (size_t k = 0; k < n_spread; k++)
                m->spread[j][k] += p * (1 - p) * x[i * n_spread + j] * x[i * n_spread + k];
    }
    m->n_spread = invert(m->spread, n_spread) ? n_spread : 0;
}

/* The solver's penalty, 1/2 w'w beside C times the loss, is a prior of precision 1 / C; that of the bias, whose column is BIAS, 1 / (C BIAS^2). */
static int spread_model(struct release_model *m, const double *number, size_t n, struct err *err)
{
    double *x = mem_calloc(n * RELEASE_SPREAD_MAX, sizeof(*x)), *logit = mem_calloc(n, sizeof(*logit));
    int rc = x == NULL || logit == NULL ? err_nomem(err) : 0;

    memset(m->spread, 0, sizeof(m->spread));
    m->spread[0][0] = 1 / (MODEL_C * MODEL_BIAS * MODEL_BIAS);
    for (size_t k = 1; k < RELEASE_SPREAD_MAX; k++)
        m->spread[k][k] = 1 / MODEL_C;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        x[i * RELEASE_SPREAD_MAX] = 1;
        logit[i] = m->bias;
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++) {
            double z = release_model_z(m, number + i * N_RELEASE_NUMBERS, (enum release_number)k);

            x[i * RELEASE_SPREAD_MAX + 1 + k] = z;
            logit[i] += m->weight[k] * z;
        }
    }
    if (rc == 0)
        fit_spread(m, x, logit, n, RELEASE_SPREAD_MAX);
    mem_free(x);
    mem_free(logit);
    return rc;
}

/* margin: [n] of the product. */
static int spread_platt(struct release_model *m, const double *margin, size_t n, struct err *err)
{
    double *x = mem_calloc(2 * n, sizeof(*x)), *logit = mem_calloc(n, sizeof(*logit));
    int rc = x == NULL || logit == NULL ? err_nomem(err) : 0;

    memset(m->spread, 0, sizeof(m->spread));
    for (size_t i = 0; rc == 0 && i < n; i++) {
        x[2 * i] = 1;
        x[2 * i + 1] = margin[i];
        logit[i] = calibration_logit(&m->calibration, margin[i]);
    }
    if (rc == 0)
        fit_spread(m, x, logit, n, 2);
    mem_free(x);
    mem_free(logit);
    return rc;
}

/* ln(1 + lines) alone. */
static int fit_size(struct release_model *m, const double *number, const int32_t *y, size_t n, struct err *err)
{
    double *lines = mem_calloc(n, sizeof(*lines));
    int rc = lines == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n; i++)
        lines[i] = number[i * N_RELEASE_NUMBERS + RELEASE_LINES];
    if (rc == 0)
        rc = calibration_fit_platt(&m->size, lines, y, n, err);
    m->has_size = rc == 0;
    mem_free(lines);
    return rc;
}

/* C is small: eight numbers, and often not a hundred releases. */
static int fit_model(struct release_model *m, const double *number, const int32_t *y, size_t n, uint64_t seed, struct err *err)
{
    struct csr x = {0};
    struct logistic_problem problem = { .x = &x, .y = y, .c = MODEL_C, .epsilon = 1e-3, .bias = MODEL_BIAS, .seed = seed };
    struct linear_model fitted = {0};
    int rc = csr_init(&x, N_RELEASE_NUMBERS, err);

    standardise(m, number, n);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        uint32_t col[N_RELEASE_NUMBERS];
        float val[N_RELEASE_NUMBERS];

        for (uint32_t k = 0; k < N_RELEASE_NUMBERS; k++) {
            col[k] = k;
            val[k] = (float)release_model_z(m, number + i * N_RELEASE_NUMBERS, (enum release_number)k);
        }
        rc = csr_append(&x, col, val, N_RELEASE_NUMBERS, err);
    }
    if (rc == 0)
        rc = logistic_solve(&fitted, NULL, &problem, err);
    for (size_t k = 0; rc == 0 && k < N_RELEASE_NUMBERS; k++)
        m->weight[k] = (double)fitted.w[k];
    if (rc == 0)
        m->bias = fitted.bias[0];
    linear_model_release(&fitted);
    csr_release(&x);
    return rc;
}

static int fit_platt(struct release_model *m, const double *number, const int32_t *y, size_t n, struct err *err)
{
    double *margin = mem_calloc(n, sizeof(*margin));
    int32_t *known = mem_calloc(n, sizeof(*known));
    size_t n_known = 0;
    int rc = margin == NULL || known == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n; i++)
        if (!isnan(number[i * N_RELEASE_NUMBERS])) {
            margin[n_known] = number[i * N_RELEASE_NUMBERS];
            known[n_known++] = y[i];
        }
    if (rc == 0 && n_known > 0)
        rc = calibration_fit_platt(&m->calibration, margin, known, n_known, err);
    else if (rc == 0)
        m->calibration = (struct calibration){ .kind = CALIBRATION_PLATT, .a = 1 };
    if (rc == 0)
        rc = spread_platt(m, margin, n_known, err);
    mem_free(margin);
    mem_free(known);
    return rc;
}

bool release_may_calibrate(size_t n, size_t harms)
{
    return n >= RELEASE_PLATT_MIN && harms >= RELEASE_PLATT_KINDS && n - harms >= RELEASE_PLATT_KINDS;
}

static bool enough(const int32_t *y, size_t n, size_t least, size_t kinds)
{
    size_t ones = 0;

    for (size_t i = 0; i < n; i++)
        ones += y[i] == 1;
    return n >= least && ones >= kinds && n - ones >= kinds;
}

static double log_loss(struct release_model *m, enum release_method method, const double *number, const int32_t *y, size_t n)
{
    double sum = 0;

    m->method = method;
    for (size_t i = 0; i < n; i++) {
        double p = calibration_probability(release_model_logit(m, number + i * N_RELEASE_NUMBERS));

        sum -= y[i] == 1 ? log(fmax(p, 1e-12)) : log(fmax(1 - p, 1e-12));
    }
    return sum;
}

/* ------------------------------------------------------------- the choice */

/* The product is calibrated on the newest 1 / part of the releases. */
static const size_t parts_tried[] = { 1, 2, 4 };

enum { N_PARTS = sizeof(parts_tried) / sizeof(parts_tried[0]) };

/* The newest rows of [n] that a part has; 0 where they are too few. */
static size_t newest_of(const int32_t *y, size_t n, size_t part)
{
    size_t take = (n + part - 1) / part;

    return enough(y + (n - take), take, RELEASE_PLATT_MIN, RELEASE_PLATT_KINDS) ? take : 0;
}

static int fit_newest(struct release_model *m, const double *number, const int32_t *y, size_t n, size_t part, struct err *err)
{
    size_t take = newest_of(y, n, part);

    return fit_platt(m, number + (n - take) * N_RELEASE_NUMBERS, y + (n - take), take, err);
}

/* How well each way told the newest releases, fitted on those before. */
struct trial { const double *number; const int32_t *y; size_t n, older; uint64_t seed; };

static double judged(const struct trial *t, struct release_model *m, enum release_method method)
{
    return log_loss(m, method, t->number + t->older * N_RELEASE_NUMBERS, t->y + t->older, t->n - t->older);
}

static int try_parts(size_t *best_part, double *best, const struct trial *t, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < N_PARTS; i++) {
        struct release_model m = { .method = RELEASE_CALIBRATED };
        double loss;

        if (newest_of(t->y, t->older, parts_tried[i]) == 0 || newest_of(t->y, t->n, parts_tried[i]) == 0)
            continue;
        rc = fit_newest(&m, t->number, t->y, t->older, parts_tried[i], err);
        loss = rc == 0 ? judged(t, &m, RELEASE_CALIBRATED) : HUGE_VAL;
        if (loss < *best) {
            *best = loss;
            *best_part = parts_tried[i];
        }
    }
    return rc;
}

/* The method, and which part of the past calibrates. With few releases there is nothing to judge by: all of them calibrate. */
static int choose(enum release_method *method, size_t *part, const struct trial *t, struct err *err)
{
    struct release_model m = { .method = RELEASE_MODEL };
    double best = HUGE_VAL, loss;
    int rc;

    *method = RELEASE_CALIBRATED;
    *part = 1;
    if (!enough(t->y, t->older, RELEASE_PLATT_MIN, RELEASE_PLATT_KINDS))
        return 0;
    rc = try_parts(part, &best, t, err);
    if (rc < 0 || t->n < RELEASE_MODEL_MIN)
        return rc;
    loss = judged(t, &m, RELEASE_PRODUCT);
    if (loss < best) {
        best = loss;
        *method = RELEASE_PRODUCT;
    }
    if (!enough(t->y, t->n, RELEASE_MODEL_MIN, RELEASE_MODEL_KINDS))
        return 0;
    rc = fit_model(&m, t->number, t->y, t->older, t->seed, err);
    if (rc == 0 && judged(t, &m, RELEASE_MODEL) < best)
        *method = RELEASE_MODEL;
    return rc;
}

int release_model_fit(struct release_model *out, const double *number, const int32_t *y, size_t n, uint64_t seed, struct err *err)
{
    const struct trial t = { number, y, n, n - (size_t)(JUDGED_SHARE * (double)n), seed };
    struct release_model m = { .method = RELEASE_PRODUCT, .n = n };
    size_t part = 1;
    int rc = 0;

    for (size_t i = 0; i < n; i++)
        m.harms += y[i] == 1;
    if (enough(y, n, RELEASE_PLATT_MIN, RELEASE_PLATT_KINDS))
        rc = choose(&m.method, &part, &t, err);
    if (rc == 0 && m.method == RELEASE_MODEL) {
        rc = fit_model(&m, number, y, n, seed, err);
        if (rc == 0)
            rc = spread_model(&m, number, n, err);
    } else if (rc == 0 && m.method == RELEASE_CALIBRATED) {
        rc = fit_newest(&m, number, y, n, part, err);
        m.n = newest_of(y, n, part);
        m.harms = 0;
        for (size_t i = n - m.n; i < n; i++)
            m.harms += y[i] == 1;
    }
    if (rc == 0 && m.method != RELEASE_PRODUCT)
        rc = fit_size(&m, number + (n - m.n) * N_RELEASE_NUMBERS, y + (n - m.n), m.n, err);
    if (rc == 0)
        *out = m;
    return rc;
}

double release_model_part(const struct release_model *m, const double number[N_RELEASE_NUMBERS], enum release_number k)
{
    return m->weight[k] * release_model_z(m, number, k);
}

double release_model_logit(const struct release_model *m, const double number[N_RELEASE_NUMBERS])
{
    double sum = m->bias;

    if (m->method == RELEASE_MODEL) {
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            sum += release_model_part(m, number, (enum release_number)k);
        return sum;
    }
    sum = isnan(number[RELEASE_ANY]) ? 0 : number[RELEASE_ANY];
    return m->method == RELEASE_CALIBRATED ? calibration_logit(&m->calibration, sum) : sum;
}
