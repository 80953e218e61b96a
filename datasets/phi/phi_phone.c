/*
 * phi_phone.c - numbers of telephones and fax machines.
 *
 * Read as groups of digits with their separators, then judged: some shapes are telephone numbers anywhere, the rest only behind
 * a word that says so. Numbers of the NANP are written in 3-3-4 (nanpa.com); international ones have at most 15 digits and
 * begin with '+' (ITU-T E.164) or "00"; national ones elsewhere begin with a 0 and come in groups of two to four.
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

enum { GROUPS_MAX = 8, DIGITS_MIN = 7, DIGITS_MAX = 15 };

struct phone {
    size_t start, end; /* with '(', '+' and the extension                        */
    size_t n_groups, n_digits;
    size_t at[GROUPS_MAX];   /* where each group begins                                */
    size_t len[GROUPS_MAX];  /* its digits                                             */
    char before[GROUPS_MAX]; /* the separator before it; 0: parentheses, or the first */
    char separator;          /* ' ', '-', '.' or '/' between all of them; '*': they differ; 0: one group */
    bool plus, paren, extension;
};

/* ---- reading ------------------------------------------------------------------------------------------------------------- */

/* Moves the beginning over "+" and, where the first group ends with ')', over "(" or "(+". */
static void read_head(const struct phi_scan *scan, struct phone *phone)
{
    size_t end = phone->start;

    while (end - phone->start < 6 && phi_is_digit(phi_byte(scan, end)))
        end++;
    phone->plus = phi_byte_before(scan, phone->start) == '+';
    phone->start -= phone->plus;
    phone->paren = phi_byte(scan, end) == ')' && phi_byte_before(scan, phone->start) == '(';
    phone->start -= phone->paren;
    if (phone->paren && !phone->plus && phi_byte_before(scan, phone->start) == '+') {
        phone->plus = true;
        phone->start--;
    }
}

/* Bytes between two groups, 0 where the number ends: one of " -.", NBSP, behind the first also '/', or parentheses with a blank
 * or hyphen beside. */
static size_t separator_len(const struct phi_scan *scan, size_t at, bool first, char *separator)
{
    size_t n = 0;

    if (phi_byte(scan, at) == ')' || (phi_byte(scan, at) == ' ' && phi_byte(scan, at + 1) == '(') ||
        phi_byte(scan, at) == '(') {
        while (n < 4 && phi_byte(scan, at + n) != 0 && strchr(" -()", scan->text[at + n]) != NULL)
            n++;
        *separator = 0; /* goes with any other */
        return phi_is_digit(phi_byte(scan, at + n)) ? n : 0;
    }
    if (phi_byte(scan, at) == 0xC2 && phi_byte(scan, at + 1) == 0xA0) {
        *separator = ' ';
        return phi_is_digit(phi_byte(scan, at + 2)) ? 2 : 0;
    }
    *separator = (char)phi_byte(scan, at);
    if (*separator == 0 || strchr(first ? " -./" : " -.", *separator) == NULL)
        return 0;
    if (phi_is_digit(phi_byte(scan, at + 1)))
        return 1;
    return *separator == '-' && phi_byte(scan, at + 1) == ' ' && phi_is_digit(phi_byte(scan, at + 2)) ? 2 : 0;
}

/* " x123", "ext. 45"; `at` where there is none. */
static size_t skip_extension(const struct phi_scan *scan, size_t at)
{
    size_t start = at, n = 0;

    while (at - start < 2 && (phi_byte(scan, at) == ' ' || phi_byte(scan, at) == ','))
        at++;
    if (phi_lower((char)phi_byte(scan, at)) == 'e' && phi_lower((char)phi_byte(scan, at + 1)) == 'x' &&
        phi_lower((char)phi_byte(scan, at + 2)) == 't')
        at += phi_byte(scan, at + 3) == '.' ? 4 : 3;
    else if (phi_lower((char)phi_byte(scan, at)) == 'x')
        at++;
    else
        return start;
    at += phi_byte(scan, at) == ' ';
    while (n < 7 && phi_is_digit(phi_byte(scan, at + n)))
        n++;
    return n >= 1 && n <= 6 && phi_ends_word(scan, at + n) ? at + n : start;
}

