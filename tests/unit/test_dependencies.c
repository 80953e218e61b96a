/*
 * The libraries of the made-up estate: who uses them, in which version, and which of them break things.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/hospital.h"
#include "datasets/manifest/manifest.h"
#include "tests/support/sheet.h"
#include "tests/support/support.h"

static struct {
    char *dir;
    struct hospital_counts counts;
    struct sheet list, truth, changes, code, true_changes;
} estate;

static int group_setup(void **state)
{
    struct hospital_options options = { .seed = 4, .scale = 2 };

    (void)state;
    estate.dir = temp_dir_new();
    assert_int_equal(hospital_write(estate.dir, &options, &estate.counts, NULL), 0);
    sheet_read(&estate.list, path_in(estate.dir, "dependencies.csv"));
    sheet_read(&estate.truth, path_in(estate.dir, "truth/dependencies.csv"));
    sheet_read(&estate.changes, path_in(estate.dir, "changes.csv"));
    sheet_read(&estate.code, path_in(estate.dir, "changes-code.csv"));
    sheet_read(&estate.true_changes, path_in(estate.dir, "truth/changes.csv"));
    return 0;
}

static int group_teardown(void **state)
{
    (void)state;
    sheet_release(&estate.list);
    sheet_release(&estate.truth);
    sheet_release(&estate.changes);
    sheet_release(&estate.code);
    sheet_release(&estate.true_changes);
    temp_dir_free(estate.dir);
    return 0;
}

/* Whether the file, read as an import would read it, has an entry as the row of the list says. */
static bool has_entry(const struct manifest *manifest, size_t row)
{
    for (size_t i = 0; i < manifest->n; i++) {
        const struct manifest_entry *entry = &manifest->entry[i];

        if (strcmp(entry->name, sheet_cell(&estate.list, row, "name")) == 0)
            return strcmp(entry->ecosystem, sheet_cell(&estate.list, row, "ecosystem")) == 0 &&
                   strcmp(entry->version, sheet_cell(&estate.list, row, "version")) == 0 &&
                   strcmp(entry->scope, sheet_cell(&estate.list, row, "scope")) == 0 &&
                   entry->direct == atoi(sheet_cell(&estate.list, row, "direct"));
    }
    return false;
}

/* Rows of one file stand together. */
static void the_list_says_what_the_files_say(void **state)
{
    size_t row = 0, n_files = 0;

    (void)state;
    assert_in_range(estate.list.n, 60, 140);
    while (row < estate.list.n) {
        const char *file = sheet_cell(&estate.list, row, "file");
        size_t first = row, len;
        struct manifest manifest;
        struct err err = ERR_INIT;
        char name[160], *text;

        snprintf(name, sizeof name, "dependencies/%s", file);
        text = get_file(path_in(estate.dir, name), &len);
        if (manifest_read(&manifest, strchr(file, '/') + 1, text, len, &err) != 0)
            fail_msg("%s: %s", name, err.msg);
        for (; row < estate.list.n && strcmp(sheet_cell(&estate.list, row, "file"), file) == 0; row++) {
            if (!has_entry(&manifest, row))
                fail_msg("%s: '%s' is not there as the list has it", name, sheet_cell(&estate.list, row, "name"));
        }
        assert_int_equal(manifest.n, row - first);
        manifest_release(&manifest);
        free(text);
        n_files++;
    }
    assert_int_equal(n_files, 23); /* of every system but the network */
}

/* The change's row in truth/dependencies.csv: the library whose name stands in its added lines; truth.n where it updates none. */
static size_t updated_library(size_t change)
{
    const char *added = sheet_cell(&estate.code, change, "added");
    size_t row = 0;

    for (; row < estate.truth.n; row++) {
        const char *name = sheet_cell(&estate.truth, row, "name");

        if (strncmp(added, name, strlen(name)) == 0 && strncmp(added + strlen(name), " : ", 3) == 0)
            break;
    }
    return row;
}

static void updates_are_counted_and_made_by_systems_that_use_the_library(void **state)
{
    size_t n = 0;

    (void)state;
    for (size_t change = 0; change < estate.changes.n; change++) {
        size_t row = updated_library(change);

        if (row == estate.truth.n)
            continue;
        n++;
        assert_string_equal(sheet_cell(&estate.changes, change, "kind"), "patch");
        assert_contains(sheet_cell(&estate.truth, row, "systems"), sheet_cell(&estate.changes, change, "system"));
        assert_true(strcmp(sheet_cell(&estate.code, change, "added"), sheet_cell(&estate.code, change, "removed")) !=
                    0);
    }
    assert_int_equal(n, estate.counts.library_updates);
    assert_in_range(n, 100, 200);
}

static void updates_of_a_fragile_library_break_more(void **state)
{
    double fragile = 0, other = 0;
    size_t n_fragile = 0, n_other = 0;

    (void)state;
    for (size_t change = 0; change < estate.changes.n; change++) {
        size_t row = updated_library(change);
        double p = strtod(sheet_cell(&estate.true_changes, change, "p_true"), NULL);
        bool is_fragile = row < estate.truth.n && strtod(sheet_cell(&estate.truth, row, "risk"), NULL) >= 1;
        bool said = strstr(sheet_cell(&estate.true_changes, change, "reasons"), "fragile library") != NULL;

        assert_int_equal(said, is_fragile);
        if (is_fragile) {
            fragile += p;
            n_fragile++;
        } else if (row < estate.truth.n) {
            other += p;
            n_other++;
        }
    }
    assert_true(n_fragile >= 20 && n_other >= 40);
    assert_true(fragile / (double)n_fragile > 2.5 * other / (double)n_other);
}

/* "hl7-codec" is what the README promises: one that several systems of several teams have in common. */
static void a_fragile_library_is_shared(void **state)
{
    size_t row = sheet_find(&estate.truth, "name", "org.brindle:hl7-codec", estate.truth.n), n = 1;

    (void)state;
    assert_true(row < estate.truth.n);
    for (const char *c = sheet_cell(&estate.truth, row, "systems"); *c != '\0'; c++)
        n += *c == '|';
    assert_true(n >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_says_what_the_files_say),
        cmocka_unit_test(updates_are_counted_and_made_by_systems_that_use_the_library),
        cmocka_unit_test(updates_of_a_fragile_library_break_more),
        cmocka_unit_test(a_fragile_library_is_shared),
    };

    return cmocka_run_group_tests_name("dependencies", tests, group_setup, group_teardown);
}
