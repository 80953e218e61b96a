/*
 * Each safeguard is tied to a fact of the report, and none comes without one.
 */
#include <string.h>

#include "score/release/release_gathered.h"
#include "tests/support/support.h"

enum { N = 40, RELEASED = 1000 };

static json_t *parse(const char *text)
{
    json_t *doc = json_loads(text, 0, NULL);

    assert_non_null(doc);
    return doc;
}

/* Safeguards of a document, over a project of N changes of which the last is the release's. */
static json_t *safeguards_of(const char *text, struct change *row, const char *files)
{
    uint32_t member[] = { N - 1 };
    struct release release = { .project = "app", .name = "2.0", .deployed = RELEASED, .member = member, .n_members = 1 };
    struct gathered g = { .changes = { .row = row, .n = N }, .release = &release };
    json_t *doc = parse(text), *list;

    row[N - 1].files = (struct text){ files, strlen(files) };
    release_add_safeguards(doc, &g);
    list = json_incref(json_object_get(doc, "safeguards"));
    json_decref(doc);
    return list;
}

static void changes_make(struct change row[N])
{
    for (size_t i = 0; i < N; i++)
        row[i] = (struct change){ .commit = "c", .author_date = (int64_t)i, .buggy = 0, .label_time = TIME_NONE, .files = { "src/calm.c", 10 } };
}

static const json_t *only(const json_t *list, const char *family)
{
    const json_t *found = NULL, *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (strcmp(json_string_value(json_object_get(one, "family")), family) == 0) {
            assert_null(found);
            found = one;
        }
    return found;
}

static const char *word(const json_t *one, const char *key)
{
    return json_string_value(json_object_get(one, key));
}

static void nothing_known_calls_for_nothing(void **state)
{
    struct change row[N];
    json_t *list;

    (void)state;
    changes_make(row);
    list = safeguards_of("{}", row, "src/calm.c|src/new.c");
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
}

static void missing_evidence_is_named_what_holds_first(void **state)
{
    struct change row[N];
    json_t *list;

    (void)state;
    changes_make(row);
    list = safeguards_of("{\"evidence\":[{\"item\":\"runbook\",\"effect\":\"review\",\"state\":\"missing\"},{\"item\":\"staged\",\"effect\":\"note\",\"state\":\"missing\"},"
                         "{\"item\":\"tests\",\"effect\":\"hold\",\"state\":\"given\"},{\"item\":\"rollback_tested\",\"effect\":\"hold\",\"state\":\"denied\"}]}", row, "");
    assert_int_equal(json_array_size(list), 2);
    assert_string_equal(word(json_array_get(list, 0), "fact"), "rollback tested is denied, and that holds the release");
    assert_contains(word(json_array_get(list, 0), "text"), "Rehearse the way back");
    assert_string_equal(word(json_array_get(list, 1), "fact"), "runbook is missing, and that asks for a review");
    assert_true(json_is_null(json_object_get(json_array_get(list, 0), "value")));
    json_decref(list);
}

static void a_changed_dependency_that_broke_before_is_tested_and_its_version_kept(void **state)
{
    struct change row[N];
    const json_t *one;
    json_t *list;

    (void)state;
    changes_make(row);
    list = safeguards_of("{\"dependencies\":{\"list\":[{\"name\":\"libhl7\",\"change\":\"upgraded\",\"from\":\"3.1\",\"to\":\"4.0\",\"times_base\":1.1,\"evidence\":[{\"broke\":true},{\"broke\":false}]},"
                         "{\"name\":\"calm\",\"change\":\"upgraded\",\"from\":\"1\",\"to\":\"2\",\"times_base\":0.9,\"evidence\":[]}]}}", row, "");
    assert_int_equal(json_array_size(list), 1);
    one = only(list, "dependencies");
    assert_string_equal(word(one, "fact"), "libhl7 upgraded from 3.1 to 4.0; 1 of its 2 newest known cases broke something");
    assert_string_equal(word(one, "text"), "Test against libhl7 4.0, and keep 3.1 ready to go back to.");
    json_decref(list);
}

