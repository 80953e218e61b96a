/* The index answers as a search without one does: same rows in the same order, similarities and shares to the last bit, from memory and from a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "score/similar/similar_file.h"
#include "tests/support/support.h"

enum { N_MAX = 120, TEXT_MAX = 400, TOP = 12, N_ROUNDS = 40 };

struct made {
    struct ticket       row[N_MAX];
    char                title[N_MAX][TEXT_MAX], description[N_MAX][TEXT_MAX], id[N_MAX][16];
    struct ticket_table tickets;
};

/* Words of which some are in most texts and many in one or two; with volatile tokens, capitals, accents and nothing at all among them. */
static void random_text(char *out, struct rng *rng, uint32_t most)
{
    static const char *const odd[] = { "printerQueue_offline", "1234567", "Übergabe", "0x7ff0", "[PERSON]", "c++", "ICU-3", "2024-01-02" };
    size_t len = 0;
    uint32_t n = rng_below(rng, most + 1);

    out[0] = '\0';
    for (uint32_t i = 0; i < n && len + 40 < TEXT_MAX; i++) {
        uint32_t word = (uint32_t)(rng_exponential(rng) * 12);

        if (rng_below(rng, 8) == 0)
            len += (size_t)snprintf(out + len, TEXT_MAX - len, "%s ", odd[rng_below(rng, 8)]);
        else
            len += (size_t)snprintf(out + len, TEXT_MAX - len, "w%ux ", word);
    }
}

static struct made *make_tickets(uint64_t seed)
{
    struct made *m = calloc(1, sizeof *m);
    struct rng rng;
    uint32_t n;

    assert_non_null(m);
    rng_init(&rng, seed);
    n = 2 + rng_below(&rng, N_MAX - 2);
    for (uint32_t i = 0; i < n; i++) {
        random_text(m->title[i], &rng, 6);
        random_text(m->description[i], &rng, 30);
        snprintf(m->id[i], sizeof m->id[i], "%u", i);
        m->row[i] = (struct ticket){ .record_id = 1000 - i, .version_id = i + 1, .project = "desk", .id = m->id[i], .created = i, .resolved = TIME_NONE,
                                     .duplicate_of = i > 0 && rng_below(&rng, 5) == 0 ? m->id[rng_below(&rng, i)] : "",
                                     .title = { m->title[i], (uint32_t)strlen(m->title[i]) }, .description = { m->description[i], (uint32_t)strlen(m->description[i]) } };
    }
    m->tickets = (struct ticket_table){ .row = m->row, .n = n };
    return m;
}

static void assert_same_found(const struct similar_found *a, const struct similar_found *b)
{
    assert_int_equal(a->row, b->row);
    assert_memory_equal(&a->similarity, &b->similarity, sizeof a->similarity);
    assert_int_equal(a->n_terms, b->n_terms);
    for (size_t t = 0; t < a->n_terms; t++) {
        assert_string_equal(a->term[t].text, b->term[t].text);
        assert_memory_equal(&a->term[t].share, &b->term[t].share, sizeof a->term[t].share);
    }
}

static void assert_same_answer(const struct similar_section *section, const struct similar *s, const struct made *m, uint32_t query, struct ticket_reader *reader)
{
    struct similar_found one, wanted[TOP];
    struct search_hit hit[TOP];
    float score[N_MAX];
    struct csr words;
    size_t n_wanted, n;

    assert_int_equal(similar_find(wanted, &n_wanted, s, &query, 1, TOP, 1, NULL), 0);
    assert_int_equal(csr_init(&words, section->index.n_cols, NULL), 0);
    assert_int_equal(similar_section_words(&words, reader, &m->row[query].title, &m->row[query].description, NULL), 0);
    assert_int_equal(words.row_start[1], similar_known_words(s, query));
    assert_int_equal(similar_section_scores(score, section, false, &words, 0, query, NULL), 0);
    n = search_top(hit, TOP, score, query, 0);
    assert_int_equal(n, n_wanted);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(similar_section_words(&words, reader, &m->row[hit[i].row].title, &m->row[hit[i].row].description, NULL), 0);
        similar_section_share(&one, section, &words, 0, i + 1, hit[i].row);
        assert_same_found(&one, &wanted[i]);
    }
    csr_release(&words);
}

static void assert_same_groups(const struct similar_section *section, const struct duplicates *d)
{
    for (uint32_t row = 0; row < section->n_rows; row++) {
        const uint32_t *a, *b;
        size_t n = similar_section_group(&a, section, row);

        assert_int_equal(n, duplicates_members(&b, d, row));
        assert_memory_equal(a, b, n * sizeof *a);
    }
}

static void assert_same_everywhere(const struct similar_section *section, const struct made *m)
{
    struct similar s = { .n_known = 0 };
    struct duplicates d;
    struct ticket_vocabulary vocabulary = similar_section_vocabulary(section);
    struct ticket_reader reader;
    int rc = similar_init(&s, &m->tickets, m->tickets.n, 1, NULL);

    assert_int_equal(rc == ERR_NODATA, section->index.n_cols == 0);
    assert_int_equal(duplicates_make(&d, &m->tickets, NULL), 0);
    assert_same_groups(section, &d);
    duplicates_release(&d);
    if (rc == ERR_NODATA)
        return;
    assert_int_equal(ticket_reader_init(&reader, &vocabulary, NULL), 0);
    for (uint32_t query = 0; query < m->tickets.n; query++) {
        uint32_t row;

        assert_true(similar_section_row(&row, section, m->row[query].record_id));
        assert_int_equal(row, query);
        assert_int_equal(section->version[row], m->row[query].version_id);
        assert_same_answer(section, &s, m, query, &reader);
    }
    ticket_reader_release(&reader);
    similar_release(&s);
}

static void an_index_finds_what_a_search_without_one_finds(void **state)
{
    const char *path = path_in(*state, "index");
    uint8_t state_of_file[DIGEST_SIZE] = { 7 };

    assert_int_equal(digest_setup(NULL), 0);
    for (uint64_t seed = 1; seed <= N_ROUNDS; seed++) {
        struct made *m = make_tickets(seed);
        struct similar_section made, mapped;
        struct similar_file file;

        assert_int_equal(similar_section_make(&made, "desk", &m->tickets, 0, 1, NULL), 0);
        assert_same_everywhere(&made, m);
        assert_int_equal(similar_file_write(path, &made, 1, state_of_file, 0600, NULL), 0);
        similar_section_release(&made);
        assert_int_equal(similar_file_open(&file, path, NULL), 0);
        assert_memory_equal(file.state, state_of_file, DIGEST_SIZE);
        assert_int_equal(similar_file_section(&mapped, &file, "desk", NULL), 0);
        assert_string_equal(mapped.project, "desk");
        assert_same_everywhere(&mapped, m);
        assert_int_equal(similar_file_section(&mapped, &file, "lab", NULL), ERR_NOTFOUND);
        assert_int_equal(similar_file_section(&mapped, &file, NULL, NULL), 0); /* one project is all of them */
        similar_file_close(&file);
        free(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_index_finds_what_a_search_without_one_finds, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
