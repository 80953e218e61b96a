#include "datasets/phi/phi_context.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/*
 * What a word does in the search for a label. FILLER and ANNOUNCE carry nothing, but ANNOUNCE ("number", "id", "no.") makes the
 * label behind it a strong one. BEFORE_BIRTH ("date") leaves birth as the only label that counts. The rest are labels: STRONG
 * ones stand alone, WEAK ones want a value that looks the part, NUMBERED ones count only with an ANNOUNCE, and the last
 * five are decided by the word before them.
 */
enum role { FILLER, ANNOUNCE, BEFORE_BIRTH, STRONG, WEAK, NUMBERED, RECORD, CARD, PLAN, SECURITY, BACK };

enum { WORD_MAX = 20, GAP_MAX = 12, FILLERS_MAX = 4 };

struct word {
    const char *text;
    unsigned char role, type;
    bool dotted; /* an abbreviation: a '.' after it ends no sentence */
};

/* clang-format off */
#define W(text, role, type) { text, role, type, false }
#define A(text, role, type) { text, role, type, true }

/* Sorted, for bsearch. Singular and plural where tickets use both; glued forms are JSON keys and column names in lower case. */
static const struct word words[] = {
    W("a", FILLER, PHI_NONE), W("aadhaar", STRONG, PHI_ID), W("accession", NUMBERED, PHI_ID),
    W("account", WEAK, PHI_ACCOUNT), W("accountid", STRONG, PHI_ACCOUNT), W("accountno", STRONG, PHI_ACCOUNT),
    W("accountnumber", STRONG, PHI_ACCOUNT), W("accounts", WEAK, PHI_ACCOUNT), A("acct", WEAK, PHI_ACCOUNT),
    A("accts", WEAK, PHI_ACCOUNT), W("admission", NUMBERED, PHI_MRN), W("ambulance", WEAK, PHI_VEHICLE),
    W("amex", WEAK, PHI_CARD), W("an", FILLER, PHI_NONE), W("answering", WEAK, PHI_PHONE), W("are", FILLER, PHI_NONE),
    W("as", FILLER, PHI_NONE), W("asset", NUMBERED, PHI_DEVICE), W("at", FILLER, PHI_NONE),
    W("b", BEFORE_BIRTH, PHI_NONE), W("back", BACK, PHI_PHONE), W("badge", WEAK, PHI_ID), W("bday", STRONG, PHI_DATE),
    W("be", FILLER, PHI_NONE), W("beeper", STRONG, PHI_PHONE), W("beneficiary", WEAK, PHI_HEALTHPLAN),
    W("birth", STRONG, PHI_DATE), W("birthdate", STRONG, PHI_DATE), W("birthday", STRONG, PHI_DATE),
    W("born", STRONG, PHI_DATE), W("call", WEAK, PHI_PHONE), W("callback", STRONG, PHI_PHONE),
    W("called", WEAK, PHI_PHONE), W("car", WEAK, PHI_VEHICLE), W("card", CARD, PHI_CARD), W("cards", CARD, PHI_CARD),
    W("cc", WEAK, PHI_CARD), W("cdl", STRONG, PHI_LICENSE), W("cell", WEAK, PHI_PHONE),
    W("cellphone", STRONG, PHI_PHONE), W("certificate", NUMBERED, PHI_LICENSE), W("chart", WEAK, PHI_MRN),
    W("charts", WEAK, PHI_MRN), W("chassis", STRONG, PHI_VEHICLE), W("claim", NUMBERED, PHI_ID),
    W("client", NUMBERED, PHI_ID), W("code", ANNOUNCE, PHI_NONE), W("contact", WEAK, PHI_PHONE),
    W("coverage", NUMBERED, PHI_HEALTHPLAN), W("credit", WEAK, PHI_CARD), W("csn", STRONG, PHI_MRN),
    W("customer", NUMBERED, PHI_ID), W("date", BEFORE_BIRTH, PHI_NONE), W("dateofbirth", STRONG, PHI_DATE),
    W("dea", STRONG, PHI_LICENSE), W("debit", WEAK, PHI_CARD), W("defibrillator", WEAK, PHI_DEVICE),
    W("desk", WEAK, PHI_PHONE), W("device", WEAK, PHI_DEVICE), W("dial", WEAK, PHI_PHONE),
    W("direct", WEAK, PHI_PHONE), W("discover", WEAK, PHI_CARD), W("dl", WEAK, PHI_LICENSE),
    W("dob", STRONG, PHI_DATE), W("ehr", WEAK, PHI_MRN), W("emergency", WEAK, PHI_PHONE), W("empi", STRONG, PHI_MRN),
    W("employee", NUMBERED, PHI_ID), W("emr", WEAK, PHI_MRN), W("encounter", WEAK, PHI_MRN),
    W("ending", FILLER, PHI_NONE), W("enrollee", WEAK, PHI_HEALTHPLAN), W("episode", NUMBERED, PHI_MRN),
    W("fax", STRONG, PHI_FAX), W("faxed", WEAK, PHI_FAX), W("faxes", WEAK, PHI_FAX), W("fin", WEAK, PHI_ACCOUNT),
    W("fon", STRONG, PHI_PHONE), W("for", FILLER, PHI_NONE), A("geb", STRONG, PHI_DATE),
    W("geboren", STRONG, PHI_DATE), W("geburtsdatum", STRONG, PHI_DATE), W("glucometer", WEAK, PHI_DEVICE),
    W("guarantor", NUMBERED, PHI_ACCOUNT), W("handy", WEAK, PHI_PHONE), W("hbn", STRONG, PHI_HEALTHPLAN),
    W("healthplan", WEAK, PHI_HEALTHPLAN), W("her", FILLER, PHI_NONE), W("hicn", STRONG, PHI_HEALTHPLAN),
    W("him", FILLER, PHI_NONE), W("his", FILLER, PHI_NONE), W("home", WEAK, PHI_PHONE),
    W("hospital", NUMBERED, PHI_MRN), W("iban", STRONG, PHI_ACCOUNT), W("iccid", STRONG, PHI_DEVICE),
    A("id", ANNOUNCE, PHI_NONE), W("identifier", ANNOUNCE, PHI_NONE), W("ids", ANNOUNCE, PHI_NONE),
    W("imei", STRONG, PHI_DEVICE), W("implant", WEAK, PHI_DEVICE), W("imsi", STRONG, PHI_DEVICE),
    W("in", FILLER, PHI_NONE), A("ins", WEAK, PHI_HEALTHPLAN), W("insur", WEAK, PHI_HEALTHPLAN),
    W("insurance", WEAK, PHI_HEALTHPLAN), W("insurer", WEAK, PHI_HEALTHPLAN), W("is", FILLER, PHI_NONE),
    A("lic", WEAK, PHI_LICENSE), W("licence", WEAK, PHI_LICENSE), W("licences", WEAK, PHI_LICENSE),
    W("license", WEAK, PHI_LICENSE), W("licenses", WEAK, PHI_LICENSE), W("mastercard", WEAK, PHI_CARD),
    W("mbi", STRONG, PHI_HEALTHPLAN), W("me", FILLER, PHI_NONE), W("medicaid", WEAK, PHI_HEALTHPLAN),
    W("medicalrecordnumber", STRONG, PHI_MRN), W("medicare", WEAK, PHI_HEALTHPLAN), W("medrec", STRONG, PHI_MRN),
    W("meid", STRONG, PHI_DEVICE), W("member", WEAK, PHI_HEALTHPLAN), W("memberid", STRONG, PHI_HEALTHPLAN),
    W("members", WEAK, PHI_HEALTHPLAN), W("messages", WEAK, PHI_PHONE), W("mobil", WEAK, PHI_PHONE),
    W("mobile", WEAK, PHI_PHONE), W("monitor", WEAK, PHI_DEVICE), A("mr", NUMBERED, PHI_MRN),
    W("mrn", STRONG, PHI_MRN), W("mrns", STRONG, PHI_MRN), W("msisdn", STRONG, PHI_PHONE), W("my", FILLER, PHI_NONE),
    W("new", FILLER, PHI_NONE), W("nhs", STRONG, PHI_MRN), A("no", ANNOUNCE, PHI_NONE), A("nos", ANNOUNCE, PHI_NONE),
    W("npi", STRONG, PHI_LICENSE), A("nr", ANNOUNCE, PHI_NONE), W("nric", STRONG, PHI_ID),
    A("num", ANNOUNCE, PHI_NONE), W("number", ANNOUNCE, PHI_NONE), W("numbers", ANNOUNCE, PHI_NONE),
    W("of", FILLER, PHI_NONE), W("office", WEAK, PHI_PHONE), W("old", FILLER, PHI_NONE), W("on", FILLER, PHI_NONE),
    W("our", FILLER, PHI_NONE), W("pacemaker", WEAK, PHI_DEVICE), W("pager", STRONG, PHI_PHONE),
    W("passport", WEAK, PHI_ID), W("patient", WEAK, PHI_MRN), W("patientid", STRONG, PHI_MRN),
    W("patients", WEAK, PHI_MRN), W("payer", NUMBERED, PHI_HEALTHPLAN), A("ph", WEAK, PHI_PHONE),
    W("phone", STRONG, PHI_PHONE), W("phonenumber", STRONG, PHI_PHONE), W("phones", WEAK, PHI_PHONE),
    W("plan", PLAN, PHI_HEALTHPLAN), W("plate", STRONG, PHI_VEHICLE), W("plates", STRONG, PHI_VEHICLE),
    W("policy", WEAK, PHI_HEALTHPLAN), W("policyholder", WEAK, PHI_HEALTHPLAN), W("policyno", STRONG, PHI_HEALTHPLAN),
    W("policynumber", STRONG, PHI_HEALTHPLAN), W("prescription", NUMBERED, PHI_ID), A("pt", WEAK, PHI_MRN),
    A("pts", WEAK, PHI_MRN), W("pump", WEAK, PHI_DEVICE), W("pumps", WEAK, PHI_DEVICE), W("reach", WEAK, PHI_PHONE),
    W("reached", WEAK, PHI_PHONE), A("rec", RECORD, PHI_MRN), W("record", RECORD, PHI_MRN),
    W("records", RECORD, PHI_MRN), W("ref", ANNOUNCE, PHI_NONE), W("reference", ANNOUNCE, PHI_NONE),
    A("reg", ANNOUNCE, PHI_NONE), W("registered", WEAK, PHI_PHONE), W("registration", WEAK, PHI_VEHICLE),
    W("resident", NUMBERED, PHI_MRN), W("ring", WEAK, PHI_PHONE), W("routing", NUMBERED, PHI_ACCOUNT),
    W("rx", NUMBERED, PHI_ID), W("scanner", WEAK, PHI_DEVICE), W("security", SECURITY, PHI_SSN),
    W("serial", STRONG, PHI_DEVICE), W("serialno", STRONG, PHI_DEVICE), W("serialnumber", STRONG, PHI_DEVICE),
    W("site", NUMBERED, PHI_ID), W("sms", WEAK, PHI_PHONE), W("sn", STRONG, PHI_DEVICE),
    W("specimen", NUMBERED, PHI_ID), W("ssn", STRONG, PHI_SSN), W("ssns", STRONG, PHI_SSN),
    W("staff", NUMBERED, PHI_ID), W("student", NUMBERED, PHI_ID), W("subject", NUMBERED, PHI_ID),
    W("subscriber", WEAK, PHI_HEALTHPLAN), W("tag", ANNOUNCE, PHI_NONE), A("tel", STRONG, PHI_PHONE),
    W("telefax", STRONG, PHI_FAX), W("telefon", STRONG, PHI_PHONE), W("telephone", STRONG, PHI_PHONE),
    W("texted", WEAK, PHI_PHONE), W("that", FILLER, PHI_NONE), W("the", FILLER, PHI_NONE),
    W("their", FILLER, PHI_NONE), W("them", FILLER, PHI_NONE), W("this", FILLER, PHI_NONE), W("to", FILLER, PHI_NONE),
    W("truck", WEAK, PHI_VEHICLE), W("udi", STRONG, PHI_DEVICE), W("udid", STRONG, PHI_DEVICE),
    W("uhid", STRONG, PHI_MRN), W("under", FILLER, PHI_NONE), W("us", FILLER, PHI_NONE), W("van", WEAK, PHI_VEHICLE),
    W("vehicle", WEAK, PHI_VEHICLE), W("ventilator", WEAK, PHI_DEVICE), W("vin", STRONG, PHI_VEHICLE),
    W("visa", WEAK, PHI_CARD), W("visit", WEAK, PHI_MRN), W("was", FILLER, PHI_NONE), W("were", FILLER, PHI_NONE),
    W("whatsapp", WEAK, PHI_PHONE), W("with", FILLER, PHI_NONE), W("your", FILLER, PHI_NONE),
};
/* clang-format on */

