/*
 * phi_date.c - dates of birth.
 *
 * A date is one of birth because of the words around it ("DOB", "born on", "PID-7="); all others stay, as a ticket is full of
 * times at which things happened.
 *
 *     1950-10-09  9.10.1950  10/9/50  19501009  1950-10-09T00:00:00Z
 *     9 Oct 1950  9-OCT-1950  9th of October, 1950  October 9, 1950  Oct. 9  October 1950
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

struct date {
    size_t start, end;
};

/* Length of the month's name at text[at] (three letters, "Sept", or whole), 0 where there is none. */
static size_t month_len(const struct phi_scan *scan, size_t at)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };
    size_t n = 0;

    while (n < 10 && phi_is_alpha(phi_byte(scan, at + n)))
        n++;
    if (n < 3)
        return 0;
    for (size_t m = 0; m < 12; m++) {
        size_t same = 0;

        while (same < n && months[m][same] == phi_lower(scan->text[at + same]))
            same++;
        if (same == n && (n == 3 || months[m][n] == '\0' || (m == 8 && n == 4)))
            return n;
    }
    return 0;
}

/* Reads at most `max` digits. Returns how many; *value is 0 for none. */
static size_t read_number(const struct phi_scan *scan, size_t at, size_t max, unsigned *value)
{
    size_t n = 0;

    for (*value = 0; n < max && phi_is_digit(phi_byte(scan, at + n)); n++)
        *value = *value * 10 + (unsigned)(scan->text[at + n] - '0');
    return n;
}

/* "T00:00:00.000Z" and the like. */
static size_t skip_time(const struct phi_scan *scan, size_t at)
{
    if (phi_byte(scan, at) != 'T' || !phi_is_digit(phi_byte(scan, at + 1)))
        return at;
    at++;
    while (phi_is_digit(phi_byte(scan, at)) || (phi_byte(scan, at) == ':' && phi_is_digit(phi_byte(scan, at + 1))) ||
           (phi_byte(scan, at) == '.' && phi_is_digit(phi_byte(scan, at + 1))))
        at++;
    return phi_byte(scan, at) == 'Z' ? at + 1 : at;
}

static bool ends_date(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);

    return phi_ends_word(scan, at) && c != '@' && !(phi_is_joiner(c) && !phi_ends_word(scan, at + 1));
}

/* Three numbers with the same separator between. */
static bool read_separated(const struct phi_scan *scan, size_t start, struct date *date)
{
    unsigned value[3];
    size_t len[3];
    size_t at = start;
    unsigned char separator = 0;

    for (size_t i = 0; i < 3; i++) {
        len[i] = read_number(scan, at, 5, &value[i]);
        at += len[i];
        if (len[i] == 0 || len[i] == 3 || len[i] == 5)
            return false;
        if (i == 0)
            separator = phi_byte(scan, at);
        if (i == 2)
            break;
        if (phi_byte(scan, at++) != separator || separator == 0 || strchr("-./", separator) == NULL)
            return false;
    }
    *date = (struct date){ .start = start, .end = skip_time(scan, at) };
    if (len[1] > 2 || !ends_date(scan, date->end))
        return false;
    if (len[0] == 4)
        return len[2] <= 2 && value[1] <= 12 && value[2] <= 31;
    return (len[2] == 4 || len[2] == 2) && value[0] <= 31 && value[1] <= 31 && (value[0] <= 12 || value[1] <= 12);
}

/* yyyymmdd, of HL7 also with hours, minutes and seconds. */
static bool read_compact(const struct phi_scan *scan, const struct phi_token *token, struct date *date)
{
    unsigned year, month, day;
    size_t n = token->n_digits;

    if (token->n_groups != 1 || token->end - token->start != n || (n != 8 && n != 12 && n != 14))
        return false;
    (void)read_number(scan, token->start, 4, &year);
    (void)read_number(scan, token->start + 4, 2, &month);
    (void)read_number(scan, token->start + 6, 2, &day);
    *date = (struct date){ .start = token->start, .end = token->end };
    return year >= 1850 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static size_t skip_ordinal(const struct phi_scan *scan, size_t at)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th" };

    for (size_t i = 0; i < 4; i++)
        if (phi_lower((char)phi_byte(scan, at)) == ordinals[i][0] &&
            phi_lower((char)phi_byte(scan, at + 1)) == ordinals[i][1] && !phi_is_alpha(phi_byte(scan, at + 2)))
            return at + 2;
    return at;
}

