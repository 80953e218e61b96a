#include "score/report/html_numbers.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char minus[] = "\xE2\x88\x92"; /* U+2212 */

/* Copies "1234567.89" to buf with commas between thousands. */
static void group_thousands(char *buf, const char *plain)
{
    size_t n_digits = strspn(plain, "0123456789");

    for (size_t i = 0; i < n_digits; i++) {
        *buf++ = plain[i];
        if (n_digits - i > 1 && (n_digits - i - 1) % 3 == 0)
            *buf++ = ',';
    }
    strcpy(buf, plain + n_digits);
}

static char *format_with(char buf[HTML_NUMBER_MAX], double value, int decimals, const char *plus)
{
    char plain[32];
    bool zero;

    assert(decimals >= 0 && decimals <= 9);

    if (isnan(value))
        return strcpy(buf, "n/a");
    if (isinf(value))
        snprintf(plain, sizeof plain, "\xE2\x88\x9E");
    else if (fabs(value) >= 1e15)
        snprintf(plain, sizeof plain, "%.3e", fabs(value));
    else
        snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    zero = strspn(plain, "0.") == strlen(plain);
    strcpy(buf, zero ? "" : value < 0 ? minus : plus);
    group_thousands(buf + strlen(buf), plain);
    return buf;
}

char *html_format_number(char buf[HTML_NUMBER_MAX], double value, int decimals)
{
    return format_with(buf, value, decimals, "");
}

char *html_format_signed(char buf[HTML_NUMBER_MAX], double value, int decimals)
{
    return format_with(buf, value, decimals, "+");
}

char *html_format_count(char buf[HTML_NUMBER_MAX], uint64_t count)
{
    char plain[24];

    snprintf(plain, sizeof plain, "%llu", (unsigned long long)count);
    group_thousands(buf, plain);
    return buf;
}

char *html_format_probability(char buf[HTML_NUMBER_MAX], double p)
{
    if (p > 0 && p < 0.001)
        return strcpy(buf, "<0.1%");
    if (p > 0.999 && p < 1)
        return strcpy(buf, ">99.9%");
    format_with(buf, 100 * p, 1, "");
    if (isfinite(p))
        strcat(buf, "%");
    return buf;
}