/* Around four numbers with dots; sorted. */
struct address_word {
    const char *text;
    unsigned char context;
};

/* clang-format off */
static const struct address_word address_words[] = {
    { "addr", PHI_ADDRESS_YES },       { "address", PHI_ADDRESS_YES },    { "addresses", PHI_ADDRESS_YES },
    { "android", PHI_ADDRESS_NO },     { "api", PHI_ADDRESS_NO },         { "assembly", PHI_ADDRESS_NO },
    { "at", PHI_ADDRESS_MAYBE },       { "beta", PHI_ADDRESS_NO },        { "bind", PHI_ADDRESS_YES },
    { "build", PHI_ADDRESS_NO },       { "builds", PHI_ADDRESS_NO },      { "by", PHI_ADDRESS_MAYBE },
    { "chrome", PHI_ADDRESS_NO },      { "client", PHI_ADDRESS_YES },     { "connect", PHI_ADDRESS_YES },
    { "connected", PHI_ADDRESS_YES },  { "connecting", PHI_ADDRESS_YES }, { "dns", PHI_ADDRESS_YES },
    { "downgrade", PHI_ADDRESS_NO },   { "downgraded", PHI_ADDRESS_NO },  { "driver", PHI_ADDRESS_NO },
    { "firmware", PHI_ADDRESS_NO },    { "framework", PHI_ADDRESS_NO },   { "from", PHI_ADDRESS_MAYBE },
    { "gateway", PHI_ADDRESS_YES },    { "host", PHI_ADDRESS_YES },       { "hostname", PHI_ADDRESS_YES },
    { "hosts", PHI_ADDRESS_YES },      { "inet", PHI_ADDRESS_YES },       { "install", PHI_ADDRESS_NO },
    { "installed", PHI_ADDRESS_NO },   { "ip", PHI_ADDRESS_YES },         { "ips", PHI_ADDRESS_YES },
    { "ipv", PHI_ADDRESS_YES },        { "mac", PHI_ADDRESS_NO },         { "migrate", PHI_ADDRESS_NO },
    { "nameserver", PHI_ADDRESS_YES }, { "node", PHI_ADDRESS_YES },       { "nuget", PHI_ADDRESS_NO },
    { "oid", PHI_ADDRESS_NO },         { "package", PHI_ADDRESS_NO },     { "packages", PHI_ADDRESS_NO },
    { "peer", PHI_ADDRESS_YES },       { "ping", PHI_ADDRESS_YES },       { "pinging", PHI_ADDRESS_YES },
    { "printer", PHI_ADDRESS_YES },    { "proxy", PHI_ADDRESS_YES },      { "rc", PHI_ADDRESS_NO },
    { "release", PHI_ADDRESS_NO },     { "released", PHI_ADDRESS_NO },    { "releases", PHI_ADDRESS_NO },
    { "rev", PHI_ADDRESS_NO },         { "revision", PHI_ADDRESS_NO },    { "router", PHI_ADDRESS_YES },
    { "runtime", PHI_ADDRESS_NO },     { "sdk", PHI_ADDRESS_NO },         { "section", PHI_ADDRESS_NO },
    { "server", PHI_ADDRESS_YES },     { "subnet", PHI_ADDRESS_YES },     { "to", PHI_ADDRESS_MAYBE },
    { "update", PHI_ADDRESS_NO },      { "updated", PHI_ADDRESS_NO },     { "upgrade", PHI_ADDRESS_NO },
    { "upgraded", PHI_ADDRESS_NO },    { "upgrading", PHI_ADDRESS_NO },   { "v", PHI_ADDRESS_NO },
    { "ver", PHI_ADDRESS_NO },         { "version", PHI_ADDRESS_NO },     { "versions", PHI_ADDRESS_NO },
    { "via", PHI_ADDRESS_MAYBE },      { "workstation", PHI_ADDRESS_YES },
};
/* clang-format on */

