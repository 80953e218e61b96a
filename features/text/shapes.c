#include "features/text/shapes.h"

enum { HEX_MIN = 8 };

size_t count_digits(const char *at, const char *end)
{
    size_t n = 0;

    while (at + n < end && is_digit(at[n]))
        n++;
    return n;
}

bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_all_hex(const char *str, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_hex_digit(str[i]))
            return false;
    }
    return true;
}

bool is_hex_number(const char *str, size_t len)
{
    bool digit = false;

    for (size_t i = 0; i < len; i++) {
        if (!is_hex_digit(str[i]))
            return false;
        digit |= is_digit(str[i]);
    }
    return len >= HEX_MIN && digit;
}

bool is_ascii(const char *str, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)str[i] >= 0x80)
            return false;
    }
    return true;
}

bool is_guid(const char *at, const char *end)
{
    if (end - at < GUID_LEN || at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-')
        return false;
    return is_all_hex(at, 8) && is_all_hex(at + 9, 4) && is_all_hex(at + 14, 4) && is_all_hex(at + 19, 4) &&
           is_all_hex(at + 24, 12);
}

/* n_min to n_max digits and then `next`; moves behind both. */
static bool take_digits(const char **at, const char *end, size_t n_min, size_t n_max, char next)
{
    size_t n = count_digits(*at, end);

    if (n < n_min || n > n_max || *at + n == end || (*at)[n] != next)
        return false;
    *at += n + 1;
    return true;
}

const char *end_of_time(const char *at, const char *end)
{
    if (!take_digits(&at, end, 1, 2, ':') || count_digits(at, end) != 2)
        return NULL;
    at += 2;
    if (end - at >= 3 && at[0] == ':' && count_digits(at + 1, end) == 2)
        at += 3;
    if (end - at >= 2 && (at[0] == '.' || at[0] == ',') && is_digit(at[1]))
        at += 1 + count_digits(at + 1, end);
    return at;
}

/* year-month-day, or three numbers with '/' of which the first or the last is a year of two or four digits. */
static bool take_year_and_month(const char **at, const char *end)
{
    if (take_digits(at, end, 4, 4, '-'))
        return take_digits(at, end, 1, 2, '-');
    return take_digits(at, end, 1, 4, '/') && take_digits(at, end, 1, 2, '/');
}

const char *end_of_date(const char *at, const char *end)
{
    enum { LEN_MIN = 6 }; /* 1/2/13; 1/2/3 is no date */
    const char *start = at, *time;
    size_t n;

    if (!take_year_and_month(&at, end))
        return NULL;
    n = count_digits(at, end);
    if (n != 1 && n != 2 && n != 4)
        return NULL;
    at += n;
    if (at - start < LEN_MIN)
        return NULL;
    if (at < end && *at == 'T' && (time = end_of_time(at + 1, end)) != NULL)
        at = time;
    return at;
}

const char *end_of_dotted(const char *at, const char *end)
{
    const char *stop = at + count_digits(at, end);
    bool dot = false;

    for (; end - stop >= 2 && stop[0] == '.' && is_digit(stop[1]); dot = true)
        stop += 1 + count_digits(stop + 1, end);
    return dot ? stop : NULL;
}

const char *end_of_hex_literal(const char *at, const char *end)
{
    if (end - at < 3 || at[0] != '0' || to_lower(at[1]) != 'x' || !is_hex_digit(at[2]))
        return NULL;
    for (at += 2; at < end && is_hex_digit(*at); at++)
        ;
    return at;
}

bool is_cut(const char *str, size_t len, size_t i)
{
    if (str[i] == '_' || str[i - 1] == '_')
        return true;
    if (!is_upper(str[i]))
        return false;
    return !is_upper(str[i - 1]) || (i + 1 < len && is_lower(str[i + 1]));
}
