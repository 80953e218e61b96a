/*
 * phi_cues.c - words that say something about the words around them.
 *
 * Folded and sorted. A word may have several meanings: "st" ends a street, is a particle of a name and begins one of a town.
 */
#include "datasets/phi/phi_words.h"

#include <pthread.h>
#include <string.h>

struct cue {
    char     text[PHI_WORD_MAX + 2];
    unsigned cues;
};

/* clang-format off */
#define TITLE PHI_CUE_TITLE
#define ROLE PHI_CUE_ROLE
#define LABEL PHI_CUE_LABEL
#define DEED PHI_CUE_DEED
#define VERB PHI_CUE_VERB
#define MAYBE PHI_CUE_MAYBE
#define AGAINST PHI_CUE_AGAINST
#define CLOSING PHI_CUE_CLOSING
#define SHORT_TITLE PHI_CUE_SHORT_TITLE
#define PARTICLE PHI_CUE_PARTICLE
#define THING PHI_CUE_THING
#define SAYS PHI_CUE_SAYS
#define FACILITY PHI_CUE_FACILITY
#define CENTER PHI_CUE_CENTER
#define KIND PHI_CUE_KIND
#define HEAD PHI_CUE_HEAD
#define CARE PHI_CUE_CARE
#define LIFE PHI_CUE_LIFE
#define PREPOSITION PHI_CUE_PREPOSITION
#define WARD PHI_CUE_WARD
#define OPENING PHI_CUE_OPENING
#define LINK PHI_CUE_LINK
#define STREET PHI_CUE_STREET
#define WAY PHI_CUE_WAY
#define UNIT PHI_CUE_UNIT
#define SMALL PHI_CUE_SMALL
#define CODE PHI_CUE_CODE
#define PAIR PHI_CUE_PAIR
#define BOX PHI_CUE_BOX

