#include "datasets/manifest/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/strbuf.h"
#include "tests/support/support.h"

/* The list as the contract's CSV without the file. Yours (free). */
static char *listed(const char *name, const char *text)
{
    struct manifest m;
    struct strbuf out;
    struct err err = ERR_INIT;
    char *copy;

    if (manifest_read(&m, name, text, strlen(text), &err) < 0)
        fail_msg("%s", err.msg);
    strbuf_init(&out);
    for (size_t i = 0; i < m.n; i++)
        strbuf_addf(&out, "%s,%s,%s,%s,%d\n", m.entry[i].ecosystem, m.entry[i].name, m.entry[i].version, m.entry[i].scope, m.entry[i].direct);
    copy = strdup(out.data);
    strbuf_release(&out);
    manifest_release(&m);
    return copy;
}

static void lists(const char *name, const char *text, const char *expected)
{
    char *found = listed(name, text);

    assert_string_equal(found, expected);
    free(found);
}

static void refuses(const char *name, const char *text, const char *why)
{
    struct manifest m;
    struct err err = ERR_INIT;

    assert_int_equal(manifest_read(&m, name, text, strlen(text), &err), ERR_REFUSED);
    assert_contains(err.msg, why);
    assert_contains(err.msg, name);
}

static void known_names_are_told_from_others(void **state)
{
    (void)state;
    assert_true(manifest_is_known("package-lock.json"));
    assert_true(manifest_is_known("requirements-dev.txt"));
    assert_true(manifest_is_known("app.cdx.json"));
    assert_false(manifest_is_known("package.json"));
    assert_false(manifest_is_known("pom.xml.bak"));
    assert_false(manifest_is_known("../pom.xml"));
    assert_false(manifest_is_known(""));
}

static void npm_knows_what_the_program_names_from_what_came_along(void **state)
{
    (void)state;
    lists("package-lock.json",
          "{\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\"a\":\"^1\"},\"devDependencies\":{\"d\":\"*\"}},"
          "\"node_modules/a\":{\"version\":\"1.2.3\"},\"node_modules/b\":{\"version\":\"2.0.0\",\"optional\":true},"
          "\"node_modules/a/node_modules/a\":{\"version\":\"0.9.0\"},\"node_modules/d\":{\"version\":\"4.0.0\",\"dev\":true},"
          "\"node_modules/w\":{\"resolved\":\"packages/w\",\"link\":true},\"packages/w\":{\"version\":\"1.0.0\",\"dependencies\":{\"b\":\"1\"}},"
          "\"packages/w/node_modules/b\":{\"version\":\"1.0.0\"}}}",
          "npm,a,0.9.0,runtime,0\nnpm,a,1.2.3,runtime,1\nnpm,b,1.0.0,runtime,1\nnpm,b,2.0.0,optional,1\nnpm,d,4.0.0,dev,1\n");
    lists("package-lock.json", "{\"lockfileVersion\":1,\"dependencies\":{\"a\":{\"version\":\"1\",\"dependencies\":{\"b\":{\"version\":\"2\"}}}}}",
          "npm,a,1,runtime,-1\nnpm,b,2,runtime,0\n");
    lists("package-lock.json", "{\"lockfileVersion\":2}", "");
}

static void one_that_is_there_twice_counts_once_by_its_strongest_use(void **state)
{
    (void)state;
    lists("package-lock.json",
          "{\"packages\":{\"\":{\"dependencies\":{\"b\":\"1\"}},\"node_modules/a/node_modules/b\":{\"version\":\"1\",\"dev\":true},"
          "\"node_modules/b\":{\"version\":\"1\"}}}",
          "npm,b,1,runtime,1\n");
}

static void maven_resolves_its_own_properties_and_management(void **state)
{
    (void)state;
    lists("pom.xml",
          "<project><parent><groupId>org.p</groupId><version>7</version></parent><artifactId>app</artifactId>"
          "<properties><v>${w}.1</v><w>2</w><x>${nowhere}</x></properties>"
          "<dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>m</artifactId><version>5</version><scope>test</scope>"
          "</dependency></dependencies></dependencyManagement>"
          "<dependencies>"
          "<dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version>"
          "<exclusions><exclusion><groupId>other</groupId><artifactId>gone</artifactId></exclusion></exclusions></dependency>"
          "<dependency><groupId>g</groupId><artifactId>m</artifactId></dependency>"
          "<dependency><groupId>${project.groupId}</groupId><artifactId>own</artifactId><version>${project.version}</version></dependency>"
          "<dependency><groupId>g</groupId><artifactId>x</artifactId><version>${x}</version><scope>provided</scope></dependency>"
          "<dependency><groupId>g</groupId><artifactId>r</artifactId><version>[1,2)</version></dependency>"
          "</dependencies>"
          "<profiles><profile><dependencies><dependency><groupId>p</groupId><artifactId>q</artifactId></dependency></dependencies></profile></profiles>"
          "</project>",
          "maven,g:a,2.1,compile,1\nmaven,g:m,5,test,1\nmaven,g:r,,compile,1\nmaven,g:x,,provided,1\nmaven,org.p:own,7,compile,1\n");
}

