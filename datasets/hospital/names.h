/*
 * names.h - invented people: staff and patients.
 *
 * Every person is put together from a list of given names and a list of surnames; none is meant. Staff have a number; equal
 * numbers are the same person, different numbers have different addresses.
 */
#ifndef PRODROME_HOSPITAL_NAMES_H
#define PRODROME_HOSPITAL_NAMES_H

#include <stddef.h>

#include "datasets/base/rng.h"

enum { NAME_MAX_BYTES = 48, MAIL_MAX_BYTES = 96 };

/* Numbers of staff: six to each team, one owner to each system, developers from there on without end. */
enum { STAFF_PER_TEAM = 6, STAFF_OWNERS = 100, STAFF_DEVELOPERS = 200 };

void staff_name(char out[NAME_MAX_BYTES], uint64_t seed, unsigned number); /* "Ines Varga"                            */
void staff_mail(char out[MAIL_MAX_BYTES], uint64_t seed, unsigned number); /* "ines.varga@larkmoor.example.org"       */

/* Somebody of the wards, as people sign ("I. Varga", "Ines V.", "Ines"), and the address of the same person. */
void reporter_new(char name[NAME_MAX_BYTES], char mail[MAIL_MAX_BYTES], struct rng *rng);

/* printf in small letters, for addresses. */
void address_format(char *out, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* A patient: given name and surname apart. Borrowed, static. */
const char *patient_given(struct rng *rng);
const char *patient_surname(struct rng *rng);

#endif
