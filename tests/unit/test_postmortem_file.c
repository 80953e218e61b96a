#include "datasets/documents/postmortem_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/documents/front_matter.h"
#include "datasets/documents/sections.h"
#include "datasets/documents/timeline.h"
#include "datasets/documents/written_date.h"
#include "tests/support/fixture_store.h"

static struct postmortem_file doc;
static struct known_names names;

static int setup(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    postmortem_file_init(&doc);
    known_names_init(&names);
    if (known_names_add_system(&names, "ehr", "Health record", &err) < 0 || known_names_add_system(&names, "lab-bus", "Lab bus", &err) < 0 ||
        known_names_add_system(&names, "network", "", &err) < 0 || known_names_add_release(&names, "ehr-8.14", &err) < 0)
        return -1;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    postmortem_file_release(&doc);
    known_names_release(&names);
    return 0;
}

static void reads(const char *file, const char *text)
{
    struct err err = ERR_INIT;

    postmortem_file_clear(&doc);
    assert_ok(postmortem_file_read(&doc, file, "by-name", text, strlen(text), &names, &err), err);
}

static void refuses_bytes(const char *text, size_t len, const char *words)
{
    struct err err = ERR_INIT;

    postmortem_file_clear(&doc);
    assert_int_equal(postmortem_file_read(&doc, "x.md", "x", text, len, &names, &err), ERR_REFUSED);
    assert_contains(err.msg, words);
}

static void refuses(const char *text, const char *words)
{
    refuses_bytes(text, strlen(text), words);
}

#define field_is(name, expected) assert_string_equal(doc.field[name].data, expected)

static void front_matter_is_what_counts(void **state)
{
    (void)state;
    reads("a/2024-05-01-x.md", "\xEF\xBB\xBF---\r\nid: PM-7\r\ndate: 2024-05-03\r\nsystems: [ehr, lab]\r\nseverity: \"Sev 1 - care\"\r\nRoot-Cause: 'expired: certificate'\r\n"
                               "trigger: ~\r\ntickets:\r\n  - INC-1\r\n  - INC-2\r\nreleases: app-1; app-2, app-1\r\nstarted: 2024-05-01T09:00:00+02:00\r\n"
                               "detected: 2024-05-01T09:30:00Z\r\nresolved:\r\nauthor: Ann Lee\r\nmood: [grim, tired]\r\nmore: {a: {b: c}}\r\n---\r\n\r\n# Title of it\r\n\r\nText "
                               "with INC-9.\r\n\r\n## Root cause\r\n\r\nsomething else\r\n\r\n## Trigger\r\n\r\na patch\r\n");
    field_is(PM_ID, "PM-7");
    field_is(PM_DATE, "2024-05-03");
    field_is(PM_SYSTEMS, "ehr|lab");
    field_is(PM_SEVERITY, "Sev 1 - care");
    field_is(PM_ROOT_CAUSE, "expired: certificate");
    field_is(PM_TRIGGER, "");
    field_is(PM_TICKETS, "INC-1|INC-2");
    field_is(PM_RELEASES, "app-1|app-2");
    field_is(PM_STARTED, "2024-05-01T09:00:00+02:00");
    field_is(PM_RESOLVED, "");
    field_is(PM_TITLE, "Title of it");
    field_is(PM_FRONT_MATTER, "author: [PERSON]\nmood: grim|tired");
    assert_contains(doc.field[PM_TEXT].data, "# Title of it\r\n\r\nText");
    assert_lacks(doc.field[PM_TEXT].data, "PM-7");
}

static void without_front_matter_the_text_tells(void **state)
{
    (void)state;
    reads("pm/2024-06-06-labels.md", "# Lab results *missing*\n\nAfter release `ehr-8.14` the Health record lost results; see LGH-100 and LGH-101, INC0012345, UTF-8, CVE-2024-1234, SHA-256.\n"
                                     "The network was fine, the lab-bus was not. Runs on 10.2.1.4.\n\n## 1. Timeline (UTC)\n\n| Time | Event |\n|---|---|\n"
                                     "| 2024-06-05 23:10 | Deployment of ehr-8.14 began |\n| 23:40 | first alert from monitoring |\n| 23:55 | restart did not help, not resolved |\n"
                                     "| 01:05 | rolled back, service restored |\n\n### Aftermath\n\nquiet\n\n## Contributing factors\n\n- no test\n\n## Resolution\n\nRolled back.\n\n"
                                     "## Action items\n\n1. Test it\n\n## Nothing of ours\n\nbye\n");
    field_is(PM_ID, "by-name");
    field_is(PM_TITLE, "Lab results missing");
    field_is(PM_DATE, "2024-06-06");
    field_is(PM_TICKETS, "LGH-100|LGH-101|INC0012345");
    field_is(PM_RELEASES, "ehr-8.14");
    field_is(PM_SYSTEMS, "ehr|lab-bus");
    field_is(PM_STARTED, "2024-06-05T23:10:00Z");
    field_is(PM_DETECTED, "2024-06-05T23:40:00Z");
    field_is(PM_RESOLVED, "2024-06-06T01:05:00Z");
    field_is(PM_ROOT_CAUSE, "- no test");
    field_is(PM_RESOLUTION, "Rolled back.");
    field_is(PM_ACTIONS, "1. Test it");
}

