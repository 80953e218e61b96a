/*
 * What a change says, and the words of the code that it adds and removes.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/hospital/scene.h"
#include "datasets/hospital/simulation.h"

#define COUNT(array)    (sizeof(array) / sizeof((array)[0]))
#define PICK(list, rng) (list)[rng_below((rng), COUNT(list))]

static const char *const fix_message[] = {
    "{Fix|Correct} $topic {after failover|for transferred patients|when the feed is late|with an empty value|at month end|across midnight}",
    "{Fix|Repair} {null check|off by one|time zone|rounding|encoding|missing unit} in $class",
    "$class: {handle|accept|tolerate} {empty|missing|late|repeated} {messages|rows|values} in $topic",
    "{Stop|Avoid} {losing|duplicating|reordering} entries in $topic",
};
static const char *const feature_message[] = {
    "{Add|Introduce} {optional|second|configurable} {column|filter|view|field} for $topic",
    "{Support|Allow} {several wards|a second site|the new device|the new code set} in $topic",
    "{Show|Display} {reason|age|unit|source} in $topic",
    "$class: {new|add} endpoint for $topic",
};
static const char *const refactor_message[] = {
    "{Simplify|Split|Tidy} $class",
    "{Extract|Move} $topic into its own {class|module}",
    "{Rename|Inline} helpers around $topic",
    "Remove dead code from $class",
};
static const char *const rewrite_message[] = {
    "{Rewrite|Reimplement} $topic",
    "{Migrate|Move} $topic to the new {schema|library|message format}",
    "{Replace|Rewrite} $class, {step one|second part|all callers moved}",
};
static const char *const upkeep_message[] = {
    "{Add|Extend} tests for $class",
    "{Document|Describe} $topic in the runbook",
    "Typo in {comment|log text} of $class",
    "{Test data|Fixtures} for $topic",
};
static const char *const rush_message[] = {
    "{Hotfix|Quick fix|Emergency}: {disable|bypass|skip} {check|validation|lock} in $class",
    "{Temporary|Interim} workaround for $topic{, clean up later|}",
    "{Hotfix|Emergency change} for $topic{, ward is waiting|}",
    "Revert and {retry|redo} $topic",
};
/* By kind. */
static const char *const operate_message[N_KINDS][3] = {
    [KIND_CODE] = { "Work on $topic", "Work on $topic", "Work on $topic" },
    [KIND_CONFIGURATION] = { "{Raise|Lower|Set} {timeout|pool size|retry limit|threshold} for $topic to $n",
                             "{Enable|Switch on|Activate} $topic {in production|for all wards|for the pilot}",
                             "Point $topic to the new {endpoint|queue|host} $host" },
    [KIND_INFRASTRUCTURE] = { "{Move|Migrate} $host to the new {cluster|storage|image}",
                              "{Renew|Rotate} certificate of $host", "{Resize|Extend} {volume|memory} of $host" },
    [KIND_PATCH] = { "{Firmware|Kernel|Driver} update on $host", "{Monthly|Security} patches for $host",
                     "{Update|Upgrade} base image to $ver" },
};
static const char *const library_message[] = {
    "{Bump|Upgrade|Update} $library to $ver",
    "{Update|Move} $library {from $oldver |}to $ver{, no code change|, routine|}",
    "Dependencies: $library $ver",
};

static const char *const tested_line[] = {
    "Tested on the {test|training} system with $n {patients|messages|orders}.",
    "Reviewed with the owner, tests {green|extended}.",
    "Verified in staging for $days days.",
};
static const char *const untested_line[] = {
    "Not tested {yet|on staging}, {release is tonight|no test data}.",
    "Works on my machine, {test system is down|could not test}.",
    "{Untested|No time to test}, please watch.",
};

/* Words of code. The first list is ordinary, the second is shared state; both name what the component is about. */
static const char *const statement[] = {
    "if ( $var == null ) return ;",
    "$class $var = new $class ( config . get ( \"$key\" ) ) ;",
    "$var . apply ( row , $n ) ;",
    "return $var . find ( id , code ) ;",
    "for ( $class item : items ) item . validate ( ) ;",
    "log . info ( \"$topic\" , $var . size ( ) ) ;",
    "String unit = row . get ( \"unit\" ) ;",
    "assert $var . status ( ) == OK ;",
    "query . where ( \"$key.id\" , id ) . limit ( $n ) ;",
    "result . add ( $var . map ( value ) ) ;",
    "this . $var = $var ;",
    "import org . larkmoor . $key . $class ;",
    "throw new ServiceException ( \"$code\" ) ;",
    "boolean ready = $var . isReady ( ) && ! closed ;",
};
static const char *const state_statement[] = {
    "synchronized ( cache ) cache . put ( key , $var ) ;",
    "retry . schedule ( $var , timeout * 2 ) ;",
    "catch ( Exception ignored ) ;",
    "static volatile $class shared ;",
    "lock . tryLock ( $n , SECONDS ) ;",
    "Thread . sleep ( $big ) ;",
    "cache . evictAll ( ) ; reconnect ( ) ;",
};
static const char *const setting[] = {
    "$key . timeout_ms : $big", "$key . retry . limit : $n", "$var . enabled : true",    "$var . queue : $queue",
    "pool . max : $n",          "endpoint : https $host",    "roles . $key : clinician", "version : $ver",
};

