#include "datasets/hospital/noise.h"

#include <string.h>

#include "datasets/hospital/identifiers.h"
#include "datasets/hospital/scene.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What hurried people write instead. */
static const struct {
    const char *word, *brief;
} shortening[] = {
    { "patient", "pt" },    { "patients", "pts" },     { "please", "pls" },         { "because", "bc" },
    { "with", "w/" },       { "without", "w/o" },      { "medication", "med" },     { "message", "msg" },
    { "messages", "msgs" }, { "minutes", "min" },      { "seconds", "sec" },        { "department", "dept" },
    { "problem", "prob" },  { "appointment", "appt" }, { "system", "sys" },         { "information", "info" },
    { "results", "res" },   { "nurses", "RNs" },       { "tomorrow", "tmrw" },      { "emergency", "emerg" },
    { "and", "&" },         { "workstation", "PC" },   { "documentation", "docu" }, { "through", "thru" },
};

static const char *const mail_header[] = {
    "From: $staff <$mail>\nSent: $sent\nTo: Service Desk\nSubject: {FW: |RE: |FW: FW: |}",
    "-----Original Message-----\nFrom: $mail\nTo: servicedesk@larkmoor.example.org\nSubject: ",
    "Forwarded from the ward mailbox ($mail)\nSubject: {AW: |FW: |}",
};

static const char *const greeting[] = {
    "{Hi|Hello|Hey} {team|all|IT|there|desk},", "Good {morning|day|evening},",
    "Dear {colleagues|IT team|service desk},",  "{Hi|Hello},",
    "Hello, this is $staff from $ward.",
};

static const char *const signature[] = {
    "{Thanks|Thank you|Thx|Many thanks},\n$staff",
    "{Regards|Best|Kind regards},\n$staff\n$role, $ward",
    "Thanks\n$staff, $role, ext. $ext",
    "{-- \n|}$staff\n$role | $ward\nLarkmoor General | ext. $ext",
    "$staff (ext. $ext)",
};

static const char *const log_line[] = {
    "$stamp {ERROR|WARN} [$class] $code {timeout after 30000 ms|connection reset by peer|request queue full|no route to host} host=$host",
    "$stamp ERROR $key.$class - $code failed for id=$hex ({attempt 3 of 5|giving up})",
    "$stamp WARN  $host $class: response time {4|9|12}$secs ms above limit",
    "$stamp INFO  [$key] peer $peer connected, version $ver",
    "$stamp ERROR [$key] $code handshake with $peer failed",
    "$host {kernel|daemon|$key}[2$secs]: $code ref=0x$hex",
};

enum { STACK_FRAMES = 5 };

/* By language, the last for all others. */
static const struct {
    const char *extension, *head, *frame[3];
} stack[] = {
    { "py",
      "Traceback (most recent call last):",
      { "  File \"/opt/$key/$class.py\", line {1|2|4}$secs, in {handle|load|send|apply}",
        "  File \"/opt/$key/worker.py\", line 8$n, in run", "TimeoutError: $code" } },
    { "ts",
      "{TypeError: Cannot read properties of undefined|Error: $code|RangeError: Invalid time value}",
      { "    at $class.{render|update|fetch} ($key.bundle.js:1:{2|3}$big)",
        "    at processTicksAndRejections (task_queues:96:5)", "    at async $class.load ($key.bundle.js:1:$big)" } },
    { "cs",
      "{System.NullReferenceException: Object reference not set to an instance of an object.|System.TimeoutException: $code}",
      { "   at Larkmoor.$class.{Handle|Load|Send|Apply}(Request request) in $class.cs:line {1|2|3}$secs",
        "   at Larkmoor.Session.Execute() in Session.cs:line $pct",
        "   --- End of stack trace from previous location ---" } },
    { "",
      "{java.net.SocketTimeoutException: Read timed out|java.lang.IllegalStateException: $code|org.larkmoor.$key.ServiceException: {could not acquire connection|stale object} ($code)}",
      { "    at org.larkmoor.$key.$class.{handle|load|send|apply|refresh}($class.java:{1|2|3|}$secs)",
        "    at org.larkmoor.$key.{Dispatcher.run(Dispatcher.java|Channel.poll(Channel.java}:$pct)",
        "    ... $n more" } },
};

struct hand hand_new(struct rng *rng)
{
    double draw = rng_double(rng);
    struct hand hand = { 0.002, 0.0, false, false };