static const struct cue table[] = {
    { "a", AGAINST | WARD | OPENING }, { "accompanied", DEED }, { "actor", ROLE }, { "administrator", ROLE },
    { "admission", CARE }, { "admitted", DEED | VERB | CARE }, { "adt", WARD }, { "advised", VERB }, { "af", PARTICLE },
    { "al", PARTICLE }, { "aleja", WAY }, { "algorithm", THING }, { "all", OPENING }, { "allee", WAY }, { "alley", STREET },
    { "an", AGAINST | WARD | OPENING }, { "analyst", ROLE | LABEL }, { "and", MAYBE | OPENING | LINK | SMALL }, { "ann", PAIR },
    { "answered", DEED }, { "any", OPENING }, { "apartment", UNIT }, { "app", THING }, { "appointment", CARE },
    { "approved", DEED }, { "approver", LABEL }, { "appt", CARE | UNIT }, { "apr", WARD }, { "april", WARD }, { "apt", UNIT },
    { "are", OPENING }, { "around", PREPOSITION }, { "as", MAYBE }, { "ask", VERB }, { "asked", VERB | SAYS },
    { "assembly", AGAINST }, { "assessed", CARE }, { "assigned", DEED }, { "assignee", LABEL }, { "associates", CENTER },
    { "at", PREPOSITION | OPENING }, { "attended", CARE }, { "attending", LABEL | CARE }, { "attn", ROLE | LABEL },
    { "aug", WARD }, { "august", WARD }, { "aunt", TITLE }, { "author", ROLE | LABEL }, { "authored", DEED }, { "ave", STREET },
    { "avenida", WAY }, { "avenue", STREET | WAY }, { "bad", PAIR }, { "baptist", HEAD }, { "baton", PAIR }, { "bcc", LABEL },
    { "behavioral", KIND }, { "beverly", PAIR }, { "bin", PARTICLE }, { "biopsy", CARE }, { "bldg", UNIT }, { "blvd", STREET },
    { "born", CARE | LIFE }, { "boss", ROLE }, { "boulevard", STREET | WAY }, { "box", UNIT }, { "boy", ROLE },
    { "branch", AGAINST }, { "bridge", STREET }, { "brother", ROLE }, { "browser", AGAINST }, { "buenos", PAIR },
    { "build", THING }, { "building", UNIT }, { "by", LABEL | MAYBE | OPENING }, { "call", VERB }, { "calle", WAY },
    { "called", ROLE | DEED | SAYS }, { "caller", ROLE | LABEL }, { "camino", WAY }, { "campus", CENTER }, { "can", OPENING },
    { "cancer", KIND }, { "cape", PAIR }, { "cardiac", KIND }, { "cardiologist", ROLE }, { "cardiology", KIND | WARD },
    { "care", CENTER | KIND | CARE }, { "carrer", WAY }, { "catheter", THING }, { "causeway", STREET }, { "cc", LABEL },
    { "ccu", WARD }, { "cedar", PAIR }, { "center", CENTER }, { "centre", CENTER }, { "checkup", CARE },
    { "cheers", VERB | CLOSING }, { "chemin", WAY }, { "child", ROLE }, { "childrens", KIND }, { "chorea", THING },
    { "cir", STREET }, { "circle", STREET }, { "class", AGAINST }, { "classification", THING }, { "client", ROLE | LABEL },
    { "clinic", FACILITY | CENTER }, { "clinician", ROLE | LABEL }, { "clinics", FACILITY }, { "close", STREET }, { "cmr", BOX },
    { "colleague", ROLE }, { "colorado", PAIR }, { "commenter", ROLE }, { "community", KIND }, { "company", THING },
    { "confirmed", DEED }, { "consultant", ROLE }, { "consultation", CARE }, { "consulted", CARE },
    { "contact", ROLE | LABEL | VERB }, { "contacted", VERB }, { "coordinator", ROLE }, { "corp", THING },
    { "corporation", THING }, { "corpus", PAIR }, { "corso", WAY }, { "court", STREET }, { "coves", STREET }, { "created", DEED },
    { "cres", STREET }, { "crescent", STREET }, { "criteria", THING }, { "ct", STREET }, { "ctr", CENTER },
    { "customer", ROLE | LABEL }, { "da", PARTICLE | SMALL }, { "dad", ROLE }, { "das", PARTICLE }, { "daughter", ROLE },
    { "de", PARTICLE | LINK | SMALL }, { "dear", ROLE }, { "dec", WARD }, { "december", WARD }, { "dei", SMALL },
    { "del", PARTICLE | LINK | SMALL }, { "delivered", CARE }, { "della", PARTICLE | SMALL }, { "dementia", THING },
    { "den", PARTICLE | SMALL }, { "dental", KIND }, { "der", PARTICLE | SMALL }, { "des", LINK | SMALL | PAIR },
    { "developer", ROLE }, { "di", PARTICLE | SMALL }, { "diagnosed", DEED | CARE }, { "dictated", DEED }, { "directed", DEED },
    { "director", ROLE }, { "discharged", VERB | CARE }, { "disease", THING }, { "do", SMALL }, { "dob", WARD },
    { "doctor", TITLE | LABEL }, { "documented", DEED }, { "dos", PARTICLE }, { "dr", TITLE | SHORT_TITLE | WARD | STREET },
    { "drive", STREET }, { "driver", THING }, { "du", PARTICLE | LINK | SMALL }, { "each", OPENING }, { "ed", CARE | WARD },
    { "el", PARTICLE | PAIR }, { "emailed", VERB }, { "emergency", WARD }, { "employee", ROLE | LABEL }, { "engineer", ROLE },
    { "entered", DEED }, { "enum", AGAINST }, { "equation", THING }, { "er", CARE | WARD }, { "escalated", DEED },
    { "esplanade", STREET }, { "eu", WARD }, { "evaluated", DEED | CARE }, { "every", OPENING }, { "examined", DEED | CARE },
    { "eye", KIND }, { "faithfully", CLOSING }, { "family", KIND }, { "father", ROLE | LABEL }, { "feb", WARD },
    { "february", WARD }, { "female", ROLE }, { "file", AGAINST }, { "firstname", LABEL }, { "fl", UNIT }, { "flat", UNIT },
    { "floor", UNIT }, { "folder", AGAINST }, { "followed", DEED }, { "followup", CARE }, { "for", MAYBE | OPENING },
    { "formula", THING }, { "fort", PAIR }, { "framework", THING }, { "frau", TITLE }, { "friday", WARD }, { "friend", ROLE },
    { "from", LABEL | MAYBE | PREPOSITION | OPENING }, { "fullname", LABEL }, { "function", AGAINST }, { "gardens", STREET },
    { "gave", VERB }, { "general", KIND | HEAD }, { "gentleman", ROLE }, { "girl", ROLE }, { "give", VERB }, { "gmbh", THING },
    { "grade", THING }, { "grand", PAIR }, { "greetings", CLOSING }, { "grew", LIFE }, { "group", CENTER }, { "grove", STREET },
    { "guarantor", LABEL }, { "guardian", ROLE | LABEL }, { "handled", DEED }, { "has", SAYS }, { "headquartered", LIFE },
    { "health", CENTER | KIND | HEAD }, { "healthcare", FACILITY }, { "heard", VERB }, { "heart", KIND }, { "heights", STREET },
    { "hello", ROLE }, { "her", MAYBE | WARD | OPENING }, { "herr", TITLE }, { "hey", ROLE }, { "hi", ROLE },
    { "highway", STREET }, { "hill", STREET }, { "him", MAYBE }, { "his", WARD | OPENING }, { "hl", WARD }, { "ho", PAIR },
    { "home", CENTER }, { "hometown", LIFE }, { "hong", PAIR }, { "hopital", FACILITY }, { "hospice", FACILITY },
    { "hospital", FACILITY }, { "hospitalised", CARE }, { "hospitalized", CARE }, { "how", OPENING }, { "husband", ROLE },
    { "hwy", STREET }, { "i", WARD }, { "ibn", PARTICLE }, { "icu", CARE | WARD }, { "if", OPENING }, { "imaging", KIND },
    { "impasse", WAY }, { "in", AGAINST | PREPOSITION | OPENING }, { "inc", THING }, { "index", THING },
    { "infirmary", FACILITY }, { "informed", VERB }, { "install", AGAINST }, { "installed", AGAINST }, { "installing", AGAINST },
    { "institute", CENTER }, { "interface", AGAINST }, { "is", MAYBE | SAYS | OPENING }, { "it", WARD }, { "jan", WARD },
    { "january", WARD }, { "jersey", PAIR }, { "jul", WARD }, { "july", WARD }, { "jun", WARD }, { "june", WARD },
    { "kansas", PAIR }, { "kin", LABEL }, { "klinik", FACILITY }, { "klinikum", FACILITY }, { "kuala", PAIR },
    { "la", PARTICLE | LINK | SMALL }, { "lab", WARD }, { "labs", CARE }, { "lady", ROLE }, { "lane", STREET }, { "largo", WAY },
    { "las", PAIR }, { "lastname", LABEL }, { "law", THING }, { "le", PARTICLE | SMALL }, { "library", AGAINST | THING },
    { "like", MAYBE }, { "little", PAIR }, { "live", LIFE }, { "lived", LIFE }, { "lives", SAYS | LIFE }, { "living", LIFE },
    { "llc", THING }, { "ln", STREET }, { "logged", DEED }, { "long", PAIR }, { "loop", STREET }, { "los", PAIR },
    { "lot", UNIT }, { "ltd", THING }, { "lutheran", HEAD }, { "lymphoma", THING }, { "madam", TITLE }, { "madame", TITLE },
    { "made", DEED }, { "male", ROLE }, { "man", ROLE }, { "managed", DEED }, { "manager", ROLE | LABEL }, { "mar", WARD },
    { "march", WARD }, { "may", WARD }, { "me", MAYBE }, { "meadow", STREET }, { "meadows", STREET }, { "med", KIND | HEAD },
    { "medical", KIND | HEAD }, { "medicine", FACILITY }, { "meet", VERB }, { "member", LABEL }, { "memorial", KIND | HEAD },
    { "mental", KIND }, { "mercy", HEAD }, { "messaged", VERB }, { "met", VERB }, { "method", AGAINST }, { "methodist", HEAD },
    { "mews", STREET }, { "mexico", PAIR }, { "milton", PAIR }, { "miss", TITLE }, { "mme", TITLE }, { "module", AGAINST },
    { "mom", ROLE }, { "monday", WARD }, { "monitor", THING }, { "monitored", CARE }, { "monsieur", TITLE },
    { "mother", ROLE | LABEL }, { "mount", PAIR }, { "mr", TITLE | SHORT_TITLE | WARD }, { "mrn", WARD },
    { "mrs", TITLE | SHORT_TITLE | WARD }, { "ms", TITLE | WARD }, { "mx", TITLE }, { "my", WARD | OPENING }, { "nad", SMALL },
    { "nam", WAY }, { "name", LABEL }, { "named", ROLE }, { "namespace", AGAINST }, { "near", PREPOSITION },
    { "network", CENTER }, { "neurology", KIND }, { "new", AGAINST | PAIR }, { "nhs", KIND }, { "nicu", WARD }, { "no", OPENING },
    { "noted", DEED }, { "notified", VERB }, { "nov", WARD }, { "november", WARD }, { "nurse", TITLE | ROLE | LABEL },
    { "nursing", KIND }, { "observed", CARE }, { "oct", WARD }, { "october", WARD }, { "of", MAYBE | OPENING | LINK | SMALL },
    { "office", CENTER }, { "oklahoma", PAIR }, { "on", AGAINST | OPENING }, { "oncology", KIND | WARD }, { "opd", WARD },
    { "opened", DEED }, { "operated", CARE }, { "operator", ROLE }, { "or", MAYBE | WARD }, { "ordered", DEED },
    { "originally", LIFE }, { "orthopedic", KIND }, { "ospedale", FACILITY }, { "our", WARD | OPENING },
    { "outside", PREPOSITION }, { "owned", DEED }, { "owner", ROLE | LABEL }, { "p", BOX }, { "package", AGAINST },
    { "pacu", WARD }, { "paged", DEED | VERB }, { "palm", PAIR }, { "palsy", THING }, { "parade", STREET }, { "parks", STREET },
    { "parkway", STREET }, { "partner", ROLE }, { "paseo", WAY }, { "pass", STREET }, { "pathology", WARD },
    { "patient", ROLE | LABEL | CARE | OPENING }, { "pavilion", CENTER }, { "pediatric", KIND }, { "performed", DEED },
    { "person", LABEL }, { "pharmacist", ROLE }, { "pharmacy", WARD }, { "phenomenon", THING }, { "phoned", DEED | VERB },
    { "physician", ROLE | LABEL }, { "piazza", WAY }, { "picu", WARD }, { "pid", WARD }, { "pike", STREET }, { "pkwy", STREET },
    { "pl", STREET }, { "place", STREET | WAY }, { "platform", AGAINST }, { "player", ROLE }, { "plaza", WAY },
    { "please", OPENING }, { "plugin", THING }, { "plz", CODE }, { "po", BOX }, { "pobox", BOX }, { "polyclinic", FACILITY },
    { "postal", CODE }, { "postbox", BOX }, { "postcode", CODE }, { "postfach", BOX }, { "postop", CARE }, { "praca", WAY },
    { "practice", CENTER }, { "presbyterian", HEAD }, { "prescribed", DEED }, { "prescriber", ROLE | LABEL },
    { "presented", CARE }, { "presenting", CARE }, { "presents", CARE }, { "president", ROLE }, { "primary", KIND },
    { "procedure", CARE }, { "prof", TITLE | SHORT_TITLE }, { "professor", TITLE }, { "project", AGAINST | THING },
    { "property", AGAINST }, { "provider", ROLE | LABEL }, { "psc", BOX }, { "pt", ROLE | LABEL | CARE }, { "pts", ROLE },
    { "puerto", PAIR }, { "quai", WAY }, { "quay", STREET }, { "radiologist", ROLE }, { "radiology", WARD }, { "raised", DEED },
    { "rapids", STREET }, { "rd", STREET }, { "recipient", LABEL }, { "records", CARE }, { "referred", DEED | CARE },
    { "regards", VERB | CLOSING }, { "regional", KIND | HEAD }, { "rehab", FACILITY }, { "rehabilitation", KIND },
    { "release", THING }, { "relocated", LIFE }, { "replacement", CARE }, { "reported", DEED | SAYS },
    { "reporter", ROLE | LABEL }, { "reports", SAYS }, { "requested", DEED }, { "requester", ROLE | LABEL },
    { "resident", ROLE | LABEL | LIFE }, { "resides", LIFE }, { "residing", LIFE }, { "reviewed", DEED | CARE },
    { "reviewer", LABEL }, { "rgds", CLOSING }, { "ridge", STREET }, { "rio", PAIR }, { "rm", UNIT }, { "road", STREET },
    { "room", UNIT }, { "route", STREET }, { "row", STREET }, { "rua", WAY }, { "rue", WAY }, { "rule", THING },
    { "rules", THING }, { "running", AGAINST }, { "said", VERB | SAYS }, { "saint", PAIR }, { "salt", PAIR }, { "san", PAIR },
    { "sanatorium", FACILITY }, { "santa", PAIR }, { "sao", PAIR }, { "saturday", WARD }, { "saw", VERB },
    { "says", VERB | SAYS }, { "scale", THING }, { "score", THING }, { "scores", THING }, { "secretary", ROLE },
    { "seen", DEED | CARE }, { "sender", LABEL }, { "senior", KIND }, { "senor", TITLE }, { "senora", TITLE }, { "sent", DEED },
    { "sep", WARD }, { "sept", WARD }, { "september", WARD }, { "server", THING }, { "sign", THING }, { "signed", LABEL | DEED },
    { "signor", TITLE }, { "sincerely", VERB | CLOSING }, { "singer", ROLE }, { "sioux", PAIR }, { "sir", TITLE },
    { "sister", TITLE }, { "software", THING }, { "son", ROLE }, { "songwriter", ROLE }, { "spine", KIND },
    { "spital", FACILITY }, { "spoke", VERB }, { "spouse", LABEL }, { "sq", STREET }, { "square", STREET }, { "sra", TITLE },
    { "srta", TITLE }, { "ssn", WARD }, { "st", PARTICLE | STREET | PAIR }, { "stage", THING }, { "staging", THING },
    { "stain", THING }, { "staining", THING }, { "stayed", CARE }, { "ste", UNIT }, { "str", STREET }, { "strada", WAY },
    { "street", THING | STREET }, { "streets", STREET }, { "struct", AGAINST }, { "submitted", DEED }, { "subscriber", LABEL },
    { "suite", UNIT }, { "sunday", WARD }, { "sung", DEED }, { "supervisor", ROLE }, { "surgeon", ROLE },
    { "surgery", CENTER | KIND | CARE | WARD }, { "surgical", KIND }, { "surname", LABEL }, { "syndrome", THING },
    { "system", CENTER }, { "systems", THING }, { "taken", DEED }, { "technician", ROLE | LABEL }, { "tee", STREET },
    { "tel", PAIR }, { "tell", VERB }, { "ten", PARTICLE }, { "ter", PARTICLE | STREET }, { "terrace", STREET },
    { "terrasse", STREET }, { "test", THING }, { "texted", VERB }, { "than", MAYBE }, { "thank", VERB },
    { "thanks", VERB | CLOSING }, { "that", WARD | OPENING }, { "the", AGAINST | WARD | OPENING | LINK | SMALL },
    { "therapist", ROLE }, { "therapy", CARE }, { "thinks", SAYS }, { "this", AGAINST | WARD | OPENING }, { "thursday", WARD },
    { "thx", CLOSING }, { "thyroiditis", THING }, { "tie", STREET }, { "to", LABEL | MAYBE | PREPOSITION | OPENING },
    { "told", VERB }, { "trail", STREET }, { "transferred", CARE }, { "transplant", CARE }, { "trauma", KIND },
    { "traveled", LIFE }, { "travessa", WAY }, { "treated", DEED | CARE }, { "trg", WAY }, { "trl", STREET }, { "trust", CENTER },
    { "tuesday", WARD }, { "turnpike", STREET }, { "u", SMALL | STREET }, { "uk", WARD }, { "ul", WAY },
    { "ulica", STREET | WAY }, { "un", WARD }, { "uncle", TITLE }, { "under", MAYBE }, { "underwent", CARE }, { "union", STREET },
    { "unit", UNIT | BOX }, { "university", KIND | HEAD }, { "urgent", KIND }, { "urgentcare", FACILITY }, { "us", WARD },
    { "usa", WARD }, { "use", AGAINST }, { "used", AGAINST }, { "user", ROLE | LABEL }, { "username", LABEL },
    { "uses", AGAINST }, { "using", AGAINST }, { "ut", STREET }, { "utca", STREET }, { "utja", STREET }, { "va", KIND | HEAD },
    { "van", PARTICLE | SMALL }, { "verified", DEED }, { "version", AGAINST | THING }, { "veterans", KIND },
    { "via", AGAINST | WAY }, { "viale", WAY }, { "vicolo", WAY }, { "virginia", PAIR }, { "visit", CARE }, { "visited", CARE },
    { "von", PARTICLE | SMALL }, { "walk", STREET }, { "ward", WARD }, { "was", SAYS | OPENING }, { "way", STREET },
    { "we", WARD }, { "wednesday", WARD }, { "wellness", KIND }, { "what", OPENING }, { "when", OPENING }, { "which", OPENING },
    { "wife", ROLE }, { "wishes", CLOSING }, { "with", MAYBE | OPENING }, { "woman", ROLE }, { "womens", KIND },
    { "written", DEED }, { "wrote", SAYS }, { "y", PARTICLE }, { "you", CLOSING }, { "your", WARD | OPENING },
    { "yours", CLOSING }, { "zip", CODE }, { "zipcode", CODE }, { "zu", PARTICLE },
};
/* clang-format on */

enum { N_CUES = sizeof table / sizeof table[0] };

/* By their hash: number + 1 in the first free slot; made on first use. */
enum { SLOTS = 4096 };

static unsigned short slot_of[SLOTS];

static void make_slots(void)
{
    for (size_t i = 0; i < N_CUES; i++) {
        size_t at = phi_word_hash(table[i].text, PHI_WORD_MAX) % SLOTS;

        while (slot_of[at] != 0)
            at = (at + 1) % SLOTS;
        slot_of[at] = (unsigned short)(i + 1);
    }
}

unsigned phi_word_cues(const char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_slots);
    for (size_t at = phi_word_hash(text, PHI_WORD_MAX) % SLOTS; slot_of[at] != 0; at = (at + 1) % SLOTS)
        if (phi_same_word(text, table[slot_of[at] - 1].text))
            return table[slot_of[at] - 1].cues;
    return 0;
}

size_t phi_n_cue_words(void)
{
    return N_CUES;
}

const char *phi_cue_word(size_t i)
{
    return table[i].text;
}
