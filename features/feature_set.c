#include "features/feature_set.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/feature_set_inner.h"

bool feature_set_is_numeric(const struct block *block)
{
    return block->spec.kind != BLOCK_TERMS && block->spec.kind != BLOCK_WORDS;
}

size_t feature_set_block_numbers(const struct block *block, size_t n)
{
    if (block->n_fields > 0)
        return block->n_fields;
    return block->spec.n_numbers > 0 && block->spec.n_numbers < n ? block->spec.n_numbers : n;
}

int feature_set_new(struct feature_set **out, size_t n_blocks, size_t n_numbers, struct err *err)
{
    struct feature_set *set = mem_calloc(1, sizeof *set);

    if (set == NULL)
        return err_nomem(err);
    arena_init(&set->arena);
    set->block = mem_calloc(n_blocks, sizeof *set->block);
    set->number_name = mem_calloc(n_numbers, sizeof *set->number_name);
    if (set->block == NULL || set->number_name == NULL) {
        feature_set_free(set);
        return err_nomem(err);
    }
    set->n_blocks = n_blocks;
    set->n_numbers = n_numbers;
    *out = set;
    return 0;
}

void feature_set_free(struct feature_set *set)
{
    if (set == NULL)
        return;
    for (size_t b = 0; b < set->n_blocks; b++) {
        struct block *block = &set->block[b];

        if (block->spec.kind == BLOCK_TERMS)
            terms_release(&block->terms);
        else if (block->spec.kind == BLOCK_WORDS)
            words_release(&block->words);
        else
            numbers_release(&block->numbers);
    }
    mem_free(set->block);
    mem_free(set->number_name);
    arena_release(&set->arena);
    mem_free(set);
}

static void check_spec(const struct block_spec *spec)
{
    assert(spec->name != NULL && strchr(spec->name, ':') == NULL);
    assert(spec->weight >= BLOCK_WEIGHT_MIN && spec->weight <= BLOCK_WEIGHT_MAX);
    if (spec->kind == BLOCK_TERMS) {
        assert(spec->ngram_max == 1 || spec->ngram_max == 2);
        for (size_t f = 0; f < BLOCK_FIELDS_MAX && spec->field[f] != NULL; f++)
            assert(spec->field_weight[f] >= 1 && spec->field_weight[f] <= BLOCK_WEIGHT_MAX);
    }
    if (spec->kind == BLOCK_BINS || spec->kind == BLOCK_HINGES)
        assert(spec->n_bins >= 2 && spec->n_bins <= BLOCK_BINS_MAX);
}

static int copy_spec(struct feature_set *set, struct block *block, const struct block_spec *spec, struct err *err)
{
    check_spec(spec);
    block->spec = *spec;
    if (spec->min_df == 0)
        block->spec.min_df = BLOCK_MIN_DF;
    block->spec.name = arena_strdup(&set->arena, spec->name);
    if (block->spec.name == NULL)
        return err_nomem(err);
    while (block->n_fields < BLOCK_FIELDS_MAX && spec->field[block->n_fields] != NULL) {
        size_t f = block->n_fields++;

        block->spec.field[f] = arena_strdup(&set->arena, spec->field[f]);
        if (block->spec.field[f] == NULL)
            return err_nomem(err);
    }
    return 0;
}

int feature_set_find_fields(size_t field[BLOCK_FIELDS_MAX], const struct block *block, const struct samples *s,
                            struct err *err)
{
    enum block_kind kind = block->spec.kind;
    const char *const *name = kind == BLOCK_TERMS ? s->text_name : kind == BLOCK_WORDS ? s->word_name : s->number_name;
    size_t n = kind == BLOCK_TERMS ? s->n_texts : kind == BLOCK_WORDS ? s->n_words : s->n_numbers;

    for (size_t f = 0; f < block->n_fields; f++) {
        size_t i = 0;

        while (i < n && strcmp(name[i], block->spec.field[f]) != 0)
            i++;
        if (i == n)
            return err_set(err, ERR_USAGE, "block '%s' needs the field '%s', which these records do not have",
                           block->spec.name, block->spec.field[f]);
        field[f] = i;
    }
    return 0;
}

struct fitting_set {
    struct feature_set     *set;
    const struct samples   *samples;
    const struct tokens    *tokens;
    const uint32_t         *rows;
    size_t                  n_rows;
    const struct number_columns *columns; /* where a block is numeric */
};

