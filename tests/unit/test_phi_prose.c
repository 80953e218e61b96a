#include "datasets/phi/phi_prose.h"

#include <string.h>

#include "datasets/base/strbuf.h"
#include "tests/support/support.h"

/* All names and addresses in here are made up. */

static struct phi_spans spans;
static struct strbuf out;

static int setup(void **state)
{
    (void)state;
    spans = (struct phi_spans){ 0 };
    strbuf_init(&out);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    phi_spans_release(&spans);
    strbuf_release(&out);
    return 0;
}

static const char *scrub(const char *text)
{
    uint64_t counts[PHI_N_TYPES] = { 0 };

    strbuf_clear(&out);
    assert_int_equal(deidentify_text(&out, text, strlen(text), NULL, counts, &spans, NULL), 0);
    return out.data;
}

#define BECOMES(text, expected) assert_string_equal(scrub(text), expected)
#define STAYS(text)             assert_string_equal(scrub(text), text)

/* ---- words --------------------------------------------------------------------------------------------------------------- */

static struct phi_word read_at(const char *text, size_t at)
{
    struct phi_scan scan = { .text = text, .len = strlen(text), .last = PHI_NONE };
    struct phi_word word;

    phi_word_read(&scan, at, &word);
    return word;
}

static void words_are_folded_and_known(void **state)
{
    struct phi_word word = read_at("Szab\xc3\xb3's", 0);

    (void)state;
    assert_string_equal(word.text, "szabo");
    assert_int_equal(word.end, 6);
    assert_true(word.accented && !word.foreign);
    assert_true((word.classes & PHI_FAMILY) != 0);
    assert_string_equal(read_at("O'Brien", 0).text, "obrien");
    assert_true((read_at("Printers", 0).classes & PHI_COMMON) != 0);
    assert_true((read_at("Boston", 0).classes & PHI_TOWN) != 0);
    assert_true((read_at("Alzheimer", 0).classes & PHI_EPONYM) != 0);
    assert_true((read_at("Xamarin", 0).classes & PHI_PRODUCT) != 0);
    assert_true(read_at("\xce\x91\xce\x93", 0).foreign);
    assert_int_equal(phi_word_classes("qzxv\0\0\0\0\0\0\0\0\0\0", 4), 0);
}

static void words_have_shapes(void **state)
{
    (void)state;
    assert_int_equal(read_at("smith", 0).shape, PHI_LOWER);
    assert_int_equal(read_at("Smith", 0).shape, PHI_CAPITAL);
    assert_int_equal(read_at("DeLuca", 0).shape, PHI_CAPITAL);
    assert_int_equal(read_at("SMITH", 0).shape, PHI_UPPER);
    assert_int_equal(read_at("W", 0).shape, PHI_INITIAL);
    assert_int_equal(read_at("camelCase", 0).shape, PHI_MIXED);
    assert_int_equal(read_at("FooBarBaz", 0).shape, PHI_MIXED);
    assert_int_equal(read_at("AFib", 0).shape, PHI_MIXED);
}

static void the_word_lists_are_in_order(void **state)
{
    (void)state;
    for (size_t len = 2; len <= PHI_WORD_MAX; len++)
        for (size_t i = 1; i < phi_word_lists[len].n; i++)
            assert_true(memcmp(phi_word_lists[len].records + (i - 1) * (len + 1), phi_word_lists[len].records + i * (len + 1), len) < 0);
    for (size_t i = 0; i + 1 < phi_n_cue_words(); i++)
        assert_true(strcmp(phi_cue_word(i), phi_cue_word(i + 1)) < 0);
    assert_true((phi_word_cues("patient\0\0\0\0\0\0\0") & PHI_CUE_ROLE) != 0);
    assert_true((phi_word_cues("zip\0\0\0\0\0\0\0\0\0\0\0") & PHI_CUE_CODE) != 0);
}

/* ---- names --------------------------------------------------------------------------------------------------------------- */

static void names_are_found_by_their_words(void **state)
{
    (void)state;
    BECOMES("James Okafor cannot log in", "[NAME] cannot log in");
    BECOMES("for Emily W., 45, and J. Smith", "for [NAME], 45, and [NAME]");
    BECOMES("Tanaka, Carlos has no access", "[NAME] has no access");
    BECOMES("Faina D. Yefremova's queue", "[NAME]'s queue");
    BECOMES("Tomasz Van-Dyke and Zo\xc3\xab Iyer", "[NAME] and [NAME]");
}

static void names_are_found_by_what_stands_before(void **state)
{
    (void)state;
    BECOMES("seen by Dr. Long today", "seen by [NAME] today");
    BECOMES("Mrs. Labrie called", "[NAME] called");
    BECOMES("my name is Ubulova", "my name is [NAME]");
    BECOMES("Name: Qwertyson", "Name: [NAME]");
    BECOMES("It broke.\nRegards,\nKyndra", "It broke.\nRegards,\n[NAME]");
    BECOMES("PID-5=Tanaka, Carlos PID-7=x", "PID-5=[NAME] PID-7=x");
}

static void the_same_name_again_is_found(void **state)
{
    (void)state;
    BECOMES("Yefremova wrote. Later Fatima Yefremova called, then Yefremova's line dropped.", "[NAME] wrote. Later [NAME] called, then [NAME]'s line dropped.");
}

static void eponyms_and_technical_words_stay(void **state)
{
    (void)state;
    STAYS("Wells score, Apgar of 9, Alzheimer's disease, Parkinson's and a Glasgow Coma Scale of 14");
    STAYS("System.Collections.Generic.List<Label> in Xamarin.Forms, Visual Studio and Jenkins Build");
    STAYS("The Android Emulator shows a Null Reference Exception at Foo.Bar.Baz(String name)");
    STAYS("INC0048213 duplicates CHG0031120; commit 9f8c2d1e7ab4; 0x7fff5fbff8c0; 1/12");
}

