/*
 * fuzz_similar_file.c - an index of similar incidents from anywhere. The input is read as it is, and once more with its checks made right, so that what
 * stands behind them is reached too. Whatever is in it, a question stays inside of it.
 */
#include <stdlib.h>
#include <string.h>

#include "score/similar/similar_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ENTRY = 64, TAIL = 72, ROWS_MAX = 1 << 16, TOP = 5 }; /* similar_file.h */

/* Candidates by titles and age, each inside the section. */
static void choose(const struct similar_section *s)
{
    static const struct ticket ticket = { .title = { "printer jam", 11 }, .description = { "the label printer of unit3", 26 }, .id = "", .project = "", .component_filed = "", .team_filed = "" };
    struct ticket_vocabulary vocabulary = similar_section_vocabulary(s);
    struct ticket_reader reader;
    struct duplicate_corpus corpus;
    struct pair_ticket query;
    struct pool pool;
    struct csr title;

    if (similar_section_corpus(&corpus, s, NULL) < 0)
        return;
    if (ticket_reader_init(&reader, &vocabulary, NULL) < 0 || pool_init(&pool, &corpus, NULL) < 0 || csr_init(&title, s->index.n_cols, NULL) < 0)
        abort();
    if (pair_ticket_make(&query, &reader, &ticket, NULL) == 0) {
        if (ticket_words_append(&title, &query.words, WEIGHED_TITLE, NULL) < 0)
            abort();
        if (similar_section_scores(pool.title, s, true, &title, 0, s->n_rows, NULL) == 0) {
            memcpy(pool.words, pool.title, s->n_rows * sizeof *pool.words);
            if (pool_choose(&pool, s->n_rows, 1700000000, NULL, 0, NULL) < 0)
                abort();
            for (size_t i = 0; i < pool.n; i++) {
                if (pool.candidate[i] < s->n_postmortems || pool.candidate[i] >= s->n_rows)
                    abort();
                pool.ticket[i] = &query;
            }
            pool_fill(&pool, &query, s->n_rows);
        }
        pair_ticket_release(&query);
    }
    csr_release(&title);
    pool_release(&pool);
    ticket_reader_release(&reader);
}

static void ask(const struct similar_section *s)
{
    static const struct text title = { "printer jam", 11 }, description = { "the label printer of unit3", 26 };
    struct ticket_vocabulary vocabulary = similar_section_vocabulary(s);
    struct ticket_reader reader;
    struct search_hit hit[TOP];
    struct similar_found found;
    struct csr words;
    float *score = calloc(s->n_rows + 1, sizeof *score);
    uint32_t row;

    if (score == NULL || ticket_reader_init(&reader, &vocabulary, NULL) < 0 || csr_init(&words, s->index.n_cols, NULL) < 0)
        abort();
    similar_section_row(&row, s, 3);
    if (similar_section_words(&words, &reader, &title, &description, NULL) == 0 && similar_section_scores(score, s, false, &words, 0, s->n_rows, NULL) == 0) {
        size_t n = search_top(hit, TOP, score, s->n_rows, 0);

        for (size_t i = 0; i < n; i++) {
            const uint32_t *member;
            size_t n_members = similar_section_group(&member, s, hit[i].row);

            for (size_t m = 0; m < n_members; m++)
                if (member[m] >= s->n_rows)
                    abort();
        }
        similar_section_share(&found, s, &words, 0, 0, 0);
        for (size_t t = 0; t < found.n_terms; t++)
            if (strlen(found.term[t].text) >= s->words_len)
                abort();
    }
    csr_release(&words);
    ticket_reader_release(&reader);
    free(score);
    choose(s);
}

static void read_all(const void *data, size_t size)
{
    struct similar_file file;
    struct similar_section section;
    size_t len;

    if (similar_file_of(&file, data, size, NULL) < 0)
        return;
    for (uint32_t i = 0; i < file.n_sections && i < 8; i++) {
        char name[64];

        const char *project = similar_file_project(&len, &file, i);

        if (len < sizeof name) {
            memcpy(name, project, len);
            name[len] = '\0';
            if (similar_file_section(&section, &file, name, NULL) == 0 && section.n_rows <= ROWS_MAX)
                ask(&section);
        }
    }
    if (similar_file_section(&section, &file, NULL, NULL) == 0 && section.n_rows <= ROWS_MAX)
        ask(&section);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t *copy = malloc(size + 8); /* aligned, as a mapping is */

    if (copy == NULL || digest_setup(NULL) < 0)
        abort();
    if (size > 0)
        memcpy(copy, data, size);
    read_all(copy, size);
    similar_file_seal(copy, size);
    read_all(copy, size);
    free(copy);
    return 0;
}