/* Whether a group may end here: not inside a word, a version, an address or a time. */
static bool ends_group(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);
    enum phi_type type;

    if (phi_is_alpha(c))
        return skip_extension(scan, at) > at || phi_scheme_at(scan, at);
    if (c == '@' || c == '_' || c == '%')
        return false;
    if (phi_is_joiner(c))
        return !phi_is_alpha(phi_byte(scan, at + 1)) || phi_scheme_at(scan, at + 1);
    return c != ':' ||
           (!phi_is_digit(phi_byte(scan, at + 1)) && phi_placeholder(scan->text, scan->len, at + 1, &type) == 0);
}

/* Whether the groups so far are a whole number, so that after a blank another one begins. */
static bool is_whole(const struct phone *phone)
{
    size_t n = phone->n_groups;

    if (n >= 3 && phone->len[n - 1] == 4 && phone->len[n - 2] == 3 && phone->len[n - 3] == 3)
        return true;
    return phone->n_digits >= DIGITS_MIN && (phone->separator == '-' || phone->separator == '.');
}

static void add_group(struct phone *phone, size_t at, size_t len, char separator)
{
    phone->at[phone->n_groups] = at;
    phone->len[phone->n_groups] = len;
    phone->before[phone->n_groups++] = separator;
    phone->n_digits += len;
    phone->end = at + len;
    if (separator != 0)
        phone->separator = phone->separator == 0 || phone->separator == separator ? separator : '*';
}

static void read_groups(const struct phi_scan *scan, struct phone *phone, size_t at)
{
    char separator = 0;

    for (;;) {
        size_t len = 0, n;

        while (len <= DIGITS_MAX && phi_is_digit(phi_byte(scan, at + len)))
            len++;
        if (phone->n_digits + len > DIGITS_MAX || !ends_group(scan, at + len))
            return;
        add_group(phone, at, len, separator);
        n = separator_len(scan, phone->end, phone->n_groups == 1, &separator);
        if (n == 0 || phone->n_groups == GROUPS_MAX || (separator == ' ' && is_whole(phone)))
            return;
        at = phone->end + n;
    }
}

/* The first groups alone. */
static void cut_groups(struct phone *phone, size_t n_groups)
{
    const struct phone all = *phone;

    phone->n_groups = phone->n_digits = 0;
    phone->separator = 0;
    phone->extension = false;
    for (size_t i = 0; i < n_groups; i++)
        add_group(phone, all.at[i], all.len[i], all.before[i]);
}

/* Whether the number may stop behind group n - 1: at its end, or where a blank or a parenthesis follows. */
static bool may_stop(const struct phone *phone, size_t n)
{
    return n == phone->n_groups || phone->before[n] == ' ' || phone->before[n] == 0;
}

static bool read_phone(const struct phi_scan *scan, const struct phi_token *token, struct phone *phone)
{
    unsigned char before;

    *phone = (struct phone){ .start = token->start };
    read_head(scan, phone);
    before = phi_byte_before(scan, phone->start);
    if (phi_is_alnum(before) || (before != 0 && strchr(".\\#$@%&_~+", before) != NULL))
        return false;
    read_groups(scan, phone, token->start);
    return phone->n_groups > 0;
}

/* ---- judging ------------------------------------------------------------------------------------------------------------- */

static bool ends_with_nanp(const struct phone *phone, size_t first)
{
    return phone->n_groups == first + 3 && phone->len[first] == 3 && phone->len[first + 1] == 3 &&
           phone->len[first + 2] == 4;
}

