/*
 * import_pipe.h - a file as blocks of rows that are ready to be written.
 *
 * Threads of its own parse the file in parts of some hundred KiB, each thread whole parts, and make their rows ready (import_values.h), on all cores (writing
 * takes less than a core, and waits for the disk); the caller, to whom the store's connection belongs, writes one block meanwhile. Blocks come in the order
 * of the file, and what is in them does not depend on the number of threads. Inside of import.
 *
 *     file -> csv_part_cut -> part -> csv_part_next -> import_row_prepare -> block -> import_pipe_next -> store
 *             `one at a time'         `-------- each producer ------------'             `---- caller ----'
 *
 * What cannot be cut (a pipe, JSON, an export whose columns are made of others) is parsed by one thread, and only making rows ready is shared out. So
 * is a file whose quotes turn out not to tell where its rows end: it is begun anew, and the rows that were given are passed over.
 */
#ifndef PRODROME_IMPORT_PIPE_H
#define PRODROME_IMPORT_PIPE_H

#include "datasets/import/import_dates.h"
#include "datasets/import/import_values.h"

struct import_block {
    const struct import_row *row;   /* [n_rows] */
    size_t                   n_rows;
    uint64_t                 bytes; /* of the file, read up to here */
    uint64_t                 counts[PHI_N_TYPES]; /* redactions in its good rows */
};

struct import_pipe;

struct import_reading;

/* Opens the file and binds its header: errors as export_rows_open, import_columns_init and import_dates_settle. `kind` is that of options,
 * or its code file. Where `in` has one thread the caller's reads. options, `in` (its key and rules) and path must outlive the pipe. */
int  import_pipe_open(struct import_pipe **out, const char *path, const struct import_kind *kind,
                      const struct import_options *options, const struct import_reading *in, struct err *err);

/* 1: a block, valid until the next call; 0: the end of the file; negative: as csv_reader_next, ERR_NOMEM. */
int  import_pipe_next(struct import_pipe *pipe, const struct import_block **block, struct err *err);
const struct profile      *import_pipe_profile(const struct import_pipe *pipe); /* by which it is read */
const struct import_dates *import_pipe_dates(const struct import_pipe *pipe);
void import_pipe_digest(const struct import_pipe *pipe, uint8_t out[DIGEST_SIZE]); /* of the file, after its end */
void import_pipe_close(struct import_pipe *pipe);                                  /* NULL does nothing          */

#endif
