/*
 * phi_number.c - numbers of records, accounts, cards, plans, licences, devices; of vehicles see phi_vehicle.c.
 *
 * Most of them are numbers because a word before them says so (phi_context.h); what a label has to be followed by depends on how
 * much it says. A few have a form or a check digit of their own and are found anywhere:
 *
 *     card      a known prefix and length, and Luhn's check digit (ISO/IEC 7812-1)
 *     account   IBAN with its check digits (ISO 13616-1); four groups of four digits
 *     SSN       3-2-4 digits with hyphens
 *     plan      Medicare's MBI in its written form (CMS, 2018), three letters and nine digits (Blue Cross)
 *     licence   a letter and 3-4-4 digits (Illinois)
 *     device    UDI with its application identifiers (GS1 General Specifications, 3.2)
 *     MRN       "MRN1234567", 3-2-3 digits with hyphens
 *
 * Ticket ids (ABC-123), commit hashes, GUIDs, hexadecimal numbers, long counters and amounts with a unit are none of these.
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

enum { VALUE_MAX = 34, CARD_MIN = 13, CARD_MAX = 19 };

/* What stands before a number that is part of something else. */
enum { TO_VALUE = 1, TO_FORM = 2 };

static const unsigned char glued_before[256] = {
    ['$'] = TO_VALUE | TO_FORM, ['.'] = TO_VALUE | TO_FORM, ['@'] = TO_VALUE | TO_FORM, ['%'] = TO_VALUE | TO_FORM,
    ['\\'] = TO_VALUE | TO_FORM, ['_'] = TO_FORM, ['-'] = TO_FORM, ['+'] = TO_FORM,
};

/* The token's letters and digits without joiners. Returns how many; 0 where they are more than `max`. */
static size_t squeeze(const struct phi_scan *scan, size_t start, size_t end, char *out, size_t max)
{
    size_t n = 0;

    for (size_t i = start; i < end; i++) {
        if (!phi_is_alnum((unsigned char)scan->text[i]))
            continue;
        if (n == max)
            return 0;
        out[n++] = scan->text[i];
    }
    return n;
}

/* Whether the groups of the token have these lengths. */
static bool has_groups(const struct phi_token *token, size_t n, size_t first, size_t second, size_t third)
{
    return token->n_groups == n && token->group[0].len == first && token->group[1].len == second &&
           (n < 3 || token->group[2].len == third);
}

/* ---- values behind a label ----------------------------------------------------------------------------------------------- */

static bool is_hexadecimal_literal(const struct phi_scan *scan, const struct phi_token *token)
{
    return token->end - token->start > 2 && scan->text[token->start] == '0' &&
           phi_lower(scan->text[token->start + 1]) == 'x';
}

static bool is_zero(const struct phi_scan *scan, const struct phi_token *token)
{
    for (size_t i = token->start; i < token->end; i++)
        if (scan->text[i] != '0' && phi_is_alnum((unsigned char)scan->text[i]))
            return false;
    return true;
}

/* 1950-10-09, 9-10-1950, 19501009 is one too but cannot be told from a number */
static bool is_date(const struct phi_token *token)
{
    if (phi_token_letters(token) > 0 || token->n_groups != 3)
        return false;
    return has_groups(token, 3, 4, 2, 2) || has_groups(token, 3, 2, 2, 4) || has_groups(token, 3, 1, 2, 4) ||
           has_groups(token, 3, 2, 1, 4) || has_groups(token, 3, 1, 1, 4);
}

/* Letters of one case, all before or all behind the digits of their group: a number with a prefix, not a hash or a name. */
static bool is_coded(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t n_changes = 0;

    if (token->n_upper > 0 && token->n_lower > 0)
        return false;
    for (size_t i = token->start + 1; i < token->end; i++) {
        unsigned char a = (unsigned char)scan->text[i - 1], b = (unsigned char)scan->text[i];

        n_changes += (phi_is_alpha(a) && phi_is_digit(b)) || (phi_is_digit(a) && phi_is_alpha(b));
    }
    return token->n_upper > 0 || n_changes <= 1;
}

