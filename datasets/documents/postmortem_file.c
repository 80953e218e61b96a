/*
 *   check bytes -> front matter -> sections -> what neither says: times, dates, mentions
 */
#include "datasets/documents/postmortem_file.h"

#include <ctype.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/text_cut.h"
#include "datasets/documents/front_matter.h"
#include "datasets/documents/sections.h"
#include "datasets/documents/timeline.h"
#include "datasets/documents/written_date.h"

enum { DAY_S = 86400 };

const char *const postmortem_field_name[N_PM_FIELDS] = { "id",      "date",     "started", "detected", "resolved",   "systems", "severity", "root_cause",  "trigger",
                                                         "tickets", "releases", "title",   "summary",  "impact",     "resolution", "actions", "text", "front_matter" };

/* The keys under which front matter may have each, the first one found counts; NULL: none. */
static const char *const keys[N_PM_FIELDS] = {
    [PM_ID] = "id|incident_id|postmortem|incident",
    [PM_DATE] = "date|published|written|incident_date",
    [PM_STARTED] = "started|start|start_time|started_at|began",
    [PM_DETECTED] = "detected|detected_at|detection_time",
    [PM_RESOLVED] = "resolved|resolved_at|restored|end|end_time|ended",
    [PM_SYSTEMS] = "systems|system|services|service|affected_systems",
    [PM_SEVERITY] = "severity|sev|priority",
    [PM_ROOT_CAUSE] = "root_cause|cause|rootcause",
    [PM_TRIGGER] = "trigger",
    [PM_TICKETS] = "tickets|ticket|incidents|issues|issue",
    [PM_RELEASES] = "releases|release",
    [PM_TITLE] = "title|name",
    [PM_SUMMARY] = "summary|description",
    [PM_IMPACT] = "impact",
    [PM_RESOLUTION] = "resolution|fix",
    [PM_ACTIONS] = "actions|action_items",
};

static bool is_list(int field)
{
    return field == PM_SYSTEMS || field == PM_TICKETS || field == PM_RELEASES;
}

static bool is_time(int field)
{
    return field >= PM_DATE && field <= PM_RESOLVED;
}

void postmortem_file_init(struct postmortem_file *doc)
{
    for (int i = 0; i < N_PM_FIELDS; i++)
        strbuf_init(&doc->field[i]);
}

void postmortem_file_clear(struct postmortem_file *doc)
{
    for (int i = 0; i < N_PM_FIELDS; i++)
        strbuf_clear(&doc->field[i]);
}

void postmortem_file_release(struct postmortem_file *doc)
{
    for (int i = 0; i < N_PM_FIELDS; i++)
        strbuf_release(&doc->field[i]);
}

struct reading {
    struct postmortem_file *doc;
    const char *file, *name;
    struct front_matter matter;
    const struct front_matter_key *key[N_PM_FIELDS]; /* NULL: the front matter has none */
    struct sections sections;
    const char *body;
    size_t body_len;
};

static bool is_open(const struct reading *r, int field)
{
    return r->doc->field[field].len == 0 && r->key[field] == NULL;
}

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

/* Length of the UTF-8 character that the bytes begin with; 0: none. */
static size_t utf8_length(const unsigned char *s, size_t len)
{
    static const struct {
        unsigned char mask, lead;
        unsigned long min;
    } forms[] = { { 0x80, 0x00, 0 }, { 0xE0, 0xC0, 0x80 }, { 0xF0, 0xE0, 0x800 }, { 0xF8, 0xF0, 0x10000 } };

    for (size_t n = 1; n <= 4 && n <= len; n++) {
        unsigned long c = s[0] & (unsigned char)~forms[n - 1].mask;

        if ((s[0] & forms[n - 1].mask) != forms[n - 1].lead)
            continue;
        for (size_t i = 1; i < n; i++) {
            if ((s[i] & 0xC0) != 0x80)
                return 0;
            c = c << 6 | (s[i] & 0x3F);
        }
        return c < forms[n - 1].min || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0 : n;
    }
    return 0;
}

