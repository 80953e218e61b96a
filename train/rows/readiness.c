/*
 * readiness.c - see readiness.h.
 */
#include "train/rows/readiness.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "train/task.h"

const char *const readiness_verdict_name[] = { "ready", "thin", "refused" };

bool readiness_of_risk(const struct readiness *r)
{
    return strcmp(r->task, "change-risk") == 0 || strcmp(r->task, "release-risk") == 0 || strcmp(r->task, "dependency-risk") == 0;
}

/* ------------------------------------------------------------- words */

static const char *noun(const struct readiness *r)
{
    return strcmp(r->task, "change-risk") == 0       ? "change"
           : strcmp(r->task, "release-risk") == 0    ? "deployed release"
           : strcmp(r->task, "dependency-risk") == 0 ? "update"
                                                     : "ticket";
}

static const char *s(size_t n)
{
    return n == 1 ? "" : "s";
}

/* 200, 30 % */
static void add_limit(char *buf, size_t size, enum readiness_measure m, double limit, bool refused)
{
    if (readiness_is_share(m))
        snprintf(buf, size, limit > 0 ? "%.3g %% are %s" : "some are needed", 100 * limit, refused ? "needed" : "wanted");
    else
        snprintf(buf, size, "%.0f %s %s", limit, limit == 1 ? "is" : "are", refused ? "needed" : "wanted");
}

static void say_none(char *buf, size_t size, const struct readiness *r)
{
    if (r->records == 0)
        snprintf(buf, size, "no %s at all", noun(r));
    else if (strcmp(r->label, "buggy") == 0)
        snprintf(buf, size, "none of the %zu changes has a label (column 'buggy' or an outcome)", r->records);
    else if (strcmp(r->label, "broke") == 0)
        snprintf(buf, size, "of none of the %zu updates it is known whether it broke something", r->records);
    else if (strcmp(r->label, "outcome") == 0)
        snprintf(buf, size, "no release has an outcome (%zu were deployed)", r->records);
    else if (strcmp(r->label, "duplicate_of") == 0)
        snprintf(buf, size, "none of the %zu tickets is marked as a duplicate of an earlier one", r->records);
    else
        snprintf(buf, size, "none of the %zu tickets has a %s%s", r->records, r->label, strcmp(r->label, "maintenance") == 0 || strcmp(r->label, "damage") == 0 ? " kind" : "");
}

/* Why the floor is what it is (config_readiness.c). */
static const char *why_needed(double limit, bool refused)
{
    if (refused && limit == 63)
        return " (50 to learn from, the newest fifth to test on)";
    return refused && limit == 13 ? " (10 to learn from, the newest to test on)" : "";
}

static void say_rows(char *buf, size_t size, const struct readiness *r, const char *words, const char *why)
{
    if (r->labelled == 0)
        say_none(buf, size, r);
    else if (strcmp(r->label, "outcome") == 0)
        snprintf(buf, size, "%zu deployed release%s with an outcome, %s%s", r->rows, s(r->rows), words, why);
    else if (strcmp(r->label, "duplicate_of") == 0)
        snprintf(buf, size, "%zu ticket%s known as %s of an earlier one, %s%s", r->rows, r->rows == 1 ? " is" : "s are", r->rows == 1 ? "a duplicate" : "duplicates", words, why);
    else if (r->rows < r->labelled)
        snprintf(buf, size, "%zu %s%s %s (of %zu labelled), %s%s", r->rows, noun(r), s(r->rows),
                 strcmp(r->task, "change-risk") == 0 ? "old enough to judge by" : "to learn from", r->labelled, words, why);
    else
        snprintf(buf, size, "%zu labelled row%s, %s%s", r->rows, s(r->rows), words, why);
}