/* After a label that leaves no doubt ("MRN", "policy number"): anything but what is plainly something else. */
static bool is_value(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t n = token->n_digits + phi_token_letters(token);

    if (n > VALUE_MAX + 6 || token->joiner == '_' || token->joiner == '*' || is_date(token) ||
        is_hexadecimal_literal(scan, token) || is_zero(scan, token))
        return false;
    if (token->joiner == '.' && (token->n_groups > 4 || token->group[token->n_groups - 1].len < 3))
        return false; /* a version or a decimal */
    return token->n_digits >= 4 || (token->n_digits >= 3 && n >= 5 && token->n_digits * 3 >= n);
}

/* After a word that may mean something else ("record", "card"): long, and with the look of a number that is assigned. */
static bool is_plain_value(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t n = token->n_digits + phi_token_letters(token);

    if (!is_value(scan, token) || token->joiner == '.' || n > VALUE_MAX || phi_token_letters(token) > token->n_digits)
        return false;
    if (phi_token_letters(token) == 0)
        return token->n_digits >= 6 && !phi_unit_after(scan, token->end);
    return is_coded(scan, token) && n >= 6 && (token->n_digits >= 5 || (token->n_digits >= 4 && n >= 8));
}

/* Whether a group of digits may end here and be one of several with blanks between: not in a word, a time or an address. */
static bool ends_group(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);

    if (!phi_ends_word(scan, at) || (c != 0 && strchr("@:/_%", c) != NULL))
        return false;
    return !phi_is_joiner(c) || phi_ends_word(scan, at + 1);
}

/* The end of groups of two to six digits with blanks between ("4000 1234 5678 9010"), at most `max` digits in all, of which the
 * token is the first; and their digits. The token's own where there are none. */
static size_t read_blank_groups(const struct phi_scan *scan, const struct phi_token *token, size_t max,
                                size_t *n_digits)
{
    enum { GROUP_MIN = 2, FIRST_MAX = 4, GROUP_MAX = 6 };
    size_t end = token->end;

    *n_digits = token->n_digits;
    if (phi_token_letters(token) > 0 || token->n_groups > 1 || token->n_digits < GROUP_MIN || token->n_digits > FIRST_MAX)
        return end;
    while (phi_byte(scan, end) == ' ') {
        size_t n = 0;

        while (n <= GROUP_MAX && phi_is_digit(phi_byte(scan, end + 1 + n)))
            n++;
        if (n < GROUP_MIN || n > GROUP_MAX || *n_digits + n > max || !ends_group(scan, end + 1 + n))
            break;
        *n_digits += n;
        end += 1 + n;
    }
    return end;
}

/* Which of a list's types the next value may be. */
static bool is_listed(enum phi_type type)
{
    return type == PHI_MRN || type == PHI_ACCOUNT || type == PHI_CARD || type == PHI_HEALTHPLAN || type == PHI_SSN ||
           type == PHI_LICENSE || type == PHI_DEVICE || type == PHI_ID;
}

static struct phi_label value_label(const struct phi_scan *scan, const struct phi_token *token)
{
    struct phi_label label = phi_label_before(scan, token->start);

    if (label.type == PHI_NONE)
        label = (struct phi_label){ .type = phi_list_before(scan, token->start), .start = token->start };
    if (!is_listed(label.type))
        label.type = PHI_NONE;
    return label;
}

/* Where the span begins: '#' goes with the number, and "SN" is written as a part of it. */
static size_t value_start(const struct phi_scan *scan, const struct phi_token *token, const struct phi_label *label)
{
    if (label->type == PHI_DEVICE && label->strength == PHI_STRONG && token->start - label->start <= 4 &&
        phi_lower(scan->text[label->start]) == 's')
        return label->start;
    return phi_byte_before(scan, token->start) == '#' ? token->start - 1 : token->start;
}

/* Numbers of devices are long, or have letters: "serial 1200" is a speed. */
static bool is_device_value(const struct phi_token *token)
{
    size_t n = token->n_digits + phi_token_letters(token);

    return n >= 6 || (n == 5 && phi_token_letters(token) > 0);
}

/* What follows the label: groups with blanks between, of nine digits together or more, or the token. 0 for neither. */
static size_t value_end(const struct phi_scan *scan, const struct phi_token *token, const struct phi_label *label)
{
    enum { GROUPED_MIN = 9, CARD_DIGITS_MIN = 12 };
    size_t n_digits;
    size_t end = read_blank_groups(scan, token, CARD_MAX, &n_digits);

    if (label->type == PHI_CARD && n_digits < CARD_DIGITS_MIN)
        return 0;
    if (end > token->end && n_digits >= GROUPED_MIN)
        return end;
    if ((!label->certain && phi_is_ticket(scan, token->start)) ||
        (label->type == PHI_DEVICE && !is_device_value(token)))
        return 0;
    if (label->strength == PHI_STRONG ? is_value(scan, token) : is_plain_value(scan, token))
        return token->end;
    return 0;
}

