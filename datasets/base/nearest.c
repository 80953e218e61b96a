#include "datasets/base/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Optimal string alignment (Damerau-Levenshtein without edits of edited parts), three rows of the table at a time.
 * Both words have at most NEAREST_WORD_MAX bytes. */
static size_t distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t before[NEAREST_WORD_MAX + 1], last[NEAREST_WORD_MAX + 1], row[NEAREST_WORD_MAX + 1];

    for (size_t k = 0; k <= n_b; k++)
        before[k] = last[k] = k;
    for (size_t i = 1; i <= n_a; i++) {
        row[0] = i;
        for (size_t k = 1; k <= n_b; k++) {
            row[k] = least(least(last[k], row[k - 1]) + 1, last[k - 1] + (same_letter(a[i - 1], b[k - 1]) ? 0 : 1));
            if (i > 1 && k > 1 && same_letter(a[i - 1], b[k - 2]) && same_letter(a[i - 2], b[k - 1]))
                row[k] = least(row[k], before[k - 2] + 1);
        }
        memcpy(before, last, sizeof before);
        memcpy(last, row, (n_b + 1) * sizeof *row);
    }
    return last[n_b];
}

const char *nearest_word(const char *word, const char *const *known, size_t n)
{
    size_t len = strlen(word);
    size_t best = len / 3 > 1 ? len / 3 : 1;
    const char *found = NULL;

    if (len == 0 || len > NEAREST_WORD_MAX)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        size_t known_len = strlen(known[i]);
        size_t d;

        if (known_len > NEAREST_WORD_MAX || known_len == 0)
            continue;
        d = distance(word, len, known[i], known_len);
        if (d > 0 && 2 * d >= (len > known_len ? len : known_len)) /* half of it is another: "id", "nd" */
            continue;
        if (d < best || (d == best && found == NULL)) {
            best = d;
            found = known[i];
        }
    }
    return found;
}

const char *nearest_hint(char buf[NEAREST_HINT_MAX], const char *word, const char *const *known, size_t n)
{
    const char *found = nearest_word(word, known, n);

    buf[0] = '\0';
    if (found != NULL)
        snprintf(buf, NEAREST_HINT_MAX, "; did you mean '%s'?", found);
    return buf;
}