/* Index of the area code of 3-3-4, behind "1" or "001" or nothing; -1 where it is not that. */
static int nanp_area(const struct phi_scan *scan, const struct phone *phone)
{
    static const char prefix[] = "001";

    if (ends_with_nanp(phone, 0))
        return 0;
    if (!ends_with_nanp(phone, 1) || phone->len[0] > sizeof prefix - 1)
        return -1;
    return memcmp(&prefix[sizeof prefix - 1 - phone->len[0]], scan->text + phone->at[0], phone->len[0]) == 0 ? 1 : -1;
}

static bool is_year(const struct phi_scan *scan, size_t at, size_t len)
{
    return len == 4 && (memcmp(scan->text + at, "19", 2) == 0 || memcmp(scan->text + at, "20", 2) == 0);
}

/* yyyy mm dd, dd mm yyyy: digits enough, but a date; "(1982) 171-184": a year, but of a page. */
static bool is_date(const struct phi_scan *scan, const struct phone *phone)
{
    const size_t *len = phone->len;

    if (phone->paren && is_year(scan, phone->at[0], len[0]))
        return true;
    if (phone->n_groups != 3)
        return false;
    return (is_year(scan, phone->at[0], len[0]) && len[1] == 2 && len[2] == 2) ||
           (len[0] == 2 && len[1] == 2 && is_year(scan, phone->at[2], len[2]));
}

/* Another number, or what stands for one, beside it: a row of a table. */
static bool has_neighbour(const struct phi_scan *scan, const struct phone *phone)
{
    size_t before = phone->start, after = phone->end;
    enum phi_type type;

    if (phi_byte_before(scan, before) == ' ')
        before--;
    if (phi_byte(scan, after) == ' ')
        after++;
    return phi_is_digit(phi_byte_before(scan, before)) || (before == scan->floor && before > 0) ||
           phi_is_digit(phi_byte(scan, after)) || phi_placeholder(scan->text, scan->len, after, &type) > 0;
}

static bool groups_between(const struct phone *phone, size_t first, size_t low, size_t high)
{
    for (size_t i = first; i < phone->n_groups; i++)
        if (phone->len[i] < low || phone->len[i] > high)
            return false;
    return true;
}

/* "0490 12 34 56", "00 44 20 7946 0000": the trunk prefix 0, or 00 and a country; three groups or more of two to four. */
static bool is_national(const struct phi_scan *scan, const struct phone *phone)
{
    const char *first = scan->text + phone->at[0];
    const char *second = phone->len[0] == 2 ? scan->text + phone->at[1] : first + 2;
    size_t n_zeros = 0;

    if (first[0] != '0' || phone->n_groups < 3 || !groups_between(phone, 0, 2, 4))
        return false;
    for (size_t i = 0; i < phone->n_groups; i++)
        n_zeros += phone->len[i] == 2 && memcmp(scan->text + phone->at[i], "00", 2) == 0;
    if (n_zeros > 1)
        return false; /* a dump of memory */
    if (first[1] == '0')
        return *second != '0' && phone->n_digits >= 11;
    return phone->n_digits >= 9 && phone->n_digits <= 12;
}

/* "+41 (0)71 526 99 04", "+15551234567"; not "+1.25", "+14 20.8.2". */
static bool is_international(const struct phi_scan *scan, const struct phone *phone)
{
    if (scan->text[phone->at[0]] == '0' || phone->n_digits < (phone->n_groups > 1 ? 8u : 10u))
        return false;
    if (phone->separator == '.' && phone->n_groups == 2)
        return false;
    for (size_t i = 1; i < phone->n_groups; i++)
        if (phone->len[i] == 1 && scan->text[phone->at[i] - 1] != '(')
            return false;
    return true;
}

/* 3-3-4: between the groups twice the same, or parentheses; with blanks alone also digits that begin as those of the NANP do. */
static bool is_nanp(const struct phi_scan *scan, const struct phone *phone, size_t area)
{
    char first = scan->text[phone->at[area] + phone->len[area]];
    char second = scan->text[phone->at[area + 1] + phone->len[area + 1]];
    char prefix = area > 0 ? scan->text[phone->at[0] + phone->len[0]] : first;

    if (scan->text[phone->at[area]] == '0' || second == '/' || (prefix == '.' && first != '.'))
        return false;
    if (first == ')')
        return true;
    if (first != second)
        return false;
    if (first != ' ' || phone->plus || phone->extension)
        return true;
    return scan->text[phone->at[area]] >= '2' && scan->text[phone->at[area + 1]] >= '2' && !has_neighbour(scan, phone);
}

