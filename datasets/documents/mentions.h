/*
 * mentions.h - which tickets, releases and systems a text names.
 *
 * Tickets by the form of their ids: letters, a dash and digits ("LGH-1042"), or a service desk's prefix and digits ("INC0012345"); what only
 * looks so ("UTF-8", "CVE-2024-1234", "ISO-9001") is left out. Releases: what follows the word "release" and has a digit, and names that are
 * known. Systems: names that are known, as whole words in any case; a key or name that is an everyday word of small letters ("network")
 * counts only between backticks.
 */
#ifndef PRODROME_MENTIONS_H
#define PRODROME_MENTIONS_H

#include "datasets/base/intern.h"
#include "datasets/base/strbuf.h"

struct known_names {
    struct intern systems;      /* keys                                                  */
    struct intern system_names; /* names as shown                                        */
    struct intern releases;     /* names without project                                 */
    uint32_t     *system_of;    /* [system_names.n] the system's number, owned           */
};

void known_names_init(struct known_names *names);
void known_names_release(struct known_names *names);
int  known_names_add_system(struct known_names *names, const char *key, const char *name, struct err *err);
int  known_names_add_release(struct known_names *names, const char *name, struct err *err);

/* Append what the text names, each once (systems in the order of the known ones, others in that of the text), joined by '|' to what is there; at most MENTIONS_MAX each. */
enum { MENTIONS_MAX = 50 };
void mentions_tickets(struct strbuf *out, const char *text, size_t len, const char *but); /* `but`: an id that is none, or NULL */
void mentions_releases(struct strbuf *out, const char *text, size_t len, const struct known_names *names);
void mentions_systems(struct strbuf *out, const char *text, size_t len, const struct known_names *names);

/* Appends a list however its members are joined (',', ';', '|', line ends): trimmed, each once, joined by '|'. */
void list_normalise(struct strbuf *out, const char *text, size_t len);

#endif