/* One that names itself, two that name each other, and 2^25 empty texts; harmless where no dependency uses them. */
static void properties_that_go_in_a_circle_or_explode_are_refused_with_their_line(void **state)
{
    static const struct {
        const char *version, *words;
    } uses[] = { { "${a}", "pom.xml:2: property 'a' refers to itself" }, { "${b}", "pom.xml:3: property '" }, { "${p25}", "' refers to itself, or becomes too long" }, { "1", NULL } };

    (void)state;
    for (size_t k = 0; k < sizeof uses / sizeof *uses; k++) {
        struct strbuf pom;

        strbuf_init(&pom);
        strbuf_adds(&pom, "<project><properties>\n<a>${a}</a>\n<b>${c}</b><c>${b}</c><p0></p0>");
        for (int i = 1; i <= 25; i++)
            strbuf_addf(&pom, "<p%d>${p%d}${p%d}</p%d>", i, i - 1, i - 1, i);
        strbuf_addf(&pom, "</properties><dependencies><dependency><groupId>g</groupId><artifactId>x</artifactId><version>%s</version></dependency></dependencies></project>",
                    uses[k].version);
        if (uses[k].words != NULL)
            refuses("pom.xml", pom.data, uses[k].words);
        else
            lists("pom.xml", pom.data, "maven,g:x,1,compile,1\n");
        strbuf_release(&pom);
    }
}

static void xml_with_a_document_type_is_refused(void **state)
{
    (void)state;
    refuses("pom.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE project [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<project>&e;</project>", "pom.xml:2: a document type");
    refuses("pom.xml", "<project>&e;</project>", "no XML");
    refuses("pom.xml", "<project><dependencies>", "no XML");
    refuses("pom.xml", "", "no XML");
    refuses("pom.xml", "<html/>", "not 'project'");
}

static void requirements_are_normalised_and_pinned_only_by_equality(void **state)
{
    (void)state;
    lists("requirements.txt",
          "\xef\xbb\xbf# comment\r\nFlask_Login == 1.0 # why\r\n-r base.txt\r\n--index-url https://example.org\r\nrequests[socks]>=2,<3;python_version<'3'\r\n"
          "a==1.*\r\nb===2!1\r\nc (==3)\r\nd @ https://example.org/d.whl\r\n-e git+https://example.org/e.git#egg=e_e&subdirectory=x\r\n"
          "https://example.org/nameless.zip\r\nf==1 \\\r\n  --hash=sha256:0\r\n",
          "pypi,a,,runtime,1\npypi,b,2!1,runtime,1\npypi,c,3,runtime,1\npypi,d,,runtime,1\npypi,e-e,,runtime,1\npypi,f,1,runtime,1\n"
          "pypi,flask-login,1.0,runtime,1\npypi,requests,,runtime,1\n");
    refuses("requirements.txt", "good==1\n<<<<<<< HEAD\n", "requirements.txt:2: no requirement");
}

static void go_takes_requirements_alone(void **state)
{
    (void)state;
    lists("go.mod",
          "module x // of mine\nrequire (\n\ta.b/c v1.0.0\n\t// d.e/f v9.9.9\n\t\"d.e/f\" v2.0.0 // indirect\n)\nexclude (\n\tx v1\n)\nrequire g v3.0.0\n",
          "golang,a.b/c,v1.0.0,runtime,1\ngolang,d.e/f,v2.0.0,runtime,0\ngolang,g,v3.0.0,runtime,1\n");
    refuses("go.mod", "module x\nrequire (\n a v1\n", "ends inside of a block");
    refuses("go.mod", "module x\nrequire a\n", "go.mod:2: no 'MODULE VERSION'");
    refuses("go.mod", "something else", "names no module");
}

static void cargo_leaves_the_program_itself_out(void **state)
{
    (void)state;
    lists("Cargo.lock",
          "version = 3\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"serde\",\n]\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.2\"\n"
          "source = \"registry+https://x\"\n\n[metadata]\nname = \"no\"\n",
          "cargo,serde,1.0.2,runtime,-1\n");
    refuses("Cargo.lock", "[[package]]\nname = \"a\"\n[[package]]\n", "Cargo.lock:3: a package without");
    refuses("Cargo.lock", "nothing", "no [[package]]");
}

