# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Checks a JSON file by a JSON schema: the words that docs/schema uses.
# usage: perl schema.pl SCHEMA FILE

use strict;
use warnings;
use JSON::PP;

my %known = map { $_ => 1 } qw($schema $defs $ref title description type enum
    const required properties additionalProperties items minItems maxItems
    minimum pattern anyOf);

sub slurp {
	open(my $f, '<', $_[0]) or die "$_[0]: $!\n";
	local $/;
	return <$f>;
}

my $json = JSON::PP->new->utf8->allow_nonref;
my $schema = $json->decode(slurp($ARGV[0]));
my $data = $json->decode(slurp($ARGV[1]));

sub type_of {
	my $v = shift;
	return 'null' unless defined $v;
	return 'boolean' if JSON::PP::is_bool($v);
	return 'object' if ref $v eq 'HASH';
	return 'array' if ref $v eq 'ARRAY';
	return 'string' if $json->encode($v) =~ /^"/;
	return $v =~ /^-?\d+$/ ? 'integer' : 'number';
}

sub check_object {
	my ($s, $v, $at) = @_;
	my $more = $s->{additionalProperties};
	my @bad;
	exists $v->{$_} or push @bad, "$at: no $_" for @{$s->{required} // []};
	for (sort keys %$v) {
		my $rule = $s->{properties}{$_};
		if ($rule || ref $more eq 'HASH') {
			push @bad, check($rule // $more, $v->{$_}, "$at/$_");
		} elsif (defined $more) {
			push @bad, "$at: $_ is unknown";
		}
	}
	return @bad;
}

sub check_array {
	my ($s, $v, $at) = @_;
	my @bad;
	push @bad, "$at: too short" if @$v < ($s->{minItems} // 0);
	push @bad, "$at: too long" if @$v > ($s->{maxItems} // 1e9);
	$s->{items} or return @bad;
	push @bad, check($s->{items}, $v->[$_], "$at/$_") for 0 .. $#$v;
	return @bad;
}

# Returns what is wrong with value v, which is at a path.
sub check {
	my ($s, $v, $at) = @_;
	my $type = type_of($v);
	my @bad;
	$known{$_} or die "$at: the schema says $_, which is not known here\n"
	    for keys %$s;
	if ($s->{'$ref'}) {
		my ($name) = $s->{'$ref'} =~ m,^#/\$defs/(\w+)$, or die;
		return check($schema->{'$defs'}{$name} // die("no $name\n"),
		    $v, $at);
	}
	if ($s->{anyOf}) {
		@bad = ();
		for (@{$s->{anyOf}}) {
			my @one = check($_, $v, $at) or return;
			push @bad, @one;
		}
		return @bad;
	}
	if ($s->{type}) {
		my @types = ref $s->{type} ? @{$s->{type}} : ($s->{type});
		return "$at: is $type, not @types"
		    unless grep { $_ eq $type } @types;
	}
	my $text = defined $v && !ref $v ? $v : '';
	push @bad, "$at: is not '$s->{const}'"
	    if exists $s->{const} && $text ne $s->{const};
	push @bad, "$at: '$text' is none of @{$s->{enum}}"
	    if $s->{enum} && !grep { $_ eq $text } @{$s->{enum}};
	push @bad, "$at: '$text' does not match"
	    if $s->{pattern} && $text !~ /$s->{pattern}/;
	push @bad, "$at: is less than $s->{minimum}"
	    if exists $s->{minimum} && $v < $s->{minimum};
	push @bad, check_object($s, $v, $at) if $type eq 'object';
	push @bad, check_array($s, $v, $at) if $type eq 'array';
	return @bad;
}

my @bad = check($schema, $data, '');
print "$ARGV[1]$_\n" for @bad[0 .. ($#bad < 9 ? $#bad : 9)];
exit(@bad != 0);