static void notes_with_bold_words_have_sections_too(void **state)
{
    (void)state;
    reads("x.md", "Date: 2 May 2024\n\n**What:** slow\n\n**Impact:** two wards\nand more\n\n**Cause**: disk full\n\n**Ann:** said so\n\n**To do:**\n\n* bigger disk\n\nDetected: 2024-05-01 09:30 UTC\n");
    field_is(PM_DATE, "2024-05-02");
    field_is(PM_SUMMARY, "slow");
    field_is(PM_IMPACT, "two wards\nand more");
    assert_contains(doc.field[PM_ROOT_CAUSE].data, "disk full");
    assert_contains(doc.field[PM_ACTIONS].data, "* bigger disk");
    field_is(PM_DETECTED, "2024-05-01T09:30:00Z");
    field_is(PM_TITLE, "Date: 2 May 2024");
}

static void headings_are_known_by_their_synonyms(void **state)
{
    (void)state;
    assert_int_equal(section_kind_of("3) Root Cause(s) and why"), SECTION_ROOT_CAUSE);
    assert_int_equal(section_kind_of("The cause"), -1);
    assert_int_equal(section_kind_of("5 Whys"), SECTION_ROOT_CAUSE);
    assert_int_equal(section_kind_of("Why"), SECTION_ROOT_CAUSE);
    assert_int_equal(section_kind_of("Why was it not seen?"), -1);
    assert_int_equal(section_kind_of("What went wrong"), SECTION_LESSONS);
    assert_int_equal(section_kind_of("What went wrong and why?"), SECTION_ROOT_CAUSE);
    assert_int_equal(section_kind_of("Timeline (all times CET)"), SECTION_TIMELINE);
    assert_int_equal(section_kind_of("Impactful words"), -1);
    assert_int_equal(section_kind_of("  \xF0\x9F\x94\xA5 Impact on users"), SECTION_IMPACT);
    assert_int_equal(section_kind_of(""), -1);
}

static void a_timeline_tells_times_in_its_zone_and_over_midnight(void **state)
{
    static const char mixed[] = "- 2024-07-01 10:00 fixed\n- 2024-07-01 11:00 alert\n";
    static const char text[] = "All times in CEST.\n- 23:30 we deployed 2.1\n- 23:50 on-call paged by alert\n- 00:20 could not be fixed\n- 00:40 fixed\n- 09:00 wards report more tickets\n";
    struct timeline t;

    (void)state;
    timeline_init(&t);
    timeline_read_entries(&t, text, strlen(text), time_days_from_civil(2024, 7, 1));
    assert_int_equal(t.started, time_days_from_civil(2024, 7, 1) * 86400 + 21 * 3600 + 1800);
    assert_int_equal(t.detected, t.started + 1200);
    assert_int_equal(t.resolved, t.started + 4200);
    timeline_init(&t);
    timeline_read_entries(&t, text, strlen(text), TIME_NONE); /* no day, no times */
    assert_int_equal(t.started, TIME_NONE);
    timeline_init(&t);
    timeline_read_entries(&t, mixed, strlen(mixed), TIME_NONE);
    assert_int_equal(t.detected, time_days_from_civil(2024, 7, 1) * 86400 + 11 * 3600);
    assert_int_equal(t.resolved, TIME_NONE); /* not before it was noticed */
}

static void dates_are_read_where_they_mean_one_day(void **state)
{
    static const struct {
        const char *text;
        size_t len; /* read */
    } one[] = { { "2024-05-01", 10 }, { "2024/5/1 x", 8 }, { "1 May 2024", 10 }, { "1. May 2024", 11 }, { "May 1st, 2024", 13 }, { "05/01/2024", 0 }, { "2024-13-01", 0 }, { "30 February 2024", 0 },
                { "2024-05-011", 0 }, { "maybe 1 2024", 0 } };
    int64_t day, time;
    int32_t second, east;

    (void)state;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        assert_int_equal(written_date_read(one[i].text, strlen(one[i].text), &day), one[i].len);
        if (one[i].len > 0)
            assert_int_equal(day, time_days_from_civil(2024, 5, 1));
    }
    assert_int_equal(written_hour_read("9:30 pm PDT", 11, &second, &east), 11);
    assert_int_equal(second, 21 * 3600 + 1800);
    assert_int_equal(east, -7 * 3600);
    assert_int_equal(written_hour_read("12:05 am", 8, &second, &east), 8);
    assert_int_equal(second, 300);
    assert_int_equal(east, HOUR_NO_ZONE);
    assert_int_equal(written_hour_read("09:30+0530", 10, &second, &east), 10);
    assert_int_equal(east, 5 * 3600 + 1800);
    assert_int_equal(written_hour_read("25:00", 5, &second, &east), 0);
    assert_true(written_period_parse(" 2024 ", 6, &time));
    assert_int_equal(time, time_days_from_civil(2025, 1, 1) * 86400 - 1);
    assert_true(written_period_parse("2024-02", 7, &time));
    assert_int_equal(time, time_days_from_civil(2024, 3, 1) * 86400 - 1);
    assert_false(written_period_parse("2024-13", 7, &time));
    assert_false(written_period_parse("20", 2, &time) && time > 20);
}

