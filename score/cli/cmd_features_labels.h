/*
 * cmd_features_labels.h - prodrome features labels: how many labels, of what provenance, and what was left out.
 */
#ifndef PRODROME_CMD_FEATURES_LABELS_H
#define PRODROME_CMD_FEATURES_LABELS_H

#include "score/cli/cli.h"

int cmd_features_labels(struct cli *cli); /* an exit status */

#endif
