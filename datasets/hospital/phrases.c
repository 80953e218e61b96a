#include "datasets/hospital/phrases.h"

#include <assert.h>
#include <string.h>

static const char *const slot_name[N_SLOTS] = {
    [SLOT_HOST] = "host",
    [SLOT_CODE] = "code",
    [SLOT_QUEUE] = "queue",
    [SLOT_VER] = "ver",
    [SLOT_DRUG] = "drug",
    [SLOT_TEST] = "test",
    [SLOT_STUDY] = "study",
    [SLOT_DEVICE] = "device",
    [SLOT_ROOM] = "room",
    [SLOT_N] = "n",
    [SLOT_BIG] = "big",
    [SLOT_PCT] = "pct",
    [SLOT_SECS] = "secs",
    [SLOT_DAYS] = "days",
    [SLOT_RELEASE] = "release",
    [SLOT_KEY] = "key",
    [SLOT_TOPIC] = "topic",
    [SLOT_CLASS] = "class",
    [SLOT_VAR] = "var",
    [SLOT_HEX] = "hex",
    [SLOT_PEER] = "peer",
    [SLOT_SENT] = "sent",
    [SLOT_STAMP] = "stamp",
    [SLOT_WARD] = "ward",
    [SLOT_PC] = "pc",
    [SLOT_STAFF] = "staff",
    [SLOT_ROLE] = "role",
    [SLOT_MAIL] = "mail",
    [SLOT_TIME] = "time",
    [SLOT_APP] = "app",
    [SLOT_EXT] = "ext",
    [SLOT_PATIENT] = "patient",
    [SLOT_MRN] = "mrn",
    [SLOT_DOB] = "dob",
    [SLOT_PHONE] = "phone",
    [SLOT_EMAIL] = "email",
    [SLOT_SSN] = "ssn",
    [SLOT_IP] = "ip",
    [SLOT_URL] = "url",
    [SLOT_ACCOUNT] = "account",
    [SLOT_CARD] = "card",
    [SLOT_PLAN] = "plan",
    [SLOT_LIBRARY] = "library",
    [SLOT_OLDVER] = "oldver",
    [SLOT_PROTOCOL] = "protocol",
};

static int slot_of(const char *name, size_t len)
{
    for (int slot = 0; slot < N_SLOTS; slot++) {
        if (strncmp(slot_name[slot], name, len) == 0 && slot_name[slot][len] == '\0')
            return slot;
    }
    return -1;
}

/* Where the alternative that begins at `at` ends: at its '|' or at the '}' that closes its group. */
static const char *alternative_end(const char *at, const char *end)
{
    int depth = 0;

    for (; at < end; at++) {
        if (depth == 0 && (*at == '|' || *at == '}'))
            return at;
        depth += (*at == '{') - (*at == '}');
    }
    assert(!"a template's '{' is never closed");
    return end;
}

static void add_range(struct strbuf *out, const char *at, const char *end, struct rng *rng, struct scene *scene);

/* `at` is behind the '{'. Returns what is behind the '}'. */
static const char *add_group(struct strbuf *out, const char *at, const char *end, struct rng *rng, struct scene *scene)
{
    uint32_t n = 1, chosen;
    const char *stop;

    for (stop = alternative_end(at, end); *stop == '|'; stop = alternative_end(stop + 1, end))
        n++;
    chosen = rng_below(rng, n);
    for (uint32_t i = 0; i < chosen; i++)
        at = alternative_end(at, end) + 1;
    add_range(out, at, alternative_end(at, end), rng, scene);
    return stop + 1;
}

/* `at` is behind the '$'. Returns what is behind the name. */
static const char *add_slot(struct strbuf *out, const char *at, const char *end, struct scene *scene)
{
    const char *name = at;
    int slot;

    while (at < end && *at >= 'a' && *at <= 'z')
        at++;
    slot = slot_of(name, (size_t)(at - name));
    assert(slot >= 0 && scene->value[slot] != NULL);
    scene->used |= UINT64_C(1) << slot;
    strbuf_adds(out, scene->value[slot]);
    return at;
}

static void add_range(struct strbuf *out, const char *at, const char *end, struct rng *rng, struct scene *scene)
{
    while (at < end) {
        const char *plain = at;

        while (at < end && *at != '{' && *at != '$')
            at++;
        strbuf_add(out, plain, (size_t)(at - plain));
        if (at < end && *at == '{')
            at = add_group(out, at + 1, end, rng, scene);
        else if (at < end)
            at = add_slot(out, at + 1, end, scene);
    }
}

void phrase_add(struct strbuf *out, const char *template, struct rng *rng, struct scene *scene)
{
    add_range(out, template, template + strlen(template), rng, scene);
}

size_t phrase_count(const char *list)
{
    size_t n = *list != '\0';

    for (; *list != '\0'; list++)
        n += *list == '|';
    return n;
}

const char *phrase_word(const char *list, struct rng *rng, size_t *len)
{
    uint32_t skip;

    assert(*list != '\0');

    for (skip = rng_below(rng, (uint32_t)phrase_count(list)); skip > 0; skip--)
        list = strchr(list, '|') + 1;
    *len = strcspn(list, "|");
    return list;
}
