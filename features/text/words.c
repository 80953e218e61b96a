#include "features/text/words.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { VALUE_MAX = 512, PARTS_MAX = 4, COLS_MAX = BLOCK_FIELDS_MAX * (PARTS_MAX + 1) };

static const char separator[] = " / ";

/* The key of a field's value: its place, then the bytes. Longer values are cut. */
struct key {
    char bytes[1 + VALUE_MAX];
    size_t len;                 /* of the whole              */
    size_t part[PARTS_MAX + 1]; /* lengths: each leading part, then the whole */
    size_t n_parts;             /* 0 for a missing value     */
};

static void make_key(struct key *key, size_t place, const char *value)
{
    size_t len = strlen(value);

    key->n_parts = 0;
    if (len == 0)
        return;
    if (len > VALUE_MAX)
        len = VALUE_MAX;
    key->bytes[0] = (char)place;
    memcpy(key->bytes + 1, value, len);
    key->len = len + 1;
    for (size_t i = 1; i + sizeof separator - 1 < len && key->n_parts < PARTS_MAX; i++) {
        if (memcmp(value + i, separator, sizeof separator - 1) == 0)
            key->part[key->n_parts++] = i + 1;
    }
    key->part[key->n_parts++] = key->len;
}

/* The values of one row as words of the table, ids in `id`. Returns how many, or ERR_NOMEM. */
static int add_row(struct intern *table, const struct samples *s, const size_t *field, size_t n_fields, size_t sample,
                   uint32_t id[COLS_MAX], struct err *err)
{
    int n = 0;

    for (size_t f = 0; f < n_fields; f++) {
        struct key key;

        make_key(&key, f, s->word[sample * s->n_words + field[f]]);
        for (size_t p = 0; p < key.n_parts; p++) {
            id[n] = intern_add(table, key.bytes, key.part[p]);
            if (id[n++] == INTERN_NONE)
                return err_nomem(err);
        }
    }
    return n;
}

/* Every value that the rows have, with the number of rows that have it. */
static int count_words(struct intern *all, uint32_t **df, const struct samples *s, const size_t *field, size_t n_fields,
                       const uint32_t *rows, size_t n_rows, struct err *err)
{
    size_t cap = 0;

    for (size_t r = 0; r < n_rows; r++) {
        uint32_t id[COLS_MAX];
        size_t known = all->n;
        int n = add_row(all, s, field, n_fields, rows[r], id, err);

        if (n < 0 || mem_grow(df, &cap, all->n, sizeof **df, err) < 0)
            return ERR_NOMEM;
        for (; known < all->n; known++)
            (*df)[known] = 0;
        for (int k = 0; k < n; k++)
            (*df)[id[k]]++;
    }
    return 0;
}

/* Takes the words of `all` that have enough rows, in order. */
static int keep_frequent(struct words *words, const struct intern *all, const uint32_t *df, uint32_t min_df,
                         struct err *err)
{
    words->df = mem_alloc(all->n * sizeof *words->df);
    if (words->df == NULL)
        return err_nomem(err);
    for (size_t id = 0; id < all->n; id++) {
        uint32_t col;

        if (df[id] < min_df)
            continue;
        col = intern_add(&words->word, all->str[id], all->len[id]);
        if (col == INTERN_NONE)
            return err_nomem(err);
        words->df[col] = df[id];
    }
    return 0;
}

int words_fit(struct words *out, const struct block_spec *spec, const struct samples *s, const size_t *field,
              size_t n_fields, const uint32_t *rows, size_t n_rows, struct err *err)
{
    struct words words = { 0 };
    struct intern all;
    uint32_t *df = NULL;
    int rc;

    intern_init(&all);
    intern_init(&words.word);
    rc = count_words(&all, &df, s, field, n_fields, rows, n_rows, err);
    if (rc == 0)
        rc = keep_frequent(&words, &all, df, spec->min_df, err);
    mem_free(df);
    intern_release(&all);
    if (rc < 0) {
        words_release(&words);
        return rc;
    }
    *out = words;
    return 0;
}

void words_release(struct words *words)
{
    intern_release(&words->word);
    mem_free(words->df);
    *words = (struct words){ 0 };
}

int words_row(struct row_buffer *row, const struct words *words, const struct block_spec *spec, uint32_t first_col,
              const struct samples *s, const size_t *field, size_t n_fields, size_t sample, struct err *err)
{
    uint32_t col[COLS_MAX];
    size_t n = 0;

    if (row_buffer_reserve(row, COLS_MAX, err) < 0)
        return ERR_NOMEM;
    for (size_t f = 0; f < n_fields; f++) {
        struct key key;

        make_key(&key, f, s->word[sample * s->n_words + field[f]]);
        for (size_t p = 0; p < key.n_parts; p++) {
            uint32_t found = intern_find(&words->word, key.bytes, key.part[p]);
            size_t at = n;

            if (found == INTERN_NONE)
                continue;
            for (; at > 0 && col[at - 1] > found; at--) /* insertion keeps the few columns sorted */
                col[at] = col[at - 1];
            col[at] = found;
            n++;
        }
    }
    for (size_t i = 0; i < n; i++)
        row_buffer_add(row, first_col + col[i], spec->weight);
    return 0;
}

const char *words_value(const struct words *words, const struct block_spec *spec, uint32_t col, const char **value, size_t *len)
{
    const char *key;

    assert(col < words->word.n);

    key = words->word.str[col];
    *value = key + 1;
    *len = words->word.len[col] - 1;
    return spec->field[(unsigned char)key[0]];
}

void words_text(const struct words *words, const struct block_spec *spec, uint32_t col, struct strbuf *out)
{
    size_t len;
    const char *value, *field = words_value(words, spec, col, &value, &len);

    strbuf_addf(out, "%s = ", field);
    strbuf_add(out, value, len);
}
