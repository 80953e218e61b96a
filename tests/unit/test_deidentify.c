#include "datasets/phi/deidentify.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

/* All numbers, names and addresses in here are made up. */

static struct phi_spans spans;
static struct strbuf out;
static uint64_t counts[PHI_N_TYPES];

static int setup(void **state)
{
    (void)state;
    mem_fail_after(-1);
    spans = (struct phi_spans){ 0 };
    strbuf_init(&out);
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    (void)state;
    mem_fail_after(-1);
    phi_spans_release(&spans);
    strbuf_release(&out);
    return 0;
}

static const char *scrub(const char *text)
{
    strbuf_clear(&out);
    memset(counts, 0, sizeof counts);
    assert_int_equal(deidentify_text(&out, text, strlen(text), NULL, counts, &spans, NULL), 0);
    return out.data;
}

#define BECOMES(text, expected) assert_string_equal(scrub(text), expected)
#define STAYS(text)             assert_string_equal(scrub(text), text)

static void emails_are_found_with_all_their_parts(void **state)
{
    (void)state;
    BECOMES("mail jane.doe+ehr@st-mary.example.org, please", "mail [EMAIL], please");
    BECOMES("<j_d%x@mail.example.co.uk>", "<[EMAIL]>");
    BECOMES("4417720@hospital.example.org", "[EMAIL]");
    BECOMES("see mailto:jane@example.org.", "see mailto:[EMAIL].");
    BECOMES("'jane@example.org' or o'hara@example.org", "'[EMAIL]' or [EMAIL]");
    BECOMES("von zo\xc3\xab.m\xc3\xbcller@klinik.example.de an", "von [EMAIL] an");
    BECOMES("\xe2\x80\x9cjane@example.org\xe2\x80\x9d", "\xe2\x80\x9c[EMAIL]\xe2\x80\x9d");
    BECOMES("a@example.org;b@example.org", "[EMAIL];[EMAIL]");
}

/* Sixteen bytes are looked at together, and what is left of a text one by one. */
static void what_is_found_does_not_hang_on_where_it_stands(void **state)
{
    static const char *const given[] = {
        "at www.example.org/a", "wow Wwindow WWW.example.org", "at the corner of 5th Street and Main Street.",
        "Foo_Bar-baz.Qux\\a'b\xc3\xa9/9 by Dr. Jane Doe", "acct 4417-7205-a.b_c99",
        "Dr. Jane Abcdefghijklmn", "Dr. Jane Abcdefghijklmno", "Dr. Jane Abcdefghijklmnop", /* words of 14, 15 and 16 letters */
    };

    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        char *first = NULL;

        for (size_t before = 0; before < 40; before++)
            for (size_t behind = 0; behind < 20; behind++) {
                struct strbuf text;
                const char *got;

                strbuf_init(&text);
                for (size_t k = 0; k < before; k++)
                    strbuf_addc(&text, '\n');
                strbuf_adds(&text, given[i]);
                for (size_t k = 0; k < behind; k++)
                    strbuf_addc(&text, '\n');
                got = scrub(text.data) + before;
                out.data[out.len - behind] = '\0';
                if (first == NULL)
                    first = mem_strdup(got);
                assert_string_equal(got, first);
                strbuf_release(&text);
            }
        mem_free(first);
    }
}

static void what_only_has_an_at_sign_is_no_email(void **state)
{
    (void)state;
    STAYS("@Override @param x; jane@localhost; user@host; icon@2x.png; bg@3x.jpg; a@b");
    STAYS("git clone git@github.com:team/repo.git; core@36; java.lang.Object@1b2c3d; mono@mono-3.10.0; @2.27Ghz");
    STAYS("node.@attr.text and '@'.value and @@ @ @.");
}

