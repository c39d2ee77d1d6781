namespace Nanobot.Testing.RoundTrips;

/// <summary>
/// Values on which some layer between a request and a later answer may stumble: JSON's reader, the rules, PostgreSQL's text,
/// jsonb, numeric and timestamptz, JSON's writer, cursors and addresses. Each is JSON as it is sent, by a name.
/// </summary>
public static class HardValues
{
    /// <summary>Texts, quoted and escaped; some are no text that could be kept.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a word"] = "\"heron\"",
        ["empty"] = "\"\"",
        ["blank"] = "\"   \"",
        ["tab and line end"] = "\"a\\tb\\nc\\r\\nd\"",
        ["blanks around"] = "\"  heron \\t\"",
        ["wide blanks around"] = "\"\\u3000heron\\u2003\"",
        ["NUL"] = "\"a\\u0000b\"",
        ["NUL alone"] = "\"\\u0000\"",
        ["other controls"] = "\"a\\u0001\\u001f\\u007f\\u0085b\"",
        ["first half of a pair"] = "\"a\\ud83d\"",
        ["second half of a pair"] = "\"\\ude00a\"",
        ["halves the wrong way round"] = "\"\\ude00\\ud83d\"",
        ["a pair in escapes"] = "\"\\ud83d\\ude00\"",
        ["a family in one character"] = "\"👨‍👩‍👧‍👦\"",
        ["beyond the first plane"] = "\"𠮷野家𝒳\"",
        ["composed"] = "\"Zoë\"",
        ["decomposed"] = "\"Zoe\\u0308\"",
        ["zero width"] = "\"\\u200b\\u200d\\ufeff\"",
        ["direction marks"] = "\"a\\u202eb\\u2066c\"",
        ["line separators"] = "\"a\\u2028b\\u2029c\"",
        ["no characters"] = "\"a\\ufffeb\\uffffc\\ufdd0d\"",
        ["replacement"] = "\"a\\ufffdb\"",
        ["quotes and backslashes"] = "\"a\\\"b\\\\c'd\\/e`\"",
        ["an escape of an escape"] = "\"a\\\\u0000b\"",
        ["markup"] = "\"<b>&amp;</b><!--]]>\"",
        ["of an address"] = "\"a%2Fb/../c?d#e+f%00;g=h&i\"",
        ["dots"] = "\"..\"",
        ["a statement"] = "\"'); drop table users; --\"",
        ["a pattern"] = "\"%_\\\\%\"",
        ["another case"] = "\"HERON\"",
        ["a letter whose other case is two"] = "\"straße İı\"",
        ["a number in a text"] = "\"1e400\"",
        ["five fields"] = "\" 5\\t9 * *  mon-fri \"",
        ["five long fields"] = $"\"{string.Join(',', Enumerable.Range(0, 60))} * * * *\"",
        ["100 characters"] = $"\"{new string('x', 100)}\"",
        ["101 characters"] = $"\"{new string('x', 101)}\"",
        ["100 wide characters"] = $"\"{new string('苍', 100)}\"",
        ["100 pairs"] = $"\"{Many("😀", 100)}\"",
        ["2000 characters"] = $"\"{Many("苍鹭 ", 666)}xx\"",
        ["2001 characters"] = $"\"{Many("苍鹭 ", 667)}\"",
        ["20000 characters"] = $"\"{new string('z', 20_000)}\"",
    };

    /// <summary>Times and dates.</summary>
    public static IReadOnlyDictionary<string, string> Times { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["the first year"] = "\"0001-01-01T00:00:00Z\"",
        ["before the first year"] = "\"0001-01-01T00:00:00+14:00\"",
        ["the last year"] = "\"9999-12-31T23:59:59.9999999Z\"",
        ["after the last year"] = "\"9999-12-31T23:59:59-14:00\"",
        ["a fraction of nine digits"] = "\"2031-02-03T04:05:06.123456789Z\"",
        ["another offset"] = "\"2031-02-03T04:05:06+05:45\"",
        ["an offset that is none"] = "\"2031-02-03T04:05:06+99:00\"",
        ["a second too many"] = "\"2031-06-30T23:59:60Z\"",
        ["a day that is none"] = "\"2031-02-30T00:00:00Z\"",
        ["infinity"] = "\"infinity\"",
        ["24 o'clock"] = "\"24:00\"",
        ["small t and z"] = "\"2031-02-03t04:05:06z\"",
    };

    /// <summary>Numbers.</summary>
    public static IReadOnlyDictionary<string, string> Numbers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["zero"] = "0",
        ["minus zero"] = "-0",
        ["minus zero with a point"] = "-0.0",
        ["one"] = "1",
        ["minus one"] = "-1",
        ["a whole number with a point"] = "600.0",
        ["a whole number with an exponent"] = "6e2",
        ["more than 32 bits"] = "4294967296",
        ["more than 64 bits"] = "18446744073709551617",
        ["more than a double keeps"] = "9007199254740993",
        ["a long fraction"] = "0.1234567890123456789012345678901234567890",
        ["a small one"] = "5e-324",
        ["smaller than a double"] = "1e-400",
        ["of more places than numeric has"] = "1e-16384",
        ["written with more places than numeric has"] = $"0.{new string('0', 16_500)}1",
        ["zero of more places than numeric has"] = "0e-20000",
        ["a large one"] = "1e300",
        ["larger than a double"] = "1e400",
        ["larger than anything"] = "1e99999999999",
        ["of many digits"] = new('9', 400),
    };

    /// <summary>What is neither a text nor a number.</summary>
    public static IReadOnlyDictionary<string, string> Others { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["null"] = "null",
        ["true"] = "true",
        ["an empty list"] = "[]",
        ["an empty object"] = "{}",
        ["a list with a null"] = "[null]",
        ["a list of one text twice"] = "[\"heron\",\"heron\"]",
        ["30 levels"] = Nested(30),
        ["33 levels"] = Nested(33),
        ["59 levels"] = Nested(59),
        ["63 levels"] = Nested(63),
        ["200 levels"] = Nested(200),
        ["one name twice"] = "{\"a\":1,\"a\":2}",
        ["one name twice, inside"] = "{\"x\":{\"a\":1,\"a\":2}}",
        ["two cases of one name"] = "{\"a\":1,\"A\":2}",
        ["two forms of one name"] = "{\"Zoë\":1,\"Zoe\\u0308\":2}",
        ["an empty name"] = "{\"\":1}",
        ["a name with NUL"] = "{\"a\\u0000\":1}",
        ["a name with half a pair"] = "{\"a\\ud83d\":1}",
        ["names of a prototype"] = "{\"__proto__\":{\"x\":1},\"constructor\":2,\"$ref\":\"#\"}",
        ["300 names"] = $"{{{string.Join(',', Enumerable.Range(0, 300).Select(static i => $"\"n{i}\":{i}"))}}}",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } = [.. Texts, .. Times, .. Numbers, .. Others];

    /// <summary>The texts that can be written as such, for what is no JSON: addresses, headers, arguments.</summary>
    public static IReadOnlyDictionary<string, string> Plain { get; } = Texts.Concat(Times)
        .Where(static text => !text.Key.Contains("half", StringComparison.Ordinal) && !text.Key.Contains("halves", StringComparison.Ordinal))
        .ToDictionary(static text => text.Key, static text => System.Text.Json.JsonSerializer.Deserialize<string>(text.Value)!, StringComparer.Ordinal);

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Nested(int levels) => $"{new string('[', levels)}1{new string(']', levels)}";
}
