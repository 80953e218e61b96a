/*
 * estate DIR SCALE [SEED]
 *
 * Writes the made-up estate alone and prints what it took: rows, seconds, and the peak of memory. For benchmarks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "datasets/hospital/hospital.h"

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct hospital_options options = { .seed = 1 };
    struct hospital_counts counts;
    struct rusage usage;
    struct err err = ERR_INIT;
    double start = seconds_now();

    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: estate DIR SCALE [SEED]\n");
        return 2;
    }
    options.scale = (unsigned)strtoul(argv[2], NULL, 10);
    if (argc == 4)
        options.seed = strtoull(argv[3], NULL, 10);
    if (hospital_write(argv[1], &options, &counts, &err) < 0) {
        fprintf(stderr, "estate: %s\n", err.msg);
        return 1;
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("scale %u: %llu tickets, %llu changes, %llu releases in %.2f s, peak %ld KiB\n", options.scale,
           (unsigned long long)counts.tickets, (unsigned long long)counts.changes, (unsigned long long)counts.releases,
           seconds_now() - start, usage.ru_maxrss);
    return 0;
}
