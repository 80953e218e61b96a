/*
 * The estate streams: twenty times as much of it needs no more memory. Each is written by a process of its own, which has done nothing
 * else, and the kernel says how much that had at most.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/hospital/hospital.h"
#include "tests/support/support.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { OWN_MEMORY = 0 };
#else
enum { OWN_MEMORY = 1 };
#endif

/* KiB */
static long peak_of(const char *dir, unsigned scale)
{
    struct hospital_options options = { .seed = 5, .scale = scale };
    struct rusage usage;
    int status = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0)
        _exit(hospital_write(dir, &options, NULL, NULL) == 0 ? 0 : 1);
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return usage.ru_maxrss;
}

static void twenty_times_as_much_needs_no_more_memory(void **state)
{
    long small, large;

    if (!OWN_MEMORY)
        skip_because("the sanitizer's memory would be measured");
    small = peak_of(*state, 1);
    large = peak_of(*state, 20);
    if (large > small + small / 4) /* which pages the kernel maps beside those that were asked for differs by half a MiB */
        fail_msg("%ld KiB at scale 20, %ld KiB at scale 1", large, small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(twenty_times_as_much_needs_no_more_memory, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests_name("hospital size", tests, NULL, NULL);
}