static void phones_are_found_by_their_form(void **state)
{
    (void)state;
    BECOMES("call (312) 555-0147 x12.", "call [PHONE].");
    BECOMES("312-555-0148", "[PHONE]");
    BECOMES("(312)555-0148/312.555.0149", "[PHONE]/[PHONE]");
    BECOMES("+1-312-555-0148, +1 312 555 0148, +13125550148", "[PHONE], [PHONE], [PHONE]");
    BECOMES("001-312-555-0148 and 1 312 555 0148", "[PHONE] and [PHONE]");
    BECOMES("+44 20 7946 0958 +49 (0)30 123456", "[PHONE] [PHONE]");
    BECOMES("at 0490 12 34 56 or 0221 4567 8901.", "at [PHONE] or [PHONE].");
    BECOMES("(99) 645-791", "[PHONE]");
}

static void phones_of_any_form_are_found_behind_a_word(void **state)
{
    (void)state;
    BECOMES("Mobile: 432 03 163", "Mobile: [PHONE]");
    BECOMES("Phone:\n99 577450", "Phone:\n[PHONE]");
    BECOMES("tel. 030/1234567", "tel. [PHONE]");
    BECOMES("callback 3125550148 or 3125550149", "callback [PHONE] or [PHONE]");
    BECOMES("not answering at 71-33-52-22", "not answering at [PHONE]");
    BECOMES("{\"phoneNumber\":\"3125550148\"}", "{\"phoneNumber\":\"[PHONE]\"}");
    BECOMES("PID-13=3125550148.", "PID-13=[PHONE].");
}

static void faxes_are_told_from_phones(void **state)
{
    (void)state;
    BECOMES("Fax to 3125550148 failed", "Fax to [FAX] failed");
    BECOMES("tel 312-555-0148, fax: +1 312 555 0149", "tel [PHONE], fax: [FAX]");
}

static void rows_of_numbers_are_no_phones(void **state)
{
    (void)state;
    STAYS("1 234 567 rows; 100 200 3000; 2019 2020 2021; 10-20-30-40");
    STAYS("00000010  00 01 00 00 00 3f 12 7a  00 00 20 00 00");
    STAYS("06177-004-0446016-02890, phone 8.1.14234.0, Windows Phone 10586");
    STAYS("Numer. Math. 20 (1982) 171-184; 105.658 3668 MeV; 252.227-7013; +1.12345679; 1:14~+20220107114130");
    STAYS("2023-01-05 10:11:12,345 [4417] 2023-01-05T10:11:12Z +0200");
}

static void social_security_numbers_are_found(void **state)
{
    (void)state;
    BECOMES("SSN 123-45-6789", "SSN [SSN]");
    BECOMES("(078-05-1120)", "([SSN])");
    BECOMES("ssn: 123456789; SSN 123 45 6789; SSN ending in 6789", "ssn: [SSN]; SSN [SSN]; SSN ending in [SSN]");
    BECOMES("social security number is 123-45-6789", "social security number is [SSN]");
    BECOMES("\"ssn\":\"123456789\"", "\"ssn\":\"[SSN]\"");
    STAYS("1-123-45-6789-0 and 123-456-789");
}

static void record_numbers_are_found_behind_their_labels(void **state)
{
    (void)state;
    BECOMES("(MRN: 12345)", "(MRN: [MRN])");
    BECOMES("MRN 87342GH, MRN #AB-998877", "MRN [MRN], MRN [MRN]");
    BECOMES("medical record number is 4417720", "medical record number is [MRN]");
    BECOMES("Med Rec#: AB-12345", "Med Rec#: [MRN]");
    BECOMES("Medical Record Number (MRN): 00441772", "Medical Record Number (MRN): [MRN]");
    BECOMES("access to record 784-51-525 and W72451939", "access to record [MRN] and [MRN]");
    BECOMES("Pt. 4417720, patient's chart no. 44177", "Pt. [MRN], patient's chart no. [MRN]");
    BECOMES("Patient/4417720 and ?mrn=4417720&x=1", "Patient/[MRN] and ?mrn=[MRN]&x=1");
    BECOMES("{\"patientId\":\"4417720\"} <mrn>4417720</mrn>", "{\"patientId\":\"[MRN]\"} <mrn>[MRN]</mrn>");
    BECOMES("NHS number 943 476 5919", "NHS number [MRN]");
    BECOMES("PID-3=4417720 PID-3.1: 4417720", "PID-3=[MRN] PID-3.1: [MRN]");
    BECOMES("MRN4417720 mrn-4417720", "[MRN] [MRN]");
}