/* One block; blocks of terms have threads of their own. */
static int fit_numeric(void *ctx, size_t b, struct err *err)
{
    const struct fitting_set *f = ctx;
    struct block *block = &f->set->block[b];
    size_t field[BLOCK_FIELDS_MAX];

    if (!feature_set_is_numeric(block))
        return 0;
    if (feature_set_find_fields(field, block, f->samples, err) < 0)
        return ERR_USAGE;
    return numbers_fit(&block->numbers, &block->spec, f->columns, block->n_fields > 0 ? field : NULL,
                       feature_set_block_numbers(block, f->samples->n_numbers), f->n_rows, err);
}

static int fit_other(const struct fitting_set *f, struct block *block, int n_threads, struct err *err)
{
    size_t field[BLOCK_FIELDS_MAX];

    if (feature_set_is_numeric(block))
        return 0;
    if (feature_set_find_fields(field, block, f->samples, err) < 0)
        return ERR_USAGE;
    if (block->spec.kind == BLOCK_TERMS)
        return terms_fit(&block->terms, &block->spec, f->tokens, field, block->n_fields, f->rows, f->n_rows, n_threads, err);
    return words_fit(&block->words, &block->spec, f->samples, field, block->n_fields, f->rows, f->n_rows, err);
}

static int fit_blocks(struct fitting_set *f, int n_threads, struct err *err)
{
    struct number_columns made = { .n = 0 };
    bool numeric = false;
    int rc = 0;

    for (size_t b = 0; b < f->set->n_blocks; b++)
        numeric = numeric || feature_set_is_numeric(&f->set->block[b]);
    if (numeric && f->columns == NULL) {
        rc = number_columns_make(&made, f->samples, f->rows, f->n_rows, n_threads, err);
        f->columns = &made;
    }
    if (rc == 0 && numeric)
        rc = parallel_run(n_threads, f->set->n_blocks, fit_numeric, f, err);
    for (size_t b = 0; b < f->set->n_blocks && rc == 0; b++)
        rc = fit_other(f, &f->set->block[b], n_threads, err);
    number_columns_release(&made);
    return rc;
}

static size_t block_n_cols(const struct block *block)
{
    if (block->spec.kind == BLOCK_TERMS)
        return terms_n_cols(&block->terms);
    if (block->spec.kind == BLOCK_WORDS)
        return block->words.word.n;
    return numbers_n_cols(&block->numbers);
}

int feature_set_lay_out(struct feature_set *set, struct err *err)
{
    size_t n_cols = 0;

    for (size_t b = 0; b < set->n_blocks; b++) {
        size_t n = block_n_cols(&set->block[b]);

        if (n > INT32_MAX - n_cols)
            return err_set(err, ERR_REFUSED, "more than 2^31 columns");
        set->block[b].first_col = (uint32_t)n_cols;
        set->block[b].n_cols = (uint32_t)n;
        n_cols += n;
    }
    if (n_cols == 0)
        return err_set(err, ERR_NODATA,
                       "nothing to learn from: no word and no number is in enough of the training records");
    set->n_cols = (uint32_t)n_cols;
    return 0;
}

static int copy_number_names(struct feature_set *set, const struct samples *s, struct err *err)
{
    for (size_t i = 0; i < s->n_numbers; i++) {
        set->number_name[i] = arena_strdup(&set->arena, s->number_name[i]);
        if (set->number_name[i] == NULL)
            return err_nomem(err);
    }
    return 0;
}

int feature_set_fit(struct feature_set **out, const struct block_spec *spec, size_t n_specs, const struct samples *s,
                    const struct tokens *tokens, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err)
{
    return feature_set_fit_columns(out, spec, n_specs, s, tokens, NULL, rows, n_rows, n_threads, err);
}

int feature_set_fit_columns(struct feature_set **out, const struct block_spec *spec, size_t n_specs, const struct samples *s,
                            const struct tokens *tokens, const struct number_columns *columns, const uint32_t *rows, size_t n_rows, int n_threads,
                            struct err *err)
{
    struct feature_set *set;
    int rc;

    assert(tokens == NULL || tokens->n == s->n);
    assert(s->n_numbers <= NUMBERS_MAX);
    assert(n_rows < UINT32_MAX);
    assert(columns == NULL || columns->n_rows == n_rows);

    rc = feature_set_new(&set, n_specs, s->n_numbers, err);
    if (rc < 0)
        return rc;
    rc = copy_number_names(set, s, err);
    for (size_t b = 0; b < n_specs && rc == 0; b++)
        rc = copy_spec(set, &set->block[b], &spec[b], err);
    if (rc == 0)
        rc = fit_blocks(&(struct fitting_set){ .set = set, .samples = s, .tokens = tokens, .columns = columns, .rows = rows, .n_rows = n_rows },
                        n_threads, err);
    if (rc == 0)
        rc = feature_set_lay_out(set, err);
    if (rc < 0) {
        feature_set_free(set);
        return rc;
    }
    *out = set;
    return 0;
}

