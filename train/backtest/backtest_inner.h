/*
 * backtest_inner.h - what the walk and the measuring have in common; for train/backtest alone.
 */
#ifndef PRODROME_BACKTEST_INNER_H
#define PRODROME_BACKTEST_INNER_H

#include "train/backtest/backtest.h"

/* The figures of b's predictions, which are all there. */
int backtest_measure(struct backtest *b, struct err *err);

#endif
