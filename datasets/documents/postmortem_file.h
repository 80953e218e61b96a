/*
 * postmortem_file.h - a postmortem in Markdown as the fields of the contract.
 *
 * What the front matter says counts. What it does not: id from the file's name; title from the first heading; date from a line "Date: ...", the
 * file's name ("2024-05-01-outage.md") or the first date in the text; root cause, trigger and the like from the sections of that name; times
 * from labelled lines and the timeline; systems, tickets and releases from what the text names. Where a key is there but empty nothing is
 * guessed. Other keys of the front matter are kept together as the field `front_matter` (the values of those that hold a person are not).
 * A pure function; nothing else is opened.
 */
#ifndef PRODROME_POSTMORTEM_FILE_H
#define PRODROME_POSTMORTEM_FILE_H

#include "datasets/documents/mentions.h"

enum postmortem_field {
    PM_ID, PM_DATE, PM_STARTED, PM_DETECTED, PM_RESOLVED, PM_SYSTEMS, PM_SEVERITY, PM_ROOT_CAUSE, PM_TRIGGER, PM_TICKETS, PM_RELEASES, PM_TITLE,
    PM_SUMMARY, PM_IMPACT, PM_RESOLUTION, PM_ACTIONS, PM_TEXT, PM_FRONT_MATTER, N_PM_FIELDS
};

extern const char *const postmortem_field_name[N_PM_FIELDS];

enum { POSTMORTEM_MAX_BYTES = 1 << 20 };

struct postmortem_file {
    struct strbuf field[N_PM_FIELDS]; /* raw text; times as time_parse reads them, lists joined by '|' */
};

void postmortem_file_init(struct postmortem_file *doc);
void postmortem_file_clear(struct postmortem_file *doc);
void postmortem_file_release(struct postmortem_file *doc);

/* `file` is for messages, `name` the id where the document has none of its own. Fields that are filled already are left as they are. ERR_REFUSED ("FILE:LINE: ..."): no UTF-8, a
 * NUL byte, longer than POSTMORTEM_MAX_BYTES, front matter that cannot be read or a time in it that is none, no text at all. */
int postmortem_file_read(struct postmortem_file *doc, const char *file, const char *name, const char *data, size_t len,
                         const struct known_names *names, struct err *err);

#endif
