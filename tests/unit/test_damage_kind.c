#include "score/damage/damage_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/support.h"

static struct damage told(enum criticality criticality, const char *a, const char *b)
{
    struct text text[] = { { a, (uint32_t)strlen(a) }, { b, (uint32_t)strlen(b) } };
    struct damage d;

    damage_by_rule(&d, criticality, text, 2);
    return d;
}

static enum damage_kind kind_of(enum criticality criticality, const char *text)
{
    return told(criticality, text, "").kind;
}

static void a_strong_phrase_tells_the_kind_alone(void **state)
{
    (void)state;
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "The pump gave an OVERDOSE at night"), DAMAGE_SAFETY);
    assert_int_equal(kind_of(ADMINISTRATIVE, "letter went to the wrong recipient"), DAMAGE_PRIVACY);
    assert_int_equal(kind_of(ADMINISTRATIVE, "lab interface down since 6"), DAMAGE_CONTINUITY);
    assert_int_equal(kind_of(CARE_CRITICAL, "please change the colour of the icon"), DAMAGE_OTHER);
    assert_int_equal(kind_of(CARE_CRITICAL, ""), DAMAGE_OTHER);
}

static void a_weak_phrase_needs_a_grave_system_or_a_second_one(void **state)
{
    struct damage d;

    (void)state;
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "dosage shows two decimals"), DAMAGE_OTHER);
    d = told(CARE_CRITICAL, "dosage shows two decimals", "");
    assert_int_equal(d.kind, DAMAGE_SAFETY);
    assert_true(d.by_system[DAMAGE_SAFETY]);
    assert_int_equal(kind_of(COMPLIANCE_CRITICAL, "dosage shows two decimals"), DAMAGE_OTHER);
    d = told(CRITICALITY_UNKNOWN, "dosage of insulin shows two decimals", "");
    assert_int_equal(d.kind, DAMAGE_SAFETY);
    assert_false(d.by_system[DAMAGE_SAFETY]);
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "insulin, insulin"), DAMAGE_OTHER); /* the same one twice */
    assert_int_equal(kind_of(CARE_CRITICAL, "audit log is long"), DAMAGE_OTHER);
    assert_int_equal(kind_of(COMPLIANCE_CRITICAL, "audit log is long"), DAMAGE_PRIVACY);
    assert_int_equal(kind_of(COMPLIANCE_CRITICAL, "it timed out"), DAMAGE_CONTINUITY);
    assert_int_equal(kind_of(ADMINISTRATIVE, "it timed out"), DAMAGE_OTHER);
}

static void the_gravest_of_several_kinds_is_the_kind_and_all_are_said(void **state)
{
    struct damage d = told(CRITICALITY_UNKNOWN, "outage: overdose and data breach", "");

    (void)state;
    assert_int_equal(d.kind, DAMAGE_SAFETY);
    assert_true(d.holds[DAMAGE_SAFETY] && d.holds[DAMAGE_PRIVACY] && d.holds[DAMAGE_CONTINUITY]);
    assert_int_equal(d.n_hits, 3);
}

static void a_negated_phrase_does_not_count(void **state)
{
    (void)state;
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "there was no patient harm"), DAMAGE_OTHER);
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "without any real data loss"), DAMAGE_OTHER);
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "no backup; then, at noon, there was data loss"), DAMAGE_CONTINUITY);
    assert_int_equal(kind_of(CRITICALITY_UNKNOWN, "no harm. Later a second and worse overdose"), DAMAGE_SAFETY);
}

static void identifiers_and_paths_are_words_and_parts_are_not(void **state)
{
    (void)state;
    assert_int_equal(kind_of(CARE_CRITICAL, "src/ehr/DosageCheck.java|src/ui/a.c"), DAMAGE_SAFETY);
    assert_int_equal(kind_of(CARE_CRITICAL, "drug_interaction_table.sql"), DAMAGE_SAFETY);
    assert_int_equal(kind_of(CARE_CRITICAL, "the impumpable foliage"), DAMAGE_OTHER);
    assert_int_equal(told(CRITICALITY_UNKNOWN, "system", "down").kind, DAMAGE_OTHER); /* not from one text into the next */
}

static void hostile_text_is_read_whatever_it_holds(void **state)
{
    char long_word[5000], odd[] = "\x80\xFF over\0dose \xC3";
    struct text text = { odd, sizeof odd - 1 };
    struct damage d;

    (void)state;
    memset(long_word, 'a', sizeof long_word);
    memcpy(long_word + sizeof long_word - 9, " overdose", 9);
    damage_by_rule(&d, CARE_CRITICAL, &(struct text){ long_word, sizeof long_word }, 1);
    assert_int_equal(d.kind, DAMAGE_SAFETY);
    damage_by_rule(&d, CARE_CRITICAL, &text, 1);
    assert_int_equal(d.kind, DAMAGE_SAFETY); /* "dose" */
    damage_by_rule(&d, CARE_CRITICAL, NULL, 0);
    assert_int_equal(d.kind, DAMAGE_OTHER);
}