static void what_is_wrong_is_told_by_line(void **state)
{
    (void)state;
    refuses("---\nid: 1\ndetected: yesterday\n---\ntext", "x.md:3: 'detected' is not a date");
    refuses("---\nid: 1\nstarted: {a: b}\n---\ntext", "x.md:3: 'started' is neither a text nor a list of texts");
    refuses("---\ntickets:\n  - [1, 2]\n---\ntext", "x.md:2: 'tickets' is neither a text nor a list of texts");
    refuses("---\nid: 1\n", "x.md:1: front matter begins with '---' and has no end");
    refuses("---\na: &x [1]\n---\ntext", "x.md:2:4: anchors and aliases are not read");
    refuses("---\na: 1\nb: *x\n---\ntext", "x.md:3:4: anchors and aliases are not read");
    refuses("---\na: 1\nb: [1\n---\ntext", "x.md:4:1: no YAML");
    refuses("---\na: 1\nA: 2\n---\ntext", "x.md:3:1: this key is there already");
    refuses("---\n- a\n---\ntext", "x.md:2:1: not a list of 'key: value'");
    refuses("---\njust words\n---\ntext", "x.md:2:1: not a list of 'key: value'");
    refuses("---\na: [[[[[[[[[1]]]]]]]]]\n---\ntext", "nested too deep");
    refuses("---\na: \"\\0\"\n---\ntext", "x.md:2:4: a NUL byte");
    refuses("", "x.md:1: no text");
    refuses("---\nid: 1\n---\n\n", "no text");
    refuses_bytes("a\nb\0c", 5, "x.md:2: a NUL byte");
    refuses("a\n\n\xC3(", "x.md:3: invalid UTF-8");
    refuses("\xED\xA0\x80", "x.md:1: invalid UTF-8");
}

/* The laugh would be of 10^9 words. */
static void nothing_expands_and_nothing_grows_without_bound(void **state)
{
    struct strbuf text;
    struct err err = ERR_INIT;

    (void)state;
    strbuf_init(&text);
    strbuf_adds(&text, "---\na0: &a0 [lol, lol]\n");
    for (int i = 1; i < 30; i++)
        strbuf_addf(&text, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    strbuf_adds(&text, "---\ntext\n");
    refuses(text.data, "x.md:2:5: anchors and aliases are not read");
    strbuf_clear(&text);
    strbuf_adds(&text, "---\na: ");
    for (int i = 0; i < 60000; i++)
        strbuf_addc(&text, '[');
    strbuf_adds(&text, "\n---\ntext");
    refuses(text.data, "x.md:2:");
    strbuf_clear(&text);
    strbuf_adds(&text, "---\na: ");
    for (int i = 0; i < FRONT_MATTER_MAX; i++)
        strbuf_addc(&text, 'x');
    strbuf_adds(&text, "\n---\ntext");
    refuses(text.data, "front matter of more than 64 KiB");
    strbuf_clear(&text);
    for (int i = 0; i < POSTMORTEM_MAX_BYTES / 8 + 1; i++)
        strbuf_adds(&text, "words \n\n");
    refuses(text.data, "longer than 1024 KiB");
    strbuf_clear(&text);
    for (int i = 0; i < 20000; i++) /* quotes inside of quotes */
        strbuf_adds(&text, ">");
    for (int i = 0; i < 20000; i++)
        strbuf_adds(&text, "[*`");
    postmortem_file_clear(&doc);
    assert_ok(postmortem_file_read(&doc, "x.md", "x", text.data, text.len, &names, &err), err);
    strbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_is_what_counts),
        cmocka_unit_test(without_front_matter_the_text_tells),
        cmocka_unit_test(notes_with_bold_words_have_sections_too),
        cmocka_unit_test(headings_are_known_by_their_synonyms),
        cmocka_unit_test(a_timeline_tells_times_in_its_zone_and_over_midnight),
        cmocka_unit_test(dates_are_read_where_they_mean_one_day),
        cmocka_unit_test(what_is_wrong_is_told_by_line),
        cmocka_unit_test(nothing_expands_and_nothing_grows_without_bound),
    };

    return cmocka_run_group_tests_name("postmortem_file", tests, setup, teardown);
}
