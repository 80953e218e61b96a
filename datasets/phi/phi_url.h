/*
 * phi_url.h - what of a URL is technical and stays.
 *
 *     https://jane:pw@ehr.example.org:8443/patient/4417720/chart.aspx?id=7#top
 *     https://[URL]:8443/-/-/-.aspx?-#-
 *
 * The scheme, the port, how deep the path is (up to PHI_URL_SEGMENTS), the ending of a usual kind of file, and that there is a query or a fragment.
 * Never a host, an account, a word of the path, a name or a value of the query. What follows "[URL]" is part of the placeholder.
 */
#ifndef PRODROME_PHI_URL_H
#define PRODROME_PHI_URL_H

#include "datasets/phi/phi_scan.h"

enum {
    PHI_URL_SEGMENTS = 8,
    PHI_URL_TAIL_MAX = 40 /* bytes, with NUL */
};

struct phi_url {
    size_t scheme, scheme_len;     /* in the text; scheme_len is 0 where there is none */
    char   tail[PHI_URL_TAIL_MAX]; /* ":8443/-/-.html"; "" for none                    */
};

/* What stays of text[start, end), a URL. Of what is none by its bytes nothing does. */
void phi_url_read(struct phi_url *url, const char *text, size_t start, size_t end);

/* Length of the tail at text[at], directly behind "[URL]"; 0 where there is none. */
size_t phi_url_tail(const char *text, size_t len, size_t at);

#endif