static void files_whose_changes_did_harm_are_named_with_their_counts(void **state)
{
    struct change row[N];
    const json_t *one;
    json_t *list;

    (void)state;
    changes_make(row);
    for (size_t i = 0; i < 6; i++) {
        row[i].files = (struct text){ "src/calm.c|src/hot.c", 20 };
        row[i].buggy = i < 5;
    }
    list = safeguards_of("{}", row, "src/calm.c|src/hot.c");
    one = only(list, "files");
    assert_non_null(one);
    assert_string_equal(word(one, "fact"), "5 of 6 earlier changes of src/hot.c did harm; of all changes 13 % did");
    assert_int_equal(json_array_size(json_object_get(one, "files")), 1);
    json_decref(list);
    for (size_t i = 0; i < 5; i++)
        row[i].label_time = RELEASED + 1; /* that became known after the release: it knew nothing of it */
    list = safeguards_of("{}", row, "src/calm.c|src/hot.c");
    assert_null(only(list, "files"));
    json_decref(list);
}

static void kinds_of_factor_follow_and_files_are_told_once(void **state)
{
    static const char families[] = "{\"families\":[{\"family\":\"paths\",\"value\":0.9},{\"family\":\"size\",\"value\":0.4},{\"family\":\"words\",\"value\":0.01}],"
                                   "\"changes\":[{\"paths\":[\"a.c\",\"b.c\"]}]}";
    struct change row[N];
    json_t *list;

    (void)state;
    changes_make(row);
    list = safeguards_of(families, row, "src/calm.c");
    assert_int_equal(json_array_size(list), 2); /* words raise it by too little */
    assert_string_equal(word(json_array_get(list, 0), "family"), "paths");
    assert_int_equal(json_array_size(json_object_get(json_array_get(list, 0), "files")), 2);
    assert_near(json_number_value(json_object_get(json_array_get(list, 1), "value")), .4, 1e-12);
    json_decref(list);
    for (size_t i = 0; i < 6; i++) {
        row[i].files = (struct text){ "src/hot.c", 9 };
        row[i].buggy = 1;
    }
    list = safeguards_of(families, row, "src/hot.c");
    assert_non_null(only(list, "files"));
    assert_null(only(list, "paths"));
    json_decref(list);
}

/* Of the riskiest change alone, and of two others that are riskier together. */
static void files_to_test_are_those_whose_changes_are_together_the_riskiest(void **state)
{
    static const char text[] = "{\"families\":[{\"family\":\"paths\",\"value\":0.9}],\"changes\":[{\"probability\":0.6,\"paths\":[\".gitignore\",\"NEWS\"]},"
                               "{\"probability\":0.5,\"paths\":[\"a.c\",\"core.c\"]},{\"probability\":0.5,\"paths\":[\"core.c\"]}]}";
    static const char *const expected[] = { "core.c", ".gitignore", "NEWS", "a.c" };
    struct change row[N];
    json_t *list, *files;

    (void)state;
    changes_make(row);
    list = safeguards_of(text, row, "src/calm.c");
    files = json_object_get(json_array_get(list, 0), "files");
    assert_int_equal(json_array_size(files), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_string_value(json_array_get(files, i)), expected[i]);
    json_decref(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_known_calls_for_nothing),
        cmocka_unit_test(missing_evidence_is_named_what_holds_first),
        cmocka_unit_test(a_changed_dependency_that_broke_before_is_tested_and_its_version_kept),
        cmocka_unit_test(files_whose_changes_did_harm_are_named_with_their_counts),
        cmocka_unit_test(kinds_of_factor_follow_and_files_are_told_once),
        cmocka_unit_test(files_to_test_are_those_whose_changes_are_together_the_riskiest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