static void a_list_goes_on_with_the_type_of_its_first(void **state)
{
    (void)state;
    BECOMES("MRNs 4417720, 4417721 and 4417722", "MRNs [MRN], [MRN] and [MRN]");
    BECOMES("merged chart 4417720 into T14318370", "merged chart [MRN] into [MRN]");
    BECOMES("[MRN], 4417721", "[MRN], [MRN]");
    STAYS("4417720, 4417721 and 4417722");
}

static void fields_of_an_hl7_message_are_found(void **state)
{
    (void)state;
    BECOMES("PID|1||4417720^^^H^MR~4417721||X^Y||19501009|F|||||3125550148",
            "PID|1||[MRN]^^^H^MR~[MRN]||X^Y||[DATE]|F|||||[PHONE]");
    STAYS("OBX|1|NM|4417720^X||19501009");
}

static void words_of_programs_are_no_labels(void **state)
{
    (void)state;
    STAYS("num_records = 1000000; --num-records 1000000; TestDriver (#7565); ActivityRecord{43157990 u0}");
    STAYS("record 1048576 bytes, patient list of 1234567 patients, account for 1234567 rows");
    STAYS("case 12345678: thread id 1234567, process id 44177123, [pid 254309], user id 1001");
    STAYS("SD card 123456789012; by_serial(X509_CRL *crl); serial 1200 baud; device 0x12345678");
}

static void ticket_ids_stay(void **state)
{
    (void)state;
    STAYS("#12345 ABC-123 KAFKA-12345 INC0048213 CHG0031120 RITM0012345 PRB0009912");
    STAYS("records (#6172), insurance (#712345), pump #4417, add coverage for #1040790");
    BECOMES("MRN #12345", "MRN [MRN]");
}

static void urls_are_found_with_their_paths(void **state)
{
    (void)state;
    BECOMES("on https://portal.example.org/patient/4417720; see", "on https://[URL]/-/-; see");
    BECOMES("(see http://www.example.com/a_(b).)", "(see http://[URL]/-.)");
    BECOMES("<a href=\"http://ehr.example.net/p?id=1&x=2\">", "<a href=\"http://[URL]/-?-\">");
    BECOMES("Seehttp://example.org/x", "http://[URL]/-");
    BECOMES("www.Example.se/ and ftp://10.1.2.3/x and http://[2001:db8::1]:80/", "[URL]/ and ftp://[URL]/- and http://[URL]:80/");
    BECOMES("portal.example.org/patient/4417720?x=1", "[URL]/-/-?-");
    BECOMES("jdbc:mysql://db.hospital.example:3306/ehr", "jdbc:mysql://[URL]:3306/-");
}

static void public_and_local_urls_stay(void **state)
{
    (void)state;
    STAYS(
        "xmlns=\"http://www.w3.org/2001/XMLSchema\" http://schemas.example.com/x http://hl7.org/fhir/StructureDefinition/Patient");
    STAYS("http://localhost:8080/health http://127.0.0.1:3000/ pack://application:,,,/x std://");
    STAYS("git-svn-id: http://svn.example.org/repo/trunk@36 a5544e8c-8a19-0410-ba12-f9af4593a198");
    STAYS("http:// https://. www. www.x path/to/12345 com.example.Foo/12345");
    BECOMES("http://localhost:8080/patient/4417720", "http://localhost:8080/patient/[MRN]");
}