static void say_classes(char *buf, size_t size, const struct readiness *r, double needed, const char *limit)
{
    double least = r->least[READINESS_CLASSES];

    if (r->classes == 1)
        snprintf(buf, size, "one %s only: every row carries the same", r->label);
    else if ((double)r->classes_enough >= needed && least < needed)
        snprintf(buf, size, "%zu of %zu classes have %d rows or more, but only %.0f among the oldest rows, which are learned from first; %s", r->classes_enough,
                 r->classes, TASK_MIN_CLASS_ROWS, least, limit);
    else
        snprintf(buf, size, "%zu of %zu classes %s %d rows or more, %s", r->classes_enough, r->classes, r->classes_enough == 1 ? "has" : "have",
                 TASK_MIN_CLASS_ROWS, limit);
}

static void say_kind(char *buf, size_t size, const struct readiness *r, enum readiness_measure m, double needed, const char *limit)
{
    size_t n = m == READINESS_HARMFUL ? r->harmful : r->clean;
    bool updates = strcmp(r->label, "broke") == 0;
    const char *what = m == READINESS_HARMFUL ? (updates ? "broke something" : "did harm")
                       : updates              ? "broke nothing"
                       : r->left_young > 0    ? "did none and are old enough to say so"
                                              : "did none";

    if (m == READINESS_HARMFUL && r->harmful == 0)
        snprintf(buf, size, "one class only: no %s is known to have done harm", noun(r));
    else if (m == READINESS_CLEAN && r->clean == 0)
        snprintf(buf, size, "one class only: no %s is known to have done none", noun(r));
    else if ((double)n >= needed && r->least[m] < needed)
        snprintf(buf, size, "%zu %s%s %s, but only %.0f among the oldest rows, which are learned from first; %s", n, noun(r), s(n), what, r->least[m], limit);
    else
        snprintf(buf, size, "%zu %s%s %s, %s", n, noun(r), s(n), what, limit);
}

static void say_share(char *buf, size_t size, const struct readiness *r, enum readiness_measure m, const char *limit)
{
    double percent = 100 * r->value[m];
    struct pair_count pairs = readiness_pairs(r);

    switch (m) {
    case READINESS_LABELLED:
        snprintf(buf, size, "%.1f %% of the %zu %ss are labelled, %s", percent, r->records, noun(r), limit);
        break;
    case READINESS_TEXT:
        snprintf(buf, size, "%.1f %% of the labelled rows have words in title or description, %s", percent, limit);
        break;
    case READINESS_AGREEMENT:
        snprintf(buf, size, "near-duplicate tickets carry the same %s in %.1f %% of %zu pairs, %s: the labels contradict each other", r->label, percent,
                 pairs.pairs, limit);
        break;
    case READINESS_TIMES:
        if (r->value[m] > 0)
            snprintf(buf, size, "of %.1f %% of the labels it is known when they became known, %s", percent, limit);
        else
            snprintf(buf, size, "of no label it is known when it became known: a backtest cannot leave out what was not known yet");
        break;
    case READINESS_OUTCOMES:
        if (r->releases_with_outcome == 0)
            snprintf(buf, size, "no release has an outcome");
        else
            snprintf(buf, size, "%zu of %zu deployed releases have an outcome (%.1f %%), %s", r->releases_with_outcome, r->releases, percent, limit);
        break;
    case READINESS_LINKED:
        snprintf(buf, size, "%zu of %zu incidents are linked to a release or change (%.1f %%), %s", r->incidents_linked, r->incidents, percent, limit);
        break;
    default:
        snprintf(buf, size, "of %zu of %zu systems the dependencies are known (%.1f %%), %s", r->systems_with_dependencies, r->systems, percent, limit);
        break;
    }
}

static void say_months(char *buf, size_t size, const struct readiness *r, const char *limit)
{
    if (r->first == TIME_NONE)
        snprintf(buf, size, "no row is dated: the order of the file stands for time, and %s", limit);
    else
        snprintf(buf, size, "labels of %zu month%s, %s", r->months, s(r->months), limit);
}