uint32_t feature_set_n_cols(const struct feature_set *set)
{
    return set->n_cols;
}

/* The names of a numeric block's numbers. */
static const char *const *number_names(const struct feature_set *set, const struct block *block)
{
    return block->n_fields == 0 ? set->number_name : block->spec.field;
}

static const struct block *block_of(const struct feature_set *set, uint32_t col)
{
    size_t b = 0;

    assert(col < set->n_cols);

    while (col - set->block[b].first_col >= set->block[b].n_cols)
        b++;
    return &set->block[b];
}

void feature_set_column_name(const struct feature_set *set, uint32_t col, struct strbuf *out)
{
    const struct block *block = block_of(set, col);

    strbuf_addf(out, "%s: ", block->spec.name);
    col -= block->first_col;
    if (block->spec.kind == BLOCK_TERMS)
        terms_text(&block->terms, col, out);
    else if (block->spec.kind == BLOCK_WORDS)
        words_text(&block->words, &block->spec, col, out);
    else
        numbers_text(&block->numbers, col, number_names(set, block), out);
}

/* The family of a number or text field, by its name; of a ratio by that of its first number. */
static const char *family_of(const char *name)
{
    static const struct {
        const char *name, *family;
    } known[] = {
        { "la", "size" },
        { "ld", "size" },
        { "lt", "size" },
        { "ns", "spread" },
        { "nd", "spread" },
        { "nf", "spread" },
        { "entropy", "spread" },
        { "evenness", "spread" },
        { "ndev", "history" },
        { "age", "history" },
        { "nuc", "history" },
        { "exp", "experience" },
        { "rexp", "experience" },
        { "sexp", "experience" },
        { "author_gap", "experience" },
        { "new_files", "history" },
        { "test_files", "history" },
        { "file_harm", "files" },
        { "file_harm_mean", "files" },
        { "file_changes", "files" },
        { "folder_harm", "files" },
        { "folder_harm_mean", "files" },
        { "folder_changes", "files" },
        { "fix", "purpose" },
        { "tickets", "purpose" },
        { "title", "words" },
        { "description", "words" },
        { "message", "words" },
        { "added", "code" },
        { "removed", "code" },
        { "files", "paths" },
        { "title letters", "words" },
        { "opening letters", "words" },
    };
    size_t len = strcspn(name, "+/");

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0)
            return known[i].family;
    }
    return "other";
}

void feature_set_column_families(const struct feature_set *set, uint32_t col, const char *family[2])
{
    const struct block *block = block_of(set, col);
    size_t number[2];

    if (feature_set_is_numeric(block)) {
        numbers_of_column(&block->numbers, col - block->first_col, number);
        family[0] = family_of(number_names(set, block)[number[0]]);
        family[1] = family_of(number_names(set, block)[number[1]]);
        return;
    }
    family[0] = family[1] = block->spec.kind == BLOCK_WORDS ? "as filed" : family_of(block->spec.field[0]);
}

const char *feature_set_column_family(const struct feature_set *set, uint32_t col)
{
    const char *family[2];

    feature_set_column_families(set, col, family);
    return family[0];
}

const char *feature_set_column_word(const struct feature_set *set, uint32_t col, const char **value, size_t *len)
{
    const struct block *block = block_of(set, col);

    return block->spec.kind == BLOCK_WORDS ? words_value(&block->words, &block->spec, col - block->first_col, value, len) : NULL;
}

uint32_t feature_set_words_from(const struct feature_set *set)
{
    for (size_t b = 0; b < set->n_blocks; b++)
        if (set->block[b].spec.kind == BLOCK_WORDS)
            return set->block[b].first_col;
    return set->n_cols;
}

uint32_t feature_set_column_df(const struct feature_set *set, uint32_t col)
{
    const struct block *block = block_of(set, col);

    col -= block->first_col;
    switch (block->spec.kind) {
    case BLOCK_TERMS:
        return block->terms.df[col];
    case BLOCK_WORDS:
        return block->words.df[col];
    case BLOCK_BINS:
        return block->numbers.df[col];
    default:
        return 0;
    }
}

size_t feature_set_n_blocks(const struct feature_set *set)
{
    return set->n_blocks;
}

const struct block_spec *feature_set_block(const struct feature_set *set, size_t block, uint32_t *first_col,
                                           uint32_t *n_cols)
{
    assert(block < set->n_blocks);

    *first_col = set->block[block].first_col;
    *n_cols = set->block[block].n_cols;
    return &set->block[block].spec;
}
