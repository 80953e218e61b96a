/*
 * systems.h - the made-up hospital's systems, their components, and the teams that look after them.
 *
 * Three fixed tables. Systems stand in an order in which each depends only on earlier ones, so the estate is acyclic by
 * construction. Components of a system stand together. All products, vendors and places are invented.
 */
#ifndef PRODROME_HOSPITAL_SYSTEMS_H
#define PRODROME_HOSPITAL_SYSTEMS_H

#include <stdbool.h>

struct rng;

/* Where the hospital lives on the network, and what its project is called in every file. */
#define HOSPITAL_PROJECT "hospital"
#define HOSPITAL_DOMAIN  "larkmoor.example.org"

enum team_id {
    TEAM_CLINICAL,
    TEAM_MEDICATION,
    TEAM_LABORATORY,
    TEAM_IMAGING,
    TEAM_INTEGRATION,
    TEAM_IDENTITY,
    TEAM_INFRASTRUCTURE,
    TEAM_DEVICES,
    TEAM_BUSINESS,
    TEAM_DATA,
    N_TEAMS
};

extern const char *const team_name[N_TEAMS];

enum system_id {
    SYS_NETWORK,
    SYS_IDENTITY,
    SYS_BACKUP,
    SYS_MAIL,
    SYS_INTEGRATION,
    SYS_ARCHIVE,
    SYS_EHR,
    SYS_ORDERS,
    SYS_PHARMACY,
    SYS_LABORATORY,
    SYS_BLOODBANK,
    SYS_PATHOLOGY,
    SYS_IMAGING,
    SYS_BEDS,
    SYS_EMERGENCY,
    SYS_THEATRE,
    SYS_TELEMETRY,
    SYS_NURSECALL,
    SYS_DICTATION,
    SYS_BILLING,
    SYS_PORTAL,
    SYS_WAREHOUSE,
    SYS_RECOMMENDER,
    SYS_STAFF,
    N_SYSTEMS
};

struct system_info {
    const char *key;           /* "ehr": names the system in every file                                     */
    const char *product;       /* what the estate calls it                                                  */
    const char *said;          /* what people on the wards call it, joined by '|'                           */
    const char *vendor;        /* "in-house" where there is none                                            */
    const char *criticality;   /* care-critical, compliance-critical, administrative                        */
    const char *support;       /* supported, extended, ended                                                */
    bool        internet;      /* reachable from outside                                                    */
    int         replace_days;  /* planned replacement, days after `end`; 0: none, negative: overdue         */
    const char *depends_on;    /* keys of earlier systems, joined by '|'                                    */
    const char *workflows;     /* joined by '|'                                                             */
    const char *extension;     /* of its source files                                                       */
    int         change_weight; /* share of all changes                                                      */
    int         n_releases;    /* at scale 1; 0: changes go out one by one                                  */
    int         major, minor;  /* version before the first release of the two years                         */
    double      risk;          /* added to the logit of a change's true risk                                */
};

extern const struct system_info system_table[N_SYSTEMS];

enum component_id {
    NET_WIRELESS, NET_CORE, NET_DESKTOP,
    ID_SIGNON, ID_RIGHTS, ID_BADGE,
    BAK_JOBS, BAK_STORAGE,
    MAIL_FILTER, MAIL_SECURE,
    INT_HL7, INT_FHIR, INT_MATCH,
    ARC_INGEST, ARC_VIEWER,
    EHR_CHART, EHR_NOTES, EHR_INBOX, EHR_AUDIT,
    ORD_SETS, ORD_ALERTS, ORD_MEDS,
    RX_VERIFY, RX_CABINET, RX_SCAN,
    LAB_RESULT, LAB_ANALYZER, LAB_LABELS,
    BB_CROSSMATCH, BB_ISSUE,
    PATH_CASES, PATH_SLIDES,
    IMG_VIEWER, IMG_WORKLIST, IMG_REPORTS,
    BED_BOARD, BED_TRANSFER,
    ED_BOARD, ED_TRIAGE,
    OR_BOOKING, OR_CARDS,
    TEL_CENTRAL, TEL_ALARM,
    NC_HANDSET, NC_ESCALATION,
    DIC_ENGINE, DIC_DELIVERY,
    BIL_CLAIMS, BIL_CHARGES,
    POR_APPOINTMENTS, POR_ACCOUNT, POR_RESULTS,
    DW_LOAD, DW_REPORTS,
    AI_SCORE, AI_SERVING,
    HR_ROSTER, HR_PAYROLL,
    N_COMPONENTS
};

struct component_info {
    enum system_id system;
    enum team_id   team;
    const char    *name;    /* "EHR / Clinical notes"                            */
    const char    *folder;  /* of its sources, below the system's                */
    const char    *classes; /* names of its source files, separated by blanks    */
    const char    *topics;  /* what its changes are about, joined by '|'         */
};

extern const struct component_info component_table[N_COMPONENTS];

/* The components of a system are [first, first + n). */
struct component_range {
    int first, n;
};

struct component_range system_components(enum system_id system);

/* A system, by change_weight. */
enum system_id system_pick(struct rng *rng);

#endif