/* ---- reading words from right to left ------------------------------------------------------------------------------------ */

struct reader {
    const struct phi_scan *scan;
    size_t at; /* what is left of it is still to be read                */
    char text[WORD_MAX + 1];
    bool hash, dot, comma; /* were in the gap between the word and what followed it */
};

static bool is_continuation(unsigned char c)
{
    return c >= 0x80 && c <= 0xBF;
}

/* Bytes of the quote, dash or space in UTF-8 (U+00A0 to U+00BF, U+2000 to U+203F) that ends before text[at]; else 0. */
static size_t punctuation_before(const struct phi_scan *scan, size_t at)
{
    size_t room = at - scan->floor;

    if (room >= 2 && (unsigned char)scan->text[at - 2] == 0xC2 && is_continuation((unsigned char)scan->text[at - 1]))
        return 2;
    if (room >= 3 && (unsigned char)scan->text[at - 3] == 0xE2 && (unsigned char)scan->text[at - 2] == 0x80 &&
        is_continuation((unsigned char)scan->text[at - 1]))
        return 3;
    return 0;
}

/* A line may only be left by its heading: "Phone:\n". */
static bool heads_next_line(const struct phi_scan *scan, size_t at)
{
    unsigned char c = 0;

    for (size_t n = 0; n <= GAP_MAX; n++, at--) {
        c = phi_byte_before(scan, at);
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            break;
    }
    return c == ':' || c == '=' || c == '#';
}