    if (draw < 0.10)
        hand = (struct hand){ 0.05, 0.55, false, rng_below(rng, 2) == 0 };
    else if (draw < 0.38)
        hand = (struct hand){ 0.013, 0.2, false, rng_below(rng, 5) == 0 };
    hand.shouts = rng_double(rng) < 0.035;
    return hand;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *brief_of(const char *word, size_t len)
{
    for (size_t i = 0; i < COUNT(shortening); i++) {
        if (strncmp(shortening[i].word, word, len) == 0 && shortening[i].word[len] == '\0')
            return shortening[i].brief;
    }
    return NULL;
}

/* Two letters swapped, one lost, one doubled, or one hit beside. The first letter stays: people look at that one. */
static void add_slip(struct strbuf *out, const char *word, size_t len, struct rng *rng)
{
    size_t at = 1 + rng_below(rng, (uint32_t)len - 2);

    strbuf_add(out, word, at);
    switch (rng_below(rng, 4)) {
    case 0:
        strbuf_addc(out, word[at + 1]);
        strbuf_addc(out, word[at]);
        at++;
        break;
    case 1:
        break;
    case 2:
        strbuf_addc(out, word[at]);
        strbuf_addc(out, word[at]);
        break;
    default:
        strbuf_addc(out, "aeiorstn"[rng_below(rng, 8)]);
        break;
    }
    strbuf_add(out, word + at + 1, len - at - 1);
}

static void add_word(struct strbuf *out, const char *word, size_t len, const struct hand *hand, struct rng *rng)
{
    const char *brief = hand->brief > 0 && rng_double(rng) < hand->brief ? brief_of(word, len) : NULL;

    if (brief != NULL)
        strbuf_adds(out, brief);
    else if (len >= 4 && rng_double(rng) < hand->typo)
        add_slip(out, word, len, rng);
    else
        strbuf_add(out, word, len);
}

static void change_case(char *text, size_t len, char from, char to)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] >= from && text[i] < from + 26)
            text[i] = (char)(text[i] - from + to);
    }
}

/* Whether the rest of a word makes it a name, a number or a path, which people copy and do not type. */
static bool is_copied(const char *rest, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (is_letter(rest[i]) || (rest[i] >= '0' && rest[i] <= '9') || rest[i] == '@' || rest[i] == '/' ||
            rest[i] == '_')
            return true;
    }
    return false;
}

void noise_type(struct strbuf *out, const char *text, size_t len, const struct hand *hand, struct rng *rng)
{
    const char *end = text + len;
    size_t begin = out->len;

    while (text < end) {
        size_t n = 0, letters = 0;

        while (text + n < end && text[n] != ' ' && text[n] != '\n')
            n++;
        while (letters < n && is_letter(text[letters]))
            letters++;
        if (is_copied(text + letters, n - letters))
            letters = 0;
        else
            add_word(out, text, letters, hand, rng);
        strbuf_add(out, text + letters, n - letters + (text + n < end));
        text += n + (text + n < end);
    }
    if (out->failed == 0 && hand->shouts)
        change_case(out->data + begin, out->len - begin, 'a', 'A');
    else if (out->failed == 0 && hand->lower)
        change_case(out->data + begin, out->len - begin, 'A', 'a');
}

#define PICK(list, rng) (list)[rng_below((rng), COUNT(list))]

void noise_mail_header(struct strbuf *out, const char *subject, struct rng *rng, struct scene *scene)
{
    phrase_add(out, PICK(mail_header, rng), rng, scene);
    strbuf_adds(out, subject);
    strbuf_addc(out, '\n');
}

void noise_greeting(struct strbuf *out, struct rng *rng, struct scene *scene)
{
    phrase_add(out, PICK(greeting, rng), rng, scene);
}

void noise_signature(struct strbuf *out, struct rng *rng, struct scene *scene)
{
    phrase_add(out, PICK(signature, rng), rng, scene);
}

/* The times of the lines follow each other. */
void noise_log(struct strbuf *out, struct rng *rng, struct scene *scene)
{
    uint32_t n = 1 + rng_below(rng, 4), line = rng_below(rng, COUNT(log_line));
    int64_t time = scene->noticed;

    documentation_address(scene->text[SLOT_PEER], rng);
    scene->value[SLOT_PEER] = scene->text[SLOT_PEER];
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            strbuf_addc(out, '\n');
        scene_set_stamp(scene, time, rng_below(rng, 1000));
        phrase_add(out, log_line[(line + i) % COUNT(log_line)], rng, scene);
        time += 1 + rng_below(rng, 45);
    }
}

void noise_stack(struct strbuf *out, const char *extension, struct rng *rng, struct scene *scene)
{
    uint32_t n = 2 + rng_below(rng, STACK_FRAMES - 1);
    size_t language = 0;

    while (language < COUNT(stack) - 1 && strcmp(stack[language].extension, extension) != 0)
        language++;
    phrase_add(out, stack[language].head, rng, scene);
    for (uint32_t i = 0; i < n; i++) {
        strbuf_addc(out, '\n');
        phrase_add(out, stack[language].frame[i == n - 1 ? 2 : rng_below(rng, 2)], rng, scene);
    }
}