static const char *message_of(const struct change *change, struct rng *rng)
{
    if (change->library < N_LIBRARIES)
        return PICK(library_message, rng);
    switch (change->style) {
    case CHANGE_FIX:
        return PICK(fix_message, rng);
    case CHANGE_FEATURE:
        return PICK(feature_message, rng);
    case CHANGE_REFACTOR:
        return PICK(refactor_message, rng);
    case CHANGE_REWRITE:
        return PICK(rewrite_message, rng);
    case CHANGE_UPKEEP:
        return PICK(upkeep_message, rng);
    case CHANGE_RUSH:
        return PICK(rush_message, rng);
    default:
        return PICK(operate_message[change->kind], rng);
    }
}

/* 1 where the message has a word of repair, as miners of histories look for it. */
static unsigned names_a_fix(const char *message)
{
    static const char *const word[] = { "fix", "repair", "correct", "defect", "patch" };

    for (size_t i = 0; i < COUNT(word); i++) {
        if (strcasestr(message, word[i]) != NULL)
            return 1;
    }
    return 0;
}

void change_tell(struct change_text *text, struct change *change, struct rng *rng)
{
    struct strbuf *out = &text->message;
    double test = rng_double(rng), place = rng_double(rng);
    char id[TICKET_ID_MAX] = "";

    strbuf_clear(out);
    scene_set_episode(&text->scene, rng_u32(rng), change->component);
    if (change->main_class != NULL)
        scene_set_class(&text->scene, change->main_class, change->main_class_len);
    if (change->library < N_LIBRARIES) {
        text->scene.value[SLOT_LIBRARY] = library_table[change->library].said;
        text->scene.value[SLOT_VER] = change->new_version;
        text->scene.value[SLOT_OLDVER] = change->old_version;
    }
    if (change->ticket != NULL)
        ticket_id(id, change->ticket->number);
    if (id[0] != '\0' && place < 0.5)
        strbuf_addf(out, "%s: ", id);
    else if (place > 0.25)
        strbuf_addf(out, "%s: ", system_table[change->system].key);
    phrase_add(out, message_of(change, rng), rng, &text->scene);
    if (id[0] != '\0' && place >= 0.5)
        strbuf_addf(out, " (%s)", id);
    change->tested = test < 0.2 ? 1 : test < (change->style == CHANGE_RUSH ? 0.5 : 0.27) ? -1 : 0;
    if (change->tested != 0) {
        strbuf_adds(out, "\n\n");
        phrase_add(out, change->tested > 0 ? PICK(tested_line, rng) : PICK(untested_line, rng), rng, &text->scene);
    }
    change->fix = names_a_fix(out->data);
}

static void tell_lines(struct change_text *text, struct strbuf *out, const struct change *change, unsigned lines,
                       bool state, const struct repository *repository, struct rng *rng)
{
    unsigned n = lines / 3 + (lines > 0), limit = 22;

    n = n < limit ? n : limit;
    for (unsigned i = 0; i < n; i++) {
        const struct source_file *file = &repository->file[change->touched[rng_below(rng, change->n_touched)].file];
        bool code = file->kind == FILE_CODE || file->kind == FILE_TEST;

        if (file->component != N_COMPONENTS)
            scene_set_code(&text->scene, rng, file->component);
        if (i > 0)
            strbuf_addc(out, ' ');
        if (state && (i == 0 || rng_below(rng, 4) == 0))
            phrase_add(out, PICK(state_statement, rng), rng, &text->scene);
        else if (code)
            phrase_add(out, PICK(statement, rng), rng, &text->scene);
        else
            phrase_add(out, PICK(setting, rng), rng, &text->scene);
    }
}

void change_tell_code(struct change_text *text, const struct change *change, const struct repository *repository,
                      struct rng *rng)
{
    strbuf_clear(&text->files);
    strbuf_clear(&text->added);
    strbuf_clear(&text->removed);
    for (unsigned i = 0; i < change->n_touched; i++) {
        if (i > 0)
            strbuf_addc(&text->files, '|');
        repository_path(&text->files, &repository->file[change->touched[i].file]);
    }
    if (change->library < N_LIBRARIES) {
        strbuf_addf(&text->added, "%s : %s ", library_table[change->library].name, change->new_version);
        strbuf_addf(&text->removed, "%s : %s ", library_table[change->library].name, change->old_version);
    }
    tell_lines(text, &text->added, change, change->files.la, change->shared_state, repository, rng);
    tell_lines(text, &text->removed, change, change->files.ld, false, repository, rng);
}

int change_text_check(const struct change_text *text, struct err *err)
{
    return text->message.failed || text->files.failed || text->added.failed || text->removed.failed ? err_nomem(err)
                                                                                                    : 0;
}