/* What may stand between a number and the words before it. */
static const bool is_gap[256] = {
    [' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, [':'] = true, ['#'] = true, ['='] = true, ['('] = true, [')'] = true,
    ['"'] = true, ['\''] = true, ['`'] = true,  ['*'] = true,  ['_'] = true, ['-'] = true, ['/'] = true, ['<'] = true, ['>'] = true,
    ['|'] = true, ['+'] = true,  ['['] = true,  ['{'] = true,  ['.'] = true, [','] = true,
};

/* Reads what lies between words. False where it ends the search. */
static bool read_gap(struct reader *reader)
{
    const struct phi_scan *scan = reader->scan;
    size_t end = reader->at;

    reader->hash = reader->dot = reader->comma = false;
    while (end - reader->at <= GAP_MAX) {
        unsigned char c = phi_byte_before(scan, reader->at);
        size_t n = c >= 0x80 ? punctuation_before(scan, reader->at) : 1;

        if (c == 0 || n == 0)
            return c != 0;
        if (phi_is_alpha(c))
            return true;
        if (c == '\n' && !heads_next_line(scan, reader->at))
            return false;
        if (n == 1 && !is_gap[c])
            return false;
        reader->hash = reader->hash || c == '#';
        reader->dot = reader->dot || c == '.';
        reader->comma = reader->comma || c == ',';
        reader->at -= n;
    }
    return false;
}

/* "patient's": the 's with the apostrophe is not part of the word. */
static void skip_possessive(struct reader *reader)
{
    const struct phi_scan *scan = reader->scan;
    size_t at = reader->at;
    size_t n;

    if (phi_byte_before(scan, at) != 's' || at - 1 <= scan->floor)
        return;
    n = scan->text[at - 2] == '\'' ? 1 : punctuation_before(scan, at - 1);
    if (n > 0 && at - 1 - n > scan->floor && phi_is_alpha((unsigned char)scan->text[at - 2 - n]))
        reader->at = at - 1 - n;
}

/* The next word to the left, in lower case; a capital after a small letter begins one ("patientId"). False: no more. */
static bool read_word(struct reader *reader)
{
    const struct phi_scan *scan = reader->scan;
    size_t end, n;

    if (!read_gap(reader))
        return false;
    skip_possessive(reader);
    end = reader->at;
    while (phi_is_alpha(phi_byte_before(scan, reader->at))) {
        reader->at--;
        if (phi_is_upper((unsigned char)scan->text[reader->at]) && phi_is_lower(phi_byte_before(scan, reader->at)))
            break;
        if (end - reader->at > WORD_MAX)
            return false;
    }
    n = end - reader->at;
    if (n == 0 || n > WORD_MAX || phi_is_digit(phi_byte_before(scan, reader->at)) ||
        (phi_byte_before(scan, reader->at) >= 0x80 && punctuation_before(scan, reader->at) == 0))
        return false;
    for (size_t i = 0; i < n; i++)
        reader->text[i] = phi_lower(scan->text[reader->at + i]);
    reader->text[n] = '\0';
    return true;
}

enum { N_WORDS = sizeof words / sizeof words[0] };

/* Where in the list the words begin that begin with each letter. */
static unsigned char first_word[27];

static void find_first_words(void)
{
    for (size_t i = 0, letter = 0; letter < 27; letter++) {
        while (i < N_WORDS && (size_t)(words[i].text[0] - 'a') < letter)
            i++;
        first_word[letter] = (unsigned char)i;
    }
}

static int compare_word(const void *key, const void *word)
{
    return strcmp(key, ((const struct word *)word)->text);
}

/* text: small letters, one or more. */
static const struct word *find_word(const char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    size_t first, n;

    pthread_once(&once, find_first_words);
    first = first_word[text[0] - 'a'];
    n = first_word[text[0] - 'a' + 1] - first;
    return bsearch(text, words + first, n, sizeof words[0], compare_word);
}

/* ---- labels -------------------------------------------------------------------------------------------------------------- */

static bool next_is(struct reader reader, const char *const *expected)
{
    if (!read_word(&reader))
        return false;
    for (; *expected != NULL; expected++)
        if (strcmp(reader.text, *expected) == 0)
            return true;
    return false;
}

#define NEXT_IS(reader, ...) next_is((reader), (const char *const[]){ __VA_ARGS__, NULL })

/* The labels that the word before them decides. */
static struct phi_label qualified(const struct reader *reader, const struct word *word, bool announced)
{
    struct phi_label label = { .type = word->type, .strength = announced ? PHI_STRONG : PHI_WEAK, .start = reader->at };

    switch ((enum role)word->role) {
    case RECORD:
        if (NEXT_IS(*reader, "medical", "med", "patient", "health", "hospital", "clinical"))
            label.strength = PHI_STRONG;
        else if (strcmp(word->text, "rec") == 0)
            label.type = PHI_NONE;
        break;
    case CARD:
        if (NEXT_IS(*reader, "insurance", "medicare", "medicaid", "health", "member", "benefits"))
            label.type = PHI_HEALTHPLAN;
        else if (NEXT_IS(*reader, "sd", "memory", "graphics", "video", "sound", "network", "smart", "interface"))
            label.type = PHI_NONE;
        break;
    case PLAN:
        if (!NEXT_IS(*reader, "health", "insurance", "medical", "dental", "benefit")) {
            label.type = announced ? label.type : PHI_NONE;
            label.strength = PHI_WEAK;
        }
        break;
    case SECURITY:
        label.strength = PHI_STRONG;
        if (!NEXT_IS(*reader, "social"))
            label.type = PHI_NONE;
        break;
    case BACK:
        if (!NEXT_IS(*reader, "call", "ring", "phone"))
            label.type = PHI_NONE;
        break;
    default:
        break;
    }
    return label;
}

/* "a/c" and "s/n", of which only the last letter was read. */
static struct phi_label abbreviated(const struct phi_scan *scan, const struct reader *reader)
{
    struct phi_label label = { .type = PHI_NONE, .strength = PHI_STRONG };
    size_t room = reader->at - scan->floor;

    if (strlen(reader->text) != 1 || room < 2)
        return label;
    label.start = reader->at - 2;
    if (scan->text[reader->at - 1] == '/' && phi_lower(scan->text[reader->at - 2]) == 's' && reader->text[0] == 'n')
        label.type = PHI_DEVICE;
    else if (scan->text[reader->at - 1] == '/' && phi_lower(scan->text[reader->at - 2]) == 'a' &&
             reader->text[0] == 'c')
        label.type = PHI_ACCOUNT;
    if (phi_is_alnum(phi_byte_before(scan, label.start)) || phi_is_joiner(phi_byte_before(scan, label.start)))
        label.type = PHI_NONE;
    return label;
}

/* A word of an identifier that a program gave: "num_records", "TestDriver", as opposed to "patient_record", "medicalRecord". */
static bool is_part_of_name(struct reader reader)
{
    static const char *const qualifiers[] = { "medical", "med", "health", "social", "driver", "drivers", NULL };
    unsigned char before = phi_byte_before(reader.scan, reader.at);
    const struct word *word;

    if (before != '_' && before != '-' && !phi_is_lower(before))
        return false;
    if (next_is(reader, qualifiers))
        return false;
    if (!read_word(&reader))
        return true;
    word = find_word(reader.text);
    return word == NULL || word->role == ANNOUNCE;
}

/* Two letters turn up in anything: they count as a word of their own alone. */
static bool is_torn(const struct reader *reader)
{
    unsigned char before = phi_byte_before(reader->scan, reader->at);
    unsigned char after = phi_byte(reader->scan, reader->at + 2);

    return strlen(reader->text) == 2 && (phi_is_alnum(before) || phi_is_joiner(before) || after == '_' || after == '/');
}

static struct phi_label make_label(const struct reader *reader, const struct word *word, bool announced)
{
    struct phi_label label = { .type = word->type, .strength = announced ? PHI_STRONG : PHI_WEAK, .start = reader->at };

    if (is_torn(reader))
        label.type = PHI_NONE;
    else if (word->role == STRONG)
        label.strength = PHI_STRONG;
    else if ((word->role == NUMBERED && !announced) || is_part_of_name(*reader))
        label.type = PHI_NONE;
    else if (word->role >= RECORD)
        label = qualified(reader, word, announced);
    label.certain = word->role == STRONG || (word->role == RECORD && label.strength == PHI_STRONG && !announced);
    return label;
}

bool phi_is_ticket(const struct phi_scan *scan, size_t at)
{
    enum { TICKET_MAX = 7 };
    size_t n = 0;

    if (phi_byte_before(scan, at) != '#')
        return false;
    while (n <= TICKET_MAX && phi_is_digit(phi_byte(scan, at + n)))
        n++;
    return n <= TICKET_MAX && !phi_is_alnum(phi_byte(scan, at + n)) &&
           !(phi_is_joiner(phi_byte(scan, at + n)) && phi_is_alnum(phi_byte(scan, at + n + 1)));
}

static struct phi_label read_label(const struct phi_scan *scan, size_t at)
{
    struct phi_label label = phi_hl7_before(scan, at);
    struct reader reader = { .scan = scan, .at = at };
    bool announced = false;
    size_t n_fillers = 0;

    for (int n = 0; label.type == PHI_NONE && n < PHI_WORDS && read_word(&reader); n++) {
        const struct word *word = find_word(reader.text);

        if (word == NULL)
            return abbreviated(scan, &reader);
        if ((reader.dot && !word->dotted) || (reader.comma && word->role != STRONG))
            break;
        announced = announced || word->role == ANNOUNCE || (reader.hash && (n > 0 || !phi_is_ticket(scan, at)));
        if (word->role == FILLER && ++n_fillers > FILLERS_MAX)
            break;
        if (word->role == BEFORE_BIRTH)
            break;
        if (word->role > BEFORE_BIRTH)
            return make_label(&reader, word, announced);
    }
    return label;
}

struct phi_label phi_label_before(const struct phi_scan *scan, size_t at)
{
    struct phi_labels_read *kept = scan->labels;

    if (kept == NULL)
        return read_label(scan, at);
    if (!kept->has_label || kept->label_at != at || kept->label_floor != scan->floor) {
        kept->label = read_label(scan, at);
        kept->label_at = at;
        kept->label_floor = scan->floor;
        kept->has_label = true;
    }
    return kept->label;
}

/* "d.o.b." and "b." need their dots. */
static bool dotted_birth(const struct phi_scan *scan, const struct reader *reader)
{
    size_t room = reader->at - scan->floor;

    if (strcmp(reader->text, "b") != 0 || !reader->dot)
        return false;
    if (room >= 4 && scan->text[reader->at - 1] == '.' && phi_lower(scan->text[reader->at - 2]) == 'o')
        return true;
    return !phi_is_joiner(phi_byte_before(scan, reader->at));
}

bool phi_birth_before(const struct phi_scan *scan, size_t at)
{
    struct reader reader = { .scan = scan, .at = at };

    if (phi_hl7_before(scan, at).type == PHI_DATE)
        return true;
    for (int n = 0; n < PHI_WORDS && read_word(&reader); n++) {
        const struct word *word = find_word(reader.text);

        if (word == NULL)
            break;
        if (dotted_birth(scan, &reader))
            return true;
        if (reader.dot && !word->dotted)
            break;
        if (word->type == PHI_DATE)
            return true;
    }
    return false;
}

/* ---- addresses, lists ---------------------------------------------------------------------------------------------------- */

static int compare_address(const void *key, const void *word)
{
    return strcmp(key, ((const struct address_word *)word)->text);
}

/* A product's name directly before text[at]: "Xamarin.iOS 9.3.99.33", "RestSharp/105.2.3.0". */
static bool is_product(const struct reader *reader, size_t at)
{
    const char *text = reader->scan->text;

    for (size_t i = reader->at + strlen(reader->text); i < at; i++)
        if (text[i] != ' ' && text[i] != '/')
            return false;
    if (phi_is_lower(phi_byte_before(reader->scan, reader->at)))
        return true;
    return phi_byte_before(reader->scan, reader->at) == '.' && reader->at - 1 > reader->scan->floor &&
           phi_is_alpha((unsigned char)text[reader->at - 2]);
}

static enum phi_address_context address_context(const char *text)
{
    const struct address_word *word = bsearch(text, address_words, sizeof address_words / sizeof address_words[0],
                                              sizeof address_words[0], compare_address);

    return word == NULL ? PHI_ADDRESS_NONE : (enum phi_address_context)word->context;
}

/* A version before the one at hand: "from 10.2.1 to |10.3.0". What is before that counts for both. */
static bool skip_version(struct reader *reader)
{
    size_t at = reader->at;
    unsigned char c = phi_byte_before(reader->scan, at);

    while (at > reader->scan->floor && (phi_is_digit(c) || c == '.')) {
        at--;
        c = phi_byte_before(reader->scan, at);
    }
    phi_count(reader->scan, reader->at - at);
    if (at == reader->at || reader->at - at > GAP_MAX + WORD_MAX)
        return false;
    reader->at = at;
    return true;
}

/* A version in the three words before outweighs the rest; a sure word for an address is one of two, or stands before "to". */
enum phi_address_context phi_address_before(const struct phi_scan *scan, size_t at)
{
    enum { NEAR = 3 };
    struct reader reader = { .scan = scan, .at = at };
    enum phi_address_context found = phi_list_before(scan, at) == PHI_IP ? PHI_ADDRESS_YES : PHI_ADDRESS_NONE;
    bool to = false;

    for (int n = 0; n < PHI_WORDS; n++) {
        size_t behind = reader.at;
        enum phi_address_context context;

        if (!read_word(&reader) && !(skip_version(&reader) && read_word(&reader)))
            break;
        context = address_context(reader.text);
        if (context == PHI_ADDRESS_NO || ((n == 0 || (n == 1 && to)) && is_product(&reader, behind)))
            return n < NEAR ? PHI_ADDRESS_NO : PHI_ADDRESS_HARDLY;
        to = strcmp(reader.text, "to") == 0;
        if (n >= NEAR || phi_is_lower(phi_byte_before(scan, reader.at))) /* "HttpClient" is no client */
            continue;
        if (found == PHI_ADDRESS_NONE ? context != PHI_ADDRESS_YES || n < 2 : context == PHI_ADDRESS_YES)
            found = context;
    }
    return found;
}

enum phi_type phi_list_before(const struct phi_scan *scan, size_t at)
{
    static const char *const conjunctions[] = { ", ", ",",      " and ",  " & ",    "/",    " / ",  " or ",
                                                "; ", ", and ", " into ", " with ", " -> ", " to ", " (" };
    enum { LONGEST = sizeof " with " - 1 };
    size_t len = at - scan->floor;

    if (scan->floor == 0 || scan->last == PHI_NONE || len > LONGEST)
        return PHI_NONE;
    for (size_t i = 0; i < sizeof conjunctions / sizeof conjunctions[0]; i++)
        if (strlen(conjunctions[i]) == len && memcmp(conjunctions[i], scan->text + scan->floor, len) == 0)
            return scan->last;
    return PHI_NONE;
}
