#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/scene.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/names.h"
#include "datasets/hospital/rhythm.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const drug[] = { "heparin",    "vancomycin",  "insulin glargine",   "metoprolol",
                                    "warfarin",   "enoxaparin",  "potassium chloride", "morphine",
                                    "amiodarone", "gentamicin",  "tacrolimus",         "ceftriaxone",
                                    "digoxin",    "paracetamol", "levothyroxine" };
static const char *const test[] = { "potassium", "troponin",  "lactate",    "CBC",          "creatinine",
                                    "INR",       "blood gas", "hemoglobin", "sodium",       "bilirubin",
                                    "CRP",       "glucose",   "D-dimer",    "urine culture" };
static const char *const study[] = { "CT head",  "CT chest", "chest X-ray", "MR knee", "abdominal ultrasound",
                                     "CT angio", "MR brain", "hip X-ray" };
static const char *const ward[] = { "4 West",   "4 East",     "5 West",      "6 South",    "3 North",    "ICU",
                                    "NICU",     "Step-Down",  "Emergency",   "Recovery",   "Dialysis",   "Maternity",
                                    "Oncology", "Cardiology", "Orthopedics", "Pediatrics", "Geriatrics", "Day Ward" };
static const char *const protocol[] = { "sepsis", "stroke", "chest pain", "DVT prophylaxis", "hip fracture" };
static const char *const role[] = { "RN",
                                    "charge nurse",
                                    "resident",
                                    "attending",
                                    "ward clerk",
                                    "unit secretary",
                                    "pharmacist",
                                    "physician assistant",
                                    "technologist",
                                    "ward manager",
                                    "registrar",
                                    "therapist",
                                    "lab technician",
                                    "night supervisor",
                                    "case manager",
                                    "front desk" };

void scene_set(struct scene *scene, enum slot slot, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vsnprintf(scene->text[slot], SLOT_MAX, fmt, args);
    va_end(args);
    scene->value[slot] = scene->text[slot];
}

static const char *key_of_queue(struct rng *rng)
{
    static const char *const key[] = { "ADT_EHR", "ADT_LAB", "ORU_LAB", "ORU_RAD", "ORM_CPOE",
                                       "DFT_BIL", "SIU_OR",  "MDM_DOC", "ADT_ED",  "RDE_RX" };

    return key[rng_below(rng, COUNT(key))];
}

/* "ehr-app-03", "LAB-4471", "ORU_LAB_OUT". Network and backup speak of the hosts of all systems. */
static void set_names(struct scene *scene, struct rng *rng, enum system_id system)
{
    static const char *const part[] = { "app", "app", "db", "srv", "int" };
    enum system_id other = (enum system_id)rng_below(rng, N_SYSTEMS);
    const char *key = system_table[system].key, *tier = part[rng_below(rng, COUNT(part))];
    const char *host = system == SYS_NETWORK || system == SYS_BACKUP ? system_table[other].key : key;
    char upper[4] = { 0 };

    for (int i = 0; i < 3; i++)
        upper[i] = (char)(key[i] - 'a' + 'A');
    scene_set(scene, SLOT_HOST, "%s-%s-%02u", host, tier, 1 + rng_below(rng, 6));
    scene_set(scene, SLOT_CODE, "%s-%u", upper, 1000 + 37 * rng_below(rng, 200));
    key = key_of_queue(rng);
    scene_set(scene, SLOT_QUEUE, "%s_%s", key, rng_below(rng, 2) ? "OUT" : "IN");
}

/* Times are seldom asked for in words, but always in numbers: "25 seconds", "1840 messages". */
static void set_numbers(struct scene *scene, struct rng *rng, enum system_id system)
{
    static const char *const device[N_SYSTEMS] = {
        [SYS_LABORATORY] = "AN", [SYS_IMAGING] = "MOD",  [SYS_PATHOLOGY] = "SC",
        [SYS_TELEMETRY] = "MON", [SYS_NURSECALL] = "HS", [SYS_BLOODBANK] = "FR",
    };
    const struct system_info *info = &system_table[system];
    unsigned minor = (unsigned)info->minor + rng_below(rng, 8), high = rng_u32(rng);

    scene_set(scene, SLOT_N, "%u", 2 + rng_below(rng, 38));
    scene_set(scene, SLOT_BIG, "%u", 120 + 10 * rng_below(rng, 900));
    scene_set(scene, SLOT_PCT, "%u", 12 + rng_below(rng, 86));
    scene_set(scene, SLOT_SECS, "%u", 8 + rng_below(rng, 80));
    scene_set(scene, SLOT_DAYS, "%u", 2 + rng_below(rng, 26));
    scene_set(scene, SLOT_VER, "%d.%u.%u", info->major, minor, rng_below(rng, 5));
    scene_set(scene, SLOT_HEX, "%08x%08x", high, rng_u32(rng));
    scene_set(scene, SLOT_DEVICE, "%s-%03u", device[system] != NULL ? device[system] : "WOW",
              100 + rng_below(rng, 300));
    scene_set(scene, SLOT_ROOM, "OR %u", 1 + rng_below(rng, 12));
}

