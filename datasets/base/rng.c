/*
 * The normal and exponential deviates are made of comparisons, additions and one correctly rounded division: logarithms and
 * cosines differ in the last bit from one C library to the next, and then nothing seeded repeats.
 */
#include "datasets/base/rng.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/* The stream of rng_init: that of PCG's own demonstration, so that seed 42 gives the published numbers. */
static const uint64_t default_stream = 54;

/* The finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
static uint64_t scramble(uint64_t x)
{
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdu;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53u;
    return x ^ (x >> 33);
}

static void start(struct rng *rng, uint64_t seed, uint64_t stream)
{
    rng->state = 0;
    rng->inc = stream << 1 | 1;
    rng_u32(rng);
    rng->state += seed;
    rng_u32(rng);
}

void rng_init(struct rng *rng, uint64_t seed)
{
    start(rng, seed, default_stream);
}

void rng_init_named(struct rng *rng, uint64_t seed, const char *name)
{
    uint64_t hash = strlen(name);

    for (; *name != '\0'; name++)
        hash = scramble(hash << 8 ^ hash ^ (unsigned char)*name);
    start(rng, scramble(seed ^ hash), hash);
}

/* O'Neill 2014, section 6.3.1: a step of the 64-bit LCG, then xorshift high and a random rotation of the old state. */
uint32_t rng_u32(struct rng *rng)
{
    uint64_t old = rng->state;
    uint32_t shifted = (uint32_t)((old >> 18 ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);

    rng->state = old * 6364136223846793005u + rng->inc;
    return shifted >> turn | shifted << (-turn & 31);
}

uint64_t rng_u64(struct rng *rng)
{
    uint64_t high = rng_u32(rng);

    return high << 32 | rng_u32(rng);
}

/* Lemire 2019, "Fast Random Integer Generation in an Interval", algorithm 5. */
uint32_t rng_below(struct rng *rng, uint32_t n)
{
    uint64_t product;

    assert(n > 0);

    product = (uint64_t)rng_u32(rng) * n;
    if ((uint32_t)product < n) {
        uint32_t threshold = -n % n;

        while ((uint32_t)product < threshold)
            product = (uint64_t)rng_u32(rng) * n;
    }
    return (uint32_t)(product >> 32);
}

double rng_double(struct rng *rng)
{
    return (double)(rng_u64(rng) >> 11) * 0x1p-53;
}

/* How many times in a row a fresh uniform is below the one before, starting from x in [0, 1]. At least m times with
 * probability x^m / m!, hence an even number of times with probability exp(-x) (von Neumann 1951). */
static unsigned descents(struct rng *rng, double x)
{
    unsigned n = 0;

    for (;;) {
        double next = rng_double(rng);

        if (next >= x)
            return n;
        x = next;
        n++;
    }
}

/* True with probability exp(-x)^n, for x in [0, 1]. */
static bool exp_trials(struct rng *rng, double x, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (descents(rng, x) % 2 != 0)
            return false;
    }
    return true;
}

/* Von Neumann 1951, "Various Techniques Used in Connection with Random Digits": the fraction x is accepted with
 * probability exp(-x), and each refusal, of probability 1/e, adds 1. */
double rng_exponential(struct rng *rng)
{
    double whole = 0;

    for (;;) {
        double x = rng_double(rng);

        if (exp_trials(rng, x, 1))
            return whole + x;
        whole += 1;
    }
}

/* Karney 2016, "Sampling Exactly from the Normal Distribution", ACM TOMS 42(1), algorithm N. */
double rng_normal(struct rng *rng)
{
    for (;;) {
        unsigned k = 0;
        double x;

        while (exp_trials(rng, 0.5, 1)) /* N1: k with probability exp(-k/2) (1 - 1/sqrt(e)) */
            k++;
        if (k > 1 && !exp_trials(rng, 0.5, k * (k - 1))) /* N2: with probability exp(-k (k - 1) / 2) */
            continue;
        x = rng_double(rng);                                        /* N3 */
        if (!exp_trials(rng, x * (2 * k + x) / (2 * k + 2), k + 1)) /* N4: with probability exp(-x (2k + x) / 2) */
            continue;
        return rng_u32(rng) >> 31 ? -(k + x) : k + x; /* N5, N6 */
    }
}
