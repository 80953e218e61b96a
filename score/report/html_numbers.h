/*
 * html_numbers.h - numbers in a report as a person reads them.
 */
#ifndef PRODROME_HTML_NUMBERS_H
#define PRODROME_HTML_NUMBERS_H

#include <stdint.h>

enum { HTML_NUMBER_MAX = 48 };

/* Numbers as a person reads them: commas between thousands, U+2212 for minus, no negative zero, "n/a" for NaN, an
 * infinity as such. All return buf. decimals: 0 to 9. */
char *html_format_number(char buf[HTML_NUMBER_MAX], double value, int decimals);
char *html_format_signed(char buf[HTML_NUMBER_MAX], double value, int decimals); /* "+0.42"                       */
char *html_format_count(char buf[HTML_NUMBER_MAX], uint64_t count);
char *html_format_probability(char buf[HTML_NUMBER_MAX], double p); /* "37.4%"; "<0.1%" and ">99.9%" near the ends */

#endif
