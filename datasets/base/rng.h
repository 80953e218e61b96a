/*
 * rng.h - seeded random numbers, the same on every machine.
 *
 * PCG-XSH-RR 64/32 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms", section
 * 6.3). Not for keys or salts: those come from datasets/base/digest.h.
 */
#ifndef PRODROME_BASE_RNG_H
#define PRODROME_BASE_RNG_H

#include <stdint.h>

struct rng {
    uint64_t state, inc;
};

void     rng_init(struct rng *rng, uint64_t seed);
void     rng_init_named(struct rng *rng, uint64_t seed, const char *name); /* an independent stream per name */
uint32_t rng_u32(struct rng *rng);
uint64_t rng_u64(struct rng *rng);
uint32_t rng_below(struct rng *rng, uint32_t n);            /* uniform in [0, n), n > 0, without modulo bias */
double   rng_double(struct rng *rng);                       /* uniform in [0, 1), 53 bits                     */
double   rng_normal(struct rng *rng);                       /* mean 0, deviation 1                            */
double   rng_exponential(struct rng *rng);                  /* mean 1                                         */

#endif
