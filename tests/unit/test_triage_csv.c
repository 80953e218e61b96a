#include "score/report/triage_csv.h"

#include <string.h>

#include "tests/support/support.h"

static const char doc_text[] =
    "{\"projects\":[{\"project\":\"desk\",\"model\":{\"name\":\"route:desk@2\",\"approved\":true},\"tickets\":["
    "{\"id\":\"T1\",\"suggestion\":\"=net\",\"probability\":0.8125,\"top\":[{\"label\":\"=net\",\"p\":0.8125},{\"label\":\"lab\",\"p\":0.125}],"
    "\"person_should_look\":false,\"why\":{\"contributions\":[{\"column\":\"words: vpn\",\"value\":1.5},{\"column\":\"letters: pn$\",\"value\":1.2},{\"column\":\"text:dose\",\"value\":-1},"
    "{\"column\":\"text:a, b\",\"value\":0.5}]},\"severity\":\"high\",\"predicted_severity\":null,\"predicted_impact\":null,"
    "\"cluster\":{\"cluster_id\":7,\"name\":\"vpn, sleep\"},\"similar\":[{\"id\":\"T9\",\"similarity\":0.75,\"suspected\":false},{\"id\":\"T0\",\"similarity\":0.5,\"suspected\":true}],\"queue_place\":2,"
    "\"damage\":{\"kind\":\"safety\",\"by\":\"rule\",\"reason\":\"=pump\"},\"outside\":true,"
    "\"suggestions\":[{\"task\":\"component\",\"label\":\"VPN\",\"probability\":0.9,\"person_should_look\":false},"
    "{\"task\":\"severity\",\"label\":\"high\",\"probability\":0.625,\"person_should_look\":true},{\"task\":\"damage\",\"label\":\"privacy\",\"probability\":0.4,\"person_should_look\":true}],"
    "\"cause_evidence\":[{\"kind\":\"ticket\",\"id\":\"T0\",\"cause\":\"=capacity\",\"resolution\":\"enlarged\",\"similarity\":0.5}]},"
    "{\"id\":\"T2\",\"suggestion\":\"lab\",\"probability\":0.5,\"top\":[{\"label\":\"lab\",\"p\":0.5}],\"person_should_look\":true,\"severity\":\"\","
    "\"predicted_severity\":\"low\",\"predicted_impact\":\"minor\",\"cluster\":null,\"similar\":[{\"id\":\"T1\",\"suspected\":false}],"
    "\"suggestions\":[{\"task\":\"cause\",\"label\":\"expiry\",\"probability\":0.3,\"person_should_look\":true},{\"task\":\"damage\",\"label\":\"privacy\",\"probability\":0.95,"
    "\"person_should_look\":false}],\"damage\":{\"kind\":\"privacy\",\"by\":\"model\",\"reason\":\"\"}},"
    "{\"id\":\"T3\",\"suggestion\":\"\",\"probability\":null,\"no_model\":\"too few labels\",\"person_should_look\":true}]},"
    "{\"project\":\"empty\",\"model\":null,\"tickets\":[]}]}";

static void a_row_a_ticket_with_formulas_neutralised(void **state)
{
    json_t *doc = json_loads(doc_text, 0, NULL);
    struct strbuf out;

    (void)state;
    assert_non_null(doc);
    strbuf_init(&out);
    triage_csv(&out, doc);
    assert_string_equal(out.data,
                        "project,id,suggestion,probability,second,second_probability,third,third_probability,person_should_look,words,severity,"
                        "predicted_severity,predicted_impact,cluster,similar,suspected_duplicate_of,queue_place,model,approved,"
                        "component,component_probability,component_person,cause,cause_probability,cause_person,maintenance,maintenance_probability,"
                        "maintenance_person,similar_cause,similar_cause_of,damage,damage_by,damage_words,no_model,unlike_any,similarity,more_similar,similar_cause_similarity,severity_probability,severity_person,damage_probability\r\n"
                        "desk,T1,'=net,0.8125,lab,0.1250,,,no,\"vpn | text:a, b\",high,,,\"vpn, sleep\",T9,T0,2,route:desk@2,yes,VPN,0.9000,no,,,,,,,'=capacity,T0,"
                        "safety,rule,'=pump,,yes,0.7500,T0 0.50,0.5000,0.6250,yes,\r\n"
                        "desk,T2,lab,0.5000,,,,,yes,,,low,minor,,T1,,,route:desk@2,yes,,,,expiry,0.3000,yes,,,,,,privacy,model,,,no,,,,,,0.9500\r\n"
                        "desk,T3,,,,,,,yes,,,,,,,,,route:desk@2,yes,,,,,,,,,,,,,,,too few labels,no,,,,,,\r\n");
    json_decref(doc);
    strbuf_release(&out);
}

static void without_tickets_the_header_stands_alone(void **state)
{
    json_t *doc = json_loads("{\"projects\":[]}", 0, NULL);
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    triage_csv(&out, doc);
    assert_ptr_equal(strstr(out.data, "\r\n") + 2, out.data + out.len);
    json_decref(doc);
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_a_ticket_with_formulas_neutralised),
        cmocka_unit_test(without_tickets_the_header_stands_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
