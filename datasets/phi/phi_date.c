/*
 * phi_date.c - dates with a day or a month.
 *
 *     1950-10-09  9.10.1950  10/9/50  19501009  1950-10-09T00:00:00Z
 *     9 Oct 1950  9-OCT-1950  9th of October, 1950  October 9, 1950  Oct. 9  October 1950
 *
 * A date of birth ("DOB", "born on", "PID-7=") goes in any of these forms; any other date where its form leaves no doubt: not
 * "19501009" or "10-9-50" without a word for a date before it, not "10.2.14" or "2024.3.1" (versions), not in a path or a version. A year alone
 * stays. A time goes with its date. What a program writes stays as well, as tickets are full of it and it tells when software was
 * built or did something: a timestamp with 'T', a fraction of a second or a zone, "Mar 23 11:59:05", or one that begins a line of a log.
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

struct date {
    size_t start, end;
};

static const bool begins_month[256] = {
    ['j'] = true, ['f'] = true, ['m'] = true, ['a'] = true, ['s'] = true, ['o'] = true, ['n'] = true, ['d'] = true,
};

/* Length of the month's name at text[at] (three letters, "Sept", or whole), 0 where there is none. */
static size_t month_len(const struct phi_scan *scan, size_t at)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };
    size_t n = 0;

    if (!begins_month[phi_byte(scan, at) | 0x20])
        return 0;
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
        if (phi_byte(scan, at++) != separator || (separator != '-' && separator != '.' && separator != '/'))
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
    char first = phi_lower((char)phi_byte(scan, at)), second;

    if (!phi_is_lower((unsigned char)first))
        return at;
    second = phi_lower((char)phi_byte(scan, at + 1));
    if (!((first == 's' && second == 't') || ((first == 'n' || first == 'r') && second == 'd') || (first == 't' && second == 'h')))
        return at;
    return phi_is_alpha(phi_byte(scan, at + 2)) ? at : at + 2;
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

    if (digits == at || (n != 2 && n != 4) || !ends_date(scan, digits + n) || phi_byte(scan, digits + n) == ':')
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
    unsigned char before = phi_byte_before(scan, token->start);
    unsigned number;
    size_t n, end;

    if (before != ' ' && before != '.' && before != ',')
        return false;
    n = read_number(scan, token->start, 5, &number);
    end = skip_ordinal(scan, token->start + n);
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