static void addresses_of_hosts_are_found(void **state)
{
    (void)state;
    BECOMES("from 10.4.2.77 port 22", "from [IP] port 22");
    BECOMES("IP address: 8.8.8.8 (client 4.5.6.7)", "IP address: [IP] (client [IP])");
    BECOMES("203.0.113.77 192.168.1.0/24 host 10.0.0.1", "[IP] [IP]/24 host [IP]");
    BECOMES("ssh admin@10.20.30.40", "ssh admin@[IP]");
    BECOMES("10.11.12.13:8443 refused", "[IP]:8443 refused");
    BECOMES("fe80::e64e:4699 2001:db8:e443::1533 [fd00::1]:443", "[IP] [IP] [[IP]]:443");
    BECOMES("5a1b:1234:a567:b123:a12:12a1:a123:1aa1", "[IP]");
}

static void versions_and_names_are_no_addresses(void **state)
{
    (void)state;
    STAYS("version 10.2.1.4; v10.2.1.4; Version: 4.0.0.214; build 1.2.3.4; 10.2.14");
    STAYS("upgraded from 10.2.1.4 to 10.3.0.1; Foo.Bar 9.3.99.33 (ea30b32); RestSharp/105.2.3.0; 13.0.782.112");
    STAYS("10.2.1.4-1ubuntu2 gtk-10.2.1.4 2.0.0.0__b77a5c56 1.2.3.4.5 1.3.6.1.4.1");
    STAYS("0.0.0.0 127.0.0.1:8080 255.255.255.0 1.0.0.0 ::1 ::");
    STAYS("std::vector a::b::c fe::d dead::beef Add::C3 10:11:12 1:2:3:4 AA:BB:CC:DD:EE:FF:00:11");
}

static void dates_of_birth_are_found_in_any_form(void **state)
{
    (void)state;
    BECOMES("DOB 16-DEC-1954, DOB: 4/28/64, dob=19501009", "DOB [DATE], DOB: [DATE], dob=[DATE]");
    BECOMES("born on the 9th of October, 1950", "born on the [DATE]");
    BECOMES("date of birth is October 9, 1950.", "date of birth is [DATE].");
    BECOMES("born Oct. 9th 1950; Birth date: 7 Nov 1998", "born [DATE]; Birth date: [DATE]");
    BECOMES("d.o.b.: 09.10.1950 (b. 1950-10-09)", "d.o.b.: [DATE] (b. [DATE])");
    BECOMES("\"birthDate\":\"1950-10-09T00:00:00Z\"", "\"birthDate\":\"[DATE]\"");
    BECOMES("PID-7=9 Oct 1950 and 1950-10-09 (DOB)", "PID-7=[DATE] and [DATE] (DOB)");
}

static void dates_with_a_day_or_a_month_are_found(void **state)
{
    (void)state;
    BECOMES("released on 5 Jan 2023, since October 9, 2022", "released on [DATE], since [DATE]");
    BECOMES("seen 2/8/1935 and 11/23/60, on 20150107", "seen [DATE] and [DATE], on [DATE]");
    BECOMES("last seen 28-DEC-1951. April 20th, 2023; Feb 14th", "last seen [DATE]. [DATE]; [DATE]");
    BECOMES("On 2007-01-17 23:08:55, it was", "On [DATE], it was");
    BECOMES("in March 2021, 9.10.2014", "in [DATE], [DATE]");
}

static void other_dates_and_times_stay(void **state)
{
    (void)state;
    STAYS("2023-01-05 10:11:12.345 INFO, in 2023, 20230105, 10.2.14, 1/12, v2016-03-01, 2023-01-05T10:11:12Z");
    STAYS("see /2016/05/12/ and log-2016-05-12.txt, version 2016-03-01, 10-2-14");
    STAYS("2016-05-12 10:11:12 the service stopped\n[2016-05-12 10:11:13] and began");
    STAYS("born in 1950, DOB unknown, birthday party on Monday");
}

static void cards_are_found_by_their_check_digit(void **state)
{
    (void)state;
    BECOMES("4111111111111111 5500-0000-0000-0004, 3782 822463 10005", "[CARD] [CARD], [CARD]");
    BECOMES("my card 180016070420458", "my card [CARD]");
    STAYS("4111111111111112 1609459200123 9223372036854775807 0.4111111111111111 0x4111111111111111");
    STAYS("40835000-40836000 rwxp; 5443 5444 5445 5446 5447 5448");
}

