#include "features/recipes.h"

/* Title terms count three times, pairs beside single words. Of max_terms 300,000 and 60,000 (and of letters 200,000 and 30,000) the smaller gave the same within
 * .002 (docs/benchmarks.md, Speed): rare terms are many columns and few nonzeros. */
#define TICKET_WORDS                                                                                                   \
    {                                                                                                                  \
        .name = "words", .kind = BLOCK_TERMS, .weight = 1, .field = { "title", "description" },                        \
        .field_weight = { 3, 1 }, .ngram_max = 2, .min_df = 2, .max_terms = 60000                                     \
    }

/* Beside the words what they are spelled with: names that share a part, inflections, new compounds. On the inner cuts +.008
 * top-1 for Xamarin's teams, +.013 for its components, +.006 for IT tickets. */
#define TICKET_LETTERS                                                                                                 \
    {                                                                                                                  \
        .name = "letters", .kind = BLOCK_TERMS, .weight = .7, .field = { "title letters", "opening letters" },         \
        .field_weight = { 2, 1 }, .ngram_max = 1, .min_df = 2, .max_terms = 30000                                     \
    }

static const struct block_spec ticket_words[] = { TICKET_WORDS, TICKET_LETTERS };

static const struct block_spec ticket_words_filed[] = {
    TICKET_WORDS,
    TICKET_LETTERS,
    { .name = "as filed",
      .kind = BLOCK_WORDS,
      .weight = .5,
      .field = { "component_filed", "team_filed", "severity_filed", "priority_filed" },
      .min_df = 2 },
};

static const struct block_spec change_size[] = {
    { .name = "size", .kind = BLOCK_LINEAR, .weight = 1, .field = { "la+ld" } },
};

#define RECIPE(NAME, BLOCKS)                                                                                           \
    {                                                                                                                  \
        NAME, BLOCKS, sizeof BLOCKS / sizeof BLOCKS[0]                                                                 \
    }

const struct recipe *recipe_of_tickets(bool with_filed)
{
    static const struct recipe words = RECIPE("words", ticket_words);
    static const struct recipe filed = RECIPE("words+filed", ticket_words_filed);

    return with_filed ? &filed : &words;
}

const struct recipe *recipe_of_size(void)
{
    static const struct recipe size = RECIPE("size", change_size);

    return &size;
}