static void say(char *buf, size_t size, const struct readiness *r, enum readiness_measure m, double limit, bool refused)
{
    char words[64];

    add_limit(words, sizeof(words), m, limit, refused);
    switch (m) {
    case READINESS_ROWS:
        say_rows(buf, size, r, words, why_needed(limit, refused));
        break;
    case READINESS_CLASSES:
        say_classes(buf, size, r, refused ? limit : 0, words);
        break;
    case READINESS_HARMFUL:
    case READINESS_CLEAN:
        say_kind(buf, size, r, m, refused ? limit : 0, words);
        break;
    case READINESS_MONTHS:
        say_months(buf, size, r, refused ? "months are needed" : r->first == TIME_NONE ? "months are not known" : words);
        break;
    default:
        say_share(buf, size, r, m, words);
        break;
    }
}

/* ------------------------------------------------------------- dates */

/* Months since the year 0 of a time. */
static int64_t month_of(int64_t time)
{
    int64_t days = time / 86400 - (time % 86400 < 0);
    int year, month, day;

    time_civil_from_days(days, &year, &month, &day);
    return (int64_t)year * 12 + month;
}

void readiness_add_date(struct readiness *r, int64_t *month, int64_t time)
{
    if (time == TIME_NONE) {
        r->no_date++;
        return;
    }
    if (r->first == TIME_NONE || month_of(time) != *month)
        r->months++;
    if (r->first == TIME_NONE)
        r->first = time;
    *month = month_of(time);
    r->last = time;
}

/* ------------------------------------------------------------- the verdict */

/* Of months that are not known the value is 0. */
static enum readiness_verdict verdict_of(const struct readiness *r, const struct readiness_limits *limits, enum readiness_measure m)
{
    double value = r->value[m], least = r->least[m];

    if (!limits->asked[m])
        return READINESS_READY;
    if (m == READINESS_MONTHS && isnan(value))
        value = least = 0;
    if (isnan(value))
        return READINESS_READY;
    if (least < limits->needed[m])
        return READINESS_REFUSED;
    if (m == READINESS_TEXT && value <= 0)
        return READINESS_REFUSED; /* nothing to read */
    return value < limits->wanted[m] ? READINESS_THIN : READINESS_READY;
}

static void add_reasons(struct readiness *r, const struct readiness_limits *limits, enum readiness_verdict verdict)
{
    for (int i = 0; i < N_READINESS_MEASURES; i++) {
        enum readiness_measure m = (enum readiness_measure)i;
        struct readiness_reason *reason = &r->reason[r->n_reasons];

        if (verdict_of(r, limits, m) != verdict)
            continue;
        reason->verdict = verdict;
        reason->measure = m;
        reason->value = r->value[m];
        reason->limit = verdict == READINESS_REFUSED ? limits->needed[m] : limits->wanted[m];
        say(reason->text, sizeof(reason->text), r, m, reason->limit, verdict == READINESS_REFUSED);
        r->n_reasons++;
    }
}

/* Without a label all else follows from that. */
void readiness_judge(struct readiness *r, const struct readiness_limits *limits)
{
    r->n_reasons = 0;
    r->verdict = READINESS_READY;
    add_reasons(r, limits, READINESS_REFUSED);
    if (r->labelled == 0 && r->n_reasons > 1)
        r->n_reasons = 1;
    else
        add_reasons(r, limits, READINESS_THIN);
    for (size_t i = 0; i < r->n_reasons; i++)
        if (r->reason[i].verdict > r->verdict)
            r->verdict = r->reason[i].verdict;
}

struct pair_count readiness_pairs(const struct readiness *r)
{
    return (struct pair_count){ r->marked.pairs + r->same_text.pairs + r->near_text.pairs, r->marked.agree + r->same_text.agree + r->near_text.agree };
}

double readiness_ceiling(const struct readiness *r)
{
    struct pair_count all = readiness_pairs(r);

    return all.pairs >= READINESS_PAIRS_MIN ? (1 + (double)all.agree / (double)all.pairs) / 2 : (double)NAN;
}

const char *readiness_words(const struct readiness *r, char *buf, size_t size)
{
    size_t used = 0;

    buf[0] = '\0';
    for (size_t i = 0; i < r->n_reasons && used < size && r->reason[i].verdict == r->verdict; i++)
        used += (size_t)snprintf(buf + used, size - used, "%s%s", i > 0 ? "; " : "", r->reason[i].text);
    return buf;
}

