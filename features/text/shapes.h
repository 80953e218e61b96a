/*
 * shapes.h - what the bytes of a text look like: numbers, times, versions, identifiers.
 *
 * Pure functions over [at, end); nothing behind end is read.
 */
#ifndef PRODROME_SHAPES_H
#define PRODROME_SHAPES_H

#include <stdbool.h>
#include <stddef.h>

enum { GUID_LEN = 36 };

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline char to_lower(char c)
{
    return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

size_t count_digits(const char *at, const char *end);              /* from `at` on     */
bool   is_hex_digit(char c);
bool   is_all_hex(const char *str, size_t len);
bool   is_hex_number(const char *str, size_t len);                 /* at least 8 hexadecimal digits, one of them 0-9 */
bool   is_ascii(const char *str, size_t len);
bool   is_guid(const char *at, const char *end);                   /* 8-4-4-4-12 hexadecimal digits begin at `at`    */

/* Each: the end of what begins at `at`, or NULL. */
const char *end_of_time(const char *at, const char *end);          /* 9:30, 09:30:15, 09:30:15.123                   */
const char *end_of_date(const char *at, const char *end);          /* 2013-05-28 (also with T09:30), 5/28/2013       */
const char *end_of_dotted(const char *at, const char *end);        /* 8.4, 10.10.5.2                                 */
const char *end_of_hex_literal(const char *at, const char *end);   /* 0x1f                                           */

/* Where an identifier is cut before str[i], 0 < i < len: around '_', at aB and 1B, and at the last capital of ABc. */
bool is_cut(const char *str, size_t len, size_t i);

#endif
