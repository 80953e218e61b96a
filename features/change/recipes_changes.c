#include "features/change/recipes_changes.h"

#include <assert.h>

enum {
    RELATED = 27,              /* the metrics of Kamei et al. and their ratios (samples.h)                         */
    KNOWN = 31,                /* and what earlier changes tell without their labels                               */
    ALL = 37,                  /* and with them                                                                    */
    CHANGE_TERMS_MAX = 1 << 18 /* the number of columns that the recipe hashes each block of tokens into           */
};

/* Blocks of numbers, the same in every design but for how many numbers they see; text stands behind them. */
enum { LINEAR, PRODUCTS, BINS, HINGES, TEXT };

#define NUMBER_BLOCKS(N)                                                                                               \
    { .name = "metrics", .kind = BLOCK_LINEAR, .weight = 1, .n_numbers = (N) },                                        \
    { .name = "metrics", .kind = BLOCK_PRODUCTS, .weight = 1, .n_numbers = RELATED },                                  \
    { .name = "metrics", .kind = BLOCK_BINS, .weight = 1, .n_bins = 10, .n_numbers = RELATED },                        \
    {                                                                                                                  \
        .name = "metrics", .kind = BLOCK_HINGES, .weight = 1, .n_bins = 8, .n_numbers = (N)                            \
    }

#define CHANGE_TERMS(NAME, FIELD, NGRAM)                                                                               \
    {                                                                                                                  \
        .name = NAME, .kind = BLOCK_TERMS, .weight = 1, .field = { FIELD }, .field_weight = { 1 }, .ngram_max = NGRAM, \
        .min_df = 2, .max_terms = CHANGE_TERMS_MAX                                                                     \
    }

static const struct block_spec change_metrics[] = { NUMBER_BLOCKS(RELATED) };

static const struct block_spec change_words[] = {
    NUMBER_BLOCKS(KNOWN),
    CHANGE_TERMS("words", "message", 2),
};

static const struct block_spec change_code[] = {
    NUMBER_BLOCKS(ALL),
    CHANGE_TERMS("added", "added", 1),
    CHANGE_TERMS("removed", "removed", 1),
    CHANGE_TERMS("paths", "files", 1),
};

static const struct block_spec change_words_code[] = {
    NUMBER_BLOCKS(ALL),
    CHANGE_TERMS("words", "message", 2),
    CHANGE_TERMS("added", "added", 1),
    CHANGE_TERMS("removed", "removed", 1),
    CHANGE_TERMS("paths", "files", 1),
};

/* Weights and candidates of C are the recipe's of a trial (docs/benchmarks.md). */
#define MEMBER_METRICS                                                                                                 \
    {                                                                                                                  \
        .name = "metrics", .weight = { [LINEAR] = 1, [PRODUCTS] = .2, [BINS] = .4, [HINGES] = .5 }, .n_numbers = RELATED, .c = { .01, .03 } \
    }
#define MEMBER_TEXT(NAME, NUMBERS, ...)                                                                                \
    {                                                                                                                  \
        .name = NAME, .weight = { [LINEAR] = .3, [HINGES] = .15, [TEXT] = 1, 1, 1, 1 }, .n_numbers = (NUMBERS), .c = { __VA_ARGS__ } \
    }

#define RECIPE(NAME, BLOCKS)                                                                                           \
    {                                                                                                                  \
        NAME, BLOCKS, sizeof BLOCKS / sizeof BLOCKS[0]                                                                 \
    }

static const struct recipe recipe_metrics = RECIPE("metrics", change_metrics);
static const struct recipe recipe_code = RECIPE("metrics+code+paths", change_code);
static const struct recipe recipe_words = RECIPE("metrics+words", change_words);
static const struct recipe recipe_words_code = RECIPE("metrics+words+code+paths", change_words_code);

/* What files did before hangs on labels, which may mislead where they drift or come late: a member of its own. */
#define DESIGN_WITH_CODE(RECIPE, NAME)                                                                                 \
    {                                                                                                                  \
        .recipe = (RECIPE), .member = { MEMBER_METRICS, MEMBER_TEXT(NAME, KNOWN, .7, 2), MEMBER_TEXT(NAME "+files", ALL, 0) }, .n_members = 3, \
        .committee = { { "metrics", 1 }, { NAME, 2 }, { NAME "+files", 4 } }, .n_committees = 3                        \
    }

/* By whether there are messages, then by whether there is code. */
static const struct change_design design[2][2] = {
    {
        { .recipe = &recipe_metrics, .member = { MEMBER_METRICS }, .n_members = 1, .committee = { { "metrics", 1 } }, .n_committees = 1 },
        DESIGN_WITH_CODE(&recipe_code, "metrics+code+paths"),
    },
    {
        {
            .recipe = &recipe_words, .member = { MEMBER_METRICS, MEMBER_TEXT("metrics+words", KNOWN, .7, 2) }, .n_members = 2,
            .committee = { { "metrics", 1 }, { "metrics+words", 2 } }, .n_committees = 2
        },
        DESIGN_WITH_CODE(&recipe_words_code, "metrics+words+code+paths"),
    },
};

const struct change_design *design_of_changes(bool has_messages, bool has_code)
{
    return &design[has_messages][has_code];
}

const struct change_design *design_of_recipe(const struct recipe *recipe)
{
    for (size_t m = 0; m < 2; m++)
        for (size_t c = 0; c < 2; c++)
            if (design[m][c].recipe == recipe)
                return &design[m][c];
    assert(!"a recipe of changes");
    return NULL;
}

const struct recipe *recipe_of_changes(bool has_messages, bool has_code)
{
    return design_of_changes(has_messages, has_code)->recipe;
}