void scene_set_episode(struct scene *scene, uint32_t episode, enum component_id component)
{
    enum system_id system = component_table[component].system;
    struct rng rng;
    unsigned library;

    rng_init(&rng, episode);
    set_names(scene, &rng, system);
    set_numbers(scene, &rng, system);
    scene->value[SLOT_DRUG] = drug[rng_below(&rng, COUNT(drug))];
    scene->value[SLOT_TEST] = test[rng_below(&rng, COUNT(test))];
    scene->value[SLOT_STUDY] = study[rng_below(&rng, COUNT(study))];
    scene_set_code(scene, &rng, component);
    scene->value[SLOT_PROTOCOL] = protocol[rng_below(&rng, COUNT(protocol))];
    library = dependency_pick(system, &rng);
    scene->value[SLOT_LIBRARY] = library < N_LIBRARIES ? library_table[library].said : "the driver";
}

void scene_set_class(struct scene *scene, const char *name, int len)
{
    scene_set(scene, SLOT_CLASS, "%.*s", len, name);
    scene_set(scene, SLOT_VAR, "%c%.*s", name[0] - 'A' + 'a', len - 1, name + 1);
}

void scene_set_code(struct scene *scene, struct rng *rng, enum component_id component)
{
    const struct component_info *info = &component_table[component];
    const char *at = info->classes;
    size_t len;

    scene->value[SLOT_KEY] = system_table[info->system].key;
    at = phrase_word(info->topics, rng, &len);
    scene_set(scene, SLOT_TOPIC, "%.*s", (int)len, at);
    at = info->classes;
    for (unsigned skip = rng_below(rng, 3); skip > 0 && strchr(at, ' ') != NULL; skip--)
        at = strchr(at, ' ') + 1;
    scene_set_class(scene, at, (int)strcspn(at, " "));
}

void scene_set_stamp(struct scene *scene, int64_t time, unsigned milliseconds)
{
    char iso[TIME_ISO_MAX];

    time_format(time, iso);
    scene_set(scene, SLOT_STAMP, "%.10s %.8s,%03u", iso, iso + 11, milliseconds % 1000);
}

void scene_set_reporter(struct scene *scene, struct rng *rng, enum system_id seen_as, int64_t created)
{
    char name[NAME_MAX_BYTES], mail[MAIL_MAX_BYTES], iso[TIME_ISO_MAX];
    int64_t noticed = created - (int64_t)rng_below(rng, 5400);
    int second = time_second(noticed);
    const char *app;
    size_t len;

    scene->value[SLOT_WARD] = ward[rng_below(rng, COUNT(ward))];
    scene->value[SLOT_ROLE] = role[rng_below(rng, COUNT(role))];
    reporter_new(name, mail, rng);
    scene_set(scene, SLOT_STAFF, "%s", name);
    scene_set(scene, SLOT_MAIL, "%s", mail);
    scene_set(scene, SLOT_PC, "LG-%c%02d-%04u", "ABCDEF"[second % 6], second % 20 + 1, 100 + rng_below(rng, 900));
    scene_set(scene, SLOT_EXT, "%u", 4000 + rng_below(rng, 999));
    scene_set(scene, SLOT_TIME, "%02d:%02d", second / 3600, second / 60 % 60 / 5 * 5);
    scene->noticed = noticed;
    time_format(created, iso);
    scene_set(scene, SLOT_SENT, "%.10s %.5s", iso, iso + 11);
    app = phrase_word(system_table[seen_as].said, rng, &len);
    scene_set(scene, SLOT_APP, "%.*s", (int)len, app);
}