/* Whether any label makes it a value: of most numbers the words before them need not be read. */
static bool may_be_value(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t n_digits;

    return is_value(scan, token) || read_blank_groups(scan, token, CARD_MAX, &n_digits) > token->end;
}

bool phi_find_labelled(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    unsigned char before = phi_byte_before(scan, token->start);
    struct phi_label label;
    size_t end;

    if (token->n_digits < 2 || (token->n_digits < 3 && phi_byte(scan, token->end) != ' '))
        return false;
    if ((glued_before[before] & TO_VALUE) != 0 || !may_be_value(scan, token))
        return false;
    label = value_label(scan, token);
    if (label.type == PHI_NONE)
        return false;
    end = value_end(scan, token, &label);
    *span = (struct phi_span){ .start = value_start(scan, token, &label), .end = end, .type = label.type };
    return end > 0;
}

/* ---- cards, accounts ----------------------------------------------------------------------------------------------------- */

/* ISO/IEC 7812-1, annex B: from the right, every second digit doubled and its digits added; the sum is a multiple of ten. */
static bool passes_luhn(const char *digits, size_t n)
{
    unsigned sum = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned value = (unsigned)(digits[n - 1 - i] - '0');

        if (i % 2 == 1)
            value = value > 4 ? 2 * value - 9 : 2 * value;
        sum += value;
    }
    return sum % 10 == 0;
}

/* Prefix and length of the large networks: Visa, Mastercard, American Express, Discover, JCB, Diners Club. */
static bool is_card_prefix(const char *digits, size_t n)
{
    unsigned first = 0;

    for (size_t i = 0; i < 4; i++)
        first = first * 10 + (unsigned)(digits[i] - '0');
    if (n == 15)
        return first / 100 == 34 || first / 100 == 37;
    if (n == 14)
        return first / 10 == 36 || first / 10 == 38 || (first >= 3000 && first <= 3059);
    if (n != 16)
        return false;
    return first / 1000 == 4 || (first >= 5100 && first <= 5599) || (first >= 2221 && first <= 2720) || first == 6011 ||
           first / 100 == 65 || (first >= 6440 && first <= 6499) || (first >= 3528 && first <= 3589);
}

/* 4-4-4-4, 4-6-5 or 4-6-4 with hyphens. */
static bool is_card_grouping(const struct phi_token *token)
{
    if (token->joiner != '-' || token->group[0].len != 4)
        return false;
    if (token->n_groups == 4)
        return has_groups(token, 4, 4, 4, 4) && token->group[3].len == 4;
    return has_groups(token, 3, 4, 6, 5) || has_groups(token, 3, 4, 6, 4);
}

/* A token with digits, or what stands for one, one blank or line end before or behind: a row of a table, a dump. */
static bool is_in_row(const struct phi_scan *scan, size_t start, size_t end)
{
    enum { LOOK = 6 };
    enum phi_type type;
    size_t at = start;

    if (phi_byte_before(scan, at) == ' ' || phi_byte_before(scan, at) == '\n')
        at--;
    if (at == scan->floor && at > 0)
        return true;
    for (size_t i = 0; i < LOOK && phi_is_hex(phi_byte_before(scan, at)); i++, at--)
        if (phi_is_digit(phi_byte_before(scan, at)))
            return true;
    if (phi_byte(scan, end) == ' ' || phi_byte(scan, end) == '\n')
        end++;
    for (size_t i = 0; i < LOOK && phi_is_hex(phi_byte(scan, end + i)); i++)
        if (phi_is_digit(phi_byte(scan, end + i)))
            return true;
    return phi_placeholder(scan->text, scan->len, end, &type) > 0;
}

