#include "datasets/readers/xml.h"

#include <assert.h>
#include <expat.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/strbuf.h"

struct reading {
    XML_Parser parser;
    const struct xml_handler *handler;
    void *ctx;
    struct strbuf path, text;
    size_t depth;
    const char *file;
    int rc;
    struct err *err;
};

static void stop(struct reading *r, int rc)
{
    if (r->rc == 0)
        r->rc = rc;
    XML_StopParser(r->parser, XML_FALSE);
}

static unsigned long line_of(const struct reading *r)
{
    return (unsigned long)XML_GetCurrentLineNumber(r->parser);
}

static void refuse(struct reading *r, const char *why)
{
    stop(r, err_set(r->err, ERR_REFUSED, "%s:%lu: %s", r->file, line_of(r), why));
}

static struct xml_element element_at(const struct reading *r, const char *const *attribute)
{
    return (struct xml_element){ .path = r->path.data,
                                 .name = strrchr(r->path.data, '/') + 1,
                                 .depth = r->depth,
                                 .line = line_of(r),
                                 .attribute = attribute,
                                 .text = "" };
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *r = ctx;
    const char *colon = strrchr(name, ':');
    struct xml_element element;
    int rc;

    if (r->rc < 0) /* events of what was read before the stop may follow it */
        return;
    if (++r->depth > XML_DEPTH_MAX) {
        refuse(r, "elements are nested too deep");
        return;
    }
    strbuf_addf(&r->path, "/%s", colon != NULL ? colon + 1 : name);
    strbuf_clear(&r->text);
    if (r->path.failed) {
        stop(r, err_nomem(r->err));
        return;
    }
    element = element_at(r, (const char *const *)attributes);
    rc = r->handler->start(r->ctx, &element, r->err);
    if (rc < 0)
        stop(r, rc);
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int len)
{
    struct reading *r = ctx;

    strbuf_add(&r->text, text, (size_t)len);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    static const char *const nothing[] = { NULL };
    struct reading *r = ctx;
    struct xml_element element;
    char *slash;
    int rc;

    (void)name;
    if (r->rc < 0)
        return;
    if (r->text.failed) {
        stop(r, err_nomem(r->err));
        return;
    }
    element = element_at(r, nothing);
    element.text = r->text.data;
    element.text_len = r->text.len;
    rc = r->handler->end(r->ctx, &element, r->err);
    if (rc < 0) {
        stop(r, rc);
        return;
    }
    slash = strrchr(r->path.data, '/');
    assert(slash != NULL);
    r->path.len = (size_t)(slash - r->path.data);
    *slash = '\0';
    r->depth--;
    strbuf_clear(&r->text);
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_internal;
    refuse(ctx, "a document type declaration is not read");
}

static int parse(struct reading *r, const char *data, size_t len)
{
    bool ok = true;

    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    while (ok && len > INT_MAX / 2) {
        ok = XML_Parse(r->parser, data, INT_MAX / 2, 0) == XML_STATUS_OK;
        data += INT_MAX / 2;
        len -= INT_MAX / 2;
    }
    ok = ok && XML_Parse(r->parser, data, (int)len, 1) == XML_STATUS_OK;
    if (ok || r->rc < 0)
        return r->rc;
    if (XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY)
        return err_nomem(r->err);
    return err_set(r->err, ERR_REFUSED, "%s:%lu:%lu: no XML: %s", r->file, line_of(r), (unsigned long)XML_GetCurrentColumnNumber(r->parser) + 1,
                   XML_ErrorString(XML_GetErrorCode(r->parser)));
}

int xml_read(const char *file, const char *data, size_t len, const struct xml_handler *handler, void *ctx, struct err *err)
{
    struct reading r = { .parser = XML_ParserCreate(NULL), .handler = handler, .ctx = ctx, .file = file, .err = err };
    int rc;

    strbuf_init(&r.path);
    strbuf_init(&r.text);
    rc = r.parser == NULL ? err_nomem(err) : parse(&r, data, len);
    if (r.parser != NULL)
        XML_ParserFree(r.parser);
    strbuf_release(&r.path);
    strbuf_release(&r.text);
    return rc;
}

const char *xml_attribute(const struct xml_element *element, const char *name)
{
    for (size_t i = 0; element->attribute[i] != NULL; i += 2)
        if (strcmp(element->attribute[i], name) == 0)
            return element->attribute[i + 1];
    return NULL;
}