/* Whether the word directly before text[at] is in a list. */
static bool stands_behind(const struct phi_scan *scan, size_t at, const char *const *words)
{
    char text[16];
    size_t end, n;

    while (at > scan->floor && (scan->text[at - 1] == ' ' || scan->text[at - 1] == ':'))
        at--;
    for (end = at; at > scan->floor && end - at < sizeof text - 1 && phi_is_alpha((unsigned char)scan->text[at - 1]);)
        at--;
    n = end - at;
    for (size_t i = 0; i < n; i++)
        text[i] = phi_lower(scan->text[at + i]);
    text[n] = '\0';
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* "on 3-4-21", "dated", "date:" */
static bool dated(const struct phi_scan *scan, size_t at)
{
    static const char *const words[] = { "on", "date", "dated", "since", "until", "seen", "dos", "visit", "admitted", "discharged", "appt", NULL };

    return stands_behind(scan, at, words);
}

static bool is_version(const struct phi_scan *scan, size_t at)
{
    static const char *const words[] = { "version", "v", "ver", "build", "rev", "revision", "sdk", "api", "tag", "branch", NULL };

    return stands_behind(scan, at, words);
}

/* The end of " 23:08:55", ", 9:30 pm"; `at` where no time is there. */
static size_t time_end(const struct phi_scan *scan, size_t at)
{
    size_t start = skip_any(scan, at, ", ", 2);
    unsigned hour, minute;
    size_t n = read_number(scan, start, 3, &hour), end;

    if (start == at || n == 0 || n > 2 || hour > 24 || phi_byte(scan, start + n) != ':' ||
        read_number(scan, start + n + 1, 3, &minute) != 2 || minute > 59)
        return at;
    end = start + n + 3;
    if (phi_byte(scan, end) == ':' && read_number(scan, end + 1, 3, &minute) == 2)
        end += 3;
    if (phi_has(scan, end, " AM") || phi_has(scan, end, " PM") || phi_has(scan, end, " am") || phi_has(scan, end, " pm"))
        end += phi_is_alpha(phi_byte(scan, end + 3)) ? 0 : 3;
    return end;
}

/* A zone behind a time: "Z", "+0200", " -04:00", " PDT", " UTC". */
static bool is_zone(const struct phi_scan *scan, size_t at)
{
    if (phi_byte(scan, at) == 'Z')
        return true;
    if (phi_byte(scan, at) == ' ')
        at++;
    if (phi_byte(scan, at) == '+' || phi_byte(scan, at) == '-')
        return phi_is_digit(phi_byte(scan, at + 1)) && phi_is_digit(phi_byte(scan, at + 2));
    for (size_t i = 0; i < 3; i++)
        if (!phi_is_upper(phi_byte(scan, at + i)))
            return false;
    return !phi_is_lower(phi_byte(scan, at + 3));
}

/* What a program wrote: see above. `end` is behind the date, `timed` behind its time. */
static bool is_timestamp(const struct phi_scan *scan, size_t start, size_t end, size_t timed)
{
    size_t line = start;

    if (end - start > 10 && scan->text[start + 10] == 'T')
        return true;
    if (timed == end)
        return false;
    if ((phi_byte(scan, timed) == ',' || phi_byte(scan, timed) == '.') && phi_is_digit(phi_byte(scan, timed + 1)))
        return true;
    if (is_zone(scan, timed))
        return true;
    if (phi_is_alpha((unsigned char)scan->text[start]) && end - start <= 12 && timed - end > 7) /* "Mar 23 11:59:05 2015", "Mar  6 21:31:12 host" */
        return true;
    while (line > scan->floor && (scan->text[line - 1] == ' ' || scan->text[line - 1] == '[' || scan->text[line - 1] == '>'))
        line--;
    return line == 0 || (line > scan->floor && scan->text[line - 1] == '\n');
}

/* Part of a path, of a version or of something longer. */
static bool is_part(const struct phi_scan *scan, size_t start, size_t end)
{
    unsigned char before = phi_byte_before(scan, start), after = phi_byte(scan, end);

    return (before != 0 && strchr("/\\_.-=$%+", before) != NULL && before != '=') || after == '/' || after == '\\' ||
           is_version(scan, start);
}

/* Numbers with separators that can be nothing but a date. */
static bool is_certain(const struct phi_scan *scan, const struct date *date)
{
    const char *text = scan->text + date->start;
    size_t n = phi_is_digit((unsigned char)text[1]) ? phi_is_digit((unsigned char)text[2]) ? 4 : 2 : 1;
    char separator = text[n];
    bool whole = n == 4 || scan->text[date->end - 3] != separator;
    unsigned year;

    (void)read_number(scan, n == 4 ? date->start : date->end - 4, 4, &year);
    if (whole && (separator == '-' || separator == '/' || (separator == '.' && n < 4)) && phi_is_digit((unsigned char)scan->text[date->end - 1]))
        return year >= 1880 && year < 2100;
    return separator == '/' || (separator == '-' && dated(scan, date->start));
}

static bool is_small_letter(const struct phi_scan *scan, size_t at)
{
    return phi_is_lower(phi_byte(scan, at));
}

/* Small "may", "mar" and "march" are words; a month with no year wants its capital. */
static bool names_month(const struct phi_scan *scan, const struct date *date)
{
    size_t at = date->start;
    bool year = date->end - date->start >= 6 && phi_is_digit((unsigned char)scan->text[date->end - 1]) &&
                phi_is_digit((unsigned char)scan->text[date->end - 4]);

    while (at < date->end && !phi_is_alpha((unsigned char)scan->text[at]))
        at++;
    if (date->start < at) /* "9th of May" */
        while (at < date->end && month_len(scan, at) == 0)
            at++;
    return year || !is_small_letter(scan, at);
}

/* By its first digits (one or two, four, or those of yyyymmdd and the hours with it), what follows these, and what may lead from a month to them. */
static bool may_begin_date(const struct phi_scan *scan, const struct phi_token *token)
{
    unsigned char before, next;
    size_t n = 0;

    while (phi_is_digit(phi_byte(scan, token->start + n)))
        n++;
    if (n != 1 && n != 2 && n != 4)
        return n == 8 || n == 12 || n == 14;
    before = phi_byte_before(scan, token->start);
    next = phi_byte(scan, token->start + n);
    return before == ' ' || before == '.' || before == ',' || next == ' ' || next == '-' || next == '.' || next == '/' ||
           begins_month[next | 0x20] || (next | 0x20) == 't' || (next | 0x20) == 'r';
}

bool phi_find_date(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    struct date date;
    bool birth, sure;
    size_t timed;

    if (!may_begin_date(scan, token))
        return false;
    if (read_separated(scan, token->start, &date))
        sure = is_certain(scan, &date);
    else if (read_compact(scan, token, &date))
        sure = date.end - date.start == 8 && dated(scan, date.start);
    else if (read_day_first(scan, token->start, &date) || read_month_first(scan, token, &date))
        sure = names_month(scan, &date);
    else
        return false;
    timed = time_end(scan, date.end);
    birth = phi_birth_before(scan, date.start) || birth_after(scan, date.end);
    if (!birth && (!sure || is_part(scan, date.start, date.end) || is_timestamp(scan, date.start, date.end, timed)))
        return false;
    *span = (struct phi_span){ .start = date.start, .end = ends_date(scan, timed) ? timed : date.end, .type = PHI_DATE };
    return true;
}
