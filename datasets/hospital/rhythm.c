#include "datasets/hospital/rhythm.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "datasets/base/clock.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

/* Tickets come with the morning rounds, again after lunch, and never quite stop. */
const struct rhythm_profile rhythm_of_tickets = {
    .weekday = { 1.28, 1.14, 1.08, 1.06, 1.0, 0.52, 0.46 },
    .hour = { 1.2, 1.0, 0.9, 0.8, 0.9, 1.3, 3.2, 7.5, 9.0, 8.4, 7.2, 6.4,
              4.6, 5.6, 6.4, 6.0, 4.8, 3.4, 2.8, 2.6, 2.4, 2.2, 1.9, 1.5 },
    .weekend_hour = { 2,   1.8, 1.6, 1.4, 1.4, 1.8, 3,   4.6, 5.2, 5.2, 5,   4.8,
                      4.4, 4.4, 4.4, 4.2, 4,   3.8, 3.6, 3.6, 3.4, 3,   2.6, 2.2 },
    .growth = 0.24,
    .unrest = 0.16,
};

const struct rhythm_profile rhythm_of_changes = {
    .weekday = { 1.0, 1.15, 1.15, 1.1, 0.9, 0.1, 0.08 },
    .hour = { 0.2, 0.1, 0.05, 0.05, 0.05, 0.1, 0.6, 2.2, 6, 9, 10, 9, 5, 8, 10, 9.5, 8, 5, 2.4, 1.4, 1.2, 1, 0.7, 0.4 },
    .weekend_hour = { 0.5, 0.4, 0.3, 0.2, 0.2, 0.2, 0.5, 1, 2, 3, 3, 3, 2, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1.5, 1 },
    .growth = 0.1,
    .unrest = 0.25,
};

/* Releases go out in the evening, in the middle of the week if people can help it. */
const struct rhythm_profile rhythm_of_releases = {
    .weekday = { 0.5, 1.4, 1.4, 1.2, 0.8, 0.12, 0.08 },
    .hour = { 0.1, 0.05, 0, 0, 0, 0.3, 0.5, 0.2, 0, 0, 0.1, 0.2, 0.3, 0.2, 0.2, 0.3, 0.6, 2, 5, 8, 8, 6, 3, 1 },
    .weekend_hour = { 0, 0, 0, 0, 0, 0, 2, 4, 4, 2, 1, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 1, 0, 0 },
    .growth = 0,
    .unrest = 0,
};

int64_t time_day(int64_t time)
{
    return (time - (time < 0 ? DAY_S - 1 : 0)) / DAY_S;
}

int time_weekday(int64_t time)
{
    return (int)(((time_day(time) + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int time_second(int64_t time)
{
    return (int)(time - time_day(time) * DAY_S);
}

/* Quiet days: the turn of the year, and a little the summer. */
static double season(int64_t day)
{
    int year, month, date;

    time_civil_from_days(day, &year, &month, &date);
    if ((month == 12 && date >= 24) || (month == 1 && date == 1))
        return 0.5;
    return month == 7 || month == 8 ? 0.92 : 1.0;
}

static void accumulate(double *end, const double *weight, int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++) {
        sum += weight[i];
        end[i] = sum;
    }
    for (int i = 0; i < n; i++)
        end[i] /= sum;
    end[n - 1] = 1.0;
}

void rhythm_init(struct rhythm *rhythm, const struct rhythm_profile *profile, int64_t start, uint64_t seed)
{
    double weight[HOSPITAL_DAYS];
    struct rng rng;

    assert(time_second(start) == 0);

    rhythm->start = start;
    rng_init_named(&rng, seed, "rhythm");
    for (int day = 0; day < HOSPITAL_DAYS; day++) {
        int64_t time = start + (int64_t)day * DAY_S;
        double unrest = 1.0 + profile->unrest * rng_normal(&rng);
        double growth = 1.0 + profile->growth * ((double)day / HOSPITAL_DAYS - 0.5);

        weight[day] =
            profile->weekday[time_weekday(time)] * season(time_day(time)) * growth * (unrest < 0.3 ? 0.3 : unrest);
    }
    accumulate(rhythm->day_end, weight, HOSPITAL_DAYS);
    accumulate(rhythm->hour_end[0], profile->hour, 24);
    accumulate(rhythm->hour_end[1], profile->weekend_hour, 24);
}

/* The first i with end[i] > share; *within is where the share lies in that step, from 0 to 1. */
static int step_of(const double *end, int n, double share, double *within)
{
    int low = 0, high = n - 1;
    double begin;

    while (low < high) {
        int middle = (low + high) / 2;

        if (end[middle] > share)
            high = middle;
        else
            low = middle + 1;
    }
    begin = low == 0 ? 0 : end[low - 1];
    *within = end[low] > begin ? (share - begin) / (end[low] - begin) : 0;
    return low;
}

int64_t rhythm_time(const struct rhythm *rhythm, double share)
{
    double within;
    int day = step_of(rhythm->day_end, HOSPITAL_DAYS, share, &within);
    int64_t midnight = rhythm->start + (int64_t)day * DAY_S;
    int hour =
        step_of(rhythm->hour_end[time_weekday(midnight) >= 5], 24, within < 1 ? within : 0x1.fffffffffffffp-1, &within);
    int second = (int)(within * HOUR_S);

    return midnight + hour * HOUR_S + (second < HOUR_S ? second : HOUR_S - 1);
}

/* The smallest of n uniform draws from [share, 1): 1 - U^(1/n) of the way, with U^(1/n) = exp(-E/n), E exponential. */
int64_t arrivals_next(struct arrivals *arrivals, const struct rhythm *rhythm, double remaining)
{
    assert(remaining >= 1);

    arrivals->share += (1.0 - arrivals->share) * -expm1(-rng_exponential(&arrivals->rng) / remaining);
    if (arrivals->share >= 1.0)
        arrivals->share = 0x1.fffffffffffffp-1;
    return rhythm_time(rhythm, arrivals->share);
}
