#include "datasets/readers/csv_cut.h"

#include <string.h>

size_t csv_cut(const char *data, size_t len, size_t max_rows)
{
    const char *at = data, *end = data + len, *cut = data;
    const char *quote = memchr(data, '"', len);

    for (size_t n = 0; n < max_rows; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        while (newline != NULL && quote != NULL && quote < newline) { /* it is inside of quotes, or behind them */
            quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
            if (quote == NULL)
                return (size_t)(cut - data);
            at = quote + 1;
            quote = memchr(at, '"', (size_t)(end - at));
            if (newline < at)
                newline = memchr(at, '\n', (size_t)(end - at));
        }
        if (newline == NULL)
            break;
        cut = at = newline + 1;
    }
    return (size_t)(cut - data);
}
