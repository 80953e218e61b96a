#include "score/report/report_words.h"

#include <string.h>

#include "score/report/report_sentences.h"

static bool is_piece(const json_t *contribution)
{
    return strncmp(report_text(contribution, "column"), "letters: ", strlen("letters: ")) == 0;
}

/* "iOS" where the same field also says "iOS / Tools" in the list. */
static bool is_leading_part(const json_t *contribution, const json_t *contributions)
{
    const char *column = report_text(contribution, "column");
    size_t len = strlen(column);

    if (strncmp(column, "as filed: ", strlen("as filed: ")) != 0)
        return false;
    for (size_t i = 0; i < json_array_size(contributions); i++) {
        const char *other = report_text(json_array_get(contributions, i), "column");

        if (strncmp(other, column, len) == 0 && strncmp(other + len, " / ", 3) == 0)
            return true;
    }
    return false;
}

size_t report_words_pick(const json_t *out[REPORT_WORDS_MAX], const json_t *contributions, size_t n)
{
    size_t n_out = 0;

    n = n < REPORT_WORDS_MAX ? n : REPORT_WORDS_MAX;
    for (size_t i = 0; i < json_array_size(contributions) && n_out < n; i++)
        if (!is_piece(json_array_get(contributions, i)) && !is_leading_part(json_array_get(contributions, i), contributions))
            out[n_out++] = json_array_get(contributions, i);
    for (size_t i = 0; n_out == 0 && i < json_array_size(contributions) && i < n; i++)
        out[i] = json_array_get(contributions, i);
    return n_out > 0 ? n_out : n < json_array_size(contributions) ? n : json_array_size(contributions);
}

void report_add_words(struct strbuf *out, const json_t *contributions, size_t n)
{
    const json_t *word[REPORT_WORDS_MAX];
    struct strbuf name;

    strbuf_init(&name);
    n = report_words_pick(word, contributions, n);
    for (size_t i = 0; i < n; i++) {
        report_again(out, &name);
        report_add_factor(&name, word[i]);
        strbuf_addf(out, "%s%s", i == 0 ? "" : ", ", report_number(word[i], "value") < 0 ? "\xE2\x88\x92" : "+");
        report_add_cut(out, name.data, REPORT_WORD_CHARS);
    }
    report_done(out, &name);
}
