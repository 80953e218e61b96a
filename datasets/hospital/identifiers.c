#include "datasets/hospital/identifiers.h"

#include <stdio.h>

#include "datasets/hospital/names.h"
#include "datasets/hospital/systems.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const type[N_SLOTS] = {
    [SLOT_PATIENT] = "NAME",    [SLOT_MRN] = "MRN",   [SLOT_DOB] = "DATE",        [SLOT_PHONE] = "PHONE",
    [SLOT_EMAIL] = "EMAIL",     [SLOT_SSN] = "SSN",   [SLOT_IP] = "IP",           [SLOT_URL] = "URL",
    [SLOT_ACCOUNT] = "ACCOUNT", [SLOT_CARD] = "CARD", [SLOT_PLAN] = "HEALTHPLAN",
};

/* Published for tests by payment companies; each passes the check of Luhn and none is ever issued. */
static const char *const test_card[] = {
    "4111 1111 1111 1111", "4012888888881881", "5555 5555 5555 4444", "5105105105105100", "378282246310005",
    "3714 496353 98431",   "6011111111111117", "3530 1113 3330 0000", "4242424242424242", "2223003122003222",
};

static const char *const network[] = { "192.0.2", "198.51.100", "203.0.113" };
static const char *const area_code[] = { "212", "312", "415", "617", "702", "808" };

static const char *const sentence[] = {
    "{Patient|Pt} $patient, MRN $mrn{, is waiting|, is affected|}.",
    "{Example|Example patient|Affected}: MRN $mrn, DOB $dob.",
    "{It concerns|It is about|Seen with} MRN $mrn{ ($patient)| on $ward|}.",
    "Patient: $patient, born $dob, MRN $mrn, $ward.",
    "{Screenshot shows|In the screenshot:} $patient, DOB $dob.",
    "{Daughter|Wife|Son} of $patient can be reached at $phone.",
    "{Please call|Call back} the patient ($patient) at $phone{ or write to $email|}.",
    "Patient wrote from $email{: it still does not work|, phone $phone|}.",
    "Registration shows SSN $ssn for {both|this patient}, MRN $mrn.",
    "$patient, SSN $ssn, {was registered twice|exists twice}.",
    "Link to the record: $url",
    "{See|Direct link} $url (MRN $mrn).",
    "Last portal login of $email came from $ip.",
    "Guarantor account no. $account{, patient $patient|}.",
    "Member ID $plan, {payer says unknown|claim for MRN $mrn}.",
    "Copay was charged to card $card{ twice|}, account no. $account.",
    "e.g. $patient ($dob), {another one|also} MRN $mrn",
    "MRN $mrn {and others|is one of them}.",
    "{Patient|Pt} $patient on $ward is one {example|case}.",
};

static const char *const title[] = {
    "MRN $mrn",
    "pt $patient",
    "patient $patient",
    "($patient, MRN $mrn)",
};

const char *identifier_type(enum slot slot)
{
    return type[slot];
}

const char *patient_sentence(struct rng *rng)
{
    return sentence[rng_below(rng, COUNT(sentence))];
}

const char *patient_title(struct rng *rng)
{
    return title[rng_below(rng, COUNT(title))];
}

void documentation_address(char out[SLOT_MAX], struct rng *rng)
{
    const char *net = network[rng_below(rng, COUNT(network))];

    snprintf(out, SLOT_MAX, "%s.%u", net, 1 + rng_below(rng, 254));
}

/* Area numbers 000, 666 and 900-999 are never issued as SSN (20 CFR 422.103; SSA, "The SSN Numbering Scheme"). Within
 * 9xx the groups 50-65, 70-88, 90-92 and 94-99 serve as taxpayer numbers, so only groups 01-49 are used. 987-65-4320
 * to -4329 were reserved for advertisements. */
