#include "features/dependency/dependency_step.h"

#include <ctype.h>
#include <string.h>

#include "datasets/manifest/dependency_changes.h"

const char *const step_name[N_STEPS] = { "major", "minor", "patch", "pre-release", "downgrade", "other" };

static const char *newest(const char *list)
{
    const char *bar = strrchr(list, '|');

    return bar == NULL ? list : bar + 1;
}

/* The leading numbers; the text behind them is returned. */
static const char *read_numbers(long part[STEP_PARTS], bool *known, const char *at)
{
    size_t n = 0;

    if ((*at == 'v' || *at == 'V') && isdigit((unsigned char)at[1]))
        at++;
    for (size_t i = 0; i < STEP_PARTS; i++)
        part[i] = -1;
    while (isdigit((unsigned char)*at)) {
        long value = 0;

        for (; isdigit((unsigned char)*at); at++)
            value = value * 10 + (*at - '0') < STEP_PART_MAX ? value * 10 + (*at - '0') : STEP_PART_MAX;
        if (n < STEP_PARTS)
            part[n] = value;
        n++;
        if (*at == '.' && isdigit((unsigned char)at[1]))
            at++;
    }
    *known = n > 0;
    return at;
}

static void read_qualifier(char *out, size_t size, const char *at)
{
    size_t n = 0;

    while (*at != '\0' && *at != '+' && !isalpha((unsigned char)*at))
        at++;
    while (isalpha((unsigned char)*at) && n + 1 < size)
        out[n++] = (char)tolower((unsigned char)*at++);
    out[n] = '\0';
}

static bool is_pre_release(const char *qualifier)
{
    static const char *const words[] = { "alpha", "beta", "rc", "cr", "m", "a", "b", "snapshot", "pre", "preview", "dev", "ea", "milestone", "incubating" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(qualifier, words[i]) == 0)
            return true;
    return false;
}

static enum step_kind first_difference(const struct version_step *s)
{
    for (size_t i = 0; i < STEP_PARTS; i++) {
        long from = s->from[i] < 0 ? 0 : s->from[i], to = s->to[i] < 0 ? 0 : s->to[i];

        if (from != to)
            return (enum step_kind)(STEP_MAJOR + i);
    }
    return STEP_PATCH; /* a fourth number, or a build */
}

void version_step(struct version_step *out, const char *from, const char *to)
{
    struct version_step s = { .kind = STEP_OTHER };
    bool known = false;
    int order;

    from = newest(from);
    to = newest(to);
    read_numbers(s.from, &s.known_from, from);
    read_qualifier(s.qualifier, sizeof s.qualifier, read_numbers(s.to, &s.known_to, to));
    order = dependency_version_compare(from, strlen(from), to, strlen(to), &known);
    if (s.known_from && s.known_to && known) {
        if (order > 0)
            s.kind = STEP_DOWNGRADE;
        else if (is_pre_release(s.qualifier))
            s.kind = STEP_PRE_RELEASE;
        else
            s.kind = first_difference(&s);
    }
    *out = s;
}
