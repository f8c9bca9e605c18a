/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What a host did with a request: an answer (success, an errno, a signal, no
 * answer at all) and the effects beside it, in one 64-bit number, so that
 * millions of outcomes can be kept and compared.
 */

#ifndef PAIRTEST_OUTCOME_H
#define PAIRTEST_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/diag.h"

/*
 * Answers.  An errno or a signal with a name is ANSWER_SYMBOL + its symbol;
 * one without is ANSWER_ERRNO or ANSWER_SIGNAL + its number on the host.
 * Masks and numbers are answers of checks.
 */
enum {
	ANSWER_OK = 0,
	ANSWER_SYMBOL = 1,
	ANSWER_ERRNO = 0x1000,
	ANSWER_SIGNAL = 0x2000,
	ANSWER_HANG = 0x3000, /* no return within the time limit */
	ANSWER_DEAD,	      /* the worker vanished without a signal */
	ANSWER_SKIPPED,	      /* never asked: not in the plan */
#define WORD(id, word) ANSWER_##id,
#include "lib/answer.def"
#undef WORD
	ANSWER_POLL = 0x4000,	/* + what poll(2) reports, a bit each */
	ANSWER_MSG = 0x4800,	/* + flags of a message that was received */
	ANSWER_NUMBER = 0x5000, /* + a number */
	ANSWER_MAX = 0xbfff
};

enum effect {
#define EFFECT(id, name, shift, bits, words) EFFECT_##id,
#include "lib/effect.def"
#undef EFFECT
	EFFECT_COUNT
};

/* Values of the effects that are counted by end. */
enum { ENDS_GOOD, ENDS_BAD_FIRST, ENDS_BAD_SECOND, ENDS_BAD_BOTH };
enum { VECTOR_KEPT, VECTOR_FIRST, VECTOR_SECOND, VECTOR_WRITTEN };
enum {
	TYPE_ASKED,
	TYPE_STREAM,
	TYPE_DGRAM,
	TYPE_RAW,
	TYPE_RDM,
	TYPE_SEQPACKET,
	TYPE_OTHER
};
enum {
	CHANNEL_OPEN,
	CHANNEL_LOST,	   /* what is sent never arrives */
	CHANNEL_ELSEWHERE, /* it arrives, but not at the other end */
	CHANNEL_ECHOED,	   /* it arrives where it was sent */
	CHANNEL_MERGED,	   /* two datagrams are read as one */
	CHANNEL_CHANGED,
	CHANNEL_REFUSED /* nothing can be sent */
};
enum {
	STATUS_NONE,
	STATUS_APPEND,
	STATUS_ASYNC,
	STATUS_DIRECT,
	STATUS_SYNC,
	STATUS_NOATIME,
	STATUS_ACCESS /* not open for reading and writing */
};
enum { SIGNAL_NONE, SIGNAL_PENDING, SIGNAL_PIPE, SIGNAL_IO };
enum { PROTOCOL_ASKED, PROTOCOL_ZERO, PROTOCOL_OTHER };

typedef uint64_t outcome_t;

/* The outcome with that answer and no effect. */
outcome_t outcome_of(int answer);

int outcome_answer(outcome_t o);

/* The value of one effect; 0 is what every document wants. */
unsigned outcome_effect(outcome_t o, enum effect e);

/* o with effect e set to value, or to its largest where value is larger. */
outcome_t outcome_with(outcome_t o, enum effect e, unsigned value);

/* o without its answer: the effects alone. */
outcome_t outcome_effects(outcome_t o);

/* o without effect e. */
outcome_t outcome_without(outcome_t o, enum effect e);

/* The answer's word: ok, EFAULT, SIGSEGV, errno-77, hang.  Returns buf. */
char *answer_text(int answer, char *buf, size_t size);

/* The answer of that word, or -1. */
int answer_find(const char *text, size_t len);

/* Whether the answer is an error: an errno, named or not. */
bool answer_is_errno(int answer);

/* The effect called so, or EFFECT_COUNT. */
enum effect effect_find(const char *name, size_t len);

const char *effect_name(enum effect e);

/* The word for a value of an effect, as text.  Returns buf. */
char *effect_text(enum effect e, unsigned value, char *buf, size_t size);

/* The value of that word of an effect, or -1. */
int effect_value(enum effect e, const char *text, size_t len);

/* "EFAULT vector=first": the answer and each effect not 0.  Returns buf. */
char *outcome_text(outcome_t o, char *buf, size_t size);

/* Reads what outcome_text writes.  Returns 0, or -1 with the reason. */
int outcome_read(const char *text, outcome_t *o, struct diag *why);

#endif