/* Four groups of four digits: hardly anything else is written so, also where the check digit is wrong. */
static bool is_four_fours(const struct phi_scan *scan, const struct phi_token *token, size_t end, size_t n_digits)
{
    if (n_digits != 16 || end - token->start != 19 || scan->text[token->start] < '3' || scan->text[token->start] > '6')
        return false;
    for (size_t i = 4; i < 19; i += 5)
        if (scan->text[token->start + i] != ' ' && scan->text[token->start + i] != '-')
            return false;
    return true;
}

bool phi_find_card(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    unsigned char before = phi_byte_before(scan, token->start);
    char digits[CARD_MAX];
    size_t end, n;

    if (phi_token_letters(token) > 0 || (token->n_groups > 1 && !is_card_grouping(token)) || token->n_digits < 4)
        return false;
    end = read_blank_groups(scan, token, 16, &n); /* what is printed in groups has 16 digits at most */
    if (n < CARD_MIN || n > CARD_MAX || (before != 0 && strchr(".$#@%_\\+", before) != NULL))
        return false;
    if (end > token->end && is_in_row(scan, token->start, end))
        return false;
    n = squeeze(scan, token->start, end, digits, CARD_MAX);
    *span = (struct phi_span){ .start = token->start, .end = end, .type = PHI_CARD };
    if (is_card_prefix(digits, n) && passes_luhn(digits, n) && (n != 14 || end - token->start > n))
        return true;
    span->type = PHI_ACCOUNT;
    return is_four_fours(scan, token, end, n);
}

/* ISO 13616-1: the first four characters moved to the end, letters as 10 to 35, the number modulo 97 is 1. */
static bool is_iban(const char *value, size_t n)
{
    unsigned rest = 0;

    if (n < 15 || n > VALUE_MAX || !phi_is_alpha((unsigned char)value[0]) || !phi_is_alpha((unsigned char)value[1]) ||
        !phi_is_digit((unsigned char)value[2]) || !phi_is_digit((unsigned char)value[3]))
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = phi_lower(value[(i + 4) % n]);

        if (phi_is_digit((unsigned char)c))
            rest = (rest * 10 + (unsigned)(c - '0')) % 97;
        else
            rest = (rest * 100 + (unsigned)(c - 'a') + 10) % 97;
    }
    return rest == 1;
}

/* Also as it is printed, in groups of four: then the longest run of groups whose check digits are right. */
static bool find_iban(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    size_t end = token->end;
    char value[VALUE_MAX];

    *span = (struct phi_span){ .start = token->start, .type = PHI_ACCOUNT };
    if (token->n_upper < 2 || token->n_lower > 0 || token->n_groups != 1 || token->end - token->start > VALUE_MAX)
        return false;
    for (;;) {
        size_t n = squeeze(scan, token->start, end, value, VALUE_MAX);
        size_t group = 0;

        if (n > 0 && is_iban(value, n) && ends_group(scan, end) &&
            (end == token->end || !is_in_row(scan, token->start, end)))
            span->end = end;
        while (group < 5 && phi_is_alnum(phi_byte(scan, end + 1 + group)))
            group++;
        if (n == 0 || n % 4 != 0 || phi_byte(scan, end) != ' ' || group == 0 || group > 4)
            return span->end > 0;
        end += 1 + group;
    }
}

/* ---- forms that speak for themselves ------------------------------------------------------------------------------------- */

static bool is_of_kind(unsigned char c, char kind)
{
    switch (kind) {
    case 'A':
        return phi_is_upper(c);
    case '9':
        return phi_is_digit(c);
    case 'X':
        return phi_is_upper(c) || phi_is_digit(c);
    default:
        return c == (unsigned char)kind;
    }
}

/* A form has one character for each of the token (HAS_FORM compares the lengths): 'A' a capital, '9' a digit, 'X' either, a joiner itself. */
static bool has_form(const struct phi_scan *scan, const struct phi_token *token, const char *form)
{
    for (size_t i = 0; form[i] != '\0'; i++)
        if (!is_of_kind((unsigned char)scan->text[token->start + i], form[i]))
            return false;
    return true;
}

#define HAS_FORM(scan, token, form) ((token)->end - (token)->start == sizeof(form) - 1 && has_form((scan), (token), (form)))

/* A token that begins with its label: "MRN1234567", "AC-12345678". In hashes and names the short ones turn up by chance:
 * they have to be capitals, and "AC" its hyphen. */