static void bills_of_materials_name_parts_by_package_url(void **state)
{
    (void)state;
    lists("x.cdx.json",
          "{\"bomFormat\":\"CycloneDX\",\"metadata\":{\"component\":{\"bom-ref\":\"r\"}},\"components\":["
          "{\"bom-ref\":\"1\",\"name\":\"n\",\"version\":\"1\",\"purl\":\"pkg:maven/org.x/n@1?type=jar#sub\",\"components\":[{\"name\":\"inner\",\"group\":\"g\"}]},"
          "{\"bom-ref\":\"2\",\"name\":\"f\",\"type\":\"file\"},{\"bom-ref\":\"3\",\"name\":\"h\",\"purl\":\"pkg:npm/%40s/h@2\"}],"
          "\"dependencies\":[{\"ref\":\"r\",\"dependsOn\":[\"1\"]}]}",
          "generic,g/inner,,required,0\nmaven,org.x:n,1,required,1\nnpm,@s/h,2,required,0\n");
    lists("x.spdx.json",
          "{\"spdxVersion\":\"SPDX-2.3\",\"documentDescribes\":[\"A\"],\"packages\":[{\"SPDXID\":\"A\",\"name\":\"app\"},{\"SPDXID\":\"B\",\"name\":\"b\",\"versionInfo\":\"NONE\"}]}",
          "generic,b,,,-1\n");
    refuses("x.cdx.json", "{\"bomFormat\":\"other\"}", "no CycloneDX");
    refuses("x.spdx.json", "{\"spdxVersion\":\"SPDX-3.0\"}", "no SPDX 2");
    refuses("x.cdx.json", "{\"bomFormat\":\"CycloneDX\",\"components\":[7]}", "component 1 is no object");
    refuses("x.cdx.json", "{\"bomFormat\":\"CycloneDX\",\"components\":{\"a\":1}}", "'components' is no list");
    refuses("x.spdx.json", "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":\"no\"}", "'packages' is no list");
    refuses("x.cdx.json", "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"version\":\"7\"}]}", "without a name");
}

static void json_that_is_broken_deep_or_hostile_is_refused_with_its_line(void **state)
{
    char *deep = calloc(1, 400001);

    (void)state;
    memset(deep, '[', 400000);
    refuses("package-lock.json", deep, "no JSON");
    free(deep);
    refuses("package-lock.json", "{\n\"packages\": {\n", "package-lock.json:3:0: no JSON");
    refuses("package-lock.json", "[]", "no object");
    refuses("package-lock.json", "{}", "no lock file of npm");
    refuses("package-lock.json", "{\"lockfileVersion\":4,\"packages\":{}}", "package-lock.json: lockfileVersion 4 is not known; 1 to 3 are");
    refuses("package-lock.json", "{\"lockfileVersion\":0,\"dependencies\":{}}", "lockfileVersion 0 is not known");
    refuses("package-lock.json", "{\"lockfileVersion\":\"3\",\"packages\":{}}", "'lockfileVersion' is no whole number");
    refuses("Cargo.lock", "", "Cargo.lock:1: no Cargo.lock");
    refuses("go.mod", "", "go.mod:1: no go.mod");
    refuses("package-lock.json", "{\"lockfileVersion\":3,\"packages\":[1]}", "'packages' is no object");
    refuses("package-lock.json", "{\"lockfileVersion\":3,\"packages\":{\"node_modules/a\":5}}", "'packages' says of 'node_modules/a' is no object");
    refuses("package-lock.json", "{\"lockfileVersion\":1,\"dependencies\":[1]}", "'dependencies' is no object");
    refuses("package-lock.json", "{\"lockfileVersion\":1,\"dependencies\":{\"a\":{\"version\":\"1\",\"dependencies\":7}}}", "'dependencies' is no object");
    refuses("package-lock.json", "{\"lockfileVersion\":1,\"dependencies\":{\"a\":\"1\"}}", "'dependencies' says of 'a' is no object");
    refuses("package-lock.json", "{\"a\":1,\"a\":2}", "duplicate");
    refuses("package-lock.json", "{\"packages\":{\"node_modules/a\\u001b[2J\":{}}}", "control character");
}

static void a_name_that_is_too_long_is_refused(void **state)
{
    struct strbuf text;

    (void)state;
    strbuf_init(&text);
    for (int i = 0; i < 600; i++)
        strbuf_addc(&text, 'n');
    refuses("requirements.txt", text.data, "a name of 600 bytes");
    strbuf_release(&text);
}

static void an_unknown_name_is_a_mistake_of_the_caller(void **state)
{
    struct manifest m;
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(manifest_read(&m, "setup.py", "", 0, &err), ERR_USAGE);
    assert_contains(err.msg, "'setup.py'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_names_are_told_from_others),
        cmocka_unit_test(npm_knows_what_the_program_names_from_what_came_along),
        cmocka_unit_test(one_that_is_there_twice_counts_once_by_its_strongest_use),
        cmocka_unit_test(maven_resolves_its_own_properties_and_management),
        cmocka_unit_test(properties_that_go_in_a_circle_or_explode_are_refused_with_their_line),
        cmocka_unit_test(xml_with_a_document_type_is_refused),
        cmocka_unit_test(requirements_are_normalised_and_pinned_only_by_equality),
        cmocka_unit_test(go_takes_requirements_alone),
        cmocka_unit_test(cargo_leaves_the_program_itself_out),
        cmocka_unit_test(bills_of_materials_name_parts_by_package_url),
        cmocka_unit_test(json_that_is_broken_deep_or_hostile_is_refused_with_its_line),
        cmocka_unit_test(a_name_that_is_too_long_is_refused),
        cmocka_unit_test(an_unknown_name_is_a_mistake_of_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