static void accounts_are_found(void **state)
{
    (void)state;
    BECOMES("account 4234 8784 0119 7339 and acct# 0034-5521-88", "account [ACCOUNT] and acct# [ACCOUNT]");
    BECOMES("Acct. 6817529233; account number: 12345; AC-75965828",
            "Acct. [ACCOUNT]; account number: [ACCOUNT]; [ACCOUNT]");
    BECOMES("GB82WEST12345698765432 or DE89 3704 0044 0532 0130 00", "[ACCOUNT] or [ACCOUNT]");
    BECOMES("paid 4811 0325 0045 5549 twice", "paid [ACCOUNT] twice");
    STAYS("ac6366460746 accounts 12 accounting 4417720 GB00WEST12345698765432");
}

static void plans_are_found(void **state)
{
    (void)state;
    BECOMES("member ID YSZ468496489, insurance # is NP-1234AB", "member ID [HEALTHPLAN], insurance # is [HEALTHPLAN]");
    BECOMES("insurance policy number 12345-6789; his plan ID: TR-567899",
            "insurance policy number [HEALTHPLAN]; his plan ID: [HEALTHPLAN]");
    BECOMES("1EG4-TE5-MK73 XYZ123456789", "[HEALTHPLAN] [HEALTHPLAN]");
    BECOMES("insurance card number 123456789", "insurance card number [HEALTHPLAN]");
    STAYS("INC123456789 plan 1234567 query plan for 9 members");
}

static void licences_are_found(void **state)
{
    (void)state;
    BECOMES("driver's license number is F1628235", "driver's license number is [LICENSE]");
    BECOMES("driver licence M687-3546-5921; DEA no. AB1234563; NPI 1234567893",
            "driver licence [LICENSE]; DEA no. [LICENSE]; NPI [LICENSE]");
    STAYS("License: rfc5334-license, Apache License 2.0, input driver (#1276)");
}

static void devices_are_found(void **state)
{
    (void)state;
    BECOMES("Infusion pump YRR-847065, SN WY46918457", "Infusion pump [DEVICE], [DEVICE]");
    BECOMES("UDI (01)00844588003288(17)141120(21)AB12 ok", "UDI [DEVICE] ok");
    BECOMES("bc:89:d7:3d:77:bd 00-1B-44-11-3A-B7 246a.50e8.0e33", "[DEVICE] [DEVICE] [DEVICE]");
    BECOMES("s/n: ABC123456, serial number 0044-7712-AB, IMEI 490154203237518",
            "s/n: [DEVICE], serial number [DEVICE], IMEI [DEVICE]");
    STAYS("00:00:00:00:00:00 ff:ff:ff:ff:ff:ff pump 3 alarm 447");
}

static void vehicles_are_found(void **state)
{
    (void)state;
    BECOMES("VIN 1M8GDM9AXKP042788, 1M8GDM9AXKP042788", "VIN [VEHICLE], [VEHICLE]");
    BECOMES("Ambulance WDB6347CP88811406", "Ambulance [VEHICLE]");
    BECOMES("Ambulance WDX 0123, plates XYZ 1234 and ABC-9876", "Ambulance [VEHICLE], plates [VEHICLE] and [VEHICLE]");
    BECOMES("license plate 6TRJ244; car reg. AB12 CDE", "license plate [VEHICLE]; car reg. [VEHICLE]");
    STAYS("ambulance 42, vehicle 12345, ABC 1234, 1M8GDM9A0KP042788");
}

static void other_identifiers_are_found(void **state)
{
    (void)state;
    BECOMES("employee ID 0044177, Rx# 7712345, passport X1234567", "employee ID [ID], Rx# [ID], passport [ID]");
}