static void words_of_messages_and_of_imaging_are_no_names(void **state)
{
    (void)state;
    STAYS("Refactor Thumbnail rendering to avoid a lock");
    STAYS("Setup Infinispan backend; Delete Unnecessary Parentheses");
    STAYS("Added Grayscale Softcopy Presentation State and Ophthalmic Tomography Image Storage");
    STAYS("Added support for X-Ray Radiation Dose SR; Refactored C-FIND, Subsequent C-STORE instances");
    STAYS("handling Diffie-Hellman parameters");
    BECOMES("reported by J. Riesmeier and Jean-Christophe Fillion", "reported by [NAME] and [NAME]");
}

static void lists_of_names_are_found(void **state)
{
    (void)state;
    BECOMES("our founders K\xc3\xb3nya, Becker and Vasquez left", "our founders [NAME], [NAME] and [NAME] left");
    STAYS("App, Stacktrace and Ctrl; Unfortunately I; German and Portuguese; on Sunday, in March or May");
}

static void small_letters_are_names_where_there_are_no_capitals(void **state)
{
    (void)state;
    BECOMES("patricia desrosiers cannot log in", "[NAME] cannot log in");
    BECOMES("my name is borna jerkovi\xc4\x87", "my name is [NAME]");
    STAYS("the printer on the second floor hangs");
    STAYS("Not where there is one: patricia desrosiers");
}

static void a_family_name_that_is_a_word_goes_with_its_given_name(void **state)
{
    (void)state;
    BECOMES("seen by Dr. Justin Beet", "seen by [NAME]");
    BECOMES("patient Jane Winters", "patient [NAME]");
    BECOMES("Jane Roe called about the label printer", "[NAME] called about the label printer");
    STAYS("Patient Portal, User Name, Project name: Foobarian");
}

/* ---- places -------------------------------------------------------------------------------------------------------------- */

static void facilities_and_towns_are_found(void **state)
{
    (void)state;
    BECOMES("treated at St. Mary's Hospital, Boston, MA on Monday", "treated at [LOCATION] on Monday");
    BECOMES("admitted to Cedars-Sinai on Tuesday", "admitted to [LOCATION] on Tuesday");
    BECOMES("the Albuquerque Neurology Center is down", "the [LOCATION] is down");
    BECOMES("she lives in Highveld", "she lives in [LOCATION]");
    BECOMES("the printer in Leeds", "the printer in [LOCATION]");
    BECOMES("from New York City and Reno, NV", "from [LOCATION] and [LOCATION]");
}

static void wards_and_states_stay(void **state)
{
    (void)state;
    STAYS("moved to the ICU, seen in Radiology, the Hospital, our Clinic");
    STAYS("at Startup on Windows the Medical Record Screen is empty");
}

/* ---- addresses ----------------------------------------------------------------------------------------------------------- */

static void addresses_are_found(void **state)
{
    (void)state;
    BECOMES("lives at 3912 Maple St Apt 4B, Reno, NV 16350 since", "lives at [ADDRESS] since");
    BECOMES("to 66029 138 Consul Place\nApt. 050\nBroomfield\nNew Zealand 57006\n", "to [ADDRESS]\n");
    BECOMES("12 rue de la Paix", "[ADDRESS]");
    BECOMES("PO Box 12 and PSC 1437, Box 3833\nAPO AA 66791", "[ADDRESS] and [ADDRESS]");
    BECOMES("Hauptstrasse 5", "[ADDRESS]");
    BECOMES("send to Gairbekov Vista\n Apt. 576\n Voormezele\n Belgium 92060\n", "send to [ADDRESS]\n");
    BECOMES("it is at the corner of Dalbraut 99 and Frederikke Coves", "it is at [ADDRESS]");
    STAYS("the upper right corner of Xcode; port 10000 via WiFi; Windows 10 Enterprise 64-bit; Mon Mar 23 11:59:05 PDT 2015");
    BECOMES("7663 W 34th Ave, 91749 and 12 5th St", "[ADDRESS] and [ADDRESS]");
    BECOMES("ZIP: 3520, zip code 94103", "ZIP: [ZIP], zip code [ZIP]");
    BECOMES("ZIP: 394 13; ZIP: 7412 SL; postcode 75534-030", "ZIP: [ZIP]; ZIP: [ZIP]; postcode [ZIP]");
    STAYS("3 Windows Server nodes, 500 Internal Server Error, 404 Not Found");
}

static void ages_over_89_are_found(void **state)
{
    (void)state;
    BECOMES("aged 103 yrs; a 97-year-old; 95 yo; age: 91", "aged [AGE] yrs; a [AGE]-year-old; [AGE] yo; age: [AGE]");
    STAYS("aged 89; 95 years of service; 99 % full; 97 rows; age: 990");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(words_are_folded_and_known),
        CASE(words_have_shapes),
        CASE(the_word_lists_are_in_order),
        CASE(names_are_found_by_their_words),
        CASE(names_are_found_by_what_stands_before),
        CASE(the_same_name_again_is_found),
        CASE(eponyms_and_technical_words_stay),
        CASE(words_of_messages_and_of_imaging_are_no_names),
        CASE(lists_of_names_are_found),
        CASE(small_letters_are_names_where_there_are_no_capitals),
        CASE(a_family_name_that_is_a_word_goes_with_its_given_name),
        CASE(facilities_and_towns_are_found),
        CASE(wards_and_states_stay),
        CASE(addresses_are_found),
        CASE(ages_over_89_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
