/*
 * index_place.h - where the index of similar incidents lies, what it was made of, and how it goes.
 *
 * `STORE.index` (score/similar/similar_file.h) is beside the store, never in it: it is made of the store's current tickets and can be made again at any time, so no
 * backup has it. It holds words of ticket texts, so it must not outlive them: whoever is about to take text out of the store (a purge, an import under newer rules
 * of de-identification) removes it first. Only a job writes it, so no index of older text can appear after that.
 *
 * What it was made of is told by a digest: the store (its public key), the program, the completed imports that brought tickets or postmortems, the newest purge, and how many
 * postmortems can be known by now. A restored
 * backup, another store under the same name, a newer import: each has another one.
 */
#ifndef PRODROME_INDEX_PLACE_H
#define PRODROME_INDEX_PLACE_H

#include "datasets/base/digest.h"
#include "datasets/base/strbuf.h"
#include "datasets/store/store.h"

/* "STORE.index"; `out` must be initialised. */
int index_place_path(struct strbuf *out, const struct store *store, struct err *err);

/* Of what is current now: a few look-ups, whatever the size of the store. */
int index_place_state(uint8_t out[DIGEST_SIZE], struct store *store, struct err *err);

/* Its bytes are overwritten with zeros, as the store's are (db.h, secure_delete), and the name is gone. None is no error. */
int index_place_remove(const struct store *store, struct err *err);

#endif
