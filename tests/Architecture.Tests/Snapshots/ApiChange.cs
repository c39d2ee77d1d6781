using System.Globalization;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What callers of an API would trip over between two versions of it, by the lines of each.</summary>
internal static class ApiChange
{
    private const string Required = "required";

    public static IEnumerable<string> Breaks(IEnumerable<string> was, IEnumerable<string> now)
    {
        var (before, after) = (Facts(was), Facts(now));
        foreach (var (place, fact) in before)
        {
            if (!after.TryGetValue(place, out var current))
            {
                yield return $"{place} is gone";
                continue;
            }

            foreach (var change in place.StartsWith("in ", StringComparison.Ordinal) ? Narrowed(fact, current) : Withdrawn(fact, current))
            {
                yield return $"{place} {change}";
            }
        }

        // Of something that is new as a whole, nobody has left it out yet.
        foreach (var (place, fact) in after.Where(fact => !before.ContainsKey(fact.Key) && fact.Key.StartsWith("in ", StringComparison.Ordinal)))
        {
            if (fact.Contains(Required) && before.Keys.Any(known => OwnerOf(known) == OwnerOf(place)))
            {
                yield return $"{place} must be sent now";
            }
        }
    }

    // Callers send what they always did: nothing of it may be refused now.
    private static IEnumerable<string> Narrowed(string[] was, string[] now)
    {
        if (was[0].Split('|').Except(now[0].Split('|')).ToArray() is { Length: > 0 } types && now[0] != "any")
        {
            yield return $"may not be {string.Join(" or ", types)} any more";
        }

        if (now.Contains(Required) && !was.Contains(Required))
        {
            yield return "must be sent now";
        }

        if (ValuesOf(was).Except(ValuesOf(now)).ToArray() is { Length: > 0 } values && (ValuesOf(now).Length > 0 || ValuesOf(was).Length == 0))
        {
            yield return $"may not be {string.Join(" or ", values)} any more";
        }

        if (ValuesOf(was).Length == 0 && ValuesOf(now).Length > 0)
        {
            yield return "may only be one of a few values now";
        }

        foreach (var name in new[] { "maxLength", "maximum", "exclusiveMaximum", "maxItems" })
        {
            if (NumberOf(now, name) is { } limit && !(NumberOf(was, name) <= limit))
            {
                yield return $"has {name} {limit} now";
            }
        }

        foreach (var name in new[] { "minLength", "minimum", "exclusiveMinimum", "minItems" })
        {
            if (NumberOf(now, name) is { } limit && !(NumberOf(was, name) >= limit))
            {
                yield return $"has {name} {limit} now";
            }
        }

        foreach (var name in new[] { "format", "pattern" })
        {
            if (TextOf(now, name) is { } form && form != TextOf(was, name))
            {
                yield return $"has the {name} {form} now";
            }
        }
    }

    // Callers read what they always did: nothing of it may be missing or of another type.
    private static IEnumerable<string> Withdrawn(string[] was, string[] now)
    {
        if (was[0] != now[0])
        {
            yield return $"was {was[0]} and is {now[0]}";
        }

        if (was.Contains(Required) && !now.Contains(Required))
        {
            yield return "was always there and may be missing";
        }
    }

    private static Dictionary<string, string[]> Facts(IEnumerable<string> lines) => lines.Select(static line => (Line: line, At: line.LastIndexOf(": ", StringComparison.Ordinal)))
        .ToDictionary(static fact => fact.Line[..fact.At], static fact => fact.Line[(fact.At + 2)..].Split(' '), StringComparer.Ordinal);

    // "in CreateUser.name" is a part of "in CreateUser", "in post /users query limit" of "in post /users".
    private static string OwnerOf(string place) =>
        string.Join(' ', place.Split(' ') is { Length: 2 } words ? [words[0], words[1].Split('.')[0]] : place.Split(' ').Take(3));

    private static string[] ValuesOf(string[] fact) => TextOf(fact, "enum")?.Split('|') ?? [];

    private static string? TextOf(string[] fact, string name) => fact.FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static decimal? NumberOf(string[] fact, string name) => TextOf(fact, name) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
