#include "features/samples.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { TICKET_TITLE, TICKET_DESCRIPTION, TICKET_TITLE_LETTERS, TICKET_OPENING_LETTERS, N_TICKET_TEXTS };
enum { CHANGE_MESSAGE, CHANGE_FILES, CHANGE_ADDED, CHANGE_REMOVED, N_CHANGE_TEXTS };

static const char *const ticket_text_name[] = { "title", "description", "title letters", "opening letters" };

static const char *const ticket_word_name[] = { "component_filed", "team_filed", "severity_filed", "priority_filed" };

/* What stands behind the metrics. */
enum change_number {
    CHANGE_CHURN = N_METRICS,
    CHANGE_LA_LT,
    CHANGE_LD_LT,
    CHANGE_LA_LD,
    CHANGE_LA_NF,
    CHANGE_LT_NF,
    CHANGE_NUC_NF,
    CHANGE_SEXP_EXP,
    CHANGE_REXP_EXP,
    CHANGE_NDEV_NUC,
    CHANGE_ND_NF,
    CHANGE_NUC_AGE,
    CHANGE_EVENNESS,
    CHANGE_PAST, /* past[] of the change */
    N_CHANGE_NUMBERS = CHANGE_PAST + N_CHANGE_PAST
};

static const char *const change_number_name[N_CHANGE_NUMBERS] = {
    /* change_metric_name, of which no constant may be made */
    "ns",
    "nd",
    "nf",
    "entropy",
    "la",
    "ld",
    "lt",
    "fix",
    "ndev",
    "age",
    "nuc",
    "exp",
    "rexp",
    "sexp",
    [CHANGE_CHURN] = "la+ld",
    [CHANGE_LA_LT] = "la/lt",
    [CHANGE_LD_LT] = "ld/lt",
    [CHANGE_LA_LD] = "la/ld",
    [CHANGE_LA_NF] = "la/nf",
    [CHANGE_LT_NF] = "lt/nf",
    [CHANGE_NUC_NF] = "nuc/nf",
    [CHANGE_SEXP_EXP] = "sexp/exp",
    [CHANGE_REXP_EXP] = "rexp/exp",
    [CHANGE_NDEV_NUC] = "ndev/nuc",
    [CHANGE_ND_NF] = "nd/nf",
    [CHANGE_NUC_AGE] = "nuc/age",
    [CHANGE_EVENNESS] = "evenness",
    /* change_past_name */
    [CHANGE_PAST] = "tickets",
    "author_gap",
    "new_files",
    "test_files",
    "file_harm",
    "file_harm_mean",
    "file_changes",
    "folder_harm",
    "folder_harm_mean",
    "folder_changes",
};

static const enum number_scale change_number_scale[N_CHANGE_NUMBERS] = {
    [CHANGE_LA_LT] = NUMBER_RATIO,    [CHANGE_LD_LT] = NUMBER_RATIO,    [CHANGE_LA_LD] = NUMBER_RATIO,
    [CHANGE_SEXP_EXP] = NUMBER_RATIO, [CHANGE_REXP_EXP] = NUMBER_RATIO, [CHANGE_NDEV_NUC] = NUMBER_RATIO,
    [CHANGE_ND_NF] = NUMBER_RATIO,    [CHANGE_NUC_AGE] = NUMBER_RATIO,
    [CHANGE_PAST + CHANGE_FILE_HARM] = NUMBER_RATIO,
    [CHANGE_PAST + CHANGE_FILE_HARM_MEAN] = NUMBER_RATIO,
    [CHANGE_PAST + CHANGE_FOLDER_HARM] = NUMBER_RATIO,
    [CHANGE_PAST + CHANGE_FOLDER_HARM_MEAN] = NUMBER_RATIO,
};

static const char *const change_text_name[] = { "message", "files", "added", "removed" };

enum { N_TICKET_WORDS = sizeof ticket_word_name / sizeof ticket_word_name[0] };

int samples_init(struct samples *s, size_t n, struct err *err)
{
    struct text *text = mem_calloc(n * s->n_texts, sizeof *text);
    double *number = mem_calloc(n * s->n_numbers, sizeof *number);
    const char **word = mem_calloc(n * s->n_words, sizeof *word);

    if (text == NULL || number == NULL || word == NULL) {
        mem_free(text);
        mem_free(number);
        mem_free(word);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n * s->n_texts; i++)
        text[i].str = "";
    for (size_t i = 0; i < n * s->n_numbers; i++)
        number[i] = (double)NAN;
    for (size_t i = 0; i < n * s->n_words; i++)
        word[i] = "";
    s->n = n;
    s->text = text;
    s->number = number;
    s->word = word;
    return 0;
}

void samples_release(struct samples *s)
{
    mem_free(s->text);
    mem_free(s->number);
    mem_free(s->word);
    *s = (struct samples){ 0 };
}

