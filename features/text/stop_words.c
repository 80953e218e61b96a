#include "features/text/stop_words.h"

const char *const stop_word[] = {
    "me",      "my",      "myself",  "we",         "our",     "ours",    "ourselves", "you",     "your",    "yours",
    "yourself", "yourselves", "he",  "him",        "his",     "himself", "she",       "her",     "hers",    "herself",
    "it",      "its",     "itself",  "they",       "them",    "their",   "theirs",    "themselves", "what", "which",
    "who",     "whom",    "this",    "that",       "these",   "those",   "am",        "is",      "are",     "was",
    "were",    "be",      "been",    "being",      "have",    "has",     "had",       "having",  "do",      "does",
    "did",     "doing",   "done",    "would",      "should",  "could",   "ought",     "cannot",  "can",     "may",
    "might",   "must",    "shall",   "will",       "an",      "the",     "and",       "but",     "if",      "or",
    "because", "as",      "until",   "while",      "of",      "at",      "by",        "for",     "with",    "about",
    "against", "between", "into",    "through",    "during",  "before",  "after",     "above",   "below",   "to",
    "from",    "up",      "down",    "in",         "out",     "on",      "off",       "over",    "under",   "again",
    "further", "then",    "once",    "here",       "there",   "when",    "where",     "why",     "how",     "all",
    "any",     "both",    "each",    "few",        "more",    "most",    "other",     "some",    "such",    "no",
    "nor",     "not",     "only",    "own",        "same",    "so",      "than",      "too",     "very",    "also",
    "just",    "however", "whether", "since",      "though",  "although", "yet",      "ever",    "never",   "always",
    "anyway",  "else",    "every",   "everything", "anything", "something", "nothing", "someone", "anyone", "everyone",
    "another", "either",  "neither", "without",    "within",  "upon",    "via",       "per",     "etc",     "ie",
    "eg",      "us",      "im",      "ive",        "id",      "ve",      "ll",        "re",      "don",     "dont",
    "doesn",   "doesnt",  "didn",    "didnt",      "isn",     "isnt",    "aren",      "wasn",    "wasnt",   "weren",
    "hasn",    "haven",   "hadn",    "won",        "wont",    "wouldn",  "shouldn",   "couldn",  "cant",    "mustn",
    "still",   "already", "now",     "even",       "much",    "many",    "well",      "really",  "quite",   "maybe",
    "perhaps", "please",  "thanks",  "thank",      "hi",      "hello",   "dear",      "hey",     "regards", "sincerely",
    "cheers",  "sorry",   "kind",    "best",
};

const size_t n_stop_words = sizeof stop_word / sizeof stop_word[0];