static size_t skip_any(const struct phi_scan *scan, size_t at, const char *bytes, size_t max)
{
    for (; max > 0 && at < scan->len && scan->text[at] != '\0' && strchr(bytes, scan->text[at]) != NULL; max--)
        at++;
    return at;
}

/* The end of a year, of four digits or of two, behind what may stand before it; `at` where there is none. */
static size_t skip_year(const struct phi_scan *scan, size_t at, const char *before)
{
    unsigned year;
    size_t digits = skip_any(scan, at, before, 3);
    size_t n = read_number(scan, digits, 5, &year);

    if (digits == at || (n != 2 && n != 4) || !ends_date(scan, digits + n))
        return at;
    return digits + n;
}

/* "9 Oct 1950", "9-OCT-1950", "9th of October" */
static bool read_day_first(const struct phi_scan *scan, size_t start, struct date *date)
{
    unsigned day;
    size_t at = start + read_number(scan, start, 3, &day);
    size_t month;

    if (at == start || at > start + 2 || day > 31)
        return false;
    at = skip_any(scan, skip_ordinal(scan, at), " -./", 2);
    if (phi_byte(scan, at) == 'o' && phi_byte(scan, at + 1) == 'f' && phi_byte(scan, at + 2) == ' ')
        at += 3;
    month = month_len(scan, at);
    if (month == 0)
        return false;
    *date = (struct date){ .start = start, .end = skip_year(scan, at + month, " -./,'") };
    return ends_date(scan, date->end);
}

/* Where the month's name begins that stands directly before text[at]; `at` where there is none. */
static size_t month_before(const struct phi_scan *scan, size_t at)
{
    size_t end = at, start;

    while (end > scan->floor && at - end < 2 && strchr(" .,", scan->text[end - 1]) != NULL &&
           scan->text[end - 1] != '\0')
        end--;
    for (start = end; start > scan->floor && end - start < 10 && phi_is_alpha((unsigned char)scan->text[start - 1]);)
        start--;
    if (end == at || end == start || phi_is_alnum(phi_byte_before(scan, start)) ||
        phi_is_joiner(phi_byte_before(scan, start)))
        return at;
    return month_len(scan, start) == end - start ? start : at;
}

/* "October 9, 1950", "Oct 1950": the token is the day or the year. */
static bool read_month_first(const struct phi_scan *scan, const struct phi_token *token, struct date *date)
{
    unsigned number;
    size_t n = read_number(scan, token->start, 5, &number);
    size_t end = skip_ordinal(scan, token->start + n);

    if ((n != 1 && n != 2 && n != 4) || !ends_date(scan, end))
        return false;
    date->start = month_before(scan, token->start);
    date->end = n == 4 ? end : skip_year(scan, end, " ,'");
    return date->start < token->start;
}

/* "1950-10-09 (DOB)" */
static bool birth_after(const struct phi_scan *scan, size_t at)
{
    at = skip_any(scan, at, " (", 2);
    return phi_lower((char)phi_byte(scan, at)) == 'd' && phi_lower((char)phi_byte(scan, at + 1)) == 'o' &&
           phi_lower((char)phi_byte(scan, at + 2)) == 'b' && ends_date(scan, at + 3);
}

bool phi_find_birth_date(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    struct date date;

    if (!phi_is_digit((unsigned char)scan->text[token->start]))
        return false;
    if (!read_separated(scan, token->start, &date) && !read_compact(scan, token, &date) &&
        !read_day_first(scan, token->start, &date) && !read_month_first(scan, token, &date))
        return false;
    if (!phi_birth_before(scan, date.start) && !birth_after(scan, date.end))
        return false;
    *span = (struct phi_span){ .start = date.start, .end = date.end, .type = PHI_DATE };
    return true;
}