static void make_ssn(char out[SLOT_MAX], struct rng *rng)
{
    static const unsigned area[] = { 0, 666 };
    unsigned group = 1 + rng_below(rng, 49), serial = 1 + rng_below(rng, 9999);

    switch (rng_below(rng, 4)) {
    case 0:
        snprintf(out, SLOT_MAX, "987-65-432%u", rng_below(rng, 10));
        break;
    case 1:
        snprintf(out, SLOT_MAX, "%03u-%02u-%04u", area[rng_below(rng, 2)], group, serial);
        break;
    default:
        snprintf(out, SLOT_MAX, "9%02u-%02u-%04u", rng_below(rng, 100), group, serial);
        break;
    }
}

static void make_dob(char out[SLOT_MAX], struct rng *rng)
{
    unsigned year = 1931 + rng_below(rng, 90), month = 1 + rng_below(rng, 12), day = 1 + rng_below(rng, 28);

    switch (rng_below(rng, 3)) {
    case 0:
        snprintf(out, SLOT_MAX, "%02u/%02u/%u", month, day, year);
        break;
    case 1:
        snprintf(out, SLOT_MAX, "%u-%02u-%02u", year, month, day);
        break;
    default:
        snprintf(out, SLOT_MAX, "%u/%u/%02u", month, day, year % 100);
        break;
    }
}

static void make_phone(char out[SLOT_MAX], struct rng *rng)
{
    const char *area = area_code[rng_below(rng, COUNT(area_code))];
    unsigned last = rng_below(rng, 100);

    switch (rng_below(rng, 3)) {
    case 0:
        snprintf(out, SLOT_MAX, "%s-555-01%02u", area, last);
        break;
    case 1:
        snprintf(out, SLOT_MAX, "(%s) 555-01%02u", area, last);
        break;
    default:
        snprintf(out, SLOT_MAX, "%s.555.01%02u", area, last);
        break;
    }
}

static void make_email(char out[SLOT_MAX], const char *first, const char *last, struct rng *rng)
{
    static const char *const domain[] = { "example.org", "example.com", "example.net", "mail.example.org" };
    const char *at = domain[rng_below(rng, COUNT(domain))];
    char joint = "._-"[rng_below(rng, 3)];

    address_format(out, SLOT_MAX, "%s%c%s%02u@%s", first, joint, last, rng_below(rng, 100), at);
}

/* The order of calls is the order of the draws, so none stands beside another in one list of arguments. */
void patient_new(struct scene *scene, struct rng *rng)
{
    const char *first = patient_given(rng), *last = patient_surname(rng);
    const char *host = rng_below(rng, 2) ? "chart" : "portal", *page = rng_below(rng, 2) ? "results" : "summary";
    unsigned mrn = rng_below(rng, 1000000), account = rng_below(rng, 10000);

    for (int slot = SLOT_PATIENT; slot <= SLOT_PLAN; slot++)
        scene->value[slot] = scene->text[slot];
    snprintf(scene->text[SLOT_PATIENT], SLOT_MAX, "%s %s", first, last);
    snprintf(scene->text[SLOT_MRN], SLOT_MAX, "%08u", mrn);
    make_dob(scene->text[SLOT_DOB], rng);
    make_phone(scene->text[SLOT_PHONE], rng);
    make_email(scene->text[SLOT_EMAIL], first, last, rng);
    make_ssn(scene->text[SLOT_SSN], rng);
    documentation_address(scene->text[SLOT_IP], rng);
    snprintf(scene->text[SLOT_URL], SLOT_MAX, "https://%s." HOSPITAL_DOMAIN "/patient/%08u/%s", host, mrn, page);
    snprintf(scene->text[SLOT_ACCOUNT], SLOT_MAX, "LG-%04u-%06u", account, rng_below(rng, 1000000));
    snprintf(scene->text[SLOT_CARD], SLOT_MAX, "%s", test_card[rng_below(rng, COUNT(test_card))]);
    snprintf(scene->text[SLOT_PLAN], SLOT_MAX, "XQT%09u", rng_below(rng, 1000000000));
}