static enum phi_type label_inside(const struct phi_scan *scan, const struct phi_token *token)
{
    static const struct {
        const char *prefix;
        unsigned char type, n_digits; /* at least */
    } prefixes[] = {
        { "mrn", PHI_MRN, 4 },      { "ssn", PHI_SSN, 4 },      { "acct", PHI_ACCOUNT, 5 },
        { "ac", PHI_ACCOUNT, 7 },   { "npi", PHI_LICENSE, 10 }, { "dea", PHI_LICENSE, 7 },
        { "imei", PHI_DEVICE, 14 }, { "sn", PHI_DEVICE, 6 },    { "nhs", PHI_MRN, 10 },
    };
    enum { DIGITS_MAX = 20 };
    const char *text = scan->text + token->start;
    size_t n = 0;

    while (token->start + n < token->end && phi_is_alpha((unsigned char)text[n]))
        n++;
    if (n < 2 || phi_token_letters(token) != n || token->n_digits > DIGITS_MAX || (n < 3 && token->n_lower > 0) ||
        (text[0] == 'A' && n == 2 && token->joiner != '-'))
        return PHI_NONE;
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t same = 0;

        while (same < n && phi_lower(text[same]) == prefixes[i].prefix[same])
            same++;
        if (same == n && prefixes[i].prefix[n] == '\0' && token->n_digits >= prefixes[i].n_digits)
            return (enum phi_type)prefixes[i].type;
    }
    return PHI_NONE;
}

/* The prefixes of service desks, before three or more letters and nine digits are taken for a plan's number. */
static bool is_ticket_prefix(const char *text)
{
    static const char *const prefixes[] = { "INC", "CHG", "PRB", "REQ", "TAS", "RIT", "KBA", "CAS", "SCT" };

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (memcmp(text, prefixes[i], 3) == 0)
            return true;
    return false;
}

bool phi_find_shaped(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    unsigned char before = phi_byte_before(scan, token->start);
    enum phi_type type = PHI_NONE;

    if (token->n_digits < 2 || (glued_before[before] & TO_FORM) != 0)
        return false;
    if (find_iban(scan, token, span))
        return true;
    if (token->n_digits < 4)
        return false;
    if (HAS_FORM(scan, token, "999-99-9999"))
        type = PHI_SSN;
    else if (HAS_FORM(scan, token, "999-99-999"))
        type = PHI_MRN;
    else if (HAS_FORM(scan, token, "A999-9999-9999"))
        type = PHI_LICENSE;
    else if (HAS_FORM(scan, token, "9AX9-AX9-AA99"))
        type = PHI_HEALTHPLAN;
    else if (HAS_FORM(scan, token, "AAA999999999") && !is_ticket_prefix(scan->text + token->start))
        type = PHI_HEALTHPLAN;
    else if (phi_token_letters(token) > 0)
        type = label_inside(scan, token);
    *span = (struct phi_span){ .start = token->start, .end = token->end, .type = type };
    return type != PHI_NONE;
}

/* ---- devices ------------------------------------------------------------------------------------------------------------- */

/* Length of "(01)" and fourteen digits, or of "(NN)" and what a further application identifier holds; 0 for neither. */
static size_t udi_part(const struct phi_scan *scan, size_t at, bool first)
{
    enum { PART_MAX = 20, GTIN = 14 };
    size_t n = 0;

    if (phi_byte(scan, at) != '(' || !phi_is_digit(phi_byte(scan, at + 1)) || !phi_is_digit(phi_byte(scan, at + 2)) ||
        phi_byte(scan, at + 3) != ')')
        return 0;
    while (n <= PART_MAX && (first ? phi_is_digit(phi_byte(scan, at + 4 + n))
                                   : phi_is_alnum(phi_byte(scan, at + 4 + n)) || phi_byte(scan, at + 4 + n) == '-'))
        n++;
    if (first ? n != GTIN : n == 0 || n > PART_MAX)
        return 0;
    return 4 + n;
}

bool phi_find_udi(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    size_t end, n;

    if (token->end - token->start != 2 || phi_byte_before(scan, token->start) != '(')
        return false;
    n = udi_part(scan, token->start - 1, true);
    if (n == 0)
        return false;
    for (end = token->start - 1; n > 0; n = udi_part(scan, end, false))
        end += n;
    *span = (struct phi_span){ .start = token->start - 1, .end = end, .type = PHI_DEVICE };
    return true;
}
