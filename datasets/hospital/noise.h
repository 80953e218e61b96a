/*
 * noise.h - what surrounds the message in a ticket: slips of the hand, greetings, copied mail, log lines, signatures.
 */
#ifndef PRODROME_HOSPITAL_NOISE_H
#define PRODROME_HOSPITAL_NOISE_H

#include <stdbool.h>

#include "datasets/hospital/phrases.h"
#include "datasets/hospital/systems.h"

/* How somebody types. */
struct hand {
    double typo;   /* chance of a slip in a word of four letters or more */
    double brief;  /* chance of "pt" for "patient"                       */
    bool   shouts; /* CAPITALS                                           */
    bool   lower;  /* never a capital letter                             */
};

struct hand hand_new(struct rng *rng);

/* Appends the text as that hand would type it. Words with digits, '@', '/' or '_' are left alone. */
void noise_type(struct strbuf *out, const char *text, size_t len, const struct hand *hand, struct rng *rng);

/* Whole blocks; each told in the scene, each ending without a newline. */
void noise_mail_header(struct strbuf *out, const char *subject, struct rng *rng, struct scene *scene);
void noise_greeting(struct strbuf *out, struct rng *rng, struct scene *scene);
void noise_signature(struct strbuf *out, struct rng *rng, struct scene *scene);
void noise_log(struct strbuf *out, struct rng *rng, struct scene *scene);   /* one to four lines with times */
/* An exception and its frames, as the language of such files ("java", "py", ...) prints them. */
void noise_stack(struct strbuf *out, const char *extension, struct rng *rng, struct scene *scene);

#endif