static void clean_text_comes_back_byte_for_byte(void **state)
{
    static const char text[] =
        "Upgrade from 10.2.14 to 10.3.0 broke the ORU feed\0at 0x7fff5fbff8c0; 120/80, 1/12, 95th percentile,\r\n"
        "LOINC 2345-7, SNOMED 44054006, heap 16384 MB, port 8443, line 12345, 9f8c2d1e7ab4, 1234567 ms,\t"
        "3fa85f64-5717-4562-b3fc-2c963f66afa6 \xff\xfe\x80 \xc3";

    (void)state;
    strbuf_clear(&out);
    assert_int_equal(deidentify_text(&out, text, sizeof text, NULL, counts, &spans, NULL), 0);
    assert_int_equal(out.len, sizeof text);
    assert_memory_equal(out.data, text, sizeof text);
    assert_int_equal(deidentify_text(&out, NULL, 0, NULL, counts, &spans, NULL), 0);
    assert_int_equal(out.len, sizeof text);
}

static void placeholders_stay(void **state)
{
    (void)state;
    STAYS("[EMAIL] [PHONE] MRN [MRN], fax [FAX], card [CARD] [PERSON:0123456789ab] [DATE:0123456789ab]");
    STAYS("<email> <person> <phone> [NAME] [ADDRESS] [LOCATION] [ZIP] [AGE]");
    BECOMES("[XYZ] MRN [441772]", "[XYZ] MRN [[MRN]]");
    BECOMES("card [PERSON:0123456789ag] x", "card [PERSON:0123456789ag] x");
}

static void spans_tell_where_and_what(void **state)
{
    static const char text[] = "a@example.org, MRN 12345";

    (void)state;
    assert_int_equal(deidentify_find(&spans, text, strlen(text), NULL, NULL), 0);
    assert_int_equal(spans.n, 2);
    assert_int_equal(spans.span[0].start, 0);
    assert_int_equal(spans.span[0].end, 13);
    assert_int_equal(spans.span[0].type, PHI_EMAIL);
    assert_int_equal(spans.span[1].start, 19);
    assert_int_equal(spans.span[1].end, 24);
    assert_int_equal(spans.span[1].type, PHI_MRN);
    assert_int_equal(deidentify_find(&spans, "none", 4, NULL, NULL), 0);
    assert_int_equal(spans.n, 0);
}

static void the_result_is_appended_and_counted(void **state)
{
    static const char text[] = "a@example.org b@example.org 078-05-1120";

    (void)state;
    strbuf_adds(&out, "x: ");
    memset(counts, 0, sizeof counts);
    counts[PHI_SSN] = 4;
    assert_int_equal(deidentify_text(&out, text, strlen(text), NULL, counts, &spans, NULL), 0);
    assert_string_equal(out.data, "x: [EMAIL] [EMAIL] [SSN]");
    assert_int_equal(counts[PHI_EMAIL], 2);
    assert_int_equal(counts[PHI_SSN], 5);
    assert_int_equal(counts[PHI_URL], 0);
}

static void without_memory_nothing_is_appended(void **state)
{
    static const char text[] = "a@example.org b@example.org";
    struct err err = ERR_INIT;

    (void)state;
    memset(counts, 0, sizeof counts);
    for (long n = 0; n < 2; n++) { /* the spans, then the text */
        phi_spans_release(&spans);
        mem_fail_after(n);
        assert_int_equal(deidentify_text(&out, text, strlen(text), NULL, counts, &spans, &err), ERR_NOMEM);
        assert_true(mem_failed());
        assert_int_equal(out.len, 0);
        assert_int_equal(counts[PHI_EMAIL], 0);
        mem_fail_after(-1);
        strbuf_clear(&out);
    }
}

/* Also what is found in part behind the end, or before it: memory of exactly its size, for the sanitizers. */
static void no_byte_beyond_the_text_is_read(void **state)
{
    static const char text[] =
        "MRN 441772 PID|1||441772^ (01)00844588003288(21)A born 9 Oct 1950 http://x.org www.x.org 2001:db8::1 "
        "a@x.org 4111 1111 1111 1111 312-555-0148 x12 AB12 CDE bc:89:d7:3d:77:bd [PERSON:0123456789ab]";

    (void)state;
    for (size_t from = 0; from < sizeof text - 1; from++) {
        for (size_t len = 0; from + len < sizeof text; len += 1 + from % 3) {
            char *copy = malloc(len == 0 ? 1 : len);

            assert_non_null(copy);
            memcpy(copy, text + from, len);
            assert_int_equal(deidentify_find(&spans, copy, len, NULL, NULL), 0);
            free(copy);
        }
    }
}

