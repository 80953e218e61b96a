#include "score/triage/close_note.h"

#include "tests/support/support.h"

static void what_every_ticket_could_say_says_nothing(void **state)
{
    static const char *const nothing[] = {
        "", "   ", "done", "OK", "ok.", "Fixed", "fixed in production", "FIXED IN PROD!", "Issue resolved, user informed.", "This has been fixed and is now working again. Thanks!",
        "n/a", "N/A", "-", "...", "closed", "see INC0012345", "Done by [PERSON:ab12]", "Resolved by [PERSON:ab12] on [DATE]", "Restarted", "restarted, Restarted",
        "1234", "as per request", "closing this ticket", "works fine now", "[unclosed",
    };

    (void)state;
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (close_note_words(nothing[i], "") >= CLOSE_NOTE_WORDS)
            fail_msg("'%s' is taken to say something", nothing[i]);
}

static void what_was_wrong_or_done_says_something(void **state)
{
    static const char *const something[] = {
        "Print spooler restarted, driver replaced by the tested one.", "Certificate renewed", "Interface engine: queue purged", "Password reset by the user",
        "Old group removed", "Server \xC3\xBC" "berlastet, neu gestartet", "cause: expired license (LIC-22)",
    };

    (void)state;
    for (size_t i = 0; i < sizeof something / sizeof *something; i++)
        if (close_note_words(something[i], NULL) < CLOSE_NOTE_WORDS)
            fail_msg("'%s' is taken to say nothing", something[i]);
}

static void notes_that_differ_in_names_and_numbers_are_the_same(void **state)
{
    struct strbuf a, b;

    (void)state;
    strbuf_init(&a);
    strbuf_init(&b);
    close_note_key(&a, "Access granted, mail sent to [PERSON:ab12] (REQ-4711).");
    close_note_key(&b, "access granted; MAIL sent to [PERSON:ff00] (REQ-12)");
    assert_string_equal(a.data, b.data);
    assert_string_equal(a.data, "access granted mail sent to req");
    strbuf_release(&a);
    strbuf_release(&b);
}

static void a_site_names_what_says_nothing_there(void **state)
{
    static const char phrases[] = "as agreed by phone | see vendor ticket|[x]||spooler";

    (void)state;
    assert_int_equal(close_note_words("As agreed, by phone: done.", phrases), 0);
    assert_int_equal(close_note_words("see vendor ticket 4711; see Vendor Ticket 12", phrases), 0);
    assert_int_equal(close_note_words("vendor replaced it", phrases), CLOSE_NOTE_WORDS); /* only the whole phrase is passed over */
    assert_int_equal(close_note_words("spooler", phrases), 0);
    assert_int_equal(close_note_words("spoolers purged", phrases), CLOSE_NOTE_WORDS);
    assert_int_equal(close_note_words("as agreed by", phrases), 1); /* "agreed" */
}

static void the_note_is_found_among_further_columns(void **state)
{
    json_t *extra = json_pack("{s:s, s:s}", "Colour", "red", "Close Notes", "pump replaced");

    (void)state;
    assert_string_equal(close_note_of(extra), "pump replaced");
    json_object_del(extra, "Close Notes");
    assert_null(close_note_of(extra));
    assert_null(close_note_of(NULL));
    json_decref(extra);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_names_what_says_nothing_there),
        cmocka_unit_test(the_note_is_found_among_further_columns),
        cmocka_unit_test(what_every_ticket_could_say_says_nothing),
        cmocka_unit_test(what_was_wrong_or_done_says_something),
        cmocka_unit_test(notes_that_differ_in_names_and_numbers_are_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