static int check_bytes(const char *file, const char *data, size_t len, struct err *err)
{
    unsigned long line = 1;

    if (len > POSTMORTEM_MAX_BYTES)
        return err_set(err, ERR_REFUSED, "%s: longer than %d KiB", file, POSTMORTEM_MAX_BYTES >> 10);
    for (size_t i = 0; i < len;) {
        size_t n = data[i] == '\0' ? 0 : utf8_length((const unsigned char *)data + i, len - i);

        if (n == 0)
            return err_set(err, ERR_REFUSED, "%s:%lu: %s", file, line, data[i] == '\0' ? "a NUL byte" : "invalid UTF-8");
        line += data[i] == '\n';
        i += n;
    }
    return 0;
}

/* ---- front matter ------------------------------------------------------------------------------------------------ */

static int take_key(struct reading *r, int field, struct err *err)
{
    const struct front_matter_key *key = keys[field] == NULL ? NULL : front_matter_find(&r->matter, keys[field]);
    struct strbuf *out = &r->doc->field[field];
    int64_t time;

    r->key[field] = key;
    if (key == NULL || out->len > 0)
        return 0;
    if (key->is_nested)
        return err_set(err, ERR_REFUSED, "%s:%lu: '%s' is neither a text nor a list of texts", r->file, key->line, key->name);
    if (is_list(field))
        list_normalise(out, key->value, strlen(key->value));
    else
        strbuf_adds(out, key->value);
    if (is_time(field) && out->len > 0 &&
        !(field == PM_DATE ? written_period_parse(out->data, out->len, &time) : time_parse(out->data, out->len, &time)))
        return err_set(err, ERR_REFUSED, "%s:%lu: '%s' is not a date", r->file, key->line, key->name);
    return 0;
}

static bool is_person_key(const char *name)
{
    static const char *const persons[] = { "author", "owner", "reporter", "commander", "lead", "participant", "responder", "attendee", "reviewer", "writer", "contact", "on_call" };

    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        if (strstr(name, persons[i]) != NULL)
            return true;
    return false;
}

/* "key: value" of those that are no field, one a line. */
static void keep_others(struct reading *r)
{
    struct strbuf *out = &r->doc->field[PM_FRONT_MATTER];

    for (size_t i = 0; i < r->matter.n; i++) {
        const struct front_matter_key *key = &r->matter.key[i];
        bool used = key->value[0] == '\0';

        for (int f = 0; f < N_PM_FIELDS && !used; f++)
            used = r->key[f] == key;
        if (!used)
            strbuf_addf(out, "%s%s: %s", out->len > 0 ? "\n" : "", key->name, is_person_key(key->name) ? "[PERSON]" : key->value);
    }
}

static int take_front_matter(struct reading *r, struct err *err)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < N_PM_FIELDS; i++)
        rc = take_key(r, i, err);
    if (rc == 0)
        keep_others(r);
    return rc;
}

/* ---- sections ---------------------------------------------------------------------------------------------------- */

static void fill(struct reading *r, int field, const char *text, size_t len)
{
    if (is_open(r, field))
        strbuf_add(&r->doc->field[field], text, len);
}

static void take_sections(struct reading *r)
{
    static const struct {
        int field;
        enum section_kind kind;
    } from[] = { { PM_ROOT_CAUSE, SECTION_ROOT_CAUSE }, { PM_TRIGGER, SECTION_TRIGGER },       { PM_SUMMARY, SECTION_SUMMARY },
                 { PM_IMPACT, SECTION_IMPACT },         { PM_RESOLUTION, SECTION_RESOLUTION }, { PM_ACTIONS, SECTION_ACTIONS } };
    const char *line = r->body, *end = r->body + r->body_len;
    size_t n;

    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        fill(r, from[i].field, r->sections.text[from[i].kind].data, r->sections.text[from[i].kind].len);
    fill(r, PM_TITLE, r->sections.title.data, r->sections.title.len);
    if (!is_open(r, PM_TITLE))
        return;
    while (line < end && isspace((unsigned char)*line))
        line++;
    for (n = 0; line + n < end && line[n] != '\n' && line[n] != '\r'; n++)
        ;
    strbuf_add(&r->doc->field[PM_TITLE], line, text_cut(line, n, 200));
}

/* ---- times ------------------------------------------------------------------------------------------------------- */

static void fill_time(struct reading *r, int field, int64_t time)
{
    char text[TIME_ISO_MAX];

    if (time != TIME_NONE && is_open(r, field))
        strbuf_adds(&r->doc->field[field], field == PM_DATE ? time_format_date(time, text) : time_format(time, text));
}

