/*
 * Each lane keeps the greatest value that it has seen and the step at which it saw it first; what is left over is looked at one by one. The same code is
 * compiled for several widths of vector and chosen when it runs.
 */
#include "datasets/base/greatest.h"

#include <assert.h>
#include <stdint.h>

#include "datasets/base/wide_vectors.h"

enum { LANES = WIDE_FLOATS };

typedef int32_t steps __attribute__((vector_size(LANES * sizeof(int32_t))));

static inline __attribute__((always_inline)) size_t find(const float *value, size_t n)
{
    size_t best = 0, done = 0;

    if (n >= LANES) {
        wide_floats most = *(const wide_floats *)value;
        steps seen = { 0 };
        int32_t step = 1;

        for (done = LANES; done + LANES <= n; done += LANES, step++) {
            wide_floats next = *(const wide_floats *)(value + done);
            steps more = next > most;

            most = (wide_floats)(((steps)next & more) | ((steps)most & ~more));
            seen = (step & more) | (seen & ~more);
        }
        for (size_t lane = 0; lane < LANES; lane++) {
            size_t at = (size_t)seen[lane] * LANES + lane;

            if (most[lane] > value[best] || (most[lane] == value[best] && at < best))
                best = at;
        }
    }
    for (; done < n; done++)
        if (value[done] > value[best])
            best = done;
    return best;
}

#if WIDE_VECTORS
__attribute__((target("avx512f"))) static size_t find_avx512(const float *value, size_t n)
{
    return find(value, n);
}

__attribute__((target("avx2"))) static size_t find_avx2(const float *value, size_t n)
{
    return find(value, n);
}
#endif

size_t greatest_at(const float *value, size_t n)
{
    assert(n > 0);

#if WIDE_VECTORS
    if (__builtin_cpu_supports("avx512f"))
        return find_avx512(value, n);
    if (__builtin_cpu_supports("avx2"))
        return find_avx2(value, n);
#endif
    return find(value, n);
}
