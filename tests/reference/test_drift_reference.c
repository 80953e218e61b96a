/*
 * Statistics of drift against scipy 1.10.1 (drift_expected.csv of the shared data, where it lies beside the repository), and tails of distributions
 * against scipy.stats, in the file itself.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/support.h"
#include "train/statistics/distribution.h"
#include "train/statistics/drift.h"

enum { CASES_MAX = 64, VALUES_MAX = 4000, WORDS_MAX = 64 };

static const char samples_path[] = "../shared/data/drift/drift_samples.csv", expected_path[] = "../shared/data/drift/drift_expected.csv";

struct sample {
    char     name[64];
    bool     words;
    double   value[2][VALUES_MAX];
    size_t   n[2];
    char     word[WORDS_MAX][32];
    size_t   n_words;
    uint64_t count[2][WORDS_MAX];
};

static struct sample sample[CASES_MAX];
static size_t n_samples;

/* Four fields without quotes. */
static bool read_line(FILE *in, char line[512], char *field[4])
{
    char *save = NULL;

    if (fgets(line, 512, in) == NULL)
        return false;
    field[0] = strtok_r(line, ",", &save);
    for (int i = 1; i < 4; i++)
        field[i] = strtok_r(NULL, ",\r\n", &save);
    return field[3] != NULL;
}

static struct sample *find(const char *name)
{
    for (size_t i = 0; i < n_samples; i++)
        if (strcmp(sample[i].name, name) == 0)
            return &sample[i];
    assert_true(n_samples < CASES_MAX);
    snprintf(sample[n_samples].name, sizeof(sample[n_samples].name), "%s", name);
    return &sample[n_samples++];
}

static void add(struct sample *s, int side, const char *text)
{
    size_t k = 0;

    if (!s->words) {
        assert_true(s->n[side] < VALUES_MAX);
        s->value[side][s->n[side]++] = strtod(text, NULL);
        return;
    }
    while (k < s->n_words && strcmp(s->word[k], text) != 0)
        k++;
    assert_true(k < WORDS_MAX);
    if (k == s->n_words)
        snprintf(s->word[s->n_words++], sizeof(s->word[0]), "%s", text);
    s->count[side][k]++;
}

static void read_samples(FILE *in)
{
    char line[512], *field[4];

    assert_true(read_line(in, line, field));
    while (read_line(in, line, field)) {
        struct sample *s = find(field[0]);

        s->words = strcmp(field[1], "categorical") == 0;
        add(s, strcmp(field[2], "cur") == 0, field[3]);
    }
}

static void check(const struct drift_column *c, const char *name, double expected, size_t *n)
{
    for (size_t i = 0; i < c->n_statistics; i++) {
        double value = c->statistic[i].value;

        if (strcmp(c->statistic[i].name, name) != 0)
            continue;
        if (!(value == expected || fabs(value - expected) <= 1e-9 * fabs(expected) + 1e-15))
            fail_msg("%s of %s is %.17g, expected %.17g", name, c->name, value, expected);
        (*n)++;
    }
}

static void statistics_agree_with_the_shared_reference(void **state)
{
    FILE *samples = fopen(samples_path, "r"), *expected = fopen(expected_path, "r");
    static struct drift_column column[CASES_MAX];
    char line[512], *field[4];
    size_t n = 0;

    (void)state;
    if (samples == NULL || expected == NULL) {
        print_message("skipped: no %s\n", expected_path);
        if (samples != NULL)
            fclose(samples);
        skip();
    }
    read_samples(samples);
    for (size_t i = 0; i < n_samples; i++) {
        struct sample *s = &sample[i];

        column[i].name = s->name;
        if (s->words)
            assert_int_equal(drift_categorical(&column[i], s->count[0], s->count[1], s->n_words, NULL), 0);
        else
            assert_int_equal(drift_numeric(&column[i], s->value[0], s->n[0], s->value[1], s->n[1], NULL), 0);
    }
    assert_true(read_line(expected, line, field));
    while (read_line(expected, line, field))
        check(&column[find(field[0]) - sample], field[2], strtod(field[3], NULL), &n);
    assert_true(n > 200);
    fclose(samples);
    fclose(expected);
}

static void relative(double value, double expected, double tolerance)
{
    if (fabs(value - expected) > tolerance * fabs(expected))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static void tails_of_chi_square_agree_with_scipy(void **state)
{
    (void)state;
    relative(chi_square_tail(3.0, 1), 0.08326451666355042, 1e-11);
    relative(chi_square_tail(16.918977604620448, 9), 0.05000000000000007, 1e-11);
    relative(chi_square_tail(0.5, 4), 0.9735009788392561, 1e-11);
    relative(chi_square_tail(60.0, 9), 1.3406780483959625e-09, 1e-11);
    relative(chi_square_tail(120.0, 100), 0.08440668109369177, 1e-11);
    relative(chi_square_tail(400.0, 2), 1.383896526736753e-87, 1e-11);
}

static void tails_of_kolmogorov_agree_with_scipy(void **state)
{
    (void)state;
    relative(kolmogorov_tail(10, 0.3), 0.27053557479999946, 1e-9);
    relative(kolmogorov_tail(50, 0.1), 0.6623112704658186, 1e-9);
    relative(kolmogorov_tail(86, 0.0933), 0.4170851253560991, 1e-9);
    relative(kolmogorov_tail(140, 0.2), 2.1981563302200222e-05, 1e-9);
    relative(kolmogorov_tail(500, 0.0353), 0.5495871839374592, 1e-9);
    relative(kolmogorov_tail(500, 0.07), 0.01416832020019071, 1e-9);
    relative(kolmogorov_tail(1000, 0.05), 0.013012074781090332, 1e-9);
    relative(kolmogorov_tail(20000, 0.008), 0.15371596723031855, 1e-9);
}

static void quantiles_are_where_the_tails_say(void **state)
{
    (void)state;
    relative(chi_square_quantile(0.05, 9), 16.91897760462045, 1e-10);
    relative(chi_square_quantile(1e-4, 1), 15.136705226623397, 1e-10);
    relative(kolmogorov_quantile(100, 0.05), 0.1340279164856981, 1e-6);
    relative(kolmogorov_quantile(5000, 0.001), 0.027534707529598287, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics_agree_with_the_shared_reference),
        cmocka_unit_test(tails_of_chi_square_agree_with_scipy),
        cmocka_unit_test(tails_of_kolmogorov_agree_with_scipy),
        cmocka_unit_test(quantiles_are_where_the_tails_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