/* ------------------------------------------------------------- JSON */

static json_t *number(double value)
{
    return isnan(value) ? json_null() : json_real(value);
}

static json_t *pairs_json(struct pair_count p)
{
    return json_pack("{s:I, s:I}", "pairs", (json_int_t)p.pairs, "agree", (json_int_t)p.agree);
}

static json_t *reasons_json(const struct readiness *r)
{
    json_t *list = json_array();

    for (size_t i = 0; i < r->n_reasons; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:f, s:s}", "verdict", readiness_verdict_name[r->reason[i].verdict], "measure",
                                              readiness_measure_name[r->reason[i].measure], "value", number(r->reason[i].value), "limit", r->reason[i].limit,
                                              "text", r->reason[i].text));
    return list;
}

/* Of texts only where the records are tickets. */
static json_t *missing_json(const struct readiness *r, bool risk)
{
    json_t *doc = json_pack("{s:I, s:I, s:I}", "label", (json_int_t)(r->records - r->labelled), "date", (json_int_t)r->no_date, "label_time",
                            (json_int_t)r->no_label_time);

    json_object_set_new(doc, "title", risk ? json_null() : json_integer((json_int_t)r->no_title));
    json_object_set_new(doc, "description", risk ? json_null() : json_integer((json_int_t)r->no_description));
    json_object_set_new(doc, "text", risk ? json_null() : json_integer((json_int_t)r->no_text));
    return doc;
}

static json_t *near_json(const struct readiness *r)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "all", pairs_json(readiness_pairs(r)), "marked", pairs_json(r->marked), "same_text", pairs_json(r->same_text),
                     "near_text", pairs_json(r->near_text), "ceiling", number(readiness_ceiling(r)));
}

static json_t *around_json(const struct readiness *r)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "releases", (json_int_t)r->releases, "releases_with_outcome", (json_int_t)r->releases_with_outcome,
                     "incidents", (json_int_t)r->incidents, "incidents_linked", (json_int_t)r->incidents_linked, "systems", (json_int_t)r->systems,
                     "systems_with_dependencies", (json_int_t)r->systems_with_dependencies);
}

json_t *readiness_json(const struct readiness *r)
{
    bool risk = readiness_of_risk(r);
    char first[TIME_ISO_MAX], last[TIME_ISO_MAX];
    json_t *measures = json_object(), *doc;

    for (int m = 0; m < N_READINESS_MEASURES; m++)
        if (!isnan(r->value[m]))
            json_object_set_new(measures, readiness_measure_name[m], json_real(r->value[m]));
    doc = json_pack("{s:s, s:s, s:s, s:b, s:s, s:o, s:o}", "task", r->task, "label", r->label, "project", r->project, "trained", r->trained, "verdict",
                    readiness_verdict_name[r->verdict], "reasons", reasons_json(r), "measures", measures);
    json_object_update_new(doc, json_pack("{s:I, s:I, s:I, s:{s:I, s:I, s:I}, s:I, s:I, s:I, s:I, s:s, s:s}", "records", (json_int_t)r->records, "labelled",
                                          (json_int_t)r->labelled, "rows", (json_int_t)r->rows, "left_out", "open", (json_int_t)r->left_open, "upcoming",
                                          (json_int_t)r->left_upcoming, "young", (json_int_t)r->left_young, "classes", (json_int_t)r->classes, "classes_enough",
                                          (json_int_t)r->classes_enough, "majority_rows", (json_int_t)r->majority_rows, "months", (json_int_t)r->months, "first", time_format(r->first, first),
                                          "last", time_format(r->last, last)));
    json_object_set_new(doc, "harmful", risk ? json_integer((json_int_t)r->harmful) : json_null());
    json_object_set_new(doc, "clean", risk ? json_integer((json_int_t)r->clean) : json_null());
    json_object_set_new(doc, "missing", missing_json(r, risk));
    json_object_set_new(doc, "near_duplicates", risk ? json_null() : near_json(r));
    json_object_set_new(doc, "around", risk ? around_json(r) : json_null());
    return doc;
}