static void the_reason_names_the_phrases_of_the_kind(void **state)
{
    struct damage d = told(CARE_CRITICAL, "infusion halted", "");
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    damage_add_reason(&out, &d, CARE_CRITICAL);
    assert_string_equal(out.data, "'infusion*' (care-critical system)");
    strbuf_clear(&out);
    d = told(CARE_CRITICAL, "overdose by the infusion pump during the outage", "");
    damage_add_reason(&out, &d, CARE_CRITICAL);
    assert_string_equal(out.data, "'overdos*', 'infusion*', 'pump*'");
    strbuf_release(&out);
}

static void names_are_found_in_either_case(void **state)
{
    enum damage_kind kind = DAMAGE_SAFETY;

    (void)state;
    assert_true(damage_kind_of(&kind, "Privacy"));
    assert_int_equal(kind, DAMAGE_PRIVACY);
    assert_false(damage_kind_of(&kind, "cosmetic"));
    assert_int_equal(kind, DAMAGE_PRIVACY);
}

/* A line of the page for each kind and strength: "strong: `a`, `b`". */
static void the_page_prints_the_table(void **state)
{
    char path[4200], quoted[80];
    const struct damage_phrase *one;
    char *page;
    size_t n = 0, n_printed = 0;

    (void)state;
    snprintf(path, sizeof path, "%s/docs/damage-kinds.md", test_root());
    page = get_file(path, NULL);
    for (size_t i = 0; (one = damage_phrase_at(i)) != NULL; i++, n++) {
        snprintf(quoted, sizeof quoted, "`%s`", one->phrase);
        if (strstr(page, quoted) == NULL)
            fail_msg("docs/damage-kinds.md does not print '%s'", one->phrase);
    }
    for (const char *at = strstr(page, "## Phrases"); at != NULL && *at != '\0'; at++)
        n_printed += *at == '`';
    assert_int_equal(n_printed, 2 * n); /* and nothing else */
    free(page);
}

/* By these two letters the phrases that may end at a word are looked up. */
static void the_last_word_of_every_phrase_begins_with_two_letters(void **state)
{
    const struct damage_phrase *one;

    (void)state;
    for (size_t i = 0; (one = damage_phrase_at(i)) != NULL; i++) {
        const char *blank = strrchr(one->phrase, ' '), *word = blank != NULL ? blank + 1 : one->phrase;

        if (strspn(word, "abcdefghijklmnopqrstuvwxyz") < 2)
            fail_msg("'%s'", one->phrase);
    }
}

/* Each phrase alone, its open end filled with letters. */
static void every_phrase_of_the_table_is_found(void **state)
{
    const struct damage_phrase *one;
    struct damage damage;

    (void)state;
    for (size_t i = 0; (one = damage_phrase_at(i)) != NULL; i++) {
        char said[120] = "then ";
        size_t n = strlen(said);
        bool found = false;

        for (const char *at = one->phrase; *at != '\0'; at++)
            said[n++] = *at == '*' ? 'x' : *at;
        said[n] = '\0';
        damage_by_rule(&damage, CRITICALITY_UNKNOWN, &(struct text){ said, n }, 1);
        for (size_t k = 0; k < damage.n_hits; k++)
            found = found || damage.hit[k].phrase == one->phrase;
        if (!found)
            fail_msg("'%s' is not found in '%s'", one->phrase, said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_of_the_table_is_found),
        cmocka_unit_test(the_last_word_of_every_phrase_begins_with_two_letters),
        cmocka_unit_test(a_strong_phrase_tells_the_kind_alone),
        cmocka_unit_test(a_weak_phrase_needs_a_grave_system_or_a_second_one),
        cmocka_unit_test(the_gravest_of_several_kinds_is_the_kind_and_all_are_said),
        cmocka_unit_test(a_negated_phrase_does_not_count),
        cmocka_unit_test(identifiers_and_paths_are_words_and_parts_are_not),
        cmocka_unit_test(hostile_text_is_read_whatever_it_holds),
        cmocka_unit_test(the_reason_names_the_phrases_of_the_kind),
        cmocka_unit_test(names_are_found_in_either_case),
        cmocka_unit_test(the_page_prints_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
