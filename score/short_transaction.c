#include "score/short_transaction.h"

#include "datasets/base/clock.h"

#define TRANSACTION_S 0.05

int short_transaction(struct db *db, double *began, struct err *err)
{
    int rc = 0;

    if (db_in_transaction(db) && clock_monotonic() - *began > TRANSACTION_S)
        rc = db_commit(db, err);
    if (rc == 0 && !db_in_transaction(db)) {
        rc = db_begin(db, err);
        *began = clock_monotonic();
    }
    return rc;
}
