/*
 * damage_words.c - the phrases of the rule in damage_kind.h. Lower case, words separated by one blank, '*' at a word's end for any ending.
 *
 * Chosen by hand from the vocabulary of incident reports in hospitals (medication and device safety, identification of patients, disclosure
 * of records, downtime), not learned. What is as common in harmless tickets is weak. A change here is one of docs/damage-kinds.md too.
 */
#include "score/damage/damage_kind.h"

#define STRONG(kind, phrase) { DAMAGE_##kind, true, phrase }
#define WEAK(kind, phrase)   { DAMAGE_##kind, false, phrase }

/* clang-format off */
static const struct damage_phrase phrases[] = {
    STRONG(SAFETY, "patient safety"), STRONG(SAFETY, "patient harm*"), STRONG(SAFETY, "harm to patient*"), STRONG(SAFETY, "harmed patient*"),
    STRONG(SAFETY, "wrong patient*"), STRONG(SAFETY, "wrong dos*"), STRONG(SAFETY, "wrong medication*"), STRONG(SAFETY, "wrong drug*"),
    STRONG(SAFETY, "wrong blood"), STRONG(SAFETY, "wrong specimen*"), STRONG(SAFETY, "wrong laterality"), STRONG(SAFETY, "overdos*"),
    STRONG(SAFETY, "underdos*"), STRONG(SAFETY, "medication error*"), STRONG(SAFETY, "dosing error*"), STRONG(SAFETY, "dose error*"),
    STRONG(SAFETY, "adverse event*"), STRONG(SAFETY, "sentinel event*"), STRONG(SAFETY, "near miss*"), STRONG(SAFETY, "missed alarm*"),
    STRONG(SAFETY, "missing alarm*"), STRONG(SAFETY, "allergy warning*"), STRONG(SAFETY, "allergy alert*"), STRONG(SAFETY, "missing allerg*"),
    STRONG(SAFETY, "contraindicat*"), STRONG(SAFETY, "drug interaction*"), STRONG(SAFETY, "delayed treatment*"), STRONG(SAFETY, "delayed diagnos*"),
    STRONG(SAFETY, "duplicate patient*"), STRONG(SAFETY, "merged patient*"), STRONG(SAFETY, "care blocking"),
    WEAK(SAFETY, "dose*"), WEAK(SAFETY, "dosage*"), WEAK(SAFETY, "dosing"), WEAK(SAFETY, "medication*"), WEAK(SAFETY, "prescri*"),
    WEAK(SAFETY, "infusion*"), WEAK(SAFETY, "pump*"), WEAK(SAFETY, "ventilator*"), WEAK(SAFETY, "defibrillat*"), WEAK(SAFETY, "patient monitor*"),
    WEAK(SAFETY, "bedside alarm*"), WEAK(SAFETY, "allerg*"), WEAK(SAFETY, "vital sign*"), WEAK(SAFETY, "vitals"), WEAK(SAFETY, "transfusion*"),
    WEAK(SAFETY, "specimen*"), WEAK(SAFETY, "lab result*"), WEAK(SAFETY, "insulin"), WEAK(SAFETY, "heparin"), WEAK(SAFETY, "radiotherapy"),
    WEAK(SAFETY, "chemotherapy"), WEAK(SAFETY, "operating theatre*"), WEAK(SAFETY, "intensive care"), WEAK(SAFETY, "emergency department*"),

    STRONG(PRIVACY, "data breach*"), STRONG(PRIVACY, "privacy breach*"), STRONG(PRIVACY, "breach of privacy"), STRONG(PRIVACY, "breach of confidentiality"),
    STRONG(PRIVACY, "hipaa"), STRONG(PRIVACY, "gdpr"), STRONG(PRIVACY, "protected health information"), STRONG(PRIVACY, "personal data"),
    STRONG(PRIVACY, "personally identifiable"), STRONG(PRIVACY, "patient data exposed"), STRONG(PRIVACY, "records of other patients"),
    STRONG(PRIVACY, "another patient*"), STRONG(PRIVACY, "other patient*"), STRONG(PRIVACY, "unauthori* access"), STRONG(PRIVACY, "unauthori* disclosure*"),
    STRONG(PRIVACY, "without authori*"), STRONG(PRIVACY, "data leak*"), STRONG(PRIVACY, "leaked data"), STRONG(PRIVACY, "wrong recipient*"),
    STRONG(PRIVACY, "missing audit trail*"), STRONG(PRIVACY, "audit trail missing"), STRONG(PRIVACY, "break glass"), STRONG(PRIVACY, "identity theft"),
    WEAK(PRIVACY, "access control*"), WEAK(PRIVACY, "access right*"), WEAK(PRIVACY, "privilege*"), WEAK(PRIVACY, "audit trail*"), WEAK(PRIVACY, "audit log*"),
    WEAK(PRIVACY, "confidential*"), WEAK(PRIVACY, "consent*"), WEAK(PRIVACY, "disclos*"), WEAK(PRIVACY, "anonymi*"), WEAK(PRIVACY, "pseudonym*"),
    WEAK(PRIVACY, "deidentif*"), WEAK(PRIVACY, "phi"), WEAK(PRIVACY, "patient record*"), WEAK(PRIVACY, "medical record*"), WEAK(PRIVACY, "privacy"),
    WEAK(PRIVACY, "stolen"), WEAK(PRIVACY, "phishing"),

    STRONG(CONTINUITY, "outage*"), STRONG(CONTINUITY, "downtime*"), STRONG(CONTINUITY, "system* down"), STRONG(CONTINUITY, "server* down"),
    STRONG(CONTINUITY, "service* down"), STRONG(CONTINUITY, "interface* down"), STRONG(CONTINUITY, "network* down"), STRONG(CONTINUITY, "is down"),
    STRONG(CONTINUITY, "are down"), STRONG(CONTINUITY, "went down"), STRONG(CONTINUITY, "service interruption*"), STRONG(CONTINUITY, "data loss"),
    STRONG(CONTINUITY, "lost data"), STRONG(CONTINUITY, "data corruption"), STRONG(CONTINUITY, "backup failed"), STRONG(CONTINUITY, "restore failed"),
    STRONG(CONTINUITY, "ransomware"), STRONG(CONTINUITY, "power loss"), STRONG(CONTINUITY, "power failure*"), STRONG(CONTINUITY, "all users"),
    STRONG(CONTINUITY, "disk full"), STRONG(CONTINUITY, "nobody can"),
    WEAK(CONTINUITY, "unavailable"), WEAK(CONTINUITY, "not available"), WEAK(CONTINUITY, "unreachable"), WEAK(CONTINUITY, "offline"),
    WEAK(CONTINUITY, "not responding"), WEAK(CONTINUITY, "unresponsive"), WEAK(CONTINUITY, "stopped working"), WEAK(CONTINUITY, "timeout*"),
    WEAK(CONTINUITY, "timed out"), WEAK(CONTINUITY, "backlog*"), WEAK(CONTINUITY, "failover*"), WEAK(CONTINUITY, "restart*"), WEAK(CONTINUITY, "crash*"),
    WEAK(CONTINUITY, "freez*"), WEAK(CONTINUITY, "hang*"), WEAK(CONTINUITY, "very slow"), WEAK(CONTINUITY, "cannot log in"), WEAK(CONTINUITY, "unable to log in"),
};
/* clang-format on */

const struct damage_phrase *damage_phrase_at(size_t i)
{
    return i < sizeof phrases / sizeof *phrases ? &phrases[i] : NULL;
}