/* A telephone number wherever it stands. */
static bool is_phone_alone(const struct phi_scan *scan, const struct phone *phone)
{
    int area = nanp_area(scan, phone);

    if (area >= 0)
        return is_nanp(scan, phone, (size_t)area);
    if (phone->plus)
        return is_international(scan, phone);
    if (phone->n_groups < 2 || (phone->separator != ' ' && phone->separator != '-' && phone->separator != 0))
        return false;
    if (phone->paren)
        return phone->len[0] >= 2 && phone->len[0] <= 5 && groups_between(phone, 1, 2, 8);
    return is_national(scan, phone) && !has_neighbour(scan, phone);
}

/* A telephone number because a word before it says so. */
static bool is_phone_labelled(const struct phi_scan *scan, const struct phone *phone, enum phi_strength strength)
{
    if (phone->separator == '.' && !groups_between(phone, 0, 2, 15))
        return false;
    if (phone->n_groups > 1)
        return phone->n_digits >= DIGITS_MIN;
    if (phi_unit_after(scan, phone->end))
        return false;
    return phone->n_digits >= (strength == PHI_STRONG ? 7u : 10u);
}

static struct phi_label phone_label(const struct phi_scan *scan, const struct phone *phone)
{
    struct phi_label label = phi_label_before(scan, phone->start);
    enum phi_type listed = label.type == PHI_NONE ? phi_list_before(scan, phone->start) : PHI_NONE;

    if (listed == PHI_PHONE || listed == PHI_FAX)
        label = (struct phi_label){ .type = listed, .strength = PHI_STRONG };
    return label;
}

/* The groups that are left, with what may follow them. */
static bool is_phone(const struct phi_scan *scan, const struct phi_token *token, struct phone *phone,
                     const struct phi_label *label)
{
    size_t end = skip_extension(scan, phone->end);

    phone->extension = end > phone->end;
    phone->end = end;
    if (phone->n_digits < DIGITS_MIN || end < token->end || !phi_ends_word(scan, end) || is_date(scan, phone))
        return false;
    if ((label->type == PHI_PHONE || label->type == PHI_FAX) && is_phone_labelled(scan, phone, label->strength))
        return true;
    return is_phone_alone(scan, phone);
}

/* Whether there are digits enough from here on, with whatever may stand between groups. */
static bool has_digits(const struct phi_scan *scan, size_t at)
{
    static const bool between[256] = {
        [' '] = true, ['-'] = true, ['.'] = true, ['/'] = true, ['('] = true, [')'] = true, [0xC2] = true, [0xA0] = true,
    };
    size_t n = 0;

    for (; n < DIGITS_MIN; at++) {
        unsigned char c = phi_byte(scan, at);

        if (phi_is_digit(c))
            n++;
        else if (!between[c])
            return false;
    }
    return true;
}

/* The longest run of groups that is a number: what follows it may be something else. */
bool phi_find_phone(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    struct phi_label label;
    struct phone all;

    if (!phi_is_digit((unsigned char)scan->text[token->start]) || token->joiner == '_' || !has_digits(scan, token->start))
        return false;
    if (!read_phone(scan, token, &all) || all.n_digits < DIGITS_MIN)
        return false;
    label = phone_label(scan, &all);
    for (size_t n = all.n_groups; n > 0; n--) {
        struct phone phone = all;

        if (!may_stop(&all, n))
            continue;
        cut_groups(&phone, n);
        if (!is_phone(scan, token, &phone, &label))
            continue;
        *span = (struct phi_span){ .start = phone.start,
                                   .end = phone.end,
                                   .type = label.type == PHI_FAX ? PHI_FAX : PHI_PHONE };
        return true;
    }
    return false;
}