/* The first OPENING bytes of a text and what is left of the word there. */
static struct text opening_of(const struct text *text)
{
    enum { OPENING = 300 }; /* bytes; 600 was no better on the inner cuts at twice the cost */
    struct text opening = *text;

    if (text->len <= OPENING)
        return opening;
    opening.len = OPENING;
    while (opening.len < text->len && (unsigned char)text->str[opening.len] > ' ')
        opening.len++;
    return opening;
}

int samples_of_tickets(struct samples *out, const struct ticket_table *tickets, struct err *err)
{
    struct samples s = { .n_texts = N_TICKET_TEXTS,
                         .n_words = N_TICKET_WORDS,
                         .text_name = ticket_text_name,
                         .word_name = ticket_word_name };

    if (samples_init(&s, tickets->n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < tickets->n; i++) {
        const struct ticket *ticket = &tickets->row[i];
        struct text *text = s.text + i * N_TICKET_TEXTS;
        const char **word = s.word + i * N_TICKET_WORDS;

        text[TICKET_TITLE] = text[TICKET_TITLE_LETTERS] = ticket->title;
        text[TICKET_DESCRIPTION] = ticket->description;
        text[TICKET_OPENING_LETTERS] = opening_of(&ticket->description);
        word[0] = ticket->component_filed;
        word[1] = ticket->team_filed;
        word[2] = ticket->severity_filed;
        word[3] = ticket->priority_filed;
    }
    *out = s;
    return 0;
}

/* NaN goes through both. */
static double ratio(double a, double b)
{
    return (1 + (a < 0 ? 0 : a)) / (1 + (b < 0 ? 0 : b));
}

static double at_least(double min, double value)
{
    return value < min ? min : value;
}

/* The metrics and how they relate. */
static void fill_change_numbers(double *number, const double *metric)
{
    double nf = at_least(1, metric[METRIC_NF]);

    for (size_t i = 0; i < N_METRICS; i++)
        number[i] = metric[i];
    number[CHANGE_CHURN] = metric[METRIC_LA] + metric[METRIC_LD];
    number[CHANGE_LA_LT] = ratio(metric[METRIC_LA], metric[METRIC_LT]);
    number[CHANGE_LD_LT] = ratio(metric[METRIC_LD], metric[METRIC_LT]);
    number[CHANGE_LA_LD] = ratio(metric[METRIC_LA], metric[METRIC_LD]);
    number[CHANGE_LA_NF] = metric[METRIC_LA] / nf;
    number[CHANGE_LT_NF] = metric[METRIC_LT] / nf;
    number[CHANGE_NUC_NF] = metric[METRIC_NUC] / nf;
    number[CHANGE_SEXP_EXP] = ratio(metric[METRIC_SEXP], metric[METRIC_EXP]);
    number[CHANGE_REXP_EXP] = ratio(metric[METRIC_REXP], metric[METRIC_EXP]);
    number[CHANGE_NDEV_NUC] = ratio(metric[METRIC_NDEV], metric[METRIC_NUC]);
    number[CHANGE_ND_NF] = ratio(metric[METRIC_ND], metric[METRIC_NF]);
    number[CHANGE_NUC_AGE] = ratio(metric[METRIC_NUC], metric[METRIC_AGE]);
    number[CHANGE_EVENNESS] = metric[METRIC_ENTROPY] / at_least(1, log2(at_least(2, nf)));
}

int samples_of_changes(struct samples *out, const struct change_table *changes, struct err *err)
{
    struct samples s = { .n_texts = N_CHANGE_TEXTS,
                         .n_numbers = N_CHANGE_NUMBERS,
                         .text_name = change_text_name,
                         .number_name = change_number_name,
                         .number_scale = change_number_scale };

    if (samples_init(&s, changes->n, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->row[i];
        struct text *text = s.text + i * N_CHANGE_TEXTS;

        text[CHANGE_MESSAGE] = change->message;
        text[CHANGE_FILES] = change->files;
        text[CHANGE_ADDED] = change->added;
        text[CHANGE_REMOVED] = change->removed;
        fill_change_numbers(s.number + i * N_CHANGE_NUMBERS, change->metric);
        memcpy(s.number + i * N_CHANGE_NUMBERS + CHANGE_PAST, change->past, sizeof(change->past));
    }
    *out = s;
    return 0;
}

int samples_of_other_past(struct samples *out, const struct samples *s, const struct change_table *changes, struct err *err)
{
    double *number = (double *)(void *)mem_memdup(s->number, s->n * N_CHANGE_NUMBERS * sizeof(*number));

    assert(s->n == changes->n && s->n_numbers == N_CHANGE_NUMBERS);

    if (number == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < s->n; i++)
        memcpy(number + i * N_CHANGE_NUMBERS + CHANGE_PAST, changes->row[i].past, sizeof(changes->row[i].past));
    *out = *s;
    out->number = number;
    return 0;
}