static const char *person(const char *value, uint8_t first_of_key)
{
    uint8_t key[DIGEST_KEY_SIZE] = { first_of_key };

    strbuf_clear(&out);
    deidentify_person(&out, value, strlen(value), key);
    return out.data;
}

static void a_person_stays_the_same_under_a_key(void **state)
{
    char once[64];

    (void)state;
    strcpy(once, person("Jane Doe", 1));
    assert_int_equal(strlen(once), strlen("[PERSON:0123456789ab]"));
    assert_int_equal(strncmp(once, "[PERSON:", 8), 0);
    assert_string_equal(person("  JANE doe\t\n", 1), once);
    assert_string_not_equal(person("Jane Do", 1), once);
    assert_string_not_equal(person("Jane Doe", 2), once);
    assert_string_equal(person(once, 2), once);
    STAYS(once);
}

static void blank_persons_are_nothing(void **state)
{
    (void)state;
    assert_string_equal(person("", 1), "");
    assert_string_equal(person(" \t\r\n", 1), "");
    assert_string_not_equal(person("[PERSON:0123456789xy]", 1), "[PERSON:0123456789xy]");
}

static void long_persons_are_folded_whole(void **state)
{
    char lower[1000], upper[1000];
    char once[64];

    (void)state;
    memset(lower, 'a', sizeof lower - 1);
    memset(upper, 'A', sizeof upper - 1);
    lower[sizeof lower - 1] = upper[sizeof upper - 1] = '\0';
    strcpy(once, person(lower, 1));
    assert_string_equal(person(upper, 1), once);
    upper[sizeof upper - 2] = 'b';
    assert_string_not_equal(person(upper, 1), once);
}

static void what_is_technical_of_a_url_stays(void **state)
{
    (void)state;
    BECOMES("https://jane:pw@ehr.example.org:8443/patient/4417720/chart.aspx?id=7#top", "https://[URL]:8443/-/-/-.aspx?-#-");
    BECOMES("HTTPS://ehr.example.org/Report.PDF.", "HTTPS://[URL]/-.pdf.");
    BECOMES("http://ehr.example.org", "http://[URL]");
    BECOMES("http://ehr.example.org?id=7 http://ehr.example.org/?id=7", "http://[URL] http://[URL]/?-");
    BECOMES("http://ehr.example.org//a//b/#x", "http://[URL]/-/-/#-");
    BECOMES("http://ehr.example.org/a/b/c/d/e/f/g/h/i/jane.json", "http://[URL]/-/-/-/-/-/-/-/-.json");
    BECOMES("http://ehr.example.org/jane.roe http://ehr.example.org/a.4417720", "http://[URL]/- http://[URL]/-");
    BECOMES("ldaps://dc01.example.org:636, amqp://[2001:db8::7]:5672/x", "ldaps://[URL]:636, amqp://[URL]:5672/-");
    BECOMES("http://2001:db8::1533/ http://ehr.example.org:441772/ http://ehr.example.org:70000/", "http://[URL]/ http://[URL]/ http://[URL]/");
    BECOMES("ftp://jane:4417/pw@ehr.example.org/x", "ftp://[URL]/-/-");
    BECOMES("http://ehr.example.org:8443/ MRN 4417720", "http://[URL]:8443/ MRN [MRN]");
    /* what stays is not read as something else behind it */
    STAYS("http://[URL]:201 555-4477");
    STAYS("MRN http://[URL]:44177 and [URL]/-/-.xml#- x");
    BECOMES("http://h.example:201 555-4477", "http://[URL]:201 555-4477");
    BECOMES("[URL]:4417720123 call 555-201-4477", "[URL]:4417720123 call [PHONE]");
}