static int64_t time_of(const struct reading *r, int field)
{
    int64_t time;

    return r->doc->field[field].len > 0 && written_period_parse(r->doc->field[field].data, r->doc->field[field].len, &time) ? time : TIME_NONE;
}

static int64_t day_of(int64_t time)
{
    return time == TIME_NONE ? TIME_NONE : time / DAY_S;
}

static void take_times(struct reading *r)
{
    const struct strbuf *entries = &r->sections.text[SECTION_TIMELINE];
    struct timeline timeline;
    int64_t day = TIME_NONE, named;
    const char *name = strrchr(r->file, '/');

    timeline_init(&timeline);
    timeline_read_labels(&timeline, r->body, r->body_len);
    fill_time(r, PM_DATE, timeline.date);
    name = name != NULL ? name + 1 : r->file;
    if (written_date_read(name, strlen(name), &named) > 0 || written_date_find(r->body, r->body_len, &named))
        day = named;
    fill_time(r, PM_DATE, day == TIME_NONE ? TIME_NONE : day * DAY_S);

    timeline.started = time_of(r, PM_STARTED) != TIME_NONE ? time_of(r, PM_STARTED) : timeline.started;
    timeline.detected = time_of(r, PM_DETECTED) != TIME_NONE ? time_of(r, PM_DETECTED) : timeline.detected;
    timeline.resolved = time_of(r, PM_RESOLVED) != TIME_NONE ? time_of(r, PM_RESOLVED) : timeline.resolved;
    if (timeline.detected != TIME_NONE)
        day = day_of(timeline.detected);
    else if (day == TIME_NONE)
        day = day_of(time_of(r, PM_DATE));
    timeline_read_entries(&timeline, entries->data, entries->len, day);
    fill_time(r, PM_STARTED, timeline.started);
    fill_time(r, PM_DETECTED, timeline.detected);
    fill_time(r, PM_RESOLVED, timeline.resolved);
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static void take_mentions(struct reading *r, const struct known_names *names)
{
    struct strbuf *field = r->doc->field;

    if (is_open(r, PM_TICKETS))
        mentions_tickets(&field[PM_TICKETS], r->body, r->body_len, field[PM_ID].data);
    if (is_open(r, PM_RELEASES))
        mentions_releases(&field[PM_RELEASES], r->body, r->body_len, names);
    if (is_open(r, PM_SYSTEMS))
        mentions_systems(&field[PM_SYSTEMS], r->body, r->body_len, names);
}

static int take_body(struct reading *r, const struct known_names *names, struct err *err)
{
    const char *end = r->body + r->body_len;
    int rc;

    while (end > r->body && isspace((unsigned char)end[-1]))
        end--;
    r->body_len = (size_t)(end - r->body);
    rc = sections_read(&r->sections, r->body, r->body_len, err);
    if (rc < 0)
        return rc;
    if (r->doc->field[PM_ID].len == 0)
        strbuf_adds(&r->doc->field[PM_ID], r->name);
    take_sections(r);
    take_times(r);
    take_mentions(r, names);
    if (r->doc->field[PM_TEXT].len == 0)
        strbuf_add(&r->doc->field[PM_TEXT], r->body, r->body_len);
    sections_release(&r->sections);
    for (int i = 0; rc == 0 && i < N_PM_FIELDS; i++)
        rc = strbuf_check(&r->doc->field[i], err);
    return rc;
}

int postmortem_file_read(struct postmortem_file *doc, const char *file, const char *name, const char *data, size_t len,
                         const struct known_names *names, struct err *err)
{
    struct reading r = { .doc = doc, .file = file, .name = name };
    int rc = check_bytes(file, data, len, err);

    if (rc == 0)
        rc = front_matter_read(&r.matter, file, data, len, err);
    if (rc < 0)
        return rc;
    rc = take_front_matter(&r, err);
    r.body = data + r.matter.body;
    r.body_len = len - r.matter.body;
    while (rc == 0 && r.body_len > 0 && (*r.body == '\n' || *r.body == '\r')) {
        r.body++;
        r.body_len--;
    }
    if (rc == 0)
        rc = take_body(&r, names, err);
    if (rc == 0 && r.body_len == 0 && doc->field[PM_SUMMARY].len == 0 && doc->field[PM_ROOT_CAUSE].len == 0)
        rc = err_set(err, ERR_REFUSED, "%s:%lu: no text", file, r.matter.body_line);
    front_matter_release(&r.matter);
    return rc;
}
