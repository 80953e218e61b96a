#include "datasets/documents/timeline.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/documents/written_date.h"

enum { DAY_S = 86400, MUCH_EARLIER_S = 6 * 3600, LINE_MAX_BYTES = 512 };

void timeline_init(struct timeline *timeline)
{
    *timeline = (struct timeline){ TIME_NONE, TIME_NONE, TIME_NONE, TIME_NONE };
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

struct line {
    const char *at, *end;
};

static bool next_line(const char **text, const char *end, struct line *line)
{
    const char *stop;

    if (*text == end)
        return false;
    stop = memchr(*text, '\n', (size_t)(end - *text));
    *line = (struct line){ *text, stop == NULL ? end : stop };
    *text = stop == NULL ? end : stop + 1;
    return true;
}

/* What lists, tables, quotes and bold put before and between words. */
static void skip_marks(struct line *line)
{
    while (line->at < line->end && strchr(" \t\r-*+>|[]()_`#:~", *line->at) != NULL && *line->at != '\0')
        line->at++;
}

/* A number of a list: "1. ", "2) ". */
static void skip_number(struct line *line)
{
    const char *at = line->at;

    while (at < line->end && isdigit((unsigned char)*at))
        at++;
    if (at == line->at || at + 1 >= line->end || (*at != '.' && *at != ')') || at[1] != ' ')
        return;
    line->at = at + 1;
    skip_marks(line);
}

static int64_t zone_of(const char *text, size_t len)
{
    int32_t east = 0;

    for (size_t i = 0; i < len; i++)
        if (isupper((unsigned char)text[i]) && text[i] != 'Z' && (i == 0 || !isalnum((unsigned char)text[i - 1])) && written_zone_read(text + i, len - i, &east) > 0)
            return east;
    return 0;
}

/* Whether the line, in lower case, has one of the words ('|' between them) where a word begins. */
static bool has_word(const char *lower, const char *list)
{
    char word[40];

    for (; *list != '\0'; list += *list == '|') {
        size_t len = strcspn(list, "|");

        memcpy(word, list, len);
        word[len] = '\0';
        list += len;
        for (const char *at = strstr(lower, word); at != NULL; at = strstr(at + 1, word))
            if (at == lower || !isalpha((unsigned char)at[-1]))
                return true;
    }
    return false;
}

static void fold_line(char out[LINE_MAX_BYTES], const struct line *line)
{
    size_t n = 0;

    for (const char *at = line->at; at < line->end && n + 1 < LINE_MAX_BYTES; at++)
        out[n++] = *at == '\0' ? ' ' : (char)tolower((unsigned char)*at);
    out[n] = '\0';
}

/* A date and an hour, with what may stand between; 1 both, 2 the hour alone, 3 the date alone, 0 neither. *east as written_hour_read. */
static int take_moment(struct line *line, int64_t *day, int32_t *second, int32_t *east)
{
    struct line at = *line;
    size_t n = written_date_read(at.at, (size_t)(at.end - at.at), day), hour;

    at.at += n;
    while (n > 0 && at.at < at.end && strchr(" \tT,-@|", *at.at) != NULL && *at.at != '\0')
        at.at++;
    if (n > 0 && at.end - at.at > 3 && memcmp(at.at, "at ", 3) == 0)
        at.at += 3;
    hour = written_hour_read(at.at, (size_t)(at.end - at.at), second, east);
    if (n == 0 && hour == 0)
        return 0;
    line->at = hour > 0 ? at.at + hour : line->at + n;
    return n > 0 && hour > 0 ? 1 : n > 0 ? 3 : 2;
}

/* ---- labels ------------------------------------------------------------------------------------------------------ */

static int64_t *labelled(struct timeline *timeline, const char *lower, size_t *len)
{
    static const struct {
        const char *label;
        size_t of;
    } labels[] = {
        { "date of incident", offsetof(struct timeline, date) },    { "incident date", offsetof(struct timeline, date) },
        { "date", offsetof(struct timeline, date) },                { "incident started", offsetof(struct timeline, started) },
        { "incident start", offsetof(struct timeline, started) },   { "start time", offsetof(struct timeline, started) },
        { "started at", offsetof(struct timeline, started) },       { "started", offsetof(struct timeline, started) },
        { "start", offsetof(struct timeline, started) },            { "began", offsetof(struct timeline, started) },
        { "time of detection", offsetof(struct timeline, detected) }, { "detected at", offsetof(struct timeline, detected) },
        { "time detected", offsetof(struct timeline, detected) },   { "detected", offsetof(struct timeline, detected) },
        { "detection time", offsetof(struct timeline, detected) },  { "incident end", offsetof(struct timeline, resolved) },
        { "end time", offsetof(struct timeline, resolved) },        { "resolved at", offsetof(struct timeline, resolved) },
        { "time resolved", offsetof(struct timeline, resolved) },   { "resolved", offsetof(struct timeline, resolved) },
        { "restored at", offsetof(struct timeline, resolved) },     { "restored", offsetof(struct timeline, resolved) },
        { "ended", offsetof(struct timeline, resolved) },           { "end", offsetof(struct timeline, resolved) },
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t n = strlen(labels[i].label);

        if (strncmp(lower, labels[i].label, n) == 0 && lower[n] != '\0' && strchr(":*_|` \t(", lower[n]) != NULL) {
            *len = n;
            return (int64_t *)(void *)((char *)timeline + labels[i].of);
        }
    }
    return NULL;
}

void timeline_read_labels(struct timeline *timeline, const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    int64_t zone = zone_of(text, len);
    struct line line;

    while (next_line(&at, end, &line)) {
        char lower[LINE_MAX_BYTES];
        int32_t second = 0, east = HOUR_NO_ZONE;
        int64_t *time, day;
        size_t n;
        int told;

        skip_marks(&line);
        fold_line(lower, &line);
        time = labelled(timeline, lower, &n);
        if (time == NULL || *time != TIME_NONE)
            continue;
        line.at += n;
        skip_marks(&line);
        told = take_moment(&line, &day, &second, &east);
        if (told == 1 && time != &timeline->date)
            *time = day * DAY_S + second - (east == HOUR_NO_ZONE ? zone : east);
        else if ((told == 1 || told == 3) && time == &timeline->date)
            *time = day * DAY_S;
    }
}

/* ---- entries ----------------------------------------------------------------------------------------------------- */

static const char beginning[] = "began|begins|started|starts|start of|first error|first failure|first occur|introduced|deployed|deployment|rolled out|rollout";
static const char noticed[] = "detect|alert|alarm|notice|notif|paged|pager|report|complain|monitoring|ticket|informed|first call|observed|discover";
static const char over[] = "resolved|restored|recovered|back to normal|fixed|mitigated|all clear|service back|service is back|fully operational|in place";
static const char not_so[] = "not|attempt|unresolved|without|cannot|could|failed|partly|partially|some|potential";

static void take_entry(struct timeline *found, int64_t time, const char *lower)
{
    if (found->started == TIME_NONE && found->detected == TIME_NONE && has_word(lower, beginning))
        found->started = time;
    else if (found->detected == TIME_NONE && has_word(lower, noticed))
        found->detected = time;
    if (has_word(lower, over) && !has_word(lower, not_so))
        found->resolved = time;
}

/* Of what entries tell, what fits to each other and to what is known already. */
static void keep_sound(struct timeline *timeline, const struct timeline *found)
{
    if (timeline->started == TIME_NONE)
        timeline->started = found->started;
    if (timeline->detected == TIME_NONE && (timeline->started == TIME_NONE || found->detected >= timeline->started))
        timeline->detected = found->detected;
    if (timeline->detected != TIME_NONE && timeline->started != TIME_NONE && found->started == timeline->started && timeline->started > timeline->detected)
        timeline->started = TIME_NONE;
    if (timeline->resolved == TIME_NONE && found->resolved != TIME_NONE && (timeline->started == TIME_NONE || found->resolved >= timeline->started) &&
        (timeline->detected == TIME_NONE || found->resolved >= timeline->detected))
        timeline->resolved = found->resolved;
}

void timeline_read_entries(struct timeline *timeline, const char *text, size_t len, int64_t day)
{
    const char *at = text, *end = text + len;
    int64_t zone = zone_of(text, len), before = TIME_NONE;
    struct timeline found;
    struct line line;

    timeline_init(&found);
    while (next_line(&at, end, &line)) {
        char lower[LINE_MAX_BYTES];
        int32_t second = 0, east = HOUR_NO_ZONE;
        int64_t time;
        int told;

        skip_marks(&line);
        skip_number(&line);
        told = take_moment(&line, &day, &second, &east);
        if (told == 3)
            before = TIME_NONE;
        if (told == 0 || told == 3 || day == TIME_NONE)
            continue;
        time = day * DAY_S + second - (east == HOUR_NO_ZONE ? zone : east);
        if (told == 2 && before != TIME_NONE && time < before - MUCH_EARLIER_S) {
            time += DAY_S;
            day++;
        }
        before = time;
        fold_line(lower, &line);
        take_entry(&found, time, lower);
    }
    keep_sound(timeline, &found);
}