/* The value of a column without what was found, and "NAME: " before it where the name was touched. */
static const char *named(const char *name, const char *value)
{
    size_t start = 99;

    strbuf_clear(&out);
    memset(counts, 0, sizeof counts);
    assert_int_equal(deidentify_named(&out, &start, name, value, strlen(value), NULL, counts, &spans, NULL), 0);
    assert_true(start == 0 || start == strlen(name) + 2);
    return out.data + start;
}

static void a_value_is_read_under_its_name_and_by_itself(void **state)
{
    (void)state;
    assert_string_equal(named("MRN", "4417720"), "[MRN]");
    assert_int_equal(counts[PHI_MRN], 1);
    assert_string_equal(named("Fax", "555-201-4477"), "[FAX]"); /* not [PHONE] */
    assert_string_equal(named("ward note", "Halld\303\263r: What a wife."), "[NAME]: What a wife.");
    assert_string_equal(named("ward note", "Halld\303\263r: asked for Halld\303\263r"), "[NAME]: asked for [NAME]");
    assert_string_equal(named("note of jr@clinic.example", "Halld\303\263r: What a wife."), "note of [EMAIL]: [NAME]: What a wife.");
    assert_int_equal(counts[PHI_EMAIL], 1);
    assert_int_equal(counts[PHI_NAME], 1);
    assert_string_equal(named("ward note", "what a wife."), "what a wife.");
    assert_string_equal(named("ward note", ""), "");
    assert_string_equal(named("", "MRN 4417720"), "MRN [MRN]");
    assert_string_equal(named("call 555-201", "4477 now"), "4477 now");
}

static void types_have_names_and_rules_a_version(void **state)
{
    (void)state;
    for (int i = 0; i < PHI_N_TYPES; i++)
        assert_true(phi_type_name[i] != NULL && phi_type_name[i][0] != '\0');
    assert_string_equal(phi_type_name[PHI_HEALTHPLAN], "HEALTHPLAN");
    assert_int_equal(deidentify_rules_version(), 6);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_technical_of_a_url_stays),
        CASE(a_value_is_read_under_its_name_and_by_itself),
        CASE(emails_are_found_with_all_their_parts),
        CASE(what_only_has_an_at_sign_is_no_email),
        CASE(what_is_found_does_not_hang_on_where_it_stands),
        CASE(phones_are_found_by_their_form),
        CASE(phones_of_any_form_are_found_behind_a_word),
        CASE(faxes_are_told_from_phones),
        CASE(rows_of_numbers_are_no_phones),
        CASE(social_security_numbers_are_found),
        CASE(record_numbers_are_found_behind_their_labels),
        CASE(a_list_goes_on_with_the_type_of_its_first),
        CASE(fields_of_an_hl7_message_are_found),
        CASE(words_of_programs_are_no_labels),
        CASE(ticket_ids_stay),
        CASE(urls_are_found_with_their_paths),
        CASE(public_and_local_urls_stay),
        CASE(addresses_of_hosts_are_found),
        CASE(versions_and_names_are_no_addresses),
        CASE(dates_of_birth_are_found_in_any_form),
        CASE(dates_with_a_day_or_a_month_are_found),
        CASE(other_dates_and_times_stay),
        CASE(cards_are_found_by_their_check_digit),
        CASE(accounts_are_found),
        CASE(plans_are_found),
        CASE(licences_are_found),
        CASE(devices_are_found),
        CASE(vehicles_are_found),
        CASE(other_identifiers_are_found),
        CASE(clean_text_comes_back_byte_for_byte),
        CASE(placeholders_stay),
        CASE(spans_tell_where_and_what),
        CASE(the_result_is_appended_and_counted),
        CASE(without_memory_nothing_is_appended),
        CASE(no_byte_beyond_the_text_is_read),
        CASE(a_person_stays_the_same_under_a_key),
        CASE(blank_persons_are_nothing),
        CASE(long_persons_are_folded_whole),
        CASE(types_have_names_and_rules_a_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
