/*
 * scene.h - the particulars of a ticket or a change: which host, which ward, which error code, who reports.
 *
 * What belongs to the episode follows from its number alone, so that two people who report the same incident name the same
 * host and the same code, and from different wards.
 */
#ifndef PRODROME_HOSPITAL_SCENE_H
#define PRODROME_HOSPITAL_SCENE_H

#include "datasets/hospital/phrases.h"
#include "datasets/hospital/systems.h"

void scene_set_episode(struct scene *scene, uint32_t episode, enum component_id component);
void scene_set_reporter(struct scene *scene, struct rng *rng, enum system_id seen_as, int64_t created);

/* SLOT_KEY, SLOT_TOPIC, SLOT_CLASS and SLOT_VAR ("noteEditor" of "NoteEditor"): what of the component is meant. */
void scene_set_code(struct scene *scene, struct rng *rng, enum component_id component);

/* SLOT_CLASS and SLOT_VAR alone. */
void scene_set_class(struct scene *scene, const char *name, int len);

/* SLOT_STAMP as log files have it: "2026-03-04 07:12:44,312". */
void scene_set_stamp(struct scene *scene, int64_t time, unsigned milliseconds);

void scene_set(struct scene *scene, enum slot slot, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
