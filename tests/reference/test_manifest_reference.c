/*
 * The public manifests of ../shared/data/dependencies, read as a folder, against the list that was written by hand beside them; skipped where they
 * are not there.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/manifest/dependency_list.h"
#include "tests/support/support.h"

static void the_folder_gives_exactly_the_expected_list(void **state)
{
    char folder[4096], path[4200], *expected = NULL;
    struct dependency_list list;
    struct err err = ERR_INIT;
    struct strbuf found;
    struct stat st;
    size_t len = 0;

    (void)state;
    snprintf(folder, sizeof folder, "%s/../shared/data/dependencies/manifests", test_root());
    snprintf(path, sizeof path, "%s/expected_dependencies.csv", folder);
    if (stat(path, &st) != 0)
        skip_because("no public data beside the repository (shared/data/dependencies/manifests)");
    assert_int_equal(file_read(&expected, &len, path, 1 << 20, &err), 0);
    dependency_list_init(&list);
    if (dependency_list_read(&list, folder, &err) < 0)
        fail_msg("%s", err.msg);
    dependency_list_sort(&list);
    assert_int_equal(list.n_files, 8);
    assert_int_equal(list.n_faults, 0);
    strbuf_init(&found);
    dependency_list_csv(&found, &list);
    assert_string_equal(found.data, expected);
    strbuf_release(&found);
    dependency_list_release(&list);
    mem_free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_folder_gives_exactly_the_expected_list) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
